/** Random branches for the laws of planning: any mix of warnings, maturities, sleepers, contacts and leave. */
import fc from 'fast-check'
import { warningRules } from '../../../shared/domain/classification.ts'
import { contactChannels, contactOutcomes } from '../../../shared/domain/customer.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import type { PlanInput, Rm } from '../../../shared/domain/plan.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import { dormancyKeys, familiarityKeys, warningColours } from '../../../shared/playbook/schema.ts'
import { asOf, calendar, contact, customer, holding, wan, warning, week } from './sample.ts'
import type { Sample } from './sample.ts'

const maybe = <T>(arb: fc.Arbitrary<T>) => fc.option(arb, { nil: null })
/** A value once in `times`, else null. (`fc.option`'s freq counts the other way round.) */
const rarely = <T>(arb: fc.Arbitrary<T>, times: number) =>
  fc.oneof({ arbitrary: fc.constant(null), weight: times - 1 }, { arbitrary: arb, weight: 1 })
const money = fc.integer({ min: 0, max: wan(900) })
const recent = (back: number, ahead = 0) =>
  fc.integer({ min: -back, max: ahead }).map((days) => addDays(asOf, days))

const facts = fc.record({
  name: maybe(fc.constantFrom('王丽', '赵欣勇', '欧阳娜', '白兰<b>勇</b>')),
  phone: maybe(fc.constantFrom('19900001234', '199****5678', '0591-8888777', '12')),
  gender: maybe(fc.constantFrom('male' as const, 'female' as const)),
  rmNo: maybe(fc.constantFrom('80231', '80257', '80271', '99999')),
  riskRating: maybe(fc.integer({ min: 1, max: 5 })),
  riskExpiry: maybe(recent(100, 300)),
  payroll: maybe(fc.boolean()),
  merchant: maybe(fc.boolean()),
  wecom: maybe(fc.boolean()),
  consent: maybe(fc.boolean()),
  age: maybe(fc.integer({ min: 10, max: 95 })),
  birthDate: maybe(fc.constantFrom('1980-11-25', '1960-02-29', '1950-11-28', '1990-07-01')),
  openDate: maybe(recent(60)),
  aumFen: maybe(money),
  aumMonthAvgFen: maybe(money),
  aumPeakFen: maybe(money),
  demandFen: maybe(money),
  wealthFen: maybe(money),
  payrollDate: maybe(recent(200)),
  payrollAmountFen: maybe(money),
  loanFen: maybe(money),
  occupation: maybe(fc.constantFrom('退休教师', '工程师')),
})

const holdings = fc.array(
  fc.record({
    amountFen: money,
    maturityDate: maybe(recent(60, 60)),
    productName: maybe(fc.constantFrom('定期存款50号', '稳赚宝 8 号', '安盈 90 天')),
    productClass: maybe(fc.constantFrom('定期存款', '理财')),
  }),
  { maxLength: 3 },
)

const contacts = fc.array(
  fc.record({
    contactDate: recent(120, 2),
    channel: maybe(fc.constantFrom(...contactChannels)),
    outcome: maybe(fc.constantFrom(...contactOutcomes)),
    seconds: maybe(fc.integer({ min: 0, max: 300 })),
    notes: maybe(fc.constantFrom('想了解国债', '保证下周来', '孩子升学')),
    nextDate: maybe(recent(10, 12)),
  }),
  { maxLength: 3 },
)

const warnings = fc.uniqueArray(
  fc.tuple(fc.constantFrom(...warningRules), fc.constantFrom(...warningColours)),
  {
    maxLength: 3,
    selector: ([rule]) => rule,
  },
)

/** A fall is only ever warned of when both amounts are known. */
function hasFacts(
  rule: (typeof warningRules)[number],
  known: { readonly aumFen: number | null; readonly aumMonthAvgFen: number | null },
  before: number | null,
): boolean {
  if (rule === 'aumFall' || rule === 'suddenFall') return known.aumFen !== null && before !== null
  return rule !== 'monthAverageFall' || known.aumMonthAvgFen !== null
}

