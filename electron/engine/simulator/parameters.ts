/**
 * Every number the made-up branch lives by. They are plausible settings for a mid-sized retail branch, not
 * measurements; a bench or a policy study states its own with `params`. Money is fen, rates are probabilities
 * per the unit their name says, lists of five follow the tiers 潜力, 有效, 中端, 高端, 私行.
 */
import type { Fen } from '../../../shared/domain/money.ts'

const yuan = (amount: number): Fen => amount * 100
const wan = (amount: number): Fen => amount * 1_000_000

export const simulatorDefaults = {
  /** Where assets start. Within a tier they follow a Pareto law between its lines. */
  assets: {
    tierShares: [0.38, 0.24, 0.26, 0.1, 0.02],
    tierLinesFen: [yuan(20), wan(1), wan(5), wan(50), wan(600), wan(12_000)],
    /** Below zero the upper end of the tier is the fuller one. */
    tailExponents: [-0.4, -0.3, 0.3, 1.05, 1.5],
    /** Share of customers holding nothing but 活期. */
    demandOnlyShares: [0.62, 0.34, 0.12, 0.05, 0.02],
    /** Share holding each class among the others, and the weight of 活期 beside a held class. */
    classShares: {
      time: [0.75, 0.75, 0.7, 0.6, 0.5],
      cd: [0, 0, 0.12, 0.4, 0.5],
      wealth: [0.25, 0.4, 0.5, 0.6, 0.7],
      fund: [0.12, 0.18, 0.25, 0.3, 0.4],
      insurance: [0.02, 0.08, 0.2, 0.3, 0.4],
      bond: [0.02, 0.05, 0.1, 0.12, 0.1],
      metal: [0.01, 0.03, 0.05, 0.06, 0.08],
      trust: [0, 0, 0, 0.06, 0.35],
    },
    demandWeights: [1, 0.8, 0.5, 0.4, 0.35],
    /** Share whose highest AUM lies years back, and by what factor it exceeded today's. */
    onceRicherShare: 0.13,
    onceRicherFactor: [3, 25],
    loanShares: [0.04, 0.06, 0.12, 0.1, 0.04],
    loanRangeFen: [wan(5), wan(160)],
  },
  people: {
    /** Names with a character outside common use. */
    rareCharacterShare: 0.02,
    compoundSurnameShare: 0.025,
    noPhoneShare: 0.03,
    /** Numbers that no longer reach anybody (空号). */
    deadPhoneShare: 0.035,
    /** Payroll share by tier. */
    payrollShares: [0.22, 0.33, 0.36, 0.26, 0.1],
    merchantShare: 0.05,
    ownerShares: [0.01, 0.02, 0.05, 0.16, 0.35],
    staffShare: 0.006,
    consentShares: { yes: 0.52, no: 0.2 },
    dncShare: 0.012,
    restrictedShare: 0.006,
    mobileBankShare: 0.68,
    wecomShare: 0.34,
    /** Of the working-age customers without a payroll contract, those whose employer is not known. */
    noEmployerShare: 0.55,
    remarkShare: 0.12,
  },
  ownership: {
    /** Customers without a managing RM, by tier. */
    unownedShares: [0.21, 0.14, 0.1, 0.06, 0.03],
    weeklyAdoptionRate: 0.004,
    newCustomerOwnedShare: 0.6,
    /** A hand-over happens every so many weeks and moves this part of one RM's customers. */
    handoverEveryWeeks: 4,
    handoverShare: [0.06, 0.18],
  },
  activity: {
    /** Active customers: log-uniform probability of a transaction on a day. */
    dailyTransaction: [0.025, 0.4],
    /** Monthly spending as a share of salary, and of AUM for everybody else. */
    salarySpent: [0.75, 1.08],
    assetsTurnedOver: 0.035,
    turnoverRangeFen: [yuan(600), yuan(45_000)],
    /** Large single movements: chance per day and share of 活期 moved. */
    dailyLargeMove: [0.0002, 0.0005, 0.003, 0.014, 0.03],
    largeMoveShare: [0.15, 0.55],
    movementReportFen: wan(10),
    /** Weekly chance that idle 活期 is put into a product. */
    weeklyPurchase: 0.035,
    idleDemandFen: wan(2),
    fundDailySpread: 0.007,
    metalDailySpread: 0.008,
    dailyLogin: [0.01, 0.45],
  },
  payroll: {
    /** Median monthly salary and spread of its logarithm. */
    medianFen: yuan(6_800),
    sigma: 0.45,
    payDays: [5, 8, 10, 15, 20, 25],
    stoppedAtStartShare: 0.05,
    weeklyStopRate: 0.002,
    /** Days until the bank's own 代发 flag notices. */
    flagLagDays: 100,
    /** Year-end bonus: chance by month and size in salaries. */
    bonusChance: { 12: 0.15, 1: 0.5 } as Readonly<Record<number, number>>,
    bonusSalaries: [1, 5],
  },
  maturity: {
    /** What awake customers do with matured money; the rest stays in 活期. */
    rollOverShare: 0.6,
    leaveShare: 0.13,
    leavePart: [0.5, 1],
    leaveWithinDays: 6,
    /** Sleepers' deposits renew by standing order. */
    sleeperRollOverShare: 0.7,
    /** The 到期明细 covers maturities up to this far ahead and this far back. */
    horizonDays: 180,
    keepMaturedDays: 7,
  },
  quarterEnd: {
    /** 冲量: customers from 中端 up who lend their money for the quarter's last days. */
    guestShare: 0.035,
    arriveDaysBefore: 5,
    leaveWithinDays: 8,
    inflowShare: [0.15, 0.6],
  },
  leaving: {
    weeklyRate: 0.0022,
    unownedFactor: 1.3,
    /** Owned, but no effective contact in 90 days. */
    neglectedFactor: 1.5,
    /** Within 60 days of an effective contact. */
    caredForFactor: 0.5,
    /** Within 60 days of a hand-over. */
    handedOverFactor: 1.8,
    slideWeeks: [3, 9],
    weeklyOutflow: [0.15, 0.42],
    /** Chance that a term deposit is broken early in a week of the slide. */
    breakDepositRate: 0.25,
    closeShare: 0.35,
    /** Chance per week that an effective contact ends the slide. */
    talkedRoundRate: 0.3,
    alreadyLeavingShare: 0.012,
  },
  sleeping: {
    atStartShares: [0.36, 0.25, 0.2, 0.16, 0.1],
    /** Days asleep at the start: at most so many, skewed to the recent by this power of a uniform draw. */
    atStartDays: 500,
    atStartSkew: 3,
    neverMovedShare: 0.03,
    weeklySleepRate: 0.004,
    weeklyWakeRate: 0.009,
    /** Waking is this much likelier within 30 days of an effective contact. */
    wakeAfterContactFactor: 4,
    wakeInflowChance: 0.4,
    wakeInflowShare: [0.1, 0.8],
  },
  turnoverOfCustomers: {
    weeklyOpenRate: 0.0045,
    /** Accounts closed without a slide: of the customers below the line and without products, this many. */
    weeklyCloseRate: 0.012,
    closeBelowFen: yuan(3_000),
    newTierShares: [0.55, 0.25, 0.16, 0.035, 0.005],
  },
  risk: {
    missingShare: 0.12,
    validDays: 365,
    weeklyRenewal: 0.06,
    levelShares: [0.2, 0.3, 0.3, 0.14, 0.06],
  },
  contact: {
    /** Contacts per RM and working day. */
    perDay: [3, 8],
    neverContactedShare: 0.3,
    tierAttention: [0.35, 0.7, 1.5, 3, 4],
    /** 面访, 电话, 短信, 企微, 微信. */
    channelWeights: [0.07, 0.5, 0.14, 0.24, 0.05],
    answerRate: [0.34, 0.62],
    declinedShare: 0.09,
    doNotCallShare: 0.004,
    secondsMedian: 95,
    secondsSigma: 0.8,
    replyRate: [0.08, 0.3],
    /** 面访 in the hall per lobby manager and working day. */
    lobbyPerDay: 0.6,
  },
  staff: {
    /** Customers per RM when the number of RMs is not given. */
    customersPerRm: 550,
    /** Chance that an RM is on leave once in a quarter, and for how many days. */
    leaveChance: 0.6,
    leaveDays: [3, 10],
  },
} as const

type Widen<T> = T extends number ? number : { readonly [K in keyof T]: Widen<T[K]> }

export type SimulatorParameters = Widen<typeof simulatorDefaults>

/** Changed parameters, section by section. */
export type ParameterChanges = { readonly [S in keyof SimulatorParameters]?: Partial<SimulatorParameters[S]> }

/** The defaults with the given changes laid over them. */
export function withChanges(changes: ParameterChanges | undefined): SimulatorParameters {
  if (!changes) return simulatorDefaults
  const entries = Object.entries(simulatorDefaults).map(([section, values]) => [
    section,
    { ...values, ...changes[section as keyof SimulatorParameters] },
  ])
  return Object.fromEntries(entries) as SimulatorParameters
}
