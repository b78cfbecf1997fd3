/** Texts of the relation: silence, hand-over, promised call-backs, new accounts, birthdays. */
import { tierLabel } from '../../../../../shared/domain/labels.ts'
import type {
  BirthdayReason,
  HandoverReason,
  NewCustomerReason,
  OverdueReason,
  PromisedReason,
} from '../plan-reason.ts'
import { quotable } from './refused-words.ts'
import { money, present, shortDate } from './text-context.ts'
import type { ReasonTexts, TextContext } from './text-context.ts'

const unknownItemsAsked = 2
const noteLength = 16

/** The first unknown facts worth asking, at most two a contact: knowing a customer is a conversation. */
export function itemsToAsk({ facts }: TextContext): readonly string[] {
  const items: readonly (readonly [boolean, string])[] = [
    [facts.wecom !== true, '加企微'],
    [facts.occupation === null && facts.employer === null, '职业单位'],
    [facts.riskRating === null, '风险测评'],
    [facts.birthDate === null && facts.age === null, '生日'],
    [facts.address === null, '住址'],
    [true, '方便接听的时间'],
    [true, '资金主要用途'],
  ]
  return items
    .filter(([unknown]) => unknown)
    .slice(0, unknownItemsAsked)
    .map(([, name]) => name)
}

const asked = (c: TextContext) => itemsToAsk(c).join('、')
const tierOf = (c: TextContext) =>
  c.result.tier.result === null ? '未分层' : tierLabel(c.result.tier.result)

export const overdueTexts: ReasonTexts<OverdueReason> = {
  why: (r, c) => {
    const rhythm = `${tierOf(c)}每 ${r.rhythmDays} 天一次`
    const silence = r.days === null ? `没有有效联系记录（${rhythm}）` : `${r.days} 天未有效联系（${rhythm}）`
    return `${silence}${r.stranger ? '；陌生，本周须首次沟通' : ''}；${present(c)}`
  },
  brief: (r) => (r.days === null ? '从未有效联系' : `${r.days} 天未有效联系`),
  service: (_, c) => `问候，核对资料，请客户自选一项告知：${asked(c)}`,
  offer: () => null,
  purpose: (r) =>
    r.days === null
      ? '由我负责为您服务，打个电话认识一下，核对联系方式'
      : '有段时间没跟您联系了，问个好，核对下联系方式',
  objection: () => ({
    says: '我很忙，有事再说',
    answer: '好的。您平时上午还是傍晚方便？以后按您的时间来',
  }),
  next: () => '以后到账、到期的事，我就按您说的时间告诉您。',
  expected: (_, c) =>
    `${shortDate(c.dueBy)} 前有效联系一次（${c.playbook.contact.effectiveSeconds} 秒以上），补录${asked(c)}，${c.facts.aumFen === null ? '问清资产情况' : `记下 ${money(c.facts.aumFen)}的主要用途`}`,
}

export const handoverTexts: ReasonTexts<HandoverReason> = {
  why: (r, c) =>
    `${r.changedOn === null ? '近期' : `${r.changedOn} 起`}${r.fromName === null ? '' : `由${r.fromName}`}改由${c.rm.name}管户，尚无首次有效联系；${present(c)}`,
  brief: (r) => `${r.changedOn === null ? '' : `${shortDate(r.changedOn)} `}换管户未首联`,
  service: () => '自我介绍，核对联系方式与方便时间，问清前任答应过、还没办的事',
  offer: () => null,
  purpose: (r) =>
    `${r.changedOn === null ? '今后' : `从 ${shortDate(r.changedOn)} 起`}由我为您服务，先跟您认识一下`,
  objection: () => ({
    says: '怎么又换人了',
    answer: '给您添麻烦了。以前交代过的事我都接着办，还有没落实的吗？我现在就记',
  }),
  next: (_, c) => `您提到的事我 ${shortDate(c.followUp)} 给您回音，请存一下我的工号 ${c.rm.rmNo}。`,
  expected: (_, c) =>
    `${shortDate(c.dueBy)} 前完成首次有效联系，记下首选时间；${c.facts.aumFen === null ? '在管资产' : money(c.facts.aumFen)}不因换人流出`,
}

function noteWords(r: PromisedReason): string {
  const note = quotable(r.notes)
  if (note === null) return ''
  const letters = [...note]
  return `（当时记录：${letters.slice(0, noteLength).join('')}${letters.length > noteLength ? '…' : ''}）`
}

export const promisedTexts: ReasonTexts<PromisedReason> = {
  why: (r, c) =>
    `${r.contactDate} 联系时约好 ${r.promisedFor} 回话${noteWords(r)}，之后没有联系记录；${present(c)}`,
  brief: (r) => `约好 ${shortDate(r.promisedFor)} 回话`,
  service: (r) => `兑现 ${shortDate(r.contactDate)} 的约定${noteWords(r)}，先报进展，再问还有没有别的事`,
  offer: () => null,
  purpose: (r) => `${shortDate(r.contactDate)} 跟您约好今天这几天回话，来给您报一下进展`,
  objection: () => ({ says: '这事我都忘了', answer: '没关系，我记着呢。现在还需要办吗？不需要我就给您销掉' }),
  next: (_, c) => `还差的手续我 ${shortDate(c.followUp)} 前办好告诉您。`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前 ${shortDate(r.promisedFor)} 的约定办结或写明新的日期；${present(c)}`,
}

export const newCustomerTexts: ReasonTexts<NewCustomerReason> = {
  why: (r, c) => `${r.openDate} 新开户，满 ${r.days} 天还没有有效联系；${present(c)}`,
  brief: (r) => `${shortDate(r.openDate)} 新开户`,
  service: (_, c) => `欢迎并确认卡、手机银行、限额能否正常使用，请客户自选一项告知：${asked(c)}`,
  offer: () => '问清开户用途，按用途说明可用的功能',
  purpose: () => '您新开的账户由我负责服务，看看使用上有没有不顺手的地方',
  objection: () => ({ says: '就是单位让开的', answer: '明白，那工资到账、限额这些我帮您看一遍，用着放心' }),
  next: (_, c) => `我 ${shortDate(c.followUp)} 把您问的功能怎么用发给您。`,
  expected: (r, c) =>
    `${shortDate(c.dueBy)} 前完成 ${shortDate(r.openDate)} 开户后的首次有效联系，记下开户用途；${present(c)}`,
}

export const birthdayTexts: ReasonTexts<BirthdayReason> = {
  why: (r, c) => `${r.date} 生日（满 ${r.age} 岁），${tierOf(c)}客户；${present(c)}`,
  brief: (r) => `${shortDate(r.date)} 生日`,
  service: (r, c) => `祝贺 ${shortDate(r.date)} 生日，聊近况，不谈业务；顺便了解：${asked(c)}`,
  offer: () => null,
  purpose: (r, c) =>
    r.date === c.date ? '今天是您的生日，祝您生日快乐' : '您的生日就在这几天，先祝您生日快乐',
  objection: () => ({ says: '是不是要卖东西', answer: '不是，今天只送祝福。您忙您的，有事随时找我' }),
  next: () => '祝您和家人都好，以后有要办的事直接打给我。',
  expected: (r, c) =>
    `${shortDate(r.date)} 前送达祝福，${shortDate(c.dueBy)} 前补录近况一条；${present(c)}保持稳定`,
}
