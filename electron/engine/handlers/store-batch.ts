/** Storing an opened batch: datasets, rows, derived results and the report, inside the caller's transaction. */
import type { FileReport, WeekReport } from '../../../shared/contract/imports.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import { keptColumns } from '../core/importing/bad-rows.ts'
import { keptFields } from '../core/importing/blank-policy.ts'
import { layoutRecord } from '../core/importing/layout-memory.ts'
import { customersOfImport, rebuildCustomers } from '../db/repo/customers.ts'
import {
  activeDataset,
  insertImport,
  insertRejects,
  saveColumns,
  saveImportReport,
} from '../db/repo/datasets.ts'
import { saveLayout } from '../db/repo/layout-memory.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { WriteDb } from '../db/types.ts'
import type { JobControl } from '../dispatch.ts'
import { deriveFrom } from './derive.ts'
import { comparedWithBefore } from './compare-with-before.ts'
import { fileReport, furtherDate } from './file-report.ts'
import { openDatasets, type StoredPart } from './open-datasets.ts'
import type { Batch, BatchFile, BatchSheet, ReadOptions } from './read-batch.ts'
import { diffSnapshots, noDiff, type SnapshotDiff } from './snapshot-diff.ts'
import { storeSheet, type ReadSheet } from './store-sheet.ts'

export type StoredWeek = WeekReport & SnapshotDiff & { readonly importId: number; readonly customers: number }

export interface StoredBatch {
  /** One import a date, oldest first. */
  readonly importIds: readonly number[]
  readonly weeks: readonly StoredWeek[]
}

const kindOrder: readonly ExtractKind[] = [
  'products',
  'targets',
  'customers',
  'holdings',
  'movements',
  'contacts',
]

const datesOf = ({ layout }: BatchSheet): readonly IsoDate[] =>
  layout.asOf.date === null ? layout.asOf.dates : [layout.asOf.date]

/** All sheets of a batch, oldest date first, what others refer to before what refers. */
function inOrder(batch: Batch): { file: BatchFile; sheet: BatchSheet }[] {
  const key = ({ sheet }: { sheet: BatchSheet }) =>
    `${datesOf(sheet)[0] ?? ''}|${kindOrder.indexOf(sheet.layout.kind)}`
  const sheets = batch.files.flatMap((file) => file.sheets.map((sheet) => ({ file, sheet })))
  return sheets.sort((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0))
}

/** Compares a stored date with the one before, pausing as it goes. */
async function weekOf(
  db: WriteDb,
  importId: number,
  asOf: IsoDate,
  reports: readonly FileReport[],
  control: JobControl,
): Promise<StoredWeek> {
  const base = { importId, asOf, files: [...reports] }
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return { ...base, ...noDiff, aumFen: 0, customers: 0 }
  const comparing = diffSnapshots(db, dataset)
  for (;;) {
    const step = comparing.next()
    if (step.done) return { ...base, ...step.value, aumFen: dataset.aumFen ?? 0, customers: dataset.rowCount }
    await control.checkpoint({ phase: 'deriving', label: `比较 ${asOf}`, done: 0, total: null })
  }
}

/** The parts of a stored week that are kept with the import and printed by the command line. */
export function weekReport({ asOf, files, comparedWith, changes, aumFen }: StoredWeek): WeekReport {
  return { asOf, files, comparedWith, changes, aumFen }
}

/** Fields of a sheet's dataset whose empty cells keep the value known before. */
function keptIn(db: WriteDb, { layout, effective, merges }: BatchSheet): string[] {
  // A merge has taken over how its base meant empty cells.
  if (layout.kind !== 'customers' || merges) return []
  return keptFields(readPlaybook(db).playbook.import.keepWhenBlank, effective?.blanks)
}

/** Keeps how a file was understood: for the next one of its layout, and for mended rows of this one. */
function recordFile(db: WriteDb, fileId: number, sheet: BatchSheet, { layout }: ReadSheet): void {
  saveColumns(db, fileId, keptColumns(layout))
  if (sheet.merges) return
  const record = layoutRecord(layout, sheet.decision, sheet.recalled?.record ?? null)
  saveLayout(db, fileId, layout.fingerprint, record)
}

