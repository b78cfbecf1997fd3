/** Lifecycle stages in their order of precedence, and the layers of the wealthy at their lines. */
import { describe, expect, it } from 'vitest'
import type { FamiliarityResult, Warning } from '../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { Column, SegmentInput } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { playbookSchema } from '../../../shared/playbook/schema.ts'
import { hnwLayers } from '../../../shared/playbook/segmentation.ts'
import { boughtClasses, classColumn } from '../../../electron/engine/core/segmentation/customer-columns.ts'
import { classifyHnwLayer } from '../../../electron/engine/core/segmentation/hnw-layer.ts'
import { classifyStage } from '../../../electron/engine/core/segmentation/lifecycle-stage.ts'
import { dataDate, someContact, someFacts, wan } from '../../helpers/some-facts.ts'
import { everyColumn, someSegmentInput } from './random-segments.ts'

const level = (familiarity: FamiliarityResult['level']): FamiliarityResult => ({
  frequencyPoints: null,
  informationPoints: 0,
  level: familiarity,
  unconfirmed: false,
})
const warning = (colour: Warning['colour']): Warning => ({ rule: 'tierDown', colour, reasons: [] })

function stageOf(
  facts: Partial<CustomerFacts>,
  {
    around = {},
    familiarity = 'stranger' as FamiliarityResult['level'],
    warnings = [] as readonly Warning[],
    columns = everyColumn as ReadonlySet<Column>,
  }: {
    around?: Partial<Omit<SegmentInput, 'facts'>>
    familiarity?: FamiliarityResult['level']
    warnings?: readonly Warning[]
    columns?: ReadonlySet<Column>
  } = {},
) {
  const context = { warnings, familiarity: level(familiarity) }
  return classifyStage(someSegmentInput(facts, around), context, columns, playbook)
}
const stage = (...args: Parameters<typeof stageOf>) => stageOf(...args).result.stage

/** Familiar, two classes, contact on the mid tier's rhythm of 45 days. */
const friend: Partial<CustomerFacts> = {
  aumMonthAvgFen: wan(10),
  aumFen: wan(10),
  demandFen: wan(4),
  wealthFen: wan(6),
  lastContactDate: addDays(dataDate, -45),
}

