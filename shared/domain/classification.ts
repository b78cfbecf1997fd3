/** What the rules say of a customer at a data date; stored per snapshot date and playbook version. */
import type { DormancyLevel, Familiarity, NineBoxRow, Tier, WarningColour } from '../playbook/schema.ts'
import type { Contact, CustomerFacts, Holding, Movement } from './customer.ts'
import type { IsoDate } from './dates.ts'
import type { Fen } from './money.ts'
import type { Explained, Reason } from './reasons.ts'

export const warningRules = [
  'aumFall',
  'suddenFall',
  'monthAverageFall',
  'tierDown',
  'maturity',
  'payrollStopped',
  'noLogin',
  'contactOverdue',
  'classesFewer',
  'handover',
] as const
export type WarningRule = (typeof warningRules)[number]

export interface Warning {
  readonly rule: WarningRule
  readonly colour: WarningColour
  readonly reasons: readonly Reason[]
}

/** A tier line the customer is just below (rising) or just above (falling). */
export interface NearThreshold {
  /** Key of the playbook line, e.g. '5w'. */
  readonly key: string
  readonly lineFen: Fen
  readonly edge: 'rising' | 'falling'
  /** What is missing to the line (rising) or left above it (falling). */
  readonly gapFen: Fen
  readonly reasons: readonly Reason[]
}

/** Everything the rules may look at for one customer; all of it as of `facts.asOf` or earlier. */
export interface CustomerInput {
  readonly facts: CustomerFacts
  /** The same customer in the snapshot before, null when there is none or the customer was not in it. */
  readonly previous: CustomerFacts | null
  /** The last snapshot of the previous calendar month, if any. */
  readonly lastMonth: CustomerFacts | null
  /** Maturing holdings known at the data date. */
  readonly holdings: readonly Holding[]
  /** Large movements of the last 30 days. */
  readonly movements: readonly Movement[]
  /** The customer's contacts, newest first. */
  readonly contacts: readonly Contact[]
  /** Date of the last change of the managing RM seen between snapshots, if any. */
  readonly rmChangedOn: IsoDate | null
}

/** What is known of the branch's data as a whole; decides between "no" and "unknown". */
export interface BranchContext {
  readonly asOf: IsoDate
  /** True when the branch has any contact log within the familiarity window. */
  readonly hasContactLog: boolean
  /** Information items no column or person has ever filled in this branch; left out of the share known. */
  readonly unobtainable: readonly string[]
  /** Working days after a date up to the data date; null without a calendar, then hand-overs stay unjudged. */
  readonly workingDaysSince: ((date: IsoDate) => number) | null
}

export interface FamiliarityResult {
  readonly frequencyPoints: number | null
  readonly informationPoints: number
  readonly level: Familiarity | null
  /** The extract's own contact count was used because no log covers the period. */
  readonly unconfirmed: boolean
}

export interface Classification {
  readonly customerNo: string
  readonly measureFen: Fen | null
  readonly tier: Explained<Tier | null>
  readonly dormancy: Explained<DormancyLevel | null>
  /** Days without an active transaction at the data date. */
  readonly daysDormant: number | null
  /** max(AUM, peak AUM, months × payroll): what a sleeper was or is worth. */
  readonly sleeperValueFen: Fen | null
  readonly familiarity: Explained<FamiliarityResult>
  readonly nineBoxRow: NineBoxRow | null
  readonly near: NearThreshold | null
  readonly warnings: readonly Warning[]
  /** Worst colour of the `aumFall` rule alone. */
  readonly aumFall: WarningColour | null
  /** Days since the last effective contact, null when none is on record. */
  readonly daysSinceContact: number | null
  /** Why this customer is kept off sleeper lists and plans, if so. */
  readonly excluded: 'dnc' | 'restricted' | 'staff' | 'deceased' | null
}
