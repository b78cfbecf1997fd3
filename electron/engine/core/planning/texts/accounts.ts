/** Texts of how the account is used: near a line, asleep, payroll gone, risk test, no login. */
import { dormancyLabel, riskLabel } from '../../../../../shared/domain/labels.ts'
import type {
  NearReason,
  NoLoginReason,
  PayrollReason,
  RiskExpiryReason,
  SleeperReason,
} from '../plan-reason.ts'
import { amountStillNeeded } from '../threshold-arithmetic.ts'
import { money, percent, present, shortDate } from './text-context.ts'
import type { ReasonTexts, TextContext } from './text-context.ts'

const needed = (r: NearReason, c: TextContext) => amountStillNeeded(r, c.facts, c.asOf, c.date)

export const nearTexts: ReasonTexts<NearReason> = {
  why: (r, c) =>
    `${c.facts.aumMonthAvgFen === null ? '资产' : '月日均'} ${money(r.measureFen)}，离 ${money(r.lineFen)} 线差 ${money(r.gapFen)}（已到 ${percent(r.measureFen, r.lineFen)}）`,
  brief: (r) => `离 ${money(r.lineFen)} 差 ${money(r.gapFen)}`,
  service: (r, c) =>
    `说明现在离 ${money(r.lineFen)} 线差 ${money(r.gapFen)}，问清本月资金进出${c.consent ? '' : '；不劝存'}`,
  offer: (r, c) => {
    const sum = needed(r, c)
    if (sum === null) return `算给客户听：补 ${money(r.gapFen)} 即到 ${money(r.lineFen)}`
    const until = shortDate(sum.until)
    return sum.fen === 0
      ? `算给客户听：现有余额留到 ${until}，月日均即到 ${money(r.lineFen)}`
      : `算给客户听：${shortDate(c.date)} 起多留 ${money(sum.fen)} 到 ${until}（${sum.days} 天），月日均即到 ${money(r.lineFen)}`
  },
  purpose: () => '跟您核对本月账户变动，也说说您现在的服务级别',
  objection: () => ({
    says: '没必要凑这点',
    answer: '没关系，按您用钱的节奏来。差额和日子我告诉您，哪天顺手再说',
  }),
  next: (r, c) => {
    const until = needed(r, c)?.until
    return until === undefined
      ? `我 ${shortDate(c.followUp)} 再看一次余额，到没到都告诉您一声。`
      : `${shortDate(until)} 前我再看一次余额，到没到都告诉您一声。`
  },
  expected: (r, c) => {
    const sum = needed(r, c)
    if (!c.consent)
      return `${shortDate(c.dueBy)} 前客户知道离 ${money(r.lineFen)} 线差 ${money(r.gapFen)}，记下本月资金进出；${present(c)}不流出`
    if (sum === null || sum.fen > 0)
      return `${shortDate(c.dueBy)} 前客户知道差额，目标多留 ${money(sum?.fen ?? r.gapFen)}，到 ${money(r.lineFen)} 线`
    return `${shortDate(c.dueBy)} 前余额不低于现在，月日均到 ${money(r.lineFen)} 线（现差 ${money(r.gapFen)}）`
  },
}

