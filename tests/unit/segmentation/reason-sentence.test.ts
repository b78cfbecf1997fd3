/** The sentences people read: the amounts, dates and lines must be in them, and never rounded over a line. */
import { describe, expect, it } from 'vitest'
import type { CustomerInput } from '../../../shared/domain/classification.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { classify } from '../../../electron/engine/core/segmentation/classify.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { someContext, someFacts, someHolding, someInput, wan } from '../../helpers/some-facts.ts'

const classified = (input: CustomerInput) => classify(input, someContext, playbook)
const said = (input: CustomerInput, rule: string) =>
  classified(input)
    .warnings.find((w) => w.rule === rule)
    ?.reasons.map(reasonSentence)

describe('a sentence', () => {
  it('of dormancy names the date, the days and the line', () => {
    const { dormancy } = classified(someInput({ lastTxnDate: '2026-03-02' }))
    expect(dormancy.reasons.map(reasonSentence)).toEqual([
      '最近主动动账 2026-03-02，距数据日 263 天，达到中睡线 180 天',
    ])
  })

  it('of a fall names both amounts, the earlier date, the share and the line', () => {
    const previous = someFacts({ asOf: '2026-11-13', aumFen: wan(53) })
    expect(said(someInput({ aumFen: wan(40.7) }, { previous }), 'aumFall')).toEqual([
      '时点 AUM 由 2026-11-13 的 53 万降到 40.7 万，降 23.2%，达到橙色线 20%',
      '时点 AUM 减少 12.3 万，达到起算额 5,000 元',
      '2026-11-13 的时点 AUM 53 万，达到起算线 1 万',
    ])
  })

  it('of a maturity names product, amount and date', () => {
    const held = someHolding({ productName: '理财07号', amountFen: wan(11.2), maturityDate: '2026-11-25' })
    expect(said(someInput({}, { holdings: [held] }), 'maturity')?.[0]).toBe(
      '理财07号 11.2 万将于 2026-11-25 到期，距数据日 5 天，在 7 天提醒线内',
    )
    const past = { ...held, maturityDate: '2026-11-15' }
    expect(said(someInput({}, { holdings: [past] }), 'maturity')).toEqual([
      '理财07号 11.2 万已于 2026-11-15 到期，过期 5 天',
      '到期明细里还有 11.2 万',
    ])
  })

  it('of a near line shows a gap of a few fen as such', () => {
    const near = classified(someInput({ aumMonthAvgFen: wan(50) - 7 })).near
    expect(near?.reasons.map(reasonSentence)).toEqual([
      '月日均 499,999.93 元，离 500,000.00 元分层线还差 0.07 元',
    ])
  })

  it('never rounds a share up to the next line', () => {
    const previous = someFacts({ asOf: '2026-11-13', aumFen: wan(100) })
    expect(said(someInput({ aumFen: wan(80.01) }, { previous }), 'aumFall')?.[0]).toMatch(
      /降 19\.9%，达到黄色线 10%/,
    )
  })

  it('of a rule it does not know is put together from the fact, the value and the line', () => {
    const plan = {
      rule: 'plan.sleeper',
      field: 'sleeperValueFen',
      value: wan(8),
      op: '>=',
      threshold: wan(5),
    } as const
    expect(reasonSentence(plan)).toBe('历史最高价值 8 万，达到 5 万')
  })
})

describe('asking again', () => {
  it('compares exactly', () => {
    const ask = (op: '>=' | '>' | '<=' | '<', value: number | string, threshold: number | string) =>
      reevaluate({ rule: 'r', field: 'f', value, op, threshold })
    expect([ask('>=', 5, 5), ask('>', 5, 5), ask('<=', 5, 5), ask('<', 5, 5)]).toEqual([
      true,
      false,
      true,
      false,
    ])
    expect(ask('<=', '2026-11-20', '2026-11-21')).toBe(true)
    expect(ask('>=', '5', 5)).toBe(false)
  })

  it('takes ranges as [lo, hi), open where null, and unknown as satisfying nothing else', () => {
    const range = (value: number | null, threshold: (number | null)[]) =>
      reevaluate({ rule: 'r', field: 'f', value, op: 'range', threshold })
    expect([range(1, [1, 2]), range(2, [1, 2]), range(-9, [null, 0]), range(9, [0, null])]).toEqual([
      true,
      false,
      true,
      true,
    ])
    expect(range(null, [null, null])).toBe(false)
    expect(reevaluate({ rule: 'r', field: 'f', value: null, op: '=', threshold: null })).toBe(false)
    expect(reevaluate({ rule: 'r', field: 'f', value: null, op: 'unknown', threshold: null })).toBe(true)
    expect(reevaluate({ rule: 'r', field: 'f', value: 0, op: 'unknown', threshold: null })).toBe(false)
    expect(reevaluate({ rule: 'r', field: 'f', value: 2, op: 'in', threshold: [1, 2] })).toBe(true)
  })
})
