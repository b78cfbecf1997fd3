/** Texts of maturing holdings: past due, within the week, within the month. */
import type { MaturityReason } from '../plan-reason.ts'
import { money, productWords, shortDate } from './text-context.ts'
import type { ReasonTexts } from './text-context.ts'

/** "「定期 50 号」20 万", and the whole where there are several. */
function sums(r: MaturityReason): string {
  const first = `${productWords(r.holding)}${money(r.holding.amountFen)}`
  return r.count > 1 ? `${first}等 ${r.count} 笔共 ${money(r.totalFen)}` : first
}

export const maturityPastTexts: ReasonTexts<MaturityReason> = {
  why: (r, c) =>
    `${sums(r)} 已于 ${r.date} 到期（过 ${-r.days} 天）未见续作${c.facts.demandFen === null ? '' : `，活期现有 ${money(c.facts.demandFen)}`}`,
  brief: (r) => `${money(r.totalFen)} 已到期`,
  service: (r) => `告知到期款 ${money(r.totalFen)} 的到账情况，问清打算何时用、用多少，登记去向`,
  offer: (r) => `按用款时间说明 ${money(r.totalFen)} 续期的选择`,
  purpose: () => '您有一笔款项已经到期，跟您确认到账情况和接下来的安排',
  objection: () => ({
    says: '先放着再说',
    answer: '可以的。大概多久会用到？我按日子提醒您，免得忘了',
  }),
  next: (_, c) => `${shortDate(c.followUp)} 我再跟您确认是续还是留着用，好吗？`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前 ${money(r.totalFen)} 有明确去向（续作/留用/转出），逐笔记下金额`,
}

export const maturitySoonTexts: ReasonTexts<MaturityReason> = {
  why: (r) => `${sums(r)} 于 ${r.date} 到期，距数据日 ${r.days} 天${r.count > 1 ? '（最早一笔）' : ''}`,
  brief: (r) => `${money(r.totalFen)} ${shortDate(r.date)} 到期`,
  service: (r) => `提醒 ${shortDate(r.date)} 到期 ${money(r.totalFen)}，核对到账账户，登记续作还是用款`,
  offer: (r) => `说明 ${money(r.totalFen)} 到期后怎样衔接、不留空档`,
  purpose: (r, c) =>
    r.date < c.date
      ? '您有一笔产品刚到期，跟您核对到账和后面的安排'
      : '您有一笔产品这几天到期，提前跟您核对日期和到账账户',
  objection: () => ({
    says: '到时候再说',
    answer: '好的，不着急定。到账那天我提醒您，您看电话还是微信方便？',
  }),
  next: (r, c) =>
    r.date > c.date
      ? `${shortDate(r.date)} 到账我第一时间告诉您，您定好主意随时回我。`
      : `我 ${shortDate(c.followUp)} 跟您核对到账，您定好主意随时回我。`,
  expected: (r, c) => `${shortDate(c.dueBy)} 前 ${money(r.totalFen)} 已落实安排，留存多少逐笔记下`,
}

export const maturityAheadTexts: ReasonTexts<MaturityReason> = {
  why: (r) => `${sums(r)} 将于 ${r.date} 到期，还有 ${r.days} 天${r.count > 1 ? '（最早一笔）' : ''}`,
  brief: (r) => `${money(r.totalFen)} ${shortDate(r.date)} 起到期`,
  service: (r) => `预告 ${shortDate(r.date)} 到期 ${money(r.totalFen)}，问清近期有没有大额用款`,
  offer: (r) => `按用款计划提前排 ${money(r.totalFen)} 的去处`,
  purpose: () => '您有一笔产品近期到期，提前跟您说一声，也听听您的安排',
  objection: () => ({ says: '还早呢', answer: '是还早，今天只报个日子。到期前一周我再提醒您一次，可以吗？' }),
  next: (r) => `我把 ${shortDate(r.date)} 这个日子记下，到期前一周再给您电话。`,
  expected: (r, c) => `${shortDate(c.dueBy)} 前问到 ${money(r.totalFen)} 的到期意向（续作/用款/转出）并登记`,
}
