/** The nine-box and the moves over the sample weeks: parts sum to the whole, figures equal the names behind them. */
import { describe, expect, test } from 'vitest'
import type { OutputOf } from '../../shared/contract/contract.ts'
import { cellKeys } from '../../shared/domain/places.ts'
import { sampleBranch } from '../helpers/sample-branch.ts'
import { testEngine } from '../helpers/test-engine.ts'

type Page = NonNullable<OutputOf<'nineBox.page'>>
const total = (figures: readonly { customers: number; aumFen: number }[]) => ({
  customers: figures.reduce((sum, each) => sum + each.customers, 0),
  aumFen: figures.reduce((sum, each) => sum + each.aumFen, 0),
})

const branch = sampleBranch()
async function twoWeeks() {
  const page = (await branch.call('nineBox.page', {}))!
  const first = (await branch.call('nineBox.page', { asOf: page.comparedWith! }))!
  return { t: branch, page, first }
}

test('a branch without data has no nine-box', async () => {
  expect(await testEngine().call('nineBox.page', {})).toBeNull()
})

describe('the nine-box', () => {
  test('cells and the unknown are everybody, each opens its customers and carries its strategy', async () => {
    const { t, page, first } = await twoWeeks()
    const all = { customers: page.customers, aumFen: page.aumFen }
    expect(all.customers).toBe(3002)
    expect(page.cells).toHaveLength(9)
    expect(total([...page.cells, page.unknown])).toEqual(all)
    expect(total(page.tiers)).toEqual(all)

    // The first sample week brings no contact log, the second one does.
    expect([page.familiarityDiffers, first.familiarityDiffers]).toEqual([true, false])

    // What was before is what the earlier week says of itself.
    expect(page.comparedWith).toBe('2026-11-13')
    expect(first.comparedWith).toBeNull()
    for (const [nth, cell] of page.cells.entries()) {
      const { customers, aumFen, before } = first.cells[nth]!
      expect(before).toBeNull()
      expect(cell.before).toEqual({ customers, aumFen })
    }
    for (const [nth, { before }] of page.tiers.entries()) {
      const { customers, aumFen } = first.tiers[nth]!
      expect(before).toEqual({ customers, aumFen })
    }

    for (const cell of page.cells) {
      const list = await t.call('customers.page', {
        offset: 0,
        limit: 1,
        sort: [],
        filter: { cells: [`${cell.row}.${cell.column}`] },
      })
      expect([list.total, list.totalAumFen]).toEqual([cell.customers, cell.aumFen])
    }
    const list = await t.call('customers.page', {
      offset: 0,
      limit: 1,
      sort: [],
      filter: { cells: [...cellKeys] },
    })
    expect(list.total).toBe(page.customers - page.unknown.customers)

    const { playbook } = await t.call('settings.playbook', {})
    for (const { row, column, title, aim, strategy } of page.cells)
      expect({ title, aim, strategy }).toEqual(playbook.nineBox.cells[row][column])
  })
})

describe('moves between two weeks', () => {
  const weeks = { from: '2026-11-13', to: '2026-11-20' } as const

  test.each(['tier', 'cell'] as const)(
    'rows are the first week and columns the second, by %s',
    async (by) => {
      const { t, page, first } = await twoWeeks()
      const { moves, places } = await t.call('nineBox.moves', { ...weeks, by })
      const figuresOf = (of: Page, place: string) =>
        place === 'unknown' && by === 'cell'
          ? of.unknown
          : (of.tiers.find(({ tier }) => by === 'tier' && tier === place) ??
              of.cells.find(({ row, column }) => `${row}.${column}` === place))!
      for (const place of places) {
        const stood = moves.filter((move) => move.from === place)
        const stands = moves.filter((move) => move.to === place)
        expect(total(stood).customers).toBe(figuresOf(first, place).customers)
        expect(total(stands)).toEqual({
          customers: figuresOf(page, place).customers,
          aumFen: figuresOf(page, place).aumFen,
        })
      }
      expect(total(moves.filter((move) => move.from === 'outside')).customers).toBe(20)
      expect(total(moves.filter((move) => move.to === 'outside')).customers).toBe(18)
    },
  )

  test('moves of tiers are those of the change report, and every figure opens as many names', async () => {
    const { t } = await twoWeeks()
    const { moves } = await t.call('nineBox.moves', { ...weeks, by: 'tier' })
    const order = ['potential', 'effective', 'mid', 'high', 'private']
    const rank = (place: string) => order.indexOf(place)
    const moved = moves.filter(({ from, to }) => rank(from) >= 0 && rank(to) >= 0)
    expect(total(moved.filter(({ from, to }) => rank(to) > rank(from))).customers).toBe(15)
    expect(total(moved.filter(({ from, to }) => rank(to) < rank(from))).customers).toBe(7)

    for (const by of ['tier', 'cell'] as const) {
      const counted = await t.call('nineBox.moves', { ...weeks, by })
      for (const { from, to, customers, aumFen } of counted.moves) {
        const names = await t.call('nineBox.movers', {
          ...weeks,
          by,
          fromPlace: from,
          toPlace: to,
          limit: 1000,
        })
        expect(names.total).toBe(customers)
        const amounts = names.customers.map((each) => (to === 'outside' ? each.aumBeforeFen : each.aumFen))
        if (names.total <= 1000)
          expect(amounts.reduce<number>((sum, fen) => sum + (fen ?? 0), 0)).toBe(aumFen)
        const known = amounts.filter((fen) => fen !== null)
        expect(known).toEqual(known.toSorted((a, b) => b - a))
      }
    }
  })

  test('weeks the wrong way round, or without data, are refused in words', async () => {
    const { t } = await twoWeeks()
    const ask = (from: string, to: string) => t.call('nineBox.moves', { from, to, by: 'tier' })
    await expect(ask('2026-11-20', '2026-11-13')).rejects.toMatchObject({ code: 'DATES_REVERSED' })
    await expect(ask('2026-11-06', '2026-11-13')).rejects.toMatchObject({ code: 'NO_SNAPSHOT' })
  })
})