export const sleeperTexts: ReasonTexts<SleeperReason> = {
  why: (r, c) =>
    `${r.days === null ? '很久' : `${r.days} 天`}没有主动动账${r.lastTxnDate === null ? '' : `（最近 ${r.lastTxnDate}）`}，属${dormancyLabel(r.level)}；最高价值 ${money(r.valueFen)}，${present(c)}`,
  brief: (r) => `${dormancyLabel(r.level)}${r.days === null ? '' : ` ${r.days} 天`}`,
  service: (r) =>
    `只做告知：${r.days === null ? '长期' : `${r.days} 天`}未用的账户状态、预留手机和地址是否还准、自动扣款有没有挂在上面`,
  offer: () => null,
  purpose: () => '您有个账户较长时间没用，跟您核对预留信息，提醒您留意账户安全',
  objection: () => ({ says: '那张卡不用了', answer: '用不用由您定。我先帮您看有没有自动扣款挂着，免得误事' }),
  next: (_, c) => `核对结果我 ${shortDate(c.followUp)} 告诉您；您也可以打网点电话找我。`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前接通一次、核准预留信息，写明不用的原因和现在主要用的银行（最高曾有 ${money(r.valueFen)}）`,
}

const monthly = (r: PayrollReason) => (r.amountFen === null ? '' : `，此前每月约 ${money(r.amountFen)}`)

export const payrollTexts: ReasonTexts<PayrollReason> = {
  why: (r, c) =>
    r.lastDate === null
      ? `代发已停，没有最近代发日期${monthly(r)}；${present(c)}`
      : `最近一次代发 ${r.lastDate}，至数据日已 ${r.days ?? 0} 天${monthly(r)}`,
  brief: (r) => `断发${r.days === null ? '' : ` ${r.days} 天`}`,
  service: (r) =>
    `核对${r.lastDate === null ? '' : ` ${shortDate(r.lastDate)} 之后`}代发停下的原因：换单位、换银行还是停薪；看扣款还款有无影响`,
  offer: () => '可把新单位发薪改回本行的办法讲清楚',
  purpose: () => '您的工资有一阵没到这张卡了，跟您核对卡片是否正常使用',
  objection: () => ({
    says: '换单位了，发别的银行',
    answer: '恭喜。原卡上的自动扣款一起核对下？免得还款误了日子',
  }),
  next: (_, c) => `卡上的自动扣款我列个单子，${shortDate(c.followUp)} 跟您核对。`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前记下断发原因和新单位${r.amountFen === null ? `；${present(c)}不流出` : `；能恢复的，确认日期（每月约 ${money(r.amountFen)}）`}`,
}

const graded = (r: RiskExpiryReason) => (r.stakeFen > 0 ? `，持有净值类产品 ${money(r.stakeFen)}` : '')

export const riskExpiryTexts: ReasonTexts<RiskExpiryReason> = {
  why: (r, c) => {
    const when = r.days < 0 ? `已于 ${r.expiry} 过期（${-r.days} 天）` : `${r.expiry} 到期，还有 ${r.days} 天`
    return `风险测评${when}，现为 ${riskLabel(c.facts.riskRating)}${graded(r)}`
  },
  brief: (r) => `风评 ${shortDate(r.expiry)} ${r.days < 0 ? '已过期' : '到期'}`,
  service: (r) =>
    `提醒更新${r.days < 0 ? '已过期' : ` ${shortDate(r.expiry)} 到期`}的风险测评，手机银行或到店都可办`,
  offer: () => null,
  purpose: (r) =>
    r.days < 0
      ? '您的风险测评已过期，提醒您更新，免得影响办理业务'
      : '您的风险测评快到期了，提醒您更新，免得影响办理业务',
  objection: () => ({
    says: '太麻烦',
    answer: '手机银行里十来道题，在家就能做；不会的话来网点，我陪您一题一题看',
  }),
  next: (_, c) => `您做完说一声，我 ${shortDate(c.followUp)} 查一下更新成功没有。`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前测评更新，新有效期录入${r.stakeFen > 0 ? `；${money(r.stakeFen)} 净值类产品与新结果核对匹配` : `；原到期日 ${r.expiry}`}`,
}

export const noLoginTexts: ReasonTexts<NoLoginReason> = {
  why: (_, c) => `${c.asOf.slice(0, 7)} 与上月都没有登录手机银行；${present(c)}`,
  brief: () => '两月未登录手机银行',
  service: (_, c) =>
    `问手机银行登录有无困难（截至 ${shortDate(c.asOf)} 两个月未登录），换手机、忘密码的教到会用`,
  offer: () => null,
  purpose: () => '看到您有一阵没用手机银行，问问登录有没有困难',
  objection: () => ({ says: '不会用', answer: '没关系，您来网点我手把手教，平时查到账也方便' }),
  next: (_, c) => `我 ${shortDate(c.followUp)} 看您登录上没有，没上我再教一遍。`,
  expected: (_, c) => `${shortDate(c.dueBy)} 前重新登录一次手机银行，或写明不用的原因；${present(c)}`,
}
