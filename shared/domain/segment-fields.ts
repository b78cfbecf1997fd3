/**
 * The facts and results a segment may be built from: the closed list that rules are checked against, that screens
 * offer, and from which SQL is made. A field that is not here cannot be asked for.
 *
 * `none` marks fields of which one can *know* that a customer has none (no managing RM while others have one, no
 * maturing product while there is a list of them). Knowing that there is none is an answer; a field without data
 * is unknown, and the two are never mixed. To add a field: a line here and its SQL in `db/repo/segment-source.ts`.
 */
import type { CommunityKind } from '../playbook/segmentation.ts'
import {
  answerLabel,
  colourLabels,
  communityKindLabel,
  dormancyLabels,
  excludedLabel,
  factLabel,
  familiarityLabels,
  hnwLayerLabels,
  lineLabel,
  manGroupLabels,
  manLetterLabel,
  nineBoxRowLabels,
  riskLabel,
  specialGroupLabels,
  stageLabels,
  tierLabels,
  warningRuleLabels,
} from './labels.ts'
import { assetClasses } from './fields.ts'

/**
 * - `money` fen, `number` whole, `date` ISO, `flag` yes/no, `text` free text
 * - `choice` one code; `set` any number of codes. Without `choices` the codes are those the data hold.
 * - `presence` may only be asked whether it is known (personal identifiers)
 */
export type SegmentFieldType = 'money' | 'number' | 'date' | 'flag' | 'choice' | 'text' | 'set' | 'presence'

export const segmentFieldGroups = [
  '身份',
  '归属',
  '资产',
  '产品',
  '行为',
  '分层结果',
  '客群结果',
  '预警',
  '人工',
] as const
export type SegmentFieldGroup = (typeof segmentFieldGroups)[number]

export interface SegmentField {
  readonly key: string
  readonly label: string
  readonly group: SegmentFieldGroup
  readonly type: SegmentFieldType
  /** Code → Chinese, in display order, where the codes are fixed. */
  readonly choices?: Readonly<Record<string, string>>
  /** What "known to have none" is called, where that can be known. */
  readonly none?: string
  /** Counter word behind numbers. */
  readonly unit?: string
  /** The day comes back every year and may be asked for as such. */
  readonly yearly?: boolean
}

type More = Partial<Omit<SegmentField, 'key' | 'group' | 'type'>>

const field =
  <G extends SegmentFieldGroup>(group: G) =>
  <K extends string>(key: K, type: SegmentFieldType, more: More = {}) => ({
    key,
    group,
    type,
    ...more,
    label: more.label ?? factLabel(key),
  })

const identity = field('身份')
const ownership = field('归属')
const asset = field('资产')
const product = field('产品')
const behaviour = field('行为')
const result = field('分层结果')
const grouping = field('客群结果')
const alarm = field('预警')
const hand = field('人工')

const codes = <K extends string>(keys: readonly K[], label: (key: K) => string) =>
  Object.fromEntries(keys.map((key) => [key, label(key)]))

const days = { unit: '天' } as const
const yesNo = { yes: answerLabel('yes'), no: answerLabel('no') }

