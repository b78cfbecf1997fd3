/** Random customers as the segment rules see them, and the columns of a random branch. */
import fc from 'fast-check'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'
import type { Column, Columns, SegmentInput } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { manLetters } from '../../../shared/playbook/segmentation.ts'
import { noteColumns } from '../../../electron/engine/core/segmentation/customer-columns.ts'
import { dateNear, money, randomInput } from '../../helpers/random-customers.ts'
import { dataDate, someContact, someHolding, someInput } from '../../helpers/some-facts.ts'

const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { freq: 4 })

const remarks = [
  '要和家人商量后再定',
  '不用和家人商量',
  '曾投诉排队太久',
  '无投诉',
  '问过他行利率',
  '孩子小升初',
  '贷款逾期',
  '自己做主',
  '基金亏损',
  '种植大户',
]

const moreFacts: fc.Arbitrary<Partial<CustomerFacts>> = fc.record({
  age: maybe(fc.integer({ min: 0, max: 100 })),
  gender: maybe(fc.constantFrom('male' as const, 'female' as const)),
  occupation: maybe(fc.constantFrom('学生', '教师', '个体户', '农民')),
  employer: maybe(
    fc.constantFrom(
      '青禾物流有限公司',
      '青禾（物流）有限公司财务部',
      '澜溪第二中学',
      '无',
      '云栖农贸市场水果店',
    ),
  ),
  address: maybe(
    fc.constantFrom('云栖花园3幢501室', '桂庭路88号云栖花园小区', '临泽行政村二组', '中山路8号'),
  ),
  remark: maybe(fc.constantFrom(...remarks)),
  openDate: maybe(dateNear(dataDate, 60, 2)),
  merchant: maybe(fc.boolean()),
  owner: maybe(fc.boolean()),
  custody: maybe(fc.boolean()),
  creditCard: maybe(fc.boolean()),
  cdFen: maybe(money),
  wealthFen: maybe(money),
  insuranceFen: maybe(money),
  bondFen: maybe(money),
  metalFen: maybe(money),
  trustFen: maybe(money),
  loanFen: maybe(money),
})

export const randomSegmentInput: fc.Arbitrary<SegmentInput> = fc
  .record({
    input: randomInput,
    more: moreFacts,
    loan: maybe(dateNear(dataDate, 10, 200)),
    notes: maybe(fc.constantFrom(...remarks)),
    movements: fc.array(
      fc.record({
        customerNo: fc.constant('006200000001'),
        txnDate: dateNear(dataDate, 40, 1),
        amountFen: fc.integer({ min: 0, max: 20_000_000 }),
        direction: maybe(fc.constantFrom('in' as const, 'out' as const)),
        counterparty: maybe(fc.constantFrom('他行同名', '消费')),
      }),
      { maxLength: 3 },
    ),
    since: maybe(dateNear(dataDate, 800)),
    held: fc.dictionary(fc.constantFrom(...assetClasses), dateNear(dataDate, 800, -1), { maxKeys: 3 }),
    tags: fc.subarray(['亲子', '车主']),
    openNeeds: fc.integer({ min: 0, max: 2 }),
    overrides: fc.array(
      fc.record({
        letter: fc.constantFrom(...manLetters),
        answer: fc.constantFrom('yes' as const, 'no' as const),
        note: fc.constantFrom('', '电话里说的'),
        setOn: dateNear(dataDate, 30),
      }),
      { maxLength: 1 },
    ),
  })
  .map(({ input, more, loan, notes, movements, since, held, tags, openNeeds, overrides }) => ({
    ...input,
    facts: { ...input.facts, ...more },
    movements,
    contacts: notes === null ? input.contacts : [someContact({ notes }), ...input.contacts],
    holdings:
      loan === null
        ? input.holdings
        : [...input.holdings, someHolding({ productClass: '个人贷款', maturityDate: loan })],
    history: { since, lastHeld: since === null ? {} : held },
    tags,
    openNeeds,
    manOverrides: overrides,
  }))

const allColumns: Column[] = [
  ...(Object.keys(someInput().facts) as (keyof CustomerFacts)[]),
  'holdings',
  'movements',
  'loanEnd',
  'contactNotes',
  'history',
  'children',
  'car',
  'fundResult',
]
/** Every column there could be. */
export const everyColumn: Columns = new Set(allColumns)

/** The columns a customer's own facts prove, and any others. */
export const withRandomColumns = (input: SegmentInput): fc.Arbitrary<Columns> =>
  fc.oneof(fc.constant(allColumns), fc.subarray(allColumns)).map((others) => {
    const seen = new Set<Column>(others)
    noteColumns(input, seen, playbook)
    return seen
  })

export function someSegmentInput(
  known: Partial<CustomerFacts> = {},
  around: Partial<Omit<SegmentInput, 'facts'>> = {},
): SegmentInput {
  return {
    ...someInput(known),
    history: { since: '2026-11-13', lastHeld: {} },
    tags: [],
    openNeeds: 0,
    manOverrides: [],
    ...around,
  }
}
