/** Large movements added up over the last days. */
import type { Movement } from '../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Columns, SegmentInput } from '../../../../shared/domain/segments.ts'

/** Sum of the movements that pass, dated at most `days` before the data date; null when the list is missing. */
export function movedFen(
  { facts, movements }: SegmentInput,
  columns: Columns,
  days: number,
  passes: (movement: Movement) => boolean,
): Fen | null {
  if (!columns.has('movements')) return null
  return movements
    .filter(({ txnDate }) => txnDate <= facts.asOf && daysBetween(txnDate, facts.asOf) <= days)
    .filter(passes)
    .reduce((sum, { amountFen }) => sum + amountFen, 0)
}

export const inflow = ({ direction }: Movement) => direction === 'in'
