/** The figures of one snapshot: how many customers in every group. Each partition sums to the customers. */
import {
  warningRules,
  type Classification,
  type WarningRule,
} from '../../../../shared/domain/classification.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import {
  dormancyKeys,
  familiarityKeys,
  nineBoxRows,
  tierKeys,
  type DormancyLevel,
  type Familiarity,
  type Playbook,
  type Tier,
  type WarningColour,
} from '../../../../shared/playbook/schema.ts'

export type ColourCounts = Record<WarningColour, number>

export interface AnalysisSummary {
  readonly customers: number
  readonly aumFen: Fen
  readonly tiers: Record<Tier | 'unknown', number>
  readonly familiarity: Record<Familiarity | 'unknown', number>
  /** 'row.column' for the nine cells, and 'unknown'. */
  readonly nineBox: Record<string, number>
  readonly dormancy: Record<DormancyLevel | 'unknown', number>
  /** The "AUM against the previous snapshot" rule alone, one colour per customer. */
  readonly aumFallWarnings: ColourCounts
  readonly warnings: Record<WarningRule, ColourCounts>
  /** Customers just below each tier line; the falling edge is not counted. */
  readonly nearThreshold: Record<string, number>
}

function zeros<K extends string>(keys: readonly K[]): Record<K, number> {
  return Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>
}

function add<K extends string>(counts: Record<K, number>, key: K): void {
  counts[key] += 1
}

const noColours = (): ColourCounts => ({ yellow: 0, orange: 0, red: 0 })

/** Counts customers into the figures of their snapshot, any number at a time. */
export interface Summing {
  add(classifications: readonly Classification[]): void
  result(): AnalysisSummary
}

/** `aumFen` is the sum of the snapshot's known AUM. */
export function startSummary(aumFen: Fen, playbook: Playbook): Summing {
  const cells = nineBoxRows.flatMap((row) => familiarityKeys.map((column) => `${row}.${column}`))
  let customers = 0
  const summary = {
    tiers: zeros([...tierKeys, 'unknown']),
    familiarity: zeros([...familiarityKeys, 'unknown']),
    nineBox: zeros([...cells, 'unknown']),
    dormancy: zeros([...dormancyKeys, 'unknown']),
    aumFallWarnings: noColours(),
    warnings: Object.fromEntries(warningRules.map((rule) => [rule, noColours()])) as Record<
      WarningRule,
      ColourCounts
    >,
    nearThreshold: zeros(playbook.nearThreshold.lines.map((line) => line.key)),
  }
  return {
    add(classifications) {
      customers += classifications.length
      for (const { tier, dormancy, familiarity, nineBoxRow, near, warnings, aumFall } of classifications) {
        const level = familiarity.result.level
        add(summary.tiers, tier.result ?? 'unknown')
        add(summary.dormancy, dormancy.result ?? 'unknown')
        add(summary.familiarity, level ?? 'unknown')
        add(summary.nineBox, nineBoxRow && level ? `${nineBoxRow}.${level}` : 'unknown')
        if (aumFall) add(summary.aumFallWarnings, aumFall)
        if (near?.edge === 'rising') add(summary.nearThreshold, near.key)
        for (const { rule, colour } of warnings) add(summary.warnings[rule], colour)
      }
    },
    result: () => ({ customers, aumFen, ...summary }),
  }
}

/** The figures of a whole snapshot at once. */
export function summarize(
  classifications: readonly Classification[],
  aumFen: Fen,
  playbook: Playbook,
): AnalysisSummary {
  const summing = startSummary(aumFen, playbook)
  summing.add(classifications)
  return summing.result()
}
