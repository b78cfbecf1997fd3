/** Reading facts for the rules: snapshots, holdings, movements, contacts, products as of a date. */
import type {
  Contact,
  CustomerFacts,
  Holding,
  Movement,
  Product,
} from '../../../../shared/domain/customer.ts'
import { addDays, ageOn, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { ReadDb } from '../types.ts'
import { managingRm } from './customer-rm.ts'
import { latestDataset, type Dataset } from './datasets.ts'
import { handKept } from './hand-kept.ts'
import { keptFacts } from './kept-facts.ts'

const flags = [
  'payroll',
  'merchant',
  'owner',
  'staff',
  'custody',
  'creditCard',
  'mobileBank',
  'wecom',
  'consent',
  'dnc',
  'deceased',
] as const

/**
 * What is known of a snapshot's customers at its date: empty and masked cells as `keptFacts` reads them, the RM as
 * `managingRm` says; what a person set by hand (DNC) wins, and what a person was told fills blanks.
 */
function factsSelect(db: ReadDb, dataset: Dataset, scope: CustomerScope): string {
  const { sql } = keptFacts(db, dataset.datasetId, scoped(scope, 'customer_no'))
  const { filled, told } = handKept(db, dataset.asOf, sql)
  const rm = managingRm(db, dataset.asOf)
  return `
  SELECT s.customer_no AS customerNo, d.as_of AS asOf,
    ${sql('name')} AS name, ${sql('idNo')} AS idNo, ${sql('phone')} AS phone, ${sql('gender')} AS gender,
    ${filled('birthDate')} AS birthDate, ${filled('address')} AS address, ${filled('employer')} AS employer,
    ${filled('occupation')} AS occupation, ${sql('openDate')} AS openDate,
    ${rm.no} AS rmNo, ${rm.name} AS rmName,
    p.bank_grade AS bankGrade, p.risk_rating AS riskRating, p.risk_expiry AS riskExpiry,
    p.payroll, p.merchant, p.owner, p.staff, p.custody, p.credit_card AS creditCard,
    p.mobile_bank AS mobileBank, p.wecom, p.consent, coalesce(h.dnc, ${sql('dnc')}) AS dnc, p.restriction,
    ${sql('deceased')} AS deceased, ${sql('remark')} AS remark,
    s.age, s.aum_fen AS aumFen, s.aum_month_avg_fen AS aumMonthAvgFen, s.aum_peak_fen AS aumPeakFen,
    s.demand_fen AS demandFen, s.time_fen AS timeFen, s.cd_fen AS cdFen, s.wealth_fen AS wealthFen,
    s.fund_fen AS fundFen, s.insurance_fen AS insuranceFen, s.bond_fen AS bondFen, s.metal_fen AS metalFen,
    s.trust_fen AS trustFen, s.loan_fen AS loanFen, s.payroll_date AS payrollDate,
    s.payroll_amount_fen AS payrollAmountFen, s.last_txn_date AS lastTxnDate, s.login_count AS loginCount,
    s.last_contact_date AS lastContactDate, s.contact_count AS contactCount,
    ${told} AS told
  FROM snapshot s
  JOIN dataset d ON d.dataset_id = s.dataset_id
  JOIN profile p ON p.profile_id = s.profile_id
  LEFT JOIN customer_hand h ON h.customer_no = s.customer_no
  WHERE s.dataset_id = @datasetId`
}

type FactsRow = Record<string, string | number | null>

function toFacts(row: FactsRow): CustomerFacts {
  const facts: Record<string, unknown> = { ...row }
  for (const flag of flags) facts[flag] = row[flag] === null ? null : row[flag] === 1
  // The birth date outranks an age that was true when somebody wrote it down.
  if (typeof row['birthDate'] === 'string') facts['age'] = ageOn(row['birthDate'], String(row['asOf']))
  return facts as unknown as CustomerFacts
}

/** Customers with numbers after `after`, up to and with `upTo`: a whole branch is read a range at a time. */
export interface CustomerRange {
  readonly after: string
  readonly upTo: string
}

/** One customer by number, several, a range of them, or all. */
export type CustomerScope = string | readonly string[] | CustomerRange | undefined

interface ScopeSql {
  readonly sql: string
  readonly params: Readonly<Record<string, string>>
}

/** SQL condition and parameters of a scope on a column of customer numbers. */
export function scoped(scope: CustomerScope, column: string): ScopeSql {
  if (scope === undefined) return { sql: '', params: {} }
  if (typeof scope === 'string') return { sql: ` AND ${column} = @customerNo`, params: { customerNo: scope } }
  if (!('after' in scope))
    return {
      sql: ` AND ${column} IN (SELECT value FROM json_each(@customerNos))`,
      params: { customerNos: JSON.stringify(scope) },
    }
  return { sql: ` AND ${column} > @after AND ${column} <= @upTo`, params: { ...scope } }
}

/** Above every customer number. */
const beyond = '\u{10ffff}'

/**
 * Ranges of about `size` customers that together hold everybody of the given snapshots. The last one is open, the
 * first begins before every number.
 */
export function* customerRanges(
  db: ReadDb,
  datasets: readonly Dataset[],
  size: number,
): Generator<CustomerRange> {
  const edge = db
    .prepare(
      `SELECT customer_no FROM snapshot WHERE dataset_id = ? AND customer_no > ?
       ORDER BY customer_no LIMIT 1 OFFSET ?`,
    )
    .pluck()
  for (let after = ''; after !== beyond;) {
    const edges = datasets.flatMap(({ datasetId }) => {
      const found = edge.get(datasetId, after, size - 1) as string | undefined
      return found === undefined ? [] : [found]
    })
    const upTo = edges.sort()[0] ?? beyond
    yield { after, upTo }
    after = upTo
  }
}

/** Facts of a snapshot in the order of customer numbers. */
export function readFacts(db: ReadDb, dataset: Dataset, scope?: CustomerScope): CustomerFacts[] {
  const { sql, params } = scoped(scope, 's.customer_no')
  const rows = db
    .prepare(`${factsSelect(db, dataset, scope)}${sql} ORDER BY s.customer_no`)
    .all({ datasetId: dataset.datasetId, ...params }) as FactsRow[]
  return rows.map(toFacts)
}

/** Facts known of anybody in the snapshot; those `seen` already are not looked for again. */
export function knownFacts(
  db: ReadDb,
  dataset: Dataset,
  seen: ReadonlySet<keyof CustomerFacts>,
): (keyof CustomerFacts)[] {
  const { datasetId } = dataset
  const select = factsSelect(db, dataset, undefined)
  const names = db
    .prepare(select)
    .columns()
    .map(({ name }) => name as keyof CustomerFacts)
  const asked = names.filter((name) => !seen.has(name))
  const known = new Set(seen)
  if (asked.length > 0) {
    const counts = asked.map((name, nth) => `max("${name}" IS NOT NULL) AS c${nth}`)
    const found = db
      .prepare(`SELECT ${counts.join(', ')} FROM (${select})`)
      .raw()
      .get({ datasetId }) as (number | null)[]
    for (const [nth, name] of asked.entries()) if (found[nth] === 1) known.add(name)
  }
  if (known.has('birthDate')) known.add('age')
  return names.filter((name) => known.has(name))
}

function groupByCustomer<T extends { customerNo: string }>(rows: readonly T[]): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(row.customerNo)
    if (group) group.push(row)
    else groups.set(row.customerNo, [row])
  }
  return groups
}

