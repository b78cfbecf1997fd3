/** The sum said aloud, worked by hand for months of every length and for the last day. Amounts in yuan here. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import {
  amountNeeded,
  monthPosition,
  nearAsk,
  nearView,
  projectedAverage,
} from '../../../electron/engine/core/segmentation/near-arithmetic.ts'
import { dateNear, money } from '../../helpers/random-customers.ts'
import { someFacts, wan } from '../../helpers/some-facts.ts'

const yuan = (amount: number) => amount * 100

describe('worked by hand', () => {
  it.each([
    // asOf, average so far, balance, line, days kept → projected (yuan, down to the fen), needed (yuan)
    // 30 days, 20 passed: 44000×20 + 44000×10 = 1,320,000 → 44,000; (1,500,000 − 1,320,000) / 10
    ['2026-11-20', 44_000, 44_000, 50_000, 10, 44_000, 18_000],
    // the same, kept 5 days: 180,000 / 5
    ['2026-11-20', 44_000, 44_000, 50_000, 5, 44_000, 36_000],
    // kept one day
    ['2026-11-20', 44_000, 44_000, 50_000, 1, 44_000, 180_000],
    // the balance has risen: 880,000 + 620,000 = 1,500,000 → exactly there
    ['2026-11-20', 44_000, 62_000, 50_000, 10, 50_000, 0],
    // a yuan less in the balance: 10 fen-days of a yuan missing, a yuan for 10 days
    ['2026-11-20', 44_000, 61_999, 50_000, 10, 49_999.66, 1],
    // 31 days, 9 passed, 22 left: 9×480,000 + 22×500,000 = 15,320,000 → 494,193.54; 180,000 / 22 = 8181.8
    ['2026-10-09', 480_000, 500_000, 500_000, 22, 494_193.54, 8_182],
    // 28 days, 14 passed: 14×8,000 + 14×9,000 = 238,000 → 8,500; (280,000 − 238,000) / 14
    ['2026-02-14', 8_000, 9_000, 10_000, 14, 8_500, 3_000],
    // 29 days, 28 passed, the last day decides: 28×9,900 + 9,900 → 290,000 − 287,100 = 2,900
    ['2028-02-28', 9_900, 9_900, 10_000, 1, 9_900, 2_900],
    // the last day of a leap February: March, 31 days, nothing passed: 31×(10,000 − 9,900) / 31
    ['2028-02-29', 12_345, 9_900, 10_000, 31, 9_900, 100],
    // the last day of a year: January, kept 10 of 31 days: 31×100 / 10
    ['2026-12-31', 9_900, 9_900, 10_000, 10, 9_900, 310],
    // the last day of a month of 31 before one of 30: kept 7 of 30: 30×40,000 / 7 = 171,428.57
    ['2026-10-31', 0, 460_000, 500_000, 7, 460_000, 171_429],
    // the first day: 1 passed, 30 left of 31: 6,000,000×31 − 5,500,000×31 = 15,500,000 / 30 = 516,666.67
    ['2026-12-01', 5_500_000, 5_500_000, 6_000_000, 30, 5_500_000, 516_667],
    // overdrawn: 20×0 + 10×(−1,000) = −10,000; (300,000 + 10,000) / 10
    ['2026-11-20', 0, -1_000, 10_000, 10, -333.34, 31_000],
  ])(
    '%s, %d so far, %d now, line %d, %d days: %d, %d more',
    (asOf, avg, spot, goal, days, projected, more) => {
      const month = monthPosition(asOf)
      // The average no longer counts on the last day.
      const average = month.nextMonth ? 0 : avg
      expect(projectedAverage(yuan(average), yuan(spot), month)).toBe(Math.round(yuan(projected)))
      expect(amountNeeded(yuan(goal), yuan(average), yuan(spot), month, days)).toBe(yuan(more))
      const facts = someFacts({ asOf, aumMonthAvgFen: yuan(avg), aumFen: yuan(spot) })
      expect(nearAsk(yuan(goal), facts, days).result).toMatchObject({
        projectedFen: Math.round(yuan(projected)),
        amountFen: yuan(more),
        days,
      })
    },
  )

  it.each([
    ['2026-11-20', 30, 20, 10, '2026-11-30', false],
    ['2026-11-29', 30, 29, 1, '2026-11-30', false],
    ['2026-11-30', 31, 0, 31, '2026-12-31', true],
    ['2026-12-31', 31, 0, 31, '2027-01-31', true],
    ['2027-01-31', 28, 0, 28, '2027-02-28', true],
    ['2028-01-31', 29, 0, 29, '2028-02-29', true],
    ['2027-02-01', 28, 1, 27, '2027-02-28', false],
  ])('%s stands before %d days, %d passed, %d left', (asOf, total, passed, left, until, nextMonth) => {
    expect(monthPosition(asOf)).toEqual({ total, passed, left, until, nextMonth })
  })

  it('refuses days outside the month', () => {
    const month = monthPosition('2026-11-20')
    for (const days of [0, 11, 1.5, -1, Number.NaN])
      expect(() => amountNeeded(wan(5), 0, 0, month, days)).toThrow(RangeError)
  })
})

describe('always', () => {
  const position = dateNear('2026-11-20', 800, 800).map(monthPosition)
  const amounts = fc.integer({ min: -1_000_000, max: 100_000_000_000 })

  it('reaches the line with the amount, and not with a yuan less', () => {
    fc.assert(
      fc.property(amounts, amounts, amounts, position, fc.nat(), (goal, average, spot, month, any) => {
        const days = 1 + (any % month.left)
        const needed = amountNeeded(goal, average, spot, month, days)
        expect(needed % 100).toBe(0)
        const sum = (more: number) =>
          BigInt(average) * BigInt(month.passed) +
          BigInt(spot) * BigInt(month.left) +
          BigInt(more) * BigInt(days)
        const line = BigInt(goal) * BigInt(month.total)
        expect(sum(needed) >= line).toBe(true)
        if (needed > 0) expect(sum(needed - 100) < line).toBe(true)
        expect(needed === 0).toBe(projectedAverage(average, spot, month) >= goal)
        expect(month.passed + month.left).toBe(month.total)
      }),
    )
  })
})

describe('what the RM says', () => {
  const facts = someFacts({ aumMonthAvgFen: yuan(44_000), aumFen: yuan(44_000) })

  it('names amount, days and line', () => {
    const { result, reasons } = nearView(facts, playbook)
    expect(result.tier).toMatchObject({
      near: { key: '5w', edge: 'rising' },
      ask: { amountFen: yuan(18_000), days: 10, lineFen: wan(5), until: '2026-11-30' },
    })
    expect(result.invitation?.near.key).toBe('5w')
    expect(reasons.map(reasonSentence)[1]).toBe(
      '余额不变的话，本月日均到 2026-11-30 为 4.4 万，再存 18,000 元并放满 10 天，就到 5 万线',
    )
  })

  it('speaks of next month on the last day, whatever the average was', () => {
    const last = someFacts({ asOf: '2026-11-30', aumMonthAvgFen: null, aumFen: yuan(44_000) })
    expect(reasonSentence(nearAsk(wan(5), last).reasons[0]!)).toBe(
      '余额不变的话，下月日均到 2026-12-31 为 4.4 万，再存 6,000 元并放满 31 天，就到 5 万线',
    )
  })

  it('says that staying is enough', () => {
    const staying = someFacts({ aumMonthAvgFen: yuan(44_000), aumFen: yuan(62_000) })
    expect(reasonSentence(nearAsk(wan(5), staying).reasons[0]!)).toMatch(/达到 5 万线，留住现有资金即可$/)
  })

  it.each([
    [2.1, null, '3w'],
    [2.99, null, '3w'],
    [3, null, null],
    [3.5, '5w', '5w'],
    [9, null, '10w'],
    [18, null, '20w'],
    [45, '50w', null],
  ])('at %d 万: tier line %s, invitation %s', (amount, tier, invitation) => {
    const { result } = nearView(someFacts({ aumMonthAvgFen: wan(amount), aumFen: wan(amount) }), playbook)
    expect(result.tier?.near.key ?? null).toBe(tier)
    expect(result.invitation?.near.key ?? null).toBe(invitation)
  })

  it('on the falling edge asks for what keeps the line', () => {
    const { result } = nearView(someFacts({ aumMonthAvgFen: wan(5.1), aumFen: wan(4.5) }), playbook)
    // 20 × 51,000 + 10 × 45,000 = 1,470,000; 30,000 missing over 10 days
    expect(result.tier).toMatchObject({ near: { edge: 'falling' }, ask: { amountFen: yuan(3_000) } })
    expect(result.invitation).toBeNull()
  })

  it('is silent without average or balance, and says which', () => {
    const view = nearView(someFacts({ aumFen: wan(4.4) }), playbook)
    expect(view.result.tier).toMatchObject({ near: { key: '5w' }, ask: null })
    expect(view.reasons.map(reasonSentence)).toContain('“月日均”为空，到线还差多少未知')
    expect(nearView(someFacts(), playbook).result).toEqual({ tier: null, invitation: null })
  })

  it('never asks for a negative amount', () => {
    fc.assert(
      fc.property(money, money, (aumFen, aumMonthAvgFen) => {
        const { result } = nearView(someFacts({ aumFen, aumMonthAvgFen }), playbook)
        for (const line of [result.tier, result.invitation])
          if (line) expect(line.ask?.amountFen).toBeGreaterThanOrEqual(0)
      }),
    )
  })
})
