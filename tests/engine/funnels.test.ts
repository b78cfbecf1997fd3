/** The sieves count what a second look at every customer counts, customer by customer and step by step. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import { classifiedAt } from '../../electron/engine/handlers/derive.ts'
import { funnelKeys, funnelRule, funnelSteps } from '../../shared/playbook/funnels.ts'
import { segmentRule } from '../../shared/domain/segment-rule.ts'
import { week1Files, week2, week2Files } from '../helpers/samples.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-funnels-'))
let engine: Engine

beforeAll(async () => {
  engine = createEngine({
    dbPath: join(dir, 'branch.db'),
    keyHex: null,
    clock: { now: () => '2026-11-21T09:30:00' },
    log: (error) => {
      throw error
    },
  })
  const { token } = await callRoute(engine.dispatch, 'imports.preview', {
    paths: [...week1Files, ...week2Files],
    options: {},
  })
  await callRoute(engine.dispatch, 'imports.commit', { token, confirmed: [] })
})
afterAll(() => {
  engine.close()
  rmSync(dir, { recursive: true, force: true })
})

type Truth = boolean | null
const and = (truths: readonly Truth[]): Truth =>
  truths.includes(false) ? false : truths.includes(null) ? null : true
const or = (truths: readonly Truth[]): Truth =>
  truths.includes(true) ? true : truths.includes(null) ? null : false
const known = <T>(value: T | null | undefined, holds: (value: T) => boolean): Truth =>
  value === null || value === undefined ? null : holds(value)

async function countsOf(rules: ReturnType<typeof funnelRule>[]) {
  const counts = []
  for (const rule of rules) {
    const { total, unknown } = await callRoute(engine.dispatch, 'segments.preview', { rule })
    counts.push({ total, unknown })
  }
  return counts
}

function recount(sieves: readonly ((c: ReturnType<typeof classifiedAt>[number]) => Truth)[]) {
  const customers = classifiedAt(engine.context.read, week2)
  return sieves.map((_, at) => {
    const truths = customers.map((c) => and(sieves.slice(0, at + 1).map((sieve) => sieve(c))))
    return {
      total: truths.filter((truth) => truth === true).length,
      unknown: truths.filter((truth) => truth === null).length,
    }
  })
}

test('waking sleepers: every step agrees with a recount over the facts', async () => {
  const steps = funnelSteps('wakeSleepers', null)
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

test('a product of R3: a rating that is missing or lapsed lets nobody through', async () => {
  const steps = funnelSteps('sellProduct', 3)
  const at = steps.findIndex(({ title }) => title.includes('R3'))
  const expected = recount([
    ({ input: { facts } }) =>
      and([known(facts.riskRating, (r) => r >= 3), known(facts.riskExpiry, (day) => day >= week2)]),
  ])
  const step = steps[at]!
  expect(await countsOf([funnelRule([step], 1)])).toEqual(expected)
})

test.each(funnelKeys)('%s: every step is a rule that may be saved, and no step adds anybody', async (key) => {
  for (const risk of [null, 1, 5]) {
    const steps = funnelSteps(key, risk)
    const rules = steps.map((_, at) => funnelRule(steps, at + 1))
    for (const rule of rules) expect(segmentRule.safeParse(rule).success).toBe(true)
    const possible = (await countsOf(rules)).map(({ total, unknown }) => total + unknown)
    expect(possible).toEqual(possible.toSorted((a, b) => b - a))
  }
})
