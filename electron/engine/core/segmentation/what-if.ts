/** What two judgements of the same customers say differently, counted and with the first names of each move. */
import type { WhatIfDimension } from '../../../../shared/contract/what-if.ts'
import { whatIfDimensions } from '../../../../shared/contract/what-if.ts'
import type { Classification } from '../../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import { warningColours } from '../../../../shared/playbook/schema.ts'
import type { SegmentResults } from './classify-segments.ts'

export interface Judgement {
  readonly result: Classification
  readonly segments: SegmentResults
}

const worst = ({ warnings }: Classification) =>
  warningColours.findLast((colour) => warnings.some((warning) => warning.colour === colour)) ?? 'none'

/** The one value of a customer in each dimension, as it is stored. */
const valueOf: Readonly<Record<WhatIfDimension, (judged: Judgement) => string>> = {
  tier: ({ result }) => result.tier.result ?? 'unknown',
  cell: ({ result: { nineBoxRow, familiarity } }) =>
    nineBoxRow && familiarity.result.level ? `${nineBoxRow}.${familiarity.result.level}` : 'unknown',
  dormancy: ({ result }) => result.dormancy.result ?? 'unknown',
  warning: ({ result }) => worst(result),
  near: ({ result: { near } }) => (near ? `${near.key}.${near.edge}` : 'none'),
  man: ({ segments }) => segments.man.result.group,
  stage: ({ segments }) => segments.stage.result.stage ?? 'unknown',
}

interface Mover {
  readonly customerNo: string
  readonly name: string | null
  readonly rmName: string | null
  readonly aumFen: Fen | null
}

interface Move {
  readonly from: string
  readonly to: string
  customers: number
  aumFen: Fen
  names: Mover[]
}

export interface WhatIfResult {
  readonly dimension: WhatIfDimension
  readonly moved: number
  readonly moves: readonly Move[]
}

const byAum = (a: Mover, b: Mover) =>
  (b.aumFen ?? -1) - (a.aumFen ?? -1) || (a.customerNo < b.customerNo ? -1 : 1)

/** Collects moves customer by customer; keeps `namesKept` names of each, so memory stays flat. */
export function startWhatIf(namesKept: number) {
  const moves = new Map<WhatIfDimension, Map<string, Move>>(
    whatIfDimensions.map((dimension) => [dimension, new Map()]),
  )
  const note = (move: Move, { customerNo, name, rmName, aumFen }: CustomerFacts) => {
    move.customers++
    move.aumFen += aumFen ?? 0
    move.names.push({ customerNo, name, rmName, aumFen })
    // Sorting now and then is cheaper than keeping order at every name.
    if (move.names.length >= 2 * namesKept) move.names = move.names.sort(byAum).slice(0, namesKept)
  }
  return {
    add(facts: CustomerFacts, now: Judgement, then: Judgement): void {
      for (const dimension of whatIfDimensions) {
        const [from, to] = [valueOf[dimension](now), valueOf[dimension](then)]
        if (from === to) continue
        const found = moves.get(dimension)
        const key = `${from}|${to}`
        const move = found?.get(key) ?? { from, to, customers: 0, aumFen: 0, names: [] }
        found?.set(key, move)
        note(move, facts)
      }
    },
    result(): WhatIfResult[] {
      return whatIfDimensions.map((dimension) => {
        const found = [...(moves.get(dimension)?.values() ?? [])]
        return {
          dimension,
          moved: found.reduce((sum, { customers }) => sum + customers, 0),
          moves: found
            .map((move) => ({ ...move, names: move.names.sort(byAum).slice(0, namesKept) }))
            .sort((a, b) => b.customers - a.customers || (a.from + a.to < b.from + b.to ? -1 : 1)),
        }
      })
    },
  }
}
