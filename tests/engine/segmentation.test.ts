/** The segment rules end to end: what is stored is what the rules say, every figure drills to its names, answers by hand. */
import { beforeAll, describe, expect, test } from 'vitest'
import { collectCommunities } from '../../electron/engine/core/segmentation/communities.ts'
import { classHistoryOf, noteColumns } from '../../electron/engine/core/segmentation/customer-columns.ts'
import { reevaluate } from '../../electron/engine/core/segmentation/reason.ts'
import { activeDataset } from '../../electron/engine/db/repo/datasets.ts'
import { readFacts } from '../../electron/engine/db/repo/facts.ts'
import { recount } from '../../electron/engine/db/repo/recount.ts'
import { readAnalysis } from '../../electron/engine/db/repo/classifications.ts'
import type { AnalysisBody } from '../../electron/engine/handlers/analysis-context.ts'
import { classesOf } from '../../electron/engine/handlers/customer-classes.ts'
import { segmentedAt, type SegmentedCustomer } from '../../electron/engine/handlers/derive.ts'
import type { CustomerFilter } from '../../shared/contract/customers.ts'
import { assetClasses } from '../../shared/domain/fields.ts'
import type { Column } from '../../shared/domain/segments.ts'
import type { ClauseValue } from '../../shared/domain/segment-rule.ts'
import { defaultPlaybook as playbook } from '../../shared/playbook/defaults.ts'
import { manLetters, specialGroups, stageKeys } from '../../shared/playbook/segmentation.ts'
import { expected, week1, week2 } from '../helpers/samples.ts'
import { all, clause } from '../helpers/segment-rules.ts'
import { sampleBranch } from '../helpers/sample-branch.ts'

const branch = sampleBranch()
const { call } = branch

type Row = Record<string, string | number | null>
const storedAt = (asOf: string) =>
  new Map(
    (
      branch.engine.context.read.prepare('SELECT * FROM classification WHERE as_of = ?').all(asOf) as Row[]
    ).map((row) => [String(row['customer_no']), row]),
  )
const bits = (groups: readonly (typeof specialGroups)[number][]) =>
  groups.reduce((sum, group) => sum + 2 ** specialGroups.indexOf(group), 0)

describe.each([week1, week2])('what is stored for %s', (asOf) => {
  let customers: SegmentedCustomer[]
  beforeAll(() => {
    customers = segmentedAt(branch.engine.context.read, asOf)
  })

  test('is what the rules say of every customer', () => {
    const rows = storedAt(asOf)
    expect(rows.size).toBe(customers.length)
    for (const { input, segments } of customers) {
      const { man, groups, stage, hnw, communities } = segments
      const row = rows.get(input.facts.customerNo)!
      expect({ ...row }).toMatchObject({
        man_group: man.result.group === 'unknown' ? null : man.result.group,
        man_money: man.result.letters.money,
        man_authority: man.result.letters.authority,
        man_need: man.result.letters.need,
        man_best: man.result.best,
        man_worst: man.result.worst,
        priority_pool: man.result.priorityPool ? 1 : 0,
        groups_in: bits(groups.result.groups),
        groups_unknown: bits(groups.result.unknown.map(({ group }) => group)),
        stage: stage.result.stage,
        hnw_layer: hnw.result,
      })
      const keys = communities.result.map(({ kind, key }) => `${kind}:${key}`)
      const kept = [row['community_work'], row['community_home']].filter((key) => key !== null)
      expect(kept.map(String).sort()).toEqual([...keys].sort())
    }
  })

  test('rests on the columns that noting customer by customer finds', () => {
    const seen = new Set<Column>()
    for (const { input } of customers) noteColumns(input, seen, playbook)
    expect([...customers[0]!.columns].sort()).toEqual([...seen].sort())
    expect(seen.has('movements')).toBe(asOf === week2)
    expect(seen.has('history')).toBe(asOf === week2)
  })

  test('knows the classes held before as all earlier snapshots together do', () => {
    const { read } = branch.engine.context
    const first = asOf === week1 ? [] : readFacts(read, activeDataset(read, 'customers', week1)!)
    for (const { input } of customers) {
      const { customerNo } = input.facts
      const earlier = first.filter((facts) => facts.customerNo === customerNo)
      expect(input.history).toEqual(classHistoryOf(earlier, asOf))
    }
  })

  test('has reasons that decide the same when asked again', () => {
    const reasons = customers.flatMap(({ segments: { man, groups, stage, hnw, communities } }) =>
      [man, groups, stage, hnw, communities].flatMap((each) => each.reasons),
    )
    expect(reasons.length).toBeGreaterThan(customers.length * 4)
    expect(reasons.filter((reason) => !reevaluate(reason))).toEqual([])
  })

  test('adds up to the figures, counted while deriving and from the stored rows alike', async () => {
    const { analysis } = (await call('overview.get', { asOf }))!
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
    expect(sum(analysis.man)).toBe(customers.length)
    expect(sum(analysis.stages)).toBe(customers.length)
    expect(analysis.groups['payroll']).toBe((asOf === week1 ? expected.week1 : expected.week2).payroll)
    const { summary } = readAnalysis<AnalysisBody>(branch.engine.context.read, asOf)!.body
    expect(JSON.stringify(recount(branch.engine.context.read, asOf, summary))).toBe(JSON.stringify(summary))
    for (const stage of [...stageKeys, 'unknown' as const])
      expect(analysis.stages[stage]).toBe(
        customers.filter(({ segments }) => (segments.stage.result.stage ?? 'unknown') === stage).length,
      )
  })
})

