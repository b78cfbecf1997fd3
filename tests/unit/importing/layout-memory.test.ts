/** What is decided once for a layout holds for the next file of it: through detection, without a database. */
import { describe, expect, it } from 'vitest'
import { detectLayout } from '../../../electron/engine/core/importing/detect-layout.ts'
import {
  applyRemembered,
  layoutRecord,
  recallLayout,
  withRemembered,
  type LayoutLookup,
  type LayoutRecord,
  type MemorableDecision,
} from '../../../electron/engine/core/importing/layout-memory.ts'
import type { LayoutContext, LayoutResult } from '../../../electron/engine/core/importing/layout-types.ts'
import type { RawRow, Sheet } from '../../../electron/engine/core/importing/sheet.ts'
import type { ColumnField } from '../../../shared/playbook/aliases.ts'
import { sheetOf } from '../../helpers/make-workbook.ts'

const decidedContext = (context: LayoutContext, decision: MemorableDecision | null): LayoutContext => ({
  ...context,
  ...(decision?.kind === undefined ? {} : { kind: decision.kind }),
  ...(decision?.units === undefined ? {} : { units: decision.units }),
  ...(decision?.headerRow === undefined ? {} : { headerRow: decision.headerRow }),
  ...(decision?.columns === undefined
    ? {}
    : { decided: new Map(decision.columns.map(({ index, field }) => [index, field as ColumnField | null])) }),
})

/** Reads weeks one after the other, remembering each; answers with what each was read as. */
function memory() {
  const kept: { fingerprint: string; record: LayoutRecord }[] = []
  const lookup: LayoutLookup = {
    exact: (fingerprint) => kept.findLast((each) => each.fingerprint === fingerprint)?.record ?? null,
    recent: () => kept.map(({ record }) => record).reverse(),
  }
  return {
    read(sheet: Sheet, decision: MemorableDecision | null = null, given: Partial<LayoutContext> = {}) {
      const recalled = recallLayout(sheet, lookup)
      const context = applyRemembered(recalled, { fileName: '清单.xlsx', ...given })
      const layout = detectLayout(sheet, decidedContext(context, decision))
      const record = layoutRecord(layout, decision, recalled?.record ?? null)
      kept.push({ fingerprint: layout.fingerprint, record })
      const own = { path: 'a', sheet: sheet.name, ...decision }
      return { layout, record, recalled, effective: withRemembered(own, recalled, layout) }
    },
  }
}

const fieldsOf = ({ columns }: LayoutResult) => Object.fromEntries(columns.map((c) => [c.header, c.field]))
const week = (header: RawRow, ...more: RawRow[]) =>
  sheetOf([...more, header, ['006200000007', '张伟', 1, 2, '也许'], ['006200000014', '李娜', 3, 4, '是']])

const header: RawRow = ['客户号', '姓名', '总盘子', '上周盘子', '代发情况']
const decision: MemorableDecision = {
  columns: [
    { index: 2, field: 'aum' },
    { index: 1, field: null },
  ],
  substitutions: [{ index: 4, from: '也许', to: '否' }],
  units: 'wan',
  duplicates: 'sum',
  blanks: [{ field: 'phone', policy: 'clear' }],
}

