/**
 * Imports and their datasets: which extract of which date is in force. A dataset's rows are never changed;
 * replacing marks, undoing deletes and brings the replaced one back.
 */
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ReadDb, WriteDb } from '../types.ts'

export interface Dataset {
  readonly datasetId: number
  readonly importId: number
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  readonly rowCount: number
  readonly aumFen: number | null
  readonly contactWindowDays: number | null
}

const datasetSelect = `SELECT dataset_id AS datasetId, import_id AS importId, kind, as_of AS asOf,
  row_count AS rowCount, aum_fen AS aumFen, contact_window_days AS contactWindowDays FROM dataset`

/** The dataset in force for a kind and date. */
export function activeDataset(db: ReadDb, kind: ExtractKind, asOf: IsoDate): Dataset | null {
  return (
    (db.prepare(`${datasetSelect} WHERE state = 'active' AND kind = ? AND as_of = ?`).get(kind, asOf) as
      Dataset | undefined) ?? null
  )
}

/** All datasets in force of a kind, oldest first. */
export function activeDatasets(db: ReadDb, kind: ExtractKind): Dataset[] {
  return db
    .prepare(`${datasetSelect} WHERE state = 'active' AND kind = ? ORDER BY as_of`)
    .all(kind) as Dataset[]
}

/** The latest dataset of a kind at or before a date. */
export function latestDataset(db: ReadDb, kind: ExtractKind, asOf: IsoDate): Dataset | null {
  return activeDatasets(db, kind).findLast((d) => d.asOf <= asOf) ?? null
}

/** Snapshot dates in force, oldest first. */
export function snapshotDates(db: ReadDb): IsoDate[] {
  return activeDatasets(db, 'customers').map((d) => d.asOf)
}

/** The snapshot of a date, or the latest one; null when there is none. */
export function snapshotAt(db: ReadDb, asOf?: IsoDate): Dataset | null {
  if (asOf !== undefined) return activeDataset(db, 'customers', asOf)
  return activeDatasets(db, 'customers').at(-1) ?? null
}

/** Datasets whose rows are in force: the active ones and those a merge took its rows over from. */
const inForce = `WITH RECURSIVE force (dataset_id) AS (
  SELECT dataset_id FROM dataset WHERE state = 'active'
  UNION SELECT d.base_dataset_id FROM dataset d JOIN force USING (dataset_id) WHERE d.base_dataset_id IS NOT NULL)`

/** True when a file of this very content belongs to what is in force. */
export function knownContent(db: ReadDb, contentHash: string): boolean {
  return (
    db
      .prepare(
        `${inForce} SELECT 1 FROM import_file f JOIN force USING (dataset_id) WHERE f.content_hash = ?`,
      )
      .get(contentHash) !== undefined
  )
}

/** True when the rows of a stored file are in force; false also for a file of another database. */
export function fileInForce(db: ReadDb, fileId: number, contentHash: string): boolean {
  return (
    db
      .prepare(
        `${inForce} SELECT 1 FROM import_file f JOIN force USING (dataset_id)
         WHERE f.file_id = ? AND f.content_hash = ?`,
      )
      .get(fileId, contentHash) !== undefined
  )
}

export function insertImport(db: WriteDb, importedAt: string): number {
  return Number(
    db
      .prepare(`INSERT INTO import (imported_at, state, report_json) VALUES (?, 'active', '{}')`)
      .run(importedAt).lastInsertRowid,
  )
}

export function saveImportReport(db: WriteDb, importId: number, report: unknown): void {
  db.prepare('UPDATE import SET report_json = ? WHERE import_id = ?').run(JSON.stringify(report), importId)
}

