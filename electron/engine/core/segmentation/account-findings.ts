/**
 * Rules that need one snapshot only and are no warnings: a peak far above today, a risk test about to end, a
 * valuable customer nobody manages, a holding that matures soon. Each returns its reasons, or null.
 */
import type { CustomerFacts, Holding } from '../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../shared/domain/dates.ts'
import type { Reason } from '../../../../shared/domain/reasons.ts'
import type { NineBoxRow, Playbook } from '../../../../shared/playbook/schema.ts'
import { shareOf } from './exact-share.ts'
import { allHold, unknownReason } from './reason.ts'

/** Rule: peak of at least the playbook's amount, and today's AUM under the playbook's share of it. */
export function peakFarAbove(facts: CustomerFacts, playbook: Playbook): readonly Reason[] | null {
  const { peakFen, share } = playbook.warnings.peakFarAbove
  const { aumPeakFen, aumFen } = facts
  if (aumPeakFen === null || aumFen === null || aumPeakFen < 0) return null
  const rule = 'peakFarAbove'
  return allHold([
    { rule, field: 'aumPeakFen', value: aumPeakFen, op: '>=', threshold: peakFen },
    {
      rule,
      field: 'aumFen',
      value: aumFen,
      op: '<',
      threshold: shareOf(aumPeakFen, share),
      evidence: { aumPeakFen, share },
    },
  ])
}

/** Rule: the risk test ends within the playbook's days; one that has ended already is not "about to". */
export function riskTestExpiring(facts: CustomerFacts, playbook: Playbook): readonly Reason[] | null {
  const { riskExpiry, asOf } = facts
  if (riskExpiry === null) return null
  return allHold([
    {
      rule: 'riskExpiry',
      field: 'daysToRiskExpiry',
      value: daysBetween(asOf, riskExpiry),
      op: 'range',
      threshold: [0, playbook.warnings.riskExpiryDays + 1],
      evidence: { riskExpiry },
    },
  ])
}

/** Rule: a customer of the upper two rows whom nobody manages. */
export function unowned(facts: CustomerFacts, row: NineBoxRow | null): readonly Reason[] | null {
  if (row === null || row === 'low' || facts.rmName !== null) return null
  return allHold([{ ...unknownReason('unowned', 'rmNo'), value: facts.rmNo }])
}

/** Rule: a holding with money in it that matures within the playbook's days, today included. */
export function maturesSoon(
  holding: Holding,
  asOf: CustomerFacts['asOf'],
  playbook: Playbook,
): readonly Reason[] | null {
  const { maturityDate, amountFen, productName, productClass } = holding
  if (maturityDate === null || amountFen <= 0) return null
  return allHold([
    {
      rule: 'maturityAhead',
      field: 'daysToMaturity',
      value: daysBetween(asOf, maturityDate),
      op: 'range',
      threshold: [0, playbook.warnings.maturity.yellowDays + 1],
      evidence: { product: productName ?? productClass, amountFen, maturityDate },
    },
  ])
}