const sample: fc.Arbitrary<(no: string) => Sample> = fc
  .record({
    facts,
    holdings,
    contacts,
    warnings,
    before: maybe(money),
    rmChangedOn: maybe(recent(30)),
    familiarity: maybe(fc.constantFrom(...familiarityKeys)),
    dormancy: maybe(fc.constantFrom(...dormancyKeys)),
    sleeperValueFen: maybe(money),
    daysSinceContact: maybe(fc.integer({ min: 0, max: 400 })),
    near: fc.boolean(),
    excluded: rarely(fc.constantFrom('dnc' as const, 'restricted' as const, 'staff' as const), 15),
  })
  .map((r) => (no) => {
    const plain = customer({ facts: { ...r.facts, customerNo: no } })
    const measure = plain.result.measureFen
    const near =
      r.near && measure !== null
        ? { key: '5w', lineFen: measure + wan(1), edge: 'rising' as const, gapFen: wan(1), reasons: [] }
        : null
    return customer({
      facts: { ...r.facts, customerNo: no },
      input: {
        holdings: r.holdings.map((h) => holding({ ...h, customerNo: no })),
        contacts: r.contacts.map((c) => contact({ ...c, customerNo: no })),
        previous: r.before === null ? null : { ...plain.input.facts, asOf: '2026-11-13', aumFen: r.before },
        rmChangedOn: r.rmChangedOn,
      },
      familiarity: r.familiarity,
      result: {
        warnings: r.warnings
          .filter(([rule]) => hasFacts(rule, r.facts, r.before))
          .map(([rule, colour]) => warning(rule, colour)),
        dormancy: { result: r.dormancy, reasons: [] },
        sleeperValueFen: r.sleeperValueFen,
        daysSinceContact: r.daysSinceContact,
        near,
        excluded: r.excluded,
      },
    })
  })

const rms = fc
  .tuple(maybe(fc.integer({ min: 0, max: 240 })), rarely(recent(3, 10), 5))
  .map(([minutes, leftOn]): readonly Rm[] => [
    { rmNo: '80231', name: '张伟', role: 'rm', leftOn: null, dailyMinutes: null },
    { rmNo: '80257', name: '王芳', role: 'rm', leftOn: null, dailyMinutes: minutes },
    { rmNo: '80271', name: '赵敏', role: 'head', leftOn, dailyMinutes: null },
  ])

const absences = fc.array(
  fc.record({
    rmNo: fc.constantFrom('80231', '80257', '80271'),
    from: recent(0, 7),
    length: fc.integer({ min: 0, max: 3 }),
    minutes: maybe(fc.integer({ min: 10, max: 200 })),
  }),
  { maxLength: 4 },
)

/** A branch with up to `size` customers in the week of the samples, or in a week of holidays and make-up days. */
export function branchOf(size: number): fc.Arbitrary<PlanInput> {
  return fc
    .record({
      samples: fc.array(sample, { maxLength: size, size: 'max' }),
      rms,
      absences,
      week: fc.constantFrom(week, week, week, '2026-W41', '2026-W08'),
    })
    .map(({ samples, rms: roster, absences: away, week: planned }) => ({
      week: planned,
      asOf,
      customers: samples.map((make, i) => make(String(i).padStart(12, '0'))),
      rms: roster,
      absences: away.map((a) => ({
        rmNo: a.rmNo,
        from: a.from,
        to: addDays(a.from, a.length),
        minutes: a.minutes,
        reason: '外出',
      })),
      calendar,
      products: [
        {
          productCode: 'A1',
          productName: '安盈 180 天',
          productClass: '理财',
          productRisk: 2,
          termDays: 180,
          rate: 0.026,
          minAmountFen: wan(1),
          saleUntil: '2026-11-30',
        },
        {
          productCode: 'A2',
          productName: '高收益 1 号',
          productClass: '理财',
          productRisk: 1,
          termDays: 90,
          rate: 0.05,
          minAmountFen: null,
          saleUntil: null,
        },
      ],
    }))
}

export const playbook = defaultPlaybook
