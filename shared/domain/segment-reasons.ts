/**
 * Sentences about the segments: MAN, special groups, stage, wealth layer, gaps, communities, the sum to a line, and
 * what takes a customer off a list. A comparison that failed is said as plainly as one that held, and an empty cell
 * is told apart from a column the branch does not have.
 */
import {
  colourLabel,
  columnLabel,
  factLabel,
  hnwLayerLabel,
  manLetterLabel,
  specialGroupLabel,
  stageLabel,
  tierLabel,
  warningRuleLabel,
} from './labels.ts'
import { formatYuan } from './money.ts'
import type { Reason } from './reasons.ts'
import type { Column } from './segments.ts'
import { bound, gap, line, money, moneyPair, num, of, percent, text, type Say } from './sentence-parts.ts'

const part = (reason: Reason, at: number): string => reason.rule.split('.')[at] ?? ''

const ownNames: Readonly<Record<string, string>> = {
  aumFen: '时点 AUM',
  inflowFen: '转入',
  sameNameOutflowFen: '转到他行同名账户',
}
const nameOf = (field: string): string => ownNames[field] ?? columnLabel(field as Column)

const opWords: Readonly<Record<string, string>> = { '>=': '达到', '>': '超过', '<=': '不超过', '<': '不到' }

/** "历史最高 AUM 25 万，达到 20 万": any amount against a line, or a range. */
const amount: Say = (r) => {
  const [lo, hi] = [bound(r, 0), bound(r, 1)]
  const name = nameOf(r.field)
  if (r.op !== 'range') {
    const [value, against] = moneyPair(num(r.value), line(r))
    if (line(r) === 0) return r.op === '>' ? `${name} ${value}` : `没有${name}`
    return `${name} ${value}，${opWords[r.op] ?? '为'} ${against}`
  }
  const [value] = moneyPair(num(r.value), hi ?? lo ?? 0)
  const from = lo === null ? '' : `达到 ${money(lo)}`
  const to = hi === null ? '' : `不到 ${money(hi)}`
  return `${name} ${value}，${[from, to].filter(Boolean).join('、')}`
}

const overDays =
  (what: string): Say =>
  (r) => {
    const [value, against] = moneyPair(num(r.value), line(r))
    const found = `${of(r, 'days')} 天内${what}`
    if (num(r.value) === 0) return `${of(r, 'days')} 天内没有${what}`
    return line(r) === 0 ? `${found} ${value}` : `${found} ${value}，${opWords[r.op] ?? '为'} ${against}`
  }

/** Years against [from, to] with both ends included, as the playbook writes them. */
const age: Say = (r) => {
  const years = `年龄 ${r.value} 岁`
  if (r.op !== 'range') {
    const limit =
      r.op === '>=' ? `已过 ${line(r) - 1} 岁` : r.op === '>' ? `超过 ${line(r)} 岁` : `不满 ${line(r)} 岁`
    return r.rule === 'man.authority.senior'
      ? `${years}，${limit}，要看是否买过产品或有记录`
      : `${years}，${limit}`
  }
  const [lo, hi] = [bound(r, 0), bound(r, 1)]
  return hi === null ? `${years}，满 ${lo} 岁` : `${years}，在 ${lo} 至 ${hi - 1} 岁之间`
}

const yesNo = (r: Reason): string => (r.value === true ? `是${nameOf(r.field)}` : `不是${nameOf(r.field)}`)

/** A word looked for: found (with the word) or not. */
const word =
  (where: string, meaning: string): Say =>
  (r) =>
    r.value === false ? `${where}没有提到${meaning}` : `${where}提到“${r.value}”，${meaning}`

const assetOf = (r: Reason): string => factLabel(String(of(r, 'asset') ?? r.value))

const due: Say = (r) => {
  const days = num(r.value)
  const what = `${of(r, 'product') ?? '一笔产品'} ${money(of(r, 'amountFen'))}`
  const when = `${text(r, 'maturityDate')} 到期，${days === 0 ? '就在数据日' : `距数据日 ${days} 天`}`
  return r.op === 'range'
    ? `${what}将于 ${when}，在 ${num(bound(r, 1)) - 1} 天内`
    : `最近一笔${what}于 ${when}，不在 ${line(r) - 1} 天内`
}

const demandShare: Say = (r) =>
  `活期占时点 AUM ${money(of(r, 'aumFen'))}的 ${percent(num(r.value))}，${opWords[r.op] ?? '为'} ${percent(line(r))}`

const sincePayroll: Say = (r) =>
  `最近代发 ${text(r, 'payrollDate')}，距数据日 ${r.value} 天，${opWords[r.op] ?? '为'} ${line(r)} 天`

const opened: Say = (r) => {
  const when = `${text(r, 'openDate')} 开户，距数据日 ${r.value} 天`
  if (r.op === 'range') return `${when}，在 ${num(bound(r, 1)) - 1} 天内`
  return r.op === '<' ? `${when}，开户日晚于数据日` : `${when}，已过 ${line(r) - 1} 天`
}

