/**
 * The cross-selling views of a whole snapshot: of each class who holds it, who never did, who is short of the model,
 * and what all hold against what the models would have them hold.
 */
import { assetClasses, type AssetClass } from '../../../../shared/domain/fields.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { SegmentResults } from './classify-segments.ts'

export interface ClassTotal {
  /** Customers with money in it. */
  readonly holders: number
  readonly neverHeld: number
  readonly unknown: number
  /** Sums over the customers whose amount is known. */
  readonly amountFen: Fen
  readonly modelFen: Fen
  /** Customers short of the model by the playbook's amount or more, and what they are short of together. */
  readonly short: number
  readonly shortFen: Fen
}
export type ClassTotals = Readonly<Record<AssetClass, ClassTotal>>

type Counting = { -readonly [K in keyof ClassTotal]: number }

/** Adds customers one by one; those without a result count nowhere. */
export function startClassTotals(): { add(results: SegmentResults): void; result(): ClassTotals } {
  const none = (): Counting => ({
    holders: 0,
    neverHeld: 0,
    unknown: 0,
    amountFen: 0,
    modelFen: 0,
    short: 0,
    shortFen: 0,
  })
  const totals = Object.fromEntries(assetClasses.map((asset) => [asset, none()])) as Record<
    AssetClass,
    Counting
  >
  return {
    add({ crossSelling }) {
      const gaps = crossSelling.result?.gaps ?? []
      for (const { assetClass, amountFen, modelFen, gapFen, held } of crossSelling.result?.lines ?? []) {
        const total = totals[assetClass]
        if (held === 'now') total.holders += 1
        if (held === 'never') total.neverHeld += 1
        if (amountFen === null) {
          total.unknown += 1
          continue
        }
        total.amountFen += amountFen
        total.modelFen += modelFen
        if (!gaps.includes(assetClass)) continue
        total.short += 1
        total.shortFen += gapFen ?? 0
      }
    },
    result: () => totals,
  }
}
