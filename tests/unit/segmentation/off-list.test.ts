/** What takes a customer off a list really does: with the step taken, the rule no longer fires; a fen less and it does. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { CustomerInput } from '../../../shared/domain/classification.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { OffListStep } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { classify } from '../../../electron/engine/core/segmentation/classify.ts'
import { offList } from '../../../electron/engine/core/segmentation/off-list.ts'
import { measureOf } from '../../../electron/engine/core/segmentation/tier.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { randomContext } from '../../helpers/random-customers.ts'
import { someContact, someContext, someFacts, someHolding, someInput, wan } from '../../helpers/some-facts.ts'
import { randomSegmentInput } from './random-segments.ts'

const steps = (input: CustomerInput, context = someContext) =>
  offList(input, classify(input, context, playbook), playbook)

/** The input after the step, `short` fen or days of it missing. */
function taken(input: CustomerInput, step: OffListStep, short = 0): CustomerInput {
  const { facts } = input
  const set = (known: Partial<CustomerInput['facts']>): CustomerInput => ({
    ...input,
    facts: { ...facts, ...known },
  })
  const amount = (step.amountFen ?? 0) - short
  const from = step.from && addDays(step.from, -short)
  switch (step.step) {
    case 'aumBack':
      return set({ aumFen: amount })
    case 'averageBack':
      return set({ aumMonthAvgFen: amount })
    case 'tierBack':
      return set({ [measureOf(facts)?.field ?? 'aumFen']: amount })
    case 'settleMaturity':
      return { ...input, holdings: [] }
    case 'payrollAgain':
      return set({ payrollDate: from })
    case 'loginOnce':
      return set({ loginCount: step.count - short })
    case 'contactOnce': {
      const contact = someContact({ channel: 'visit', outcome: 'visited', contactDate: from ?? '' })
      return { ...input, contacts: [contact, ...input.contacts] }
    }
    case 'holdClasses': {
      const empty = assetClasses.filter(
        (asset) =>
          input.previous?.[`${asset}Fen`] !== null &&
          facts[`${asset}Fen`] !== null &&
          (facts[`${asset}Fen`] ?? 0) <= 0,
      )
      return set(Object.fromEntries(empty.slice(0, step.count - short).map((asset) => [`${asset}Fen`, 1])))
    }
    case 'transactOnce':
      return set({ lastTxnDate: from })
  }
}

describe('any step', () => {
  it('ends its list, and is the least that does', () => {
    const seen = new Set<string>()
    fc.assert(
      fc.property(randomSegmentInput, randomContext, (input, context) => {
        const off = steps(input, context).result
        const result = classify(input, context, playbook)
        expect(off.map(({ list }) => list)).toEqual([
          ...result.warnings.map(({ rule }) => rule),
          ...(result.dormancy.result && result.dormancy.result !== 'active' ? ['dormancy'] : []),
        ])
        const on = (after: CustomerInput, list: OffListStep['list']) => {
          const { warnings, dormancy } = classify(after, context, playbook)
          return list === 'dormancy'
            ? dormancy.result !== 'active'
            : warnings.some(({ rule }) => rule === list)
        }
        for (const step of off) {
          seen.add(step.list)
          const after = taken(input, step)
          expect([step, on(after, step.list)]).toEqual([step, false])
          if (step.step !== 'settleMaturity')
            expect([step, on(taken(input, step, 1), step.list)]).toEqual([step, true])
        }
      }),
      { numRuns: 500 },
    )
    expect(seen.size).toBeGreaterThanOrEqual(9)
  })
})

describe('the sentences', () => {
  const said = (input: CustomerInput) => steps(input).reasons.map(reasonSentence)

  it('name the amount to come back to', () => {
    const previous = someFacts({ asOf: '2026-11-13', aumFen: wan(60), aumMonthAvgFen: wan(60) })
    const input = someInput({ aumFen: wan(45), aumMonthAvgFen: wan(49) }, { previous, lastMonth: null })
    expect(said(input)).toEqual([
      '时点 AUM 现为 45 万，回到 54 万以上即解除资产下降',
      '时点 AUM 现为 45 万，回到 50 万以上即解除资产骤降',
      '月日均现为 49 万，回到 50 万（高端线）即解除降层',
    ])
    expect(steps(input).result.map(({ amountFen }) => amountFen)).toEqual([wan(54) + 1, wan(50) + 1, wan(50)])
  })

  it('name what has to happen once', () => {
    const input = someInput({
      lastTxnDate: '2026-03-02',
      aumFen: wan(8),
      lastContactDate: '2026-08-01',
      payrollDate: '2026-09-01',
    })
    expect(said(input)).toEqual([
      '最近代发距数据日 80 天，再有一次代发即解除断发（45 天内算在发）',
      '距上次联系 111 天，有效接触一次即解除联系超期（节奏线 67.5 天）',
      '已 263 天没有主动动账，动账一次即离开睡眠名单（90 天起算睡眠）',
    ])
  })

  it('count all maturing holdings', () => {
    const held = (maturityDate: string) => someHolding({ amountFen: wan(2), maturityDate })
    const holdings = [held('2026-11-25'), held('2026-12-20'), held('2026-12-21'), held('2026-10-21')]
    expect(said(someInput({}, { holdings }))).toEqual(['办妥 3 笔到期产品共 6 万，即解除产品到期提醒'])
  })

  it('are none for a customer on no list', () => {
    expect(steps(someInput({ lastTxnDate: '2026-11-19' }))).toEqual({ result: [], reasons: [] })
  })
})
