/**
 * The customer grid: one page of rows from SQL for any filter and order. Column and filter names come from
 * the contract's closed lists and are translated here; no text from a caller ever becomes SQL.
 */
import type { CustomerColumn, CustomerFilter, CustomerRow } from '../../../../shared/contract/customers.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'
import { classBits, groupBits } from './group-bits.ts'
import { keptFacts } from './kept-facts.ts'
import { communityText } from './stored-segments.ts'

const ladder = (column: string, values: readonly string[]) =>
  `CASE ${column} ${values.map((v, i) => `WHEN '${v}' THEN ${i}`).join(' ')} END`

/** What each column sorts by; ordinal columns sort by their order, not their spelling. */
const sortKeys: Record<CustomerColumn, string> = {
  customerNo: 'k.customer_no',
  name: 'c.pinyin',
  rmName: 'rmName',
  tier: ladder('k.tier', ['potential', 'effective', 'mid', 'high', 'private']),
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
}

const from = `FROM classification k
  JOIN snapshot s ON s.dataset_id = @datasetId AND s.customer_no = k.customer_no
  JOIN profile p ON p.profile_id = s.profile_id
  JOIN customer c ON c.customer_no = k.customer_no`

const columns = (birthDate: string) => `k.customer_no AS customerNo, coalesce(c.name, p.name) AS name,
  coalesce(p.rm_name, p.rm_no) AS rmName, coalesce(p.rm_no, p.rm_name) AS rmNo, k.tier,
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
  p.risk_rating AS riskRating, p.risk_expiry AS riskExpiry, k.nearest_maturity AS nearestMaturity`

interface Where {
  readonly clauses: string[]
  readonly params: Record<string, string | number>
}

function addIn(
  where: Where,
  column: string,
  name: string,
  values: readonly string[] | undefined,
  unknown: string,
) {
  if (!values || values.length === 0) return
  const known = values.filter((v) => v !== unknown)
  const marks = known.map((value, i) => {
    where.params[`${name}${i}`] = value
    return `@${name}${i}`
  })
  const parts = [
    ...(marks.length > 0 ? [`${column} IN (${marks.join(', ')})`] : []),
    ...(known.length < values.length ? [`${column} IS NULL`] : []),
  ]
  where.clauses.push(`(${parts.join(' OR ')})`)
}

const likeText = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Name or pinyin anywhere, any part of the customer number, last four of phone or id. */
function addSearch(where: Where, search: string | undefined): void {
  const text = search?.trim().toLowerCase().replace(/\s+/g, '') ?? ''
  if (text === '') return
  where.params['any'] = `%${likeText(text)}%`
  where.params['head'] = `${likeText(text)}%`
  where.params['laterHead'] = `% ${likeText(text)}%`
  where.params['tail'] = text.toUpperCase()
  const parts = [`c.name LIKE @any ESCAPE '\\'`, `k.customer_no LIKE @any ESCAPE '\\'`]
  if (/^[a-z]+$/.test(text))
    parts.push(
      ...['pinyin', 'initials'].flatMap((key) => [
        `c.${key} LIKE @head ESCAPE '\\'`,
        `c.${key} LIKE @laterHead ESCAPE '\\'`,
      ]),
    )
  if (/^[0-9]{3}[0-9x]$/.test(text)) parts.push('c.phone_tail = @tail', 'c.id_tail = @tail')
  where.clauses.push(`(${parts.join(' OR ')})`)
}

const changeClauses: Record<
  NonNullable<CustomerFilter['change']>,
  (ranks: { now: string; before: string }) => string
> = {
  new: () => 'k.is_new = 1',
  rmChanged: () => 'k.rm_changed = 1',
  tierUp: ({ now, before }) => `${now} > ${before}`,
  tierDown: ({ now, before }) => `${now} < ${before}`,
}

