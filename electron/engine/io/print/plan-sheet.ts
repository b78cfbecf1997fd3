/**
 * The printed weekly plan: for each RM a dense table, sixteen rows and more to an A4 landscape page, the head with
 * RM and week repeated on every page. A row holds what differs per customer; what to say repeats per reason and
 * stands on cue cards after the table. Only the tails of phone and customer numbers are ever printed. A pure
 * string of facts; printing, with title, footer and page numbers, is the shell's work.
 */
import type { PlanLine, WeekPlanView } from '../../../../shared/contract/plans.ts'
import { weekday } from '../../../../shared/domain/dates.ts'
import { methodLabel, planReasonLabel, tierLabel } from '../../../../shared/domain/labels.ts'
import { formatMoney } from '../../../../shared/domain/money.ts'
import { branchSummarySheet } from './branch-summary.ts'
import { cueCardsSection, nextStepDay, shelfOf } from './cue-cards.ts'
import { escapeHtml, datesWhole, htmlPage } from './html-text.ts'
import { planColumns, sheetStyle } from './sheet-style.ts'
import { clipped, commonDue, commonSince, shortExpected, shortForbidden, shortWhy } from './short-forms.ts'
import { rowTopic } from './topic-forms.ts'

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
  /** Plain text of at most 120 characters. */
  readonly title: string
  /** Plain text of at most 200 characters for the middle of every page's foot: scope, masking, when, by whom. */
  readonly footer: string
}

const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const namedKinds = 5
const titleLength = 120
const footerLength = 200
const scopeLength = 120

const dayName = (date: string) => `${weekdayNames[weekday(date) - 1] ?? ''} ${date.slice(5)}`
const minutesOf = (lines: readonly PlanLine[]) => lines.reduce((sum, l) => sum + l.minutes, 0)

/** "尾号 1234" out of the line's own words; the full number is not in a line at all. */
function phoneTail(line: PlanLine): string {
  return line.who.split(' · ').at(-1) ?? ''
}

const part = (name: string, text: string) => `<span class="${name}">${escapeHtml(text)}</span>`

/** What the rows of one sheet have in common. */
interface Shared {
  /** Day by which most expectations should come true, and since when most changes are counted; 'MM-DD'. */
  readonly due: string | null
  readonly since: string | null
  readonly shelf: readonly string[]
}

function lineRow(line: PlanLine, { due, since, shelf }: Shared): string {
  const year = line.date.slice(0, 4)
  const day = nextStepDay(line.how)
  const forbidden = shortForbidden(line.forbidden).map(({ text }) => part('forbidden', text))
  const cells: Readonly<Record<(typeof planColumns)[number]['name'], string>> = {
    no: String(line.lineNo),
    slot: `${escapeHtml(line.slot)}${line.latestDate === null ? '' : `<div class="latest">限${escapeHtml(line.latestDate.slice(5))}</div>`}`,
    customer: `<b>${escapeHtml(line.name ?? `户号尾 ${line.customerNo.slice(-4)}`)}</b><br>${escapeHtml(phoneTail(line))}`,
    tier: `${escapeHtml(line.tier === null ? '' : `${tierLabel(line.tier)} `)}${line.nineBox.split('·').map(escapeHtml).join('<br>')}`,
    why: `<b>${escapeHtml(planReasonLabel(line.reasonKind))}</b> ${datesWhole(shortWhy(line.why, year, since))}`,
    what: [datesWhole(rowTopic(line.what, shelf)), ...forbidden].join(' '),
    next: `${day === null ? '' : `<b>→${escapeHtml(day)}</b> `}${datesWhole(shortExpected(line.expected, due))}`,
    method: `${escapeHtml(methodLabel(line.method))}<br>${line.minutes}`,
    done: '☐',
    result: '<span class="code"></span>',
    again: '',
  }
  return `<tr class="line" data-line="${line.lineNo}">${planColumns
    .map(({ name }) => `<td class="${name}">${cells[name]}</td>`)
    .join('')}</tr>`
}

