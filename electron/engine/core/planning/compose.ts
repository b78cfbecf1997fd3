/**
 * The six answers of a plan line (Who, Why, What, When, Where, How) and what is expected of it, in words an RM can
 * use as they stand. A message sent by 企微 carries no amount and no product; a call names its purpose only after
 * the name was confirmed; without consent to marketing only the service part of the topic is written.
 */
import type { Product } from '../../../../shared/domain/customer.ts'
import { addDays, mondayOf, weekday } from '../../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { familiarityLabel, nineBoxRowLabel, tierLabel } from '../../../../shared/domain/labels.ts'
import type { ContactMethod, WorkCalendar } from '../../../../shared/domain/plan.ts'
import type { Classification } from '../../../../shared/domain/classification.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { addWorkdays } from '../calendar/calendar.ts'
import type { Candidate } from './candidates.ts'
import { amountsHeld } from './reasons/asset-reasons.ts'
import { clockTime, slotGroupOf } from './slots.ts'
import { suitabilityOn, suitableProducts } from './suitability.ts'
import type { Suitability } from './suitability.ts'
import { speak } from './texts/reason-texts.ts'
import type { SpokenReason } from './texts/reason-texts.ts'
import { money, shortDate } from './texts/text-context.ts'
import type { TextContext } from './texts/text-context.ts'

export interface Appointment {
  readonly date: IsoDate
  readonly startMinute: number
  readonly minutes: number
  readonly method: ContactMethod
  readonly latest: IsoDate | null
  /** Placed after `latest` because the days before were full. */
  readonly late: boolean
}

export interface LineTexts {
  readonly who: string
  readonly why: string
  readonly what: string
  readonly forbidden: string
  readonly when: string
  readonly where: string
  readonly how: string
  readonly expected: string
}

const weekdayNames = ['周一', '周二', '周三', '周四', '周五', '周六', '周日'] as const
const briefReasons = 2
const namedProducts = 2
const namedHoldings = 2
const daysToNextFriday = 11
const confirmLabel = '核对：'

export const weekdayName = (date: IsoDate): string => weekdayNames[weekday(date) - 1] ?? ''

/** "高×陌生·破冰抢救"; the part not known is named so. */
export function nineBoxWords(result: Classification, playbook: Playbook): string {
  const row = result.nineBoxRow
  const column = result.familiarity.result.level
  if (row === null) return '未分层'
  const cell = `${nineBoxRowLabel(row)}×${familiarityLabel(column)}`
  return column === null ? cell : `${cell}·${playbook.nineBox.cells[row][column].title}`
}

const nameOf = ({ input }: Candidate) =>
  input.facts.name ?? `客户（客户号尾号 ${input.facts.customerNo.slice(-4)}）`

function addressed({ input }: Candidate): string {
  const { name, gender } = input.facts
  return `${name ?? '您'}${gender === 'male' ? '先生' : gender === 'female' ? '女士' : ''}`
}

function whoText(candidate: Candidate, playbook: Playbook): string {
  const { result, reach } = candidate
  const tier = result.tier.result === null ? '未分层' : tierLabel(result.tier.result)
  const tail = reach.phoneTail === null ? '无手机号' : `尾号 ${reach.phoneTail}`
  return `${nameOf(candidate)} · ${tier} · ${nineBoxWords(result, playbook)} · ${tail}`
}

function shelfText(products: readonly Product[]): string {
  return products
    .map((p) => {
      const facts = [
        `R${p.productRisk ?? ''}`,
        p.termDays === null ? null : `${p.termDays} 天`,
        p.rate === null ? null : `业绩比较基准 ${(p.rate * 100).toFixed(2)}%`,
        p.minAmountFen === null ? null : `${money(p.minAmountFen)}起`,
        p.saleUntil === null ? null : `${shortDate(p.saleUntil)} 止`,
      ]
      return `「${p.productName}」${facts.filter((fact) => fact !== null).join('·')}`
    })
    .join('、')
}

/** Product classes one may speak of when the shelf names none. */
function classText(suitability: Suitability): string {
  return suitability.maxGrade <= 1
    ? '可谈：存款、国债等 R1 类'
    : `可谈：存款、国债，R${suitability.maxGrade} 及以下的产品`
}

function whatText(
  candidate: Candidate,
  spoken: SpokenReason,
  suitability: Suitability,
  date: IsoDate,
  products: readonly Product[],
): string {
  const { facts } = candidate.input
  const [first] = candidate.reasons
  const held = amountsHeld(facts).slice(0, namedHoldings)
  const lines = [spoken.service]
  if (held.length > 0) lines.push(`持有：${held.map((h) => `${h.name} ${money(h.fen)}`).join('、')}`)
  if (suitability.consent && spoken.offer !== null) {
    lines.push(spoken.offer)
    const wanted = {
      productClass: 'holding' in first ? first.holding.productClass : null,
      availableFen: 'holding' in first ? first.totalFen : facts.aumFen,
    }
    const shelf = suitableProducts(products, suitability, date, wanted, namedProducts)
    lines.push(shelf.length > 0 ? `在售可谈：${shelfText(shelf)}` : classText(suitability))
  }
  return lines.join('\n')
}

