/**
 * The score: value + urgency + reachability + effort + season, every part a whole number, so the parts sum
 * exactly to the score in any order of adding. Weights come from the playbook, fractions are rounded per part.
 */
import { planReasonLabel, colourLabel, tierLabel } from '../../../../shared/domain/labels.ts'
import { formatMoney } from '../../../../shared/domain/money.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ContactMethod, ScorePart } from '../../../../shared/domain/plan.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { Candidate } from './candidates.ts'

const whole = (points: number): number => Math.round(points) + 0

/** Minutes a contact of the method takes. */
export function minutesOf(method: ContactMethod, playbook: Playbook): number {
  const { callMinutes, meetingMinutes, messageMinutes } = playbook.planning
  return { call: callMinutes, meeting: meetingMinutes, wecom: messageMinutes }[method]
}

function valuePart({ result }: Candidate, playbook: Playbook): ScorePart {
  const tier = result.tier.result
  const points = tier === null ? 0 : whole(playbook.planning.weights.value[tier])
  const amount = result.measureFen === null ? '资产未知' : `分层口径 ${formatMoney(result.measureFen)}`
  return { name: 'value', points, reason: `${tier === null ? '未分层' : tierLabel(tier)}，${amount}` }
}

function urgencyPart({ reasons: [first, ...others] }: Candidate, playbook: Playbook): ScorePart {
  const { urgency, colour, otherReason, otherReasonsCap } = playbook.planning.weights
  const words = [`${planReasonLabel(first.kind)} ${urgency[first.kind]}`]
  let points = urgency[first.kind]
  if (first.colour && colour[first.colour] !== 0) {
    points += colour[first.colour]
    words.push(`${colourLabel(first.colour)}色 ${colour[first.colour]}`)
  }
  if (first.extra) {
    points += first.extra.points
    words.push(`${first.extra.words} ${whole(first.extra.points)}`)
  }
  if (others.length > 0) {
    const more = Math.min(otherReasonsCap, others.length * otherReason)
    points += more
    words.push(`另有 ${others.length} 个理由 ${whole(more)}`)
  }
  return { name: 'urgency', points: whole(points), reason: words.join(' + ') }
}

function reachabilityPart({ reach }: Candidate, playbook: Playbook): ScorePart {
  const { wecom, answeredBefore, noPhone } = playbook.planning.weights.reachable
  const words: string[] = []
  let points = 0
  if (reach.wecom) {
    points += wecom
    words.push(`已加企微 ${wecom}`)
  }
  if (reach.answeredBefore) {
    points += answeredBefore
    words.push(`接通过 ${answeredBefore}`)
  }
  if (!reach.phone) {
    points += noPhone
    words.push(`没有可用电话 ${noPhone}`)
  }
  return {
    name: 'reachability',
    points: whole(points),
    reason: words.length > 0 ? words.join('，') : '有电话，未加企微，未接通过',
  }
}

function effortPart(method: ContactMethod, playbook: Playbook): ScorePart {
  const minutes = minutesOf(method, playbook)
  const points = whole(minutes * playbook.planning.weights.effortPerMinute)
  return { name: 'effort', points, reason: `预计用时 ${minutes} 分钟` }
}

function seasonPart(base: number, date: IsoDate, playbook: Playbook): ScorePart {
  const quarter = Math.floor((Number(date.slice(5, 7)) - 1) / 3)
  const weight = playbook.planning.quarterWeights[quarter] ?? 1
  const points = whole((weight - 1) * base)
  return { name: 'season', points, reason: `第 ${quarter + 1} 季度存量经营权重 ${weight}` }
}

/** The parts for a contact by `method` in the week starting on `weekStart`. */
export function scoreParts(
  candidate: Candidate,
  method: ContactMethod,
  weekStart: IsoDate,
  playbook: Playbook,
): readonly ScorePart[] {
  const value = valuePart(candidate, playbook)
  const urgency = urgencyPart(candidate, playbook)
  return [
    value,
    urgency,
    reachabilityPart(candidate, playbook),
    effortPart(method, playbook),
    seasonPart(value.points + urgency.points, weekStart, playbook),
  ]
}

/** Sum of the parts' points. */
export function sumParts(parts: readonly ScorePart[]): number {
  return parts.reduce((sum, part) => sum + part.points, 0)
}

/** The score without effort: decides who comes first, whatever the length of the contact. */
export function priorityOf(candidate: Candidate, weekStart: IsoDate, playbook: Playbook): number {
  const parts = scoreParts(candidate, 'call', weekStart, playbook)
  return sumParts(parts.filter((part) => part.name !== 'effort'))
}
