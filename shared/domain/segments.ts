/**
 * What the rules say of a customer beyond tier, familiarity and warnings: MAN, special groups, stage, wealth layer,
 * the gaps to a model allocation and the communities. Every answer is yes, no or unknown; unknown is never "no".
 */
import type { CommunityKind, ManGroup, ManLetter, SpecialGroup, Stage } from '../playbook/segmentation.ts'
import type { NearThreshold, CustomerInput, WarningRule } from './classification.ts'
import type { CustomerFacts } from './customer.ts'
import type { IsoDate } from './dates.ts'
import type { AssetClass } from './fields.ts'
import type { Fen } from './money.ts'

export type Answer = 'yes' | 'no' | 'unknown'

/**
 * A column the branch's data has: a fact with a known value for at least one customer, or a source of its own.
 * `holdings`, `movements`: the list of maturities, of large movements; `loanEnd`: the list of maturities holds
 * loans; `contactNotes`: contacts with notes; `history`: an earlier snapshot. `children`, `car` and `fundResult` are
 * facts no extract brings yet.
 */
export type Column =
  | keyof CustomerFacts
  | 'holdings'
  | 'movements'
  | 'loanEnd'
  | 'contactNotes'
  | 'history'
  | 'children'
  | 'car'
  | 'fundResult'
export type Columns = ReadonlySet<Column>

/** Which classes a customer held in the snapshots before this one. */
export interface ClassHistory {
  /** Date of the earliest snapshot looked at, null when there is none. */
  readonly since: IsoDate | null
  /** Date of the latest earlier snapshot in which the class held money. */
  readonly lastHeld: Readonly<Partial<Record<AssetClass, IsoDate>>>
}

/** A person's answer for one letter, standing above what the columns say. */
export interface ManOverride {
  readonly letter: ManLetter
  readonly answer: Answer
  readonly note: string
  readonly setOn: IsoDate
}

/** A customer with what the segment rules look at besides the snapshot. */
export interface SegmentInput extends CustomerInput {
  readonly history: ClassHistory
  /** Tags put on the customer by hand. */
  readonly tags: readonly string[]
  /** Needs on record that nobody has answered yet. */
  readonly openNeeds: number
  readonly manOverrides: readonly ManOverride[]
}

export interface ManResult {
  readonly letters: Readonly<Record<ManLetter, Answer>>
  readonly overridden: readonly ManLetter[]
  readonly group: ManGroup | 'unknown'
  /** Easiest and hardest coefficient the unknown letters leave open; equal when nothing is unknown. */
  readonly best: number
  readonly worst: number
  readonly priorityPool: boolean
  /** What to ask, for each letter that is unknown. */
  readonly questions: readonly { readonly letter: ManLetter; readonly texts: readonly string[] }[]
}

export interface SpecialGroupsResult {
  readonly groups: readonly SpecialGroup[]
  /** Groups that cannot be told, with the columns that would tell. */
  readonly unknown: readonly { readonly group: SpecialGroup; readonly missing: readonly Column[] }[]
  /** The bank's own staff belong to no marketing group. */
  readonly staff: boolean
}

export interface StageResult {
  readonly stage: Stage | null
  /** Account only and hardly used: in truth lost already. Null when not account only, or unknown. */
  readonly substantiveLoss: boolean | null
}

/** `never`: not now and in no snapshot looked at. */
export type Held = 'now' | 'before' | 'never' | 'unknown'

export interface AllocationLine {
  readonly assetClass: AssetClass
  /** Null when the class has no column, or its cell is empty while AUM shows there is more than the known classes. */
  readonly amountFen: Fen | null
  readonly share: number | null
  readonly modelShare: number
  readonly modelFen: Fen
  /** Model − amount: positive is missing, negative is above the model. */
  readonly gapFen: Fen | null
  readonly held: Held
}

export interface CrossSellingResult {
  readonly baseFen: Fen
  /** One line per class, in the order of the classes; the model's fen sum to the base. */
  readonly lines: readonly AllocationLine[]
  /** Classes short of the model by the playbook's amount or more, widest gap first. */
  readonly gaps: readonly AssetClass[]
  readonly neverHeld: readonly AssetClass[]
  readonly unknown: readonly AssetClass[]
}

export interface CommunityKey {
  readonly kind: CommunityKind
  /** Normalised name; customers with the same kind and key are of one community. */
  readonly key: string
}

export interface Community extends CommunityKey {
  readonly customerNos: readonly string[]
  readonly size: number
  /** Sum of the known AUM. */
  readonly aumFen: Fen
  readonly aumUnknown: number
  readonly payroll: number
  /** Payroll customers among those of whom it is known; null when it is known of nobody. */
  readonly payrollShare: number | null
  readonly merchants: number
  readonly owners: number
  /** Customers in it we are familiar with, most assets first. */
  readonly familiar: readonly string[]
}

/** The sum to be said aloud for one line. */
export interface NearAsk {
  readonly lineFen: Fen
  /** The month average if nothing changes, rounded down to the fen. */
  readonly projectedFen: Fen
  /** More money to keep, in whole yuan rounded up; 0 = what is there suffices. */
  readonly amountFen: Fen
  /** For how many days it is kept. */
  readonly days: number
  readonly passed: number
  readonly left: number
  readonly total: number
  /** Last day of the month the average is of. */
  readonly until: IsoDate
  /** The data date ends its month: the sum is made for the next one. */
  readonly nextMonth: boolean
}

export interface NearLine {
  readonly near: NearThreshold
  /** Null when average or balance is unknown. */
  readonly ask: NearAsk | null
}

export interface NearView {
  /** The tier line just above or just below. */
  readonly tier: NearLine | null
  /** The invitation line just above. */
  readonly invitation: NearLine | null
}

export const offListSteps = [
  'aumBack',
  'averageBack',
  'tierBack',
  'settleMaturity',
  'payrollAgain',
  'loginOnce',
  'contactOnce',
  'holdClasses',
  'transactOnce',
] as const
export type OffListKind = (typeof offListSteps)[number]

/** The nearest change that would take the customer off one list. */
export interface OffListStep {
  readonly list: WarningRule | 'dormancy'
  readonly step: OffListKind
  /** Money steps: the amount to reach at least. Maturities: the money to settle. */
  readonly amountFen: Fen | null
  /** Classes to hold more, holdings to settle; 1 for what has to happen once. */
  readonly count: number
  /** The event counts from this day on; null for money steps. */
  readonly from: IsoDate | null
}