const page = async (filter: CustomerFilter) => {
  const { total, totalAumFen } = await call('customers.page', { filter, sort: [], offset: 0, limit: 1 })
  return { customers: total, aumFen: totalAumFen }
}

describe('every figure drills to its names', () => {
  test('of MAN: groups, priority pool, letters', async () => {
    const man = (await call('segmentation.man', {}))!
    expect(man.customers).toBe(expected.week2.customers)
    expect(man.groups.map(({ group }) => group)).toHaveLength(9)
    expect(man.groups.at(-1)).toMatchObject({ group: 'unknown', coefficient: null })
    for (const { group, customers, aumFen, priority } of man.groups) {
      expect(await page({ manGroups: [group] })).toEqual({ customers, aumFen })
      expect(await page({ manGroups: [group], priorityPool: true })).toEqual(priority)
    }
    expect(await page({ priorityPool: true })).toEqual(man.priority)
    expect(man.priority.customers).toBeGreaterThan(0)
    expect(man.letters.map(({ letter }) => letter)).toEqual([...manLetters])
    for (const { letter, yes, no, unknown, questions } of man.letters) {
      expect(await page({ manUnknown: [letter] })).toEqual(unknown)
      expect(yes + no + unknown.customers).toBe(man.customers)
      expect(questions.length).toBeGreaterThan(0)
    }
  })

  test('of groups, stages and layers', async () => {
    const figures = (await call('segmentation.groups', {}))!
    expect(figures.customers).toBe(expected.week2.customers)
    for (const { group, customers, aumFen, unknown } of figures.groups) {
      expect(await page({ specialGroups: [group] })).toEqual({ customers, aumFen })
      expect((await page({ specialGroupsUnknown: [group] })).customers).toBe(unknown)
    }
    for (const { stage, customers, aumFen } of figures.stages)
      expect(await page({ stages: [stage] })).toEqual({ customers, aumFen })
    for (const { layer, customers, aumFen } of figures.layers)
      expect(await page({ hnwLayers: [layer] })).toEqual({ customers, aumFen })
    expect(await page({ substantiveLoss: true })).toEqual(figures.substantiveLoss)
    expect(figures.layers.reduce((sum, { customers }) => sum + customers, 0)).toBeGreaterThan(0)
  })

  test('of cross-selling: short of the model, never held', async () => {
    const { classes, minGapFen } = (await call('segmentation.crossSelling', {}))!
    const views = segmentedAt(branch.engine.context.read, week2).map(
      ({ segments }) => segments.crossSelling.result,
    )
    expect(classes.map(({ assetClass }) => assetClass)).toEqual([...assetClasses])
    for (const { assetClass, holders, neverHeld, short, shortFen, amountFen } of classes) {
      const lines = views.flatMap((view) => view?.lines.find((l) => l.assetClass === assetClass) ?? [])
      const gaps = lines.filter((l) => (l.gapFen ?? 0) >= minGapFen)
      expect(short).toBe(gaps.length)
      expect(shortFen).toBe(gaps.reduce((sum, l) => sum + (l.gapFen ?? 0), 0))
      expect(amountFen).toBe(lines.reduce((sum, l) => sum + (l.amountFen ?? 0), 0))
      expect(holders).toBe(lines.filter((l) => (l.amountFen ?? 0) > 0).length)
      expect((await page({ gapClasses: [assetClass] })).customers).toBe(short)
      expect((await page({ neverHeld: [assetClass] })).customers).toBe(neverHeld)
      const asked = (field: string) =>
        call('segments.preview', { rule: all(clause(field, 'hasAny', [assetClass])) })
      expect((await asked('gapClass')).total).toBe(short)
      expect((await asked('neverHeld')).total).toBe(neverHeld)
    }
    const shares = classes.map(({ share }) => share ?? 0)
    expect(shares.reduce((a, b) => a + b, 0)).toBeCloseTo(1)
    expect(Math.max(...classes.map(({ short }) => short))).toBeGreaterThan(0)
  })

  test('of communities, which are those the rule gathers', async () => {
    const collector = collectCommunities(playbook)
    for (const { input, result } of segmentedAt(branch.engine.context.read, week2))
      collector.add(input.facts, result.familiarity.result.level)
    const gathered = new Map(collector.result().map(({ result }) => [`${result.kind}:${result.key}`, result]))
    const found = (await call('segmentation.communities', { limit: 500 }))!
    expect(found.total).toBe(gathered.size)
    expect(found.total).toBeGreaterThan(0)
    for (const each of found.communities) {
      const { kind, key } = each
      const like = gathered.get(`${kind}:${key}`)!
      expect(each).toMatchObject({
        customers: like.size,
        aumFen: like.aumFen,
        aumUnknown: like.aumUnknown,
        payroll: like.payroll,
        payrollShare: like.payrollShare,
        merchants: like.merchants,
        owners: like.owners,
        familiar: like.familiar.length,
      })
      expect(each.rms.length).toBeGreaterThan(0)
      expect(each.best).toBe(each.familiar > 0 ? 'familiar' : each.acquainted > 0 ? 'acquainted' : 'stranger')
    }
    for (const { kind, key, customers, aumFen } of found.communities.slice(0, 20))
      expect(await page({ community: { kind, key } })).toEqual({ customers, aumFen })
    const [first] = found.communities
    const searched = (await call('segmentation.communities', { search: first!.key, kinds: [first!.kind] }))!
    expect(searched.communities).toContainEqual(first)
  })
})

