/**
 * How a customer comes into the model: a person, fixed traits, and a first state of money, activity and care.
 */
import { ageOn, dayNumber, type IsoDate } from '../../../shared/domain/dates.ts'
import type { AssetClass } from '../../../shared/domain/fields.ts'
import type { Fen } from '../../../shared/domain/money.ts'
import { dateOf, dayFacts } from './calendar.ts'
import { buy, totalOf, type CustomerState, type Traits } from './customer-state.ts'
import type { RiskLevel } from './model.ts'
import type { SimulatorParameters } from './parameters.ts'
import type { IdRegister } from './people.ts'
import { customerNoOf, looseOccupation, makeBirthDate, makeName, phoneOf } from './people.ts'
import { Random } from './random.ts'
import type { Town } from './places.ts'

const remarks = [
  '计划买房',
  '子女留学',
  '勿在上午联系',
  '喜欢打太极',
  '准备退休',
  '爱好摄影',
  '家有二孩',
  '常住外地',
]
const shops = ['粮油店', '五金店', '服装店', '水果店', '早餐店', '药店', '文具店']

export interface Nursery {
  readonly seed: string
  readonly parameters: SimulatorParameters
  readonly town: Town
  readonly ids: IdRegister
  /** 工号 of the RMs and how many customers each takes, relatively. */
  readonly rmNos: readonly string[]
  readonly rmWeights: readonly number[]
}

const at = (list: readonly number[], index: number): number => list[index] ?? 0
const within = (random: Random, range: readonly [number, number]) => random.between(range[0], range[1])

function drawAssets(random: Random, parameters: SimulatorParameters, tierIndex: number): Fen {
  const { tierLinesFen, tailExponents } = parameters.assets
  const lo = at(tierLinesFen, tierIndex)
  return Math.round(random.pareto(lo, at(tierLinesFen, tierIndex + 1), at(tailExponents, tierIndex)))
}

interface Job {
  readonly occupation: string | null
  readonly employer: string | null
  readonly salary: Fen
  readonly payDay: number
}

function drawJob(
  random: Random,
  nursery: Nursery,
  birthDate: IsoDate,
  on: IsoDate,
  tierIndex: number,
  trade: 'merchant' | 'owner' | null,
): Job {
  const { people, payroll } = nursery.parameters
  const { town } = nursery
  const unpaid = { salary: 0, payDay: 0 }
  if (trade === 'merchant') {
    const employer = random.pick(town.marketStreets) + random.pick(shops)
    return { occupation: '个体工商户', employer, ...unpaid }
  }
  if (trade === 'owner') return { occupation: '企业主', employer: null, ...unpaid }
  const age = ageOn(birthDate, on)
  const employer = town.employers[random.weighted(town.employerWeights)]
  if (employer && age >= 20 && age < 60 && random.chance(at(people.payrollShares, tierIndex) * 1.35)) {
    const median = payroll.medianFen * employer.payLevel * (0.85 + 0.15 * tierIndex)
    const salary = Math.round(random.logNormal(median, payroll.sigma) / 100) * 100
    return {
      occupation: random.pick(employer.occupations),
      employer: employer.name,
      salary,
      payDay: employer.payDay,
    }
  }
  const occupation = looseOccupation(random, birthDate, on)
  const known = age >= 22 && age < 60 && !random.chance(people.noEmployerShare)
  return { occupation, employer: known && employer ? employer.name : null, ...unpaid }
}

