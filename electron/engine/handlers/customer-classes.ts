/** What the segment rules say of one customer at a date, with the reasons as sentences. */
import type { CustomerClasses } from '../../../shared/contract/segmentation.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { columnLabel } from '../../../shared/domain/labels.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { Explained, Reason } from '../../../shared/domain/reasons.ts'
import type { NearLine, StageResult } from '../../../shared/domain/segments.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import type { HnwLayer } from '../../../shared/playbook/segmentation.ts'
import { nearView } from '../core/segmentation/near-arithmetic.ts'
import { offList } from '../core/segmentation/off-list.ts'
import type { ReadDb } from '../db/types.ts'
import { segmentedAt, type SegmentedCustomer } from './derive.ts'

type Shown = CustomerClasses['man']['reasons'][number]

/** A reason as it crosses the process boundary, with lists of its own. */
const shown = (each: Reason): Shown => structuredClone(each) as Shown

function explained<T, S>({ result, reasons }: Explained<T>, show: (result: T) => S) {
  return { result: show(result), sentences: reasons.map(reasonSentence), reasons: reasons.map(shown) }
}

const nearLineOf = (line: NearLine | null): CustomerClasses['near']['result']['tier'] => {
  if (!line) return null
  const { key, lineFen, edge, gapFen } = line.near
  return { key, lineFen, edge, gapFen, ask: line.ask }
}

function stageOf({ stage, substantiveLoss }: StageResult, { stages }: Playbook) {
  return { stage, substantiveLoss, care: stage && stages.care[stage] }
}

function layerOf(layer: HnwLayer | null, { hnw }: Playbook) {
  const found = hnw.layers.find((each) => each.layer === layer)
  return found
    ? { layer: found.layer, title: found.title, traits: found.traits, approach: found.approach }
    : null
}

/** Null when the customer is not in the snapshot of the date. Amounts are fen. */
export function classesOf(db: ReadDb, asOf: IsoDate, customerNo: string): CustomerClasses | null {
  const [found] = segmentedAt(db, asOf, customerNo)
  return found ? classesFrom(found) : null
}

/** The same of a customer judged already. */
export function classesFrom({ input, result, segments, playbook }: SegmentedCustomer): CustomerClasses {
  return {
    man: explained(segments.man, (man) => ({
      ...man,
      letters: { ...man.letters },
      overridden: [...man.overridden],
      questions: man.questions.map(({ letter, texts }) => ({ letter, texts: [...texts] })),
    })),
    groups: explained(segments.groups, ({ groups, unknown, staff }) => ({
      groups: [...groups],
      unknown: unknown.map(({ group, missing }) => ({ group, missing: missing.map(columnLabel) })),
      staff,
    })),
    stage: explained(segments.stage, (stage) => stageOf(stage, playbook)),
    hnw: explained(segments.hnw, (layer) => layerOf(layer, playbook)),
    crossSelling: explained(
      segments.crossSelling,
      (views) =>
        views && {
          baseFen: views.baseFen,
          lines: [...views.lines],
          gaps: [...views.gaps],
          neverHeld: [...views.neverHeld],
          unknown: [...views.unknown],
        },
    ),
    near: explained(nearView(input.facts, playbook), ({ tier, invitation }) => ({
      tier: nearLineOf(tier),
      invitation: nearLineOf(invitation),
    })),
    offList: explained(offList(input, result, playbook), (steps) => [...steps]),
    communities: explained(segments.communities, (keys) => [...keys]),
  }
}