/** Holdings known at a date: the latest list at or before it. */
export function readHoldings(db: ReadDb, asOf: IsoDate, scope?: CustomerScope): Map<string, Holding[]> {
  const dataset = latestDataset(db, 'holdings', asOf)
  if (!dataset) return new Map()
  const { sql, params } = scoped(scope, 'customer_no')
  const rows = db
    .prepare(
      `SELECT customer_no AS customerNo, product_name AS productName, product_class AS productClass,
         product_risk AS productRisk, amount_fen AS amountFen, start_date AS startDate,
         maturity_date AS maturityDate
       FROM holding WHERE dataset_id = @datasetId${sql} ORDER BY customer_no, maturity_date, row_no`,
    )
    .all({ datasetId: dataset.datasetId, ...params }) as Holding[]
  return groupByCustomer(rows)
}

/** Large movements of the `days` days up to a date. */
export function readMovements(
  db: ReadDb,
  asOf: IsoDate,
  days: number,
  scope?: CustomerScope,
): Map<string, Movement[]> {
  const { sql, params } = scoped(scope, 'm.customer_no')
  const rows = db
    .prepare(
      `SELECT m.customer_no AS customerNo, m.txn_date AS txnDate, m.amount_fen AS amountFen, m.direction,
         m.counterparty
       FROM movement m JOIN dataset d USING (dataset_id)
       WHERE d.state = 'active' AND d.as_of <= @asOf AND m.txn_date > @from AND m.txn_date <= @asOf
         ${sql}
       ORDER BY m.customer_no, m.txn_date DESC, d.as_of, m.row_no, m.rowid`,
    )
    .all({ asOf, from: addDays(asOf, -days), ...params }) as Movement[]
  return groupByCustomer(rows)
}

