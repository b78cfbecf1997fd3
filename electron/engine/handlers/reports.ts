/** Excel reports: gathers what a report shows, writes the file, logs that it left the product. */
import type { CustomerFilter, CustomerRow } from '../../../shared/contract/customers.ts'
import type { ReportKind } from '../../../shared/contract/reports.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { IsoDate, IsoWeek } from '../../../shared/domain/dates.ts'
import { everyRow, readGridPage } from '../db/repo/customer-grid.ts'
import { activeDataset, snapshotDates } from '../db/repo/datasets.ts'
import { logExport, readExportLog } from '../db/repo/export-log.ts'
import { listPlans } from '../db/repo/plans.ts'
import type { ReadDb } from '../db/types.ts'
import { writeWorkbook, type ReportSheet, type WrittenReport } from '../io/write-workbook.ts'
import type { Handlers, JobControl } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { classifiedAt } from './derive.ts'
import { folderMustExist } from './export-folder.ts'
import { overviewOf } from './overview.ts'
import { planViewOf } from './plans.ts'
import { customerSheet } from './customer-sheet.ts'
import { noteOf, overviewSheet, planSheet, tierSheet, warningSheet } from './report-sheets.ts'
import { branchNames } from './settings.ts'

export interface ReportRequest {
  readonly kind: ReportKind
  readonly path: string
  readonly asOf?: IsoDate | undefined
  readonly week?: IsoWeek | undefined
  readonly unmasked?: boolean | undefined
  readonly purpose?: string | undefined
}

function listCustomers(
  db: ReadDb,
  asOf: IsoDate,
  filter: CustomerFilter,
  sort: 'aumFen' | 'aumPeakFen' | 'warning',
  phones: (row: CustomerRow) => string | null,
) {
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return []
  const request = { filter, sort: [{ field: sort, dir: 'desc' as const }], offset: 0, limit: everyRow }
  return readGridPage(db, dataset, request).rows.map((row) => ({
    row,
    phone: phones(row),
  }))
}

/** The masked number of the grid, or the full one when the user asked for it. */
function phoneReader(db: ReadDb, unmasked: boolean): (row: CustomerRow) => string | null {
  if (!unmasked) return (row) => row.phone
  const find = db.prepare('SELECT phone FROM customer WHERE customer_no = ?').pluck()
  return (row) => (find.get(row.customerNo) as string | null | undefined) ?? null
}

function planSheets(db: ReadDb, week: IsoWeek | undefined, note: string): ReportSheet[] {
  const wanted = week ?? listPlans(db)[0]?.week
  const plan = wanted === undefined ? null : planViewOf(db, wanted)
  if (!plan) return []
  return [...new Set(plan.lines.map((l) => l.rm))].map((rm) => planSheet(plan, rm, note))
}

function sheetsOf(context: HandlerContext, request: ReportRequest, asOf: IsoDate): ReportSheet[] {
  const { read, clock } = context
  const overview = overviewOf(read, clock, asOf)
  if (!overview) throw new Refusal('NO_DATA', '还没有客户数据，做不出报表。请先导入本周数据。')
  const { branchName, userName } = branchNames(read)
  const unmasked = request.unmasked === true
  const phones = phoneReader(read, unmasked)
  const note = noteOf({
    asOf,
    customers: overview.analysis.customers,
    aumFen: overview.analysis.aumFen,
    masked: !unmasked,
    madeAt: clock.now(),
    madeBy: userName,
  })
  const plan = planSheets(read, request.week, note)
  if (request.kind === 'plan') {
    if (plan.length === 0) throw new Refusal('NO_PLAN', '还没有周计划。请先在“计划”里生成。')
    return plan
  }
  if (request.kind === 'segments')
    return [
      tierSheet(overview, note),
      customerSheet(
        { name: '客户清单', title: '全部客户', note },
        listCustomers(read, asOf, {}, 'aumFen', phones),
      ),
    ]
  const warned = new Map(
    classifiedAt(read, asOf)
      .filter((c) => c.result.warnings.length > 0)
      .map((c) => [c.input.facts.customerNo, c.result.warnings]),
  )
  const withWarnings = listCustomers(read, asOf, {}, 'warning', phones)
    .filter(({ row }) => warned.has(row.customerNo))
    .map((customer) => ({
      ...customer,
      warnings: (warned.get(customer.row.customerNo) ?? []).map((w) => ({
        rule: w.rule,
        colour: w.colour,
        sentence: w.reasons.map(reasonSentence).join('；'),
      })),
    }))
  const sleepers = listCustomers(
    read,
    asOf,
    { dormancy: ['light', 'medium', 'deep'], contactable: true },
    'aumPeakFen',
    phones,
  )
  return [
    overviewSheet(overview, note, branchName),
    tierSheet(overview, note),
    warningSheet(withWarnings, note),
    customerSheet({ name: '唤醒名单', title: '睡眠客户唤醒名单', note }, sleepers),
    ...plan,
  ]
}

/** Writes one report and logs it. @throws Refusal NO_DATA, NO_PLAN, FOLDER_MISSING, PURPOSE_NEEDED */
export async function exportReport(
  context: HandlerContext,
  request: ReportRequest,
  control: JobControl,
): Promise<WrittenReport> {
  const { read, write, clock } = context
  const asOf = request.asOf ?? snapshotDates(read).at(-1)
  if (asOf === undefined) throw new Refusal('NO_DATA', '还没有客户数据，做不出报表。请先导入本周数据。')
  if (request.unmasked === true && (request.purpose ?? '').trim() === '')
    throw new Refusal('PURPOSE_NEEDED', '导出完整手机号要写明用途。没有导出任何内容。')
  folderMustExist(request.path)
  const sheets = sheetsOf(context, request, asOf)
  const written = await writeWorkbook(request.path, sheets, (sheet, rows) =>
    control.checkpoint({ phase: 'writing', label: sheet, done: rows, total: null }),
  )
  logExport(write, {
    at: clock.now(),
    userName: branchNames(read).userName,
    kind: `report.${request.kind}`,
    scope: asOf,
    purpose: request.purpose ?? '',
    rows: written.sheets.reduce((sum, s) => sum + s.rows, 0),
    masked: request.unmasked !== true,
    target: request.path,
  })
  return written
}

export function reportHandlers(context: HandlerContext): Pick<Handlers, 'reports.export' | 'reports.log'> {
  return {
    'reports.export': (request, control) => exportReport(context, request, control),
    'reports.log': () => ({ entries: readExportLog(context.read).map((e) => ({ ...e })) }),
  }
}
