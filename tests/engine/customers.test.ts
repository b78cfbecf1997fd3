import { describe, expect, test } from 'vitest'
import fc from 'fast-check'
import type { CustomerColumn, CustomerFilter, CustomerRow } from '../../shared/contract/customers.ts'
import { customerColumns } from '../../shared/contract/customers.ts'
import { expected, week1 } from '../helpers/samples.ts'
import { sampleBranch } from '../helpers/sample-branch.ts'

const branch = sampleBranch()
const { call } = branch

const page = (
  filter: CustomerFilter,
  sort: { field: CustomerColumn; dir: 'asc' | 'desc' }[] = [],
  offset = 0,
  limit = 200,
) => call('customers.page', { filter, sort, offset, limit })
const names = (rows: readonly CustomerRow[]) => rows.map((r) => r.name)

describe('search', () => {
  test.each([
    ['a name', '解梓玉', '解梓玉'],
    ['the surname reading in pinyin', 'xieziyu', '解梓玉'],
    ['initials', 'xzy', '解梓玉'],
    ['the other reading', 'jzy', '解梓玉'],
    ['a rare character', '沈䶮', '沈䶮'],
    ['a compound surname', 'linghu', '令狐涵'],
    ['any part of the customer number', '2000000', '董宇怡'],
  ])('finds by %s', async (_what, search, name) => {
    const { rows, total } = await page({ search })
    expect(names(rows)).toContain(name)
    expect(total).toBeLessThan(expected.week2.customers / 2)
  })

  test('finds by the last four of the phone and of the id, which stay masked', async () => {
    const { rows } = await page({ search: '0628' })
    const byPhone = rows.filter((r) => r.phone === '199****0628')
    expect(byPhone).toHaveLength(1)
    const { rows: byId } = await page({ search: '945x' })
    expect(byId.map((r) => r.customerNo)).toContain(
      branch.engine.context.read
        .prepare("SELECT customer_no FROM customer WHERE id_no = '11990019470810945X'")
        .pluck()
        .get(),
    )
  })

  test('signs that mean something to SQL are text', async () => {
    for (const search of ['%', '_', "'", '\\', '";--', '*']) expect((await page({ search })).total).toBe(0)
  })
})

describe('filters and order', () => {
  test('each filter lets through exactly what the figures count', async () => {
    const { analysis } = (await call('overview.get', {}))!
    for (const tier of ['potential', 'effective', 'mid', 'high', 'private', 'unknown'] as const)
      expect((await page({ tiers: [tier] })).total).toBe(analysis.tiers[tier])
    for (const level of ['active', 'light', 'medium', 'deep', 'unknown'] as const)
      expect((await page({ dormancy: [level] })).total).toBe(analysis.dormancy[level])
    for (const colour of ['yellow', 'orange', 'red'] as const)
      expect((await page({ aumFall: [colour] })).total).toBe(analysis.aumFallWarnings[colour])
    for (const [key, n] of Object.entries(analysis.nearThreshold))
      expect((await page({ near: [key] })).total).toBe(n)
    expect((await page({ change: 'new' })).total).toBe(expected.changes.new)
    expect((await page({ change: 'rmChanged' })).total).toBe(expected.changes.rmChanged)
    expect((await page({ change: 'tierUp' })).total).toBe(expected.week2.tierUp)
    expect((await page({ change: 'tierDown' })).total).toBe(expected.week2.tierDown)
    expect(await page({})).toMatchObject({
      total: expected.week2.customers,
      totalAumFen: expected.week2.aumFen,
    })
  })

  test('a line of the first screen opens a list of exactly its count and money', async () => {
    const { todo } = (await call('overview.get', {}))!
    expect(todo.length).toBeGreaterThan(3)
    for (const line of todo)
      expect(await page(line.filter)).toMatchObject({ total: line.count, totalAumFen: line.aumFen })
  })

  test('pages of any order put together are every customer once, in that order, unknowns last', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...customerColumns),
        fc.constantFrom('asc' as const, 'desc' as const),
        fc.constantFrom(400, 1000),
        async (field, dir, limit) => {
          const rows: CustomerRow[] = []
          for (let offset = 0; offset < expected.week2.customers; offset += limit)
            rows.push(...(await page({}, [{ field, dir }], offset, limit)).rows)
          expect(new Set(rows.map((r) => r.customerNo)).size).toBe(expected.week2.customers)
          const values = rows.map((r) => r[field])
          const firstUnknown = values.indexOf(null)
          if (firstUnknown >= 0) expect(values.slice(firstUnknown).every((v) => v === null)).toBe(true)
          const known = values.filter((v) => typeof v === 'number')
          const sorted = [...known].sort((a, b) => (dir === 'asc' ? a - b : b - a))
          expect(known).toEqual(sorted)
        },
      ),
      { numRuns: 12 },
    )
  })

  test('a past week shows its own rows', async () => {
    const past = await call('customers.page', { asOf: week1, filter: {}, sort: [], offset: 0, limit: 1 })
    expect(past).toMatchObject({
      asOf: week1,
      total: expected.week1.customers,
      totalAumFen: expected.week1.aumFen,
    })
  })

  test('names that are not in the contract never reach SQL', async () => {
    const answer = await branch.engine.dispatch('customers.page', {
      filter: {},
      sort: [{ field: 'customer_no; DROP TABLE customer', dir: 'asc' }],
      offset: 0,
      limit: 1,
    })
    expect(answer).toMatchObject({ ok: false, code: 'BAD_INPUT' })
    expect(await branch.engine.dispatch('customers.everything', {})).toMatchObject({
      ok: false,
      code: 'NO_ROUTE',
    })
  })
})