export const segmentFields = [
  identity('name', 'text'),
  identity('phone', 'presence'),
  identity('idNo', 'presence'),
  identity('gender', 'choice', { choices: { male: '男', female: '女' } }),
  identity('age', 'number', { unit: '岁' }),
  identity('birthDate', 'date', { yearly: true }),
  identity('address', 'text'),
  identity('employer', 'text'),
  identity('occupation', 'text'),
  identity('openDate', 'date', { yearly: true }),
  identity('remark', 'text'),
  ownership('rm', 'choice', { none: '无人管户' }),
  ownership('coRm', 'choice'),
  ownership('branch', 'choice'),
  ownership('bankGrade', 'choice'),
  asset('aum', 'money'),
  asset('aumDelta', 'money', { label: 'AUM 较上期变动' }),
  asset('aumMonthAvg', 'money'),
  asset('aumQuarterAvg', 'money'),
  asset('aumYearAvg', 'money'),
  asset('aumPeak', 'money'),
  ...assetClasses.map((key) => asset(key, 'money')),
  asset('loan', 'money'),
  asset('contribution', 'money'),
  product('assetClass', 'set', { label: '持有类别', choices: codes(assetClasses, factLabel) }),
  product('nearestMaturity', 'date', { none: '没有未到期的产品' }),
  product('holdingClass', 'set', { label: '到期明细里的产品类别' }),
  product('holdingAmount', 'money', { label: '到期明细金额合计', none: '不在到期明细里' }),
  product('riskRating', 'choice', {
    choices: codes(['1', '2', '3', '4', '5'], (level) => riskLabel(Number(level))),
  }),
  product('riskExpiry', 'date'),
  behaviour('payroll', 'flag'),
  behaviour('payrollDate', 'date'),
  behaviour('payrollAmount', 'money'),
  behaviour('payrollMonths', 'number', { unit: '个月' }),
  behaviour('merchant', 'flag'),
  behaviour('owner', 'flag'),
  behaviour('staff', 'flag'),
  behaviour('custody', 'flag'),
  behaviour('creditCard', 'flag'),
  behaviour('mobileBank', 'flag'),
  behaviour('wecom', 'flag'),
  behaviour('consent', 'flag'),
  behaviour('dnc', 'flag'),
  behaviour('deceased', 'flag'),
  behaviour('restriction', 'text'),
  behaviour('complianceDormant', 'text'),
  behaviour('lastTxnDate', 'date'),
  behaviour('loginCount', 'number', { unit: '次' }),
  behaviour('lastContactDate', 'date', { label: '清单里的最近联系日期' }),
  behaviour('contactCount', 'number', { label: '清单里的联系次数', unit: '次' }),
  behaviour('inflow', 'money', { label: '本期大额流入', none: '本期无大额流入' }),
  behaviour('outflow', 'money', { label: '本期大额流出', none: '本期无大额流出' }),
  result('tier', 'choice', { choices: tierLabels }),
  result('tierBefore', 'choice', { label: '上期层级', choices: tierLabels }),
  result('measure', 'money', { label: '分层金额' }),
  result('dormancy', 'choice', { choices: dormancyLabels }),
  result('daysDormant', 'number', days),
  result('familiarity', 'choice', { choices: familiarityLabels }),
  result('nineBoxRow', 'choice', { label: '九宫格档位', choices: nineBoxRowLabels }),
  result('near', 'choice', { label: '临界提升线', none: '不在临界提升' }),
  result('nearFalling', 'choice', { label: '刚过的分层线', none: '不在任何分层线边缘' }),
  result('gap', 'money', { label: '离临界线差额', none: '不在临界提升' }),
  result('daysSinceContact', 'number', days),
  result('isNew', 'flag', { label: '本期新增' }),
  result('rmChanged', 'flag', { label: '本期换客户经理' }),
  result('peakFarAbove', 'flag', { label: '历史高点远高于现在' }),
  result('excluded', 'choice', {
    label: '不宜联系的原因',
    choices: codes(['dnc', 'restricted', 'staff', 'deceased'], excludedLabel),
    none: '没有不宜联系的原因',
  }),
  grouping('manGroup', 'choice', { label: 'MAN 组', choices: manGroupLabels }),
  grouping('manMoney', 'choice', { label: `MAN ${manLetterLabel('money')}`, choices: yesNo }),
  grouping('manAuthority', 'choice', { label: `MAN ${manLetterLabel('authority')}`, choices: yesNo }),
  grouping('manNeed', 'choice', { label: `MAN ${manLetterLabel('need')}`, choices: yesNo }),
  grouping('manBest', 'number', { label: 'MAN 系数（最好的可能）' }),
  grouping('manWorst', 'number', { label: 'MAN 系数（最差的可能）' }),
  grouping('priorityPool', 'flag', { label: '在优先池' }),
  grouping('specialGroup', 'set', { label: '特色客群', choices: specialGroupLabels }),
  grouping('stage', 'choice', { label: '生命周期阶段', choices: stageLabels }),
  grouping('substantiveLoss', 'flag', { label: '实质流失（仅开户且几乎不用）' }),
  grouping('hnwLayer', 'choice', { label: '高净值层', choices: hnwLayerLabels, none: '未到高净值' }),
  grouping('gapClass', 'set', { label: '配置有缺口的类别', choices: codes(assetClasses, factLabel) }),
  grouping('neverHeld', 'set', { label: '从未持有的类别', choices: codes(assetClasses, factLabel) }),
  grouping('community', 'set', { label: '社群' }),
  alarm('warnings', 'set', { label: '触发的预警', choices: warningRuleLabels }),
  alarm('aumFall', 'choice', { label: '资产下降预警', choices: colourLabels, none: '没有资产下降预警' }),
  alarm('warning', 'choice', { label: '已触发的最重预警', choices: colourLabels, none: '没有触发预警' }),
  alarm('warningCount', 'number', { label: '已触发的预警数', unit: '条' }),
  hand('tag', 'set', { label: '标签' }),
] as const satisfies readonly SegmentField[]

export type SegmentFieldKey = (typeof segmentFields)[number]['key']

const byKey = new Map<string, SegmentField & { readonly key: SegmentFieldKey }>(
  segmentFields.map((each) => [each.key, each]),
)

/** The field of a key, undefined for anything that is not on the list. */
export function segmentField(key: string): (SegmentField & { readonly key: SegmentFieldKey }) | undefined {
  return byKey.get(key)
}

/** A code of a field in Chinese; codes the data bring are their own words. */
export function segmentCodeLabel({ key, choices }: SegmentField, code: string): string {
  if (key === 'community') {
    const [kind = '', ...name] = code.split(':')
    return name.length > 0 ? `${communityKindLabel(kind as CommunityKind)} ${name.join(':')}` : code
  }
  if (key === 'near' || key === 'nearFalling') return lineLabel(code)
  return choices && Object.hasOwn(choices, code) ? (choices[code] ?? code) : code
}
