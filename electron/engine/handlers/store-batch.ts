/** Storing a read batch: datasets, rows, derived results and the report, inside the caller's transaction. */
import type { ChangeKind, ChangeLine, WeekReport } from '../../../shared/contract/imports.ts'
import { tierLabel } from '../../../shared/domain/labels.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import { customersOfImport, rebuildCustomers } from '../db/repo/customers.ts'
import {
  activeDataset,
  closeDataset,
  insertDataset,
  insertFile,
  insertImport,
  insertRejects,
  saveImportReport,
} from '../db/repo/datasets.ts'
import { createRowWriter } from '../db/repo/fact-rows.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { WriteDb } from '../db/types.ts'
import type { JobControl } from '../dispatch.ts'
import { changesAt, deriveFrom } from './derive.ts'
import type { ReadBatch, ReadFile } from './read-batch.ts'

const rowsPerCheckpoint = 1000

export interface StoredWeek extends WeekReport {
  readonly customers: number
  readonly aumBeforeFen: number | null
  /** AUM of the customers in both snapshots, now and before: what a mistaken unit shows in. */
  readonly keptFen: { readonly now: number; readonly before: number }
  readonly lists: Record<ChangeKind, ChangeLine[]>
}

async function storeDataset(
  db: WriteDb,
  importId: number,
  files: readonly ReadFile[],
  control: JobControl,
): Promise<void> {
  const [head] = files
  if (!head) return
  const datasetId = insertDataset(db, importId, head.kind, head.asOf)
  const writer = createRowWriter(db, datasetId, head.kind)
  let rows = 0
  let aumFen: number | null = null
  for (const file of files) {
    const fileId = insertFile(db, datasetId, {
      fileName: file.fileName,
      contentHash: file.contentHash,
      sheet: file.layout.sheetName,
    })
    insertRejects(db, fileId, file.report.rejects)
    for (const { row, facts, masked } of file.accepted) {
      writer.write(fileId, row, facts, masked)
      const aum = facts['aum']
      if (typeof aum === 'number') aumFen = (aumFen ?? 0) + aum
      rows += 1
      if (rows % rowsPerCheckpoint === 0)
        await control.checkpoint({
          phase: 'storing',
          label: `写入 ${file.fileName}`,
          done: rows,
          total: null,
        })
    }
  }
  closeDataset(db, datasetId, { rows, aumFen, contactWindowDays: head.layout.contactWindowDays })
}

const kindOrder: readonly ExtractKind[] = [
  'products',
  'targets',
  'customers',
  'holdings',
  'movements',
  'contacts',
]

function groupFiles(files: readonly ReadFile[]): ReadFile[][] {
  const groups = new Map<string, ReadFile[]>()
  for (const file of files) {
    const key = `${file.asOf}|${kindOrder.indexOf(file.kind)}`
    groups.set(key, [...(groups.get(key) ?? []), file])
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group)
}

const listLimit = 200

function changeLists(
  current: readonly CustomerFacts[],
  previous: readonly CustomerFacts[],
  changes: ReturnType<typeof changesAt>['changes'],
  playbook: Playbook,
): Record<ChangeKind, ChangeLine[]> {
  const now = new Map(current.map((f) => [f.customerNo, f]))
  const before = new Map(previous.map((f) => [f.customerNo, f]))
  const money = (facts: CustomerFacts | undefined) =>
    facts?.aumFen === null || facts === undefined ? '未知' : formatMoney(facts.aumFen)
  const tier = (facts: CustomerFacts | undefined) => {
    const key = facts ? tierOf(facts, playbook) : null
    return key ? tierLabel(key) : '未知'
  }
  const delta = (no: string) => {
    const [a, b] = [now.get(no)?.aumFen ?? null, before.get(no)?.aumFen ?? null]
    if (now.has(no) && before.has(no)) return a === null || b === null ? null : a - b
    return now.has(no) ? a : b === null ? null : -b
  }
  const lines = (nos: readonly string[], show: (facts: CustomerFacts | undefined) => string): ChangeLine[] =>
    nos.slice(0, listLimit).map((customerNo) => {
      const [a, b] = [now.get(customerNo), before.get(customerNo)]
      return {
        customerNo,
        name: a?.name ?? b?.name ?? null,
        rmName: a?.rmName ?? b?.rmName ?? null,
        before: b ? show(b) : '—',
        after: a ? show(a) : '—',
        deltaFen: delta(customerNo),
      }
    })
  const moved = current
    .filter((f) => before.has(f.customerNo))
    .map((f) => ({ no: f.customerNo, by: delta(f.customerNo) ?? 0 }))
  const biggest = (sign: 1 | -1) =>
    moved
      .filter((m) => m.by * sign > 0)
      .sort((a, b) => (b.by - a.by) * sign || (a.no < b.no ? -1 : 1))
      .slice(0, 20)
      .map((m) => m.no)
  const byLoss = (nos: readonly string[]) =>
    [...nos].sort((a, b) => Math.abs(delta(b) ?? 0) - Math.abs(delta(a) ?? 0))
  return {
    new: lines(byLoss(changes.new), money),
    vanished: lines(byLoss(changes.vanished), money),
    tierUp: lines(changes.tierUp, tier),
    tierDown: lines(changes.tierDown, tier),
    rmChanged: lines(changes.rmChanged, (f) => f?.rmName ?? '无人管户'),
    biggestIn: lines(biggest(1), money),
    biggestOut: lines(biggest(-1), money),
  }
}

