/** Maturities, payroll, logins, classes, rhythm and hand-over at their lines. */
import { describe, expect, it } from 'vitest'
import type { Contact, CustomerFacts, Holding } from '../../../shared/domain/customer.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import {
  classesFewerWarning,
  noLoginWarning,
  payrollStoppedWarning,
} from '../../../electron/engine/core/warnings/account-use.ts'
import { maturityWarning } from '../../../electron/engine/core/warnings/maturity.ts'
import { contactOverdueWarning, handoverWarning } from '../../../electron/engine/core/warnings/relation.ts'
import {
  dataDate,
  someContact,
  someContext,
  someFacts,
  someHolding,
  someInput,
  wan,
} from '../../helpers/some-facts.ts'

describe('maturity', () => {
  const due = (days: number, more: Partial<Holding> = {}) =>
    someHolding({ maturityDate: addDays(dataDate, days), ...more })
  const warning = (...holdings: Holding[]) => maturityWarning(someInput({}, { holdings }), playbook)

  it.each([
    [31, null],
    [30, 'yellow'],
    [8, 'yellow'],
    [7, 'orange'],
    [0, 'orange'],
    [-1, 'red'],
    [-30, 'red'],
    [-31, null],
  ])('in %i days: %s', (days, colour) => {
    expect(warning(due(days))?.colour ?? null).toBe(colour)
  })

  it('needs money and a date', () => {
    expect(warning(due(-1, { amountFen: 0 }))).toBeNull()
    expect(warning(someHolding())).toBeNull()
    expect(warning()).toBeNull()
  })

  it('tells of the worst holding: the colour first, then the amount', () => {
    const product = (...holdings: Holding[]) => warning(...holdings)?.reasons[0]?.evidence
    const soon = due(5, { productName: '近', amountFen: wan(1) })
    const sooner = due(2, { productName: '小', amountFen: wan(0.5) })
    const later = due(20, { productName: '大', amountFen: wan(900) })
    expect(product(later, sooner, soon)).toEqual({
      product: '近',
      amountFen: wan(1),
      maturityDate: '2026-11-25',
    })
  })
})

describe('payroll stopped', () => {
  const colour = (known: Partial<CustomerFacts>) =>
    payrollStoppedWarning(someInput(known), playbook)?.colour ?? null
  const ago = (days: number) => ({ payrollDate: addDays(dataDate, -days) })

  it('only after more than 45 days, and only for payroll customers', () => {
    expect(colour({ payroll: true, ...ago(45) })).toBeNull()
    expect(colour({ payroll: true, ...ago(46) })).toBe('orange')
    expect(colour({ payroll: null, ...ago(46) })).toBe('orange')
    expect(colour({ payroll: false, ...ago(46) })).toBeNull()
    expect(colour({ payroll: true })).toBeNull()
  })
})

describe('no login', () => {
  const colour = (now: Partial<CustomerFacts>, before: Partial<CustomerFacts> | null) =>
    noLoginWarning(someInput(now, { lastMonth: before && someFacts(before) }))?.colour ?? null

  it('needs both months at zero', () => {
    expect(colour({ loginCount: 0 }, { loginCount: 0 })).toBe('yellow')
    expect(colour({ loginCount: 0 }, { loginCount: 1 })).toBeNull()
    expect(colour({ loginCount: 1 }, { loginCount: 0 })).toBeNull()
    expect(colour({ loginCount: 0 }, { loginCount: null })).toBeNull()
    expect(colour({ loginCount: null }, { loginCount: 0 })).toBeNull()
    expect(colour({ loginCount: 0 }, null)).toBeNull()
    expect(colour({ loginCount: 0, mobileBank: false }, { loginCount: 0 })).toBeNull()
  })
})

