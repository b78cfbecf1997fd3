/**
 * Takes any past import back in one transaction that may be left at every checkpoint: rows, then customers, then
 * the results of every date that rested on them. What was done by hand since stays, and is named where it lost
 * its basis.
 */
import type { FlaggedWork } from '../../../shared/contract/imports.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { customersOfImport, rebuildCustomers } from '../db/repo/customers.ts'
import { latestImport } from '../db/repo/datasets.ts'
import { lostWork, workAtRisk } from '../db/repo/lost-work.ts'
import { importsBuiltOn, importScope, takeBackImport, type ImportScope } from '../db/repo/undo.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import type { JobControl } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { deriveFrom } from './derive.ts'

export interface UndoneImport {
  readonly importId: number
  readonly asOf: IsoDate[]
  readonly flagged: FlaggedWork
}

/** Customers derived anew between two checkpoints. */
const customersAtOnce = 1_000

/** @throws Refusal when the import is unknown, gone already, or others stand on its rows */
function undoable(db: ReadDb, importId: number): ImportScope {
  const scope = importScope(db, importId)
  if (scope === null) throw new Refusal('IMPORT_UNKNOWN', `没有第 ${importId} 次导入。`)
  if (scope.state === 'undone')
    throw new Refusal('IMPORT_UNDONE', `第 ${importId} 次导入已经撤销过了，数据没有改动。`)
  const above = importsBuiltOn(db, importId)
  if (above.length > 0)
    throw new Refusal(
      'MERGE_STANDS',
      `第 ${above.join('、')} 次导入是在第 ${importId} 次导入上补录的行。数据没有改动，请先撤销第 ${above.join('、')} 次导入。`,
      { imports: above },
    )
  return scope
}

async function takeBack(
  db: WriteDb,
  importId: number,
  scope: ImportScope,
  at: string,
  control: JobControl,
): Promise<FlaggedWork> {
  const atRisk = workAtRisk(db, importId)
  const customers = scope.changing.length === 0 ? [] : customersOfImport(db, importId)
  let done = 0
  for (const rows of takeBackImport(db, importId, at)) {
    done += rows
    await control.checkpoint({ phase: 'storing', label: '撤销导入的数据', done, total: scope.rows })
  }
  for (done = 0; done < customers.length; done += customersAtOnce) {
    await control.checkpoint({ phase: 'storing', label: '整理客户名单', done, total: customers.length })
    rebuildCustomers(db, customers.slice(done, done + customersAtOnce))
  }
  const [oldest] = scope.changing
  if (oldest !== undefined)
    for (const step of deriveFrom(db, oldest))
      await control.checkpoint({
        phase: 'deriving',
        label: `分析 ${step.date}`,
        done: step.done,
        total: step.total,
      })
  return lostWork(db, atRisk, scope.dates)
}

/**
 * Takes back an import, the latest one still there unless named. Cancelling leaves everything as it was.
 * @throws Refusal NOTHING_TO_UNDO, IMPORT_UNKNOWN, IMPORT_UNDONE, MERGE_STANDS, CANCELLED
 */
export async function undoImportJob(
  { write, clock }: HandlerContext,
  chosen: number | undefined,
  control: JobControl,
): Promise<UndoneImport> {
  const importId = chosen ?? latestImport(write)
  if (importId === null) throw new Refusal('NOTHING_TO_UNDO', '没有可以撤销的导入。')
  const scope = undoable(write, importId)
  write.exec('BEGIN IMMEDIATE')
  try {
    const flagged = await takeBack(write, importId, scope, clock.now(), control)
    write.exec('COMMIT')
    return { importId, asOf: [...scope.dates], flagged }
  } catch (error) {
    if (write.inTransaction) write.exec('ROLLBACK')
    throw error
  }
}