describe('the stage', () => {
  it.each([
    ['only the account', { demandFen: wan(3), wealthFen: 0 }, 'account_only'],
    ['an empty account', { demandFen: 0, wealthFen: 0 }, 'account_only'],
    ['something bought', { demandFen: wan(3), wealthFen: 1 }, 'product_holder'],
    ['all classes empty', { aumFen: wan(3) }, null],
  ] as const)('%s', (_, facts, expected) => {
    expect(stage(facts)).toBe(expected)
  })

  it('is close for the familiar with two classes, on rhythm', () => {
    const familiar = { familiarity: 'familiar' } as const
    expect(stage(friend, familiar)).toBe('close')
    expect(stage(friend, { familiarity: 'acquainted' })).toBe('product_holder')
    expect(stage(friend, { familiarity: null })).toBe('product_holder')
    expect(stage({ ...friend, demandFen: 0 }, familiar)).toBe('product_holder')
    expect(stage({ ...friend, lastContactDate: addDays(dataDate, -46) }, familiar)).toBe('product_holder')
    expect(stage({ ...friend, lastContactDate: null }, familiar)).toBe('product_holder')
    expect(stage({ ...friend, aumMonthAvgFen: wan(50) }, familiar)).toBe('product_holder')
  })

  it.each([
    ['an orange warning', { warnings: [warning('orange')] }, {}, 'cooling'],
    ['a red warning', { warnings: [warning('yellow'), warning('red')] }, {}, 'cooling'],
    ['a yellow warning', { warnings: [warning('yellow')] }, {}, 'close'],
    ['a complaint', {}, { remark: '曾投诉' }, 'cooling'],
    ['no complaint', {}, { remark: '无投诉' }, 'close'],
    ['a look at other banks', {}, { remark: '嫌利率低，其他银行更高' }, 'cooling'],
  ] as const)('cools with %s: %j', (_, around, facts, expected) => {
    expect(stage({ ...friend, ...facts }, { familiarity: 'familiar', ...around })).toBe(expected)
  })

  it('cools even where nothing is known of what the customer holds', () => {
    expect(stage({}, { warnings: [warning('red')], columns: new Set() })).toBe('cooling')
  })

  it('forgets a complaint after the playbook’s days', () => {
    const said = (days: number) => ({
      around: { contacts: [someContact({ contactDate: addDays(dataDate, -days), notes: '投诉排队' })] },
    })
    expect(stage({ wealthFen: 1 }, said(180))).toBe('cooling')
    expect(stage({ wealthFen: 1 }, said(181))).toBe('product_holder')
  })

  it('is unknown where no class column is there, or money is held in one that is not', () => {
    const columns = (...missing: readonly Column[]) =>
      new Set([...everyColumn].filter((each) => !missing.includes(each)))
    const demand = { demandFen: wan(3), aumFen: wan(3) }
    expect(stage(demand, { columns: columns(...boughtClasses.map(classColumn)) })).toBeNull()
    expect(stage(demand, { columns: columns('trustFen') })).toBe('account_only')
    expect(stage({ ...demand, aumFen: wan(3) + 100_000 }, { columns: columns('trustFen') })).toBe(
      'account_only',
    )
    const hidden = stageOf({ ...demand, aumFen: wan(3) + 100_001 }, { columns: columns('trustFen') })
    expect(hidden.result.stage).toBeNull()
    expect(hidden.reasons.map(reasonSentence)).toEqual(['没有“信托/资管”资料，处在哪个阶段未知'])
  })

  it('says when an account-only customer is in truth lost', () => {
    const lost = (lastTxnDate: string | null) => stageOf({ demandFen: 1, lastTxnDate }).result.substantiveLoss
    expect(lost(addDays(dataDate, -90))).toBe(true)
    expect(lost(addDays(dataDate, -89))).toBe(false)
    expect(lost(null)).toBeNull()
    expect(stageOf({ wealthFen: 1, lastTxnDate: '2020-01-01' }).result.substantiveLoss).toBeNull()
  })

  it('explains itself', () => {
    expect(stageOf(friend, { familiarity: 'familiar' }).reasons.map(reasonSentence)).toEqual([
      '已经熟悉',
      '持有 2 类产品，达到 2 类',
      '最近联系（据清单）2026-10-06，距数据日 45 天，在 45 天的节奏内',
    ])
    expect(stageOf(friend, { warnings: [warning('orange')] }).reasons.map(reasonSentence)).toEqual([
      '有橙色预警：降层',
    ])
    expect(stageOf(friend).reasons.map(reasonSentence)).toEqual(['理财 6 万，属产品客户'])
  })

  it('has a sentence of care for each', () => {
    expect(Object.values(playbook.stages.care).every((text) => text.length > 0)).toBe(true)
  })
})

describe('the layer', () => {
  it.each([
    [wan(100) - 1, null],
    [wan(100), 'inherited'],
    [wan(300) - 1, 'inherited'],
    [wan(300), 'professional'],
    [wan(1000) - 1, 'professional'],
    [wan(1000), 'business'],
    [wan(10_000) - 1, 'business'],
    [wan(10_000), 'ultra'],
    [-1, null],
  ])('of %i fen is %s', (aumMonthAvgFen, layer) => {
    expect(classifyHnwLayer(someFacts({ aumMonthAvgFen }), playbook).result).toBe(layer)
  })

  it('of an unknown amount is unknown, and below the line says so', () => {
    const unknown = classifyHnwLayer(someFacts(), playbook)
    expect([unknown.result, unknown.reasons[0]?.op]).toEqual([null, 'unknown'])
    const below = classifyHnwLayer(someFacts({ aumFen: wan(99) }), playbook)
    expect(below.reasons.map(reasonSentence)).toEqual(['时点 AUM 99 万，不到 100 万，未到高净值'])
    const within = classifyHnwLayer(someFacts({ aumFen: wan(400) }), playbook)
    expect(within.reasons.map(reasonSentence)).toEqual([
      '时点 AUM 400 万，达到 300 万、不到 1,000 万，属专业人士层',
    ])
  })

  it('lines must rise, in the order of the layers', () => {
    const layers = playbook.hnw.layers.toReversed()
    expect(playbookSchema.safeParse({ ...playbook, hnw: { layers } }).success).toBe(false)
    expect(playbook.hnw.layers.map(({ layer }) => layer)).toEqual(hnwLayers)
  })
})
