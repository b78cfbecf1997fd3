/**
 * What a made-up branch looks like from outside: people, staff, shelf, targets and one snapshot per week.
 * Everything here is immutable data; the hidden state the behaviour works on is in `customer-state.ts`.
 */
import type { AssetClass } from '../../../shared/domain/fields.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { SimulatorParameters } from './parameters.ts'

export type StaffRole = 'head' | 'rm' | 'lobby' | 'teller'
export type RiskLevel = 1 | 2 | 3 | 4 | 5
export type ContactChannel = '面访' | '电话' | '短信' | '企微' | '微信'
export type ContactOutcome = '接通' | '未接' | '婉拒' | '勿扰' | '已到访' | '空号' | '已发送' | '已回复'
export type Counterparty = '他行同名' | '第三方支付' | '消费' | '他人' | '代发'

export interface LeavePeriod {
  readonly from: IsoDate
  /** Last day away. */
  readonly to: IsoDate
}

export interface StaffMember {
  /** 工号, five digits. */
  readonly no: string
  readonly name: string
  readonly role: StaffRole
  readonly leave: readonly LeavePeriod[]
}

/** What does not change over a customer's life with the branch. */
export interface Person {
  readonly customerNo: string
  readonly name: string
  readonly idNo: string
  readonly phone: string | null
  readonly gender: '男' | '女'
  readonly birthDate: IsoDate
  readonly occupation: string | null
  readonly employer: string | null
  readonly address: string
  readonly openDate: IsoDate
}

/** One customer on one data date, as the bank's systems would know it. */
export interface CustomerRow {
  readonly person: Person
  /** 工号 of the managing RM, null when nobody owns the customer. */
  readonly rmNo: string | null
  readonly bankGrade: string | null
  readonly riskRating: RiskLevel | null
  readonly riskExpiry: IsoDate | null
  readonly payroll: boolean
  readonly merchant: boolean
  readonly owner: boolean
  readonly staff: boolean
  readonly custody: boolean
  readonly creditCard: boolean
  readonly mobileBank: boolean
  readonly wecom: boolean
  /** null = the customer was never asked. */
  readonly consent: boolean | null
  readonly dnc: boolean
  readonly restriction: string | null
  readonly remark: string | null
  /** Balances in the order of `assetClasses`; their sum is `aum`. */
  readonly balances: readonly Fen[]
  readonly aum: Fen
  readonly aumMonthAvg: Fen
  readonly aumQuarterAvg: Fen
  readonly aumYearAvg: Fen
  readonly aumPeak: Fen
  readonly loan: Fen
  readonly payrollDate: IsoDate | null
  /** Salary credited in the previous calendar month; null for customers without a payroll contract. */
  readonly payrollAmount: Fen | null
  readonly payrollMonths: number | null
  readonly lastTxnDate: IsoDate | null
  readonly loginCount: number
  readonly lastContactDate: IsoDate | null
  /** Contacts of any outcome in the 90 days up to the data date. */
  readonly contactCount: number
  readonly contribution: Fen
}

export interface HoldingRow {
  readonly person: Person
  readonly productName: string
  readonly assetClass: AssetClass
  readonly risk: RiskLevel
  readonly amount: Fen
  readonly startDate: IsoDate
  readonly maturityDate: IsoDate
}

export interface MovementRow {
  readonly person: Person
  readonly date: IsoDate
  /** Always positive. */
  readonly amount: Fen
  readonly direction: '转入' | '转出'
  readonly counterparty: Counterparty
}

export interface ContactRow {
  readonly person: Person
  readonly date: IsoDate
  readonly channel: ContactChannel
  readonly outcome: ContactOutcome
  readonly seconds: number | null
  readonly notes: string
  readonly staffNo: string
}

/** A line of the shelf; a series with issues changes its name each month. */
export interface ShelfProduct {
  readonly code: string
  readonly name: string
  readonly assetClass: AssetClass
  readonly risk: RiskLevel
  /** null = no fixed term. */
  readonly termDays: number | null
  /** Yearly rate as a fraction. */
  readonly rate: number | null
  readonly minAmount: Fen
  readonly saleUntil: IsoDate | null
}

export interface TargetRow {
  /** null = the whole branch. */
  readonly staffNo: string | null
  /** Quarter, e.g. '2026Q4'. */
  readonly period: string
  readonly metric: string
  readonly amount: Fen
}

/** What really happened, never written to an extract: for tests and for judging rules and policies. */
export interface WeekTruth {
  readonly opened: readonly string[]
  readonly closed: readonly string[]
  /** Customers sliding away to another bank on the data date. */
  readonly leaving: readonly string[]
  readonly asleep: readonly string[]
  readonly wokeUp: readonly string[]
  readonly payrollStopped: readonly string[]
  /** Customers whose quarter-end money is in the branch on the data date. */
  readonly quarterEndGuests: readonly string[]
  readonly handedOver: readonly { readonly customerNo: string; readonly from: string; readonly to: string }[]
  readonly adopted: readonly string[]
}

export interface BranchWeek {
  readonly asOf: IsoDate
  readonly customers: readonly CustomerRow[]
  /** Holdings with a maturity from a few days ago to the horizon. */
  readonly holdings: readonly HoldingRow[]
  /** Large movements since the previous data date. */
  readonly movements: readonly MovementRow[]
  /** Contacts since the previous data date; the first week brings the 90 days before. */
  readonly contacts: readonly ContactRow[]
  readonly products: readonly ShelfProduct[]
  /** Targets of the quarter of the data date. */
  readonly targets: readonly TargetRow[]
  readonly truth: WeekTruth
}

export interface BranchHistory {
  readonly seed: string
  readonly branch: string
  readonly roster: readonly StaffMember[]
  readonly parameters: SimulatorParameters
  readonly weeks: readonly BranchWeek[]
}
