/** Dormancy at its lines, and never lighter with more days; a sleeper's value; who is left alone. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '../../../shared/domain/dates.ts'
import { dormancyKeys } from '../../../shared/playbook/schema.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { classifyDormancy } from '../../../electron/engine/core/dormancy/dormancy.ts'
import { excludedOf } from '../../../electron/engine/core/dormancy/excluded.ts'
import { sleeperValue } from '../../../electron/engine/core/dormancy/sleeper-value.ts'
import { dataDate, someFacts, wan } from '../../helpers/some-facts.ts'

const asleep = (days: number) =>
  classifyDormancy(someFacts({ lastTxnDate: addDays(dataDate, -days) }), playbook).level.result

describe('dormancy', () => {
  it.each([
    [0, 'active'],
    [89, 'active'],
    [90, 'light'],
    [179, 'light'],
    [180, 'medium'],
    [364, 'medium'],
    [365, 'deep'],
    [5000, 'deep'],
  ])('after %i days is %s', (days, level) => {
    expect(asleep(days)).toBe(level)
  })

  it('is never lighter after more days', () => {
    const days = fc.integer({ min: 0, max: 800 })
    const depth = (n: number) => dormancyKeys.indexOf(asleep(n) ?? 'active')
    fc.assert(fc.property(days, days, (a, b) => depth(Math.min(a, b)) <= depth(Math.max(a, b))))
  })

  it('is active, with no negative days, when the last transaction is after the data date', () => {
    const result = classifyDormancy(someFacts({ lastTxnDate: '2026-11-22' }), playbook)
    expect([result.level.result, result.days]).toEqual(['active', 0])
  })

  it('is unknown without a date', () => {
    expect(classifyDormancy(someFacts(), playbook)).toMatchObject({ level: { result: null }, days: null })
  })
})

describe('value of a sleeper', () => {
  it('is the best of balance, peak and a year of payroll, over what is known', () => {
    const value = (facts: Parameters<typeof someFacts>[0]) => sleeperValue(someFacts(facts), playbook)
    expect(value({ aumFen: wan(1), aumPeakFen: wan(80), payrollAmountFen: wan(1) })).toBe(wan(80))
    expect(value({ aumFen: wan(1), payrollAmountFen: wan(2) })).toBe(wan(24))
    expect(value({ aumFen: 0 })).toBe(0)
    expect(value({})).toBeNull()
  })
})

describe('left alone', () => {
  it.each([
    [{ dnc: true }, 'dnc'],
    [{ restriction: '司法冻结' }, 'restricted'],
    [{ restriction: '正常' }, null],
    [{ restriction: ' ' }, null],
    [{ staff: true }, 'staff'],
    [{ deceased: true, dnc: true }, 'deceased'],
    [{ dnc: false, staff: false, deceased: false }, null],
    [{}, null],
  ] as const)('%j', (facts, expected) => {
    expect(excludedOf(someFacts(facts))).toBe(expected)
  })
})
