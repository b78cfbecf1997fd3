/** Texts where money or products have left: falls, tier drops, fewer classes, a peak far above today. */
import { tierLabel } from '../../../../../shared/domain/labels.ts'
import type { ClassesReason, FallReason, PeakReason, TierDownReason } from '../plan-reason.ts'
import { quotable } from './refused-words.ts'
import { money, percent, present, shortDate } from './text-context.ts'
import type { Objection, ReasonTexts, TextContext } from './text-context.ts'

const measureWords = (r: FallReason) => (r.measure === 'aum' ? '管理资产' : '月日均')

function lost(r: FallReason): string {
  return r.stakeFen > 0 ? money(r.stakeFen) : '下降部分'
}

function outflowWords(r: FallReason): string {
  if (!r.outflow) return ''
  const to = quotable(r.outflow.counterparty)
  return `；${shortDate(r.outflow.txnDate)} 转出 ${money(r.outflow.amountFen)}${to === null ? '' : `（${to}）`}`
}

function fallObjection(r: FallReason): Objection {
  const to = r.outflow?.counterparty ?? ''
  if (to.includes('同名'))
    return {
      says: '别家给的条件好',
      answer: '谢谢您直说。方便告诉我存多久、哪天到期吗？我记下日子，到时提醒您再比一比',
    }
  if (to.includes('消费'))
    return { says: '家里要用钱', answer: '明白，正事要紧。要开证明、调限额您说一声，我来办' }
  if (to.includes('支付') || to.includes('第三方'))
    return { says: '放手机里用着方便', answer: '日常花的放那边没问题，大额的要留意限额和账户安全' }
  return { says: '我自己有安排', answer: '好的，听您的。我只登记是您本人办理，有异常马上告诉您' }
}

export const fallTexts: ReasonTexts<FallReason> = {
  why: (r) =>
    r.beforeFen === null || r.nowFen === null
      ? `${measureWords(r)}较上期明显下降，现为 ${money(r.nowFen)}（上期数据不全）${outflowWords(r)}`
      : `${measureWords(r)}由 ${money(r.beforeFen)} 降到 ${money(r.nowFen)}，少了 ${lost(r)}（−${percent(r.beforeFen - r.nowFen, r.beforeFen)}，自 ${r.since === null ? '上期' : shortDate(r.since)}）${outflowWords(r)}`,
  brief: (r) => `${measureWords(r)}降 ${lost(r)}`,
  service: (r) => `核实 ${lost(r)} 变动是否本人办理、用在哪里、多久用完；先听后问`,
  offer: (r) =>
    r.stakeFen > 0
      ? `若 ${lost(r)} 里有暂不用的部分，按用款时间分期限说明`
      : '暂不用的余款按用款时间分期限说明',
  purpose: () => '您账户近期资金变动较大，按规定核实是不是您本人办理',
  objection: fallObjection,
  next: (_, c) => `${shortDate(c.followUp)} 我再给您回个电话，上午还是下午方便？`,
  expected: (r, c) => {
    const back = Math.round((r.stakeFen * c.playbook.planning.expectedRecoverShare) / 100) * 100
    const goal = back > 0 ? `；不属正常用款的，争取回流 ${money(back)} 以上` : ''
    return `${shortDate(c.dueBy)} 前写明 ${lost(r)} 的去向${goal}`
  },
}

export const tierDownTexts: ReasonTexts<TierDownReason> = {
  why: (r) => {
    const gap =
      r.lineFen === null || r.stakeFen === 0 ? '' : `，离 ${money(r.lineFen)} 线差 ${money(r.stakeFen)}`
    return `由${r.from === null ? '上一层' : tierLabel(r.from)}降到${tierLabel(r.to)}，分层口径 ${money(r.measureFen)}${gap}`
  },
  brief: (r) => `降到${tierLabel(r.to)}（${money(r.measureFen)}）`,
  service: (r) => `说明降到${tierLabel(r.to)}后哪些服务有变化，听客户对近期服务的意见，问清下降原因`,
  offer: (r) => (r.stakeFen > 0 ? `算清补回 ${money(r.stakeFen)} 的时间和办法` : null),
  purpose: () => '您的服务级别近期有变化，跟您说明一下哪些服务会受影响',
  objection: () => ({
    says: '级别高低无所谓',
    answer: '级别是银行内部的叫法。您平时最常用哪几项服务？我看看有没有变',
  }),
  next: (_, c) => `我 ${shortDate(c.followUp)} 把您常用服务的变化列给您，您看完告诉我哪项最要紧。`,
  expected: (r, c) =>
    r.stakeFen > 0
      ? `${shortDate(c.dueBy)} 前弄清下降原因；目标补回 ${money(r.stakeFen)}，回到 ${money(r.lineFen)} 线`
      : `${shortDate(c.dueBy)} 前弄清下降原因，分层口径不低于 ${money(r.measureFen)}`,
}

const listed = (names: readonly string[]) => (names.length === 0 ? '无' : names.join('、'))
const gone = (r: ClassesReason) => r.before.filter((name) => !r.now.includes(name))

export const classesTexts: ReasonTexts<ClassesReason> = {
  why: (r, c) =>
    r.before.length > r.now.length
      ? `持有品类由 ${r.before.length} 类减到 ${r.now.length} 类，少了${listed(gone(r))}；${present(c)}`
      : `持有品类减少，现为 ${r.now.length} 类（${listed(r.now)}）；${present(c)}`,
  brief: (r) => `品类减到 ${r.now.length} 类`,
  service: (r) =>
    `核对${gone(r).length > 0 ? `${listed(gone(r))}退出` : '品类减少'}是到期还是主动赎回，问清原因和不满意处`,
  offer: (r) => `说明与现有${listed(r.now)}搭配的选择`,
  purpose: () => '您持有的产品近期有变动，跟您核对一下是否按您的意思办的',
  objection: () => ({
    says: '不想再买了',
    answer: '好的，不买没关系。是手续麻烦还是结果不满意？我把意见报上去',
  }),
  next: (_, c) => `您提的意见我 ${shortDate(c.followUp)} 给您一个答复。`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前写明${gone(r).length > 0 ? listed(gone(r)) : '减少品类'}退出的原因；${present(c)}不再减少，品类不少于 ${r.now.length} 类`,
}

export const peakTexts: ReasonTexts<PeakReason> = {
  why: (r) => `历史最高 ${money(r.peakFen)}，现在 ${money(r.nowFen)}，只剩 ${percent(r.nowFen, r.peakFen)}`,
  brief: (r) => `历史最高 ${money(r.peakFen)}`,
  service: (r) => `老客户回访：${money(r.stakeFen)} 差额当初为什么离开、对服务有什么意见；只问不劝`,
  offer: () => '按客户现在的用款习惯说明可选的期限和品类',
  purpose: () => '您是我们多年的老客户，做一次回访，想听听您的意见',
  objection: () => ({ says: '钱早转走了', answer: '谢谢您说实话。当时是哪里没做好？您说，我记下来改' }),
  next: (_, c) => `您提的意见我 ${shortDate(c.followUp)} 给您答复，办到哪一步都告诉您。`,
  expected: (r, c: TextContext) =>
    `${shortDate(c.dueBy)} 前写明 ${money(r.stakeFen)} 差额的去向和离开原因，判断能否挽回`,
}
