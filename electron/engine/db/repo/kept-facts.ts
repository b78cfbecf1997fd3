/**
 * Facts that an empty or masked cell does not overwrite, worked out while reading: a cell of a kept field that says
 * nothing has the value known in the customer's snapshot before, and a masked value gives way to the last whole one.
 * Only snapshots in force up to the date are looked at, so importing, undoing or replacing any of them is exact
 * without repairing anything, and no later extract changes what was known at a date.
 *
 * SQL expressions here read `s` (snapshot) and `p` (its profile). Looking back costs nothing where a value is there;
 * elsewhere it first asks whether the customer ever had one, then walks back from the last date that may hold it.
 */
import { isIsoDate, type IsoDate } from '../../../../shared/domain/dates.ts'
import { isKeepable } from '../../../../shared/playbook/keepable.ts'
import { profileColumns } from '../columns.ts'
import type { ReadDb } from '../types.ts'

/** Fields whose values senders mask. */
const maskable = new Set(['name', 'idNo', 'phone', 'address', 'employer'])

const columnNames = new Map(profileColumns.map(({ key, column }) => [key, column]))

interface Earlier {
  readonly asOf: IsoDate
  readonly keep: readonly string[]
  /** Empty cells per field that the file had a column for. */
  readonly blanks: Readonly<Record<string, number>>
}

/** Snapshots in force before a date, latest first. */
function earlierDatasets(db: ReadDb, asOf: IsoDate): Earlier[] {
  const rows = db
    .prepare(
      `SELECT as_of AS asOf, keep_json AS keep, blanks_json AS blanks FROM dataset
       WHERE state = 'active' AND kind = 'customers' AND as_of < ? ORDER BY as_of DESC`,
    )
    .all(asOf) as { asOf: IsoDate; keep: string; blanks: string }[]
  return rows.map((row) => ({
    ...row,
    keep: JSON.parse(row.keep) as string[],
    blanks: JSON.parse(row.blanks) as Record<string, number>,
  }))
}

/** False only when the import is known to have had no column for the field. */
function mayHold({ blanks }: Earlier, field: string): boolean {
  return Object.keys(blanks).length === 0 || Object.hasOwn(blanks, field)
}

/** The value of the first earlier profile, latest first, that meets `condition`. */
function lookBack(column: string, from: IsoDate, condition: string): string {
  return `(SELECT q.${column} FROM dataset f
      CROSS JOIN snapshot e ON e.dataset_id = f.dataset_id AND e.customer_no = s.customer_no
      CROSS JOIN profile q ON q.profile_id = e.profile_id
      WHERE f.kind = 'customers' AND f.state = 'active' AND f.as_of <= '${from}' AND ${condition}
      ORDER BY f.as_of DESC LIMIT 1)`
}

export interface KeptFacts {
  /** SQL of a profile fact as known at the date; the plain column for facts that are not looked back for. */
  sql(field: string): string
  /** Fields of the dataset whose empty cells keep the value known before. */
  readonly keep: readonly string[]
}

/** Customers that are read, as an SQL condition on `customer_no` (" AND …") with its parameters. */
export interface Within {
  readonly sql: string
  readonly params: Readonly<Record<string, string>>
}

/** How the facts of a dataset's profiles are read, for all customers or those within a condition. */
export function keptFacts(
  db: ReadDb,
  datasetId: number,
  within: Within = { sql: '', params: {} },
): KeptFacts {
  const dataset = db
    .prepare('SELECT as_of AS asOf, keep_json AS keep FROM dataset WHERE dataset_id = ?')
    .get(datasetId) as { asOf: IsoDate; keep: string } | undefined
  const keep: string[] = dataset ? (JSON.parse(dataset.keep) as string[]).filter(isKeepable) : []
  const earlier = dataset && isIsoDate(dataset.asOf) ? earlierDatasets(db, dataset.asOf) : []

  const told = new Map<string, boolean>()
  /** False when no profile says anything about the fact: then there is nothing to look back for. */
  function isTold(column: string): boolean {
    const answer =
      told.get(column) ??
      db
        .prepare(`SELECT 1 FROM profile WHERE ${column} IS NOT NULL${within.sql} LIMIT 1`)
        .get(within.params) !== undefined
    told.set(column, answer)
    return answer
  }

  /** Another profile of the customer; most have none, which the index alone tells. */
  const another = (condition: string) =>
    `EXISTS (SELECT 1 FROM profile o
      WHERE o.customer_no = s.customer_no AND o.profile_id <> p.profile_id AND ${condition})`

  /** The last value that was not masked. */
  function whole(field: string, column: string, from: IsoDate): string {
    const known = (alias: string) =>
      `${alias}.${column} IS NOT NULL AND instr(${alias}.masked, '${field}') = 0`
    return `CASE WHEN ${another(known('o'))} THEN ${lookBack(column, from, known('q'))} END`
  }

  /** What was known in the snapshot before; nothing when its own empty cell meant that nothing is known any more. */
  function kept(field: string, column: string, from: IsoDate): string {
    const ever = another(`o.${column} IS NOT NULL`)
    const cleared = `instr(f.keep_json, '"${field}"') = 0`
    const last = lookBack(column, from, `(q.${column} IS NOT NULL OR ${cleared})`)
    if (!maskable.has(field)) return `CASE WHEN ${ever} THEN ${last} END`
    return `CASE WHEN ${ever} AND ${last} IS NOT NULL THEN coalesce(${whole(field, column, from)}, ${last}) END`
  }

  return {
    keep,
    sql(field) {
      const column = columnNames.get(field)
      if (column === undefined) throw new Error(`no profile fact is called ${field}`)
      const own = `p.${column}`
      if ((!keep.includes(field) && !maskable.has(field)) || earlier.length === 0 || !isTold(column))
        return own
      const held = earlier.find((each) => mayHold(each, field))
      const start = earlier.find((each) => mayHold(each, field) || !each.keep.includes(field))
      const filled =
        keep.includes(field) && start ? `coalesce(${own}, ${kept(field, column, start.asOf)})` : own
      if (!maskable.has(field) || !held) return filled
      const masked = `instr(p.masked, '${field}') > 0`
      return `CASE WHEN ${masked} THEN coalesce(${whole(field, column, held.asOf)}, ${own}) ELSE ${filled} END`
    },
  }
}

/** Customers of a dataset whose empty cell keeps a value, per field that has any. */
export function blanksKept(
  db: ReadDb,
  dataset: { readonly datasetId: number },
  fileId?: number,
): { field: string; count: number }[] {
  const facts = keptFacts(db, dataset.datasetId)
  const looked = facts.keep.filter((field) => facts.sql(field) !== `p.${columnNames.get(field) ?? ''}`)
  if (looked.length === 0) return []
  const sums = looked.map(
    (field, nth) =>
      `total(CASE WHEN p.${columnNames.get(field) ?? ''} IS NULL THEN (${facts.sql(field)}) IS NOT NULL END) AS c${nth}`,
  )
  const counts = db
    .prepare(
      `SELECT ${sums.join(', ')} FROM snapshot s JOIN profile p ON p.profile_id = s.profile_id
       WHERE s.dataset_id = @datasetId${fileId === undefined ? '' : ' AND s.file_id = @fileId'}`,
    )
    .get({ datasetId: dataset.datasetId, ...(fileId === undefined ? {} : { fileId }) }) as Record<
    string,
    number
  >
  return looked
    .map((field, nth) => ({ field, count: counts[`c${nth}`] ?? 0 }))
    .filter(({ count }) => count > 0)
}
