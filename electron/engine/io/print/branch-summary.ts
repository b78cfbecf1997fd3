/**
 * The branch head's page of the weekly plan: load per RM and day, who comes first, who was left out and why, the
 * unowned customers to hand out, and what the calendar could not know.
 */
import type { PlanLine, WeekPlanView } from '../../../../shared/contract/plans.ts'
import { weekday } from '../../../../shared/domain/dates.ts'
import { methodLabel, omissionLabel, planReasonLabel, tierLabel } from '../../../../shared/domain/labels.ts'
import { formatWan } from '../../../../shared/domain/money.ts'
import { omissionReasons } from '../../../../shared/domain/plan.ts'
import { escapeHtml } from './html-text.ts'
import { shortWhy } from './short-forms.ts'

const firstLines = 10
const adopteesPrinted = 24
const adoptColumns = 3
const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const

const row = (tag: 'td' | 'th', cells: readonly (readonly [string | number, boolean?])[]): string =>
  `<tr>${cells
    .map(
      ([text, figure]) => `<${tag}${figure === true ? ' class="figure"' : ''}>${escapeHtml(text)}</${tag}>`,
    )
    .join('')}</tr>`

function loadTable({ load, lines }: WeekPlanView): string {
  const days = [...new Set(load.map((l) => l.date))].sort()
  const rms = [...new Map(load.map((l) => [l.rm, l.rmName]))].sort(([a], [b]) => (a < b ? -1 : 1))
  const head = row('th', [
    ['客户经理'],
    ...days.map((d) => [`${weekdayNames[weekday(d) - 1] ?? ''} ${d.slice(5)}`, true] as const),
    ['合计分钟', true],
    ['电话', true],
    ['面谈', true],
    ['企微', true],
  ])
  const body = rms.map(([rm, name]) => {
    const own = load.filter((l) => l.rm === rm)
    const count = (method: PlanLine['method']) =>
      lines.filter((l) => l.rm === rm && l.method === method).length
    const total = own.reduce((sum, l) => sum + l.minutes, 0)
    const capacity = own.reduce((sum, l) => sum + l.capacity, 0)
    return row('td', [
      [`${name} ${rm}`],
      ...days.map((d) => {
        const day = own.find((l) => l.date === d)
        const words = !day ? '离岗' : day.capacity === 0 ? '不在岗' : `${day.minutes} / ${day.capacity}`
        return [words, true] as const
      }),
      [`${total} / ${capacity}`, true],
      [count('call'), true],
      [count('meeting'), true],
      [count('wecom'), true],
    ])
  })
  return `<h2>每人每天（已排分钟 / 可排分钟）</h2><table class="load"><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`
}

function firstTable(lines: readonly PlanLine[]): string {
  const first = [...lines]
    .sort((a, b) => b.score - a.score || (a.customerNo < b.customerNo ? -1 : 1))
    .slice(0, firstLines)
  const body = first.map((l) =>
    row('td', [
      [l.rmName],
      [`${l.date.slice(5)} ${l.slot}`],
      [l.name ?? `户号尾 ${l.customerNo.slice(-4)}`],
      [planReasonLabel(l.reasonKind)],
      [shortWhy(l.why, l.date.slice(0, 4), null)],
      [methodLabel(l.method)],
      [l.score, true],
    ]),
  )
  const widths = [16, 22, 17, 20, 182, 10, 10]
  const head = row('th', [['客户经理'], ['时间'], ['客户'], ['理由'], ['为什么'], ['方式'], ['得分', true]])
  return `<h2>先做这些（得分最高的 ${first.length} 项）</h2><table><colgroup>${widths
    .map((mm) => `<col style="width:${mm}mm">`)
    .join('')}</colgroup><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`
}

function omittedTable(omitted: WeekPlanView['omitted']): string {
  const known = omissionReasons.filter((reason) => (omitted[reason] ?? 0) > 0)
  const total = known.reduce((sum, reason) => sum + (omitted[reason] ?? 0), 0)
  const body = known.map((reason) => row('td', [[omissionLabel(reason)], [omitted[reason] ?? 0, true]]))
  return `<h2>未排入 ${total} 户，各有原因</h2><table class="omitted"><thead>${row('th', [['原因'], ['户数', true]])}</thead><tbody>${body.join('')}</tbody></table>`
}

/** Who has no RM yet, richest first, down each of three columns beside one another. */
function adoptTables(toAdopt: WeekPlanView['toAdopt']): string {
  const shown = toAdopt.slice(0, adopteesPrinted)
  const rows = Math.ceil(shown.length / adoptColumns)
  const more = toAdopt.length > shown.length ? `（印前 ${shown.length} 户，其余见“计划”页）` : ''
  const head = row('th', [['客户'], ['客户号'], ['层级'], ['AUM 万元', true], ['认养人']])
  const tables = Array.from({ length: adoptColumns }, (_, column) => {
    const body = shown
      .slice(column * rows, (column + 1) * rows)
      .map((c) =>
        row('td', [
          [c.name ?? '（无姓名）'],
          [`尾 ${c.customerNo.slice(-4)}`],
          [c.tier === null ? '未分层' : tierLabel(c.tier)],
          [c.aumFen === null ? '未知' : formatWan(c.aumFen), true],
          [''],
        ]),
      )
    return `<div>${body.length === 0 ? '' : `<table class="adopt"><thead>${head}</thead><tbody>${body.join('')}</tbody></table>`}</div>`
  })
  return `<h2>待认养的中高端客户 ${toAdopt.length} 户${more}</h2><div class="side">${tables.join('')}</div>`
}

/** The summary as one section of a printed document. */
export function branchSummarySheet(request: {
  readonly branchName: string
  readonly plan: WeekPlanView
  readonly printedAt: string
  readonly printedBy: string
}): string {
  const { branchName, plan, printedAt, printedBy } = request
  const minutes = plan.lines.reduce((sum, l) => sum + l.minutes, 0)
  const rms = new Set(plan.lines.map((l) => l.rm)).size
  const alert =
    plan.calendarWarning === null ? '' : `<p class="alert">注意：${escapeHtml(plan.calendarWarning)}</p>`
  return `<section class="sheet summary"><h1>${escapeHtml(branchName)} · 周计划汇总 ${escapeHtml(plan.week)}</h1>
<p class="quiet">数据日 ${escapeHtml(plan.asOf)}　${rms} 位客户经理　共 ${plan.lines.length} 项 · 预计 ${minutes} 分钟　打印 ${escapeHtml(printedAt)} · ${escapeHtml(printedBy)}</p>${alert}
<div class="side"><div class="wide">${loadTable(plan)}</div><div>${omittedTable(plan.omitted)}</div></div>
${firstTable(plan.lines)}${adoptTables(plan.toAdopt)}</section>`
}
