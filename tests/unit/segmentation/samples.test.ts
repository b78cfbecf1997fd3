/** The rules on the two sample weeks: every figure that was counted independently of this product. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { BranchContext, CustomerInput } from '../../../shared/domain/classification.ts'
import type { Reason } from '../../../shared/domain/reasons.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { unobtainableItems } from '../../../electron/engine/core/segmentation/familiarity.ts'
import { classify } from '../../../electron/engine/core/segmentation/classify.ts'
import { compareSnapshots } from '../../../electron/engine/core/segmentation/compare-snapshots.ts'
import { firstWeekFindings } from '../../../electron/engine/core/segmentation/first-week.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { summarize } from '../../../electron/engine/core/segmentation/summarize.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { sampleContacts, sampleCustomers, sampleHoldings } from '../../helpers/sample-facts.ts'

const expected = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'fixtures', 'expected.json'), 'utf8'),
)

const holdings = sampleHoldings()
const contacts = sampleContacts()

function week(asOf: string, before: readonly CustomerFacts[] | null, withDetails: boolean) {
  const facts = sampleCustomers(asOf)
  const previous = new Map((before ?? []).map((f) => [f.customerNo, f]))
  const inputs: CustomerInput[] = facts.map((f) => ({
    facts: f,
    previous: previous.get(f.customerNo) ?? null,
    lastMonth: null,
    holdings: withDetails ? holdings.filter((h) => h.customerNo === f.customerNo) : [],
    movements: [],
    contacts: withDetails ? contacts.filter((c) => c.customerNo === f.customerNo) : [],
    rmChangedOn: null,
  }))
  const context: BranchContext = {
    asOf,
    hasContactLog: withDetails,
    unobtainable: unobtainableItems(inputs),
    workingDaysSince: null,
  }
  const results = inputs.map((input) => classify(input, context, playbook))
  const aumFen = facts.reduce((sum, f) => sum + (f.aumFen ?? 0), 0)
  return { asOf, facts, inputs, results, context, summary: summarize(results, aumFen, playbook) }
}

const first = week('2026-11-13', null, false)
const second = week('2026-11-20', first.facts, true)
const changes = compareSnapshots(first.facts, second.facts, playbook)

describe.each([
  ['week1', first],
  ['week2', second],
])('%s', (name, { summary, facts, results }) => {
  const figures = expected[name]

  it('has the customers and assets of the list', () => {
    expect(summary.customers).toBe(figures.customers)
    expect(summary.aumFen).toBe(figures.aumFen)
    expect(facts.filter((f) => f.payroll === true)).toHaveLength(figures.payroll)
  })

  it('counts tiers, dormancy, falls and near thresholds as counted by hand', () => {
    expect(summary.tiers).toEqual({ ...figures.tiers, unknown: 0 })
    expect(summary.dormancy).toEqual(figures.dormancy)
    expect(summary.aumFallWarnings).toEqual(figures.aumFallWarnings)
    expect(summary.nearThreshold).toEqual(figures.nearThreshold)
  })

  it('gives every decision reasons that hold when asked again, each with a sentence of its own', () => {
    const reasons = results.flatMap((result) => [
      ...result.tier.reasons,
      ...result.dormancy.reasons,
      ...result.familiarity.reasons,
      ...(result.near?.reasons ?? []),
      ...result.warnings.flatMap((w) => w.reasons),
    ])
    expect(reasons.length).toBeGreaterThanOrEqual(3 * results.length)
    expect(reasons.filter((reason) => !reevaluate(reason))).toEqual([])
    const bad = /undefined|null|NaN|Fen\b|未知|不限|\b0 元|[a-z]{4}/
    const unknowns = (reason: Reason) => reason.op === 'unknown'
    expect(
      reasons.filter((reason) => !unknowns(reason) && bad.test(reasonSentence(reason))).map(reasonSentence),
    ).toEqual([])
  })
})

describe('from week to week', () => {
  it('finds the tier moves, newcomers, leavers and hand-overs', () => {
    expect(changes.tierUp).toHaveLength(expected.week2.tierUp)
    expect(changes.tierDown).toHaveLength(expected.week2.tierDown)
    expect(changes.new).toHaveLength(expected.changes.new)
    expect(changes.vanished).toHaveLength(expected.changes.vanished)
    expect(changes.rmChanged).toHaveLength(expected.changes.rmChanged)
  })

  it('warns of a tier drop for exactly the customers who dropped', () => {
    const warned = second.results.filter((r) => r.warnings.some((w) => w.rule === 'tierDown'))
    expect(warned.map((r) => r.customerNo)).toEqual(changes.tierDown)
  })

  it('partitions both weeks', () => {
    const both = changes.changed.length + changes.unchanged.length
    expect(both + changes.new.length).toBe(second.facts.length)
    expect(both + changes.vanished.length).toBe(first.facts.length)
  })

  it('finds nothing changed without a previous week, and nothing at all against itself', () => {
    const none = compareSnapshots(null, second.facts, playbook)
    expect(Object.values(none).flat()).toEqual([])
    const same = compareSnapshots(second.facts, second.facts, playbook)
    expect(same.unchanged).toHaveLength(second.facts.length)
    expect(
      [same.new, same.vanished, same.changed, same.tierUp, same.tierDown, same.rmChanged].flat(),
    ).toEqual([])
  })

  it('sees no hand-overs when this week has no RM column', () => {
    const without = second.facts.map((f) => ({ ...f, rmNo: null, rmName: null }))
    expect(compareSnapshots(first.facts, without, playbook).rmChanged).toEqual([])
  })
})

describe('the first week', () => {
  const findings = firstWeekFindings(first.inputs, first.results, playbook, first.asOf)

  it('has something to say from one list, and names what must wait', () => {
    expect(findings.peakFarAbove.length).toBeGreaterThan(0)
    expect(findings.unowned).toHaveLength(
      first.results.filter(
        (r, i) => ['middle', 'top'].includes(r.nineBoxRow ?? '') && first.facts[i]?.rmNo === null,
      ).length,
    )
    const near = expected.week1.nearThreshold
    expect(findings.nearThreshold).toHaveLength(near['1w'] + near['5w'] + near['50w'] + near['600w'])
    expect(findings.maturities).toEqual([])
    expect(findings.needsHistory.join()).toMatch(/资产下降.*月日均.*接触记录.*到期明细/s)
  })

  it('lists the evidence, most money first', () => {
    const peaks = findings.peakFarAbove.map((f) => f.amountFen ?? 0)
    expect(peaks).toEqual([...peaks].sort((a, b) => b - a))
    for (const finding of [...findings.peakFarAbove, ...findings.unowned, ...findings.riskExpiry])
      expect(finding.reasons.every(reevaluate) && finding.reasons.length > 0).toBe(true)
  })

  it('knows the maturities once the holdings are there', () => {
    const later = firstWeekFindings(second.inputs, second.results, playbook, second.asOf)
    const ahead = holdings.filter(
      (h) => h.maturityDate !== null && h.maturityDate >= '2026-11-20' && h.maturityDate <= '2026-12-20',
    )
    expect(later.maturities).toHaveLength(ahead.length)
    expect(later.needsHistory.join()).not.toMatch(/资产下降|接触记录|到期明细/)
  })
})
