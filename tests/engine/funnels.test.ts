/** The sieves count what a second look at every customer counts, customer by customer and step by step. */
import { expect, test } from 'vitest'
import { segmentedAt, type SegmentedCustomer } from '../../electron/engine/handlers/derive.ts'
import { defaultPlaybook as playbook } from '../../shared/playbook/defaults.ts'
import { funnelKeys, funnelRule, funnelSteps } from '../../shared/playbook/funnels.ts'
import { segmentRule } from '../../shared/domain/segment-rule.ts'
import { week2 } from '../helpers/samples.ts'
import { sampleBranch } from '../helpers/sample-branch.ts'

const branch = sampleBranch()
const { call } = branch

type Truth = boolean | null
const and = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(null) ? null : true
const or = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false
const known = <T>(value: T | null | undefined, holds: (value: T) => Truth): Truth =>
  value === null || value === undefined ? null : holds(value)

async function countsOf(rules: ReturnType<typeof funnelRule>[]) {
  const counts = []
  for (const rule of rules) {
    const { total, unknown } = await call('segments.preview', { rule })
    counts.push({ total, unknown })
  }
  return counts
}

function recount(sieves: readonly ((c: SegmentedCustomer) => Truth)[]) {
  const customers = segmentedAt(branch.engine.context.read, week2)
  return sieves.map((_, at) => {
    const truths = customers.map((c) => and(sieves.slice(0, at + 1).map((sieve) => sieve(c))))
    return {
      total: truths.filter((truth) => truth === true).length,
      unknown: truths.filter((truth) => truth === null).length,
    }
  })
}

test('waking sleepers: every step agrees with a recount over the facts', async () => {
  const steps = funnelSteps('wakeSleepers', null, playbook)
  const expected = recount([
    ({ result }) => result.excluded === null,
    ({ result: { dormancy } }) => known(dormancy.result, (level) => level === 'medium' || level === 'deep'),
    ({ input: { facts } }) =>
      or([
        known(facts.aumFen, (fen) => fen >= 5_000_000),
        known(facts.aumPeakFen, (fen) => fen >= 5_000_000),
      ]),
    ({ input: { facts } }) => or([facts.phone !== null, known(facts.wecom, (wecom) => wecom)]),
  ])
  const counts = await countsOf(steps.map((_, at) => funnelRule(steps, at + 1)))
  expect(counts).toEqual(expected)
  expect(counts.at(-1)?.total).toBeGreaterThan(0)
})

test('a product of R3: every step agrees with a recount; a rating missing or lapsed lets nobody through', async () => {
  const letter =
    (of: 'money' | 'authority' | 'need') =>
    ({ segments }: SegmentedCustomer): Truth =>
      known(segments.man.result.letters[of], (said) => (said === 'unknown' ? null : said === 'yes'))
  const expected = recount([
    ({ result }) => result.excluded === null,
    ({ result }) => known(result.nineBoxRow, (row) => row !== 'low'),
    letter('money'),
    letter('authority'),
    letter('need'),
    ({ input: { facts } }) =>
      and([known(facts.riskRating, (r) => r >= 3), known(facts.riskExpiry, (day) => day >= week2)]),
    ({ input: { facts } }) => or([facts.phone !== null, known(facts.wecom, (wecom) => wecom)]),
  ])
  const steps = funnelSteps('sellProduct', 3, playbook)
  const counts = await countsOf(steps.map((_, at) => funnelRule(steps, at + 1)))
  expect(counts).toEqual(expected)
  expect(counts.at(-1)?.total).toBeGreaterThan(0)
})

test('the line of waking follows the tiers of the playbook', async () => {
  const raised = structuredClone(playbook)
  raised.tiers[2]!.loFen = 8_000_000
  const counted = async (of: typeof playbook) => {
    const steps = funnelSteps('wakeSleepers', null, of)
    return (await countsOf([funnelRule(steps, 3)]))[0]!.total
  }
  expect(await counted(raised)).toBeLessThan(await counted(playbook))
})

test.each(funnelKeys)('%s: every step is a rule that may be saved, and no step adds anybody', async (key) => {
  for (const risk of [null, 1, 5]) {
    const steps = funnelSteps(key, risk, playbook)
    const rules = steps.map((_, at) => funnelRule(steps, at + 1))
    for (const rule of rules) expect(segmentRule.safeParse(rule).success).toBe(true)
    const possible = (await countsOf(rules)).map(({ total, unknown }) => total + unknown)
    expect(possible).toEqual(possible.toSorted((a, b) => b - a))
  }
})
