/**
 * A reason as the Chinese sentence a person would say, with the amounts, dates and lines it rests on. Every
 * rule and field the analysis emits has its own sentence; reasons of other rules are put together from the
 * name of the fact, its value and the line it was compared with.
 */
import { factLabel, tierLabel } from './labels.ts'
import { formatMoney } from './money.ts'
import type { Reason } from './reasons.ts'
import { segmentSaying } from './segment-reasons.ts'
import { bound, gap, line, money, moneyPair, num, of, percent, text, type Say } from './sentence-parts.ts'

const ruleEnd = (reason: Reason): string => reason.rule.split('.').at(-1) ?? ''
const colourLine: Readonly<Record<string, string>> = { yellow: '黄色', orange: '橙色', red: '红色' }
const colour = (reason: Reason): string => colourLine[ruleEnd(reason)] ?? ''

const measure = (reason: Reason): string => (reason.field === 'aumFen' ? '时点 AUM' : '月日均')

const tier: Say = (r) => {
  const [lo, hi] = [bound(r, 0), bound(r, 1)]
  const name = tierLabel(ruleEnd(r))
  const [value] = moneyPair(num(r.value), hi ?? lo ?? 0)
  const what = `${measure(r)} ${value}`
  if (lo === null) return `${what}，不到 ${money(hi)}，属${name}`
  if (hi === null) return `${what}，达到 ${money(lo)}，属${name}`
  return `${what}，达到 ${money(lo)}、不到 ${money(hi)}，属${name}`
}

const dormancyLines: Readonly<Record<string, string>> = { light: '浅睡', medium: '中睡', deep: '深睡' }
const dormancy: Say = (r) => {
  const since = `最近主动动账 ${text(r, 'lastTxnDate')}，距数据日 ${r.value} 天`
  const level = dormancyLines[ruleEnd(r)]
  return level
    ? `${since}，达到${level}线 ${bound(r, 0)} 天`
    : `${since}，未到${dormancyLines.light}线 ${bound(r, 1)} 天`
}

const reached = (r: Reason): string => (r.op === '<' ? `不到 ${line(r)} 分` : `达到 ${line(r)} 分`)

const frequency: Say = (r) => {
  const bonus = num(of(r, 'bonus'))
  const count = of(r, 'unconfirmed')
    ? `清单里的联系次数 ${of(r, 'contacts')} 次（无接触记录可证实）`
    : `${of(r, 'windowDays')} 天内有效接触 ${of(r, 'contacts')} 次`
  return `${count}${bonus > 0 ? `，另有面访或最近一次有回应加 ${bonus} 分` : ''}，接触分 ${r.value}，${reached(r)}`
}

const information: Say = (r) =>
  `可了解的 ${of(r, 'obtainable')} 项信息掌握 ${of(r, 'known')} 项，信息分 ${r.value}，${reached(r)}`

const near: Say = (r) => {
  const at = num(of(r, 'lineFen'))
  const [value, goal] = moneyPair(num(r.value), at)
  const missing = gap(num(of(r, 'gapFen')))
  if (r.rule.startsWith('near.falling')) return `${measure(r)} ${value}，只比 ${goal}分层线高 ${missing}`
  const kind = r.rule.startsWith('near.invitation') ? '邀约' : '分层'
  return `${measure(r)} ${value}，离 ${goal}${kind}线还差 ${missing}`
}

const fell = (r: Reason, what: string): string => {
  const [before, now] = moneyPair(num(of(r, 'previousFen')), num(of(r, 'nowFen')))
  return `${what}由 ${text(r, 'previousAsOf')} 的 ${before}降到 ${now}`
}
const fallShare =
  (what: string): Say =>
  (r) =>
    `${fell(r, what)}，降 ${percent(num(r.value))}，达到${colour(r)}线 ${percent(line(r))}`

const maturity: Say = (r) => {
  const days = num(r.value)
  const what = `${of(r, 'product') ?? '一笔产品'} ${money(of(r, 'amountFen'))}`
  const on = text(r, 'maturityDate')
  if (days < 0) return `${what}已于 ${on} 到期，过期 ${-days} 天`
  const within = (bound(r, 1) ?? 1) - 1
  return `${what}将于 ${on} 到期，${days === 0 ? '就在数据日' : `距数据日 ${days} 天`}，在 ${within} 天提醒线内`
}

const overdue: Say = (r) =>
  `最近${of(r, 'unconfirmed') ? '联系（据清单）' : '有效接触 '}${text(r, 'lastContactDate')}，距数据日 ${r.value} 天，` +
  `达到节奏 ${of(r, 'rhythmDays')} 天的 ${of(r, 'factor')} 倍`

const riskExpiry: Say = (r) =>
  `风险测评 ${text(r, 'riskExpiry')} 到期，距数据日 ${r.value} 天，在 ${(bound(r, 1) ?? 1) - 1} 天提醒线内`

