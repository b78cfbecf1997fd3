/**
 * A customer as the rules see one at a data date: the profile and the balances of one snapshot, joined with
 * what is kept by hand. `null` always means unknown: a missing column or an empty cell, never "no" or 0.
 */
import type { IsoDate } from './dates.ts'
import type { Fen } from './money.ts'

export interface CustomerFacts {
  readonly customerNo: string
  readonly asOf: IsoDate
  readonly name: string | null
  readonly idNo: string | null
  readonly phone: string | null
  readonly gender: 'male' | 'female' | null
  readonly birthDate: IsoDate | null
  readonly address: string | null
  readonly employer: string | null
  readonly occupation: string | null
  readonly openDate: IsoDate | null
  /** Staff number (工号) of the managing RM; null when nobody manages the customer. */
  readonly rmNo: string | null
  readonly rmName: string | null
  readonly bankGrade: string | null
  /** Risk appetite 1 (most careful) to 5. */
  readonly riskRating: number | null
  readonly riskExpiry: IsoDate | null
  readonly payroll: boolean | null
  readonly merchant: boolean | null
  readonly owner: boolean | null
  readonly staff: boolean | null
  readonly custody: boolean | null
  readonly creditCard: boolean | null
  readonly mobileBank: boolean | null
  readonly wecom: boolean | null
  readonly consent: boolean | null
  readonly dnc: boolean | null
  readonly restriction: string | null
  readonly deceased: boolean | null
  readonly remark: string | null
  readonly age: number | null
  readonly aumFen: Fen | null
  readonly aumMonthAvgFen: Fen | null
  readonly aumPeakFen: Fen | null
  readonly demandFen: Fen | null
  readonly timeFen: Fen | null
  readonly cdFen: Fen | null
  readonly wealthFen: Fen | null
  readonly fundFen: Fen | null
  readonly insuranceFen: Fen | null
  readonly bondFen: Fen | null
  readonly metalFen: Fen | null
  readonly trustFen: Fen | null
  readonly loanFen: Fen | null
  readonly payrollDate: IsoDate | null
  readonly payrollAmountFen: Fen | null
  readonly lastTxnDate: IsoDate | null
  readonly loginCount: number | null
  readonly lastContactDate: IsoDate | null
  readonly contactCount: number | null
  /** Names of the facts told in conversation and kept by hand, comma separated; absent or null when there is none. */
  readonly told?: string | null
}

export interface Holding {
  readonly customerNo: string
  readonly productName: string | null
  readonly productClass: string | null
  /** Product risk grade R1-R5 as 1-5. */
  readonly productRisk: number | null
  readonly amountFen: Fen
  readonly startDate: IsoDate | null
  readonly maturityDate: IsoDate | null
}

export interface Movement {
  readonly customerNo: string
  readonly txnDate: IsoDate
  readonly amountFen: Fen
  readonly direction: 'in' | 'out' | null
  readonly counterparty: string | null
}

export const contactChannels = ['visit', 'phone', 'sms', 'wecom', 'wechat', 'other'] as const
export type ContactChannel = (typeof contactChannels)[number]
export const contactOutcomes = [
  'answered',
  'missed',
  'declined',
  'do_not_contact',
  'visited',
  'dead_number',
  'sent',
  'replied',
  'other',
] as const
export type ContactOutcome = (typeof contactOutcomes)[number]

export interface Contact {
  readonly customerNo: string
  readonly contactDate: IsoDate
  readonly channel: ContactChannel | null
  readonly outcome: ContactOutcome | null
  readonly seconds: number | null
  readonly notes: string | null
  /** Staff number of who made the contact where known; never changes ownership. */
  readonly rmNo: string | null
  readonly rmName: string | null
  readonly nextDate: IsoDate | null
}

export interface Product {
  readonly productCode: string | null
  readonly productName: string
  readonly productClass: string | null
  readonly productRisk: number | null
  readonly termDays: number | null
  /** Yearly rate or benchmark as a fraction. */
  readonly rate: number | null
  readonly minAmountFen: Fen | null
  readonly saleUntil: IsoDate | null
}