describe('one customer', () => {
  test('the detail agrees with the grid and says why in sentences', async () => {
    const { rows } = await page({ warnings: ['aumFall'] }, [{ field: 'warning', dir: 'desc' }], 0, 5)
    for (const row of rows) {
      const detail = await call('customers.detail', { customerNo: row.customerNo })
      expect(detail.tier.result).toBe(row.tier)
      expect(detail.dormancy.result).toBe(row.dormancy)
      expect(detail.warnings).toHaveLength(row.warningCount)
      for (const { sentences } of detail.warnings) expect(sentences.join('')).not.toBe('')
      expect(detail.trend.at(-1)?.aumFen).toBe(row.aumFen)
      expect(detail.source?.fileName).toBe('客户清单_20261120.xlsx')
    }
  })

  test('identifiers are masked until one is asked for with a purpose, and that is logged', async () => {
    const { rows } = await page({ search: '解梓玉' })
    const { customerNo } = rows[0]!
    const detail = await call('customers.detail', { customerNo })
    const fact = (field: string) => detail.facts.find((f) => f.field === field)?.value
    expect(fact('phone')).toMatch(/^\d{3}\*{4}\d{4}$/)
    expect(fact('idNo')).toMatch(/^\d{4}\*+[\dX]{4}$/)
    expect(
      await branch.engine.dispatch('customers.reveal', { customerNo, field: 'phone', purpose: '' }),
    ).toMatchObject({ ok: false })
    const { value } = await call('customers.reveal', { customerNo, field: 'phone', purpose: '电话回访' })
    expect(value).toMatch(/^199\d{8}$/)
    const { entries } = await call('reports.log', {})
    expect(entries[0]).toMatchObject({
      kind: 'reveal.phone',
      scope: customerNo,
      purpose: '电话回访',
      masked: false,
    })
  })

  test('a customer nobody knows is refused with a sentence', async () => {
    expect(await branch.engine.dispatch('customers.detail', { customerNo: '404' })).toMatchObject({
      ok: false,
      code: 'CUSTOMER_UNKNOWN',
    })
  })

  test('a note can be taken back and put there again', async () => {
    const { rows } = await page({}, [], 0, 1)
    const { customerNo } = rows[0]!
    const notes = async () => (await call('customers.detail', { customerNo })).notes.map((n) => n.text)
    await call('customers.addNote', { customerNo, text: '喜欢下午来网点' })
    expect(await notes()).toEqual(['喜欢下午来网点'])
    await call('history.undo', {})
    expect(await notes()).toEqual([])
    await call('history.redo', {})
    expect(await notes()).toEqual(['喜欢下午来网点'])
    await call('history.undo', {})
  })
})
