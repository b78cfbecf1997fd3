/** The branch's own wording, kept in the playbook, on top of the built-in dictionary. */
import { describe, expect, it } from 'vitest'
import { detectLayout } from '../../../electron/engine/core/importing/detect-layout.ts'
import { readHeader } from '../../../electron/engine/core/importing/header-match.ts'
import { keptFields } from '../../../electron/engine/core/importing/blank-policy.ts'
import type { HeaderAlias } from '../../../shared/playbook/aliases.ts'
import { completePlaybook } from '../../../shared/playbook/complete.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import { playbookSchema } from '../../../shared/playbook/schema.ts'
import { sheetOf } from '../../helpers/make-workbook.ts'

const own = (header: string, field: string, kind: HeaderAlias['kind'] = 'customers'): HeaderAlias => ({
  kind,
  field,
  header,
})
const read = (header: string, ...aliases: HeaderAlias[]) =>
  readHeader(header, 'customers', undefined, aliases)

describe('own wording', () => {
  it.each([
    ['总盘子', '总盘子'],
    ['總盤子', '总盘子'],
    ['总盘子(万元)', '总盘子'],
    ['总 盘子', '总盘子 '],
  ])('%s is read by the alias %s', (header, alias) => {
    expect(read(header, own(alias, 'aum'))).toMatchObject({ field: 'aum', reason: { code: 'own_alias' } })
    expect(read(header).field).toBeNull()
  })
  it('keeps the unit a header speaks of', () => {
    expect(read('总盘子(万元)', own('总盘子', 'aum')).unit).toBe('wan')
    expect(read('总盘子万元', own('总盘子', 'aum')).unit).toBe('wan')
  })
  it('outranks the dictionary, yields to a decision, and holds for its kind only', () => {
    expect(read('客户等级', own('客户等级', 'riskRating')).field).toBe('riskRating')
    expect(read('余额', own('余额', 'aum')).field).toBe('aum')
    expect(readHeader('总盘子', 'customers', { 总盘子: null }, [own('总盘子', 'aum')]).field).toBeNull()
    expect(readHeader('总盘子', 'holdings', undefined, [own('总盘子', 'aum')]).field).toBeNull()
  })
  it('wins the field from a built-in name in another column, and helps to find the header', () => {
    const aliases = [own('卡号', 'customerNo'), own('总盘子', 'aum')]
    const sheet = sheetOf([['清单'], ['卡号', '总资产', '总盘子'], ['0062', 1, 2]])
    const { columns, headerRow } = detectLayout(sheet, { fileName: 'a.xlsx', aliases })
    expect(headerRow).toBe(2)
    expect(columns.map(({ field }) => field)).toEqual(['customerNo', null, 'aum'])
  })
})

const withImport = (change: Partial<typeof defaultPlaybook.import>) => ({
  ...defaultPlaybook,
  import: { ...defaultPlaybook.import, ...change },
})
const messages = (aliases: HeaderAlias[]) =>
  playbookSchema
    .safeParse(withImport({ aliases }))
    .error?.issues.map(({ message, path }) => [path.slice(2).join('.'), message]) ?? []

describe('the playbook', () => {
  it('takes own wording only for fields of its kind, each header once', () => {
    expect(messages([own('总盘子', 'aum'), own('总盘子', 'amount', 'holdings')])).toEqual([])
    expect(messages([own('总盘子', 'amount')])).toEqual([['0.field', '这类文件里没有这项内容']])
    expect(messages([own('总盘子', 'toString')])).toEqual([['0.field', '这类文件里没有这项内容']])
    expect(messages([own('总盘子', 'aum'), own('总 盘子', 'loan')])).toEqual([
      ['1.header', '同一类文件里这个列名已经对应了一项内容'],
    ])
    expect(messages([own('  ', 'aum')])).toEqual([['0.header', '请填写列名']])
  })
  it('of an older version gets what was added since, and keeps its own numbers', () => {
    const { aliases: _, keepWhenBlank: __, blankDriftShare: ___, ...older } = defaultPlaybook.import
    const stored = { ...defaultPlaybook, import: { ...older, maxRejectShare: 0.02 } }
    expect(completePlaybook(stored).import).toEqual({ ...defaultPlaybook.import, maxRejectShare: 0.02 })
  })
  it('keeps facts of identity only; a file may decide otherwise for those', () => {
    expect(playbookSchema.safeParse(withImport({ keepWhenBlank: ['aum' as 'name'] })).success).toBe(false)
    expect(
      keptFields(
        ['phone', 'name'],
        [
          { field: 'phone', policy: 'clear' },
          { field: 'remark', policy: 'keep' },
          { field: 'aum', policy: 'keep' },
        ],
      ),
    ).toEqual(['name', 'remark'])
  })
})
