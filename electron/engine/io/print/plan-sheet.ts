/**
 * The printed weekly plan: for each RM a table that runs over as many A4 landscape pages as it needs, the head
 * with RM and week repeated on every one. Only the tails of phone and customer numbers are ever printed. Page
 * numbers come from the PDF printer through `footer`. A pure string of facts; printing is the shell's work.
 */
import type { PlanLine, WeekPlanView } from '../../../../shared/contract/plans.ts'
import { weekday } from '../../../../shared/domain/dates.ts'
import { methodLabel, planReasonLabel, tierLabel } from '../../../../shared/domain/labels.ts'
import { formatMoney } from '../../../../shared/domain/money.ts'
import { branchSummarySheet } from './branch-summary.ts'
import { escapeHtml, htmlPage, labelled, runIn } from './html-text.ts'
import { planColumns, sheetStyle } from './sheet-style.ts'

export interface PlanSheetRequest {
  readonly branchName: string
  readonly plan: WeekPlanView
  /** 'YYYY-MM-DD HH:MM', as printed. */
  readonly printedAt: string
  readonly printedBy: string
  /** Puts the branch's summary before the sheets. */
  readonly withSummary?: boolean
  /** Words for whose lines these are; default: named after the RMs present. */
  readonly scope?: string
}

export interface PrintedDocument {
  readonly html: string
  readonly title: string
  /** For the printer's footer: scope, masking, page n/N. Self-contained, escaped. */
  readonly footer: string
}

const outcomeCodes = '结果代码：1 接通　2 未接　3 婉拒　4 勿扰　5 已约　6 到访'
const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const namedKinds = 5
/** The line every call begins with; the same for all, so it stands once at the foot of the page. */
const confirmLabel = '核对：'

const dayName = (date: string) => `${weekdayNames[weekday(date) - 1] ?? ''} ${date.slice(5)}`
const minutesOf = (lines: readonly PlanLine[]) => lines.reduce((sum, l) => sum + l.minutes, 0)

/** "尾号 1234" out of the line's own words; the full number is not in a line at all. */
function phoneTail(line: PlanLine): string {
  return line.who.split(' · ').at(-1) ?? ''
}

function lineRow(line: PlanLine): string {
  const cells: Readonly<Record<(typeof planColumns)[number]['name'], string>> = {
    no: String(line.lineNo),
    slot: `${escapeHtml(line.slot)}<br>${escapeHtml(line.slotTo)}${line.latestDate === null ? '' : `<div class="latest">最迟<br>${escapeHtml(line.latestDate.slice(5))}</div>`}`,
    customer: escapeHtml(line.name ?? `户号尾 ${line.customerNo.slice(-4)}`),
    tier: [line.tier === null ? '' : tierLabel(line.tier), ...line.nineBox.split('·'), phoneTail(line)]
      .filter((part) => part !== '')
      .map((part) => `<div>${escapeHtml(part)}</div>`)
      .join(''),
    why: escapeHtml(line.why),
    what: `${runIn(line.what)}${line.forbidden === '' ? '' : `<div class="forbidden">${escapeHtml(line.forbidden)}</div>`}`,
    how: [...line.how.split('\n').filter((text) => !text.startsWith(confirmLabel)), `预期：${line.expected}`]
      .map(labelled)
      .join(' '),
    method: `${escapeHtml(methodLabel(line.method))}<br>${line.minutes}`,
    done: '☐',
    result: '<span class="code"></span>',
    next: '',
  }
  return `<tr class="line" data-line="${line.lineNo}">${planColumns
    .map(({ name }) => `<td class="${name}">${cells[name]}</td>`)
    .join('')}</tr>`
}

function dayBody(date: string, lines: readonly PlanLine[]): string {
  const words = `${dayName(date)}　${lines.length} 项 · ${minutesOf(lines)} 分钟`
  return `<tbody><tr class="day"><td colspan="${planColumns.length}">${escapeHtml(words)}</td></tr>${lines.map(lineRow).join('')}</tbody>`
}

/** The week's points in one sentence: how many by method, which reasons, how much money matures. */
function highlights(lines: readonly PlanLine[]): string {
  const count = (of: (line: PlanLine) => boolean) => lines.filter(of).length
  const methods = (['call', 'meeting', 'wecom'] as const)
    .map((method) => ({ method, n: count((l) => l.method === method) }))
    .filter(({ n }) => n > 0)
    .map(({ method, n }) => `${methodLabel(method)} ${n}`)
  const kinds = [...new Set(lines.map((l) => l.reasonKind))]
    .map((kind) => ({ kind, n: count((l) => l.reasonKind === kind) }))
    .sort((a, b) => b.n - a.n)
    .slice(0, namedKinds)
    .map(({ kind, n }) => `${planReasonLabel(kind)} ${n} 户`)
  const maturing = lines
    .flatMap((l) => l.evidence)
    .filter((r) => r.rule.startsWith('maturity.') && r.field === 'holdingAmountFen')
    .reduce((sum, r) => sum + (typeof r.value === 'number' ? r.value : 0), 0)
  const money = maturing > 0 ? `；涉及到期资金 ${formatMoney(maturing)}` : ''
  return `${methods.join('、')}；${kinds.join('、')}${money}`
}

