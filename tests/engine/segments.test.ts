import { describe, expect, test } from 'vitest'
import { classifiedAt } from '../../electron/engine/handlers/derive.ts'
import { addDays } from '../../shared/domain/dates.ts'
import { warningRules } from '../../shared/domain/classification.ts'
import { segmentFields } from '../../shared/domain/segment-fields.ts'
import { opsOf, type SegmentNode, type SegmentRule } from '../../shared/domain/segment-rule.ts'
import { expected, week1, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { all, any, clause, none } from '../helpers/segment-rules.ts'
import { testEngine } from '../helpers/test-engine.ts'
import { sampleBranch } from '../helpers/sample-branch.ts'

const branch = sampleBranch()
const { call } = branch

const preview = (...nodes: SegmentNode[]) => call('segments.preview', { rule: all(...nodes) })
const page = (rule: SegmentRule, membership: 'yes' | 'unknown' = 'yes') =>
  call('segments.page', { of: { rule }, membership, sort: [], offset: 0, limit: 1000 })

describe('counting a rule', () => {
  test('agrees with the figures of the analysis', async () => {
    const { analysis } = (await call('overview.get', {}))!
    for (const tier of ['potential', 'effective', 'mid', 'high', 'private'])
      expect((await preview(clause('tier', 'in', [tier]))).total).toBe(analysis.tiers[tier])
    expect((await preview(clause('tier', 'unknown', null))).total).toBe(analysis.tiers['unknown'])
    for (const level of ['active', 'light', 'medium', 'deep'])
      expect((await preview(clause('dormancy', 'in', [level]))).total).toBe(analysis.dormancy[level])
    for (const [colour, n] of Object.entries(analysis.aumFallWarnings))
      expect((await preview(clause('aumFall', 'in', [colour]))).total).toBe(n)
    for (const [key, n] of Object.entries(analysis.nearThreshold))
      expect((await preview(clause('near', 'in', [key]))).total).toBe(n)
    for (const rule of warningRules) {
      const fired = Object.values(analysis.warnings[rule] ?? {}).reduce((sum, n) => sum + n, 0)
      expect((await preview(clause('warnings', 'hasAny', [rule]))).total).toBe(fired)
    }
    expect((await preview(clause('isNew', 'is', true))).total).toBe(expected.changes.new)
    expect((await preview(clause('rmChanged', 'is', true))).total).toBe(expected.changes.rmChanged)
    expect((await preview(clause('payroll', 'is', true))).total).toBe(expected.week2.payroll)
    expect(await preview()).toMatchObject({
      total: expected.week2.customers,
      unknown: 0,
      sentence: '全部客户',
    })
  })

  test('agrees with the facts the rules see, customer by customer', async () => {
    const customers = classifiedAt(branch.engine.context.read, week2)
    const count = (holds: (c: (typeof customers)[number]) => boolean | null) => ({
      total: customers.filter((c) => holds(c) === true).length,
      unknown: customers.filter((c) => holds(c) === null).length,
    })
    const known = <T>(value: T | null, holds: (value: T) => boolean) => (value === null ? null : holds(value))
    expect(await preview(clause('age', 'gte', 60))).toMatchObject(
      count(({ input }) => known(input.facts.age, (age) => age >= 60)),
    )
    expect(await preview(clause('aumPeak', 'gte', 20_000_000))).toMatchObject(
      count(({ input }) => known(input.facts.aumPeakFen, (fen) => fen >= 20_000_000)),
    )
    expect(
      await preview(clause('lastTxnDate', 'onOrBefore', { unit: 'day', n: 180, direction: 'past' })),
    ).toMatchObject(
      count(({ input }) => known(input.facts.lastTxnDate, (day) => day <= addDays(week2, -180))),
    )
    expect(await preview(clause('daysDormant', 'gte', 180))).toMatchObject(
      count(({ result }) => known(result.daysDormant, (days) => days >= 180)),
    )
    expect(await preview(clause('dnc', 'is', false))).toMatchObject(
      count(({ input }) => known(input.facts.dnc, (dnc) => !dnc)),
    )
    expect(await preview(clause('excluded', 'none', null))).toMatchObject(
      count(({ result }) => result.excluded === null),
    )
    expect(await preview(clause('assetClass', 'hasAny', ['fund', 'wealth']))).toMatchObject(
      count(({ input: { facts } }) => {
        const held = [facts.fundFen, facts.wealthFen].map((fen) => known(fen, (v) => v > 0))
        return held.includes(true) ? true : held.includes(null) ? null : false
      }),
    )
    expect(await preview(clause('holdingAmount', 'gt', 0))).toMatchObject(
      count(({ input }) => input.holdings.reduce((sum, h) => sum + h.amountFen, 0) > 0),
    )
    expect(await preview(clause('nearestMaturity', 'withinNext', { unit: 'day', n: 30 }))).toMatchObject(
      count(({ input }) =>
        input.holdings.some(
          (h) => h.maturityDate !== null && h.maturityDate >= week2 && h.maturityDate <= addDays(week2, 30),
        ),
      ),
    )
    expect(await preview(clause('rm', 'none', null))).toMatchObject(
      count(({ input }) => input.facts.rmNo === null),
    )
  })

  test('a warning that had nothing to compare with is unknown, not "no"', async () => {
    const first = await call('segments.preview', {
      asOf: week1,
      rule: all(clause('warnings', 'hasNone', ['aumFall'])),
    })
    expect(first).toMatchObject({ total: 0, unknown: expected.week1.customers })
    const customers = classifiedAt(branch.engine.context.read, week2)
    const comparable = customers.filter(
      ({ input }) => input.facts.aumFen !== null && input.previous !== null && input.previous.aumFen !== null,
    ).length
    const second = await preview(clause('warnings', 'hasNone', ['aumFall']))
    expect(second.unknown).toBe(expected.week2.customers - comparable)
    expect(second.total + second.unknown).toBeLessThan(expected.week2.customers)
  })

  test('says how many each condition takes away', async () => {
    const big = clause('aumMonthAvg', 'gte', 5_000_000)
    const asleep = clause('dormancy', 'in', ['medium', 'deep'])
    const [alone, both] = [await preview(big), await preview(big, asleep)]
    const [bigCount, sleepCount] = both.clauses
    expect(both.clauses.map((c) => c.path)).toEqual([[0], [1]])
    expect(sleepCount!.removes + sleepCount!.unsettles).toBe(alone.total - both.total)
    expect(bigCount!.matches).toBe(alone.total)
    expect(sleepCount!.removes).toBeGreaterThan(0)
    expect(both.sentence).toBe('月日均不少于 5 万，且睡眠程度是“中睡”或“深睡”的客户')
    expect(sleepCount!.sentence).toBe('睡眠程度是“中睡”或“深睡”')
  })

  test('matches, non-matches and unknowns are everybody, for every question of every field', async () => {
    const { options, missing } = await call('segments.fields', {})
    const sample = (type: string, op: string, codes: string[]) => {
      if (op === 'known' || op === 'unknown' || op === 'none') return null
      if (op === 'is') return true
      if (op === 'anniversary' || op === 'withinLast' || op === 'withinNext')
        return { unit: 'workday' as const, n: 20 }
      if (op === 'between')
        return type === 'date'
          ? (['2026-01-01', '2026-12-01'] as [string, string])
          : ([1, 99] as [number, number])
      if (type === 'date') return { unit: 'day' as const, n: 90, direction: 'past' as const }
      if (type === 'money' || type === 'number') return 50
      return type === 'text' && op !== 'in' && op !== 'notIn' ? '学' : codes
    }
    for (const field of segmentFields) {
      const codes = 'choices' in field && field.choices ? Object.keys(field.choices).slice(0, 2) : ['x']
      for (const op of opsOf(field)) {
        const node = clause(field.key, op, sample(field.type, op, codes))
        const [is, isNot] = [await preview(node), await preview(none(node))]
        expect(is.customers).toBe(expected.week2.customers)
        expect([field.key, op, is.total + isNot.total + is.unknown]).toEqual([field.key, op, is.customers])
        expect(isNot.unknown).toBe(is.unknown)
        if (op !== 'known' && op !== 'unknown' && missing.includes(field.key))
          expect([field.key, is.unknown]).toEqual([field.key, is.customers])
      }
    }
    expect(options['rm']!.reduce((sum, o) => sum + o.customers, 0)).toBe(
      (await preview(clause('rm', 'known', null))).total - (await preview(clause('rm', 'none', null))).total,
    )
  })

  test('a field the data lack is named, and its customers are unknown', async () => {
    const { missing } = await call('segments.fields', {})
    expect(missing).toContain('contribution')
    expect(missing).not.toContain('aum')
    const answer = await preview(
      any(clause('tier', 'in', ['high']), clause('contribution', 'gte', 100)),
      none(clause('contribution', 'lt', 5)),
    )
    expect(answer.total).toBe(0)
    expect(answer.missingFields).toEqual([
      {
        field: 'contribution',
        label: '综合贡献',
        message: `${week2} 的数据里没有“综合贡献”，用到它的条件对所有客户都是未知`,
      },
    ])
    expect(answer.unknown).toBe(answer.customers)
    expect((await preview(clause('aum', 'gte', 0))).missingFields).toEqual([])
  })

  test('working days of a year without holidays are announced', async () => {
    const far = await preview(clause('nearestMaturity', 'withinNext', { unit: 'workday', n: 60 }))
    expect(far.calendarWarning).toContain('2027 年')
    const near = await preview(clause('nearestMaturity', 'withinNext', { unit: 'workday', n: 5 }))
    expect(near.calendarWarning).toBeNull()
  })

  test('counts follow what is committed in between, though conditions are remembered', async () => {
    const t = testEngine()
    await t.import(week1Files)
    const count = async (...nodes: SegmentNode[]) =>
      (await t.call('segments.preview', { rule: all(...nodes) })).total
    const asked = clause('dnc', 'is', true)
    const workdays = clause('riskExpiry', 'withinNext', { unit: 'workday', n: 1 })
    const before = await count(asked)
    expect(await count(asked, workdays)).toBeLessThanOrEqual(before)
    const unsaid = await t.call('segments.page', {
      of: { rule: all(asked) },
      membership: 'unknown',
      sort: [],
      offset: 0,
      limit: 1,
    })
    const free = unsaid.rows[0]!.customerNo
    t.engine.context.write.prepare('INSERT INTO customer_hand (customer_no, dnc) VALUES (?, 1)').run(free)
    expect(await count(asked)).toBe(before + 1)

    const soon = await count(workdays)
    // From Friday the 13th: with a month of days off, "one working day ahead" is a month ahead.
    for (let day = 1; day <= 30; day += 1)
      await t.call('settings.setCalendarDay', { day: addDays(week1, day), kind: 'off', name: '停业' })
    const later = await t.call('segments.preview', { rule: all(workdays) })
    expect(later.total).toBeGreaterThan(soon)
    await t.import(week2Files)
    expect(await count(clause('tier', 'in', ['high']))).toBe(expected.week2.tiers['high'])
  })

  test('before the first import there is nothing to count and nothing breaks', async () => {
    const empty = testEngine()
    const rule = all(clause('aum', 'gte', 1))
    expect(await empty.call('segments.preview', { rule })).toMatchObject({ asOf: null, total: 0 })
    expect(await empty.call('segments.fields', {})).toEqual({ asOf: null, missing: [], options: {} })
    expect((await empty.call('segments.list', { counted: true })).segments).toEqual([])
  })
})

describe('the customers of a segment', () => {
  test('the page shows exactly those counted, and those of whom it cannot be said apart', async () => {
    const rule = all(clause('aumMonthAvg', 'gte', 5_000_000), clause('dormancy', 'in', ['medium', 'deep']))
    const counts = await call('segments.preview', { rule })
    const [yes, unknown] = [await page(rule), await page(rule, 'unknown')]
    expect(yes.total).toBe(counts.total)
    expect(unknown.total).toBe(counts.unknown)
    for (const row of yes.rows) {
      expect(row.aumMonthAvgFen).toBeGreaterThanOrEqual(5_000_000)
      expect(['medium', 'deep']).toContain(row.dormancy)
    }
    const narrowed = await call('segments.page', {
      of: { rule },
      filter: { tiers: ['mid'] },
      sort: [{ field: 'aumFen', dir: 'desc' }],
      offset: 0,
      limit: 1000,
    })
    expect(narrowed.rows.map((r) => r.customerNo).sort()).toEqual(
      yes.rows
        .filter((r) => r.tier === 'mid')
        .map((r) => r.customerNo)
        .sort(),
    )
  })

  test('a past date is asked of its own facts', async () => {
    const rule = all(clause('tier', 'in', ['high']))
    const past = await call('segments.page', { asOf: week1, of: { rule }, sort: [], offset: 0, limit: 1 })
    expect(past).toMatchObject({ asOf: week1, total: expected.week1.tiers['high'] })
  })

  test('names and values that look like SQL are refused or stay text', async () => {
    const ask = (rule: unknown) => branch.engine.dispatch('segments.preview', { rule })
    for (const field of ['s.aum_fen', 'aum_fen) OR (1', '__proto__', 'customer_no; DROP TABLE segment'])
      expect(await ask(all(clause(field, 'gte', 0)))).toMatchObject({ ok: false, code: 'BAD_INPUT' })
    expect(await ask(all(clause('aum', '>= 0 OR 1=1', 0)))).toMatchObject({ ok: false, code: 'BAD_INPUT' })
    expect(await ask({ kind: 'group', match: 'all) OR (1', items: [] })).toMatchObject({ ok: false })
    for (const text of ["' OR '1'='1", "'; DROP TABLE customer; --", '%', '@asOf', '" OR 1=1'])
      for (const op of ['contains', 'startsWith'])
        expect((await preview(clause('employer', op, text))).total).toBe(0)
    expect((await preview(clause('rm', 'in', ["x') OR 1=1 --"]))).total).toBe(0)
    expect((await preview(clause('tag', 'hasAny', ["x') OR 1=1 --"]))).total).toBe(0)
    expect((await preview()).total).toBe(expected.week2.customers)
  })
})