/** Keyed by the first part of the rule and the field. */
const sayings: Readonly<Record<string, Say>> = {
  'tier:aumMonthAvgFen': tier,
  'tier:aumFen': (r) => (r.op === 'unknown' ? '月日均和时点 AUM 都没有，分层未知' : tier(r)),
  'dormancy:daysDormant': dormancy,
  'dormancy:lastTxnDate': () => '没有最近主动动账日期，是否睡眠未知',
  'familiarity:frequencyPoints': (r) =>
    r.op === 'unknown' ? '既无接触记录也无联系次数，熟悉程度未知' : frequency(r),
  'familiarity:informationPoints': (r) =>
    r.op === 'unknown' ? '没有任何可了解客户的信息列，熟悉程度未知' : information(r),
  'near:aumMonthAvgFen': near,
  'near:aumFen': near,
  'aumFall:aumFallShare': fallShare('时点 AUM '),
  'aumFall:aumFallFen': (r) => `时点 AUM 减少 ${money(r.value)}，达到起算额 ${money(line(r))}`,
  'aumFall:previousAumFen': (r) =>
    `${text(r, 'previousAsOf')} 的时点 AUM ${money(r.value)}，达到起算线 ${money(line(r))}`,
  'suddenFall:aumFallShare': fallShare('时点 AUM '),
  'suddenFall:aumFallFen': (r) =>
    `${fell(r, '时点 AUM ')}，减少 ${money(r.value)}，达到骤降线 ${money(line(r))}`,
  'suddenFall:previousAumFen': (r) =>
    `${text(r, 'previousAsOf')} 的时点 AUM ${money(r.value)}，达到起算线 ${money(line(r))}`,
  'monthAverageFall:monthAverageFallShare': fallShare('月日均'),
  'monthAverageFall:previousMonthAvgFen': (r) =>
    `${text(r, 'previousAsOf')} 的月日均 ${money(r.value)}，达到起算线 ${money(line(r))}`,
  'tierDown:tierRank': (r) =>
    `由 ${text(r, 'previousAsOf')} 的${tierLabel(text(r, 'from'))}降到${tierLabel(text(r, 'to'))}，` +
    `现为 ${money(of(r, 'measureFen'))}，跌破 ${money(of(r, 'lineFen'))}线`,
  'maturity:daysToMaturity': maturity,
  'maturity:holdingAmountFen': (r) => `到期明细里还有 ${money(r.value)}`,
  'maturityAhead:daysToMaturity': maturity,
  'payrollStopped:daysSincePayroll': (r) =>
    `最近代发 ${text(r, 'payrollDate')}，距数据日 ${r.value} 天，超过断发线 ${line(r)} 天`,
  'noLogin:loginCount': (r) => `本月到 ${text(r, 'asOf')} 登录 0 次`,
  'noLogin:previousLoginCount': (r) => `上月到 ${text(r, 'asOf')} 登录 0 次`,
  'contactOverdue:daysSinceContact': overdue,
  'classesFewer:classCount': (r) =>
    `持有的产品类别由 ${text(r, 'previousAsOf')} 的 ${line(r)} 类减到 ${r.value} 类`,
  'classesFewer:classesLeft': (r) => (r.value === 0 ? '已不持有任何一类产品' : `只剩 ${r.value} 类产品`),
  'handover:workingDaysSinceHandover': (r) =>
    `${text(r, 'changedOn')} 换由${text(r, 'rm')}管户，已过 ${r.value} 个工作日，达到首次接触期限 ${line(r)} 个工作日`,
  'handover:contactedSinceHandover': (r) => `${text(r, 'changedOn')} 换人以来没有一次有效接触`,
  'peakFarAbove:aumPeakFen': (r) => `历史最高 AUM ${money(r.value)}，达到 ${money(line(r))}`,
  'peakFarAbove:aumFen': (r) =>
    `现在时点 AUM ${money(r.value)}，不到历史最高 ${money(of(r, 'aumPeakFen'))}的 ${percent(num(of(r, 'share')))}`,
  'riskExpiry:daysToRiskExpiry': riskExpiry,
  'unowned:rmNo': () => '没有管户客户经理',
}

/** Names of fields that are no facts of an extract, for reasons of other rules. */
const otherFields: Readonly<Record<string, string>> = {
  daysToMaturity: '距到期天数',
  daysToRiskExpiry: '距风评到期天数',
  rmChangedOn: '换客户经理日期',
  sleeperValueFen: '历史最高价值',
  frequencyPoints: '接触分',
  informationPoints: '信息分',
  familiarity: '熟悉程度',
}

const words: Readonly<Record<Exclude<Reason['op'], 'range' | 'unknown' | '='>, string>> = {
  '>=': '达到',
  '>': '超过',
  '<=': '不超过',
  '<': '低于',
  in: '属于',
}

function composed({ field, value, op, threshold }: Reason): string {
  const name = otherFields[field] ?? factLabel(field)
  const show = (v: unknown): string => {
    if (v === null) return '不限'
    if (typeof v === 'boolean') return v ? '是' : '否'
    return typeof v === 'number' && field.endsWith('Fen') ? formatMoney(v) : String(v)
  }
  if (value === null) return `${name}未知`
  if (op === '=') return `${name} ${show(value)}`
  if (op === 'unknown') return `${name}未知`
  if (op !== 'range') return `${name} ${show(value)}，${words[op]} ${show(threshold)}`
  const [lo, hi] = Array.isArray(threshold) ? (threshold as readonly (number | null)[]) : []
  return `${name} ${show(value)}，在 ${show(lo ?? null)} 至 ${show(hi ?? null)} 之间`
}

/** The Chinese sentence of a reason, without a full stop. */
export function reasonSentence(reason: Reason): string {
  const family = reason.rule.split('.')[0] ?? ''
  return (sayings[`${family}:${reason.field}`] ?? segmentSaying(reason) ?? composed)(reason)
}
