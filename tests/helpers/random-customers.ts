/** Random customers for laws that must hold for all of them; every fact may be unknown. */
import fc from 'fast-check'
import type { BranchContext, CustomerInput } from '../../shared/domain/classification.ts'
import {
  contactChannels,
  contactOutcomes,
  type Contact,
  type CustomerFacts,
  type Holding,
} from '../../shared/domain/customer.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import { dataDate, someContact, someContext, someFacts, someHolding, wan } from './some-facts.ts'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 })

/** Amounts around every line of the shipped playbook, and anything up to 20 亿, overdrafts included. */
export const money = fc.oneof(
  fc
    .constantFrom(0, 0.5, 0.7, 1, 3, 3.5, 5, 5.25, 10, 20, 45, 50, 540, 600, 630)
    .chain((line) => fc.integer({ min: -2, max: 2 }).map((by) => wan(line) + by)),
  fc.integer({ min: -10_000_000, max: 200_000_000_000 }),
)

export function dateNear(asOf: IsoDate, back: number, ahead = 0): fc.Arbitrary<IsoDate> {
  return fc.integer({ min: -back, max: ahead }).map((days) => addDays(asOf, days))
}

export function randomFacts(asOf: IsoDate = dataDate): fc.Arbitrary<CustomerFacts> {
  return fc
    .record({
      phone: maybe(fc.constantFrom('13800001234', '138****1234', '010-88886666')),
      birthDate: maybe(dateNear(asOf, 30_000)),
      occupation: maybe(fc.constantFrom('', '教师')),
      rmNo: maybe(fc.constantFrom('80231', '80244')),
      rmName: maybe(fc.constantFrom('张伟', '李娜')),
      riskRating: maybe(fc.integer({ min: 1, max: 5 })),
      riskExpiry: maybe(dateNear(asOf, 400, 400)),
      payroll: maybe(fc.boolean()),
      staff: maybe(fc.boolean()),
      mobileBank: maybe(fc.boolean()),
      wecom: maybe(fc.boolean()),
      dnc: maybe(fc.boolean()),
      deceased: maybe(fc.boolean()),
      restriction: maybe(fc.constantFrom('正常', '冻结')),
      aumFen: maybe(money),
      aumMonthAvgFen: maybe(money),
      aumPeakFen: maybe(money),
      demandFen: maybe(money),
      timeFen: maybe(money),
      fundFen: maybe(money),
      payrollDate: maybe(dateNear(asOf, 100)),
      payrollAmountFen: maybe(money),
      lastTxnDate: maybe(dateNear(asOf, 500, 3)),
      loginCount: maybe(fc.integer({ min: 0, max: 3 })),
      lastContactDate: maybe(dateNear(asOf, 400)),
      contactCount: maybe(fc.integer({ min: 0, max: 5 })),
    })
    .map((known) => someFacts({ ...known, asOf }))
}

const randomContact: fc.Arbitrary<Contact> = fc
  .record({
    contactDate: dateNear(dataDate, 300),
    channel: maybe(fc.constantFrom(...contactChannels)),
    outcome: maybe(fc.constantFrom(...contactOutcomes)),
    seconds: maybe(fc.integer({ min: 0, max: 200 })),
  })
  .map(someContact)

const randomHolding: fc.Arbitrary<Holding> = fc
  .record({
    productName: maybe(fc.constant('理财07号')),
    amountFen: money,
    maturityDate: maybe(dateNear(dataDate, 60, 60)),
  })
  .map(someHolding)

export const randomInput: fc.Arbitrary<CustomerInput> = fc.record({
  facts: randomFacts(),
  previous: maybe(randomFacts('2026-11-13')),
  lastMonth: maybe(randomFacts('2026-10-30')),
  holdings: fc.array(randomHolding, { maxLength: 3 }),
  movements: fc.constant([]),
  contacts: fc.array(randomContact, { maxLength: 4 }),
  rmChangedOn: maybe(dateNear(dataDate, 20)),
})

export const randomContext: fc.Arbitrary<BranchContext> = fc.record({
  asOf: fc.constant(dataDate),
  hasContactLog: fc.boolean(),
  unobtainable: fc.subarray(['phone', 'birthDate', 'work', 'family', 'wecom', 'riskTest']),
  workingDaysSince: fc.constantFrom(
    someContext.workingDaysSince,
    () => 4,
    () => 5,
  ),
})
