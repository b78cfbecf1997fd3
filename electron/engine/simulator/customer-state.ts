/**
 * The hidden state of one customer's life with the branch, and the few ways money may move in it. Balances
 * change only through the functions below, so that a class with terms always equals the sum of its lots.
 */
import { assetClasses, type AssetClass } from '../../../shared/domain/fields.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import { dateOf } from './calendar.ts'
import type { ContactRow, Counterparty, MovementRow, Person, RiskLevel } from './model.ts'
import type { SimulatorParameters } from './parameters.ts'
import type { Random } from './random.ts'
import { seriesByClass, type ProductSeries } from './shelf.ts'

export const classIndex = Object.fromEntries(
  assetClasses.map((assetClass, index) => [assetClass, index]),
) as Record<AssetClass, number>

/** A deposit or product with a term. Days are day numbers. */
export interface Lot {
  readonly series: ProductSeries
  readonly amount: Fen
  readonly start: number
  readonly maturity: number
}

/** Fixed traits, drawn once. */
export interface Traits {
  readonly person: Person
  readonly tierIndex: number
  readonly openDay: number
  readonly merchant: boolean
  readonly owner: boolean
  readonly staff: boolean
  readonly custody: boolean
  readonly creditCard: boolean
  readonly mobileBank: boolean
  readonly consent: boolean | null
  readonly restriction: string | null
  readonly remark: string | null
  readonly deadPhone: boolean
  /** How many grades the bank's own grade lags behind; null = no grade kept. */
  readonly gradeLag: number | null
  readonly salary: Fen
  readonly payDay: number
  /** Monthly spending. */
  readonly turnover: Fen
  readonly transactionRate: number
  readonly loginRate: number
  readonly quarterEndGuest: boolean
  /** Relative chance of being contacted; 0 = nobody ever calls. */
  readonly attention: number
  /** Day of the week (0-6) on which slow decisions are taken. */
  readonly weekSlot: number
}

export interface Slide {
  weeksLeft: number
  readonly share: number
  readonly closes: boolean
}

export interface CustomerState {
  readonly traits: Traits
  readonly random: Random
  readonly balances: Fen[]
  lots: Lot[]
  nextMaturity: number
  /** Matured lately and not renewed. */
  matured: Lot[]
  /** Transfers to another bank already decided. */
  planned: { readonly day: number; readonly amount: Fen }[]
  rmNo: string | null
  handedOverOn: number | null
  asleep: boolean
  lastTransaction: number | null
  slide: Slide | null
  closedOn: number | null
  guestMoney: Fen
  loan: Fen
  loanPayment: Fen
  payrollStopped: boolean
  lastPayDay: number | null
  payrollMonths: number
  paidThisMonth: Fen
  paidLastMonth: Fen
  logins: number
  riskRating: RiskLevel | null
  riskExpiry: number | null
  wecom: boolean
  dnc: boolean
  lastContact: number | null
  lastEffectiveContact: number | null
  /** Days of the contacts within the last 90 days, oldest first. */
  contactDays: number[]
  aum: Fen
  peak: Fen
  monthSum: number
  quarterSum: number
  yearSum: number
}

/** What a week collects while the days pass. */
export interface WeekLog {
  movements: MovementRow[]
  contacts: ContactRow[]
  opened: string[]
  closed: string[]
  wokeUp: string[]
  payrollStopped: string[]
  adopted: string[]
  handedOver: { readonly customerNo: string; readonly from: string; readonly to: string }[]
}

/** What every behaviour needs to know of the world around. */
export interface World {
  readonly parameters: SimulatorParameters
  log: WeekLog
}

/** An empty log. */
export function freshLog(): WeekLog {
  return {
    movements: [],
    contacts: [],
    opened: [],
    closed: [],
    wokeUp: [],
    payrollStopped: [],
    adopted: [],
    handedOver: [],
  }
}

/** Balance of one class. */
export function balanceOf(customer: CustomerState, assetClass: AssetClass): Fen {
  return customer.balances[classIndex[assetClass]] ?? 0
}

