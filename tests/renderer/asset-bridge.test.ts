/** The waterfall must add up: a bar floating in the wrong place would show money that never moved. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { barsOf } from '../../renderer/screens/workbench/asset-bridge.tsx'

const amounts = fc.tuple(fc.nat(1e12), fc.nat(1e11), fc.nat(1e11), fc.nat(1e11), fc.nat(1e11))

test('each change starts where the one before ended, and the last ends at this week’s total', () => {
  fc.assert(
    fc.property(amounts, ([base, inflow, added, outflow, vanished]) => {
      const before = base + outflow + vanished
      const now = before + inflow + added - outflow - vanished
      const bars = barsOf([
        { key: 'before', fen: before, customers: 1 },
        { key: 'inflow', fen: inflow, customers: 1 },
        { key: 'new', fen: added, customers: 1 },
        { key: 'outflow', fen: -outflow, customers: 1 },
        { key: 'vanished', fen: -vanished, customers: 1 },
        { key: 'now', fen: now, customers: 1 },
      ])
      expect(bars.map((bar) => [bar.from, bar.to])).toEqual([
        [0, before],
        [before, before + inflow],
        [before + inflow, before + inflow + added],
        [now + vanished, before + inflow + added],
        [now, now + vanished],
        [0, now],
      ])
    }),
  )
})