/** Streams every sheet into its datasets. Returns the reports per date and the import of each date. */
async function storeRows(
  db: WriteDb,
  batch: Batch,
  options: ReadOptions,
  importedAt: string,
  control: JobControl,
): Promise<{ imports: Map<IsoDate, number>; reports: Map<IsoDate, FileReport[]> }> {
  const sheets = inOrder(batch)
  const imports = new Map<IsoDate, number>()
  const importOf = (asOf: IsoDate): number => {
    const known = imports.get(asOf) ?? insertImport(db, importedAt)
    imports.set(asOf, known)
    return known
  }
  const dates = sheets.flatMap(({ sheet }) => datesOf(sheet))
  for (const asOf of dates.sort()) importOf(asOf)
  const foreseen = new Set(dates)
  const datasets = openDatasets(db, importOf)
  const stored: { file: BatchFile; read: ReadSheet; part: StoredPart; nth: number; parts: number }[] = []
  for (const { file, sheet } of sheets) {
    const { kind, sheetName } = sheet.layout
    const writer = datasets.sheetWriter({
      kind,
      fileName: file.fileName,
      contentHash: file.contentHash,
      sheet: sheetName,
      merges: sheet.merges,
    })
    const read = await storeSheet(db, sheet, options, control, {
      take: (asOf, row) => writer.take(asOf, row),
      forget() {
        writer.forget()
        // Dates met on the way had their import made inside the savepoint.
        for (const asOf of imports.keys()) if (!foreseen.has(asOf)) imports.delete(asOf)
      },
    })
    for (const { asOf } of writer.parts()) foreseen.add(asOf)
    const parts = writer.parts()
    const { contactWindowDays } = read.layout
    const blanks = parts.length === 1 ? read.parsed.blanks : {}
    parts.forEach((part, nth) => {
      const keep = keptIn(db, sheet)
      datasets.note(part.datasetId, { contactWindowDays, blanks, keep })
      recordFile(db, part.fileId, sheet, read)
      if (nth === 0) insertRejects(db, part.fileId, read.parsed.rejects)
      stored.push({ file, read, part, nth, parts: parts.length })
    })
  }
  datasets.close()
  const reports = new Map<IsoDate, FileReport[]>()
  for (const { file, read, part, nth, parts } of stored) {
    const compared = comparedWithBefore(db, read, part)
    const whole = fileReport(file, read, compared, parts > 1 ? part.accepted : undefined)
    const report = nth === 0 ? whole : furtherDate(whole, part.accepted)
    reports.set(part.asOf, [...(reports.get(part.asOf) ?? []), report])
  }
  return { imports, reports }
}

/** Customers derived anew between two pauses. */
const customersAtOnce = 1_000

async function renewCustomers(db: WriteDb, importId: number, control: JobControl): Promise<void> {
  const customers = customersOfImport(db, importId)
  for (let done = 0; done < customers.length; done += customersAtOnce) {
    await control.checkpoint({ phase: 'storing', label: '整理客户名单', done, total: customers.length })
    rebuildCustomers(db, customers.slice(done, done + customersAtOnce))
  }
}

/**
 * Stores everything a batch brings and derives what rests on it. The caller decides whether the transaction
 * it runs in is committed (import) or rolled back (a preview that is not confirmed).
 */
export async function storeBatch(
  db: WriteDb,
  batch: Batch,
  options: ReadOptions,
  importedAt: string,
  control: JobControl,
): Promise<StoredBatch> {
  const { imports, reports } = await storeRows(db, batch, options, importedAt, control)
  const dates = [...imports.keys()].sort()
  for (const importId of imports.values()) await renewCustomers(db, importId, control)
  const [oldest] = dates
  if (oldest !== undefined) {
    for (const { date, done, total } of deriveFrom(db, oldest))
      await control.checkpoint({ phase: 'deriving', label: `分析 ${date}`, done, total })
  }
  const weeks: StoredWeek[] = []
  for (const asOf of dates)
    weeks.push(await weekOf(db, imports.get(asOf) ?? 0, asOf, reports.get(asOf) ?? [], control))
  for (const week of weeks) saveImportReport(db, week.importId, { weeks: [weekReport(week)] })
  return { importIds: dates.map((asOf) => imports.get(asOf) ?? 0), weeks }
}