test('one customer is explained in sentences', () => {
  for (const customerNo of [...storedAt(week2).keys()].slice(0, 200)) {
    const classes = classesOf(branch.engine.context.read, week2, customerNo)!
    for (const { sentences, reasons } of Object.values(classes)) {
      expect(sentences).toHaveLength(reasons.length)
      for (const sentence of sentences) expect(sentence).not.toMatch(/undefined|null|NaN|[a-z]{4}/)
    }
    expect(classes.offList.result).toHaveLength(classes.offList.reasons.length)
    expect(classes.man.reasons.length).toBeGreaterThan(0)
  }
  expect(classesOf(branch.engine.context.read, week2, 'nobody')).toBeNull()
})

describe('a segment may be built from every result', () => {
  const counted = async (field: string, op: string, value: ClauseValue) => {
    const { total, unknown } = await call('segments.preview', { rule: all(clause(field, op, value)) })
    return { total, unknown }
  }

  test('and counts what the figures count', async () => {
    const man = (await call('segmentation.man', {}))!
    const open = man.groups.find(({ group }) => group === 'unknown')!.customers
    for (const { group, customers } of man.groups)
      if (group !== 'unknown')
        expect(await counted('manGroup', 'in', [group])).toEqual({ total: customers, unknown: open })
    const fields = { money: 'manMoney', authority: 'manAuthority', need: 'manNeed' } as const
    for (const { letter, yes, no, unknown } of man.letters) {
      expect(await counted(fields[letter], 'in', ['yes'])).toEqual({ total: yes, unknown: unknown.customers })
      expect((await counted(fields[letter], 'in', ['no'])).total).toBe(no)
    }
    expect(await counted('priorityPool', 'is', true)).toEqual({ total: man.priority.customers, unknown: 0 })

    const figures = (await call('segmentation.groups', {}))!
    for (const { group, customers, unknown } of figures.groups)
      expect(await counted('specialGroup', 'hasAny', [group])).toEqual({ total: customers, unknown })
    for (const { stage, customers } of figures.stages)
      if (stage !== 'unknown') expect((await counted('stage', 'in', [stage])).total).toBe(customers)
    for (const { layer, customers } of figures.layers)
      expect((await counted('hnwLayer', 'in', [layer])).total).toBe(customers)
    expect((await counted('substantiveLoss', 'is', true)).total).toBe(figures.substantiveLoss.customers)
  })

  test('communities are offered by name', async () => {
    const { communities } = (await call('segmentation.communities', { limit: 5 }))!
    const { options } = await call('segments.fields', {})
    for (const { kind, key, customers } of communities) {
      const code = `${kind}:${key}`
      const option = options['community']!.find((each) => each.code === code)!
      expect(option).toMatchObject({ customers })
      expect(option.label).toMatch(new RegExp(`^(单位|小区|商圈|学校) ${key}$`))
      const { total, sentence } = await call('segments.preview', {
        rule: all(clause('community', 'hasAny', [code])),
      })
      expect(total).toBe(customers)
      expect(sentence).toContain(option.label)
    }
  })
})