const ask: Say = (r) => {
  const [projected, goal] = moneyPair(num(r.value), line(r))
  const month = of(r, 'nextMonth') === true ? '下月' : '本月'
  const stays = `余额不变的话，${month}日均到 ${text(r, 'until')} 为 ${projected}`
  if (r.op === '>=') return `${stays}，达到 ${goal}线，留住现有资金即可`
  const more = `${formatYuan(num(of(r, 'amountFen'))).replace(/\.00$/, '')} 元`
  return `${stays}，再存 ${more}并放满 ${of(r, 'days')} 天，就到 ${goal}线`
}

const override: Say = (r) => {
  const letter = manLetterLabel(part(r, 1))
  const said: Readonly<Record<string, string>> = { yes: `有${letter}`, no: `没有${letter}` }
  const note = String(of(r, 'note') ?? '').trim()
  return `${text(r, 'setOn')} 由人工判定${said[String(r.value)] ?? `${letter}未知`}${note ? `：${note}` : ''}`
}

const held: Say = (r) => {
  const asset = assetOf(r)
  const since = of(r, 'since')
  return since === null ? `现在没有持有${asset}，更早的清单还没有` : `${since} 以来的清单里从未持有${asset}`
}

const modelGap: Say = (r) => {
  const [now, goal] = moneyPair(num(r.value), line(r))
  return (
    `${nameOf(r.field)} ${now}，参考配置 ${percent(num(of(r, 'modelShare')))} 即 ${goal}，` +
    `缺口 ${money(of(r, 'gapFen'))}`
  )
}

/** By field, whatever the rule; a field that means something else in one family is listed as family:field. */
const sayings: Readonly<Record<string, Say>> = {
  age,
  inflowFen: overDays('大额转入'),
  sameNameOutflowFen: overDays('转到他行同名账户'),
  loanTrouble: (r) =>
    r.value === false ? '贷款没有不良记录' : `备注或账户限制提到“${r.value}”，贷款不算正常`,
  boughtClass: (r) =>
    r.value === false ? '没有买过活期以外的产品' : `${text(r, 'heldOn')} 持有${assetOf(r)}，买过产品`,
  decidesNote: word('备注与接触内容', '自己做主'),
  asksFamilyNote: word('备注与接触内容', '要由家人一起决定'),
  studentWord: word('职业', '是学生'),
  restriction: (r) => (r.value === false ? '账户没有限制' : `账户限制：${r.value}`),
  daysToMaturity: due,
  demandShare,
  nearLine: () => '不在任何分层线或邀约线附近',
  daysSinceHeld: (r) =>
    `${text(r, 'heldOn')} 还持有${assetOf(r)}，现在没有了，距数据日 ${r.value} 天，${opWords[r.op] ?? '为'} ${line(r)} 天`,
  classCount: (r) => {
    const only = r.value === 1 && of(r, 'asset') !== null ? `（${assetOf(r)}）` : ''
    const against = r.op === '=' ? '' : `，${opWords[r.op] ?? '为'} ${line(r)} 类`
    return r.value === 0 ? '没有持有任何一类产品' : `持有 ${r.value} 类产品${only}${against}`
  },
  openNeeds: (r) => (num(r.value) > 0 ? `有 ${r.value} 条需求还没有答复` : '没有待答复的需求'),
  manOverride: override,
  daysSincePayroll: sincePayroll,
  gender: (r) => (r.value === 'female' ? '女性' : '不是女性'),
  groupWord: (r) =>
    r.value === false
      ? '职业、备注、接触内容和标签里没有相关记录'
      : `职业、备注、接触内容或标签提到“${r.value}”`,
  addressWord: (r) => (r.value === false ? '地址不在乡村' : `地址含“${r.value}”`),
  daysSinceOpened: opened,
  warningColour: (r) => `有${colourLabel(String(r.value))}色预警：${warningRuleLabel(text(r, 'warning'))}`,
  complaintNote: (r) => `备注或接触内容提到“${r.value}”`,
  compareNote: (r) => `备注或接触内容提到“${r.value}”，在比较他行`,
  familiarity: () => '已经熟悉',
  'stage:daysSinceContact': (r) =>
    `最近${of(r, 'unconfirmed') ? '联系（据清单）' : '有效接触 '}${text(r, 'lastContactDate')}，` +
    `距数据日 ${r.value} 天，在 ${line(r)} 天的节奏内`,
  boughtCount: () => '除活期外没有持有其他产品',
  'stage:daysDormant': (r) =>
    `最近主动动账 ${text(r, 'lastTxnDate')}，距数据日 ${r.value} 天，达到 ${line(r)} 天，账户几乎不用，等于已经流失`,
  heldClass: held,
  allocationBaseFen: () => '没有可以配置的资产',
  communitySize: (r) => `“${text(r, 'key')}”有 ${r.value} 位客户，达到 ${line(r)} 位`,
  'community:employer': (r) => `工作单位“${text(r, 'text')}”`,
  'community:address': (r) => `地址“${text(r, 'text')}”`,
  projectedFen: ask,
}

