/** Week two asks nothing: decisions of an import hold for the next file of its layout, through the whole engine. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { decidedLayouts, lastLayouts, rememberedFor } from '../../electron/engine/db/repo/layout-memory.ts'
import { defaultPlaybook } from '../../shared/playbook/defaults.ts'
import { csvBytes } from '../helpers/make-workbook.ts'
import { testEngine } from '../helpers/test-engine.ts'

const header = ['客户号', '姓名', '总盘子', '手机号码', '出生日期', '代发情况']
const rows = [
  ['006200000007', '张伟', '10', '13800138000', '1960-05-01', '也许'],
  ['006200000014', '李娜', '20', '13900139000', '1970-05-01', '是'],
]

function bench() {
  const engine = testEngine()
  const file = (name: string, ...lines: (readonly string[])[]) => {
    const path = join(engine.dir, name)
    writeFileSync(path, csvBytes(lines))
    return path
  }
  const decide = (path: string) => ({
    decisions: [
      {
        path,
        sheet: '数据',
        columns: [{ index: 2, field: 'aum' }],
        substitutions: [{ index: 5, from: '也许', to: '否' }],
        units: 'wan' as const,
      },
    ],
  })
  return { ...engine, file, decide }
}

/** The decisions of a path under whatever name the reader gives its only sheet. */
async function decided(b: ReturnType<typeof bench>, path: string) {
  const { files } = await b.call('imports.inspect', { paths: [path], options: {} })
  const sheet = files[0]!.sheets[0]!.name
  const [decision] = b.decide(path).decisions
  return { decisions: [{ ...decision!, sheet }] }
}

describe('what was decided for a layout', () => {
  test('holds for the next file of it, also after the import was taken back', async () => {
    const b = bench()
    const first = b.file('清单_20261113.csv', header, ...rows)
    await b.import([first], await decided(b, first))
    await b.call('imports.undo', {})
    const second = b.file('清单_20261120.csv', ['周报'], header, ...rows)
    const { files } = await b.call('imports.inspect', { paths: [second], options: {} })
    const layout = files[0]!.sheets[0]!.layout!
    expect(layout.columns.filter((c) => c.remembered).map((c) => [c.header, c.field])).toEqual([
      ['总盘子', 'aum'],
    ])
    const { weeks } = await b.import([second])
    expect(weeks[0]).toMatchObject({ aumFen: 30_000_000 })
    expect(weeks[0]?.files[0]).toMatchObject({ units: 'wan', unreadable: [], corrected: 1 })
  })

  test('is found by the header alone, the latest word first; undone layouts are no basis for drift', async () => {
    const b = bench()
    const first = b.file('清单_20261113.csv', header, ...rows)
    await b.import([first], await decided(b, first))
    const db = b.engine.context.read
    const fingerprint = header.join('\n')
    expect(rememberedFor(db, fingerprint)?.decided).toMatchObject({
      columns: [{ header: '总盘子', field: 'aum' }],
      units: 'wan',
    })
    expect(rememberedFor(db, '客户号\n姓名')).toBeNull()
    expect(decidedLayouts(db, 10)).toHaveLength(1)
    expect(lastLayouts(db, 'customers', '2026-11-20')).toHaveLength(1)
    expect(lastLayouts(db, 'customers', '2026-11-13')).toEqual([])
    await b.call('imports.undo', {})
    expect(rememberedFor(db, fingerprint)).not.toBeNull()
    expect(lastLayouts(db, 'customers', '2026-11-20')).toEqual([])
  })
})

describe('against the week before', () => {
  const usual = ['客户号', '姓名', 'AUM余额', '手机号码', '出生日期']
  const lines = (...cells: (readonly string[])[]) => [usual, ...cells]

  test('columns that changed are told, before and after importing', async () => {
    const b = bench()
    await b.import([
      b.file('清单_20261113.csv', ...lines(['0062', '张伟', '1', '13800138000', '1960-05-01'])),
    ])
    const next = b.file(
      '清单_20261120.csv',
      ['客户编号', '姓名', 'AUM余额', '职业'],
      ['0062', '张伟', '2', '教师'],
    )
    const drift = [
      { kind: 'missing', field: 'phone', before: '手机号码', now: null },
      { kind: 'missing', field: 'birthDate', before: '出生日期', now: null },
      { kind: 'renamed', field: 'customerNo', before: '客户号', now: '客户编号' },
      { kind: 'new', field: 'occupation', before: null, now: '职业' },
    ]
    const { files } = await b.call('imports.inspect', { paths: [next], options: {} })
    expect(files[0]?.sheets[0]?.layout?.drift).toEqual(drift)
    const { weeks } = await b.import([next])
    expect(weeks[0]?.files[0]?.drift).toEqual(drift)
  })

  test('empty cells keep who the customer is, are counted, and moves of their share are pointed out', async () => {
    const b = bench()
    const full = (no: string, aum: string) => [no, '张伟', aum, '13800138000', '1960-05-01']
    await b.import([b.file('清单_20261113.csv', ...lines(full('0062', '1'), full('0063', '1')))])
    const { weeks } = await b.import([
      b.file('清单_20261120.csv', ...lines(['0062', '', '', '', ''], full('0063', '1'))),
    ])
    const report = weeks[0]?.files[0]
    expect(report?.blanksKept).toEqual([
      { column: '出生日期', field: 'birthDate', count: 1 },
      { column: '姓名', field: 'name', count: 1 },
      { column: '手机号码', field: 'phone', count: 1 },
    ])
    expect(report?.blankDrift.map(({ column, before, now }) => [column, before, now])).toEqual([
      ['姓名', 0, 0.5],
      ['AUM余额', 0, 0.5],
      ['手机号码', 0, 0.5],
      ['出生日期', 0, 0.5],
    ])
    const detail = await b.call('customers.detail', { customerNo: '0062' })
    const fact = (field: string) => detail.facts.find((f) => f.field === field)?.value
    expect([detail.name, fact('birthDate'), fact('age'), fact('aumFen')]).toEqual([
      '张伟',
      '1960-05-01',
      66,
      null,
    ])
    const page = await b.call('customers.page', { filter: {}, sort: [], offset: 0, limit: 10 })
    expect(page.rows.map((row) => [row.customerNo, row.age])).toEqual([
      ['0062', 66],
      ['0063', 66],
    ])
  })

  test('the playbook says which empty cells are unknown, and what the branch calls its columns', async () => {
    const b = bench()
    await b.import([
      b.file('清单_20261113.csv', ...lines(['0062', '张伟', '1', '13800138000', '1960-05-01'])),
    ])
    await b.call('settings.savePlaybook', {
      playbook: {
        ...defaultPlaybook,
        import: {
          ...defaultPlaybook.import,
          keepWhenBlank: ['name'],
          aliases: [{ kind: 'customers', field: 'aum', header: '总盘子' }],
        },
      },
      note: '',
    })
    const { weeks } = await b.import([
      b.file('清单_20261120.csv', ['客户号', '总盘子', '手机号码'], ['0062', '3', '']),
    ])
    expect(weeks[0]?.aumFen).toBe(300)
    const detail = await b.call('customers.detail', { customerNo: '0062' })
    expect([detail.name, detail.facts.find((f) => f.field === 'phone')?.value]).toEqual(['张伟', null])
  })
})