/** Opens a dataset and marks the one in force of the same kind and date replaced by it. */
export function insertDataset(db: WriteDb, importId: number, kind: ExtractKind, asOf: IsoDate): number {
  const before = activeDataset(db, kind, asOf)
  if (before) db.prepare(`UPDATE dataset SET state = 'replaced' WHERE dataset_id = ?`).run(before.datasetId)
  const { lastInsertRowid } = db
    .prepare(`INSERT INTO dataset (import_id, kind, as_of, state, row_count) VALUES (?, ?, ?, 'active', 0)`)
    .run(importId, kind, asOf)
  const datasetId = Number(lastInsertRowid)
  if (before)
    db.prepare('UPDATE dataset SET replaced_by = ? WHERE dataset_id = ?').run(datasetId, before.datasetId)
  return datasetId
}

export function closeDataset(
  db: WriteDb,
  datasetId: number,
  sums: {
    rows: number
    aumFen: number | null
    contactWindowDays: number | null
    blanks: Readonly<Record<string, number>>
    keep: readonly string[]
  },
): void {
  db.prepare(
    `UPDATE dataset SET row_count = ?, aum_fen = ?, contact_window_days = ?, blanks_json = ?, keep_json = ?
     WHERE dataset_id = ?`,
  ).run(
    sums.rows,
    sums.aumFen,
    sums.contactWindowDays,
    JSON.stringify(sums.blanks),
    JSON.stringify(sums.keep),
    datasetId,
  )
}

export interface FileEntry {
  readonly fileName: string
  readonly contentHash: string
  readonly sheet: string
}

export function insertFile(db: WriteDb, datasetId: number, file: FileEntry): number {
  return Number(
    db
      .prepare('INSERT INTO import_file (dataset_id, file_name, content_hash, sheet) VALUES (?, ?, ?, ?)')
      .run(datasetId, file.fileName, file.contentHash, file.sheet).lastInsertRowid,
  )
}

/** Keeps how the columns of a file were read. */
export function saveColumns(db: WriteDb, fileId: number, columns: readonly unknown[]): void {
  db.prepare('UPDATE import_file SET columns_json = ? WHERE file_id = ?').run(JSON.stringify(columns), fileId)
}

export interface FileWithRejects extends FileEntry {
  readonly fileId: number
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  readonly columnsJson: string
}

/** Files of an import that have rejected rows, in the order they came. */
export function filesWithRejects(db: ReadDb, importId: number): FileWithRejects[] {
  return db
    .prepare(
      `SELECT f.file_id AS fileId, f.file_name AS fileName, f.content_hash AS contentHash, f.sheet,
         d.kind, d.as_of AS asOf, f.columns_json AS columnsJson
       FROM import_file f JOIN dataset d USING (dataset_id)
       WHERE d.import_id = ? AND EXISTS (SELECT 1 FROM import_reject r WHERE r.file_id = f.file_id)
       ORDER BY f.file_id`,
    )
    .all(importId) as FileWithRejects[]
}

export interface RejectRow {
  readonly row: number
  readonly index: number | null
  readonly message: string
  readonly cellsJson: string
}

export function rejectsOf(db: ReadDb, fileId: number): RejectRow[] {
  return db
    .prepare(
      `SELECT row_no AS row, column_index AS "index", message, cells_json AS cellsJson
       FROM import_reject WHERE file_id = ? ORDER BY row_no`,
    )
    .all(fileId) as RejectRow[]
}

/** Name of the file a stored row came from. */
export function fileNameOf(db: ReadDb, fileId: number): string {
  return String(db.prepare('SELECT file_name FROM import_file WHERE file_id = ?').pluck().get(fileId))
}

export interface RejectEntry {
  readonly row: number
  readonly column: string | null
  readonly index: number | null
  readonly code: string
  readonly value: string
  readonly message: string
  /** The row as it stands in the sheet. */
  readonly cells: readonly unknown[]
}

