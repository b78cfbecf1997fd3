/** Near the tier lines over the sample weeks: the list is the count, and each says what the customer's own page says. */
import { expect, test } from 'vitest'
import { sampleBranch } from '../helpers/sample-branch.ts'
import { testEngine } from '../helpers/test-engine.ts'

const t = sampleBranch()

test('a branch without data has no list', async () => {
  expect(await testEngine().call('near.page', { limit: 10 })).toBeNull()
})

test('every line opens exactly its customers, smallest gap first, with the sum of their own page', async () => {
  const all = (await t.call('near.page', { limit: 2000 }))!
  const counted = all.lines.reduce((sum, line) => sum + line.rising.customers + line.falling.customers, 0)
  expect([all.total, all.rows.length]).toEqual([counted, counted])
  expect(counted).toBeGreaterThan(100)
  expect(all.rms.reduce((sum, { customers }) => sum + customers, 0)).toBe(counted)

  for (const line of all.lines)
    for (const edge of ['rising', 'falling'] as const) {
      const { total, rows } = (await t.call('near.page', { key: line.key, edge, limit: 2000 }))!
      expect(total).toBe(line[edge].customers)
      expect(rows.reduce((sum, { gapFen }) => sum + gapFen, 0)).toBe(line[edge].gapFen)
      const gaps = rows.map(({ gapFen }) => gapFen)
      expect(gaps).toEqual(gaps.toSorted((a, b) => a - b))
      // The stored line, its gap and the sum are those the rules give for the customer alone.
      for (const row of rows.slice(0, 5)) {
        const own = (await t.call('segmentation.customer', { customerNo: row.customerNo }))!.classes.near
        expect(own.result.tier).toMatchObject({ key: line.key, edge, gapFen: row.gapFen })
        expect(own.result.tier?.ask?.amountFen ?? null).toBe(row.amountFen)
        expect(own.sentences).toContain(row.sentence)
      }
    }
})

test('the list of one RM is his part of it', async () => {
  const { rms } = (await t.call('near.page', { limit: 1 }))!
  for (const { rmNo, rmName, customers } of rms) {
    const { total, rows } = (await t.call('near.page', { rm: rmNo, limit: 2000 }))!
    expect([total, rows.length]).toEqual([customers, customers])
    expect(new Set(rows.map((row) => row.rmName))).toEqual(new Set([rmName ?? (rmNo || null)]))
  }
})
