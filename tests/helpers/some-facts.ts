/** A customer of whom nothing is known but the number, to be filled in by each test. */
import type { BranchContext, CustomerInput } from '../../shared/domain/classification.ts'
import type { Contact, CustomerFacts, Holding } from '../../shared/domain/customer.ts'

export const dataDate = '2026-11-20'

const unknownFacts: CustomerFacts = {
  customerNo: '006200000001',
  asOf: dataDate,
  name: null,
  idNo: null,
  phone: null,
  gender: null,
  birthDate: null,
  address: null,
  employer: null,
  occupation: null,
  openDate: null,
  rmNo: null,
  rmName: null,
  bankGrade: null,
  riskRating: null,
  riskExpiry: null,
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
  age: null,
  aumFen: null,
  aumMonthAvgFen: null,
  aumPeakFen: null,
  demandFen: null,
  timeFen: null,
  cdFen: null,
  wealthFen: null,
  fundFen: null,
  insuranceFen: null,
  bondFen: null,
  metalFen: null,
  trustFen: null,
  loanFen: null,
  payrollDate: null,
  payrollAmountFen: null,
  lastTxnDate: null,
  loginCount: null,
  lastContactDate: null,
  contactCount: null,
}

export function someFacts(known: Partial<CustomerFacts> = {}): CustomerFacts {
  return { ...unknownFacts, ...known }
}

export function someInput(
  known: Partial<CustomerFacts> = {},
  around: Partial<Omit<CustomerInput, 'facts'>> = {},
): CustomerInput {
  return {
    facts: someFacts(known),
    previous: null,
    lastMonth: null,
    holdings: [],
    movements: [],
    contacts: [],
    rmChangedOn: null,
    ...around,
  }
}

export function someContact(known: Partial<Contact> = {}): Contact {
  return {
    customerNo: unknownFacts.customerNo,
    contactDate: '2026-11-10',
    channel: null,
    outcome: null,
    seconds: null,
    notes: null,
    rmNo: null,
    rmName: null,
    nextDate: null,
    ...known,
  }
}

export function someHolding(known: Partial<Holding> = {}): Holding {
  return {
    customerNo: unknownFacts.customerNo,
    productName: null,
    productClass: null,
    productRisk: null,
    amountFen: 10_000_000,
    startDate: null,
    maturityDate: null,
    ...known,
  }
}

export const someContext: BranchContext = {
  asOf: dataDate,
  hasContactLog: true,
  unobtainable: [],
  workingDaysSince: null,
}

/** Fen of an amount in 万元. */
export const wan = (amount: number): number => Math.round(amount * 1_000_000)