/** Results of the segment rules. */
function addSegments(where: Where, filter: CustomerFilter): void {
  addIn(where, `k.nine_box_row || '.' || k.familiarity`, 'cell', filter.cells, '\0')
  addIn(where, 'k.man_group', 'man', filter.manGroups, 'unknown')
  addIn(where, 'k.stage', 'stage', filter.stages, 'unknown')
  addIn(where, 'k.hnw_layer', 'layer', filter.hnwLayers, '\0')
  const open = (filter.manUnknown ?? []).map((letter) => `k.man_${letter} = 'unknown'`)
  if (open.length > 0) where.clauses.push(`(${open.join(' OR ')})`)
  if (filter.priorityPool !== undefined)
    where.clauses.push(`k.priority_pool = ${Number(filter.priorityPool)}`)
  if (filter.substantiveLoss !== undefined)
    where.clauses.push(`k.substantive_loss IS ${Number(filter.substantiveLoss)}`)
  const among = (column: string, groups: CustomerFilter['specialGroups']) => {
    if (groups && groups.length > 0) where.clauses.push(`k.${column} & ${groupBits(groups)} <> 0`)
  }
  among('groups_in', filter.specialGroups)
  among('groups_unknown', filter.specialGroupsUnknown)
  const inClasses = (column: string, assets: CustomerFilter['gapClasses']) => {
    if (assets && assets.length > 0) where.clauses.push(`k.${column} & ${classBits(assets)} <> 0`)
  }
  inClasses('gap_classes', filter.gapClasses)
  inClasses('never_classes', filter.neverHeld)
  if (filter.community) {
    where.clauses.push('(k.community_work = @community OR k.community_home = @community)')
    where.params['community'] = communityText(filter.community)
  }
}

function whereOf(dataset: Dataset, filter: CustomerFilter): Where {
  const where: Where = {
    clauses: ['k.as_of = @asOf'],
    params: { asOf: dataset.asOf, datasetId: dataset.datasetId },
  }
  addSearch(where, filter.search)
  addIn(where, 'k.tier', 'tier', filter.tiers, 'unknown')
  addIn(where, 'k.dormancy', 'dormancy', filter.dormancy, 'unknown')
  addIn(where, 'coalesce(p.rm_no, p.rm_name)', 'rm', filter.rms, '')
  addIn(where, 'k.aum_fall', 'fall', filter.aumFall, '\0')
  if (filter.near && filter.near.length > 0) {
    addIn(where, 'k.near_key', 'near', filter.near, '\0')
    where.clauses.push(`k.near_edge = 'rising'`)
  }
  if (filter.warnings && filter.warnings.length > 0) {
    const marks = filter.warnings.map((rule, i) => {
      where.params[`warning${i}`] = rule
      return `@warning${i}`
    })
    where.clauses.push(
      `EXISTS (SELECT 1 FROM warning w WHERE w.as_of = k.as_of AND w.customer_no = k.customer_no
         AND w.rule IN (${marks.join(', ')}))`,
    )
  }
  if (filter.change) {
    const before = ladder('k.tier_before', ['potential', 'effective', 'mid', 'high', 'private'])
    where.clauses.push(changeClauses[filter.change]({ now: sortKeys.tier, before }))
  }
  if (filter.finding) {
    where.clauses.push(
      `EXISTS (SELECT 1 FROM finding f WHERE f.as_of = k.as_of AND f.customer_no = k.customer_no
         AND f.finding = @finding)`,
    )
    where.params['finding'] = filter.finding
  }
  addSegments(where, filter)
  if (filter.contactable) where.clauses.push('k.excluded IS NULL')
  if (filter.aumFromFen !== undefined) {
    where.clauses.push('s.aum_fen >= @aumFrom')
    where.params['aumFrom'] = filter.aumFromFen
  }
  if (filter.aumToFen !== undefined) {
    where.clauses.push('s.aum_fen < @aumTo')
    where.params['aumTo'] = filter.aumToFen
  }
  return where
}

export interface GridSort {
  readonly field: CustomerColumn
  readonly dir: 'asc' | 'desc'
}

/** Unknown values come last in either direction; ties are in the order of customer numbers. */
function orderOf(sort: readonly GridSort[]): string {
  const keys = sort.flatMap(({ field, dir }) => [`${sortKeys[field]} IS NULL`, `${sortKeys[field]} ${dir}`])
  return `ORDER BY ${[...keys, 'k.customer_no'].join(', ')}`
}

/** A statement that yields the numbers of the only customers to show. */
export interface GridSelection {
  readonly sql: string
  readonly params: Readonly<Record<string, string | number>>
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
  const { clauses, params } = whereOf(dataset, request.filter)
  if (request.within) {
    clauses.push(`k.customer_no IN (${request.within.sql})`)
    Object.assign(params, request.within.params)
  }
  const where = `WHERE ${clauses.join(' AND ')}`
  const sums = db
    .prepare(`SELECT count(*) AS total, coalesce(sum(s.aum_fen), 0) AS totalAumFen ${from} ${where}`)
    .get(params) as { total: number; totalAumFen: number }
  const { sql } = keptFacts(db, dataset.datasetId)
  const rows = db
    .prepare(
      `SELECT ${columns(sql('birthDate'))} ${from} ${where} ${orderOf(request.sort)} LIMIT @limit OFFSET @offset`,
    )
    .all({ ...params, limit: request.limit, offset: request.offset }) as CustomerRow[]
  return { ...sums, rows }
}