describe('fewer product classes', () => {
  const colour = (before: Partial<CustomerFacts>, now: Partial<CustomerFacts>) =>
    classesFewerWarning(someInput(now, { previous: someFacts(before) }), playbook)?.colour ?? null

  it('warns when one is left, and more when none is', () => {
    expect(colour({ demandFen: 1, timeFen: 1 }, { demandFen: 1, timeFen: 0 })).toBe('yellow')
    expect(colour({ demandFen: 1, timeFen: 0 }, { demandFen: 0, timeFen: 0 })).toBe('orange')
    expect(colour({ demandFen: 1, timeFen: 1 }, { demandFen: 0, timeFen: 0 })).toBe('orange')
    expect(
      colour({ demandFen: 1, timeFen: 1, fundFen: 1 }, { demandFen: 1, timeFen: 1, fundFen: 0 }),
    ).toBeNull()
    expect(colour({ demandFen: 1 }, { demandFen: 5 })).toBeNull()
    expect(colour({ demandFen: 0 }, { demandFen: 0 })).toBeNull()
  })

  it('does not take a missing column for a sold product', () => {
    expect(colour({ demandFen: 1, fundFen: 1 }, { demandFen: 1, fundFen: null })).toBeNull()
    expect(colour({ demandFen: 1, fundFen: null }, { demandFen: 0, fundFen: 1 })).toBe('orange')
    expect(colour({}, { demandFen: 0 })).toBeNull()
  })
})

describe('contact overdue', () => {
  const colour = (aumFen: number | null, days: number | null, contacts: readonly Contact[] = []) =>
    contactOverdueWarning(
      someInput(
        { aumFen, lastContactDate: days === null ? null : addDays(dataDate, -days) },
        { contacts: [...contacts] },
      ),
      playbook,
    )?.colour ?? null

  it('at one and a half times the rhythm of the tier', () => {
    expect([colour(wan(700), 20), colour(wan(700), 21)]).toEqual([null, 'yellow'])
    expect([colour(wan(10), 67), colour(wan(10), 68)]).toEqual([null, 'yellow'])
    expect([colour(0, 269), colour(0, 270)]).toEqual([null, 'yellow'])
  })

  it('never without a past contact or a tier', () => {
    expect(colour(wan(700), null)).toBeNull()
    expect(colour(null, 900)).toBeNull()
    const visit = someContact({ channel: 'visit', contactDate: '2026-11-19' })
    expect(colour(wan(700), 400, [visit])).toBeNull()
  })
})

describe('hand-over', () => {
  const changedOn = '2026-11-13'
  const after = (
    workingDays: number | null,
    contacts: readonly Contact[] = [],
    known: Partial<CustomerFacts> = {},
  ) =>
    handoverWarning(
      someInput({ rmNo: '80231', rmName: '张伟', ...known }, { rmChangedOn: changedOn, contacts }),
      { ...someContext, workingDaysSince: workingDays === null ? null : () => workingDays },
      playbook,
    )?.colour ?? null
  const visit = (contactDate: string) => someContact({ channel: 'visit', contactDate })

  it('warns when the days have passed without a contact', () => {
    expect([after(4), after(5)]).toEqual([null, 'orange'])
    expect(after(5, [visit('2026-11-12')])).toBe('orange')
    expect(after(5, [visit('2026-11-13')])).toBeNull()
    expect(after(5, [someContact({ channel: 'phone', outcome: 'missed' })])).toBe('orange')
  })

  it('is silent without calendar, RM or change', () => {
    expect(after(null)).toBeNull()
    expect(after(9, [], { rmNo: null, rmName: null })).toBeNull()
    const unchanged = someInput({ rmNo: '80231' })
    expect(handoverWarning(unchanged, { ...someContext, workingDaysSince: () => 9 }, playbook)).toBeNull()
  })

  it('is silent where a contact could not have been seen', () => {
    const blind = { ...someContext, hasContactLog: false, workingDaysSince: () => 9 }
    const input = (known: Partial<CustomerFacts>) =>
      someInput({ rmNo: '80231', ...known }, { rmChangedOn: changedOn })
    expect(handoverWarning(input({}), blind, playbook)).toBeNull()
    expect(handoverWarning(input({ lastContactDate: '2026-11-01' }), blind, playbook)?.colour).toBe('orange')
    expect(handoverWarning(input({ lastContactDate: '2026-11-14' }), blind, playbook)).toBeNull()
  })
})
