/** The log of everything that left the product: reports, prints, revealed identifiers. */
import type { ReadDb, WriteDb } from '../types.ts'

export interface ExportEntry {
  readonly at: string
  readonly kind: string
  readonly scope: string
  readonly purpose: string
  readonly rows: number
  readonly masked: boolean
  readonly target: string
}

export function logExport(db: WriteDb, entry: ExportEntry & { readonly userName: string }): void {
  db.prepare(
    `INSERT INTO export_log (at, user_name, kind, scope, purpose, rows, masked, target) VALUES (?, ?, ?, ?, ?, ?, ?, ?)`,
  ).run(
    entry.at,
    entry.userName,
    entry.kind,
    entry.scope,
    entry.purpose,
    entry.rows,
    Number(entry.masked),
    entry.target,
  )
}

/** Newest first, at most 500. */
export function readExportLog(db: ReadDb): ExportEntry[] {
  const rows = db
    .prepare(
      'SELECT at, kind, scope, purpose, rows, masked, target FROM export_log ORDER BY export_id DESC LIMIT 500',
    )
    .all() as (Omit<ExportEntry, 'masked'> & { masked: number })[]
  return rows.map((r) => ({ ...r, masked: r.masked === 1 }))
}
