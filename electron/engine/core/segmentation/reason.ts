/**
 * Deciding by reasons: a rule writes down the comparison it is about to make and then asks the comparison
 * itself, so that a decision can never disagree with its evidence.
 */
import type { Reason } from '../../../../shared/domain/reasons.ts'

/** The part of a reason that decides; the rest need not be there yet. */
type Comparison = Pick<Reason, 'value' | 'op' | 'threshold'> & Partial<Reason>

/** Whether the stored value still satisfies the stored comparison. Unknown satisfies only `unknown`. */
export function reevaluate({ value, op, threshold }: Comparison): boolean {
  if (op === 'unknown') return value === null
  if (value === null) return false
  if (Array.isArray(threshold)) {
    if (op === 'in') return threshold.includes(value)
    const [lo = null, hi = null] = threshold as readonly (number | null)[]
    return (
      op === 'range' &&
      typeof value === 'number' &&
      (lo === null || value >= lo) &&
      (hi === null || value < hi)
    )
  }
  if (op === '=') return value === threshold
  return compare(value, op, threshold as Reason['value'])
}

/** Numbers by size, dates as ISO text; anything else compares to nothing. */
function compare(value: Reason['value'], op: Reason['op'], threshold: Reason['value']): boolean {
  const ordered =
    (typeof value === 'number' && typeof threshold === 'number') ||
    (typeof value === 'string' && typeof threshold === 'string')
  if (!ordered) return false
  switch (op) {
    case '>=':
      return value >= threshold
    case '>':
      return value > threshold
    case '<=':
      return value <= threshold
    case '<':
      return value < threshold
    default:
      return false
  }
}

/** The reasons when every one of them holds, else null. */
export function allHold(reasons: readonly Reason[]): readonly Reason[] | null {
  return reasons.every(reevaluate) ? reasons : null
}

/** A reason saying that the fact a rule needs is not known. */
export function unknownReason(rule: string, field: string): Reason {
  return { rule: `${rule}.unknown`, field, value: null, op: 'unknown', threshold: null }
}
