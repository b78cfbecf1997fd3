/**
 * The life of a made-up branch. The model runs day by day from the start of a quarter at least 92 days before
 * the first data date, so that averages, maturities and the contact log of the first extract already have a
 * true past. Pure: the same options give the same history.
 */
import { addDays, dayNumber, isIsoDate, weekday, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { bringIn, type Nursery } from './birth.ts'
import { dateOf, dayFacts, quarterOf, quarterStartDay } from './calendar.ts'
import { adopt, buildCallers, handOver, refreshReach, workDay, type Caller } from './care.ts'
import { freshLog, type CustomerState, type World } from './customer-state.ts'
import { closeDay, liveDay } from './daily-life.ts'
import type { BranchHistory, BranchWeek, TargetRow } from './model.ts'
import { withChanges, type ParameterChanges, type SimulatorParameters } from './parameters.ts'
import { IdRegister } from './people.ts'
import { buildTown } from './places.ts'
import { Random } from './random.ts'
import { shelfOn } from './shelf.ts'
import { hiddenFacts, holdingsOf, snapshotOf } from './snapshot.ts'
import { buildRoster, buildTargets } from './staff.ts'
import { decideWeek } from './weekly-decisions.ts'

export interface SimulationOptions {
  /** Customers in the first extract. */
  readonly customers: number
  readonly weeks: number
  readonly seed: string | number
  /** Data date of the last week, a Friday. */
  readonly lastDate: IsoDate
  /** Number of RMs, 1 to 40; by default one for each 550 customers, at least 3 and at most 20. */
  readonly rms?: number
  readonly params?: ParameterChanges
}

interface Run {
  readonly world: World
  readonly nursery: Nursery
  /** A stream of its own for each matter, so that one does not disturb another. */
  readonly luck: { readonly openings: Random; readonly ownership: Random; readonly market: Random }
  readonly callers: readonly Caller[]
  readonly customers: CustomerState[]
  readonly firstDay: number
}

function checkOptions(options: SimulationOptions): void {
  const refuse = (message: string) => {
    throw new Refusal('simulator.options', message)
  }
  const { customers, weeks, lastDate, rms } = options
  if (!Number.isInteger(customers) || customers < 1 || customers > 1_000_000)
    refuse('客户数须为 1 至 1000000 的整数')
  if (!Number.isInteger(weeks) || weeks < 1 || weeks > 260) refuse('周数须为 1 至 260 的整数')
  if (rms !== undefined && (!Number.isInteger(rms) || rms < 1 || rms > 40))
    refuse('客户经理人数须为 1 至 40 的整数')
  if (!isIsoDate(lastDate) || weekday(lastDate) !== 5) refuse('最后一期数据日期须为周五，格式 YYYY-MM-DD')
}

/** Days of the warm-up on which those customers open who are new in the first extract. */
function planOpenings(run: Run, startDay: number, count: number): Map<number, number> {
  const perDay = new Map<number, number>()
  for (let index = 0; index < count; index++) {
    const day = run.luck.openings.int(startDay, run.firstDay)
    perDay.set(day, (perDay.get(day) ?? 0) + 1)
  }
  return perDay
}

function openAccounts(run: Run, count: number, day: number): void {
  for (let index = 0; index < count; index++) {
    const customer = bringIn(run.nursery, run.customers.length, day, true)
    run.customers.push(customer)
    run.world.log.opened.push(customer.traits.person.customerNo)
  }
}

function liveOneDay(run: Run, day: number): void {
  const { world, customers, luck } = run
  const { activity } = world.parameters
  const today = dayFacts(day)
  const running = day > run.firstDay
  const common = luck.market.normal()
  const market = {
    fund: 1 + activity.fundDailySpread * common,
    metal: 1 + activity.metalDailySpread * luck.market.normal(),
  }
  const week = Math.floor((day - run.firstDay - 1) / 7)
  const weekStarts = (day - run.firstDay - 1) % 7 === 0
  if (running && weekStarts) {
    const rmNos = run.nursery.rmNos
    if (week % world.parameters.ownership.handoverEveryWeeks === 0)
      handOver(world, run.luck.ownership, rmNos, customers, day)
    adopt(world, run.luck.ownership, rmNos, customers)
  }
  if (weekStarts) refreshReach(run.callers, customers)
  workDay(world, run.callers, today)
  for (const customer of customers) {
    if (customer.closedOn !== null) continue
    liveDay(world, customer, today, market)
    if (day % 7 === customer.traits.weekSlot) decideWeek(world, customer, day, running)
    closeDay(customer)
  }
}

function takeWeek(run: Run, asOf: IsoDate, targets: readonly TargetRow[]): BranchWeek {
  const { world, customers } = run
  const { parameters, log } = world
  const today = dayFacts(dayNumber(asOf))
  const open = customers.filter((customer) => customer.closedOn === null)
  const since = dateOf(today.day - 7)
  return {
    asOf,
    customers: open.map((customer) => snapshotOf(customer, parameters, today)),
    holdings: open.flatMap((customer) => holdingsOf(customer, parameters, today.day)),
    movements: log.movements.filter((movement) => movement.date > since),
    contacts: log.contacts.filter((contact) => contact.date > dateOf(today.day - 90)),
    products: shelfOn(asOf),
    targets: targets.filter((target) => target.period === quarterOf(asOf)),
    truth: {
      ...hiddenFacts(open),
      opened: log.opened,
      closed: log.closed,
      wokeUp: log.wokeUp,
      payrollStopped: log.payrollStopped,
      handedOver: log.handedOver,
      adopted: log.adopted,
    },
  }
}

function prepare(
  options: SimulationOptions,
  parameters: SimulatorParameters,
  startDay: number,
  firstDay: number,
) {
  const seed = String(options.seed)
  const stream = (matter: string) => new Random(`${seed}|${matter}`)
  const town = buildTown(stream('town'), options.customers, parameters.payroll.payDays)
  const rms =
    options.rms ?? Math.min(20, Math.max(3, Math.round(options.customers / parameters.staff.customersPerRm)))
  const roster = buildRoster(stream('staff'), parameters, rms, startDay, dayNumber(options.lastDate))
  const rmNos = roster.filter(({ role }) => role === 'rm').map(({ no }) => no)
  const world: World = { parameters, log: freshLog() }
  const nursery: Nursery = {
    seed,
    parameters,
    town,
    ids: new IdRegister(),
    rmNos,
    rmWeights: rmNos.map((no) => stream(`portfolio|${no}`).between(0.7, 1.4)),
  }
  const callers = buildCallers(world, seed, roster)
  const luck = { openings: stream('openings'), ownership: stream('ownership'), market: stream('market') }
  const run: Run = { world, nursery, luck, callers, customers: [], firstDay }
  return { run, town, roster }
}

/** Weekly dates ending with the last one, oldest first. */
function datesOf(options: SimulationOptions): IsoDate[] {
  return Array.from({ length: options.weeks }, (_, index) =>
    addDays(options.lastDate, (index - options.weeks + 1) * 7),
  )
}

/**
 * Simulates a branch.
 * @throws Refusal 'simulator.options' when an option makes no sense.
 */
export function simulateBranch(options: SimulationOptions): BranchHistory {
  checkOptions(options)
  const parameters = withChanges(options.params)
  const dates = datesOf(options)
  const firstDay = dayNumber(dates[0] ?? options.lastDate)
  const startDay = quarterStartDay(firstDay - 92)
  const { run, town, roster } = prepare(options, parameters, startDay, firstDay)
  const { turnoverOfCustomers } = parameters
  const late = Math.min(
    Math.floor(options.customers / 4),
    Math.round((options.customers * turnoverOfCustomers.weeklyOpenRate * (firstDay - startDay)) / 7),
  )
  for (let sequence = 0; sequence < options.customers - late; sequence++)
    run.customers.push(bringIn(run.nursery, sequence, startDay, false))
  const warmUpOpenings = planOpenings(run, startDay, late)
  refreshReach(run.callers, run.customers)

  const weeks: BranchWeek[] = []
  let targets: TargetRow[] = []
  let day = startDay
  for (const asOf of dates) {
    for (const last = dayNumber(asOf); day <= last; day++) {
      const openings =
        day <= firstDay
          ? (warmUpOpenings.get(day) ?? 0)
          : run.luck.openings.poisson((options.customers * turnoverOfCustomers.weeklyOpenRate) / 7)
      openAccounts(run, openings, day)
      liveOneDay(run, day)
    }
    if (!targets.some((target) => target.period === quarterOf(asOf)))
      targets = targets.concat(
        buildTargets(
          new Random(`${run.nursery.seed}|targets|${asOf}`),
          roster,
          quarterOf(asOf),
          assetsByRm(run.customers),
        ),
      )
    const week = takeWeek(run, asOf, targets)
    weeks.push(weeks.length === 0 ? { ...week, truth: withoutOpenings(week) } : week)
    run.world.log = freshLog()
  }
  return { seed: run.nursery.seed, branch: town.branch, roster, parameters, weeks }
}

/** The first week has no week before it: the warm-up's comings and goings are its past, not its news. */
function withoutOpenings(week: BranchWeek): BranchWeek['truth'] {
  return {
    ...week.truth,
    opened: [],
    closed: [],
    wokeUp: [],
    payrollStopped: [],
    handedOver: [],
    adopted: [],
  }
}

function assetsByRm(customers: readonly CustomerState[]): ReadonlyMap<string, Fen> {
  const sums = new Map<string, Fen>()
  for (const { rmNo, closedOn, aum } of customers)
    if (rmNo !== null && closedOn === null) sums.set(rmNo, (sums.get(rmNo) ?? 0) + aum)
  return sums
}