/** First to last day of the plan; the working days, not the calendar week. */
function weekWords({ week, load, lines }: WeekPlanView): string {
  const days = [...load, ...lines].map((l) => l.date).sort()
  const [first, last] = [days[0], days.at(-1)]
  return first === undefined || last === undefined ? week : `${first} 至 ${last.slice(5)}`
}

function rmSheet(rm: string, lines: readonly PlanLine[], request: PlanSheetRequest): string {
  const { branchName, plan, printedAt, printedBy } = request
  const days = [...new Set(lines.map((l) => l.date))].sort()
  const first = lines[0]
  const words = `客户经理 ${first?.rmName ?? ''} ${rm}　${weekWords(plan)}　共 ${lines.length} 项 · 预计 ${minutesOf(lines)} 分钟`
  const columns = planColumns.length
  const warning =
    plan.calendarWarning === null ? '' : `<div class="quiet">注意：${escapeHtml(plan.calendarWarning)}</div>`
  return `<section class="sheet"><table class="plan" data-rm="${escapeHtml(rm)}"><colgroup>${planColumns
    .map(({ mm }) => `<col style="width:${mm}mm">`)
    .join('')}</colgroup>
<thead><tr class="head"><td colspan="${columns}"><div class="line"><span><b>${escapeHtml(branchName)} · 周联系计划</b>　${escapeHtml(words)}</span><span class="quiet">打印 ${escapeHtml(printedAt)} · ${escapeHtml(printedBy)}</span></div>${warning}</td></tr>
<tr class="columns">${planColumns.map(({ header }) => `<th scope="col">${header}</th>`).join('')}</tr></thead>
<tfoot><tr class="legend"><td colspan="${columns}">${outcomeCodes}　｜　来意之前先核对：“请问是××先生/女士本人吗？”（停顿）“我是客户经理${escapeHtml(first?.rmName ?? '')}。”不承诺收益，不索要密码</td></tr></tfoot>
${days
  .map((date) =>
    dayBody(
      date,
      lines.filter((l) => l.date === date),
    ),
  )
  .join('\n')}</table>
<div class="notes"><p><b>本周要点</b>　${escapeHtml(highlights(lines))}</p><div class="write"></div>
<p style="margin-top:2mm"><b>主管点评</b></p><div class="write"></div><div class="write"></div></div></section>`
}

function footerOf(request: PlanSheetRequest, scope: string): string {
  const words = `数据日 ${request.plan.asOf} · 范围：${scope} · 手机号与客户号只印后四位，不印证件号 · 内部资料，用后收回`
  return `<div style="width:100%;padding:0 10mm;font-size:7pt;color:#444;display:flex;justify-content:space-between;font-family:'Microsoft YaHei UI','Microsoft YaHei','Noto Sans CJK SC',sans-serif"><span>${escapeHtml(words)}</span><span>第 <span class="pageNumber"></span> / <span class="totalPages"></span> 页</span></div>`
}

/** One document with a sheet for every RM who has lines, RMs by staff number, lines by their number. */
export function renderPlanSheets(request: PlanSheetRequest): PrintedDocument {
  const { branchName, plan, printedAt, printedBy } = request
  const rms = [...new Set(plan.lines.map((l) => l.rm))].sort()
  const byNumber = [...plan.lines].sort((a, b) => a.lineNo - b.lineNo)
  const names = rms.map((rm) => plan.lines.find((l) => l.rm === rm)?.rmName ?? rm)
  const scope = request.scope ?? (names.length === 0 ? '无' : names.join('、'))
  const title = `${branchName}周联系计划 ${plan.week}${names.length === 1 ? ` ${names[0] ?? ''}` : ''}`
  const sheets = rms.map((rm) =>
    rmSheet(
      rm,
      byNumber.filter((l) => l.rm === rm),
      request,
    ),
  )
  const summary = request.withSummary === true ? branchSummarySheet(request) : ''
  const empty =
    sheets.length === 0 && summary === '' ? '<p>本周没有排入计划的客户。未排入的原因见“计划”页。</p>' : ''
  const mark = `<div class="mark">${escapeHtml(`${printedBy} ${printedAt}`)}</div>`
  return {
    title,
    html: htmlPage(title, sheetStyle, `${mark}${summary}${sheets.join('\n')}${empty}`),
    footer: footerOf(request, scope),
  }
}

/** The branch's summary as a document of its own. */
export function renderBranchSummary(request: PlanSheetRequest): PrintedDocument {
  const { branchName, plan, printedAt, printedBy } = request
  const title = `${branchName}周计划汇总 ${plan.week}`
  const mark = `<div class="mark">${escapeHtml(`${printedBy} ${printedAt}`)}</div>`
  return {
    title,
    html: htmlPage(title, sheetStyle, `${mark}${branchSummarySheet(request)}`),
    footer: footerOf(request, request.scope ?? '全部客户经理'),
  }
}
