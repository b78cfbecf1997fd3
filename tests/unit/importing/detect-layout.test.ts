import { describe, expect, it } from 'vitest'
import { detectLayout } from '../../../electron/engine/core/importing/detect-layout.ts'
import { inspectWorkbook, layoutWorkbook } from '../../../electron/engine/core/importing/layout-workbook.ts'
import type { LayoutContext } from '../../../electron/engine/core/importing/layout-types.ts'
import type { RawRow, Workbook } from '../../../electron/engine/core/importing/sheet.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { sheetOf } from '../../helpers/make-workbook.ts'

const layoutOf = (rows: readonly RawRow[], context: Partial<LayoutContext> = {}) =>
  detectLayout(sheetOf(rows), { fileName: '清单.xlsx', ...context })

function refusalOf(rows: readonly RawRow[], context: Partial<LayoutContext> = {}): Refusal {
  try {
    layoutOf(rows, context)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the sheet was accepted')
}

const fields = (rows: readonly RawRow[], context: Partial<LayoutContext> = {}) =>
  Object.fromEntries(layoutOf(rows, context).columns.map(({ header, field }) => [header, field]))
const unitsOf = (rows: readonly RawRow[], context: Partial<LayoutContext> = {}) =>
  Object.fromEntries(
    layoutOf(rows, context)
      .columns.filter(({ unit }) => unit)
      .map(({ header, unit }) => [header, unit]),
  )

const data: RawRow = ['006200000007', '张伟', 12.5]

describe('header row', () => {
  it('lies below titles, dates, units and blank rows, each ignored for its reason', () => {
    const layout = layoutOf([
      ['幸福路支行存量客户资产清单'],
      ['数据日期：2026-11-20', null, '单位：万元'],
      [],
      ['客户号', '客户姓名', 'AUM余额'],
      data,
    ])
    expect(layout).toMatchObject({
      headerRow: 4,
      firstDataRow: 5,
      kind: 'customers',
      asOf: { date: '2026-11-20' },
    })
    expect(layout.units).toEqual({ unit: 'wan', source: 'title' })
    expect(layout.ignored).toEqual([
      { row: 1, reason: 'title' },
      { row: 2, reason: 'unit' },
      { row: 3, reason: 'blank' },
    ])
  })

  it('is found in traditional characters with full-width letters and line breaks', () => {
    expect(fields([['客戶號', '姓名', '手機', '月底\n餘額', 'ＡＵＭ月日均', '管戶客戶經理'], data])).toEqual({
      客戶號: 'customerNo',
      姓名: 'name',
      手機: 'phone',
      '月底 餘額': 'aum',
      ＡＵＭ月日均: 'aumMonthAvg',
      管戶客戶經理: 'rm',
    })
  })

  it('may take two rows, the upper one grouping the lower', () => {
    const sheet = sheetOf(
      [
        ['客户清单'],
        ['客户号', '客户姓名', 'AUM(万元)', null, null, '备注'],
        [null, null, '余额', '月日均', '历史最高', null],
        ['0062', '张伟', 1, 2, 3, null],
      ],
      [
        { top: 1, left: 2, bottom: 1, right: 4 },
        { top: 1, left: 0, bottom: 2, right: 0 },
      ],
    )
    const layout = detectLayout(sheet, { fileName: 'a.xlsx' })
    expect(layout).toMatchObject({ headerRow: 3, groupRow: 2, firstDataRow: 4 })
    expect(layout.columns.map(({ field }) => field)).toEqual([
      'customerNo',
      'name',
      'aum',
      'aumMonthAvg',
      'aumPeak',
      'remark',
    ])
    expect(layout.columns[2]?.unit).toBe('wan')
    expect(layout.ignored).toContainEqual({ row: 2, reason: 'group_header' })
  })

  it('may be followed by a row of units', () => {
    const rows: RawRow[] = [
      ['客户号', 'AUM', '上月代发金额'],
      [null, '万元', '元'],
      ['0062', 1, 2],
    ]
    expect(layoutOf(rows)).toMatchObject({ headerRow: 1, firstDataRow: 3 })
    expect(unitsOf(rows)).toEqual({ AUM: 'wan', 上月代发金额: 'yuan' })
  })

  it('a sheet without one is refused, saying what was seen', () => {
    const refusal = refusalOf([['周会纪要'], ['参加人', '张伟'], ['议题', '盘活']])
    expect(refusal.code).toBe('NO_HEADER')
    expect(refusal.message).toContain('清单.xlsx')
    expect(refusal.message).toContain('参加人、张伟')
  })

  it('a list without customer numbers is refused, naming the columns it has', () => {
    const refusal = refusalOf([
      ['客户姓名', '手机号码', 'AUM余额'],
      ['张伟', '13800138000', 1],
    ])
    expect(refusal.code).toBe('NO_KEY_COLUMN')
    expect(refusal.message).toMatch(/客户姓名、手机号码、AUM余额/)
  })

  it('a given kind whose required column is missing is refused, naming it', () => {
    const refusal = refusalOf([['客户号', '客户姓名', '产品名称'], data], { kind: 'holdings' })
    expect(refusal).toMatchObject({ code: 'MISSING_COLUMN', details: { missing: ['amount'] } })
    expect(refusal.message).toContain('“金额”')
  })
})

describe('extract kinds', () => {
  it.each([
    ['customers', ['客户号', '姓名', '联系方式', '维护日期', 'AUM余额', '备注']],
    ['customers', ['客户号', '姓名', '到期日', '风险等级', '管户经理', '手机号码']],
    ['holdings', ['客户号', '姓名', '手机号', '管户经理', '产品名称', '金额', '到期日']],
    ['holdings', ['客户号', '余额', '到期日期']],
    ['movements', ['客户号', '客户姓名', '交易日期', '交易金额', '借贷方向', '对手类型']],
    ['contacts', ['客户号', '接触日期', '接触方式', '结果', '内容', '客户经理']],
    [
      'products',
      ['产品代码', '产品名称', '类别', '风险等级', '期限', '业绩比较基准', '起购金额', '募集截止'],
    ],
    ['targets', ['工号', '姓名', '期间', '指标', '目标值']],
  ] as const)('%s: %j', (kind, header) => {
    expect(layoutOf([[...header], header.map(() => '1')]).kind).toBe(kind)
  })
})

describe('columns', () => {
  it('of two columns with one name the first counts, of two names for one field the more usual', () => {
    const layout = layoutOf([
      ['客户号', '总资产', 'AUM余额', '姓名', '姓名'],
      ['0062', 1, 2, '甲', '乙'],
    ])
    expect(layout.columns.map(({ field, reason }) => [field, reason.code])).toEqual([
      ['customerNo', 'alias'],
      [null, 'duplicate_field'],
      ['aum', 'alias'],
      ['name', 'alias'],
      [null, 'duplicate_header'],
    ])
  })

  it('an odd header over identity numbers or mobiles is read by its values, unless they are of somebody else', () => {
    const ids = ['11010519491231002X', '11010519491231002X']
    const rows: RawRow[] = [
      ['客户号', '性别', '主证号', '号码一', '紧急联系人手机'],
      ...ids.map((id, at): RawRow => [`006${at}`, '女', id, '13800138000', '13900139000']),
    ]
    expect(fields(rows)).toMatchObject({ 主证号: 'idNo', 号码一: 'phone', 紧急联系人手机: null })
    expect(layoutOf(rows).columns[2]?.reason.code).toBe('shape')
  })

  it('yes and no under a balance is no balance, and amounts under 代发工资 are the pay', () => {
    const rows: RawRow[] = [
      ['客户号', '姓名', '基金', '代发工资'],
      ['0062', '甲', '是', 5600.5],
      ['0063', '乙', '否', 7800],
    ]
    expect(fields(rows)).toMatchObject({ 基金: null, 代发工资: 'payrollAmount' })
  })

  it('the day/month order and the percent scale are settled for the whole column', () => {
    const customers = layoutOf([
      ['客户号', '开户日期'],
      ['0062', '03/04/2020'],
      ['0063', '25/04/2020'],
    ])
    expect(customers.columns[1]?.dateOrder).toBe('dmy')
    const products = layoutOf([
      ['产品名称', '利率', '期限(月)'],
      ['甲', 0.25, 3],
      ['乙', 1.45, 12],
    ])
    expect(products.columns.map(({ percent, perUnit }) => [percent, perUnit])).toEqual([
      [false, 1],
      [true, 1],
      [false, 30],
    ])
  })

  it('a remembered mapping is used, and equal headers have equal fingerprints', () => {
    const rows: RawRow[] = [['客户号', '性别', '总盘子'], data]
    const remembered = { 总盘子: 'aum' } as const
    expect(fields(rows, { remembered })).toMatchObject({ 总盘子: 'aum' })
    expect(layoutOf(rows).fingerprint).toBe(layoutOf([['标题'], ...rows]).fingerprint)
    expect(layoutOf(rows).fingerprint).not.toBe(layoutOf([['客户号', '性别', 'AUM'], data]).fingerprint)
  })
})

describe('units', () => {
  const header: RawRow = ['客户号', 'AUM余额', '上月代发金额(元)']
  it('a header speaks for its column, the title for the rest', () => {
    expect(unitsOf([['金额单位：人民币万元'], header, data])).toEqual({
      AUM余额: 'wan',
      '上月代发金额(元)': 'yuan',
    })
  })
  it('the user outranks the title, not a header', () => {
    expect(unitsOf([['单位：万元'], header, data], { units: 'yuan' })).toEqual({
      AUM余额: 'yuan',
      '上月代发金额(元)': 'yuan',
    })
    expect(unitsOf([header, data], { units: 'wan' })).toEqual({ AUM余额: 'wan', '上月代发金额(元)': 'yuan' })
  })
  it('the title may keep label and unit in two cells', () => {
    expect(layoutOf([['单位', '万元'], ['客户号', 'AUM余额'], data]).units).toEqual({
      unit: 'wan',
      source: 'title',
    })
  })
  it('headers that agree speak for silent neighbours', () => {
    expect(unitsOf([['客户号', 'AUM余额(万元)', '活期余额'], data])).toEqual({
      'AUM余额(万元)': 'wan',
      活期余额: 'wan',
    })
  })
  it('silence is yuan, and says it is assumed', () => {
    expect(layoutOf([['客户号', 'AUM余额'], data]).units).toEqual({ unit: 'yuan', source: 'assumed' })
  })
  it('units nobody converts are refused', () => {
    expect(refusalOf([['客户号', 'AUM余额(千元)'], data]).code).toBe('UNIT_UNSUPPORTED')
    expect(refusalOf([['单位：亿元'], ['客户号', 'AUM余额'], data]).code).toBe('UNIT_UNSUPPORTED')
  })
})

describe('data date of a sheet', () => {
  it('contradictions between title and file name are refused, and shown by inspect', () => {
    const rows: RawRow[] = [['数据日期：2026-11-20'], ['客户号', 'AUM余额'], data]
    const refusal = refusalOf(rows, { fileName: '清单_20261113.xlsx' })
    expect(refusal.code).toBe('AS_OF_CONFLICT')
    expect(refusal.message).toContain('2026-11-13')
    expect(layoutOf(rows, { fileName: '清单_20261113.xlsx', asOf: '2026-11-13' }).asOf.date).toBe(
      '2026-11-13',
    )
    const inspected = inspectWorkbook(bookOf(rows), '清单_20261113.xlsx').sheets[0]
    expect(inspected).toMatchObject({ headerRow: 2, asOf: null, problem: { code: 'AS_OF_CONFLICT' } })
  })
  it('a column of dates is a source, too', () => {
    const rows: RawRow[] = [
      ['客户号', 'AUM', '数据日期'],
      ['0062', 1, 20261031],
      ['0062', 1, 20260930],
    ]
    expect(layoutOf(rows).asOf).toMatchObject({ date: null, dates: ['2026-09-30', '2026-10-31'] })
    expect(layoutOf(rows.slice(0, 2)).asOf).toMatchObject({ date: '2026-10-31', source: 'column' })
  })
})

function bookOf(...sheets: readonly (readonly RawRow[])[]): Workbook {
  const named = sheets.map((rows, at) => ({ ...sheetOf(rows), name: `表${at + 1}` }))
  return { format: 'xlsx', encoding: null, date1904: false, sheets: named, replacedCharacters: 0 }
}

describe('workbooks', () => {
  const list: RawRow[] = [
    ['客户号', 'AUM余额'],
    ['0062', 1],
  ]
  it('takes every extract and says why other sheets are left out', () => {
    const book = bookOf([['说明'], ['口径']], list, [])
    const hidden: Workbook = {
      ...book,
      sheets: [...book.sheets, { ...sheetOf(list), name: '旧', hidden: true }],
    }
    const { extracts, skipped } = layoutWorkbook(hidden, { fileName: 'a.xlsx' })
    expect(extracts.map(({ sheet }) => sheet.name)).toEqual(['表2'])
    expect(skipped.map(({ sheet }) => sheet)).toEqual(['表1', '表3', '旧'])
    expect(skipped[2]?.reason).toBe('隐藏的工作表')
  })
  it('without any extract the first fault is the answer', () => {
    expect(() => layoutWorkbook(bookOf([['说明']], []), { fileName: 'a.xlsx' })).toThrow(
      expect.objectContaining({ code: 'NO_HEADER' }),
    )
  })
})
