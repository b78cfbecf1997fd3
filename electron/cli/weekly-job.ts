/** The manager's Monday as one call: import, analyse, plan, report, print. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Analysis } from '../../shared/contract/overview.ts'
import type { OutputOf } from '../../shared/contract/contract.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { planJson } from './commands/plan.ts'
import type { Session } from './open-engine.ts'
import { printToPdf } from './print-pdf.ts'

export interface WeeklyResult {
  readonly analysis: Analysis
  readonly plan: ReturnType<typeof planJson>
  readonly report: OutputOf<'reports.export'>
  /** The printed sheets; pdf is null where nothing could print, with the reason in `note`. */
  readonly sheets: { readonly html: string; readonly pdf: string | null; readonly note: string | null }
}

/** Everything after the import, into `outDir`. @throws Refusal NO_DATA */
export async function runWeeklyJob({ call }: Session, outDir: string): Promise<WeeklyResult> {
  mkdirSync(outDir, { recursive: true })
  const overview = await call('overview.get', {})
  const { planWeek } = await call('app.status', {})
  if (!overview || planWeek === null)
    throw new Refusal('NO_DATA', '还没有客户清单，做不了周工作。请把客户清单一起导入。')
  const plan = await call('plans.generate', { week: planWeek })
  const report = await call('reports.export', {
    kind: 'weekly',
    path: join(outDir, `周报_${overview.analysis.asOf}.xlsx`),
  })
  const { html } = await call('plans.sheets', { week: planWeek })
  const htmlPath = join(outDir, `周计划_${planWeek}.html`)
  const pdfPath = join(outDir, `周计划_${planWeek}.pdf`)
  writeFileSync(htmlPath, html)
  const note = printToPdf(htmlPath, pdfPath)
  await call('plans.logPrint', { week: planWeek, target: note === null ? pdfPath : htmlPath })
  return {
    analysis: overview.analysis,
    plan: planJson(plan),
    report,
    sheets: { html: htmlPath, pdf: note === null ? pdfPath : null, note },
  }
}

export function describeWeekly({ analysis, plan, report, sheets }: WeeklyResult): string {
  return [
    `数据日期 ${analysis.asOf}，${analysis.customers} 户`,
    `周计划 ${plan.week}：${plan.items.length} 项，待认养 ${plan.toAdopt.length} 户`,
    `周报：${report.path}`,
    `计划表：${sheets.pdf ?? sheets.html}${sheets.note === null ? '' : `（${sheets.note}）`}`,
  ].join('\n')
}
