import { readFileSync } from 'node:fs'
import { beforeAll, describe, expect, it } from 'vitest'
import { birthDateFromIdNo } from '../../../electron/engine/core/importing/id-number.ts'
import { inspectWorkbook, layoutWorkbook } from '../../../electron/engine/core/importing/layout-workbook.ts'
import type { LayoutResult } from '../../../electron/engine/core/importing/layout-types.ts'
import { parseRows } from '../../../electron/engine/core/importing/row-parser.ts'
import type { ParseResult } from '../../../electron/engine/core/importing/row-parser.ts'
import type { Workbook } from '../../../electron/engine/core/importing/sheet.ts'
import { readWorkbook } from '../../../electron/engine/io/read-workbook.ts'

interface Sample {
  readonly workbook: Workbook
  readonly layout: LayoutResult
  readonly parsed: ParseResult
}

async function load(fileName: string): Promise<Sample> {
  const bytes = new Uint8Array(readFileSync(new URL(`../../fixtures/${fileName}`, import.meta.url)))
  const workbook = await readWorkbook({ bytes, fileName })
  const [extract] = layoutWorkbook(workbook, { fileName }).extracts
  if (!extract) throw new Error('no extract')
  return { workbook, layout: extract.layout, parsed: parseRows(extract.layout, extract.sheet) }
}

const names = [
  '客户清单_20261113.xlsx',
  '客户清单_20261120.xlsx',
  '到期明细_20261120.xls',
  '大额变动_20261120.csv',
  '接触记录_20261120.csv',
] as const
const samples = new Map<string, Sample>()
const sample = (name: string): Sample => {
  const found = samples.get(name)
  if (!found) throw new Error(name)
  return found
}

beforeAll(async () => {
  for (const name of names) samples.set(name, await load(name))
})

describe('sample files', () => {
  it.each([
    ['客户清单_20261113.xlsx', 'customers', 3, 'wan', '2026-11-13', 3000, null],
    ['客户清单_20261120.xlsx', 'customers', 3, 'wan', '2026-11-20', 3002, null],
    ['到期明细_20261120.xls', 'holdings', 1, 'yuan', '2026-11-20', 517, null],
    ['大额变动_20261120.csv', 'movements', 1, 'yuan', '2026-11-20', 40, 'gb18030'],
    ['接触记录_20261120.csv', 'contacts', 1, 'yuan', '2026-11-20', 200, 'gb18030'],
  ] as const)(
    '%s: %s, header row %i, %s, %s, %i rows',
    (name, kind, headerRow, unit, asOf, accepted, encoding) => {
      const { workbook, layout, parsed } = sample(name)
      expect(workbook.encoding).toBe(encoding)
      expect([layout.kind, layout.headerRow, layout.units.unit, layout.asOf.date]).toEqual([
        kind,
        headerRow,
        unit,
        asOf,
      ])
      expect(parsed.counts).toMatchObject({ accepted, rejected: 0 })
      expect(parsed.unreadable).toEqual([])
      const unread = layout.columns.filter(({ field }) => field === null).map(({ header }) => header)
      expect(unread).toEqual(kind === 'customers' ? ['序号'] : [])
    },
  )

  it.each([
    ['客户清单_20261113.xlsx', 211_095_138_020],
    ['客户清单_20261120.xlsx', 209_489_650_205],
  ])('%s sums to its own total row: %i fen', (name, fen) => {
    const { parsed } = sample(name)
    expect(parsed.controlTotal).toEqual({ found: fen, computed: fen, matches: true })
    const sum = parsed.accepted.reduce((total, { facts }) => total + Number(facts['aum']), 0)
    expect(sum).toBe(fen)
  })

  it('the first customer of the second week, fact by fact', () => {
    expect(sample('客户清单_20261120.xlsx').parsed.accepted[1]).toMatchObject({
      row: 5,
      masked: [],
      facts: {
        customerNo: '006200003017',
        name: '吕平洋',
        idNo: '119900195710312638',
        phone: '19900000431',
        gender: 'male',
        birthDate: '1957-10-31',
        rmName: '赵敏',
        rmNo: '80271',
        bankGrade: '普通',
        riskRating: 5,
        aum: 11_078_063,
        aumMonthAvg: 9_828_765,
        payroll: false,
        payrollDate: null,
        payrollAmount: null,
        loginCount: 16,
        lastContactDate: null,
        contactCount: 0,
        consent: true,
        remark: '子女留学',
      },
    })
  })

  it('identifiers keep their leading zeros and names their rare characters', () => {
    const customers = sample('客户清单_20261120.xlsx').parsed.accepted
    expect(customers.every(({ facts }) => /^0062\d{8}$/.test(String(facts['customerNo'])))).toBe(true)
    expect(customers.filter(({ facts }) => String(facts['name']).includes('䶮')).length).toBeGreaterThan(0)
    const contact = sample('接触记录_20261120.csv').parsed.accepted.find(
      ({ facts }) => facts['name'] === '沈䶮',
    )
    expect(contact?.facts).toMatchObject({
      customerNo: '006200014931',
      contactDate: '2026-10-25',
      outcome: 'answered',
      seconds: 318,
      rmName: '赵敏',
    })
  })

  it('birth dates agree with the identity numbers that pass their check', () => {
    const checked = sample('客户清单_20261120.xlsx').parsed.accepted.filter(({ facts }) =>
      birthDateFromIdNo(String(facts['idNo'])),
    )
    expect(checked.length).toBeGreaterThan(0)
    expect(
      checked.filter(({ facts }) => birthDateFromIdNo(String(facts['idNo'])) !== facts['birthDate']),
    ).toEqual([])
  })

  it('the contact count carries its window', () => {
    expect(sample('客户清单_20261120.xlsx').parsed.contactWindowDays).toBe(90)
  })

  it('inspect tells the same in the shape of the command line', () => {
    const name = '客户清单_20261113.xlsx'
    const inspection = inspectWorkbook(sample(name).workbook, name)
    expect(inspection).toMatchObject({ file: name, format: 'xlsx', encoding: null })
    expect(inspection.sheets).toHaveLength(1)
    const [sheet] = inspection.sheets
    expect(sheet).toMatchObject({
      name: '客户清单',
      rows: 3005,
      headerRow: 3,
      units: 'wan',
      asOf: '2026-11-13',
      kind: 'customers',
      problem: null,
    })
    expect(sheet?.ignored.map(({ row, code }) => [row, code])).toEqual([
      [1, 'title'],
      [2, 'unit'],
      [3004, 'total'],
      [3005, 'footer'],
    ])
    expect(sheet?.columns).toHaveLength(39)
    expect(sheet?.columns[1]).toEqual({
      header: '客户号',
      field: 'customerNo',
      reason: '列名与常用叫法一致',
      code: 'alias',
    })
  })
})
