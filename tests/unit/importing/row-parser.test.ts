import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { detectLayout } from '../../../electron/engine/core/importing/detect-layout.ts'
import type { LayoutContext } from '../../../electron/engine/core/importing/layout-types.ts'
import { createRowParser, parseRows } from '../../../electron/engine/core/importing/row-parser.ts'
import type { RowParserOptions } from '../../../electron/engine/core/importing/row-parser.ts'
import type { RawRow, RawValue } from '../../../electron/engine/core/importing/sheet.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { sheetOf } from '../../helpers/make-workbook.ts'

const anything = { maxRejectsPercent: 100 }

function parse(
  rows: readonly RawRow[],
  options: RowParserOptions = anything,
  context: Partial<LayoutContext> = {},
) {
  const sheet = sheetOf(rows)
  return parseRows(detectLayout(sheet, { fileName: '清单.xlsx', ...context }), sheet, options)
}

function refusalOf(rows: readonly RawRow[], options: RowParserOptions = {}): Refusal {
  try {
    parse(rows, options)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the file was accepted')
}

const header: RawRow = ['客户号', '客户姓名', '手机号码', 'AUM余额', '开户日期', '是否代发']
const row = (no: RawValue, ...rest: RawValue[]): RawRow => [no, ...rest]

describe('accepted rows', () => {
  it('carry typed facts for the mapped columns only, unknown as null', () => {
    const { accepted, blanks } = parse([
      [
        '客户号',
        '客户姓名',
        '管户客户经理',
        '协办客户经理',
        '客户经理工号',
        '风险等级',
        'AUM(万元)',
        '近90天联系次数',
        '备注',
        '颜色',
      ],
      ['006200000007', '张 伟', '李娜', '王芳(80257)', '80244', 'C3', 1.5, 2, '', '红'],
      ['006200000014', null, '-', null, null, null, null, null, null, null],
    ])
    expect(accepted[0]).toEqual({
      row: 2,
      facts: {
        customerNo: '006200000007',
        name: '张伟',
        rmName: '李娜',
        rmNo: '80244',
        coRmName: '王芳',
        coRmNo: '80257',
        riskRating: 3,
        aum: 1_500_000,
        contactCount: 2,
        remark: null,
      },
      masked: [],
      asOf: null,
    })
    expect(accepted[1]?.facts).toMatchObject({
      name: null,
      rmName: null,
      rmNo: null,
      aum: null,
      contactCount: null,
    })
    expect(blanks).toMatchObject({ customerNo: 0, name: 1, rm: 1, aum: 1, remark: 2 })
  })

  it('mark what the sender has hidden', () => {
    const { accepted } = parse([
      header,
      row('0062', '张*', '138****1234', 1),
      row('0063', '李四', '13800138000', 1),
    ])
    expect(accepted.map(({ masked }) => masked)).toEqual([['name', 'phone'], []])
  })

  it('turn a negative movement into a direction', () => {
    const { accepted } = parse([
      ['客户号', '交易日期', '交易金额'],
      ['0062', '2026-11-20', -500],
      ['0063', '2026-11-20', 300],
    ])
    expect(accepted.map(({ facts }) => [facts['amount'], facts['direction']])).toEqual([
      [50_000, 'out'],
      [30_000, undefined],
    ])
  })

  it('of shelf and target files need no customer', () => {
    const shelf = parse([
      ['产品代码', '产品名称', '类别', '风险等级', '期限', '业绩比较基准(%)', '起购金额(万元)', '募集截止'],
      ['A1', '稳盈一号', '理财', 'R2', '3个月', 2.8, 1, '2026-12-31'],
      [null, null, null, null, null, null, null, null],
      [null, '注：以合同为准'],
    ])
    expect(shelf.accepted.map(({ facts }) => facts)).toEqual([
      {
        productCode: 'A1',
        productName: '稳盈一号',
        productClass: '理财',
        productRisk: 2,
        termDays: 90,
        rate: 0.028,
        minAmount: 1_000_000,
        saleUntil: '2026-12-31',
      },
    ])
    expect(shelf.ignored.map(({ reason }) => reason)).toEqual(['blank', 'footer'])
    const targets = parse([
      ['客户经理', '工号', '月份', '指标', '目标值(万元)'],
      ['张伟', '80231', '2026-11', 'AUM增量', 300],
    ])
    expect(targets.accepted[0]?.facts).toEqual({
      rmName: '张伟',
      rmNo: '80231',
      period: '2026-11',
      metric: 'AUM增量',
      targetAmount: 300_000_000,
    })
  })

  it('carry their own date where a column has one, once per customer and date', () => {
    const rows: RawRow[] = [
      ['客户号', 'AUM', '数据日期'],
      ['0062', 1, '2026-09-30'],
      ['0062', 2, '2026-10-31'],
      ['0062', 3, '2026-10-31'],
    ]
    const { accepted, rejects } = parse(rows)
    expect(accepted.map(({ asOf }) => asOf)).toEqual(['2026-09-30', '2026-10-31'])
    expect(rejects.map(({ row: at, code }) => [at, code])).toEqual([[4, 'KEY_DUPLICATE']])
    // With one date given for the file, one row per customer is all there can be.
    expect(parse(rows, anything, { asOf: '2026-10-31' }).accepted).toHaveLength(1)
  })
})

describe('rows left out', () => {
  it('each has its reason, and the counts add up', () => {
    const result = parse([
      header,
      row('0062', '甲', null, 1),
      row(null),
      row('小计', null, null, 1),
      ['客户号', '客户姓名', '手机号码', 'AUM余额', '开户日期', '是否代发'],
      row('0063', '乙', null, '2,000.00'),
      row(null, null, null, null, null, '是'),
      row(null, '丙', '13800138000', 5),
      row('张伟合计', null, null, 7),
      row('合 计', null, null, 2001),
      row('制表人：运营部', null, '共2条'),
    ])
    expect(result.ignored).toEqual([
      { row: 3, reason: 'blank' },
      { row: 4, reason: 'subtotal' },
      { row: 5, reason: 'repeated_header' },
      { row: 7, reason: 'no_key' },
      { row: 9, reason: 'subtotal' },
      { row: 10, reason: 'total' },
      { row: 11, reason: 'footer' },
    ])
    expect(result.rejects).toMatchObject([{ row: 8, column: '客户号', code: 'KEY_EMPTY' }])
    expect(result.counts).toMatchObject({ read: 10, accepted: 2, summed: 0, rejected: 1, ignored: 7 })
    expect(result.controlTotal).toEqual({ found: 200_100, computed: 200_100, matches: true })
  })

  it('a customer called 合计 or whose remark begins like a footer is still a customer', () => {
    const { accepted } = parse([
      [...header.slice(0, 2), '备注'],
      row('006200000007', '合计', '说明：老客户'),
      row('006200000014', '共一', '注：无'),
    ])
    expect(accepted).toHaveLength(2)
  })

  it('a total that differs is shown, not hidden', () => {
    const { controlTotal } = parse([header, row('0062', '甲', null, 1), row('总计', null, null, 2)])
    expect(controlTotal).toEqual({ found: 200, computed: 100, matches: false })
    expect(parse([header, row('0062', '甲', null, 1)]).controlTotal.matches).toBeNull()
  })
})

describe('rejected rows', () => {
  it('name row, column, value and remedy', () => {
    const { rejects, accepted, damagedKeys } = parse([
      header,
      row('0062', '甲', null, 'abc'),
      row('0063', '乙', null, { error: '#N/A' }),
      row(622202001234567000, '丙', null, 1),
      row('6.2E+17', '丁', null, 1),
      row('0064', '戊', null, 1),
      row('0064', '己', null, 1),
      row('0065', '庚', null, null),
      row('0066', '辛', null, 1),
      row('0067', '壬', null, 1),
    ])
    expect(rejects.map(({ row: at, column, code, value }) => [at, column, code, value])).toEqual([
      [2, 'AUM余额', 'MONEY_UNREADABLE', 'abc'],
      [3, 'AUM余额', 'MONEY_UNREADABLE', '#N/A'],
      [4, '客户号', 'KEY_DAMAGED', '622202001234567000'],
      [5, '客户号', 'KEY_DAMAGED', '6.2E+17'],
      [7, '客户号', 'KEY_DUPLICATE', '0064'],
    ])
    expect(rejects[4]?.message).toContain('第 6 行')
    expect(damagedKeys).toBe(2)
    expect(accepted.map(({ row: at }) => at)).toEqual([6, 8, 9, 10])
  })

  it('a customer whose first row was rejected is taken from the second', () => {
    const { accepted } = parse([header, row('0062', '甲', null, 'abc'), row('0062', '甲', null, 5)])
    expect(accepted.map(({ facts }) => facts['aum'])).toEqual([500])
  })

  it('a required cell that is empty or unreadable costs the row its place', () => {
    const { rejects } = parse([
      ['客户号', '接触日期', '接触方式'],
      ['0062', '2026-11-20', '电话'],
      ['0063', null, '电话'],
      ['0064', '某天', '电话'],
    ])
    expect(rejects.map(({ row: at, code }) => [at, code])).toEqual([
      [3, 'REQUIRED_EMPTY'],
      [4, 'REQUIRED_UNREADABLE'],
    ])
  })

  it('elsewhere an unreadable cell is unknown, counted with examples', () => {
    const { accepted, unreadable } = parse([
      header,
      row('0062', '甲', null, 1, '昨天', '也许'),
      row('0063', '乙', null, 1, '2026-02-30', '是'),
    ])
    expect(accepted.map(({ facts }) => [facts['openDate'], facts['payroll']])).toEqual([
      [null, null],
      [null, true],
    ])
    expect(unreadable).toEqual([
      { column: '开户日期', field: 'openDate', count: 2, examples: ['昨天', '2026-02-30'] },
      { column: '是否代发', field: 'payroll', count: 1, examples: ['也许'] },
    ])
  })
})

describe('several rows of one customer', () => {
  const rows: RawRow[] = [
    ['客户号', '客户姓名', '手机号码', '活期余额', '理财余额'],
    ['0062', '甲', null, 1, null],
    ['0063', '乙', null, 5, null],
    ['0062', '甲', '13800138000', 2, 10],
    ['合计', null, null, 8, 10],
  ]
  it('are added up on request, each customer staying one row', () => {
    const { accepted, counts, controlTotals } = parse(rows, { ...anything, duplicates: 'sum' })
    expect(accepted.map(({ row: at, facts }) => [at, facts])).toEqual([
      [2, { customerNo: '0062', name: '甲', phone: '13800138000', demand: 300, wealth: 1000 }],
      [3, { customerNo: '0063', name: '乙', phone: null, demand: 500, wealth: null }],
    ])
    expect(counts).toMatchObject({ read: 4, accepted: 2, summed: 1, rejected: 0, ignored: 1 })
    expect(controlTotals.map(({ field, matches }) => [field, matches])).toEqual([
      ['demand', true],
      ['wealth', true],
    ])
  })
  it('are natural in other extracts', () => {
    expect(
      parse([
        ['客户号', '产品名称', '金额'],
        ['0062', '甲', 1],
        ['0062', '甲', 1],
      ]).accepted,
    ).toHaveLength(2)
  })
})

describe('files refused as a whole', () => {
  it('when most customer numbers are damaged', () => {
    const refusal = refusalOf([
      header,
      row(622202001234567900, '甲'),
      row(622202001234567800, '乙'),
      row('0062', '丙'),
    ])
    expect(refusal).toMatchObject({ code: 'KEY_COLUMN_DAMAGED', details: { column: '客户号', row: 2 } })
    expect(refusal.message).toContain('客户号')
  })
  it('when more rows than allowed are rejected, by the limit given', () => {
    const good = Array.from({ length: 95 }, (_, at) => row(`10${at}`, '甲', null, 1))
    const bad = Array.from({ length: 5 }, (_, at) => row(`20${at}`, '甲', null, 'x'))
    expect(parse([header, ...good, ...bad], {}).counts.rejected).toBe(5)
    const refusal = refusalOf([header, ...good, ...bad, row('300', '甲', null, 'x')])
    expect(refusal).toMatchObject({ code: 'TOO_MANY_REJECTS', details: { rejected: 6, accepted: 95 } })
    expect(refusal.message).toContain('AUM余额')
    expect(
      parse([header, ...good, ...bad, row('300', '甲', null, 'x')], { maxRejectsPercent: 6 }).counts.accepted,
    ).toBe(95)
  })
  it('when there is nothing below the header', () => {
    expect(refusalOf([header]).code).toBe('NO_ROWS')
  })
})

describe('incremental reading', () => {
  const cell = fc.oneof(
    fc.constant(null),
    fc.constantFrom('甲', '合计', '小计', '共3条', 'abc', '-', '#N/A', '6.2E+17', '0062', '0063', '制表人'),
    fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    fc.constant<RawValue>({ error: '#REF!' }),
  )
  it('ends every row as accepted, summed, rejected or ignored, each listed once', () => {
    const body = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 30 })
    fc.assert(
      fc.property(body, fc.constantFrom('reject' as const, 'sum' as const), (rows, duplicates) => {
        const sheet = sheetOf([header, ...rows, row('9999', '尾', null, 1)])
        const taken: number[] = []
        const layout = detectLayout(sheet, { fileName: 'a.xlsx' })
        const parser = createRowParser(layout, {
          ...anything,
          duplicates,
          onAccepted: (each) => {
            taken.push(each.row)
            return null
          },
        })
        const outcomes = sheet.rows.slice(1).map((cells, at) => parser.push(at + 2, cells))
        const count = (outcome: string) => outcomes.filter((each) => each === outcome).length
        let result
        try {
          result = parser.finish()
        } catch (error) {
          expect(error).toMatchObject({ code: 'KEY_COLUMN_DAMAGED' })
          return
        }
        expect(result.counts).toMatchObject({
          read: outcomes.length,
          accepted: count('accepted'),
          summed: count('summed'),
          rejected: count('rejected'),
          ignored: count('ignored'),
        })
        const listed = [
          ...taken,
          ...result.rejects.map((each) => each.row),
          ...result.ignored.map((each) => each.row),
        ]
        expect(new Set(listed).size).toBe(outcomes.length - result.counts.summed)
      }),
    )
  })
})
