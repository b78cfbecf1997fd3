/**
 * Taking an import back. Of one kind and date the imports in force form a chain in the order they came, each
 * replaced by the next and the last one active; taking one out closes the gap, as if it had never been there.
 * Rows go, the entry of the import stays as history.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import type { ReadDb, WriteDb } from '../types.ts'

interface UndoneDataset {
  readonly datasetId: number
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  readonly state: 'active' | 'replaced' | 'undone'
  readonly rowCount: number
}

const rowTables: Record<Exclude<ExtractKind, 'customers'>, string> = {
  holdings: 'holding',
  movements: 'movement',
  contacts: 'contact',
  products: 'product',
  targets: 'target',
}

/** Rows deleted between two reports: some hundredths of a second. */
const slice = 5_000

function datasetsOf(db: ReadDb, importId: number): UndoneDataset[] {
  return db
    .prepare(
      `SELECT dataset_id AS datasetId, kind, as_of AS asOf, state, row_count AS rowCount FROM dataset
       WHERE import_id = ? ORDER BY as_of, dataset_id`,
    )
    .all(importId) as UndoneDataset[]
}

/** What a take-back would touch; null when there is no such import. */
export interface ImportScope {
  readonly state: 'active' | 'undone'
  /** All data dates of the import, oldest first. */
  readonly dates: readonly IsoDate[]
  /** Dates whose facts change with it: those it is in force for. What it was replaced at rests on others. */
  readonly changing: readonly IsoDate[]
  readonly rows: number
}

export function importScope(db: ReadDb, importId: number): ImportScope | null {
  const state = db.prepare('SELECT state FROM import WHERE import_id = ?').pluck().get(importId) as
    ImportScope['state'] | undefined
  if (state === undefined) return null
  const datasets = datasetsOf(db, importId)
  const datesOf = (list: readonly UndoneDataset[]) => [...new Set(list.map((d) => d.asOf))].sort()
  return {
    state,
    dates: datesOf(datasets),
    changing: datesOf(datasets.filter((d) => d.state === 'active')),
    rows: datasets.reduce((sum, d) => sum + d.rowCount, 0),
  }
}

/**
 * Imports that took over rows of this one (mended rows put on top of it, directly or through another), latest
 * first. They have no basis without it and must be taken back before it.
 */
export function importsBuiltOn(db: ReadDb, importId: number): number[] {
  return db
    .prepare(
      `WITH RECURSIVE built (dataset_id, import_id) AS (
         SELECT dataset_id, import_id FROM dataset WHERE import_id = ?
         UNION SELECT d.dataset_id, d.import_id FROM dataset d JOIN built b ON d.base_dataset_id = b.dataset_id
         WHERE d.state <> 'undone')
       SELECT DISTINCT import_id FROM built WHERE import_id <> ? ORDER BY import_id DESC`,
    )
    .pluck()
    .all(importId, importId) as number[]
}

/** Deletes a snapshot's rows, and profiles no other snapshot refers to. Yields how many rows went. */
function* deleteSnapshot(db: WriteDb, datasetId: number): Generator<number> {
  const next = db.prepare(
    `SELECT customer_no AS customerNo, profile_id AS profileId FROM snapshot WHERE dataset_id = ?
     ORDER BY customer_no LIMIT ${slice}`,
  )
  const remove = db.prepare('DELETE FROM snapshot WHERE dataset_id = ? AND customer_no <= ?')
  const removeProfiles = db.prepare(
    `DELETE FROM profile WHERE profile_id IN (SELECT value FROM json_each(?))
       AND NOT EXISTS (SELECT 1 FROM snapshot s WHERE s.profile_id = profile.profile_id)`,
  )
  for (;;) {
    const rows = next.all(datasetId) as { customerNo: string; profileId: number }[]
    const last = rows.at(-1)
    if (!last) return
    remove.run(datasetId, last.customerNo)
    removeProfiles.run(JSON.stringify(rows.map((r) => r.profileId)))
    yield rows.length
  }
}

function* deleteRows(db: WriteDb, table: string, datasetId: number): Generator<number> {
  const remove = db.prepare(
    `DELETE FROM ${table} WHERE rowid IN (SELECT rowid FROM ${table} WHERE dataset_id = ? LIMIT ${slice})`,
  )
  for (;;) {
    const { changes } = remove.run(datasetId)
    if (changes === 0) return
    yield changes
  }
}

/** Takes a dataset out of its chain; when it was the last of it, the one before is in force again. */
function unchain(db: WriteDb, { datasetId, kind, asOf, state }: UndoneDataset): void {
  const next = db.prepare('SELECT replaced_by FROM dataset WHERE dataset_id = ?').pluck().get(datasetId)
  db.prepare(`UPDATE dataset SET state = 'undone', replaced_by = NULL WHERE dataset_id = ?`).run(datasetId)
  db.prepare('UPDATE dataset SET replaced_by = ? WHERE replaced_by = ?').run(next, datasetId)
  if (state !== 'active') return
  db.prepare(
    `UPDATE dataset SET state = 'active', replaced_by = NULL WHERE dataset_id =
       (SELECT max(dataset_id) FROM dataset WHERE kind = ? AND as_of = ? AND state = 'replaced')`,
  ).run(kind, asOf)
}

/**
 * Takes an import back; derived tables are left to the caller. Yields the number of rows deleted each time some
 * are, for the caller to report and to stop at.
 */
export function* takeBackImport(db: WriteDb, importId: number, at: string): Generator<number> {
  for (const dataset of datasetsOf(db, importId).filter((d) => d.state !== 'undone')) {
    const { datasetId, kind } = dataset
    yield* kind === 'customers' ? deleteSnapshot(db, datasetId) : deleteRows(db, rowTables[kind], datasetId)
    unchain(db, dataset)
  }
  db.prepare(`UPDATE import SET state = 'undone', undone_at = ? WHERE import_id = ?`).run(at, importId)
}