test('counts what plain loops over the facts count', async () => {
  const facts = segmentedAt(branch.engine.context.read, week2).map(({ input }) => input.facts)
  const { analysis } = (await call('overview.get', {}))!
  const count = (holds: (f: (typeof facts)[number]) => boolean) => facts.filter(holds).length
  const between = (age: number | null, from: number, to: number) => age !== null && age >= from && age <= to
  expect(analysis.groups).toMatchObject({
    payroll: expected.week2.payroll,
    merchant: count((f) => f.merchant === true),
    senior: count((f) => (f.age ?? 0) >= 60),
    seniorCare: count((f) => (f.age ?? 0) >= 65),
    women: count((f) => f.gender === 'female' && between(f.age, 25, 60)),
    young: count((f) => between(f.age, 18, 35)),
    loan: count((f) => (f.loanFen ?? 0) > 0),
    staff: 0,
  })
  const wan = 1_000_000
  const measure = (f: (typeof facts)[number]) => f.aumMonthAvgFen ?? f.aumFen ?? -1
  const { layers } = (await call('segmentation.groups', {}))!
  const lines = [100, 300, 1000, 10_000, Infinity]
  expect(layers.map(({ customers }) => customers)).toEqual(
    lines
      .slice(0, -1)
      .map((lo, i) => count((f) => measure(f) >= lo * wan && measure(f) < lines[i + 1]! * wan)),
  )
  const bought = (f: (typeof facts)[number]) =>
    [f.timeFen, f.cdFen, f.wealthFen, f.fundFen, f.insuranceFen, f.bondFen].some((fen) => (fen ?? 0) > 0)
  expect(await page({ stages: ['account_only'] })).toMatchObject({
    customers: analysis.stages['account_only'],
  })
  expect(analysis.stages['product_holder']).toBeLessThanOrEqual(count(bought))
  expect(count(bought)).toBeLessThanOrEqual(expected.week2.customers - (analysis.stages['account_only'] ?? 0))
})
