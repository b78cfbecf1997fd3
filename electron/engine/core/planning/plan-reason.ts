/**
 * A reason to contact a customer this week, with what the texts say about it. Every kind carries its own facts
 * so that no sentence of the plan has to be generic; `evidence` is the same in re-evaluable form.
 */
import type { Holding, Movement } from '../../../../shared/domain/customer.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { PlanReasonKind } from '../../../../shared/playbook/schema.ts'
import type { Reason } from '../../../../shared/domain/reasons.ts'
import type { DormancyLevel, Tier, WarningColour } from '../../../../shared/playbook/schema.ts'

interface Common {
  readonly kind: PlanReasonKind
  readonly colour: WarningColour | null
  /** Last date on which a contact still serves the reason; null = any day of the week. */
  readonly latestDate: IsoDate | null
  /** The money the reason is about; 0 where it is about none. Decides between equal scores. */
  readonly stakeFen: Fen
  /** Points of urgency beyond kind and colour, with the Chinese words for them. */
  readonly extra: { readonly points: number; readonly words: string } | null
  readonly evidence: readonly Reason[]
}

export interface FallReason extends Common {
  readonly kind: 'suddenFall' | 'fall'
  readonly measure: 'aum' | 'monthAverage'
  readonly beforeFen: Fen | null
  readonly nowFen: Fen | null
  readonly since: IsoDate | null
  /** The largest known outflow of the period. */
  readonly outflow: Movement | null
}

export interface MaturityReason extends Common {
  readonly kind: 'maturityPast' | 'maturitySoon' | 'maturityAhead'
  /** The holding maturing first (past due: last), the others counted in. */
  readonly holding: Holding
  readonly date: IsoDate
  /** Days from the data date to the maturity; negative when past. */
  readonly days: number
  readonly count: number
  readonly totalFen: Fen
}

export interface PayrollReason extends Common {
  readonly kind: 'payrollStopped'
  readonly lastDate: IsoDate | null
  readonly days: number | null
  readonly amountFen: Fen | null
}

export interface TierDownReason extends Common {
  readonly kind: 'tierDown'
  readonly from: Tier | null
  readonly to: Tier | null
  /** Line of the tier that was left. */
  readonly lineFen: Fen | null
  readonly measureFen: Fen | null
}

export interface HandoverReason extends Common {
  readonly kind: 'handover'
  readonly changedOn: IsoDate | null
  readonly fromName: string | null
}

export interface NearReason extends Common {
  readonly kind: 'nearThreshold'
  readonly lineFen: Fen
  readonly gapFen: Fen
  readonly measureFen: Fen
}

export interface SleeperReason extends Common {
  readonly kind: 'sleeper'
  readonly level: Exclude<DormancyLevel, 'active'>
  readonly days: number | null
  readonly lastTxnDate: IsoDate | null
  readonly valueFen: Fen
}

export interface OverdueReason extends Common {
  readonly kind: 'overdue'
  /** Days since the last effective contact; null = none on record. */
  readonly days: number | null
  readonly rhythmDays: number
  readonly stranger: boolean
}

export interface PeakReason extends Common {
  readonly kind: 'peakFarAbove'
  readonly peakFen: Fen
  readonly nowFen: Fen
}

export interface RiskExpiryReason extends Common {
  readonly kind: 'riskExpiry'
  readonly expiry: IsoDate
  readonly days: number
}

export interface PromisedReason extends Common {
  readonly kind: 'promised'
  readonly promisedFor: IsoDate
  readonly contactDate: IsoDate
  readonly notes: string | null
}

export interface ClassesReason extends Common {
  readonly kind: 'classesFewer'
  readonly before: readonly string[]
  readonly now: readonly string[]
}

export interface NewCustomerReason extends Common {
  readonly kind: 'newCustomer'
  readonly openDate: IsoDate
  readonly days: number
}

export interface BirthdayReason extends Common {
  readonly kind: 'birthday'
  readonly date: IsoDate
  readonly age: number
}

export interface NoLoginReason extends Common {
  readonly kind: 'noLogin'
}

export type PlanReason =
  | FallReason
  | MaturityReason
  | PayrollReason
  | TierDownReason
  | HandoverReason
  | NearReason
  | SleeperReason
  | OverdueReason
  | PeakReason
  | RiskExpiryReason
  | PromisedReason
  | ClassesReason
  | NewCustomerReason
  | BirthdayReason
  | NoLoginReason

/** What every rule of this folder looks at. */
export interface ReasonContext {
  readonly asOf: IsoDate
  /** Working days of the planned week, in order; never empty where rules are asked. */
  readonly days: readonly IsoDate[]
}
