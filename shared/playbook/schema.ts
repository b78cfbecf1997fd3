/**
 * The playbook (经营手册): every threshold, table and weight the rules use, as one validated document.
 *
 * It is stored by version with the date from which it applies; each derived result records the version it
 * was made with. Rules receive a `Playbook` as an argument and hold no number of their own. Amounts are
 * fen, durations days (working days where the name says so), shares are fractions of 1.
 */
import { z } from 'zod'
import { extractKinds } from '../domain/fields.ts'
import { headerAliases } from './aliases.ts'
import { keepableFields } from './keepable.ts'
import {
  communitiesSection,
  groupsSection,
  hnwSection,
  manSection,
  modelAllocation,
  stagesSection,
} from './segmentation.ts'

const fen = z.int().min(0)
const days = z.int().min(0)
const share = z.number().min(0).max(1)
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, '时间须为 HH:MM')

export const tierKeys = ['potential', 'effective', 'mid', 'high', 'private'] as const
export type Tier = (typeof tierKeys)[number]
export const dormancyKeys = ['active', 'light', 'medium', 'deep'] as const
export type DormancyLevel = (typeof dormancyKeys)[number]
export const warningColours = ['yellow', 'orange', 'red'] as const
export type WarningColour = (typeof warningColours)[number]
export const familiarityKeys = ['stranger', 'acquainted', 'familiar'] as const
export type Familiarity = (typeof familiarityKeys)[number]
/** Why a customer is to be contacted, for urgency points; strongest reasons first. */
export const planReasonKinds = [
  'suddenFall',
  'fall',
  'maturityPast',
  'maturitySoon',
  'maturityAhead',
  'payrollStopped',
  'tierDown',
  'handover',
  'nearThreshold',
  'sleeper',
  'overdue',
  'peakFarAbove',
  'riskExpiry',
  'promised',
  'classesFewer',
  'newCustomer',
  'birthday',
  'noLogin',
] as const
export type PlanReasonKind = (typeof planReasonKinds)[number]
export const nineBoxRows = ['low', 'middle', 'top'] as const
export type NineBoxRow = (typeof nineBoxRows)[number]

const tierLine = z.object({ tier: z.enum(tierKeys), loFen: fen, rhythmDays: days.min(1) })

const fallStep = z.object({ colour: z.enum(warningColours), share })

const nineBoxCell = z.object({
  title: z.string().min(1),
  aim: z.string().min(1),
  strategy: z.string().min(1),
})

const headerAlias = z
  .object({
    kind: z.enum(extractKinds),
    field: z.string(),
    header: z.string().trim().min(1, '请填写列名').max(60, '列名最多 60 个字'),
  })
  .refine(({ kind, field }) => Object.hasOwn(headerAliases[kind], field), {
    path: ['field'],
    message: '这类文件里没有这项内容',
  })

/** Headers that are looked up alike count as one. */
const sameHeader = (header: string) => header.normalize('NFKC').replace(/\s+/g, '').toLowerCase()

