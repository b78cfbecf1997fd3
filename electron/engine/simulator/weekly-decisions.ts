/**
 * The slow decisions, taken once a week: to leave, to fall asleep or wake, to close, to invest, to change the
 * employer's bank, to renew the risk test. Care by the RM changes the odds.
 */
import {
  balanceOf,
  pay,
  receive,
  redeem,
  releaseLots,
  totalOf,
  type CustomerState,
  type World,
} from './customer-state.ts'
import { investIdle } from './daily-life.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'

const daysSince = (day: number, then: number | null) => (then === null ? Infinity : day - then)

/** Everything into 活期 and out; the account disappears from the next extract. */
function closeAccount(world: World, customer: CustomerState, day: number): void {
  releaseLots(customer, () => true)
  for (const assetClass of assetClasses) if (assetClass !== 'demand') redeem(customer, assetClass, Infinity)
  pay(world, customer, day, totalOf(customer.balances), '他行同名')
  customer.matured = []
  customer.planned = []
  customer.slide = null
  customer.closedOn = day
  world.log.closed.push(customer.traits.person.customerNo)
}

function leaveOdds(world: World, customer: CustomerState, day: number): number {
  const { leaving } = world.parameters
  const sinceCare = daysSince(day, customer.lastEffectiveContact)
  let odds = leaving.weeklyRate
  if (customer.rmNo === null) odds *= leaving.unownedFactor
  else if (sinceCare > 90) odds *= leaving.neglectedFactor
  if (sinceCare <= 60) odds *= leaving.caredForFactor
  if (daysSince(day, customer.handedOverOn) <= 60) odds *= leaving.handedOverFactor
  return odds
}

/** One week of sliding away: funds first, then deposits broken early, then out to the other bank. */
function slideOn(world: World, customer: CustomerState, day: number, mayClose: boolean): void {
  const slide = customer.slide
  if (!slide) return
  const { leaving } = world.parameters
  const { random } = customer
  if (daysSince(day, customer.lastEffectiveContact) <= 7 && random.chance(leaving.talkedRoundRate)) {
    customer.slide = null
    return
  }
  const wanted = Math.round(totalOf(customer.balances) * slide.share * random.between(0.7, 1.3))
  const missing = () => wanted - balanceOf(customer, 'demand')
  if (missing() > 0) redeem(customer, 'fund', missing())
  if (missing() > 0 && random.chance(leaving.breakDepositRate)) {
    const broken = customer.lots.find(
      (lot) => lot.series.assetClass === 'time' || lot.series.assetClass === 'cd',
    )
    if (broken) releaseLots(customer, (lot) => lot === broken)
  }
  pay(world, customer, day, wanted, random.chance(0.8) ? '他行同名' : '第三方支付')
  slide.weeksLeft -= 1
  if (slide.weeksLeft > 0) return
  customer.slide = null
  if (slide.closes && mayClose && customer.loan === 0) closeAccount(world, customer, day)
  else {
    customer.planned = []
    customer.asleep = true
  }
}

function maybeWake(world: World, customer: CustomerState, day: number): void {
  const { sleeping } = world.parameters
  const { random } = customer
  const cared = daysSince(day, customer.lastEffectiveContact) <= 30
  if (!random.chance(sleeping.weeklyWakeRate * (cared ? sleeping.wakeAfterContactFactor : 1))) return
  customer.asleep = false
  customer.lastTransaction = day
  world.log.wokeUp.push(customer.traits.person.customerNo)
  if (!random.chance(sleeping.wakeInflowChance)) return
  const share = random.between(sleeping.wakeInflowShare[0], sleeping.wakeInflowShare[1])
  receive(world, customer, day, Math.round(Math.max(customer.aum, 500_000) * share), '他行同名', true)
}

function maybeStopPayroll(world: World, customer: CustomerState): void {
  if (customer.traits.salary === 0 || customer.payrollStopped) return
  const odds = world.parameters.payroll.weeklyStopRate * (customer.slide ? 10 : 1)
  if (!customer.random.chance(odds)) return
  customer.payrollStopped = true
  world.log.payrollStopped.push(customer.traits.person.customerNo)
}

function maybeRenewRiskTest(world: World, customer: CustomerState, day: number): void {
  const { risk } = world.parameters
  if (customer.riskExpiry === null || customer.riskExpiry > day) return
  if (customer.random.chance(risk.weeklyRenewal)) customer.riskExpiry = day + risk.validDays
}

/**
 * The week's decisions of one customer. Accounts close only where `mayClose` (the warm-up before the first
 * extract keeps everybody, so that the first extract has the size asked for).
 */
export function decideWeek(world: World, customer: CustomerState, day: number, mayClose: boolean): void {
  const { leaving, sleeping, turnoverOfCustomers, activity } = world.parameters
  const { random, traits } = customer
  maybeStopPayroll(world, customer)
  const blocked = traits.restriction !== null
  if (customer.slide) {
    slideOn(world, customer, day, mayClose)
    return
  }
  if (customer.asleep) {
    if (!blocked) maybeWake(world, customer, day)
  } else {
    maybeRenewRiskTest(world, customer, day)
    if (random.chance(leaveOdds(world, customer, day))) {
      customer.slide = {
        weeksLeft: random.int(leaving.slideWeeks[0], leaving.slideWeeks[1]),
        share: random.between(leaving.weeklyOutflow[0], leaving.weeklyOutflow[1]),
        closes: random.chance(leaving.closeShare),
      }
      customer.guestMoney = 0
    } else if (random.chance(sleeping.weeklySleepRate)) {
      // Nobody falls asleep with a transfer still to make.
      customer.asleep = customer.planned.length === 0 && customer.guestMoney === 0
    } else if (random.chance(activity.weeklyPurchase)) investIdle(world, customer, day)
  }
  const unused = customer.aum < turnoverOfCustomers.closeBelowFen && customer.lots.length === 0
  if (mayClose && unused && !blocked && customer.loan === 0 && day - traits.openDay > 60) {
    if (random.chance(turnoverOfCustomers.weeklyCloseRate)) closeAccount(world, customer, day)
  }
  const oldest = day - world.parameters.maturity.keepMaturedDays - 7
  if (customer.matured.length > 0) customer.matured = customer.matured.filter((lot) => lot.maturity >= oldest)
}
