/**
 * One day of one customer: salary, spending, maturities, markets, the quarter's end, and the averages the bank
 * keeps. Slow decisions (leaving, falling asleep, buying) are in `weekly-decisions.ts`.
 */
import type { DayFacts } from './calendar.ts'
import {
  addTo,
  balanceOf,
  buy,
  pay,
  receive,
  redeem,
  releaseLots,
  totalOf,
  addLot,
  type CustomerState,
  type World,
} from './customer-state.ts'

/** What the markets did that day: factor for funds and for gold. */
export interface Market {
  readonly fund: number
  readonly metal: number
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0

/** Term products that end: renewed, carried to another bank, or left lying in 活期. */
function mature(world: World, customer: CustomerState, day: number): void {
  const { maturity } = world.parameters
  const { random } = customer
  for (const lot of releaseLots(customer, (each) => each.maturity <= day)) {
    const term = lot.maturity - lot.start
    addTo(customer, 'demand', Math.round((lot.amount * (lot.series.rate ?? 0) * term) / 365))
    const fate = random.next()
    const renew = customer.asleep ? maturity.sleeperRollOverShare : maturity.rollOverShare
    if (!customer.slide && fate < renew) {
      addTo(customer, 'demand', -lot.amount)
      addLot(customer, { ...lot, start: day, maturity: day + term })
      continue
    }
    customer.matured.push(lot)
    const goes = !customer.asleep && fate > 1 - maturity.leaveShare
    if (goes) {
      const part = random.between(maturity.leavePart[0], maturity.leavePart[1])
      customer.planned.push({
        day: day + random.int(1, maturity.leaveWithinDays),
        amount: Math.round(lot.amount * part),
      })
    }
  }
}

function takeSalary(world: World, customer: CustomerState, today: DayFacts): void {
  const { traits, random } = customer
  if (traits.salary === 0 || customer.payrollStopped || today.dayOfMonth !== traits.payDay) return
  const { payroll } = world.parameters
  let amount = Math.round(traits.salary * random.between(0.97, 1.05))
  if (random.chance(payroll.bonusChance[today.month] ?? 0))
    amount += Math.round(traits.salary * random.between(payroll.bonusSalaries[0], payroll.bonusSalaries[1]))
  receive(world, customer, today.day, amount, '代发', false)
  customer.lastPayDay = today.day
  customer.paidThisMonth += amount
}

/** Everyday payments and, now and then, a large transfer. */
function transact(world: World, customer: CustomerState, day: number): void {
  const { traits, random } = customer
  const { activity } = world.parameters
  if (random.chance(traits.transactionRate)) {
    const usual = traits.turnover / (30 * traits.transactionRate)
    const amount = Math.max(1, Math.round(random.logNormal(0.84, 0.6) * usual))
    customer.lastTransaction = day
    if (random.chance(traits.salary > 0 ? 0.88 : 0.5))
      pay(world, customer, day, amount, random.chance(0.7) ? '消费' : '第三方支付')
    else receive(world, customer, day, amount, random.chance(0.5) ? '第三方支付' : '他人', true)
  }
  if (random.chance(at(activity.dailyLargeMove, traits.tierIndex))) {
    const base = Math.max(balanceOf(customer, 'demand'), Math.round(customer.aum * 0.1))
    const amount = Math.round(base * random.between(activity.largeMoveShare[0], activity.largeMoveShare[1]))
    if (random.chance(0.5)) {
      receive(world, customer, day, amount, random.chance(0.5) ? '他行同名' : '他人', true)
    } else {
      redeem(customer, 'fund', Math.max(0, amount - balanceOf(customer, 'demand')))
      pay(world, customer, day, amount, random.pick(['他行同名', '第三方支付', '消费', '他人'] as const))
    }
  }
}

function honourPlans(world: World, customer: CustomerState, day: number): void {
  const due = customer.planned.filter((plan) => plan.day <= day)
  if (due.length === 0) return
  customer.planned = customer.planned.filter((plan) => plan.day > day)
  for (const plan of due) {
    pay(world, customer, day, plan.amount, customer.random.chance(0.85) ? '他行同名' : '第三方支付')
  }
}

/** 冲量: money that comes for the last days of a quarter and goes in the first days of the next. */
function playQuarterEnd(world: World, customer: CustomerState, today: DayFacts): void {
  const { quarterEnd } = world.parameters
  const { random } = customer
  if (customer.guestMoney === 0 && today.daysToQuarterEnd < quarterEnd.arriveDaysBefore) {
    if (!random.chance(1 / (today.daysToQuarterEnd + 1))) return
    const share = random.between(quarterEnd.inflowShare[0], quarterEnd.inflowShare[1])
    customer.guestMoney = Math.round(customer.aum * share)
    receive(world, customer, today.day, customer.guestMoney, '他行同名', true)
  } else if (customer.guestMoney > 0 && today.dayOfQuarter > 1) {
    const daysLeft = quarterEnd.leaveWithinDays - today.dayOfQuarter
    if (today.dayOfQuarter <= quarterEnd.leaveWithinDays && !random.chance(1 / (daysLeft + 1))) return
    if (today.daysToQuarterEnd < quarterEnd.arriveDaysBefore) return
    pay(world, customer, today.day, customer.guestMoney, '他行同名')
    customer.guestMoney = 0
  }
}

function followMarkets(customer: CustomerState, market: Market): void {
  const fund = balanceOf(customer, 'fund')
  if (fund > 0) addTo(customer, 'fund', Math.round(fund * market.fund) - fund)
  const metal = balanceOf(customer, 'metal')
  if (metal > 0) addTo(customer, 'metal', Math.round(metal * market.metal) - metal)
}

function startMonth(customer: CustomerState): void {
  customer.paidLastMonth = customer.paidThisMonth
  customer.paidThisMonth = 0
  customer.logins = 0
  customer.monthSum = 0
  if (customer.traits.salary > 0)
    customer.payrollMonths =
      customer.paidLastMonth > 0
        ? Math.min(12, customer.payrollMonths + 1)
        : Math.max(0, customer.payrollMonths - 1)
}

/** Interest on 活期 each quarter, and the loan instalment; neither is an active transaction. */
function bookRoutine(customer: CustomerState, today: DayFacts): void {
  if (today.dayOfMonth === 21 && today.month % 3 === 0)
    addTo(customer, 'demand', Math.round((balanceOf(customer, 'demand') * 0.0005) / 4))
  if (today.dayOfMonth === 20 && customer.loan > 0) {
    const instalment = Math.min(customer.loan, customer.loanPayment, balanceOf(customer, 'demand'))
    customer.loan -= instalment
    addTo(customer, 'demand', -instalment)
  }
}

/** Lives one day. Order matters: what arrives in the morning can be spent by night. */
export function liveDay(world: World, customer: CustomerState, today: DayFacts, market: Market): void {
  if (today.dayOfMonth === 1) startMonth(customer)
  if (today.dayOfQuarter === 1) customer.quarterSum = 0
  if (today.dayOfYear === 1) customer.yearSum = 0
  if (customer.nextMaturity <= today.day) mature(world, customer, today.day)
  if (today.working) followMarkets(customer, market)
  takeSalary(world, customer, today)
  bookRoutine(customer, today)
  if (customer.planned.length > 0) honourPlans(world, customer, today.day)
  if (customer.traits.quarterEndGuest && !customer.asleep && !customer.slide)
    playQuarterEnd(world, customer, today)
  if (!customer.asleep) {
    transact(world, customer, today.day)
    if (customer.traits.mobileBank && customer.random.chance(customer.traits.loginRate)) customer.logins += 1
  }
}

/** Books the day's end into the averages and the peak. */
export function closeDay(customer: CustomerState): void {
  customer.aum = totalOf(customer.balances)
  customer.monthSum += customer.aum
  customer.quarterSum += customer.aum
  customer.yearSum += customer.aum
  if (customer.aum > customer.peak) customer.peak = customer.aum
}

/** Puts idle 活期 into a product of a class the customer can afford. */
export function investIdle(world: World, customer: CustomerState, day: number): void {
  const idle = balanceOf(customer, 'demand')
  if (idle < world.parameters.activity.idleDemandFen) return
  const amount = Math.round((idle * customer.random.between(0.3, 0.85)) / 100_000) * 100_000
  const assetClass = customer.random.pick([
    'time',
    'time',
    'wealth',
    'wealth',
    'fund',
    'cd',
    'insurance',
  ] as const)
  if (buy(customer, assetClass, amount, day)) customer.lastTransaction = day
}
