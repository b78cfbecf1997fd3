/**
 * Clock times. A customer's window follows the group (merchants and owners in the early afternoon, retired people
 * in the morning, salaried ones after work), everybody else any hour of contact; the midday pause is never used.
 * Times are minutes of the day inside, 'HH:MM' outside.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'

/** [from, to) in minutes of the day. */
export type Window = readonly [number, number]

export type SlotGroup = 'merchant' | 'retired' | 'salaried' | 'free'

export function minuteOfDay(time: string): number {
  const [hours, minutes] = time.split(':')
  return Number(hours) * 60 + Number(minutes)
}

export function clockTime(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
}

/** First that applies: merchant or business owner, retired (occupation or age), salaried (payroll here). */
export function slotGroupOf(facts: CustomerFacts, playbook: Playbook): SlotGroup {
  if (facts.merchant === true || facts.owner === true) return 'merchant'
  const retired = facts.occupation?.includes('退休') ?? false
  if (retired || (facts.age !== null && facts.age >= playbook.planning.retiredAge)) return 'retired'
  return facts.payroll === true ? 'salaried' : 'free'
}

/** The windows of a group within the hours of contact, the pause cut out; in order of time. */
export function windowsOf(group: SlotGroup, playbook: Playbook): readonly Window[] {
  const { hours, slots } = playbook.planning
  const [open, close] = [minuteOfDay(hours.from), minuteOfDay(hours.to)]
  const [pause, resume] = [minuteOfDay(hours.pauseFrom), minuteOfDay(hours.pauseTo)]
  const wanted: Window =
    group === 'free' ? [open, close] : [minuteOfDay(slots[group][0]), minuteOfDay(slots[group][1])]
  const parts: readonly Window[] = [
    [Math.max(wanted[0], open), Math.min(wanted[1], pause)],
    [Math.max(wanted[0], resume, open), Math.min(wanted[1], close)],
  ]
  return parts.filter(([from, to]) => from < to)
}