function drawTraits(
  random: Random,
  nursery: Nursery,
  sequence: number,
  tierIndex: number,
  assets: Fen,
  wantedOpenDay: number,
  today: number,
): Traits {
  const { parameters, town } = nursery
  const { people, activity } = parameters
  const on = dateOf(today)
  const gender = random.chance(0.49) ? '男' : '女'
  const birthDate = makeBirthDate(random, tierIndex, on)
  // Nobody opens an account before 16, except for children, whose parents do it.
  const earliest = dayNumber(birthDate) + (ageOn(birthDate, on) >= 18 ? 16 * 365 + 4 : 30)
  const openDay = Math.max(wantedOpenDay, Math.min(earliest, today))
  const grown = ageOn(birthDate, on) >= 22
  const owner = grown && random.chance(at(people.ownerShares, tierIndex))
  const merchant = grown && !owner && random.chance(people.merchantShare)
  const job = drawJob(
    random,
    nursery,
    birthDate,
    on,
    tierIndex,
    merchant ? 'merchant' : owner ? 'owner' : null,
  )
  const consent = random.next()
  const turnover =
    job.salary > 0
      ? (job.salary * within(random, activity.salarySpent)) / 0.76
      : Math.min(
          activity.turnoverRangeFen[1],
          Math.max(activity.turnoverRangeFen[0], random.logNormal(assets * activity.assetsTurnedOver, 0.5)),
        )
  return {
    person: {
      customerNo: customerNoOf(sequence),
      name: makeName(random, gender, people),
      idNo: nursery.ids.issue(random, birthDate, gender),
      phone: random.chance(people.noPhoneShare) ? null : phoneOf(sequence),
      gender,
      birthDate,
      occupation: job.occupation,
      employer: job.employer,
      address: `${town.compounds[random.weighted(town.compoundWeights)] ?? ''}${random.int(1, 24)}幢${random.int(1, 18)}0${random.int(1, 4)}室`,
      openDate: dateOf(openDay),
    },
    tierIndex,
    openDay,
    merchant,
    owner,
    staff: random.chance(people.staffShare),
    custody: random.chance(0.02 + 0.03 * tierIndex),
    creditCard: random.chance(0.12 + 0.06 * tierIndex),
    mobileBank: random.chance(people.mobileBankShare),
    consent: consent < people.consentShares.yes ? true : consent > 1 - people.consentShares.no ? false : null,
    restriction:
      openDay < today && random.chance(people.restrictedShare) ? random.pick(['冻结', '止付']) : null,
    remark: random.chance(people.remarkShare) ? random.pick(remarks) : null,
    deadPhone: random.chance(people.deadPhoneShare),
    gradeLag: random.chance(0.12) ? null : random.chance(0.06) ? 1 : 0,
    salary: job.salary,
    payDay: job.payDay,
    turnover,
    transactionRate: random.logBetween(activity.dailyTransaction[0], activity.dailyTransaction[1]),
    loginRate: random.logBetween(activity.dailyLogin[0], activity.dailyLogin[1]),
    quarterEndGuest: tierIndex >= 2 && random.chance(parameters.quarterEnd.guestShare),
    attention: random.chance(parameters.contact.neverContactedShare)
      ? 0
      : random.logNormal(at(parameters.contact.tierAttention, tierIndex), 0.9),
    weekSlot: random.int(0, 6),
  }
}

/** Spreads the assets over the classes; what no product takes stays in 活期. */
function spreadAssets(
  customer: CustomerState,
  parameters: SimulatorParameters,
  assets: Fen,
  today: number,
): void {
  const { random, traits } = customer
  const { classShares, demandWeights, demandOnlyShares } = parameters.assets
  customer.balances[0] = assets
  if (random.chance(at(demandOnlyShares, traits.tierIndex))) return
  const held = (Object.entries(classShares) as [AssetClass, readonly number[]][])
    .filter(([, shares]) => random.chance(at(shares, traits.tierIndex)))
    .map(([assetClass]) => ({ assetClass, weight: random.logNormal(1, 0.8) }))
  const total = held.reduce(
    (sum, { weight }) => sum + weight,
    random.logNormal(at(demandWeights, traits.tierIndex), 0.8),
  )
  const daysHere = Math.max(0, today - traits.openDay)
  const startedDaysAgo = (termDays: number) =>
    Math.min(daysHere, Math.floor(random.next() * Math.max(1, termDays - 1)))
  for (const { assetClass, weight } of held) {
    const amount = Math.floor((assets * weight) / total)
    const pieces = amount > 10_000_000 ? random.int(1, 3) : 1
    for (let piece = 0; piece < pieces; piece++)
      buy(customer, assetClass, Math.floor(amount / pieces), today, startedDaysAgo)
  }
}

function drawRisk(random: Random, parameters: SimulatorParameters, today: number) {
  const { risk } = parameters
  if (random.chance(risk.missingShare)) return { riskRating: null, riskExpiry: null }
  return {
    riskRating: (random.weighted(risk.levelShares) + 1) as RiskLevel,
    riskExpiry: today + random.int(-60, risk.validDays),
  }
}

