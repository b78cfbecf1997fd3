/**
 * Imports: preview, commit, history, undo. A preview runs the whole import in a transaction and rolls it back,
 * so what it shows is what a commit does; the parse is kept and the commit stores exactly that.
 */
import { randomUUID } from 'node:crypto'
import type { ImportEntry, ImportPreview, WeekReport } from '../../../shared/contract/imports.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { customersOfImport, rebuildCustomers } from '../db/repo/customers.ts'
import {
  activeDataset,
  importContents,
  knownContent,
  latestImport,
  listImports,
  undoImport,
} from '../db/repo/datasets.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { deriveFrom } from './derive.ts'
import { readBatch, type ReadBatch, type ReadOptions } from './read-batch.ts'
import { storeBatch, weekReport, type StoredWeek } from './store-batch.ts'

/** Runs work that pauses between rows in one transaction; anything thrown leaves no trace. */
async function inTransaction<T>(db: WriteDb, work: () => Promise<T>, keep: boolean): Promise<T> {
  db.exec('BEGIN IMMEDIATE')
  try {
    const result = await work()
    db.exec(keep ? 'COMMIT' : 'ROLLBACK')
    return result
  } catch (error) {
    if (db.inTransaction) db.exec('ROLLBACK')
    throw error
  }
}

type Confirmation = ImportPreview['confirmations'][number]

function replacedKinds(db: ReadDb, batch: ReadBatch, week: StoredWeek): ExtractKind[] {
  const kinds = new Set(batch.files.filter((f) => f.asOf === week.asOf).map((f) => f.kind))
  return [...kinds].filter((kind) => activeDataset(db, kind, week.asOf) !== null)
}

/** What must be answered with yes before a batch is stored. */
function confirmationsOf(
  db: ReadDb,
  batch: ReadBatch,
  weeks: readonly StoredWeek[],
  unitsGiven: boolean,
): Confirmation[] {
  const rules = readPlaybook(db).playbook.import
  return weeks.flatMap((week) => {
    const questions: Confirmation[] = []
    const replaced = replacedKinds(db, batch, week)
    if (replaced.length > 0)
      questions.push({
        code: 'replace',
        message: `${week.asOf} 的数据已经导入过，确认后以这次的为准；撤销这次导入会恢复原来的。`,
      })
    const before = week.changes.unchanged + week.changes.changed + week.changes.vanished
    if (before > 0 && week.changes.vanished > before * rules.maxVanishedShare)
      questions.push({
        code: 'vanished',
        message: `有 ${week.changes.vanished} 户（占上一期 ${Math.round((100 * week.changes.vanished) / before)}%）不在这份清单里。若只是部分客户的文件，请不要导入。`,
      })
    const { now, before: then } = week.keptFen
    const jump = now > 0 && then > 0 ? Math.max(now / then, then / now) : 1
    if (!unitsGiven && jump >= rules.scaleJumpFactor)
      questions.push({
        code: 'scaleJump',
        message: `同一批客户的资产从 ${formatMoney(then)} 变成 ${formatMoney(now)}，像是元和万元弄反了。请核对单位。`,
      })
    return questions
  })
}

interface Pending {
  readonly batch: ReadBatch
  readonly confirmations: readonly Confirmation[]
}

function historyOf(db: ReadDb): ImportEntry[] {
  const latest = latestImport(db)
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
      undoable: entry.importId === latest,
    }
  })
}

function undoLatest({ write, clock }: HandlerContext) {
  const importId = latestImport(write)
  if (importId === null) throw new Refusal('NOTHING_TO_UNDO', '没有可以撤销的导入。')
  return write
    .transaction(() => {
      const customers = customersOfImport(write, importId)
      const asOf = undoImport(write, importId, clock.now())
      rebuildCustomers(write, customers)
      // Walking the generator is the work: it derives each date as it goes.
      if (asOf[0] !== undefined) Array.from(deriveFrom(write, asOf[0]))
      return { importId, asOf }
    })
    .immediate()
}

/** Batches a window looked at but has not confirmed; the oldest is dropped when there are more. */
const keptPreviews = 3

export function importHandlers(
  context: HandlerContext,
): Pick<Handlers, Extract<keyof Handlers, `imports.${string}`>> {
  const { read, write, clock } = context
  const pending = new Map<string, Pending>()
  const keep = (entry: Pending): string => {
    const token = randomUUID()
    pending.set(token, entry)
    for (const old of [...pending.keys()].slice(0, -keptPreviews)) pending.delete(old)
    return token
  }
  return {
    'imports.preview': async ({ paths, options }, control) => {
      const batch = await readBatch(
        paths,
        options as ReadOptions,
        (hash) => knownContent(write, hash),
        control,
      )
      const stored =
        batch.files.length === 0
          ? { weeks: [] }
          : await inTransaction(write, () => storeBatch(write, batch, clock.now(), control), false)
      const confirmations = confirmationsOf(write, batch, stored.weeks, options.units !== undefined)
      return {
        token: keep({ batch, confirmations }),
        weeks: stored.weeks.map((week) => ({ ...week, replaces: replacedKinds(write, batch, week) })),
        alreadyImported: [...batch.alreadyImported],
        confirmations,
      }
    },
    'imports.commit': async ({ token, confirmed }, control) => {
      const entry = pending.get(token)
      if (!entry) throw new Refusal('PREVIEW_GONE', '这次预览已经过期，数据没有改动。请重新选择文件。')
      const open = entry.confirmations.find((c) => !confirmed.includes(c.code))
      if (open) throw new Refusal('CONFIRMATION_NEEDED', open.message, { confirm: open.code })
      if (entry.batch.files.length === 0)
        throw new Refusal('NOTHING_NEW', '这些文件都已经导入过，没有新的数据。')
      const stored = await inTransaction(
        write,
        () => storeBatch(write, entry.batch, clock.now(), control),
        true,
      )
      pending.delete(token)
      return { importId: stored.importId, weeks: stored.weeks.map(weekReport) }
    },
    'imports.discard': ({ token }) => {
      pending.delete(token)
      return { done: true as const }
    },
    'imports.history': () => ({ imports: historyOf(read) }),
    'imports.report': ({ importId }) => {
      const entry = listImports(read).find((i) => i.importId === importId)
      if (!entry) throw new Refusal('IMPORT_UNKNOWN', `没有第 ${importId} 次导入。`)
      return { weeks: (JSON.parse(entry.reportJson) as { weeks: WeekReport[] }).weeks }
    },
    'imports.undo': () => undoLatest(context),
  }
}
