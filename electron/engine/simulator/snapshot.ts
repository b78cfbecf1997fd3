/**
 * Turns the hidden state into what the bank's systems would export on a data date.
 */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { dateOf, type DayFacts } from './calendar.ts'
import type { CustomerState } from './customer-state.ts'
import type { CustomerRow, HoldingRow, WeekTruth } from './model.ts'
import type { SimulatorParameters } from './parameters.ts'
import { issueName } from './shelf.ts'

const grades = ['普通', '金卡', '白金', '钻石', '私行'] as const
const gradeLinesFen = [0, 1_000_000, 5_000_000, 50_000_000, 600_000_000]
/** Yearly income of the bank per class, as a share of the balance, in the order of `assetClasses`. */
const margins = [0.014, 0.006, 0.004, 0.004, 0.008, 0.012, 0.002, 0.006, 0.007]
const loanMargin = 0.015

const dateOrNull = (day: number | null): IsoDate | null => (day === null ? null : dateOf(day))

function gradeOf(customer: CustomerState, quarterAvg: number): string | null {
  const { gradeLag } = customer.traits
  if (gradeLag === null) return null
  const earned = gradeLinesFen.findLastIndex((line) => quarterAvg >= line)
  return grades[Math.max(0, earned - gradeLag)] ?? null
}

function contributionOf(customer: CustomerState, dayOfYear: number): number {
  const yearly = customer.balances.reduce(
    (sum, balance, index) => sum + balance * (margins[index] ?? 0),
    customer.loan * loanMargin,
  )
  return Math.round((yearly * dayOfYear) / 365)
}

/** The customer's line in the extract of the day. */
export function snapshotOf(
  customer: CustomerState,
  parameters: SimulatorParameters,
  today: DayFacts,
): CustomerRow {
  const { traits } = customer
  const { day } = today
  while ((customer.contactDays[0] ?? day) <= day - 90) customer.contactDays.shift()
  const quarterAvg = Math.round(customer.quarterSum / today.dayOfQuarter)
  const flagged =
    traits.salary > 0 &&
    (!customer.payrollStopped || day - (customer.lastPayDay ?? 0) <= parameters.payroll.flagLagDays)
  return {
    person: traits.person,
    rmNo: customer.rmNo,
    bankGrade: gradeOf(customer, quarterAvg),
    riskRating: customer.riskRating,
    riskExpiry: dateOrNull(customer.riskExpiry),
    payroll: flagged,
    merchant: traits.merchant,
    owner: traits.owner,
    staff: traits.staff,
    custody: traits.custody,
    creditCard: traits.creditCard,
    mobileBank: traits.mobileBank,
    wecom: customer.wecom,
    consent: traits.consent,
    dnc: customer.dnc,
    restriction: traits.restriction,
    remark: traits.remark,
    balances: [...customer.balances],
    aum: customer.aum,
    aumMonthAvg: Math.round(customer.monthSum / today.dayOfMonth),
    aumQuarterAvg: quarterAvg,
    aumYearAvg: Math.round(customer.yearSum / today.dayOfYear),
    aumPeak: customer.peak,
    loan: customer.loan,
    payrollDate: dateOrNull(customer.lastPayDay),
    payrollAmount: flagged ? customer.paidLastMonth : null,
    payrollMonths: flagged ? customer.payrollMonths : null,
    lastTxnDate: dateOrNull(customer.lastTransaction),
    loginCount: customer.logins,
    lastContactDate: dateOrNull(customer.lastContact),
    contactCount: customer.contactDays.length,
    contribution: contributionOf(customer, today.dayOfYear),
  }
}

/** The customer's lines in the maturity list: what ends within the horizon, and what ended and lies idle. */
export function holdingsOf(
  customer: CustomerState,
  parameters: SimulatorParameters,
  day: number,
): HoldingRow[] {
  const { horizonDays, keepMaturedDays } = parameters.maturity
  const listed = [
    ...customer.matured.filter((lot) => lot.maturity >= day - keepMaturedDays),
    ...customer.lots.filter((lot) => lot.maturity <= day + horizonDays),
  ]
  return listed.map((lot) => ({
    person: customer.traits.person,
    productName: issueName(lot.series, dateOf(lot.start)),
    assetClass: lot.series.assetClass,
    risk: lot.series.risk,
    amount: lot.amount,
    startDate: dateOf(lot.start),
    maturityDate: dateOf(lot.maturity),
  }))
}

/** The hidden facts of the day that no extract tells. */
export function hiddenFacts(customers: readonly CustomerState[]) {
  const numbers = (chosen: (customer: CustomerState) => boolean) =>
    customers.filter(chosen).map((customer) => customer.traits.person.customerNo)
  return {
    leaving: numbers((customer) => customer.slide !== null),
    asleep: numbers((customer) => customer.asleep),
    quarterEndGuests: numbers((customer) => customer.guestMoney > 0),
  } satisfies Partial<WeekTruth>
}
