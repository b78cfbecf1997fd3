/**
 * How imported files were understood: kept with each file whatever becomes of its import, since taking data back does
 * not make one forget how to read.
 */
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import type { LayoutLookup, LayoutRecord } from '../../core/importing/layout-memory.ts'
import type { ReadDb, WriteDb } from '../types.ts'

/** A file stored before layouts were remembered, or one that only brought mended rows, has an empty record. */
const recorded = `layout_json <> '{}'`

export function saveLayout(db: WriteDb, fileId: number, fingerprint: string, record: LayoutRecord): void {
  db.prepare('UPDATE import_file SET fingerprint = ?, layout_json = ? WHERE file_id = ?').run(
    fingerprint,
    JSON.stringify(record),
    fileId,
  )
}

/** The latest record of exactly this layout. */
export function rememberedFor(db: ReadDb, fingerprint: string): LayoutRecord | null {
  if (fingerprint === '') return null
  const json = db
    .prepare(
      `SELECT layout_json FROM import_file WHERE fingerprint = ? AND ${recorded} ORDER BY file_id DESC LIMIT 1`,
    )
    .pluck()
    .get(fingerprint) as string | undefined
  return json === undefined ? null : (JSON.parse(json) as LayoutRecord)
}

/** Latest record of each layout for which a person decided anything, latest first. */
export function decidedLayouts(db: ReadDb, limit: number): LayoutRecord[] {
  const rows = db
    .prepare(
      `SELECT f.layout_json FROM import_file f
       JOIN (SELECT max(file_id) AS file_id FROM import_file WHERE ${recorded} GROUP BY fingerprint) USING (file_id)
       WHERE json_array_length(f.layout_json, '$.decided.columns') > 0
         OR json_array_length(f.layout_json, '$.decided.substitutions') > 0
         OR f.layout_json -> '$.decided.kind' IS NOT NULL
         OR f.layout_json -> '$.decided.headerRow' IS NOT NULL
       ORDER BY f.file_id DESC LIMIT ?`,
    )
    .pluck()
    .all(limit) as string[]
  return rows.map((json) => JSON.parse(json) as LayoutRecord)
}

/** Where sheets look for what was decided before. */
export function layoutLookup(db: ReadDb): LayoutLookup {
  let recent: LayoutRecord[] | null = null
  return {
    exact: (fingerprint) => rememberedFor(db, fingerprint),
    recent: () => (recent ??= decidedLayouts(db, importDefaults.similarLayoutsSearched)),
  }
}

/** The dataset in force before a date, and those a merge took its rows over from. */
const lastChain = `WITH RECURSIVE chain (dataset_id, base) AS (
    SELECT dataset_id, base_dataset_id FROM (
      SELECT dataset_id, base_dataset_id FROM dataset
      WHERE state = 'active' AND kind = @kind AND as_of < @before ORDER BY as_of DESC LIMIT 1)
    UNION SELECT d.dataset_id, d.base_dataset_id FROM dataset d JOIN chain ON d.dataset_id = chain.base)`

/** Layouts of the files that make up the last extract of a kind before a date, in the order they came. */
export function lastLayouts(db: ReadDb, kind: ExtractKind, before: IsoDate): LayoutRecord[] {
  const rows = db
    .prepare(
      `${lastChain} SELECT layout_json FROM import_file JOIN chain USING (dataset_id) WHERE ${recorded}
       ORDER BY file_id`,
    )
    .pluck()
    .all({ kind, before }) as string[]
  return rows.map((json) => JSON.parse(json) as LayoutRecord)
}

/** Empty cells per field, and rows, of the last extract of a kind before a date. */
export function lastBlanks(
  db: ReadDb,
  kind: ExtractKind,
  before: IsoDate,
): { readonly asOf: IsoDate; readonly rows: number; readonly blanks: Record<string, number> } | null {
  const chain = db
    .prepare(
      `${lastChain} SELECT d.as_of AS asOf, d.row_count AS rows, d.blanks_json AS blanks
       FROM dataset d JOIN chain USING (dataset_id) ORDER BY d.state = 'active' DESC`,
    )
    .all({ kind, before }) as { asOf: IsoDate; rows: number; blanks: string }[]
  const [first] = chain
  if (!first) return null
  const blanks: Record<string, number> = {}
  for (const each of chain)
    for (const [field, count] of Object.entries(JSON.parse(each.blanks) as Record<string, number>))
      blanks[field] = (blanks[field] ?? 0) + count
  return { asOf: first.asOf, rows: first.rows, blanks }
}
