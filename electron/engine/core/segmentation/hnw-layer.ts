/** Rule: layers of the wealthy, inside and above the playbook's lowest line; each is [line, next line). */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Explained } from '../../../../shared/domain/reasons.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { HnwLayer } from '../../../../shared/playbook/segmentation.ts'
import { unknownReason } from './reason.ts'
import { measureOf } from './tier.ts'

/** The layer; null below the lowest line (with that comparison as reason) and where no amount is known. */
export function classifyHnwLayer(facts: CustomerFacts, playbook: Playbook): Explained<HnwLayer | null> {
  const measure = measureOf(facts)
  if (!measure) return { result: null, reasons: [unknownReason('hnw', 'aumFen')] }
  const { layers } = playbook.hnw
  const at = layers.findLastIndex(({ loFen }) => measure.fen >= loFen)
  const layer = layers[at]?.layer ?? null
  return {
    result: layer,
    reasons: [
      {
        rule: `hnw.${layer ?? 'none'}`,
        field: measure.field,
        value: measure.fen,
        op: 'range',
        threshold: [layers[at]?.loFen ?? null, layers[at + 1]?.loFen ?? null],
      },
    ],
  }
}
