/** MAN letter by letter at its lines: on the line, one fen below, empty, and without the column. */
import { describe, expect, it } from 'vitest'
import type { CustomerFacts, Movement } from '../../../shared/domain/customer.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { Column, SegmentInput } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { manGroups } from '../../../shared/playbook/segmentation.ts'
import { classHistoryOf, wordIn } from '../../../electron/engine/core/segmentation/customer-columns.ts'
import { classifyMan, groupsLeftOpen } from '../../../electron/engine/core/segmentation/man.ts'
import { dataDate, someContact, someFacts, someHolding, wan } from '../../helpers/some-facts.ts'
import { everyColumn, someSegmentInput } from './random-segments.ts'

const without = (...columns: Column[]) => new Set([...everyColumn].filter((each) => !columns.includes(each)))
const man = (input: SegmentInput, columns = everyColumn) => classifyMan(input, columns, playbook)
const daysAgo = (days: number) => addDays(dataDate, -days)
const moved = (known: Partial<Movement>): Movement => ({
  customerNo: '006200000001',
  txnDate: dataDate,
  amountFen: wan(20),
  direction: 'in',
  counterparty: null,
  ...known,
})

/** A customer of age with little money and nothing going on. */
const poor: Partial<CustomerFacts> = {
  age: 40,
  aumFen: 0,
  aumMonthAvgFen: 0,
  aumPeakFen: 0,
  payrollAmountFen: 0,
  loanFen: 0,
  demandFen: 0,
  wealthFen: 0,
  owner: false,
  merchant: false,
}
type Around = Partial<Omit<SegmentInput, 'facts'>>
const letter = (
  which: 'money' | 'authority' | 'need',
  facts: Partial<CustomerFacts>,
  around: Around = {},
  columns = everyColumn,
) => man(someSegmentInput({ ...poor, ...facts }, around), columns).result.letters[which]

describe('money', () => {
  it.each([
    ['nothing', {}, 'no'],
    ['average on the line', { aumMonthAvgFen: wan(5) }, 'yes'],
    ['average a fen below', { aumMonthAvgFen: wan(5) - 1 }, 'no'],
    ['balance where there is no average', { aumMonthAvgFen: null, aumFen: wan(5) }, 'yes'],
    ['a low average stands above a high balance', { aumFen: wan(90) }, 'no'],
    ['assets unknown', { aumMonthAvgFen: null, aumFen: null }, 'unknown'],
    ['peak on the line', { aumPeakFen: wan(20) }, 'yes'],
    ['peak a fen below', { aumPeakFen: wan(20) - 1 }, 'no'],
    ['peak empty', { aumPeakFen: null }, 'no'],
    ['payroll on the line', { payrollAmountFen: wan(1) }, 'yes'],
    ['payroll a fen below', { payrollAmountFen: wan(1) - 1 }, 'no'],
    ['loan on the line', { loanFen: wan(30) }, 'yes'],
    ['loan a fen below', { loanFen: wan(30) - 1 }, 'no'],
    ['loan overdue', { loanFen: wan(30), remark: '9 月起逾期' }, 'no'],
    ['loan never overdue', { loanFen: wan(30), remark: '从无逾期' }, 'yes'],
  ] as const)('%s', (_, facts, expected) => {
    expect(letter('money', facts)).toBe(expected)
  })

  it('adds up the inflows of 30 days', () => {
    const money = (...movements: Movement[]) => letter('money', {}, { movements })
    const half = (txnDate: string) => moved({ txnDate, amountFen: wan(5) })
    expect(money(half(daysAgo(0)), half(daysAgo(30)))).toBe('yes')
    expect(money(half(daysAgo(0)), half(daysAgo(31)))).toBe('no')
    expect(money(half(daysAgo(0)), { ...half(daysAgo(1)), amountFen: wan(5) - 1 })).toBe('no')
    expect(money(half(daysAgo(0)), { ...half(daysAgo(1)), direction: 'out' })).toBe('no')
    expect(money(half(daysAgo(0)), { ...half(daysAgo(1)), direction: null })).toBe('no')
    expect(money(half(daysAgo(0)), half(addDays(dataDate, 1)))).toBe('no')
  })

  it.each<readonly [string, readonly Column[], Partial<CustomerFacts>, string]>([
    ['no peak column', ['aumPeakFen'], {}, 'unknown'],
    ['no movements', ['movements'], {}, 'unknown'],
    ['no loan column', ['loanFen'], {}, 'unknown'],
    ['no payroll amount', ['payrollAmountFen'], { payrollAmountFen: null }, 'unknown'],
    [
      'no payroll amount, but known to be paid elsewhere',
      ['payrollAmountFen'],
      { payrollAmountFen: null, payroll: false },
      'no',
    ],
    ['one of two asset columns', ['aumMonthAvgFen'], { aumMonthAvgFen: null }, 'no'],
    ['both asset columns', ['aumMonthAvgFen', 'aumFen'], { aumMonthAvgFen: null, aumFen: null }, 'unknown'],
    ['no column to say a large loan is in order', ['remark', 'restriction'], { loanFen: wan(30) }, 'unknown'],
    ['no such column, small loan', ['remark', 'restriction'], { loanFen: wan(29) }, 'no'],
    ['a missing column where another rule fires', ['movements'], { aumPeakFen: wan(20) }, 'yes'],
    ['a column of another letter', ['owner', 'holdings'], {}, 'no'],
  ])('%s', (_, missing, facts, expected) => {
    expect(letter('money', facts, {}, without(...missing))).toBe(expected)
  })
})

