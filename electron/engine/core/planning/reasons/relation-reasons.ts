/**
 * Reasons seen in the relation: silence beyond the tier's rhythm, a change of RM, a promise made, a new account,
 * a birthday. Only an effective contact counts as having spoken with somebody.
 */
import type { Classification, CustomerInput } from '../../../../../shared/domain/classification.ts'
import { addDays, ageOn, daysBetween, isIsoDate } from '../../../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../../../shared/domain/dates.ts'
import { tierKeys } from '../../../../../shared/playbook/schema.ts'
import type { Playbook, Tier } from '../../../../../shared/playbook/schema.ts'
import type { WorkCalendar } from '../../../../../shared/domain/plan.ts'
import { addWorkdays, workdayBefore } from '../../calendar/calendar.ts'
import { isEffectiveContact } from '../../contacts/effective-contact.ts'
import type {
  BirthdayReason,
  HandoverReason,
  NewCustomerReason,
  OverdueReason,
  PromisedReason,
  ReasonContext,
} from '../plan-reason.ts'

export const atLeast = (tier: Tier | null, least: Tier): boolean =>
  tier !== null && tierKeys.indexOf(tier) >= tierKeys.indexOf(least)

/** Longest allowed silence of a tier in days, null when the tier is unknown. */
export function rhythmOf(tier: Tier | null, playbook: Playbook): number | null {
  return playbook.tiers.find((line) => line.tier === tier)?.rhythmDays ?? null
}

/**
 * Overdue: more days than the rhythm since the last effective contact; none on record counts only from 中端
 * up (lower ones wait for an adoption round). A stranger in 高/中 is due now, unless spoken to within the
 * shortest rhythm of all tiers.
 */
export function overdueReason(
  result: Classification,
  context: ReasonContext,
  playbook: Playbook,
): OverdueReason | null {
  const tier = result.tier.result
  const rhythmDays = rhythmOf(tier, playbook)
  if (rhythmDays === null) return null
  const days = result.daysSinceContact
  const stranger =
    result.familiarity.result.level === 'stranger' &&
    (result.nineBoxRow === 'top' || result.nineBoxRow === 'middle')
  const shortest = Math.min(...playbook.tiers.map((line) => line.rhythmDays))
  const limit = stranger ? Math.min(rhythmDays, shortest) : rhythmDays
  if (days === null ? !atLeast(tier, 'mid') : days <= limit) return null
  const { overduePerRhythm, overdueCap } = playbook.planning.weights
  const over = days === null ? null : Math.max(0, days / rhythmDays - 1)
  const points = over === null ? overdueCap : Math.min(overdueCap, over * overduePerRhythm)
  return {
    kind: 'overdue',
    colour: null,
    latestDate: stranger ? (context.days.at(-1) ?? null) : null,
    stakeFen: result.measureFen ?? 0,
    extra:
      points > 0
        ? { points, words: over === null ? '从未有效联系' : `超出节奏 ${over.toFixed(1)} 倍` }
        : null,
    days,
    rhythmDays,
    stranger,
    evidence: [
      {
        rule: 'overdue',
        field: 'daysSinceContact',
        value: days,
        op: days === null ? 'unknown' : '>',
        threshold: limit,
      },
      ...(stranger
        ? [
            {
              rule: 'overdue',
              field: 'familiarity',
              value: 'stranger',
              op: '=' as const,
              threshold: 'stranger',
            },
          ]
        : []),
    ],
  }
}

/** The RM changed and nobody has effectively spoken with the customer since. */
export function handoverReason(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): HandoverReason | null {
  const warning = result.warnings.find((w) => w.rule === 'handover')
  const on = input.rmChangedOn
  if (!warning && on === null) return null
  const since = result.daysSinceContact
  if (!warning && on !== null && since !== null && since <= daysBetween(on, context.asOf)) return null
  const days = playbook.warnings.handoverWorkingDays
  const before = input.previous
  return {
    kind: 'handover',
    colour: warning?.colour ?? null,
    latestDate: on === null ? null : addWorkdays(on, days, calendar),
    stakeFen: result.measureFen ?? 0,
    extra: null,
    changedOn: on,
    fromName: before && before.rmNo !== input.facts.rmNo ? before.rmName : null,
    evidence: warning?.reasons ?? [
      { rule: 'handover', field: 'rmChangedOn', value: on, op: '=', threshold: on },
    ],
  }
}

/** The newest contact left a date to come back, the date has come, and nothing happened since. */
export function promisedReason(input: CustomerInput, context: ReasonContext): PromisedReason | null {
  const last = input.contacts.reduce<CustomerInput['contacts'][number] | null>(
    (newest, c) => (newest === null || c.contactDate > newest.contactDate ? c : newest),
    null,
  )
  const end = context.days.at(-1)
  if (!last?.nextDate || end === undefined || last.nextDate > end || last.nextDate < last.contactDate)
    return null
  return {
    kind: 'promised',
    colour: null,
    latestDate: last.nextDate,
    stakeFen: input.facts.aumFen ?? 0,
    extra: null,
    promisedFor: last.nextDate,
    contactDate: last.contactDate,
    notes: last.notes,
    evidence: [{ rule: 'promised', field: 'nextDate', value: last.nextDate, op: '<=', threshold: end }],
  }
}

/** Opened within the playbook's days and not yet effectively spoken with. */
export function newCustomerReason(
  input: CustomerInput,
  context: ReasonContext,
  playbook: Playbook,
): NewCustomerReason | null {
  const { openDate } = input.facts
  if (openDate === null || openDate > context.asOf) return null
  const days = daysBetween(openDate, context.asOf)
  const limit = playbook.planning.newCustomerDays
  if (days > limit) return null
  if (input.contacts.some((c) => c.contactDate >= openDate && isEffectiveContact(c, playbook))) return null
  return {
    kind: 'newCustomer',
    colour: null,
    latestDate: null,
    stakeFen: input.facts.aumFen ?? 0,
    extra: null,
    openDate,
    days,
    evidence: [
      {
        rule: 'newCustomer',
        field: 'openDate',
        value: openDate,
        op: '>=',
        threshold: addDays(context.asOf, -limit),
      },
    ],
  }
}

/** Born on 29 February, a common year has no such day: 28 February is as good a day to call. */
function birthdayIn(year: string, birthDate: IsoDate): IsoDate {
  const day = `${year}-${birthDate.slice(5)}`
  return isIsoDate(day) ? day : `${year}-02-28`
}

/** A birthday between the first working day of the week and the Sunday after it, from 中端 up. */
export function birthdayReason(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
): BirthdayReason | null {
  const { birthDate } = input.facts
  const first = context.days[0]
  const last = context.days.at(-1)
  if (birthDate === null || first === undefined || last === undefined) return null
  if (!atLeast(result.tier.result, 'mid')) return null
  const nextWorkday = addWorkdays(last, 1, calendar)
  const date = [first.slice(0, 4), nextWorkday.slice(0, 4)]
    .map((year) => birthdayIn(year, birthDate))
    .find((day) => day >= first && day < nextWorkday)
  if (date === undefined) return null
  const latestDate =
    date <= last ? (context.days.includes(date) ? date : workdayBefore(date, calendar)) : last
  return {
    kind: 'birthday',
    colour: null,
    latestDate,
    stakeFen: input.facts.aumFen ?? 0,
    extra: null,
    date,
    age: ageOn(birthDate, date),
    evidence: [
      {
        rule: 'birthday',
        field: 'birthDate',
        value: birthDate,
        op: '=',
        threshold: birthDate,
        evidence: { date },
      },
    ],
  }
}
