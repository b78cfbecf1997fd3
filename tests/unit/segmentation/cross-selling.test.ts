/** Gap, ratio and type against a model that sums to the base, to the fen. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { ClassHistory, Column } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { playbookSchema, tierKeys } from '../../../shared/playbook/schema.ts'
import { crossSelling, modelAmounts } from '../../../electron/engine/core/segmentation/cross-selling.ts'
import { classHistoryOf } from '../../../electron/engine/core/segmentation/customer-columns.ts'
import { someFacts, wan } from '../../helpers/some-facts.ts'
import { everyColumn, randomSegmentInput, withRandomColumns } from './random-segments.ts'

const none: ClassHistory = { since: '2026-01-02', lastHeld: {} }
const view = (facts: Partial<CustomerFacts>, history = none, columns: ReadonlySet<Column> = everyColumn) =>
  crossSelling(someFacts(facts), history, columns, playbook)

/** 20 万, mid tier: model demand 15, time 30, cd 10, wealth 25, fund 8, insurance 8, bond 4 %. */
const saver: Partial<CustomerFacts> = { aumFen: wan(20), demandFen: wan(10), timeFen: wan(10) }

describe('a saver', () => {
  const { result, reasons } = view(saver)
  const lineOf = (asset: string) => result?.lines.find(({ assetClass }) => assetClass === asset)

  it('has gaps in what the model asks for, widest first', () => {
    expect(result?.baseFen).toBe(wan(20))
    expect(lineOf('wealth')).toMatchObject({ amountFen: 0, modelFen: wan(5), gapFen: wan(5), held: 'never' })
    expect(lineOf('demand')).toMatchObject({ share: 0.5, modelShare: 0.15, gapFen: -wan(7), held: 'now' })
    // 国债 is short of 8,000 元 only, less than the playbook's gap.
    expect(lineOf('bond')?.gapFen).toBe(wan(0.8))
    expect(result?.gaps).toEqual(['wealth', 'cd', 'fund', 'insurance'])
  })

  it('never held what neither this nor any earlier list shows', () => {
    expect(result?.neverHeld).toEqual(['cd', 'wealth', 'fund', 'insurance', 'bond', 'metal', 'trust'])
    const before = view(saver, { since: '2025-01-01', lastHeld: { fund: '2025-06-30' } }).result
    expect(before?.neverHeld).not.toContain('fund')
    expect(before?.lines.find(({ assetClass }) => assetClass === 'fund')?.held).toBe('before')
  })

  it('is told so', () => {
    expect(reasons.map(reasonSentence).slice(0, 4)).toEqual([
      '大额存单 0 元，参考配置 10% 即 2 万，缺口 2 万',
      '2026-01-02 以来的清单里从未持有大额存单',
      '理财 0 元，参考配置 25% 即 5 万，缺口 5 万',
      '2026-01-02 以来的清单里从未持有理财',
    ])
  })
})

describe('unknown classes', () => {
  const without = (...columns: Column[]) =>
    new Set([...everyColumn].filter((each) => !columns.includes(each)))

  it('are those without a column', () => {
    const result = view(saver, none, without('trustFen', 'fundFen')).result
    expect(result?.unknown).toEqual(['fund', 'trust'])
    expect(result?.gaps).not.toContain('fund')
    expect(result?.neverHeld).not.toContain('trust')
  })

  it('are also the empty cells where AUM shows that more is held', () => {
    const result = view({ ...saver, aumFen: wan(30) }).result
    expect(result?.unknown).toEqual(['cd', 'wealth', 'fund', 'insurance', 'bond', 'metal', 'trust'])
    expect(result?.baseFen).toBe(wan(30))
  })

  it('leave nothing to say of a customer without any, without a tier, or without money', () => {
    expect(view({ aumFen: wan(3) })).toMatchObject({
      result: null,
      reasons: [{ op: 'unknown', field: 'classes' }],
    })
    expect(view({ demandFen: wan(3) })).toMatchObject({
      result: null,
      reasons: [{ op: 'unknown', field: 'aumFen' }],
    })
    const empty = view({ aumFen: 0, demandFen: 0 })
    expect([empty.result, empty.reasons.map(reasonSentence)]).toEqual([null, ['没有可以配置的资产']])
  })
})

describe('history', () => {
  it('is the earliest date and the last one each class held money, before the data date only', () => {
    const weeks = [
      someFacts({ asOf: '2026-10-30', fundFen: 5, timeFen: 1 }),
      someFacts({ asOf: '2026-09-25', fundFen: 5, demandFen: 0 }),
      someFacts({ asOf: '2026-11-13', timeFen: 1, fundFen: null }),
      someFacts({ asOf: '2026-11-20', wealthFen: 9 }),
    ]
    const expected = { since: '2026-09-25', lastHeld: { fund: '2026-10-30', time: '2026-11-13' } }
    expect(classHistoryOf(weeks, '2026-11-20')).toEqual(expected)
    expect(classHistoryOf([], '2026-11-20')).toEqual({ since: null, lastHeld: {} })
  })
})

describe('the model', () => {
  it('divides any base without losing a fen', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
        fc.constantFrom(...tierKeys),
        (base, tier) => {
          const amounts = Object.values(modelAmounts(base, playbook.crossSelling.models[tier]))
          expect(amounts.reduce((sum, fen) => sum + BigInt(fen), 0n)).toBe(BigInt(base))
          expect(amounts.every((fen) => fen >= 0)).toBe(true)
        },
      ),
    )
  })

  it('must sum to one', () => {
    const { crossSelling: section } = playbook
    const withMid = (mid: Partial<Record<string, number>>) =>
      playbookSchema.safeParse({
        ...playbook,
        crossSelling: { ...section, models: { ...section.models, mid: { ...section.models.mid, ...mid } } },
      }).success
    expect(withMid({})).toBe(true)
    expect(withMid({ metal: 0.01 })).toBe(false)
    expect(withMid({ demand: 0.14, metal: 0.01 })).toBe(true)
    expect(withMid({ demand: 0.149999 })).toBe(false)
  })
})

describe('any customer', () => {
  it('has gaps that add up, and shares only of what is known', () => {
    fc.assert(
      fc.property(
        randomSegmentInput.chain((input) => fc.tuple(fc.constant(input), withRandomColumns(input))),
        ([{ facts, history }, columns]) => {
          const { result } = crossSelling(facts, history, columns, playbook)
          if (!result) return
          expect(result.lines.map(({ assetClass }) => assetClass)).toEqual(assetClasses)
          for (const { amountFen, modelFen, gapFen, share } of result.lines) {
            expect(gapFen).toBe(amountFen === null ? null : modelFen - amountFen)
            expect(share === null).toBe(amountFen === null)
            if (share !== null) expect(share >= 0 && share <= 1).toBe(true)
          }
          for (const asset of [...result.gaps, ...result.neverHeld])
            expect(result.unknown).not.toContain(asset)
        },
      ),
    )
  })
})
