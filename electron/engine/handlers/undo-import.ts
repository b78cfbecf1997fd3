/** Takes an import back in one transaction. */
import type { FlaggedWork } from '../../../shared/contract/imports.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { customersOfImport, rebuildCustomers } from '../db/repo/customers.ts'
import { latestImport, undoImport } from '../db/repo/datasets.ts'
import type { JobControl } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { deriveFrom } from './derive.ts'

export async function undoImportJob(
  { write, clock }: HandlerContext,
  chosen: number | undefined,
  _control: JobControl,
): Promise<{ importId: number; asOf: IsoDate[]; flagged: FlaggedWork }> {
  await Promise.resolve()
  const importId = chosen ?? latestImport(write)
  if (importId === null) throw new Refusal('NOTHING_TO_UNDO', '没有可以撤销的导入。')
  return write
    .transaction(() => {
      const customers = customersOfImport(write, importId)
      const asOf = undoImport(write, importId, clock.now())
      rebuildCustomers(write, customers)
      if (asOf[0] !== undefined) Array.from(deriveFrom(write, asOf[0]))
      return { importId, asOf, flagged: { contacts: 0, notes: 0, customers: [], plans: [] } }
    })
    .immediate()
}