const slotWords = { merchant: '商户闲时', retired: '上午宜联系', salaried: '下班前后', free: '' } as const

function whenText(candidate: Candidate, at: Appointment, playbook: Playbook): string {
  const group = slotWords[slotGroupOf(candidate.input.facts, playbook)]
  const from = clockTime(at.startMinute)
  const to = clockTime(at.startMinute + at.minutes)
  const latest =
    at.latest === null
      ? ''
      : at.late
        ? `，原定最迟 ${shortDate(at.latest)}，前几日已排满顺延`
        : `，最迟 ${shortDate(at.latest)}`
  return `${weekdayName(at.date)} ${shortDate(at.date)} ${from}-${to}${group === '' ? '' : `（${group}）`}${latest}`
}

function whereText(candidate: Candidate, method: ContactMethod): string {
  const tail = candidate.reach.phoneTail ?? ''
  if (method === 'wecom')
    return candidate.reach.deadNumber ? `企业微信（手机尾号 ${tail} 为空号）` : '企业微信（无手机号）'
  if (method === 'call') return `行内电话外呼，手机尾号 ${tail}`
  return candidate.reach.phone
    ? `网点面谈，先电话约定（手机尾号 ${tail}）；不便到店则上门`
    : '网点面谈，先企微约定；不便到店则上门'
}

/**
 * The first words, a line each: confirm the full name, pause, say who is calling; then the purpose. For a meeting
 * they fix the appointment: a reason, then two times to choose from.
 */
function openingLines(
  candidate: Candidate,
  at: Appointment,
  spoken: SpokenReason,
  otherDay: IsoDate,
): readonly string[] {
  const { rm } = candidate
  if (at.method === 'wecom') {
    const number = candidate.reach.deadNumber ? '原号码打不通，方便留个新号码吗' : '方便留个联系电话吗'
    return [
      `企微：“${addressed(candidate)}您好，我是客户经理${rm.name}。有件账户服务的事跟您核对，${number}？”`,
    ]
  }
  const time = clockTime(at.startMinute)
  const closing =
    at.method === 'meeting'
      ? `。请您来网点当面说，${weekdayName(at.date)} ${time} 还是${weekdayName(otherDay)} ${time} 方便？`
      : '，现在方便吗？'
  return [
    `${confirmLabel}“请问是${addressed(candidate)}本人吗？”（停顿）“我是客户经理${rm.name}。”`,
    `来意：“${spoken.purpose}${closing}”`,
  ]
}

/** Opening, likely objection with its answer, next step: one line each, every line led by its label. */
function howText(candidate: Candidate, at: Appointment, spoken: SpokenReason, otherDay: IsoDate): string {
  const { says, answer } = spoken.objection
  return [
    ...openingLines(candidate, at, spoken, otherDay),
    `若说“${says}”：“${ended(answer)}”`,
    `下一步：“${ended(spoken.next)}”`,
  ].join('\n')
}

/** Amounts are written "3.2 万": no second blank before the next Chinese character. */
function tidy(text: string): string {
  return text.replace(/(万|亿|元|天) (?=[\u4e00-\u9fff])/g, '$1')
}

function ended(text: string): string {
  return /[。？！]$/.test(text) ? text : `${text}。`
}

/** All texts of one line. */
export function composeLine(
  candidate: Candidate,
  at: Appointment,
  context: { readonly asOf: IsoDate; readonly calendar: WorkCalendar; readonly products: readonly Product[] },
  playbook: Playbook,
): LineTexts {
  const { facts } = candidate.input
  const [first, ...others] = candidate.reasons
  const suitability = suitabilityOn(facts, at.date, first.kind === 'sleeper', playbook)
  const text: TextContext = {
    facts,
    result: candidate.result,
    rm: candidate.rm,
    asOf: context.asOf,
    date: at.date,
    followUp: addWorkdays(at.date, playbook.planning.followUpWorkingDays, context.calendar),
    dueBy: addDays(mondayOf(at.date), daysToNextFriday),
    method: at.method,
    consent: suitability.consent,
    playbook,
  }
  const spoken = speak(first, text)
  const also = others.slice(0, briefReasons).map((reason) => speak(reason, text).brief)
  return {
    who: whoText(candidate, playbook),
    why: tidy(ended(`${spoken.why}${also.length > 0 ? `。另：${also.join('、')}` : ''}`)),
    what: tidy(whatText(candidate, spoken, suitability, at.date, context.products)),
    forbidden: suitability.forbidden,
    when: whenText(candidate, at, playbook),
    where: whereText(candidate, at.method),
    how: tidy(howText(candidate, at, spoken, addWorkdays(at.date, 1, context.calendar))),
    expected: tidy(ended(spoken.expected)),
  }
}