/** Changes one balance by an amount. */
export function addTo(customer: CustomerState, assetClass: AssetClass, amount: Fen): void {
  const index = classIndex[assetClass]
  customer.balances[index] = (customer.balances[index] ?? 0) + amount
}

/** Sum of all classes. */
export function totalOf(balances: readonly Fen[]): Fen {
  let sum = 0
  for (const balance of balances) sum += balance
  return sum
}

function noteMovement(
  world: World,
  customer: CustomerState,
  day: number,
  amount: Fen,
  direction: '转入' | '转出',
  counterparty: Counterparty,
): void {
  if (amount < world.parameters.activity.movementReportFen) return
  world.log.movements.push({
    person: customer.traits.person,
    date: dateOf(day),
    amount,
    direction,
    counterparty,
  })
}

/** Money arrives in 活期. `own` = the customer moved it, which is an active transaction. */
export function receive(
  world: World,
  customer: CustomerState,
  day: number,
  amount: Fen,
  counterparty: Counterparty,
  own: boolean,
): void {
  if (amount <= 0) return
  addTo(customer, 'demand', amount)
  if (own) customer.lastTransaction = day
  noteMovement(world, customer, day, amount, '转入', counterparty)
}

/** The customer pays out of 活期, at most what is there. Returns what was paid. */
export function pay(
  world: World,
  customer: CustomerState,
  day: number,
  amount: Fen,
  counterparty: Counterparty,
): Fen {
  const paid = Math.min(amount, balanceOf(customer, 'demand'))
  if (paid <= 0) return 0
  addTo(customer, 'demand', -paid)
  customer.lastTransaction = day
  noteMovement(world, customer, day, paid, '转出', counterparty)
  return paid
}

function renewNextMaturity(customer: CustomerState): void {
  let next = Infinity
  for (const lot of customer.lots) if (lot.maturity < next) next = lot.maturity
  customer.nextMaturity = next
}

/** Puts a lot into its class; the money must already have left 活期. */
export function addLot(customer: CustomerState, lot: Lot): void {
  customer.lots.push(lot)
  addTo(customer, lot.series.assetClass, lot.amount)
  if (lot.maturity < customer.nextMaturity) customer.nextMaturity = lot.maturity
}

/** Takes lots out of their classes into 活期. */
export function releaseLots(customer: CustomerState, chosen: (lot: Lot) => boolean): Lot[] {
  const released = customer.lots.filter(chosen)
  if (released.length === 0) return released
  customer.lots = customer.lots.filter((lot) => !chosen(lot))
  for (const lot of released) {
    addTo(customer, lot.series.assetClass, -lot.amount)
    addTo(customer, 'demand', lot.amount)
  }
  renewNextMaturity(customer)
  return released
}

/** Sells a class without terms (funds, gold, insurance) up to `amount`, into 活期. */
export function redeem(customer: CustomerState, assetClass: AssetClass, amount: Fen): void {
  const sold = Math.min(amount, balanceOf(customer, assetClass))
  addTo(customer, assetClass, -sold)
  addTo(customer, 'demand', sold)
}

/**
 * Moves `amount` from 活期 into a product of the class, if one may be bought for it and the money is there.
 * `startedDaysAgo` dates a term product back.
 */
export function buy(
  customer: CustomerState,
  assetClass: AssetClass,
  amount: Fen,
  day: number,
  startedDaysAgo?: (termDays: number) => number,
): boolean {
  const offer = seriesByClass.get(assetClass)
  if (!offer || amount <= 0 || amount > balanceOf(customer, 'demand')) return false
  const weights = offer.series.map((series, index) =>
    series.minAmount <= amount ? (offer.weights[index] ?? 0) : 0,
  )
  if (weights.every((weight) => weight === 0)) return false
  const series = offer.series[customer.random.weighted(weights)]
  if (!series) return false
  addTo(customer, 'demand', -amount)
  if (series.termDays === null) addTo(customer, assetClass, amount)
  else {
    const start = day - (startedDaysAgo?.(series.termDays) ?? 0)
    addLot(customer, { series, amount, start, maturity: start + series.termDays })
  }
  return true
}