const noLists = (): Record<ChangeKind, ChangeLine[]> => ({
  new: [],
  vanished: [],
  tierUp: [],
  tierDown: [],
  rmChanged: [],
  biggestIn: [],
  biggestOut: [],
})

function keptFen(current: readonly CustomerFacts[], previous: readonly CustomerFacts[]) {
  const before = new Map(previous.map((f) => [f.customerNo, f.aumFen]))
  const sums = { now: 0, before: 0 }
  for (const { customerNo, aumFen } of current) {
    const then = before.get(customerNo) ?? null
    if (aumFen === null || then === null) continue
    sums.now += aumFen
    sums.before += then
  }
  return sums
}

function weekOf(db: WriteDb, asOf: IsoDate, files: readonly ReadFile[]): StoredWeek {
  const reports = files.map((f) => f.report)
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset)
    return {
      asOf,
      files: reports,
      comparedWith: null,
      changes: { new: 0, vanished: 0, changed: 0, unchanged: 0, tierUp: 0, tierDown: 0, rmChanged: 0 },
      aumFen: 0,
      customers: 0,
      aumBeforeFen: null,
      keptFen: { now: 0, before: 0 },
      lists: noLists(),
    }
  const { comparedWith, changes, current, previous } = changesAt(db, dataset)
  const before = comparedWith === null ? null : activeDataset(db, 'customers', comparedWith)
  return {
    asOf,
    files: reports,
    comparedWith,
    changes: {
      new: changes.new.length,
      vanished: changes.vanished.length,
      changed: changes.changed.length,
      unchanged: changes.unchanged.length,
      tierUp: changes.tierUp.length,
      tierDown: changes.tierDown.length,
      rmChanged: changes.rmChanged.length,
    },
    aumFen: dataset.aumFen ?? 0,
    customers: dataset.rowCount,
    aumBeforeFen: before?.aumFen ?? null,
    keptFen: keptFen(current, previous),
    lists:
      comparedWith === null ? noLists() : changeLists(current, previous, changes, readPlaybook(db).playbook),
  }
}

/** The parts of a stored week that are kept with the import and printed by the command line. */
export function weekReport({ asOf, files, comparedWith, changes, aumFen }: StoredWeek): WeekReport {
  return { asOf, files, comparedWith, changes, aumFen }
}

/**
 * Stores everything a batch brings and derives what rests on it. The caller decides whether the transaction
 * it runs in is committed (import) or rolled back (preview).
 */
export async function storeBatch(
  db: WriteDb,
  batch: ReadBatch,
  importedAt: string,
  control: JobControl,
): Promise<{ importId: number; weeks: StoredWeek[] }> {
  const importId = insertImport(db, importedAt)
  for (const group of groupFiles(batch.files)) await storeDataset(db, importId, group, control)
  rebuildCustomers(db, customersOfImport(db, importId))
  const dates = [...new Set(batch.files.map((f) => f.asOf))].sort()
  const [oldest] = dates
  if (oldest !== undefined) {
    let done = 0
    for (const date of deriveFrom(db, oldest)) {
      await control.checkpoint({ phase: 'deriving', label: `分析 ${date}`, done, total: null })
      done += 1
    }
  }
  const weeks = dates.map((asOf) =>
    weekOf(
      db,
      asOf,
      batch.files.filter((f) => f.asOf === asOf),
    ),
  )
  saveImportReport(db, importId, { weeks: weeks.map(weekReport) })
  return { importId, weeks }
}
