/** Exactly at the lines: tiers are [lo, hi), near is [share × line, line), the falling edge [line, line × 1.05). */
import { describe, expect, it } from 'vitest'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { riskTestExpiring, unowned } from '../../../electron/engine/core/segmentation/account-findings.ts'
import { rmDiffers } from '../../../electron/engine/core/segmentation/compare-snapshots.ts'
import { invitationLine, nearThreshold } from '../../../electron/engine/core/segmentation/near-threshold.ts'
import { nineBoxRowOf } from '../../../electron/engine/core/segmentation/nine-box.ts'
import { classifyTier, tierOf } from '../../../electron/engine/core/segmentation/tier.ts'
import { someFacts, wan } from '../../helpers/some-facts.ts'

const at = (fen: number) => ({ fen, field: 'aumMonthAvgFen' as const })

describe('tier', () => {
  it.each([
    [-1, 'potential'],
    [0, 'potential'],
    [wan(1) - 1, 'potential'],
    [wan(1), 'effective'],
    [wan(5) - 1, 'effective'],
    [wan(5), 'mid'],
    [wan(50) - 1, 'mid'],
    [wan(50), 'high'],
    [wan(600) - 1, 'high'],
    [wan(600), 'private'],
    [wan(90_000), 'private'],
  ])('%i fen is %s', (aumMonthAvgFen, tier) => {
    expect(tierOf(someFacts({ aumMonthAvgFen }), playbook)).toBe(tier)
  })

  it('goes by the month average even when it is 0 and the balance is not', () => {
    const result = classifyTier(someFacts({ aumMonthAvgFen: 0, aumFen: wan(100) }), playbook)
    expect(result.result).toBe('potential')
    expect(result.reasons[0]).toMatchObject({ field: 'aumMonthAvgFen', value: 0 })
  })

  it('follows lines moved in the playbook', () => {
    const tiers = playbook.tiers.map((t) => (t.tier === 'mid' ? { ...t, loFen: wan(10) } : t))
    expect(tierOf(someFacts({ aumFen: wan(6) }), { ...playbook, tiers })).toBe('effective')
  })

  it('folds into rows', () => {
    const rows = (['potential', 'effective', 'mid', 'high', 'private'] as const).map((t) =>
      nineBoxRowOf(t, playbook),
    )
    expect(rows).toEqual(['low', 'low', 'middle', 'top', 'top'])
    expect(nineBoxRowOf(null, playbook)).toBeNull()
  })
})

describe('near threshold', () => {
  it.each([
    [wan(0.7) - 1, null],
    [wan(0.7), ['1w', 'rising', wan(0.3)]],
    [wan(1) - 1, ['1w', 'rising', 1]],
    [wan(1), ['1w', 'falling', 0]],
    [wan(1.05) - 1, ['1w', 'falling', wan(0.05) - 1]],
    [wan(1.05), null],
    [wan(3.5) - 1, null],
    [wan(3.5), ['5w', 'rising', wan(1.5)]],
    [wan(45) - 1, null],
    [wan(45), ['50w', 'rising', wan(5)]],
    [wan(540), ['600w', 'rising', wan(60)]],
    [wan(600), ['600w', 'falling', 0]],
    [0, null],
  ] as const)('%i fen: %j', (fen, expected) => {
    const near = nearThreshold(at(fen), playbook)
    expect(near && [near.key, near.edge, near.gapFen]).toEqual(expected)
  })

  it('invites below 3, 5, 10 and 20 万', () => {
    const key = (amount: number) => invitationLine(at(wan(amount)), playbook)?.key ?? null
    expect([2.09, 2.1, 3, 3.5, 4.9, 5, 8.9, 9, 10, 17.9, 18, 19.9, 20].map(key)).toEqual([
      null,
      '3w',
      null,
      '5w',
      '5w',
      null,
      null,
      '10w',
      null,
      null,
      '20w',
      '20w',
      null,
    ])
    expect(invitationLine(null, playbook)).toBeNull()
  })
})

describe('findings of one snapshot', () => {
  it('names a risk test that ends from today to the last day ahead, not one that has ended', () => {
    const ends = (riskExpiry: string | null) => riskTestExpiring(someFacts({ riskExpiry }), playbook) !== null
    expect(['2026-11-19', '2026-11-20', '2026-12-20', '2026-12-21', null].map(ends)).toEqual([
      false,
      true,
      true,
      false,
      false,
    ])
  })

  it('calls only valuable customers unowned', () => {
    expect(unowned(someFacts(), 'low')).toBeNull()
    expect(unowned(someFacts({ rmNo: '80231' }), 'top')).toBeNull()
    expect(unowned(someFacts({ rmName: '张伟' }), 'top')).toBeNull()
    expect(unowned(someFacts(), 'middle')).toHaveLength(1)
    expect(unowned(someFacts(), null)).toBeNull()
  })
})

describe('another RM', () => {
  const rm = (rmNo: string | null, rmName: string | null): CustomerFacts => someFacts({ rmNo, rmName })
  it.each([
    ['same number, name spelled differently', rm('80231', '张伟'), rm('80231', '张 伟'), false],
    ['other number, same name', rm('80231', '张伟'), rm('80244', '张伟'), true],
    ['number newly known for the same name', rm(null, '张伟'), rm('80231', '张伟'), false],
    ['name standing in for the number', rm('张伟', '张伟'), rm('80231', '张伟'), false],
    ['from nobody', rm(null, null), rm('80231', '张伟'), true],
    ['to nobody', rm('80231', '张伟'), rm(null, null), true],
    ['nobody stays nobody', rm(null, null), rm(null, null), false],
  ])('%s', (_, before, now, expected) => {
    expect(rmDiffers(before, now)).toBe(expected)
  })
})
