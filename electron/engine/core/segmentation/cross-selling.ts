/**
 * Rules: cross-selling in three views. Gap: what each class is short of the tier's model allocation. Ratio: the share
 * of each class against the model. Type: classes never held, now or in any snapshot looked at.
 *
 * The base is AUM, or the sum of the known classes where that is more. An empty cell counts as nothing held when the
 * known classes explain AUM, and as unknown otherwise.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import { assetClasses, type AssetClass } from '../../../../shared/domain/fields.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type {
  AllocationLine,
  ClassHistory,
  Columns,
  CrossSellingResult,
  Held,
} from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { ModelAllocation } from '../../../../shared/playbook/segmentation.ts'
import { classColumn } from './customer-columns.ts'
import { shareIn } from './exact-share.ts'
import { allHold, unknownReason } from './reason.ts'
import { tierOf } from './tier.ts'

const parts = 1_000_000

/** The base divided as the model says, class by class; rounding is carried on, so the parts sum to the base. */
export function modelAmounts(baseFen: Fen, model: ModelAllocation): Readonly<Record<AssetClass, Fen>> {
  let sharesSoFar = 0
  let fenSoFar = 0
  const amounts = assetClasses.map((asset) => {
    sharesSoFar += Math.round(model[asset] * parts)
    const upTo = Number((BigInt(baseFen) * BigInt(sharesSoFar)) / BigInt(parts))
    const amount = upTo - fenSoFar
    fenSoFar = upTo
    return [asset, amount] as const
  })
  return Object.fromEntries(amounts) as Record<AssetClass, Fen>
}

/** Amount of each class; null where it is unknown. */
function amountsOf(facts: CustomerFacts, columns: Columns, playbook: Playbook) {
  const known = assetClasses.map((asset) => facts[classColumn(asset)])
  const sum = known.reduce<number>((total, fen) => total + Math.max(0, fen ?? 0), 0)
  const explained = (facts.aumFen ?? sum) - sum <= playbook.stages.unexplainedFen
  const amounts = assetClasses.map((asset): [AssetClass, Fen | null] => {
    const fen = facts[classColumn(asset)]
    const none = columns.has(classColumn(asset)) && explained ? 0 : null
    return [asset, fen ?? none]
  })
  return { amounts, anyKnown: known.some((fen) => fen !== null), baseFen: Math.max(sum, facts.aumFen ?? 0) }
}

function heldWhen(fen: Fen | null, asset: AssetClass, history: ClassHistory): Held {
  if (fen !== null && fen > 0) return 'now'
  if (history.lastHeld[asset] !== undefined) return 'before'
  return fen === null ? 'unknown' : 'never'
}

function reasonsOf(line: AllocationLine, baseFen: Fen, history: ClassHistory, minGapFen: Fen): Reason[] {
  const { assetClass, amountFen, modelFen, modelShare, gapFen, held } = line
  const field = classColumn(assetClass)
  const short =
    gapFen !== null &&
    gapFen >= minGapFen &&
    gapFen > 0 &&
    allHold([
      {
        rule: 'cross.gap',
        field,
        value: amountFen,
        op: '<',
        threshold: modelFen,
        evidence: { gapFen, modelShare, baseFen },
      },
    ])
  const never =
    held === 'never' &&
    allHold([
      {
        rule: 'cross.never',
        field: 'heldClass',
        value: false,
        op: '=',
        threshold: false,
        evidence: { asset: assetClass, since: history.since },
      },
    ])
  return [...(short || []), ...(never || [])]
}

/** The three views; null where no tier or no class is known, or there is nothing to divide. */
export function crossSelling(
  facts: CustomerFacts,
  history: ClassHistory,
  columns: Columns,
  playbook: Playbook,
): Explained<CrossSellingResult | null> {
  const tier = tierOf(facts, playbook)
  const { amounts, anyKnown, baseFen } = amountsOf(facts, columns, playbook)
  if (!tier || !anyKnown) {
    const missing = [
      ...(tier ? [] : [unknownReason('cross', 'aumFen')]),
      ...(anyKnown ? [] : [unknownReason('cross', 'classes')]),
    ]
    return { result: null, reasons: missing }
  }
  if (baseFen === 0)
    return {
      result: null,
      reasons: [{ rule: 'cross.nothing', field: 'allocationBaseFen', value: 0, op: '<=', threshold: 0 }],
    }
  const { models, minGapFen } = playbook.crossSelling
  const model = models[tier]
  const target = modelAmounts(baseFen, model)
  const lines = amounts.map(([assetClass, amountFen]): AllocationLine => ({
    assetClass,
    amountFen,
    share: amountFen === null ? null : shareIn(Math.max(0, amountFen), baseFen),
    modelShare: model[assetClass],
    modelFen: target[assetClass],
    gapFen: amountFen === null ? null : target[assetClass] - amountFen,
    held: heldWhen(amountFen, assetClass, history),
  }))
  const gapOf = (line: AllocationLine) => line.gapFen ?? 0
  const short = lines.filter((line) => gapOf(line) > 0 && gapOf(line) >= minGapFen)
  return {
    result: {
      baseFen,
      lines,
      gaps: short.sort((a, b) => gapOf(b) - gapOf(a)).map(({ assetClass }) => assetClass),
      neverHeld: lines.filter(({ held }) => held === 'never').map(({ assetClass }) => assetClass),
      unknown: lines.filter(({ amountFen }) => amountFen === null).map(({ assetClass }) => assetClass),
    },
    reasons: [
      ...lines.flatMap((line) => reasonsOf(line, baseFen, history, minGapFen)),
      ...lines
        .filter(({ amountFen }) => amountFen === null)
        .map(({ assetClass }) => unknownReason('cross', classColumn(assetClass))),
    ],
  }
}
