/**
 * Guided sieves in the order a purpose asks for: who may be contacted at all, the three-way split by value, MAN, then
 * how the customer can be reached. Each step is a condition of the segment engine, so every count is one of SQL and a
 * customer of whom a step cannot be said is counted as such. No step has a line of its own: they rest on stored results
 * and on the tiers of the branch's playbook.
 */
import { formatMoney, type Fen } from '../domain/money.ts'
import type { SegmentNode, SegmentRule } from '../domain/segment-rule.ts'
import type { Playbook } from './schema.ts'

export const funnelKeys = ['sellProduct', 'wakeSleepers'] as const
export type FunnelKey = (typeof funnelKeys)[number]

export interface FunnelStep {
  readonly title: string
  /** Why the step stands here. */
  readonly why: string
  readonly condition: SegmentNode
}

const clause = (field: string, op: string, value: string[] | number | null | boolean): SegmentNode => ({
  kind: 'clause',
  field,
  op,
  value,
})
const any = (...items: SegmentNode[]): SegmentNode => ({ kind: 'group', match: 'any', items })
const all = (...items: SegmentNode[]): SegmentNode => ({ kind: 'group', match: 'all', items })

const mayBeContacted: FunnelStep = {
  title: '可以联系',
  why: '请勿联系、受限、员工和已故客户不进入名单',
  condition: clause('excluded', 'none', null),
}
const reachable: FunnelStep = {
  title: '找得到人',
  why: '有手机号，或加了企业微信',
  condition: any(clause('phone', 'known', null), clause('wecom', 'is', true)),
}
const levels = ['1', '2', '3', '4', '5'] as const

/** A rating high enough for the product and still valid at the data date; nobody is let through on a guess. */
const suitable = (risk: number): FunnelStep => ({
  title: `风险等级够得上 R${risk}`,
  why: '风险评级不低于产品等级，且在有效期内；评级未知的不算合格，单列',
  condition: all(
    clause(
      'riskRating',
      'in',
      levels.filter((level) => Number(level) >= risk),
    ),
    {
      kind: 'clause',
      field: 'riskExpiry',
      op: 'onOrAfter',
      value: { unit: 'day', n: 0, direction: 'future' },
    },
  ),
})

const yes = (field: string) => clause(field, 'in', ['yes'])

/** The amount from which a customer is above the lowest third of the three-way split. */
function valuableFrom({ tiers, nineBox }: Playbook): Fen {
  return tiers.find(({ tier }) => nineBox.rowOfTier[tier] !== 'low')?.loFen ?? 0
}

/** The steps of a purpose; `risk` is the level (1–5) of the product to be sold, null while none is chosen. */
export function funnelSteps(key: FunnelKey, risk: number | null, playbook: Playbook): readonly FunnelStep[] {
  if (key === 'sellProduct')
    return [
      mayBeContacted,
      {
        title: '三分：中、高档',
        why: '先按价值三分，取中档和高档',
        condition: clause('nineBoxRow', 'in', ['middle', 'top']),
      },
      { title: 'M 有资金', why: '按经营手册的 MAN 规则，资金为“有”', condition: yes('manMoney') },
      { title: 'A 能做主', why: '按经营手册的 MAN 规则，决定权为“有”', condition: yes('manAuthority') },
      { title: 'N 有需求', why: '按经营手册的 MAN 规则，需求为“有”', condition: yes('manNeed') },
      ...(risk === null ? [] : [suitable(risk)]),
      reachable,
    ]
  const valuableFen = valuableFrom(playbook)
  return [
    mayBeContacted,
    { title: '在睡', why: '睡眠程度为中睡或深睡', condition: clause('dormancy', 'in', ['medium', 'deep']) },
    {
      title: '三分：值得唤醒',
      why: `现在或历史最高 AUM 不少于 ${formatMoney(valuableFen)}（中档的起点）`,
      condition: any(clause('aum', 'gte', valuableFen), clause('aumPeak', 'gte', valuableFen)),
    },
    reachable,
  ]
}

/** The rule of the first `upTo` steps: one item a step, in the steps' order. */
export const funnelRule = (steps: readonly FunnelStep[], upTo: number): SegmentRule => ({
  kind: 'group',
  match: 'all',
  items: steps.slice(0, upTo).map((step) => step.condition),
})
