/**
 * The sum an RM can say aloud to a customer near a line: how much more, kept for how many days, brings the month
 * average up to it.
 *   projected = (average × passed + spot × left) / total         passed includes the data date
 *   needed    = max(0, (line × total − average × passed − spot × left) / days)      1 ≤ days ≤ left
 * On the last day of a month nothing of it is left, so the sum is made for the next: passed 0, every day left.
 * Products of fen and days are taken as big integers; the amount is rounded up to whole yuan, so that keeping it
 * always reaches the line.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import { addDays, monthStart, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { NearThreshold } from '../../../../shared/domain/classification.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type { NearAsk, NearLine, NearView } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { invitationLine, nearThreshold } from './near-threshold.ts'
import { unknownReason } from './reason.ts'
import { measureOf } from './tier.ts'

export interface MonthPosition {
  /** Days of the month the average is of. */
  readonly total: number
  /** Days that count already, the data date included. */
  readonly passed: number
  readonly left: number
  readonly until: IsoDate
  readonly nextMonth: boolean
}

const monthEndOf = (date: IsoDate): IsoDate => addDays(monthStart(addDays(monthStart(date), 31)), -1)
const dayOfMonth = (date: IsoDate): number => Number(date.slice(8))

/** Where in the month a data date stands; its last day stands before the next month. */
export function monthPosition(asOf: IsoDate): MonthPosition {
  const end = monthEndOf(asOf)
  const nextMonth = asOf === end
  const until = nextMonth ? monthEndOf(addDays(asOf, 1)) : end
  const total = dayOfMonth(until)
  const passed = nextMonth ? 0 : dayOfMonth(asOf)
  return { total, passed, left: total - passed, until, nextMonth }
}

/** a / b of big integers, rounded down (b > 0). */
const floorDiv = (a: bigint, b: bigint): bigint => (a >= 0n ? a / b : -((-a + b - 1n) / b))

/** Fen-days of the month if nothing changes. */
const fenDays = (averageFen: Fen, spotFen: Fen, { passed, left }: MonthPosition): bigint =>
  BigInt(averageFen) * BigInt(passed) + BigInt(spotFen) * BigInt(left)

/** The month average if the balance stays as it is, rounded down to the fen: at a line exactly when truly there. */
export function projectedAverage(averageFen: Fen, spotFen: Fen, month: MonthPosition): Fen {
  return Number(floorDiv(fenDays(averageFen, spotFen, month), BigInt(month.total)))
}

/**
 * Fen to keep in addition for `days` days, in whole yuan rounded up; 0 when the line is reached anyhow.
 * @throws RangeError unless `days` is a whole number from 1 to the days left
 */
export function amountNeeded(
  lineFen: Fen,
  averageFen: Fen,
  spotFen: Fen,
  month: MonthPosition,
  days: number,
): Fen {
  if (!Number.isInteger(days) || days < 1 || days > month.left)
    throw new RangeError(`Days kept must be from 1 to ${month.left}`)
  const missing = BigInt(lineFen) * BigInt(month.total) - fenDays(averageFen, spotFen, month)
  if (missing <= 0n) return 0
  return Number(-floorDiv(-missing, BigInt(days) * 100n)) * 100
}

/**
 * The ask for one line; `days` defaults to all that are left. Null, with the missing fact named, when the balance
 * or (where days have passed) the month average is unknown.
 * @throws RangeError for days outside the month, see `amountNeeded`
 */
export function nearAsk(
  lineFen: Fen,
  facts: Pick<CustomerFacts, 'asOf' | 'aumFen' | 'aumMonthAvgFen'>,
  days?: number,
): Explained<NearAsk | null> {
  const month = monthPosition(facts.asOf)
  const { aumFen: spotFen } = facts
  // What the average was no longer matters when it starts anew.
  const averageFen = month.passed === 0 ? 0 : facts.aumMonthAvgFen
  if (spotFen === null || averageFen === null)
    return {
      result: null,
      reasons: [
        ...(averageFen === null ? [unknownReason('nearAsk', 'aumMonthAvgFen')] : []),
        ...(spotFen === null ? [unknownReason('nearAsk', 'aumFen')] : []),
      ],
    }
  const kept = days ?? month.left
  const projectedFen = projectedAverage(averageFen, spotFen, month)
  const amountFen = amountNeeded(lineFen, averageFen, spotFen, month, kept)
  const reason: Reason = {
    rule: 'nearAsk',
    field: 'projectedFen',
    value: projectedFen,
    op: amountFen > 0 ? '<' : '>=',
    threshold: lineFen,
    evidence: { averageFen, spotFen, amountFen, days: kept, ...month },
  }
  return {
    result: { lineFen, projectedFen, amountFen, days: kept, ...month },
    reasons: [reason],
  }
}

/**
 * The tier line just above or just below and the invitation line just above, each with its ask. Invitation lines are
 * a list of their own, and so is the falling edge (there the ask is what keeps the customer above the line).
 */
export function nearView(facts: CustomerFacts, playbook: Playbook): Explained<NearView> {
  const measure = measureOf(facts)
  if (!measure)
    return { result: { tier: null, invitation: null }, reasons: [unknownReason('near', 'aumFen')] }
  const reasons: Reason[] = []
  const line = (near: NearThreshold | null): NearLine | null => {
    if (!near) return null
    const ask = nearAsk(near.lineFen, facts)
    reasons.push(...near.reasons, ...ask.reasons)
    return { near, ask: ask.result }
  }
  const result = {
    tier: line(nearThreshold(measure, playbook)),
    invitation: line(invitationLine(measure, playbook)),
  }
  return { result, reasons }
}
