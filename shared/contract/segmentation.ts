/** MAN, special groups, stages, wealth layers, gaps and communities: figures of a date, and all of it of a customer. */
import { z } from 'zod'
import { command, query } from './route.ts'
import { done, fen, isoDate, reason } from './common.ts'
import { warningRules } from '../domain/classification.ts'
import { assetClasses } from '../domain/fields.ts'
import { offListSteps } from '../domain/segments.ts'
import { familiarityKeys } from '../playbook/schema.ts'
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

const asOf = z.object({ asOf: isoDate.optional() })

/** Customers and the sum of their known AUM; every figure of these routes drills down by `customerFilter`. */
const figure = { customers: z.int(), aumFen: fen }

const manFigures = z.object({
  asOf: isoDate,
  ...figure,
  /** The eight groups, easiest first, then `unknown`; together all customers. */
  groups: z.array(
    z.object({
      group: manGroup,
      ...figure,
      /** Difficulty of the group; null for `unknown`, whose customers each have a range. */
      coefficient: z.int().nullable(),
      /** Of these in the priority pool. */
      priority: z.object(figure),
    }),
  ),
  /** Highest coefficient of the priority pool, and who is in it. */
  priorityUpTo: z.int(),
  priority: z.object(figure),
  letters: z.array(
    z.object({
      letter: manLetter,
      yes: z.int(),
      no: z.int(),
      /** Of whom it cannot be told, and what would settle it: a question, or a column the data lack. */
      unknown: z.object(figure),
      questions: z.array(z.string()),
      lacking: z.array(z.object({ column: z.string(), label: z.string() })),
      /** Answered by a person. */
      byHand: z.int(),
    }),
  ),
})

const groupFigures = z.object({
  asOf: isoDate,
  ...figure,
  groups: z.array(
    z.object({ group: z.enum(specialGroups), ...figure, /** Cannot be told. */ unknown: z.int() }),
  ),
  /** The four stages and `unknown`; together all customers. */
  stages: z.array(
    z.object({ stage: z.enum([...stageKeys, 'unknown']), ...figure, care: z.string().nullable() }),
  ),
  substantiveLoss: z.object(figure),
  layers: z.array(
    z.object({
      layer: z.enum(hnwLayers),
      loFen: fen,
      title: z.string(),
      traits: z.string(),
      approach: z.string(),
      ...figure,
    }),
  ),
})

const classFigures = z.object({
  asOf: isoDate,
  /** One line per class: the three views (gap, ratio, type) over all customers. */
  classes: z.array(
    z.object({
      assetClass,
      holders: z.int(),
      neverHeld: z.int(),
      /** Whose amount is unknown. */
      unknown: z.int(),
      amountFen: fen,
      modelFen: fen,
      /** Share of all known amounts, and what the models of the tiers would have; null when there is nothing. */
      share: z.number().nullable(),
      modelShare: z.number().nullable(),
      /** Customers short of the model by `minGapFen` or more, and by how much together. */
      short: z.int(),
      shortFen: fen,
    }),
  ),
  minGapFen: fen,
})

const communityFigures = z.object({
  asOf: isoDate,
  minSize: z.int(),
  /** Communities of that size or more; pages of them, largest first. */
  total: z.int(),
  communities: z.array(
    communityKey.extend({
      ...figure,
      aumUnknown: z.int(),
      payroll: z.int(),
      /** Payroll customers among those of whom it is known; null when it is known of nobody. */
      payrollShare: z.number().nullable(),
      merchants: z.int(),
      owners: z.int(),
      familiar: z.int(),
      acquainted: z.int(),
      /** The best familiarity anybody of us has there. */
      best: z.enum(familiarityKeys).nullable(),
      /** Who of us knows people there: most familiar first, at most three. `rmNo` null = nobody manages them. */
      rms: z.array(
        z.object({
          rmNo: z.string().nullable(),
          rmName: z.string().nullable(),
          customers: z.int(),
          familiar: z.int(),
          acquainted: z.int(),
          /** Had an effective contact within the window of familiarity. */
          contacted: z.int(),
        }),
      ),
    }),
  ),
})

export const segmentationRoutes = {
  'segmentation.man': query(asOf, manFigures.nullable()),
  /** Special groups, lifecycle stages and layers of the wealthy. */
  'segmentation.groups': query(asOf, groupFigures.nullable()),
  'segmentation.crossSelling': query(asOf, classFigures.nullable()),
  'segmentation.communities': query(
    asOf.extend({
      kinds: z.array(z.enum(communityKinds)).optional(),
      search: z.string().max(60).optional(),
      offset: z.int().min(0).default(0),
      limit: z.int().min(1).max(500).default(100),
    }),
    communityFigures.nullable(),
  ),
  /** One customer, with reasons; null when the customer was not in the snapshot. */
  'segmentation.customer': query(
    asOf.extend({ customerNo: z.string() }),
    z.object({ asOf: isoDate, classes: customerClasses }).nullable(),
  ),
  /** A person's answer for one letter, from the latest data date on; null lets the rules answer again. */
  'segmentation.overrideMan': command(
    z.object({
      customerNo: z.string(),
      letter: manLetter,
      answer: answer.nullable(),
      note: z.string().trim().max(200),
    }),
    done,
  ),
}
