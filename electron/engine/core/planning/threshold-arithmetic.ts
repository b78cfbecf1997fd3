/**
 * The sum an RM can say aloud: how much more must stay, from the day of contact to the end of the month, for the
 * month average to reach a line.
 *   projected = (average × passed + spot × left) / total        passed includes the data date
 *   needed    = max(0, (line × total − average × passed − spot × left) / kept)
 * with 1 ≤ kept ≤ left. A contact in the next month, or a data date on the last day of this one, starts the next
 * month's average from nothing: passed 0, every day counts.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import { addDays, daysBetween, monthStart } from '../../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'

/** Last day of the month the date lies in. */
export function monthEnd(date: IsoDate): IsoDate {
  return addDays(monthStart(addDays(monthStart(date), 31)), -1)
}

export interface StillNeeded {
  /** Whole yuan, rounded up, in fen; 0 = keeping what is there suffices. */
  readonly fen: Fen
  /** Days the money is kept, the day of contact included. */
  readonly days: number
  readonly until: IsoDate
}

/** Null where the month average or the balance of the day is unknown. */
export function amountStillNeeded(
  near: { readonly lineFen: Fen },
  facts: CustomerFacts,
  asOf: IsoDate,
  from: IsoDate,
): StillNeeded | null {
  const { aumMonthAvgFen: average, aumFen: spot } = facts
  if (average === null || spot === null) return null
  const until = monthEnd(from)
  const total = Number(until.slice(8))
  const sameMonth = monthStart(from) === monthStart(asOf)
  const passed = sameMonth ? Number(asOf.slice(8)) : 0
  const kept = Math.min(daysBetween(from, until) + 1, total - passed)
  // Nothing of the month is left: the sum is made for the next one.
  if (kept <= 0) return amountStillNeeded(near, facts, asOf, addDays(until, 1))
  const missing = near.lineFen * total - average * passed - spot * (total - passed)
  return { fen: Math.max(0, Math.ceil(missing / kept / 100) * 100), days: kept, until }
}
