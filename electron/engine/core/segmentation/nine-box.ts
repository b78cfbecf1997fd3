/** Rule: nine groups (三分九宫格). The row comes from the tier; the column is the familiarity. */
import type { NineBoxRow, Playbook, Tier } from '../../../../shared/playbook/schema.ts'

/** Row of a tier; null for an unknown tier. */
export function nineBoxRowOf(tier: Tier | null, playbook: Playbook): NineBoxRow | null {
  return tier && playbook.nineBox.rowOfTier[tier]
}
