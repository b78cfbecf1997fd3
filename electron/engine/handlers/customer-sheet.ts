/** Lists of customers as sheets: every column of the grid, with the words, units and order of the screens. */
import type { CustomerColumn, CustomerRow } from '../../../shared/contract/customers.ts'
import {
  colourLabel,
  dormancyLabel,
  lineLabel,
  riskLabel,
  tierLabel,
  unknownLabel,
} from '../../../shared/domain/labels.ts'
import type { ReportCell, ReportColumn, ReportSheet } from '../io/write-workbook.ts'

export interface ListedCustomer {
  readonly row: CustomerRow
  /** The telephone number as it may leave, masked or not. */
  readonly phone: string | null
}

interface ListColumn extends ReportColumn {
  readonly cell: (customer: ListedCustomer) => ReportCell
}

const of =
  (key: CustomerColumn): ListColumn['cell'] =>
  ({ row }) =>
    row[key]

const listColumns: Readonly<Record<CustomerColumn, ListColumn>> = {
  customerNo: { header: '客户号', width: 16, kind: 'id', cell: of('customerNo') },
  name: { header: '姓名', width: 10, kind: 'text', cell: of('name') },
  rmName: { header: '客户经理', width: 10, kind: 'text', cell: of('rmName') },
  tier: {
    header: '层级',
    width: 8,
    kind: 'text',
    cell: ({ row }) => (row.tier ? tierLabel(row.tier) : unknownLabel),
  },
  aumFen: { header: 'AUM（万元）', width: 13, kind: 'wan', cell: of('aumFen') },
  aumDeltaFen: { header: '较上期（万元）', width: 14, kind: 'wan', cell: of('aumDeltaFen') },
  aumMonthAvgFen: { header: '月日均（万元）', width: 14, kind: 'wan', cell: of('aumMonthAvgFen') },
  aumPeakFen: { header: '历史最高（万元）', width: 15, kind: 'wan', cell: of('aumPeakFen') },
  dormancy: {
    header: '睡眠',
    width: 8,
    kind: 'text',
    cell: ({ row }) => (row.dormancy ? dormancyLabel(row.dormancy) : unknownLabel),
  },
  daysDormant: { header: '未动账天数', width: 11, kind: 'count', cell: of('daysDormant') },
  daysSinceContact: { header: '未接触天数', width: 11, kind: 'count', cell: of('daysSinceContact') },
  warning: {
    header: '预警',
    width: 11,
    kind: 'text',
    cell: ({ row }) =>
      row.warning && colourLabel(row.warning) + (row.warningCount > 1 ? ` ${row.warningCount} 项` : ''),
  },
  near: { header: '临界', width: 9, kind: 'text', cell: ({ row }) => row.near && lineLabel(row.near) },
  gapFen: { header: '还差（万元）', width: 13, kind: 'wan', cell: of('gapFen') },
  lastTxnDate: { header: '最近动账', width: 12, kind: 'date', cell: of('lastTxnDate') },
  nearestMaturity: { header: '最近到期', width: 12, kind: 'date', cell: of('nearestMaturity') },
  age: { header: '年龄', width: 8, kind: 'count', cell: of('age') },
  phone: { header: '手机号', width: 14, kind: 'id', cell: ({ phone }) => phone },
  riskRating: {
    header: '风险等级',
    width: 12,
    kind: 'text',
    cell: ({ row }) => (row.riskRating === null ? null : riskLabel(row.riskRating)),
  },
  riskExpiry: { header: '风评到期', width: 12, kind: 'date', cell: of('riskExpiry') },
  tags: { header: '标签', width: 16, kind: 'text', cell: of('tags') },
}

/** Columns of the lists the reports hold. */
const usualColumns = [
  'customerNo',
  'name',
  'rmName',
  'tier',
  'aumFen',
  'aumDeltaFen',
  'aumMonthAvgFen',
  'aumPeakFen',
  'dormancy',
  'daysDormant',
  'lastTxnDate',
  'phone',
] as const satisfies readonly CustomerColumn[]

/** Headers, widths and kinds of a list's columns, in the order given. */
export function customerListColumns(shown: readonly CustomerColumn[] = usualColumns): ReportColumn[] {
  return shown.map((key) => {
    const { header, width, kind } = listColumns[key]
    return { header, width, kind }
  })
}

/** One customer's cells under `customerListColumns`. */
export function customerCells(
  customer: ListedCustomer,
  shown: readonly CustomerColumn[] = usualColumns,
): ReportCell[] {
  return shown.map((key) => listColumns[key].cell(customer))
}

/** A list of customers, such as the sleepers to be woken or a segment. */
export function customerSheet(
  list: { readonly name: string; readonly title: string; readonly note: string },
  customers: readonly ListedCustomer[],
  shown: readonly CustomerColumn[] = usualColumns,
): ReportSheet {
  return {
    ...list,
    columns: customerListColumns(shown),
    rows: customers.map((customer) => customerCells(customer, shown)),
  }
}