describe('authority', () => {
  it.each([
    [17, 'no'],
    [18, 'yes'],
    [70, 'yes'],
    [71, 'unknown'],
    [null, 'unknown'],
  ] as const)('of somebody aged %s: %s', (age, expected) => {
    expect(letter('authority', { age })).toBe(expected)
  })

  it('goes by the birth date where there is one', () => {
    expect(letter('authority', { age: 50, birthDate: '2008-11-21' })).toBe('no')
    expect(letter('authority', { age: null, birthDate: '2008-11-20' })).toBe('yes')
  })

  it.each([
    ['an owner of unknown age', { age: null, owner: true }, 'yes'],
    ['a merchant of unknown age', { age: null, merchant: true }, 'yes'],
    ['who bought, of unknown age', { age: null, wealthFen: 1 }, 'yes'],
    ['an account alone is nothing bought', { age: null, demandFen: wan(9) }, 'unknown'],
    ['above the age, bought', { age: 71, wealthFen: 1 }, 'yes'],
    ['above the age, a note', { age: 71, remark: '大事自己做主' }, 'yes'],
    ['above the age, an owner', { age: 71, owner: true }, 'unknown'],
    ['a student', { occupation: '大学生' }, 'no'],
    ['a teacher', { occupation: '教师' }, 'yes'],
    ['a minor who bought', { age: 17, wealthFen: wan(1) }, 'no'],
    ['who asks the family, and bought', { remark: '需要和家人商量', wealthFen: wan(1) }, 'no'],
    ['who need not ask', { remark: '不用和家人商量' }, 'yes'],
    ['a frozen account of an owner', { owner: true, restriction: '冻结' }, 'no'],
    ['a free account', { restriction: '正常' }, 'yes'],
    ['who asked not to be contacted, frozen', { dnc: true, restriction: '冻结' }, 'no'],
  ] as const)('%s', (_, facts, expected) => {
    expect(letter('authority', facts)).toBe(expected)
  })

  it('reads the notes of contacts up to the data date', () => {
    const note = (contactDate: string) => ({
      contacts: [someContact({ contactDate, notes: '说要跟家人商量' })],
    })
    expect(letter('authority', {}, note(dataDate))).toBe('no')
    expect(letter('authority', {}, note(addDays(dataDate, 1)))).toBe('yes')
  })

  it('counts what was held in an earlier snapshot as bought', () => {
    const earlier = [someFacts({ asOf: '2026-05-01', fundFen: 1 })]
    const history = classHistoryOf(earlier, dataDate)
    expect(letter('authority', { age: 71 }, { history })).toBe('yes')
  })
})

