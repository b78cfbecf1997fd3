/**
 * The playbook's sections for segments beyond tier and familiarity: MAN, special groups, lifecycle stages, layers of
 * the wealthy, model allocations and communities. Numbers, words looked for in notes and the texts shown are all
 * data of the branch. Amounts are fen, durations days, ages full years with both ends included.
 */
import { z } from 'zod'
import { assetClasses } from '../domain/fields.ts'

const fen = z.int().min(0)
const days = z.int().min(0)
const share = z.number().min(0).max(1)
const age = z.int().min(0).max(150)
const text = z.string().trim().min(1, '请填写文字')
const words = z.array(text)
const ages = z.object({ from: age, to: age }).refine((a) => a.from <= a.to, '起始年龄不能大于截止年龄')

export const manLetters = ['money', 'authority', 'need'] as const
export type ManLetter = (typeof manLetters)[number]
/** Capital = has it, small = has it not. */
export const manGroups = ['MAN', 'MAn', 'MaN', 'mAN', 'Man', 'mAn', 'maN', 'man'] as const
export type ManGroup = (typeof manGroups)[number]

export const specialGroups = [
  'payroll',
  'payrollStopped',
  'merchant',
  'owner',
  'senior',
  'seniorCare',
  'parent',
  'car',
  'women',
  'farmer',
  'young',
  'loan',
  'card',
  'custody',
  'fundLoss',
  'newCustomer',
  'staff',
] as const
export type SpecialGroup = (typeof specialGroups)[number]

/** In the order of precedence: the first that applies is the customer's stage. */
export const stageKeys = ['cooling', 'close', 'product_holder', 'account_only'] as const
export type Stage = (typeof stageKeys)[number]

/** From below. */
export const hnwLayers = ['inherited', 'professional', 'business', 'ultra'] as const
export type HnwLayer = (typeof hnwLayers)[number]

export const communityKinds = ['employer', 'compound', 'street', 'school'] as const
export type CommunityKind = (typeof communityKinds)[number]

export const manSection = z.object({
  /** Difficulty, 1 = easiest. */
  coefficients: z.record(z.enum(manGroups), z.int().min(1)),
  /** Customers who may be this easy come first. */
  priorityUpTo: z.int().min(1),
  money: z.object({
    averageFen: fen,
    peakFen: fen,
    payrollFen: fen,
    inflowFen: fen,
    inflowDays: days,
    loanFen: fen,
    /** A loan is normal unless a remark says one of these. */
    loanTroubleWords: words,
  }),
  authority: z.object({
    age: ages,
    studentWords: words,
    /** Noted words that mean somebody else decides. */
    asksFamilyWords: words,
    /** Noted words with which a customer above the age is known to decide alone. */
    decidesWords: words,
  }),
  need: z.object({
    maturityDays: days,
    demandFen: fen,
    demandShare: share,
    inflowFen: fen,
    inflowDays: days,
    classGoneDays: days,
    outflowDays: days,
    /** How a counterparty that is the customer at another bank is written. */
    sameNameWords: words,
    singleClasses: z.int().min(1),
    loanEndDays: days,
    /** How a loan in the list of maturities is told from a product. */
    loanWords: words,
  }),
  /** What to ask where a letter is unknown. */
  questions: z.record(z.enum(manLetters), z.array(text).min(1, '至少留一个问题')),
})

export const groupsSection = z.object({
  seniorAge: age,
  womenAge: ages,
  youngAge: ages,
  /** Words in occupation, remark, notes and tags that place a customer in a group. */
  words: z.object({
    owner: words,
    parent: words,
    car: words,
    farmer: words,
    fundLoss: words,
  }),
  farmerAddressWords: words,
})

export const stagesSection = z.object({
  /** Asset classes a close customer holds at least. */
  closeClasses: z.int().min(1),
  /** Notes older than this no longer make a customer cooling. */
  noteDays: days,
  complaintWords: words,
  compareWords: words,
  /** AUM above the sum of the known classes by more than this hides a class. */
  unexplainedFen: fen,
  care: z.record(z.enum(stageKeys), text),
})

export const hnwSection = z.object({
  layers: z
    .array(z.object({ layer: z.enum(hnwLayers), loFen: fen, title: text, traits: text, approach: text }))
    .length(hnwLayers.length)
    .check((ctx) => {
      ctx.value.forEach((line, i) => {
        const before = ctx.value[i - 1]
        if (line.layer !== hnwLayers[i] || (before && line.loFen <= before.loFen))
          ctx.issues.push({
            code: 'custom',
            input: line,
            path: [i, 'loFen'],
            message: '高净值分层线必须逐层升高',
          })
      })
    }),
})

const parts = 1_000_000

/** Shares are meant with six decimals; so taken they must sum to exactly one. */
export const modelAllocation = z
  .record(z.enum(assetClasses), share)
  .refine(
    (model) => Object.values(model).reduce((sum, each) => sum + Math.round(each * parts), 0) === parts,
    '各类资产的占比合计须为 100%',
  )
export type ModelAllocation = z.infer<typeof modelAllocation>

export const communitiesSection = z.object({
  /** Fewer customers than this are no community. */
  minSize: z.int().min(2),
  /** Legal forms cut off a company's name, with everything behind them. */
  companyForms: words,
  /** Endings taken off a company's name. */
  companyEndings: words,
  /** What stands in the employer column without being one. */
  notEmployers: words,
  schoolWords: words,
  compoundEndings: words,
  streetEndings: words,
})
