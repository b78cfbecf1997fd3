/** Rule: tier (分层). The month average decides, else the balance of the day; each tier is [line, next line). */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Explained } from '../../../../shared/domain/reasons.ts'
import { tierKeys, type Playbook, type Tier } from '../../../../shared/playbook/schema.ts'
import { unknownReason } from './reason.ts'

export type MeasureField = 'aumMonthAvgFen' | 'aumFen'

/** The amount customers are measured by, and which fact it is. */
export interface Measure {
  readonly fen: Fen
  readonly field: MeasureField
}

/** Month average if known, else the point-in-time AUM, else null. */
export function measureOf(facts: CustomerFacts): Measure | null {
  if (facts.aumMonthAvgFen !== null) return { fen: facts.aumMonthAvgFen, field: 'aumMonthAvgFen' }
  if (facts.aumFen !== null) return { fen: facts.aumFen, field: 'aumFen' }
  return null
}

/** Tier of an amount. The lowest tier is open below: an overdrawn account still belongs somewhere. */
export function tierAt(fen: Fen, playbook: Playbook): Tier {
  return playbook.tiers.findLast((line) => fen >= line.loFen)?.tier ?? tierKeys[0]
}

/** Tier of a customer's facts, null when no amount is known. */
export function tierOf(facts: CustomerFacts, playbook: Playbook): Tier | null {
  const measure = measureOf(facts)
  return measure && tierAt(measure.fen, playbook)
}

/** Position of a tier from below, 0 = lowest. */
export function tierRank(tier: Tier): number {
  return tierKeys.indexOf(tier)
}

/** Tier with the range the measure lies in; null with the missing fact named. */
export function classifyTier(facts: CustomerFacts, playbook: Playbook): Explained<Tier | null> {
  const measure = measureOf(facts)
  if (!measure) return { result: null, reasons: [unknownReason('tier', 'aumFen')] }
  const tier = tierAt(measure.fen, playbook)
  const at = tierRank(tier)
  const lo = at === 0 ? null : (playbook.tiers[at]?.loFen ?? null)
  const hi = playbook.tiers[at + 1]?.loFen ?? null
  return {
    result: tier,
    reasons: [
      { rule: `tier.${tier}`, field: measure.field, value: measure.fen, op: 'range', threshold: [lo, hi] },
    ],
  }
}