describe('need', () => {
  const need = (facts: Partial<CustomerFacts>, around: Around = {}, columns = everyColumn) =>
    letter('need', facts, around, columns)
  const due = (days: number, known = {}) => ({
    holdings: [someHolding({ maturityDate: addDays(dataDate, days), ...known })],
  })

  it('is none where nothing is going on', () => {
    expect(need({})).toBe('no')
  })

  it.each([
    [-1, {}, 'no'],
    [0, {}, 'yes'],
    [30, {}, 'yes'],
    [31, {}, 'no'],
    [30, { amountFen: 0 }, 'no'],
    [30, { maturityDate: null }, 'no'],
  ] as const)('matures in %i days %j: %s', (days, known, expected) => {
    expect(need({}, due(days, known))).toBe(expected)
  })

  it('takes a loan in the list of maturities for a loan', () => {
    const loan = (days: number) => due(days, { productClass: '个人贷款' })
    expect(need({ loanFen: wan(3) }, loan(20))).toBe('yes')
    expect(need({ loanFen: wan(3) }, loan(90))).toBe('yes')
    expect(need({ loanFen: wan(3) }, loan(91))).toBe('no')
    expect(need({ loanFen: wan(3) }, {}, without('loanEnd'))).toBe('unknown')
    expect(need({ loanFen: 0 }, {}, without('loanEnd'))).toBe('no')
  })

  it.each([
    // Three classes, so that only idle money can speak.
    [{ demandFen: wan(5), aumFen: wan(10) }, 'yes'],
    [{ demandFen: wan(5) - 1, aumFen: wan(10) - 2 }, 'no'],
    [{ demandFen: wan(5), aumFen: wan(10) + 1 }, 'no'],
    [{ demandFen: null, aumFen: wan(10) }, 'no'],
  ] as const)('idle money %j: %s', (facts, expected) => {
    expect(need({ ...facts, timeFen: 1, wealthFen: 1 })).toBe(expected)
  })

  it.each([
    [wan(0.7), 'yes'],
    [wan(0.7) - 1, 'no'],
    [wan(1), 'no'],
    [wan(2.1), 'yes'],
    [wan(9), 'yes'],
    [wan(9) - 1, 'no'],
  ])('near a line of tiers or invitations: %i %s', (aumMonthAvgFen, expected) => {
    expect(need({ aumMonthAvgFen })).toBe(expected)
  })

  it('sees inflows of 7 days and outflows to the same name of 30', () => {
    const flow = (known: Partial<Movement>) => need({}, { movements: [moved(known)] })
    expect(flow({ amountFen: wan(5), txnDate: daysAgo(7) })).toBe('yes')
    expect(flow({ amountFen: wan(5), txnDate: daysAgo(8) })).toBe('no')
    expect(flow({ amountFen: wan(5) - 1 })).toBe('no')
    const out = { direction: 'out', amountFen: 1 } as const
    expect(flow({ ...out, counterparty: '他行同名', txnDate: daysAgo(30) })).toBe('yes')
    expect(flow({ ...out, counterparty: '他行同名', txnDate: daysAgo(31) })).toBe('no')
    expect(flow({ ...out, counterparty: '他人' })).toBe('no')
    expect(need({}, {}, without('movements'))).toBe('unknown')
  })

  it('misses a class held within a year and not now', () => {
    const held = (heldOn: string, facts = {}, columns = everyColumn) =>
      need(facts, { history: { since: '2024-01-01', lastHeld: { fund: heldOn } } }, columns)
    expect(held(daysAgo(365))).toBe('yes')
    expect(held(daysAgo(366))).toBe('no')
    expect(held(daysAgo(10), { fundFen: 5, timeFen: 5 })).toBe('no')
    expect(held(daysAgo(10), {}, without('fundFen'))).toBe('no')
    expect(need({}, {}, without('history'))).toBe('unknown')
  })

  it('counts exactly one class', () => {
    expect(need({ demandFen: 1 })).toBe('yes')
    expect(need({ demandFen: 1, timeFen: 1 })).toBe('no')
    expect(need({ wealthFen: 1 })).toBe('yes')
    expect(need({ demandFen: null, wealthFen: null })).toBe('no')
  })

  it('is an unanswered question', () => {
    expect(need({}, { openNeeds: 1 })).toBe('yes')
  })
})