describe('the next file of a layout', () => {
  it('asks nothing: columns, texts, unit, duplicates and blank policy are as decided', () => {
    const { read } = memory()
    read(week(header), decision)
    const { layout, effective, recalled } = read(week(header, ['周报'], [null, '导出日期']))
    expect(recalled?.exact).toBe(true)
    expect(layout.columns.map(({ field, reason }) => [field, reason.code])).toEqual([
      ['customerNo', 'alias'],
      [null, 'remembered'],
      ['aum', 'remembered'],
      [null, 'unmatched'],
      ['payroll', 'alias'],
    ])
    expect(layout.units).toEqual({ unit: 'wan', source: 'given' })
    expect(effective).toMatchObject({
      duplicates: 'sum',
      substitutions: [{ index: 4, from: '也许', to: '否' }],
      blanks: [{ field: 'phone', policy: 'clear' }],
    })
  })

  it('remembers through weeks in which nothing is decided, and takes a new word over an old one', () => {
    const { read } = memory()
    read(week(header), decision)
    read(week(header))
    const third = read(week(header), {
      columns: [{ index: 1, field: 'name' }],
      substitutions: [{ index: 4, from: '也许', to: '也许' }],
      duplicates: 'reject',
    })
    expect(fieldsOf(third.layout)).toMatchObject({ 姓名: 'name', 总盘子: 'aum' })
    const fourth = read(week(header))
    expect(fieldsOf(fourth.layout)).toMatchObject({ 姓名: 'name', 总盘子: 'aum' })
    expect(fourth.effective.substitutions).toBeUndefined()
    expect(fourth.effective.duplicates).toBe('reject')
  })

  it('what is said now outranks what was said then', () => {
    const { read } = memory()
    read(week(header), decision)
    const now = read(week(header), { columns: [{ index: 3, field: 'aum' }] }, { units: 'yuan' })
    expect(fieldsOf(now.layout)).toMatchObject({ 总盘子: null, 上周盘子: 'aum' })
    expect(now.layout.units.unit).toBe('yuan')
    expect(fieldsOf(read(week(header)).layout)).toMatchObject({ 上周盘子: 'aum' })
  })

  it('a unit in the title outranks a remembered one', () => {
    const { read } = memory()
    read(week(header), decision)
    expect(read(week(header, ['单位：元'])).layout.units).toEqual({ unit: 'yuan', source: 'title' })
  })

  it('a kind and a header row decided by hand hold wherever the header stands', () => {
    const { read } = memory()
    const odd = (...above: RawRow[]) =>
      sheetOf([...above, ['编码', '数额', '时间'], ['0062', 5, '2026-11-19'], ['0063', 6, '2026-11-20']])
    const columns = [
      { index: 0, field: 'customerNo' },
      { index: 1, field: 'amount' },
      { index: 2, field: 'txnDate' },
    ]
    read(odd(['流水']), { headerRow: 2, kind: 'movements', columns })
    const { layout } = read(odd(['流水'], ['某日'], []))
    expect(layout).toMatchObject({ kind: 'movements', headerRow: 4 })
    expect(layout.columns.map(({ field }) => field)).toEqual(['customerNo', 'amount', 'txnDate'])
  })

  it('the second column of one name is told from the first', () => {
    const { read } = memory()
    const twins: RawRow = ['客户号', '姓名', '余额', '余额', '代发情况']
    read(week(twins), { columns: [{ index: 3, field: 'aum' }] })
    expect(read(week(twins)).layout.columns.map(({ field }) => field)).toEqual([
      'customerNo',
      'name',
      null,
      'aum',
      'payroll',
    ])
  })

  it('a decision holds under a two-row header', () => {
    const { read } = memory()
    const sheet = sheetOf(
      [
        ['客户号', '客户姓名', 'AUM', null, '其他'],
        [null, null, '余额', '月日均', '数'],
        ['0062', '张伟', 1, 2, 3],
      ],
      [{ top: 0, left: 2, bottom: 0, right: 3 }],
    )
    read(sheet, {
      columns: [
        { index: 2, field: null },
        { index: 4, field: 'loan' },
      ],
    })
    expect(read(sheet).layout.columns.map(({ field }) => field)).toEqual([
      'customerNo',
      'name',
      null,
      'aumMonthAvg',
      'loan',
    ])
  })
})

describe('a layout that differs', () => {
  const long = (extra: readonly string[]): RawRow => [
    ...['客户号', '姓名', '总盘子', '性别', '手机号码', '职业', '开户日期', '风险等级', '备注'],
    ...extra,
  ]
  it('in a column or two takes over decisions on columns and texts, no unit and no way with duplicates', () => {
    const { read } = memory()
    read(sheetOf([long([]), ['0062', '张伟', 1]]), { ...decision, columns: [{ index: 2, field: 'aum' }] })
    const { layout, recalled, effective } = read(sheetOf([['新表'], long(['新列']), ['0062', '张伟', 1]]))
    expect(recalled?.exact).toBe(false)
    expect(fieldsOf(layout)).toMatchObject({ 总盘子: 'aum', 新列: null })
    expect(layout.units.source).toBe('assumed')
    expect(effective.duplicates).toBeUndefined()
  })
  it('in many is a layout of its own', () => {
    const { read } = memory()
    read(week(header), decision)
    expect(
      read(
        sheetOf([
          ['客户号', '姓名', '总盘子', '性别', '职业'],
          ['0062', '张伟', 1, '男', '教师'],
        ]),
      ).recalled,
    ).toBeNull()
  })
  it('only a layout somebody decided on is taken for a similar one', () => {
    const { read } = memory()
    const first = read(sheetOf([long(['甲列']), ['0062', '张伟', 1]]))
    expect(first.record.decided).toEqual({ columns: [], substitutions: [] })
  })
})