export const playbookSchema = z.object({
  /** Tiers, lowest first; each runs from its line to the next one's: [lo, hi). */
  tiers: z
    .array(tierLine)
    .length(tierKeys.length)
    .check((ctx) => {
      ctx.value.forEach((line, i) => {
        const before = ctx.value[i - 1]
        const wrongOrder = line.tier !== tierKeys[i]
        const wrongLine = before ? line.loFen <= before.loFen : line.loFen !== 0
        if (wrongOrder || wrongLine)
          ctx.issues.push({
            code: 'custom',
            input: line,
            path: [i, 'loFen'],
            message: '分层线必须从 0 开始逐层升高，中间不能有空档',
          })
      })
    }),
  familiarity: z.object({
    windowDays: days,
    /** Points for 0, 1, 2, 3 or more effective contacts in the window. */
    frequencyPoints: z.array(z.int().min(0)).length(4),
    bonusPoints: z.int().min(0),
    bonusVisitDays: days,
    informationPoints: z.int().min(0),
    familiar: z.object({ frequency: z.int(), information: z.int() }),
    /** Any of these pairs makes a customer acquainted. */
    acquainted: z.array(z.object({ frequency: z.int(), information: z.int() })).min(1),
  }),
  nineBox: z.object({
    rowOfTier: z.record(z.enum(tierKeys), z.enum(nineBoxRows)),
    cells: z.record(z.enum(nineBoxRows), z.record(z.enum(familiarityKeys), nineBoxCell)),
  }),
  /** Signals that bring a low-tier stranger to a human. */
  lowStrangerSignals: z.object({ peakFen: fen, weekInflowFen: fen }),
  nearThreshold: z.object({
    /** Tier lines: a customer is near when the measure lies in [share × line, line). */
    lines: z.array(z.object({ key: z.string(), lineFen: fen, share })).min(1),
    /** Lines of events one is invited to; shown, not counted as tier lines. */
    invitationLinesFen: z.array(fen),
    /** From which share of an invitation line one is invited: lines up to `lowUpToFen`, and those above. */
    invitation: z.object({ lowUpToFen: fen, lowShare: share, share }),
    fallingShare: share,
  }),
  dormancy: z
    .object({ lightDays: days, mediumDays: days, deepDays: days, payrollMonths: z.int() })
    .refine((d) => d.lightDays < d.mediumDays, { path: ['mediumDays'], message: '中睡天数须多于浅睡' })
    .refine((d) => d.mediumDays < d.deepDays, { path: ['deepDays'], message: '深睡天数须多于中睡' }),
  warnings: z.object({
    fall: z.object({ steps: z.array(fallStep).min(1), baseFen: fen, fallFen: fen }),
    suddenFall: z.object({ fallFen: fen, share, baseFen: fen }),
    monthAverageFallShare: share,
    /** A month average below this is too small for its fall to be a warning. */
    monthAverageFallBaseFen: fen,
    maturity: z.object({ yellowDays: days, orangeDays: days, pastDays: days }),
    payrollStoppedDays: days,
    contactOverdueFactor: z.number().min(1),
    handoverWorkingDays: days,
    /** Asset classes still held at which losing one is a warning. */
    classesFewer: z.object({ yellowAt: z.int().min(0), orangeAt: z.int().min(0) }),
    peakFarAbove: z.object({ peakFen: fen, share }),
    riskExpiryDays: days,
  }),
  man: manSection,
  groups: groupsSection,
  stages: stagesSection,
  hnw: hnwSection,
  crossSelling: z.object({
    /** A class short of its model by less than this is no gap. */
    minGapFen: fen,
    models: z.record(z.enum(tierKeys), modelAllocation),
  }),
  communities: communitiesSection,
  contact: z.object({ effectiveSeconds: z.int().min(0), coolingOffDays: days, maxAttemptsPerWeek: z.int() }),
  planning: z.object({
    dayMinutes: z.int().min(0),
    plannedMinutes: z.int().min(0),
    maxCalls: z.int().min(0),
    maxMeetings: z.int().min(0),
    callMinutes: z.int().min(1),
    meetingMinutes: z.int().min(1),
    messageMinutes: z.int().min(1),
    hours: z.object({ from: clockTime, to: clockTime, pauseFrom: clockTime, pauseTo: clockTime }),
    slots: z.object({
      retired: z.tuple([clockTime, clockTime]),
      salaried: z.tuple([clockTime, clockTime]),
      merchant: z.tuple([clockTime, clockTime]),
    }),
    /** Starts of contacts lie on this grid of minutes. */
    slotStepMinutes: z.int().min(1),
    /** From this age a customer is offered the morning slots of the retired. */
    retiredAge: z.int(),
    seniorAge: z.int(),
    seniorConfirmFromRisk: z.int(),
    maturityAheadDays: days,
    riskExpiryAheadDays: days,
    newCustomerDays: days,
    /** Working days after the data date within which a reason wants a first contact. */
    latestWorkingDays: z.partialRecord(z.enum(planReasonKinds), days),
    /** Who is met rather than called, when known to the RM. */
    meeting: z.object({ tiers: z.array(z.enum(tierKeys)), reasons: z.array(z.enum(planReasonKinds)) }),
    /** Working days after a contact within which the promise made in it is kept. */
    followUpWorkingDays: days,
    /** Share of a lost amount a contact is expected to bring back. */
    expectedRecoverShare: share,
    weights: z.object({
      /** Points of each tier's value part. */
      value: z.record(z.enum(tierKeys), z.number()),
      /** Points of each reason's urgency. */
      urgency: z.record(z.enum(planReasonKinds), z.number()),
      /** Points of every further reason, up to the cap. */
      otherReason: z.number(),
      otherReasonsCap: z.number(),
      colour: z.record(z.enum(warningColours), z.number()),
      sleeperOnceValuable: z.number(),
      overduePerRhythm: z.number(),
      overdueCap: z.number(),
      reachable: z.object({ wecom: z.number(), answeredBefore: z.number(), noPhone: z.number() }),
      effortPerMinute: z.number(),
    }),
    /** Weight of existing-customer work in each quarter (1 = plain). */
    quarterWeights: z.tuple([z.number(), z.number(), z.number(), z.number()]),
    /** Sleepers whose highest known value is below this stay with batch messages. */
    sleeperMinValueFen: fen,
  }),
  import: z.object({
    maxRejectShare: share,
    maxVanishedShare: share,
    scaleJumpFactor: z.number(),
    /** Headers of the branch's own, on top of the built-in dictionary; `field` is one of the kind's. */
    aliases: z
      .array(headerAlias)
      .max(500, '最多 500 条')
      .check((ctx) => {
        const seen = new Set<string>()
        ctx.value.forEach(({ kind, header }, i) => {
          const key = `${kind}|${sameHeader(header)}`
          if (seen.has(key))
            ctx.issues.push({
              code: 'custom',
              input: header,
              path: [i, 'header'],
              message: '同一类文件里这个列名已经对应了一项内容',
            })
          seen.add(key)
        })
      }),
    /** Customer facts whose empty cell keeps the value known before; elsewhere empty is unknown. */
    keepWhenBlank: z.array(z.enum(keepableFields)),
    /** A column whose share of empty cells moved by this much since the last extract is pointed out. */
    blankDriftShare: share,
  }),
})
export type Playbook = z.infer<typeof playbookSchema>