describe('the groups', () => {
  it('have the coefficients of the playbook, the easy ones first', () => {
    expect(manGroups.map((group) => playbook.man.coefficients[group])).toEqual([1, 2, 3, 3, 4, 4, 5, 6])
  })

  it('of open letters are all that fit', () => {
    expect(groupsLeftOpen({ money: 'yes', authority: 'unknown', need: 'no' })).toEqual(['MAn', 'Man'])
    expect(groupsLeftOpen({ money: 'no', authority: 'no', need: 'no' })).toEqual(['man'])
    expect(groupsLeftOpen({ money: 'unknown', authority: 'unknown', need: 'unknown' })).toEqual(manGroups)
  })

  it('of a known customer', () => {
    const rich = { ...poor, aumMonthAvgFen: wan(20), aumFen: wan(20), timeFen: wan(12), demandFen: wan(2) }
    expect(man(someSegmentInput(rich)).result).toMatchObject({
      group: 'MAn',
      best: 2,
      worst: 2,
      priorityPool: true,
      questions: [],
    })
    expect(man(someSegmentInput({ ...rich, remark: '由子女做主' })).result).toMatchObject({
      group: 'Man',
      best: 4,
      worst: 4,
      priorityPool: false,
    })
  })

  it('of an unknown letter: a range, a question, and the pool when the best is easy', () => {
    const rich = { ...poor, age: null, aumMonthAvgFen: wan(20), aumFen: wan(20), timeFen: 0, demandFen: 0 }
    const { result, reasons } = man(someSegmentInput(rich))
    expect(result).toMatchObject({ group: 'unknown', best: 2, worst: 4, priorityPool: true })
    expect(result.questions).toEqual([
      { letter: 'authority', texts: ['家里的钱一般由您自己安排，还是和家人一起商量？'] },
    ])
    expect(reasons.map(reasonSentence)).toContain('“年龄”为空，有没有决定权未知')
    const hard = man(someSegmentInput({ ...poor, age: null })).result
    expect([hard.best, hard.worst, hard.priorityPool]).toEqual([4, 6, false])
  })
})

describe('a person’s answer', () => {
  const said = (setOn: string, answer: 'yes' | 'no', note = '') =>
    ({ letter: 'money', answer, note, setOn }) as const

  it('stands above the columns, the latest first, with note and date', () => {
    const overrides = [said('2026-11-10', 'no'), said('2026-11-18', 'yes', '他行有大额存单')]
    const { result, reasons } = man(someSegmentInput(poor, { manOverrides: overrides }))
    expect(result.letters.money).toBe('yes')
    expect(result.overridden).toEqual(['money'])
    expect(reasons.map(reasonSentence)[0]).toBe('2026-11-18 由人工判定有资金：他行有大额存单')
    expect(man(someSegmentInput(poor, { manOverrides: overrides.toReversed() })).result).toEqual(result)
  })
})

describe('sentences', () => {
  it('say what fired and what did not', () => {
    const { reasons } = man(
      someSegmentInput(
        { ...poor, aumPeakFen: wan(25), demandFen: wan(6), aumFen: wan(8), timeFen: wan(2) },
        { movements: [moved({ txnDate: daysAgo(2), amountFen: wan(6) })] },
      ),
    )
    expect(reasons.map(reasonSentence)).toEqual([
      '历史最高 AUM 25 万，达到 20 万',
      '年龄 40 岁，在 18 至 70 岁之间',
      '2026-11-20 持有定期，买过产品',
      '活期 6 万，达到 5 万',
      '活期占时点 AUM 8 万的 75%，达到 50%',
      '7 天内大额转入 6 万，达到 5 万',
    ])
    const none = man(someSegmentInput(poor), without('aumPeakFen')).reasons.map(reasonSentence)
    expect(none).toContain('没有“历史最高 AUM”资料，有没有资金未知')
  })
})

describe('words', () => {
  it.each([
    ['要和家人商量', '和家人商量'],
    ['不用和家人商量', null],
    ['不急，和家人商量', '和家人商量'],
    ['没有和家人商量过；要和家人商量', '和家人商量'],
    ['', null],
  ])('%s', (text, found) => {
    expect(wordIn([null, text], ['和家人商量'])).toBe(found)
  })

  it('are found in any case and width', () => {
    expect(wordIn(['办了ｅｔｃ'], ['ETC'])).toBe('ETC')
  })
})
