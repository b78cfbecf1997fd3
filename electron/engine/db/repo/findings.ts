/**
 * Conditions on a snapshot that both the first screen counts and the grid filters by, so that a line's number
 * and the list it opens are the same. They read `classification k`, `snapshot s` and `profile p`.
 */
import type { Finding } from '../../../../shared/contract/customers.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'

export interface Condition {
  readonly sql: string
  readonly params: Readonly<Record<string, number>>
}

const conditions: Record<Finding, (playbook: Playbook) => Condition> = {
  peakFarAbove: ({ warnings: { peakFarAbove } }) => ({
    sql: 's.aum_peak_fen >= @peakFen AND s.aum_fen < s.aum_peak_fen * @peakShare',
    params: { peakFen: peakFarAbove.peakFen, peakShare: peakFarAbove.share },
  }),
  riskExpiry: ({ warnings: { riskExpiryDays } }) => ({
    sql: `p.risk_expiry >= k.as_of AND p.risk_expiry <= date(k.as_of, '+' || @riskDays || ' days')`,
    params: { riskDays: riskExpiryDays },
  }),
}

export function findingCondition(finding: Finding, playbook: Playbook): Condition {
  return conditions[finding](playbook)
}
