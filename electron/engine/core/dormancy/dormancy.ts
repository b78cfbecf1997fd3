/**
 * Rule: marketing dormancy, by days without a transaction the customer made, counted to the data date. The
 * bank's own compliance flags are another idea and are not looked at here.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../shared/domain/dates.ts'
import type { Explained } from '../../../../shared/domain/reasons.ts'
import { dormancyKeys, type DormancyLevel, type Playbook } from '../../../../shared/playbook/schema.ts'
import { unknownReason } from '../segmentation/reason.ts'

export interface DormancyResult {
  readonly level: Explained<DormancyLevel | null>
  /** Days without an active transaction; 0 when the last one is dated after the data date. */
  readonly days: number | null
}

/** Days without an active transaction at the data date, null when no transaction date is known. */
export function daysDormantOf(facts: CustomerFacts): number | null {
  return facts.lastTxnDate === null ? null : Math.max(0, daysBetween(facts.lastTxnDate, facts.asOf))
}

/** Level and days; an unknown transaction date is an unknown level, never "active" and never "deep". */
export function classifyDormancy(facts: CustomerFacts, playbook: Playbook): DormancyResult {
  const days = daysDormantOf(facts)
  if (days === null)
    return { level: { result: null, reasons: [unknownReason('dormancy', 'lastTxnDate')] }, days: null }
  const { lightDays, mediumDays, deepDays } = playbook.dormancy
  const from: Record<DormancyLevel, number> = {
    active: 0,
    light: lightDays,
    medium: mediumDays,
    deep: deepDays,
  }
  const level = dormancyKeys.findLast((key) => days >= from[key]) ?? 'active'
  const next = dormancyKeys[dormancyKeys.indexOf(level) + 1]
  return {
    days,
    level: {
      result: level,
      reasons: [
        {
          rule: `dormancy.${level}`,
          field: 'daysDormant',
          value: days,
          op: 'range',
          threshold: [from[level], next ? from[next] : null],
          evidence: { lastTxnDate: facts.lastTxnDate },
        },
      ],
    },
  }
}
