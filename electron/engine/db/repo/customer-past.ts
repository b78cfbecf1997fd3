/** One customer's rows in every snapshot in force: where each fact was last said, and how amounts went. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { profileColumns, snapshotColumns } from '../columns.ts'
import type { ReadDb } from '../types.ts'

/** A customer's row in one file, with what the row said under the keys of facts. */
export interface SaidRow {
  readonly asOf: IsoDate
  readonly fileName: string
  readonly sheet: string
  readonly row: number
  /** Fields whose empty cells keep the value known before. */
  readonly keep: readonly string[]
  readonly masked: readonly string[]
  readonly facts: Readonly<Record<string, string | number | null>>
}

/** Facts whose key is not that of their column. */
const keyOf = (key: string, column: string) => (column.endsWith('_fen') ? `${key}Fen` : key)

/** Rows of the snapshots in force up to a date, latest first. */
export function saidRows(db: ReadDb, customerNo: string, asOf: IsoDate): SaidRow[] {
  const facts = [
    ...profileColumns.map(({ key, column }) => `p.${column} AS "${keyOf(key, column)}"`),
    ...snapshotColumns.map(({ key, column }) => `s.${column} AS "${keyOf(key, column)}"`),
  ]
  const rows = db
    .prepare(
      `SELECT d.as_of AS "#asOf", f.file_name AS "#file", f.sheet AS "#sheet", s.row_no AS "#row",
         d.keep_json AS "#keep", p.masked AS "#masked", ${facts.join(', ')}
       FROM snapshot s JOIN dataset d USING (dataset_id) JOIN profile p ON p.profile_id = s.profile_id
         JOIN import_file f ON f.file_id = s.file_id
       WHERE s.customer_no = ? AND d.state = 'active' AND d.as_of <= ? ORDER BY d.as_of DESC`,
    )
    .all(customerNo, asOf) as Record<string, string | number | null>[]
  return rows.map((row) => ({
    asOf: String(row['#asOf']),
    fileName: String(row['#file']),
    sheet: String(row['#sheet']),
    row: Number(row['#row']),
    keep: JSON.parse(String(row['#keep'])) as string[],
    masked: String(row['#masked']).split(',').filter(Boolean),
    facts: row,
  }))
}

/** Rules that warn at a date, each with the first snapshot of the unbroken run that ends there. */
export function warningsSince(
  db: ReadDb,
  customerNo: string,
  asOf: IsoDate,
): { rule: string; since: IsoDate }[] {
  const rows = db
    .prepare(
      `SELECT d.as_of AS asOf, w.rule FROM dataset d
       LEFT JOIN warning w ON w.as_of = d.as_of AND w.customer_no = ?
       WHERE d.kind = 'customers' AND d.state = 'active' AND d.as_of <= ? ORDER BY d.as_of DESC`,
    )
    .all(customerNo, asOf) as { asOf: IsoDate; rule: string | null }[]
  const dates = [...new Set(rows.map((row) => row.asOf))]
  const firing = (rule: string, date: IsoDate) => rows.some((r) => r.asOf === date && r.rule === rule)
  return rows
    .filter((row) => row.asOf === asOf && row.rule !== null)
    .map(({ rule }) => {
      const broken = dates.findIndex((date) => !firing(rule ?? '', date))
      return { rule: rule ?? '', since: dates[broken === -1 ? dates.length - 1 : broken - 1] ?? asOf }
    })
}

interface StoredLink {
  readonly customerNo: string
  readonly name: string | null
  readonly relation: string
  /** The link was made from the other one's side. */
  readonly fromOther: 0 | 1
  readonly aumFen: number | null
}

/** Customers linked by hand, from either side, with their AUM in the snapshot of the date. */
export function readLinks(db: ReadDb, customerNo: string, asOf: IsoDate): StoredLink[] {
  return db
    .prepare(
      `SELECT l.no AS customerNo, c.name, l.relation, l.fromOther,
         (SELECT s.aum_fen FROM snapshot s JOIN dataset d USING (dataset_id)
          WHERE d.kind = 'customers' AND d.state = 'active' AND d.as_of = @asOf AND s.customer_no = l.no) AS aumFen
       FROM (SELECT other_no AS no, relation, 0 AS fromOther FROM family_link WHERE customer_no = @customerNo
         UNION ALL SELECT customer_no, relation, 1 FROM family_link WHERE other_no = @customerNo) l
       LEFT JOIN customer c ON c.customer_no = l.no ORDER BY l.no`,
    )
    .all({ customerNo, asOf }) as StoredLink[]
}
