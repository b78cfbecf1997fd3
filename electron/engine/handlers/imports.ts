/** Imports: preview, commit, history, undo, and the looks at files that come before a preview. */
import type { ImportEntry, WeekReport } from '../../../shared/contract/imports.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { importContents, listImports, replacedKinds, stampImport } from '../db/repo/datasets.ts'
import { importsBuiltOn } from '../db/repo/undo.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import type { Handlers, JobControl } from '../dispatch.ts'
import { checkBatch } from './check-batch.ts'
import { confirmationsOf } from './confirmations.ts'
import type { HandlerContext } from './context.ts'
import { lookupsOf } from './import-lookups.ts'
import { inspectBatch } from './inspect-batch.ts'
import type { Preview } from './previews.ts'
import { openBatch, type Batch, type ReadOptions } from './read-batch.ts'
import { saveRejects } from './save-rejects.ts'
import { storeBatch, weekReport, type StoredBatch } from './store-batch.ts'
import { undoImportJob } from './undo-import.ts'

function historyOf(db: ReadDb): ImportEntry[] {
  return listImports(db).map((entry) => {
    const contents = importContents(db, entry.importId)
    const replaced = contents.length > 0 && contents.every((c) => c.state === 'replaced')
    return {
      importId: entry.importId,
      importedAt: entry.importedAt,
      state: entry.state === 'undone' ? 'undone' : replaced ? 'replaced' : 'active',
      asOf: [...new Set(contents.map((c) => c.asOf))],
      files: contents.map(({ fileName, kind, asOf, rows }) => ({ fileName, kind, asOf, rows })),
      rejected: contents.reduce((sum, c) => sum + c.rejected, 0),
      // Mended rows merged on top go first.
      undoable: entry.state === 'active' && importsBuiltOn(db, entry.importId).length === 0,
    }
  })
}

/** Stores a batch in a transaction that stays open when all went well. */
async function storeOpenEnded(
  { write, clock }: HandlerContext,
  batch: Batch,
  options: ReadOptions,
  control: JobControl,
): Promise<StoredBatch> {
  write.exec('BEGIN IMMEDIATE')
  try {
    return await storeBatch(write, batch, options, clock.now(), control)
  } catch (error) {
    if (write.inTransaction) write.exec('ROLLBACK')
    throw error
  }
}

async function preview(
  context: HandlerContext,
  paths: readonly string[],
  options: ReadOptions,
  control: JobControl,
) {
  const { write, previews } = context
  const batch = await openBatch(paths, options, lookupsOf(write), control)
  try {
    const nothing: StoredBatch = { importIds: [], weeks: [] }
    const stored = batch.files.length === 0 ? nothing : await storeOpenEnded(context, batch, options, control)
    const confirmations = confirmationsOf(write, stored.weeks, options.units !== undefined)
    const contents = new Map(batch.files.map((file) => [file.path, file.contentHash]))
    return {
      token: previews.hold({ paths, options, contents, confirmations, stored }),
      weeks: stored.weeks.map((week) => ({ ...week, replaces: replacedKinds(write, week.importId) })),
      alreadyImported: [...batch.alreadyImported],
      confirmations,
    }
  } finally {
    batch.close()
  }
}

/** Reads a preview's files once more because its transaction had to be let go; they must not have changed. */
async function storeAgain(
  context: HandlerContext,
  { paths, options, contents }: Preview,
  control: JobControl,
): Promise<StoredBatch> {
  const batch = await openBatch(paths, options, lookupsOf(context.write), control)
  try {
    const changed =
      batch.files.length !== contents.size ||
      batch.files.find((file) => contents.get(file.path) !== file.contentHash)
    if (changed)
      throw new Refusal(
        'FILE_CHANGED',
        '预览之后文件或已导入的数据有变化。没有导入任何数据，请重新选择文件再看一次。',
      )
    return await storeOpenEnded(context, batch, options, control)
  } finally {
    batch.close()
  }
}

async function commit(
  context: HandlerContext,
  token: string,
  confirmed: readonly string[],
  control: JobControl,
) {
  const { write, previews, clock } = context
  const found = previews.find(token)
  if (!found) throw new Refusal('PREVIEW_GONE', '这次预览已经过期，数据没有改动。请重新选择文件。')
  const { preview: entry, held } = found
  const open = entry.confirmations.find((c) => !confirmed.includes(c.code))
  if (open) throw new Refusal('CONFIRMATION_NEEDED', open.message, { confirm: open.code })
  if (entry.contents.size === 0) throw new Refusal('NOTHING_NEW', '这些文件都已经导入过，没有新的数据。')
  if (!held) previews.release()
  await control.checkpoint({ phase: 'writing', label: '写入数据库', done: 0, total: null })
  const stored = held ? entry.stored : await storeAgain(context, entry, control)
  finishImport(write, stored, clock.now())
  previews.forget(token)
  return {
    importId: stored.importIds.at(-1) ?? 0,
    importIds: [...stored.importIds],
    weeks: stored.weeks.map(weekReport),
  }
}

function finishImport(write: WriteDb, stored: StoredBatch, at: string): void {
  for (const importId of stored.importIds) stampImport(write, importId, at)
  write.exec('COMMIT')
}

export function importHandlers(
  context: HandlerContext,
): Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>> {
  const { read, previews } = context
  return {
    'imports.preview': ({ paths, options }, control) => preview(context, paths, options, control),
    'imports.commit': ({ token, confirmed }, control) => commit(context, token, confirmed, control),
    'imports.discard': ({ token }) => {
      previews.forget(token)
      return { done: true as const }
    },
    'imports.inspect': ({ paths, options }, control) =>
      inspectBatch(paths, options, lookupsOf(read), control),
    'imports.check': ({ paths, options }, control) => checkBatch(paths, options, lookupsOf(read), control),
    'imports.history': () => ({ imports: historyOf(read) }),
    'imports.report': ({ importId }) => {
      const entry = listImports(read).find((i) => i.importId === importId)
      if (!entry) throw new Refusal('IMPORT_UNKNOWN', `没有第 ${importId} 次导入。`)
      return { weeks: (JSON.parse(entry.reportJson) as { weeks: WeekReport[] }).weeks }
    },
    'imports.undo': ({ importId }, control) => undoImportJob(context, importId, control),
    'imports.saveRejects': ({ importId, target }, control) => saveRejects(context, importId, target, control),
  }
}