export function insertRejects(db: WriteDb, fileId: number, rejects: readonly RejectEntry[]): void {
  const insert = db.prepare(
    `INSERT INTO import_reject (file_id, row_no, column_name, column_index, code, value, message, cells_json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const r of rejects)
    insert.run(fileId, r.row, r.column, r.index, r.code, r.value, r.message, JSON.stringify(r.cells))
}

/**
 * Takes the rows of the dataset that `datasetId` replaces over into it, each with its own file and row.
 * @returns what the sums of the new dataset start from; null when there is nothing to take over
 */
export function takeOverRows(
  db: WriteDb,
  datasetId: number,
  kind: ExtractKind,
): { rows: number; aumFen: number | null; contactWindowDays: number | null; keep: string[] } | null {
  const base = db
    .prepare(
      `SELECT dataset_id AS datasetId, row_count AS rows, aum_fen AS aumFen,
         contact_window_days AS contactWindowDays, keep_json AS keepJson FROM dataset WHERE replaced_by = ?`,
    )
    .get(datasetId) as
    | {
        datasetId: number
        rows: number
        aumFen: number | null
        contactWindowDays: number | null
        keepJson: string
      }
    | undefined
  if (!base) return null
  db.prepare('UPDATE dataset SET base_dataset_id = ? WHERE dataset_id = ?').run(base.datasetId, datasetId)
  const table = rowTables[kind]
  const columns = (db.pragma(`table_info(${table})`) as { name: string }[])
    .map(({ name }) => name)
    .filter((name) => name !== 'dataset_id' && name !== 'contact_id')
    .join(', ')
  db.prepare(
    `INSERT INTO ${table} (dataset_id, ${columns}) SELECT ?, ${columns} FROM ${table} WHERE dataset_id = ?`,
  ).run(datasetId, base.datasetId)
  const { rows, aumFen, contactWindowDays, keepJson } = base
  return { rows, aumFen, contactWindowDays, keep: JSON.parse(keepJson) as string[] }
}

const rowTables: Record<ExtractKind, string> = {
  customers: 'snapshot',
  holdings: 'holding',
  movements: 'movement',
  contacts: 'contact',
  products: 'product',
  targets: 'target',
}

/** Kinds of extract that an import's datasets stand in place of. */
export function replacedKinds(db: ReadDb, importId: number): ExtractKind[] {
  return db
    .prepare(
      `SELECT DISTINCT old.kind FROM dataset old JOIN dataset new ON new.dataset_id = old.replaced_by
       WHERE new.import_id = ? AND new.base_dataset_id IS NULL ORDER BY old.kind`,
    )
    .pluck()
    .all(importId) as ExtractKind[]
}

/** Sets the time of an import to the moment it was confirmed. */
export function stampImport(db: WriteDb, importId: number, at: string): void {
  db.prepare('UPDATE import SET imported_at = ? WHERE import_id = ?').run(at, importId)
}

/** The import that `undo` would take back: the latest one still in force. */
export function latestImport(db: ReadDb): number | null {
  return (
    (db.prepare(`SELECT max(import_id) FROM import WHERE state = 'active'`).pluck().get() as number | null) ??
    null
  )
}

export interface ImportRow {
  readonly importId: number
  readonly importedAt: string
  readonly state: 'active' | 'undone'
  readonly reportJson: string
}

export function listImports(db: ReadDb): ImportRow[] {
  return db
    .prepare(
      `SELECT import_id AS importId, imported_at AS importedAt, state, report_json AS reportJson
       FROM import ORDER BY import_id DESC`,
    )
    .all() as ImportRow[]
}

/** Datasets and files an import brought, whatever their state now. */
export function importContents(
  db: ReadDb,
  importId: number,
): { kind: ExtractKind; asOf: IsoDate; state: string; fileName: string; rows: number; rejected: number }[] {
  return db
    .prepare(
      `SELECT d.kind, d.as_of AS asOf, d.state, f.file_name AS fileName, d.row_count AS rows,
         (SELECT count(*) FROM import_reject r WHERE r.file_id = f.file_id) AS rejected
       FROM dataset d JOIN import_file f USING (dataset_id) WHERE d.import_id = ? ORDER BY d.as_of, f.file_id`,
    )
    .all(importId) as ReturnType<typeof importContents>
}
