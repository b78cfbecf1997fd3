/** Rule: tier drop against the previous snapshot (orange); silent when either tier is unknown. */
import type { CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { measureOf, tierOf, tierRank } from '../segmentation/tier.ts'
import { warn } from './warning.ts'

export function tierDownWarning({ facts, previous }: CustomerInput, playbook: Playbook): Warning | null {
  const from = previous && tierOf(previous, playbook)
  const to = tierOf(facts, playbook)
  if (!previous || !from || !to) return null
  const lineFen = playbook.tiers[tierRank(from)]?.loFen ?? null
  return warn('tierDown', 'orange', [
    {
      field: 'tierRank',
      value: tierRank(to),
      op: '<',
      threshold: tierRank(from),
      evidence: { from, to, lineFen, measureFen: measureOf(facts)?.fen ?? null, previousAsOf: previous.asOf },
    },
  ])
}