/**
 * Contacts up to a date, newest first, each counted once however many logs repeat it. Of one day, what is logged by
 * hand comes before what extracts say, a later log before an earlier one, and in a log the later row: `place`, which
 * does not depend on the order of imports as ids alone would.
 */
export function readContacts(db: ReadDb, asOf: IsoDate, scope?: CustomerScope): Map<string, Contact[]> {
  const { sql, params } = scoped(scope, 'k.customer_no')
  const rows = db
    .prepare(
      `WITH log AS (
         SELECT dataset_id, row_number() OVER (ORDER BY as_of) AS nth FROM dataset
         WHERE kind = 'contacts' AND state = 'active' AND as_of <= @asOf)
       SELECT k.customer_no AS customerNo, k.contact_date AS contactDate, k.channel, k.outcome, k.seconds, k.notes,
         coalesce(k.rm_no, k.rm_name) AS rmNo, k.rm_name AS rmName, k.next_date AS nextDate,
         min((coalesce(log.nth, 4095) << 40) | k.contact_id) AS place
       FROM contact k LEFT JOIN log USING (dataset_id)
       WHERE (k.dataset_id IS NULL OR log.nth IS NOT NULL) AND k.contact_date <= @asOf
         ${sql}
       GROUP BY k.content_key
       ORDER BY k.customer_no, k.contact_date DESC, place DESC`,
    )
    .all({ asOf, ...params }) as Contact[]
  return groupByCustomer(rows)
}

/** True when anybody of the snapshot was contacted in the days from `from` to `to`. */
export function hasContactsBetween(
  db: ReadDb,
  { datasetId, asOf }: Dataset,
  from: IsoDate,
  to: IsoDate,
): boolean {
  return (
    db
      .prepare(
        `SELECT 1 FROM contact k LEFT JOIN dataset d USING (dataset_id)
         WHERE k.contact_date BETWEEN @from AND @to
           AND (k.dataset_id IS NULL OR (d.state = 'active' AND d.as_of <= @asOf))
           AND EXISTS (SELECT 1 FROM snapshot s WHERE s.dataset_id = @datasetId AND s.customer_no = k.customer_no)
         LIMIT 1`,
      )
      .get({ from, to, asOf, datasetId }) !== undefined
  )
}

/** Products on the shelf at a date. */
export function readProducts(db: ReadDb, asOf: IsoDate): Product[] {
  const dataset = latestDataset(db, 'products', asOf)
  if (!dataset) return []
  return db
    .prepare(
      `SELECT product_code AS productCode, product_name AS productName, product_class AS productClass,
         product_risk AS productRisk, term_days AS termDays, rate, min_amount_fen AS minAmountFen,
         sale_until AS saleUntil
       FROM product WHERE dataset_id = ? AND (sale_until IS NULL OR sale_until >= ?) ORDER BY row_no`,
    )
    .all(dataset.datasetId, asOf) as Product[]
}