/** What would end a list, told from the comparison that keeps the customer on it. */
const offList: Readonly<Record<string, Say>> = {
  aumFen: (r) => {
    const [now, above] = moneyPair(num(r.value), line(r))
    return `时点 AUM 现为 ${now}，回到 ${above}以上即解除${warningRuleLabel(part(r, 1))}`
  },
  aumMonthAvgFen: (r) => {
    const [now, above] = moneyPair(num(r.value), line(r))
    return `月日均现为 ${now}，回到 ${above}以上即解除${warningRuleLabel(part(r, 1))}`
  },
  dueHoldings: (r) => `办妥 ${r.value} 笔到期产品共 ${money(of(r, 'amountFen'))}，即解除产品到期提醒`,
  daysSincePayroll: (r) => `最近代发距数据日 ${r.value} 天，再有一次代发即解除断发（${line(r)} 天内算在发）`,
  loginCount: () => '本月登录手机银行一次，即解除久未登录',
  daysSinceContact: (r) => `距上次联系 ${r.value} 天，有效接触一次即解除联系超期（节奏线 ${line(r)} 天）`,
  workingDaysSinceHandover: (r) =>
    `${text(r, 'changedOn')} 换由${text(r, 'rm')}管户，首次有效接触后即解除换人未接触`,
  classCount: (r) => `现持有 ${r.value} 类产品，再持有 ${line(r) - num(r.value)} 类即解除产品减少`,
  daysDormant: (r) => `已 ${r.value} 天没有主动动账，动账一次即离开睡眠名单（${line(r)} 天起算睡眠）`,
}
const tierBack: Say = (r) => {
  const [now, goal] = moneyPair(num(r.value), line(r))
  const what = r.field === 'aumFen' ? '时点 AUM' : '月日均'
  return `${what}现为 ${now}，回到 ${goal}（${tierLabel(text(r, 'tier'))}线）即解除降层`
}

/** What stays unknown, by the rule's first part. */
const subjects: Readonly<Record<string, (reason: Reason) => string>> = {
  man: (r) => `有没有${manLetterLabel(part(r, 1))}`,
  group: (r) => `是不是${specialGroupLabel(part(r, 1))}客户`,
  stage: () => '处在哪个阶段',
  hnw: () => '属于哪个高净值层',
  cross: () => '配置缺口',
  community: () => '属于哪个社群',
  nearAsk: () => '到线还差多少',
}

const unknown: Say = (r) => {
  const what = subjects[part(r, 0)]?.(r) ?? ''
  const column = `“${columnLabel(r.field as Column)}”`
  const why = of(r, 'cellEmpty') === true || part(r, 0) === 'nearAsk' ? `${column}为空` : `没有${column}资料`
  return `${why}，${what}未知`
}

const blanks: Readonly<Record<string, string>> = {
  daysToMaturity: '到期明细里没有这位客户将到期的款项',
  daysSinceHeld: '没有以前持有、现在没有的产品',
  daysSincePayroll: '没有代发日期',
  classCount: '各类产品余额为空，按没有计',
  demandShare: '算不出活期占时点 AUM 的比例',
  loanTrouble: '没有备注与账户限制资料，贷款是否正常未知',
}

const hnw: Say = (r) =>
  r.rule === 'hnw.none' ? `${amount(r)}，未到高净值` : `${amount(r)}，属${hnwLayerLabel(part(r, 1))}层`

const families = ['man', 'group', 'stage', 'hnw', 'cross', 'community', 'nearAsk', 'offList']

/** How a segment's reason is said; undefined for reasons of other rules. */
export function segmentSaying(reason: Reason): Say | undefined {
  const family = part(reason, 0)
  const { field, op } = reason
  if (!families.includes(family)) return undefined
  if (family === 'offList') return reason.rule === 'offList.tierDown' ? tierBack : (offList[field] ?? amount)
  if (op === 'unknown') {
    const blank = reason.rule.endsWith('.blank')
    return blank ? () => blanks[field] ?? `${nameOf(field)}为空，按没有计` : unknown
  }
  if (family === 'hnw') return hnw
  if (reason.rule === 'cross.gap') return modelGap
  if (reason.rule === 'man.need.near' && typeof reason.value === 'number')
    return (r) => {
      const [value, goal] = moneyPair(num(r.value), num(of(r, 'lineFen')))
      return `${nameOf(r.field)} ${value}，离 ${goal}线还差 ${gap(num(of(r, 'gapFen')))}`
    }
  const saying = sayings[`${family}:${field}`] ?? sayings[field]
  if (saying) return saying
  if (typeof reason.value === 'boolean') return yesNo
  if (family === 'stage' && field.endsWith('Fen')) return (r) => `${amount(r)}，属${stageLabel(part(r, 1))}`
  return field.endsWith('Fen') ? amount : undefined
}
