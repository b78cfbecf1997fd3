/** Laws of the analysis for any customer: parts sum, evidence holds, unknown stays unknown, lines are exact. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Classification } from '../../../shared/domain/classification.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { Reason } from '../../../shared/domain/reasons.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { classify } from '../../../electron/engine/core/segmentation/classify.ts'
import { peakFarAbove } from '../../../electron/engine/core/segmentation/account-findings.ts'
import { invitationLine } from '../../../electron/engine/core/segmentation/near-threshold.ts'
import { compareSnapshots } from '../../../electron/engine/core/segmentation/compare-snapshots.ts'
import { shareIn, shareOf } from '../../../electron/engine/core/segmentation/exact-share.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { summarize } from '../../../electron/engine/core/segmentation/summarize.ts'
import { measureOf, tierAt, tierRank } from '../../../electron/engine/core/segmentation/tier.ts'
import { money, randomContext, randomFacts, randomInput } from '../../helpers/random-customers.ts'
import { someContext, someFacts, someInput } from '../../helpers/some-facts.ts'

const sum = (counts: Readonly<Record<string, number>>) => Object.values(counts).reduce((a, b) => a + b, 0)

function reasonsOf(result: Classification): readonly Reason[] {
  return [
    ...result.tier.reasons,
    ...result.dormancy.reasons,
    ...result.familiarity.reasons,
    ...(result.near?.reasons ?? []),
    ...result.warnings.flatMap((warning) => warning.reasons),
  ]
}

describe('any branch', () => {
  it('has partitions that sum to its customers', () => {
    fc.assert(
      fc.property(fc.array(randomInput, { maxLength: 12 }), randomContext, (inputs, context) => {
        const results = inputs.map((input) => classify(input, context, playbook))
        const summary = summarize(results, 0, playbook)
        for (const counts of [summary.tiers, summary.dormancy, summary.familiarity, summary.nineBox])
          expect(sum(counts)).toBe(inputs.length)
        expect(summary.warnings.aumFall).toEqual(summary.aumFallWarnings)
        expect(sum(summary.nearThreshold)).toBe(results.filter((r) => r.near?.edge === 'rising').length)
      }),
    )
  })

  it('has comparisons that partition both weeks', () => {
    const weekOf = (asOf: string) =>
      fc
        .uniqueArray(fc.integer({ min: 0, max: 20 }), { maxLength: 12 })
        .chain((nos) =>
          fc.tuple(
            ...nos.map((no) => randomFacts(asOf).map((facts) => ({ ...facts, customerNo: `C${no}` }))),
          ),
        )
    fc.assert(
      fc.property(weekOf('2026-11-13'), weekOf('2026-11-20'), (before, now) => {
        const changes = compareSnapshots(before, now, playbook)
        const both = [...changes.changed, ...changes.unchanged]
        expect([...both, ...changes.new].sort()).toEqual(now.map((f) => f.customerNo).sort())
        expect([...both, ...changes.vanished].sort()).toEqual(before.map((f) => f.customerNo).sort())
        for (const no of [...changes.tierUp, ...changes.tierDown, ...changes.rmChanged])
          expect(changes.changed).toContain(no)
        expect(compareSnapshots(now, before, playbook).tierDown.toSorted()).toEqual(changes.tierUp.toSorted())
      }),
    )
  })
})

describe('any customer', () => {
  it('has reasons for every decision, true when asked again and after being stored', () => {
    fc.assert(
      fc.property(randomInput, randomContext, (input, context) => {
        const result = classify(input, context, playbook)
        const reasons = reasonsOf(result)
        for (const part of [result.tier, result.dormancy, result.familiarity])
          expect(part.reasons.length).toBeGreaterThan(0)
        for (const warning of result.warnings) expect(warning.reasons.length).toBeGreaterThan(0)
        for (const reason of JSON.parse(JSON.stringify(reasons)) as Reason[]) {
          expect(reevaluate(reason)).toBe(true)
          expect(reasonSentence(reason)).not.toMatch(/undefined|null|NaN|\[object|Fen\b/)
        }
      }),
    )
  })

  it('is unknown exactly where the fact is unknown', () => {
    fc.assert(
      fc.property(randomInput, randomContext, (input, context) => {
        const result = classify(input, context, playbook)
        const { facts, previous, lastMonth } = input
        const measured = facts.aumMonthAvgFen !== null || facts.aumFen !== null
        expect(result.tier.result === null).toBe(!measured)
        expect(result.nineBoxRow === null).toBe(!measured)
        expect(result.dormancy.result === null).toBe(facts.lastTxnDate === null)
        expect(result.familiarity.result.frequencyPoints === null).toBe(
          !context.hasContactLog && facts.contactCount === null,
        )
        const fired = (rule: string) => result.warnings.some((w) => w.rule === rule)
        if (facts.aumFen === null || (previous?.aumFen ?? null) === null)
          expect([fired('aumFall'), fired('suddenFall')]).toEqual([false, false])
        if (facts.aumMonthAvgFen === null || (lastMonth?.aumMonthAvgFen ?? null) === null)
          expect(fired('monthAverageFall')).toBe(false)
        if (facts.loginCount === null || (lastMonth?.loginCount ?? null) === null)
          expect(fired('noLogin')).toBe(false)
        if (!measured || !previous || !measureOf(previous)) expect(fired('tierDown')).toBe(false)
      }),
    )
  })

  it('of whom nothing is known is in no group, has no warning and is excluded from nothing', () => {
    const result = classify(someInput(), { ...someContext, hasContactLog: false }, playbook)
    expect(result).toMatchObject({
      measureFen: null,
      tier: { result: null },
      dormancy: { result: null },
      familiarity: { result: { level: null, frequencyPoints: null } },
      nineBoxRow: null,
      near: null,
      warnings: [],
      daysDormant: null,
      daysSinceContact: null,
      sleeperValueFen: null,
      excluded: null,
    })
    expect(reasonsOf(result).every((reason) => reason.op === 'unknown')).toBe(true)
  })

  it('is measured by the month average when there is one', () => {
    fc.assert(
      fc.property(money, money, (aumFen, aumMonthAvgFen) => {
        expect(measureOf(someFacts({ aumFen, aumMonthAvgFen }))?.fen).toBe(aumMonthAvgFen)
        expect(measureOf(someFacts({ aumFen }))?.fen).toBe(aumFen)
      }),
    )
  })

  it('never falls in tier with more money', () => {
    fc.assert(
      fc.property(money, money, (a, b) => {
        const [less, more] = a < b ? [a, b] : [b, a]
        expect(tierRank(tierAt(less, playbook))).toBeLessThanOrEqual(tierRank(tierAt(more, playbook)))
      }),
    )
  })

  it('is near a line only on the right side of it, and the gap leads exactly to the line', () => {
    fc.assert(
      fc.property(money, (fen) => {
        const measure = { fen, field: 'aumFen' as const }
        const { near } = classify(someInput({ aumFen: fen }), someContext, playbook)
        if (near) {
          expect(near.edge === 'rising' ? fen + near.gapFen : fen - near.gapFen).toBe(near.lineFen)
          expect(near.edge === 'rising' ? fen < near.lineFen : fen >= near.lineFen).toBe(true)
        }
        const invited = invitationLine(measure, playbook)
        if (invited) expect(fen + invited.gapFen).toBe(invited.lineFen)
        const peak = peakFarAbove(someFacts({ aumFen: fen, aumPeakFen: 40_000_000 }), playbook)
        expect(peak !== null).toBe(fen < 20_000_000)
      }),
    )
  })
})

describe('shares of money', () => {
  const whole = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
  it('agree with each other on every line: at least the share ⇔ at least its fen', () => {
    fc.assert(
      fc.property(
        whole,
        fc.integer({ min: 0, max: 100 }),
        fc.integer({ min: -2, max: 2 }),
        (base, pct, by) => {
          const share = pct / 100
          const part = Math.max(0, shareOf(base, share) + by)
          expect(shareIn(part, base) >= share).toBe(part >= shareOf(base, share))
        },
      ),
    )
  })
})
