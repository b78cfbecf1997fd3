/**
 * Lays one week's customers out as a sheet of the given layout: lines in the layout's order, with the titles,
 * subtotals, totals and footers that belong to it.
 */
import { assetClasses } from '../../../shared/domain/fields.ts'
import { excelSerial, type Grid, type GridCell, type Merge } from './grid.ts'
import { factOf, factType, type CustomerLayout, type FactValue, type LayoutColumn } from './layouts.ts'
import type { BranchHistory, BranchWeek, CustomerRow, StaffMember } from './model.ts'
import { Random } from './random.ts'

const riskWords = ['', 'C1', 'C2', 'C3', 'C4', 'C5']
/** Columns a bank adds up. */
const summedFacts: ReadonlySet<string> = new Set(['aum', 'loan', ...assetClasses])

/** Yuan with two decimals from fen, without passing through a fraction. */
export function yuanText(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0')
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`
}

/** "2026年11月20日". */
export function chineseDate(date: string): string {
  return `${date.slice(0, 4)}年${date.slice(5, 7)}月${date.slice(8, 10)}日`
}

function ordered(layout: CustomerLayout, history: BranchHistory, week: BranchWeek): CustomerRow[] {
  if (layout.order === 'shuffled')
    return new Random(`${history.seed}|order|${week.asOf}`).shuffled(week.customers)
  const byAssets = week.customers.toSorted((one, other) => other.aum - one.aum)
  if (layout.order === 'assets') return byAssets
  // Unowned customers come last.
  return byAssets.toSorted((one, other) => (one.rmNo ?? '~').localeCompare(other.rmNo ?? '~', 'en'))
}

function cellOf(layout: CustomerLayout, column: LayoutColumn, value: FactValue): GridCell {
  if (value === null) return null
  if (typeof value === 'boolean') return layout.flags[value ? 0 : 1]
  const text = layout.extension === 'csv'
  switch (factType(column.fact)) {
    case 'money':
      if (text) return yuanText(Number(value))
      return layout.unit === 'wan' ? Number(value) / 1_000_000 : Number(value) / 100
    case 'date':
      return layout.dates === 'compact' ? String(value).replaceAll('-', '') : excelSerial(String(value))
    case 'riskLevel':
      return riskWords[Number(value)] ?? null
    case 'key':
    case 'idNo':
    case 'phone':
      // The trailing tab is how many systems keep Excel from damaging long numbers in a CSV.
      return text ? `${value}\t` : String(value)
    default:
      return text ? String(value) : value
  }
}

function lineOf(
  layout: CustomerLayout,
  row: CustomerRow,
  number: number,
  staff: ReadonlyMap<string, StaffMember>,
  branch: string,
): GridCell[] {
  const member = row.rmNo === null ? undefined : staff.get(row.rmNo)
  return layout.columns.map((column) => {
    if (column.fact === 'line') return number
    if (column.fact === 'rm') return member ? layout.owner(member) : null
    if (column.fact === 'rmName') return member?.name ?? null
    return cellOf(layout, column, factOf(row, column.fact, branch))
  })
}

/** A line of sums with its word in the first column; `all` = every summed column, else AUM alone. */
function sumLine(
  layout: CustomerLayout,
  word: string,
  rows: readonly CustomerRow[],
  all: boolean,
): GridCell[] {
  const line: GridCell[] = layout.columns.map((column) => {
    if (!summedFacts.has(column.fact) || (!all && column.fact !== 'aum')) return null
    const sum = rows.reduce((total, row) => total + Number(factOf(row, column.fact, '')), 0)
    return cellOf(layout, column, sum)
  })
  line[0] = word
  return line
}

function twoRowHeader(layout: CustomerLayout, top: number): { rows: GridCell[][]; merges: Merge[] } {
  const { columns } = layout
  const merges: Merge[] = []
  const upper: GridCell[] = columns.map(({ header, group }, index) => {
    if (group === null) {
      merges.push({ top, bottom: top + 1, left: index, right: index })
      return header
    }
    if (columns[index - 1]?.group === group) return null
    let right = index
    while (columns[right + 1]?.group === group) right += 1
    merges.push({ top, bottom: top, left: index, right })
    return group
  })
  const lower: GridCell[] = columns.map(({ header, group }) => (group === null ? null : header))
  return { rows: [upper, lower], merges }
}

/** Cells at given columns of an otherwise empty line. */
function sparse(width: number, cells: Readonly<Record<number, GridCell>>): GridCell[] {
  return Array.from({ length: width }, (_, index) => cells[index] ?? null)
}

/** The customer list of a week. */
export function customerSheet(layout: CustomerLayout, history: BranchHistory, week: BranchWeek): Grid {
  const staff = new Map(history.roster.map((member) => [member.no, member]))
  const rows = ordered(layout, history, week)
  const line = (row: CustomerRow, index: number) => lineOf(layout, row, index + 1, staff, history.branch)
  const width = layout.columns.length
  const headers = layout.columns.map(({ header }) => header)
  const formats = layout.columns.map(({ fact }) => {
    const type = factType(fact)
    return type === 'date' ? layout.dateFormat : type === 'money' ? layout.moneyFormat : null
  })
  const title: Merge = { top: 0, bottom: 0, left: 0, right: width - 1 }
  const common = { sheetName: '客户清单', formats }

  if (layout.name === 'A')
    return {
      ...common,
      rows: [
        sparse(width, { 0: `${history.branch}存量客户资产清单` }),
        sparse(width, { 0: `数据日期：${week.asOf}`, 4: '单位：万元' }),
        headers,
        ...rows.map(line),
        sumLine(layout, '合计', rows, false),
        sparse(width, { 0: '制表人：运营部', 3: `共${rows.length}条` }),
      ],
      merges: [title],
    }
  if (layout.name === 'B') return { ...common, rows: [headers, ...rows.map(line)], merges: [] }

  const header = twoRowHeader(layout, 2)
  const lines = rows.map(line)
  const groups = [...Map.groupBy(rows.keys(), (index) => rows[index]?.rmNo ?? null).values()]
  return {
    ...common,
    rows: [
      sparse(width, { 0: `${history.branch}客户资产表` }),
      sparse(width, { 0: '统计日期', 1: chineseDate(week.asOf), 4: '单位：元' }),
      ...header.rows,
      ...groups.flatMap((indexes) => [
        ...indexes.map((index) => lines[index] ?? []),
        sumLine(
          layout,
          '小计',
          indexes.flatMap((index) => rows[index] ?? []),
          true,
        ),
      ]),
      sumLine(layout, '合计', rows, true),
      sparse(width, { 0: `共 ${rows.length} 条`, 3: '制表：零售业务部' }),
    ],
    merges: [title, ...header.merges],
  }
}
