/** What a changed playbook is said to move is what saving it moves, name by name; looking changes nothing. */
import { expect, test } from 'vitest'
import type { OutputOf } from '../../shared/contract/contract.ts'
import type { Playbook } from '../../shared/playbook/schema.ts'
import { week1Files, week2Files } from '../helpers/samples.ts'
import { dump, testEngine, type TestEngine } from '../helpers/test-engine.ts'

type Values = Readonly<Record<string, string>>

/** The stored values of every customer at the latest date, by customer number. */
function storedValues({ engine }: TestEngine): Map<string, Values> {
  const rows = engine.context.read
    .prepare(
      `SELECT customer_no AS customerNo, coalesce(tier, 'unknown') AS tier,
         coalesce(nine_box_row || '.' || familiarity, 'unknown') AS cell,
         coalesce(dormancy, 'unknown') AS dormancy, coalesce(warning, 'none') AS warning,
         coalesce(near_key || '.' || near_edge, 'none') AS near, coalesce(man_group, 'unknown') AS man,
         coalesce(stage, 'unknown') AS stage
       FROM classification WHERE as_of = '2026-11-20'`,
    )
    .all() as (Values & { customerNo: string })[]
  return new Map(rows.map(({ customerNo, ...values }) => [customerNo, values]))
}

/** Moves by 'dimension|from|to', as counted by hand. */
function movesBetween(before: Map<string, Values>, after: Map<string, Values>): Map<string, string[]> {
  const moves = new Map<string, string[]>()
  for (const [customerNo, values] of before)
    for (const [dimension, from] of Object.entries(values)) {
      const to = after.get(customerNo)?.[dimension]
      if (to === undefined || to === from) continue
      const key = `${dimension}|${from}|${to}`
      moves.set(key, [...(moves.get(key) ?? []), customerNo])
    }
  return moves
}

function said({ dimensions }: OutputOf<'playbook.whatIf'>): Map<string, number> {
  return new Map(
    dimensions.flatMap(({ dimension, moves }) =>
      moves.map(({ from, to, customers }) => [`${dimension}|${from}|${to}`, customers] as const),
    ),
  )
}

const changes: readonly [string, (playbook: Playbook) => void][] = [
  [
    'a tier line raised and sleep beginning sooner',
    (playbook) => {
      playbook.tiers[2]!.loFen = 6_000_000
      playbook.dormancy.lightDays = 60
    },
  ],
  [
    'need and familiarity judged otherwise',
    (playbook) => {
      playbook.man.need.maturityDays = 90
      playbook.man.money.averageFen = 20_000_000
      playbook.familiarity.windowDays = 30
      playbook.stages.closeClasses = 3
    },
  ],
]

test.each(changes)('%s: what is said is what happens', async (_, change) => {
  const t = testEngine()
  await t.import(week1Files)
  await t.import(week2Files)
  const playbook = structuredClone((await t.call('settings.playbook', {})).playbook)
  const untouched = await t.call('playbook.whatIf', { playbook })
  expect(untouched).toMatchObject({ asOf: '2026-11-20', customers: 3002 })
  expect(said(untouched).size).toBe(0)

  change(playbook)
  const before = storedValues(t)
  const all = dump(t.engine)
  const answer = await t.call('playbook.whatIf', { playbook })
  expect(dump(t.engine)).toEqual(all)
  await t.call('settings.savePlaybook', { playbook, note: '试算之后' })
  const moves = movesBetween(before, storedValues(t))
  expect(moves.size).toBeGreaterThan(2)
  expect(said(answer)).toEqual(new Map([...moves].map(([key, names]) => [key, names.length])))
  for (const { dimension, moved, moves: found } of answer.dimensions) {
    expect(moved).toBe(found.reduce((sum, { customers }) => sum + customers, 0))
    for (const { from, to, names, customers } of found) {
      const really = new Set(moves.get(`${dimension}|${from}|${to}`))
      expect(names).toHaveLength(Math.min(50, customers))
      for (const { customerNo } of names) expect(really).toContain(customerNo)
    }
  }
})

test('a branch without data is told so; a cancelled trial leaves nothing', async () => {
  const t = testEngine()
  const { playbook } = await t.call('settings.playbook', {})
  expect(await t.call('playbook.whatIf', { playbook })).toMatchObject({ asOf: null, customers: 0 })
  await t.import(week2Files)
  const stop = new AbortController()
  stop.abort()
  const all = dump(t.engine)
  await expect(t.call('playbook.whatIf', { playbook }, { signal: stop.signal })).rejects.toMatchObject({
    code: 'CANCELLED',
  })
  expect(dump(t.engine)).toEqual(all)
})
