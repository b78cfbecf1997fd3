/**
 * The customer grid: one page of rows from SQL for any filter and order. Column names come from the contract's closed
 * list and are translated here; no text from a caller ever becomes SQL.
 */
import type { CustomerColumn, CustomerFilter, CustomerRow } from '../../../../shared/contract/customers.ts'
import type { ReadDb } from '../types.ts'
import { filtered, fromCustomers, tierRank, type GridSelection } from './customer-filter.ts'
import type { Dataset } from './datasets.ts'
import { keptFacts } from './kept-facts.ts'

const ladder = (column: string, values: readonly string[]) =>
  `CASE ${column} ${values.map((v, i) => `WHEN '${v}' THEN ${i}`).join(' ')} END`

/** What each column sorts by; ordinal columns sort by their order, not their spelling. */
const sortKeys: Record<CustomerColumn, string> = {
  customerNo: 'k.customer_no',
  name: 'c.pinyin',
  rmName: 'rmName',
  tier: tierRank('k.tier'),
  aumFen: 's.aum_fen',
  aumMonthAvgFen: 's.aum_month_avg_fen',
  aumDeltaFen: 'k.aum_delta_fen',
  aumPeakFen: 's.aum_peak_fen',
  dormancy: ladder('k.dormancy', ['active', 'light', 'medium', 'deep']),
  daysDormant: 'k.days_dormant',
  warning: 'nullif(k.warning_rank, 0)',
  near: 'near',
  gapFen: 'gapFen',
  lastTxnDate: 's.last_txn_date',
  daysSinceContact: 'k.days_since_contact',
  age: 'age',
  phone: 'c.phone_tail',
  riskRating: 'p.risk_rating',
  riskExpiry: 'p.risk_expiry',
  nearestMaturity: 'k.nearest_maturity',
  tags: 'tags',
}

const columns = (birthDate: string) => `k.customer_no AS customerNo, coalesce(c.name, p.name) AS name,
  k.rm_name AS rmName, k.rm_no AS rmNo, k.tier,
  s.aum_fen AS aumFen, s.aum_month_avg_fen AS aumMonthAvgFen, k.aum_delta_fen AS aumDeltaFen,
  s.aum_peak_fen AS aumPeakFen, k.dormancy, k.days_dormant AS daysDormant, k.warning,
  k.warning_count AS warningCount,
  CASE WHEN k.near_edge = 'rising' THEN k.near_key END AS near,
  CASE WHEN k.near_edge = 'rising' THEN k.gap_fen END AS gapFen,
  s.last_txn_date AS lastTxnDate, k.days_since_contact AS daysSinceContact,
  coalesce(CAST(strftime('%Y', k.as_of) - strftime('%Y', ${birthDate})
    - (strftime('%m-%d', k.as_of) < strftime('%m-%d', ${birthDate})) AS INTEGER), s.age) AS age,
  CASE WHEN length(c.phone) >= 7 THEN substr(c.phone, 1, 3) || '****' || substr(c.phone, -4)
       WHEN c.phone IS NOT NULL THEN '****' END AS phone,
  p.risk_rating AS riskRating, p.risk_expiry AS riskExpiry, k.nearest_maturity AS nearestMaturity,
  (SELECT group_concat(tag, '、' ORDER BY tag) FROM tag t WHERE t.customer_no = k.customer_no) AS tags`

export interface GridSort {
  readonly field: CustomerColumn
  readonly dir: 'asc' | 'desc'
}

/** Unknown values come last in either direction; ties are in the order of customer numbers. */
function orderOf(sort: readonly GridSort[]): string {
  const keys = sort.flatMap(({ field, dir }) => [`${sortKeys[field]} IS NULL`, `${sortKeys[field]} ${dir}`])
  return `ORDER BY ${[...keys, 'k.customer_no'].join(', ')}`
}

/** A `limit` above any branch, for a list that is wanted whole. */
export const everyRow = 10_000_000

/** One page of a snapshot's customers, with the count and AUM of everything the filter lets through. */
export function readGridPage(
  db: ReadDb,
  dataset: Dataset,
  request: {
    filter: CustomerFilter
    sort: readonly GridSort[]
    offset: number
    limit: number
    within?: GridSelection
  },
): { total: number; totalAumFen: number; rows: CustomerRow[] } {
  const { where, params } = filtered(dataset, request.filter, request.within)
  const sums = db
    .prepare(`SELECT count(*) AS total, coalesce(sum(s.aum_fen), 0) AS totalAumFen ${fromCustomers} ${where}`)
    .get(params) as { total: number; totalAumFen: number }
  const { sql } = keptFacts(db, dataset.datasetId)
  const rows = db
    .prepare(
      `SELECT ${columns(sql('birthDate'))} ${fromCustomers} ${where} ${orderOf(request.sort)} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...params, limit: request.limit, offset: request.offset }) as CustomerRow[]
  return { ...sums, rows }
}
