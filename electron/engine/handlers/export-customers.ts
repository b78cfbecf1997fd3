/** The customer grid as a workbook: the rows its filter lets through, in its order, under the columns it shows. */
import type { OutputOf, InputOf } from '../../../shared/contract/contract.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { everyRow, readGridPage } from '../db/repo/customer-grid.ts'
import { snapshotAt } from '../db/repo/datasets.ts'
import { logExport } from '../db/repo/export-log.ts'
import { writeWorkbook } from '../io/write-workbook.ts'
import type { JobControl } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { customerSheet } from './customer-sheet.ts'
import { folderMustExist } from './export-folder.ts'
import { noteOf } from './report-sheets.ts'
import { branchNames } from './settings.ts'

/**
 * Writes what the grid shows, telephone numbers masked as they are there, and logs it.
 * @throws Refusal NO_DATA, NOTHING_TO_EXPORT, FOLDER_MISSING; CANCELLED through the control, then no file is left
 */
export async function exportCustomers(
  { read, write, clock }: HandlerContext,
  { asOf, filter, sort, columns, path }: InputOf<'customers.export'>,
  control: JobControl,
): Promise<OutputOf<'customers.export'>> {
  const dataset = snapshotAt(read, asOf)
  if (!dataset) throw new Refusal('NO_DATA', '还没有客户数据，没有导出任何内容。请先导入本周数据。')
  folderMustExist(path)
  await control.checkpoint({ phase: 'reading', label: '客户列表', done: 0, total: null })
  const { rows, total, totalAumFen } = readGridPage(read, dataset, {
    filter,
    sort,
    offset: 0,
    limit: everyRow,
  })
  if (total === 0)
    throw new Refusal('NOTHING_TO_EXPORT', '没有符合筛选的客户，没有导出任何内容。请去掉一个条件再试。')
  const { userName } = branchNames(read)
  const note = noteOf({
    asOf: dataset.asOf,
    customers: total,
    aumFen: totalAumFen,
    masked: true,
    madeAt: clock.now(),
    madeBy: userName,
  })
  const customers = rows.map((row) => ({ row, phone: row.phone }))
  const sheet = customerSheet({ name: '客户列表', title: '客户列表', note }, customers, columns)
  const written = await writeWorkbook(path, [sheet], (label, done) =>
    control.checkpoint({ phase: 'writing', label, done, total }),
  )
  logExport(write, {
    at: clock.now(),
    userName,
    kind: 'customers.list',
    scope: dataset.asOf,
    purpose: '',
    rows: total,
    masked: true,
    target: path,
  })
  return { path: written.path, bytes: written.bytes, rows: total }
}
