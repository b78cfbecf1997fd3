/** MAN, special groups, stages, wealth layers, gaps and communities: figures of a date, and all of it of a customer. */
import { z } from 'zod'
import { fen, isoDate, reason } from './common.ts'
import { warningRules } from '../domain/classification.ts'
import { assetClasses } from '../domain/fields.ts'
import { offListSteps } from '../domain/segments.ts'
import {
  communityKinds,
  hnwLayers,
  manGroups,
  manLetters,
  specialGroups,
  stageKeys,
} from '../playbook/segmentation.ts'

export const answer = z.enum(['yes', 'no', 'unknown'])
export const manLetter = z.enum(manLetters)
const manGroup = z.enum([...manGroups, 'unknown'])
const assetClass = z.enum(assetClasses)

/** A result with the comparisons it rests on, each said as a sentence. */
const explained = <T extends z.ZodType>(result: T) =>
  z.object({ result, sentences: z.array(z.string()), reasons: z.array(reason) })

const man = z.object({
  letters: z.record(manLetter, answer),
  /** Letters answered by a person. */
  overridden: z.array(manLetter),
  group: manGroup,
  best: z.int(),
  worst: z.int(),
  priorityPool: z.boolean(),
  /** What to ask, for each letter that is unknown. */
  questions: z.array(z.object({ letter: manLetter, texts: z.array(z.string()) })),
})

const groups = z.object({
  groups: z.array(z.enum(specialGroups)),
  /** Groups that cannot be told, with the Chinese names of what would tell. */
  unknown: z.array(z.object({ group: z.enum(specialGroups), missing: z.array(z.string()) })),
  staff: z.boolean(),
})

const stage = z.object({
  stage: z.enum(stageKeys).nullable(),
  substantiveLoss: z.boolean().nullable(),
  /** How customers of this stage are cared for. */
  care: z.string().nullable(),
})

const hnw = z
  .object({ layer: z.enum(hnwLayers), title: z.string(), traits: z.string(), approach: z.string() })
  .nullable()

const crossSelling = z
  .object({
    baseFen: fen,
    /** One line per class; the model's fen sum to the base. Null amounts are unknown. */
    lines: z.array(
      z.object({
        assetClass,
        amountFen: fen.nullable(),
        share: z.number().nullable(),
        modelShare: z.number(),
        modelFen: fen,
        gapFen: fen.nullable(),
        held: z.enum(['now', 'before', 'never', 'unknown']),
      }),
    ),
    gaps: z.array(assetClass),
    neverHeld: z.array(assetClass),
    unknown: z.array(assetClass),
  })
  .nullable()

/** The sum to be said aloud: keep `amountFen` more for `days` days and the month average reaches the line. */
const nearAsk = z.object({
  lineFen: fen,
  projectedFen: fen,
  amountFen: fen,
  days: z.int(),
  passed: z.int(),
  left: z.int(),
  total: z.int(),
  until: isoDate,
  nextMonth: z.boolean(),
})
const nearLine = z
  .object({
    key: z.string(),
    lineFen: fen,
    edge: z.enum(['rising', 'falling']),
    gapFen: fen,
    ask: nearAsk.nullable(),
  })
  .nullable()

const offListStep = z.object({
  list: z.enum([...warningRules, 'dormancy']),
  step: z.enum(offListSteps),
  amountFen: fen.nullable(),
  count: z.int(),
  from: isoDate.nullable(),
})

const communityKey = z.object({ kind: z.enum(communityKinds), key: z.string() })

/** Everything the segment rules say of one customer. */
export const customerClasses = z.object({
  man: explained(man),
  groups: explained(groups),
  stage: explained(stage),
  hnw: explained(hnw),
  crossSelling: explained(crossSelling),
  near: explained(z.object({ tier: nearLine, invitation: nearLine })),
  /** One step per list the customer is on; sentence and reason n belong to step n. */
  offList: explained(z.array(offListStep)),
  communities: explained(z.array(communityKey)),
})
export type CustomerClasses = z.infer<typeof customerClasses>