function dayBody(date: string, lines: readonly PlanLine[], shared: Shared): string {
  const words = `${dayName(date)}　${lines.length} 项 · ${minutesOf(lines)} 分钟`
  return `<tbody><tr class="day"><td colspan="${planColumns.length}">${escapeHtml(words)}</td></tr>${lines.map((line) => lineRow(line, shared)).join('')}</tbody>`
}

/** The short forms on this sheet spelled out, and nothing that is not on it. */
function legendOf(lines: readonly PlanLine[]): string {
  const forms = lines.flatMap((l) => shortForbidden(l.forbidden)).map(({ legend }) => legend)
  const latest = lines.some((l) => l.latestDate !== null) ? '限＝最迟日' : null
  const next = lines.some((l) => nextStepDay(l.how) !== null) ? '→＝下一步日期' : null
  return [...new Set([latest, next, ...forms])].filter((text) => text !== null).join('　')
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
  const due = commonDue(lines.map((l) => l.expected))
  const since = commonSince(lines.map((l) => l.why))
  const shelf = shelfOf(lines)
  const added: Partial<Record<(typeof planColumns)[number]['name'], string | null>> = {
    why: since === null ? null : `（变动自 ${since}）`,
    next: due === null ? null : `（${due} 前）`,
  }
  const header = ({ name, header: words }: (typeof planColumns)[number]) =>
    `${words}${escapeHtml(added[name] ?? '')}`
  const warning =
    plan.calendarWarning === null ? '' : `<div class="quiet">注意：${escapeHtml(plan.calendarWarning)}</div>`
  return `<section class="sheet"><table class="plan" data-rm="${escapeHtml(rm)}"><colgroup>${planColumns
    .map(({ mm }) => `<col style="width:${mm}mm">`)
    .join('')}</colgroup>
<thead><tr class="head"><td colspan="${columns}"><div class="line"><span><b>${escapeHtml(branchName)} · 周联系计划</b>　${escapeHtml(words)}</span><span class="quiet">打印 ${escapeHtml(printedAt)} · ${escapeHtml(printedBy)}</span></div>${warning}</td></tr>
<tr class="columns">${planColumns.map((column) => `<th scope="col">${header(column)}</th>`).join('')}</tr></thead>
<tfoot><tr class="legend"><td colspan="${columns}">${escapeHtml(legendOf(lines))}</td></tr></tfoot>
${days
  .map((date) =>
    dayBody(
      date,
      lines.filter((l) => l.date === date),
      { due, since, shelf },
    ),
  )
  .join('\n')}</table>
${cueCardsSection(lines)}
<div class="notes side"><div><p><b>本周要点</b>　${escapeHtml(highlights(lines))}</p><div class="write"></div></div>
<div><p><b>主管点评</b></p><div class="write"></div><div class="write"></div></div></div></section>`
}

/** Plain text: the shell escapes it and sets it between the title and the page number. */
function footerOf({ printedAt, printedBy }: PlanSheetRequest, scope: string): string {
  const words = [clipped(scope, scopeLength), '手机号只印尾号', `打印 ${printedAt}`, printedBy]
  return clipped(words.join(' · '), footerLength)
}

/** One document with a sheet for every RM who has lines, RMs by staff number, lines by their number. */
export function renderPlanSheets(request: PlanSheetRequest): PrintedDocument {
  const { branchName, plan, printedAt, printedBy } = request
  const rms = [...new Set(plan.lines.map((l) => l.rm))].sort()
  const byNumber = [...plan.lines].sort((a, b) => a.lineNo - b.lineNo)
  const names = rms.map((rm) => plan.lines.find((l) => l.rm === rm)?.rmName ?? rm)
  const scope = request.scope ?? (names.length === 0 ? '无' : names.join('、'))
  const title = clipped(
    `${branchName}周联系计划 ${plan.week}${names.length === 1 ? ` ${names[0] ?? ''}` : ''}`,
    titleLength,
  )
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
  const title = clipped(`${branchName}周计划汇总 ${plan.week}`, titleLength)
  const mark = `<div class="mark">${escapeHtml(`${printedBy} ${printedAt}`)}</div>`
  return {
    title,
    html: htmlPage(title, sheetStyle, `${mark}${branchSummarySheet(request)}`),
    footer: footerOf(request, request.scope ?? '全部客户经理'),
  }
}