/** Who is asleep, and since when (null = never moved); a blocked account cannot be used. */
function drawSleep(random: Random, parameters: SimulatorParameters, traits: Traits, today: number) {
  const { sleeping } = parameters
  const asleep = random.chance(at(sleeping.atStartShares, traits.tierIndex))
  if (!asleep && traits.restriction === null) return null
  if (random.chance(sleeping.neverMovedShare)) return { since: null }
  return { since: today - Math.ceil(sleeping.atStartDays * random.next() ** sleeping.atStartSkew) }
}

/**
 * A customer as of `today`. `fresh` customers open their account that day; others have a past: an opening date
 * years back, perhaps a richer time, a sleep, a stopped salary.
 */
export function bringIn(nursery: Nursery, sequence: number, today: number, fresh: boolean): CustomerState {
  const { parameters } = nursery
  const random = new Random(`${nursery.seed}|customer|${sequence}`)
  const tierIndex = random.weighted(
    fresh ? parameters.turnoverOfCustomers.newTierShares : parameters.assets.tierShares,
  )
  const assets = drawAssets(random, parameters, tierIndex)
  const wantedOpenDay = fresh ? today : today - random.int(20, 365 * 18)
  const traits = drawTraits(random, nursery, sequence, tierIndex, assets, wantedOpenDay, today)
  const { openDay } = traits
  const sleep = fresh ? null : drawSleep(random, parameters, traits, today)
  const owned = random.chance(
    fresh
      ? parameters.ownership.newCustomerOwnedShare
      : 1 - at(parameters.ownership.unownedShares, tierIndex),
  )
  const stopped = !fresh && random.chance(parameters.payroll.stoppedAtStartShare)
  const paid = traits.salary > 0 && !fresh && !stopped
  const loan = random.chance(at(parameters.assets.loanShares, tierIndex))
    ? Math.round(
        random.logBetween(parameters.assets.loanRangeFen[0], parameters.assets.loanRangeFen[1]) / 10_000,
      ) * 10_000
    : 0
  const lastActive = today - Math.round(-Math.log(1 - random.next()) / traits.transactionRate)
  const lastTransaction = sleep ? sleep.since : Math.max(openDay, lastActive)
  const everContacted = !fresh && random.chance(traits.attention > 0 ? 0.8 : 0.08)
  const customer: CustomerState = {
    traits,
    random,
    balances: [0, 0, 0, 0, 0, 0, 0, 0, 0],
    lots: [],
    nextMaturity: Infinity,
    matured: [],
    planned: [],
    rmNo: owned ? (nursery.rmNos[random.weighted(nursery.rmWeights)] ?? null) : null,
    handedOverOn: null,
    asleep: sleep !== null,
    lastTransaction: lastTransaction === null ? null : Math.max(openDay, lastTransaction),
    slide: null,
    closedOn: null,
    guestMoney: 0,
    loan,
    loanPayment: Math.round(loan / random.int(60, 300)),
    payrollStopped: stopped,
    lastPayDay: stopped && traits.salary > 0 ? today - random.int(5, 90) : null,
    payrollMonths: traits.salary > 0 && !fresh ? random.int(3, 12) : 0,
    paidThisMonth: paid ? traits.salary : 0,
    paidLastMonth: paid ? traits.salary : 0,
    logins: 0,
    ...drawRisk(random, parameters, today),
    wecom: random.chance(parameters.people.wecomShare),
    dnc: random.chance(parameters.people.dncShare),
    lastContact: everContacted ? Math.max(openDay, today - random.int(10, 700)) : null,
    lastEffectiveContact: null,
    contactDays: [],
    aum: assets,
    peak: 0,
    monthSum: 0,
    quarterSum: 0,
    yearSum: 0,
  }
  spreadAssets(customer, parameters, assets, today)
  customer.aum = totalOf(customer.balances)
  const { onceRicherShare, onceRicherFactor } = parameters.assets
  const once =
    !fresh && random.chance(onceRicherShare)
      ? random.logBetween(onceRicherFactor[0], onceRicherFactor[1])
      : fresh
        ? 1
        : random.between(1, 1.3)
  customer.peak = Math.round(customer.aum * once)
  if (!fresh) {
    const daysBefore = Math.min(dayFacts(today).dayOfYear - 1, today - openDay)
    customer.yearSum = Math.round(customer.aum * random.between(0.85, 1.1)) * daysBefore
    if (!customer.asleep && tierIndex > 0 && random.chance(parameters.leaving.alreadyLeavingShare)) {
      customer.slide = { weeksLeft: random.int(8, 20), share: random.between(0.08, 0.2), closes: false }
    }
  }
  return customer
}
