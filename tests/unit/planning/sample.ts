/** Builders of plan input for these tests: a plain customer with nothing going on, and what a test changes. */
import type {
  Classification,
  CustomerInput,
  Warning,
  WarningRule,
} from '../../../shared/domain/classification.ts'
import type { Contact, CustomerFacts, Holding } from '../../../shared/domain/customer.ts'
import type { PlanInput, Rm, WorkCalendar } from '../../../shared/domain/plan.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import type { Familiarity, WarningColour } from '../../../shared/playbook/schema.ts'
import { seedCalendar } from '../../../electron/engine/core/calendar/seed-calendar.ts'
import { tierOf } from '../../../electron/engine/core/segmentation/tier.ts'

/** A Friday; the planned week 2026-W48 runs from Monday 23 to Friday 27 November. */
export const asOf = '2026-11-20'
export const week = '2026-W48'
export const weekDays = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27']
const seed = seedCalendar()
/** The year of the samples only, so that a failing random case stays readable. */
export const calendar: WorkCalendar = {
  exceptions: Object.fromEntries(Object.entries(seed.exceptions).filter(([date]) => date.startsWith('2026'))),
  publishedYears: [2026],
}
export const wan = (amount: number): number => Math.round(amount * 1_000_000)

export const zhang: Rm = { rmNo: '80231', name: '张伟', role: 'rm', leftOn: null, dailyMinutes: null }

export function factsOf(changes: Partial<CustomerFacts> = {}): CustomerFacts {
  return {
    customerNo: '006200000001',
    asOf,
    name: '王丽',
    idNo: null,
    phone: '19900001234',
    gender: 'female',
    birthDate: '1980-06-01',
    address: null,
    employer: null,
    occupation: null,
    openDate: '2015-01-01',
    rmNo: zhang.rmNo,
    rmName: zhang.name,
    bankGrade: null,
    riskRating: 2,
    riskExpiry: '2027-06-30',
    payroll: null,
    merchant: null,
    owner: null,
    staff: null,
    custody: null,
    creditCard: null,
    mobileBank: null,
    wecom: null,
    consent: null,
    dnc: null,
    restriction: null,
    deceased: null,
    remark: null,
    age: 46,
    aumFen: wan(12),
    aumMonthAvgFen: wan(12),
    aumPeakFen: wan(13),
    demandFen: wan(2),
    timeFen: wan(10),
    cdFen: 0,
    wealthFen: 0,
    fundFen: 0,
    insuranceFen: 0,
    bondFen: 0,
    metalFen: 0,
    trustFen: 0,
    loanFen: 0,
    payrollDate: null,
    payrollAmountFen: null,
    lastTxnDate: '2026-11-10',
    loginCount: 3,
    lastContactDate: null,
    contactCount: null,
    ...changes,
  }
}

export interface Sample {
  readonly input: CustomerInput
  readonly result: Classification
}

/** A customer of the middle row, acquainted, contacted 10 days ago: no reason at all until a test gives one. */
export function customer(
  changes: {
    readonly facts?: Partial<CustomerFacts>
    readonly input?: Partial<Omit<CustomerInput, 'facts'>>
    readonly result?: Partial<Omit<Classification, 'familiarity'>>
    readonly familiarity?: Familiarity | null
  } = {},
): Sample {
  const facts = factsOf(changes.facts)
  const tier = tierOf(facts, defaultPlaybook)
  const input: CustomerInput = {
    facts,
    previous: null,
    lastMonth: null,
    holdings: [],
    movements: [],
    contacts: [],
    rmChangedOn: null,
    ...changes.input,
  }
  const result: Classification = {
    customerNo: facts.customerNo,
    measureFen: facts.aumMonthAvgFen ?? facts.aumFen,
    tier: { result: tier, reasons: [] },
    dormancy: { result: 'active', reasons: [] },
    daysDormant: 10,
    sleeperValueFen: facts.aumPeakFen,
    familiarity: {
      result: {
        frequencyPoints: 15,
        informationPoints: 20,
        level: changes.familiarity === undefined ? 'acquainted' : changes.familiarity,
        unconfirmed: false,
      },
      reasons: [],
    },
    nineBoxRow: tier === null ? null : defaultPlaybook.nineBox.rowOfTier[tier],
    near: null,
    warnings: [],
    aumFall: null,
    daysSinceContact: 10,
    excluded: null,
    ...changes.result,
  }
  return { input, result }
}

export function warning(rule: WarningRule, colour: WarningColour): Warning {
  return { rule, colour, reasons: [{ rule, field: 'aumFen', value: 1, op: '>=', threshold: 1 }] }
}

export function holding(changes: Partial<Holding> = {}): Holding {
  return {
    customerNo: '006200000001',
    productName: '定期存款50号',
    productClass: '定期存款',
    productRisk: 1,
    amountFen: wan(20),
    startDate: '2025-11-26',
    maturityDate: '2026-11-26',
    ...changes,
  }
}

export function contact(changes: Partial<Contact> = {}): Contact {
  return {
    customerNo: '006200000001',
    contactDate: '2026-11-10',
    channel: 'phone',
    outcome: 'answered',
    seconds: 120,
    notes: null,
    rmNo: null,
    rmName: null,
    nextDate: null,
    ...changes,
  }
}

export function planInput(customers: readonly Sample[], changes: Partial<PlanInput> = {}): PlanInput {
  return { week, asOf, customers, rms: [zhang], absences: [], calendar, products: [], ...changes }
}

/** `count` copies of a sample with numbers 006200100001… */
export function numbered(count: number, sample: (no: string, index: number) => Sample): readonly Sample[] {
  return Array.from({ length: count }, (_, i) => sample(String(6_200_100_001 + i).padStart(12, '0'), i))
}
