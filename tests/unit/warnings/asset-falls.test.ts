/** Falls of money exactly at their lines, and silence where an amount is unknown. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { warningColours } from '../../../shared/playbook/schema.ts'
import {
  aumFallWarning,
  monthAverageFallWarning,
  suddenFallWarning,
} from '../../../electron/engine/core/warnings/asset-falls.ts'
import { tierDownWarning } from '../../../electron/engine/core/warnings/tier-down.ts'
import { someFacts, someInput, wan } from '../../helpers/some-facts.ts'

const fall = (before: number | null, now: number | null) =>
  someInput(
    { aumFen: now },
    { previous: before === null ? null : someFacts({ aumFen: before, asOf: '2026-11-13' }) },
  )
const aumFall = (before: number | null, now: number | null) =>
  aumFallWarning(fall(before, now), playbook)?.colour ?? null
const sudden = (before: number | null, now: number | null) =>
  suddenFallWarning(fall(before, now), playbook)?.colour ?? null

describe('AUM against the previous snapshot', () => {
  it.each([
    [wan(10), wan(9) + 1, null],
    [wan(10), wan(9), 'yellow'],
    [wan(10), wan(8) + 1, 'yellow'],
    [wan(10), wan(8), 'orange'],
    [wan(10), wan(7) + 1, 'orange'],
    [wan(10), wan(7), 'red'],
    [wan(10), 0, 'red'],
    [wan(10), wan(-1), 'red'],
    [wan(10), wan(11), null],
    // the base must be at least 1 万 and the fall at least 5 千
    [wan(1), wan(0.5), 'red'],
    [wan(1) - 1, 0, null],
    [wan(4), wan(3.5) + 1, null],
    [wan(4), wan(3.5), 'yellow'],
    [null, wan(1), null],
    [wan(10), null, null],
  ])('from %s to %s: %s', (before, now, colour) => {
    expect(aumFall(before, now)).toBe(colour)
  })

  it('never turns milder when more money leaves', () => {
    const worse = (before: number, now: number) => {
      const colour = aumFall(before, now)
      return colour === null ? -1 : warningColours.indexOf(colour)
    }
    const amount = fc.integer({ min: 0, max: 100_000_000_000 })
    fc.assert(
      fc.property(amount, amount, amount, (before, a, b) => {
        expect(worse(before, Math.min(a, b))).toBeGreaterThanOrEqual(worse(before, Math.max(a, b)))
      }),
    )
  })
})

describe('a sudden fall', () => {
  it.each([
    [wan(100), wan(90) + 1, null],
    [wan(100), wan(90), 'red'],
    [wan(2), wan(1) + 1, null],
    [wan(2), wan(1), 'red'],
    [wan(1) - 1, 0, null],
    [wan(1), wan(0.5), 'red'],
    [null, 0, null],
  ])('from %s to %s: %s', (before, now, colour) => {
    expect(sudden(before, now)).toBe(colour)
  })

  it('gives the amount as evidence where the amount decides, the share where only the share does', () => {
    const fields = (before: number, now: number) =>
      suddenFallWarning(fall(before, now), playbook)?.reasons.map((r) => r.field)
    expect(fields(wan(100), wan(90))).toEqual(['aumFallFen', 'previousAumFen'])
    expect(fields(wan(2), wan(1))).toEqual(['aumFallShare', 'previousAumFen'])
  })
})

describe('the month average', () => {
  const average = (lastMonth: Partial<CustomerFacts> | null, now: number | null) =>
    monthAverageFallWarning(
      someInput(
        { aumMonthAvgFen: now },
        {
          lastMonth: lastMonth && someFacts({ asOf: '2026-10-30', ...lastMonth }),
          // last week's average is not what it is compared with
          previous: someFacts({ aumMonthAvgFen: wan(1000) }),
        },
      ),
      playbook,
    )?.colour ?? null

  it('is compared with last month only', () => {
    expect(average({ aumMonthAvgFen: wan(10) }, wan(8))).toBe('orange')
    expect(average({ aumMonthAvgFen: wan(10) }, wan(8) + 1)).toBeNull()
    expect(average({ aumMonthAvgFen: wan(1) - 1 }, 0)).toBeNull()
    expect(average({ aumMonthAvgFen: null, aumFen: wan(10) }, 0)).toBeNull()
    expect(average({ aumMonthAvgFen: wan(10) }, null)).toBeNull()
    expect(average(null, 0)).toBeNull()
  })
})

describe('a tier drop', () => {
  const drop = (before: Partial<CustomerFacts> | null, now: Partial<CustomerFacts>) =>
    tierDownWarning(someInput(now, { previous: before && someFacts(before) }), playbook)

  it('needs a lower tier than before, both known', () => {
    expect(drop({ aumMonthAvgFen: wan(50) }, { aumMonthAvgFen: wan(50) - 1 })?.colour).toBe('orange')
    expect(drop({ aumMonthAvgFen: wan(50) }, { aumMonthAvgFen: wan(50) })).toBeNull()
    expect(drop({ aumMonthAvgFen: wan(4) }, { aumMonthAvgFen: wan(60) })).toBeNull()
    expect(drop({ aumMonthAvgFen: wan(50) }, {})).toBeNull()
    expect(drop({}, { aumMonthAvgFen: 0 })).toBeNull()
    expect(drop(null, { aumMonthAvgFen: 0 })).toBeNull()
  })
})
