/**
 * The Chinese words for coded values. Screens, printed sheets, workbooks and the command line all say
 * these words, so a customer is 浅睡 everywhere or nowhere. An unknown value (null) is named, never left
 * blank: "unknown" is an answer of its own in this product.
 */
import type { WarningRule } from './classification.ts'
import type { ContactChannel, ContactOutcome } from './customer.ts'
import type { ExtractKind } from './fields.ts'
import type { ContactMethod, OmissionReason } from './plan.ts'
import type { Place } from './places.ts'
import type { Answer, Column, OffListKind } from './segments.ts'
import type { PlanReasonKind } from '../playbook/schema.ts'
import type { DormancyLevel, Familiarity, NineBoxRow, Tier, WarningColour } from '../playbook/schema.ts'
import type {
  CommunityKind,
  HnwLayer,
  ManGroup,
  ManLetter,
  SpecialGroup,
  Stage,
} from '../playbook/segmentation.ts'

export const unknownLabel = '未知'

/** The label of `key`; 未知 for null or 'unknown', the key itself for a value this version does not know. */
function labelIn(labels: Readonly<Record<string, string>>): (key: string | null | undefined) => string {
  return (key) =>
    key === null || key === undefined || key === 'unknown' ? unknownLabel : (labels[key] ?? key)
}

export const tierLabels: Readonly<Record<Tier, string>> = {
  potential: '潜力',
  effective: '有效',
  mid: '中端',
  high: '高端',
  private: '私行',
}
export const tierLabel = labelIn(tierLabels)

export const dormancyLabels: Readonly<Record<DormancyLevel, string>> = {
  active: '活跃',
  light: '浅睡',
  medium: '中睡',
  deep: '深睡',
}
export const dormancyLabel = labelIn(dormancyLabels)

export const colourLabels: Readonly<Record<WarningColour, string>> = { yellow: '黄', orange: '橙', red: '红' }
export const colourLabel = labelIn(colourLabels)

export const familiarityLabels: Readonly<Record<Familiarity, string>> = {
  stranger: '陌生',
  acquainted: '一般',
  familiar: '熟悉',
}
export const familiarityLabel = labelIn(familiarityLabels)

export const nineBoxRowLabels: Readonly<Record<NineBoxRow, string>> = { low: '低', middle: '中', top: '高' }
export const nineBoxRowLabel = labelIn(nineBoxRowLabels)

/** '高·陌生' for a cell, the tier's name for a tier. */
export function placeLabel(place: Place): string {
  if (place === 'outside') return '不在清单'
  const [row, column] = place.split('.')
  return column === undefined ? tierLabel(row) : `${nineBoxRowLabel(row)}·${familiarityLabel(column)}`
}

export const warningRuleLabels: Readonly<Record<WarningRule, string>> = {
  aumFall: '资产下降',
  suddenFall: '资产骤降',
  monthAverageFall: '月日均下降',
  tierDown: '降层',
  maturity: '产品到期',
  payrollStopped: '断发',
  noLogin: '久未登录',
  contactOverdue: '联系超期',
  classesFewer: '产品减少',
  handover: '换人未接触',
}
export const warningRuleLabel = labelIn(warningRuleLabels)

export const manLetterLabels: Readonly<Record<ManLetter, string>> = {
  money: '资金',
  authority: '决定权',
  need: '需求',
}
export const manLetterLabel = labelIn(manLetterLabels)

export const manGroupLabels: Readonly<Record<ManGroup, string>> = {
  MAN: 'MAN 有资金、能做主、有需求',
  MAn: 'MAn 有资金、能做主、暂无需求',
  MaN: 'MaN 有资金、不做主、有需求',
  mAN: 'mAN 缺资金、能做主、有需求',
  Man: 'Man 有资金、不做主、暂无需求',
  mAn: 'mAn 缺资金、能做主、暂无需求',
  maN: 'maN 缺资金、不做主、有需求',
  man: 'man 缺资金、不做主、暂无需求',
}
export const manGroupLabel = labelIn(manGroupLabels)

export const answerLabel = labelIn({ yes: '有', no: '没有' } satisfies Record<
  Exclude<Answer, 'unknown'>,
  string
>)

export const specialGroupLabels: Readonly<Record<SpecialGroup, string>> = {
  payroll: '代发',
  payrollStopped: '断发',
  merchant: '商户',
  owner: '企业主',
  senior: '老年',
  seniorCare: '高龄关照',
  parent: '亲子',
  car: '车主',
  women: '女性',
  farmer: '农户/县域',
  young: '年轻',
  loan: '房贷/贷款',
  card: '信用卡',
  custody: '三方存管',
  fundLoss: '基金亏损',
  newCustomer: '新客',
  staff: '本行员工',
}
export const specialGroupLabel = labelIn(specialGroupLabels)

export const stageLabels: Readonly<Record<Stage, string>> = {
  account_only: '仅开户',
  product_holder: '产品客户',
  close: '熟络',
  cooling: '比较期',
}
export const stageLabel = labelIn(stageLabels)

export const hnwLayerLabels: Readonly<Record<HnwLayer, string>> = {
  inherited: '继承与一次性所得',
  professional: '专业人士',
  business: '企业经营者',
  ultra: '超高净值',
}
export const hnwLayerLabel = labelIn(hnwLayerLabels)

export const communityKindLabels: Readonly<Record<CommunityKind, string>> = {
  employer: '单位',
  compound: '小区',
  street: '商圈',
  school: '学校',
}
export const communityKindLabel = labelIn(communityKindLabels)

export const offListLabels: Readonly<Record<OffListKind, string>> = {
  aumBack: '时点 AUM 回升',
  averageBack: '月日均回升',
  tierBack: '回到原来的层级',
  settleMaturity: '办妥到期产品',
  payrollAgain: '恢复代发',
  loginOnce: '登录一次',
  contactOnce: '有效接触一次',
  holdClasses: '增加产品类别',
  transactOnce: '主动动账一次',
}
export const offListLabel = labelIn(offListLabels)

/** Sources that are no fact of the customer list. */
const sources: Readonly<Record<string, string>> = {
  holdings: '到期明细',
  movements: '大额变动',
  loanEnd: '贷款到期日',
  contactNotes: '接触内容',
  history: '以前的客户清单',
  children: '子女情况',
  car: '车辆情况',
  fundResult: '基金盈亏',
  classes: '各类产品余额',
}

/** The Chinese name of a column or of a source of its own. */
export function columnLabel(column: Column | 'classes'): string {
  return sources[column] ?? factLabel(column)
}

export const planReasonLabels: Readonly<Record<PlanReasonKind, string>> = {
  suddenFall: '资产骤降',
  fall: '资产下降',
  maturityPast: '到期未续',
  maturitySoon: '即将到期',
  maturityAhead: '近期到期',
  payrollStopped: '断发',
  tierDown: '降层',
  handover: '换人交接',
  nearThreshold: '临界提升',
  sleeper: '唤醒',
  overdue: '联系超期',
  peakFarAbove: '历史高点远高于现在',
  riskExpiry: '风评到期',
  promised: '约定回话',
  classesFewer: '产品减少',
  newCustomer: '新客首联',
  birthday: '生日',
  noLogin: '久未登录',
}
export const planReasonLabel = labelIn(planReasonLabels)

export const omissionLabels: Readonly<Record<OmissionReason, string>> = {
  unowned: '无人管户',
  rmUnavailable: '客户经理不在岗',
  noReason: '本周无联系理由',
  adoptionRound: '待认养轮次',
  batchOnly: '只做批量触达',
  coolingOff: '婉拒冷静期',
  dnc: '勿扰',
  restricted: '账户受限',
  staff: '本行员工',
  deceased: '已故',
  noPhone: '无有效电话',
  capacity: '本周排满',
}
export const omissionLabel = labelIn(omissionLabels)

export const excludedLabel = labelIn({
  dnc: '勿扰',
  restricted: '账户受限',
  staff: '本行员工',
  deceased: '已故',
})

export const channelLabels: Readonly<Record<ContactChannel, string>> = {
  visit: '面访',
  phone: '电话',
  sms: '短信',
  wecom: '企微',
  wechat: '微信',
  other: '其他',
}
export const channelLabel = labelIn(channelLabels)

export const outcomeLabels: Readonly<Record<ContactOutcome, string>> = {
  answered: '接通',
  missed: '未接',
  declined: '婉拒',
  do_not_contact: '勿扰',
  visited: '已到访',
  dead_number: '空号',
  sent: '已发送',
  replied: '已回复',
  other: '其他',
}
export const outcomeLabel = labelIn(outcomeLabels)

export const methodLabels: Readonly<Record<ContactMethod, string>> = {
  call: '电话',
  meeting: '面谈',
  wecom: '企微',
}
export const methodLabel = labelIn(methodLabels)

export const kindLabels: Readonly<Record<ExtractKind, string>> = {
  customers: '客户清单',
  holdings: '到期明细',
  movements: '大额变动',
  contacts: '接触记录',
  products: '在售产品',
  targets: '任务目标',
}
export const kindLabel = labelIn(kindLabels)

const risks = ['谨慎型', '稳健型', '平衡型', '进取型', '激进型'] as const

/** A customer's risk appetite, 1 (most careful) to 5: "R2 稳健型". */
export function riskLabel(level: number | null | undefined): string {
  if (level === null || level === undefined) return unknownLabel
  const word = risks[level - 1]
  return word ? `R${level} ${word}` : `R${level}`
}

/** A product's risk grade: "R3". */
export function productRiskLabel(level: number | null | undefined): string {
  return level === null || level === undefined ? unknownLabel : `R${level}`
}

/** A tier line by its playbook key: '50w' → "50 万". */
export function lineLabel(key: string): string {
  const match = /^(\d+)w$/.exec(key)
  return match?.[1] ? `${match[1]} 万` : key
}

const facts: Readonly<Record<string, string>> = {
  customerNo: '客户号',
  name: '姓名',
  idNo: '证件号码',
  phone: '手机号',
  gender: '性别',
  birthDate: '出生日期',
  age: '年龄',
  address: '地址',
  employer: '工作单位',
  occupation: '职业',
  openDate: '开户日期',
  branch: '网点',
  rm: '客户经理',
  rmNo: '客户经理工号',
  rmName: '客户经理',
  coRm: '协办客户经理',
  coRmNo: '协办工号',
  coRmName: '协办客户经理',
  bankGrade: '行内等级',
  riskRating: '风险等级',
  riskExpiry: '风评到期日',
  payroll: '代发',
  merchant: '收单商户',
  owner: '企业主',
  staff: '本行员工',
  custody: '三方存管',
  creditCard: '信用卡',
  mobileBank: '手机银行',
  wecom: '企业微信',
  consent: '同意营销',
  dnc: '勿扰',
  restriction: '账户限制',
  deceased: '已故',
  complianceDormant: '睡眠户标识',
  remark: '备注',
  aum: 'AUM',
  aumMonthAvg: '月日均',
  aumQuarterAvg: '季日均',
  aumYearAvg: '年日均',
  aumPeak: '历史最高 AUM',
  demand: '活期',
  time: '定期',
  cd: '大额存单',
  wealth: '理财',
  fund: '基金',
  insurance: '保险',
  bond: '国债',
  metal: '贵金属',
  trust: '信托/资管',
  loan: '贷款余额',
  payrollDate: '最近代发日期',
  payrollAmount: '上月代发金额',
  payrollMonths: '代发月数',
  lastTxnDate: '最近动账日',
  loginCount: '本月登录次数',
  lastContactDate: '最近联系日期',
  contactCount: '联系次数',
  contribution: '综合贡献',
  tier: '层级',
  dormancy: '睡眠程度',
  familiarity: '熟悉程度',
  nineBox: '九宫格',
  near: '临界',
  warning: '预警',
  warningCount: '预警数',
  measure: '分层口径',
  gap: '差额',
  aumDelta: '较上周',
  daysDormant: '未动账天数',
  daysSinceContact: '未接触天数',
  nearestMaturity: '最近到期',
  productName: '产品名称',
  productClass: '产品类别',
  productRisk: '产品风险等级',
  productCode: '产品代码',
  amount: '金额',
  startDate: '起息日',
  maturityDate: '到期日',
  txnDate: '交易日期',
  direction: '方向',
  counterparty: '对手类型',
  contactDate: '接触日期',
  channel: '接触方式',
  outcome: '结果',
  seconds: '通话秒数',
  notes: '内容',
  needFound: '发现的需求',
  nextStep: '下一步',
  nextDate: '下次日期',
  termDays: '期限',
  rate: '业绩比较基准',
  minAmount: '起购金额',
  saleUntil: '募集截止',
  period: '期间',
  metric: '指标',
  targetAmount: '目标',
  asOf: '数据日期',
  family: '家庭情况',
  children: '子女',
  interests: '兴趣爱好',
  assetsElsewhere: '他行资产',
  sourceOfFunds: '资金来源',
  preferredTime: '方便的时间',
  preferredChannel: '联系偏好',
}

/** The Chinese name of a fact, with or without its unit suffix: 'aum' and 'aumFen' are both AUM. */
export function factLabel(field: string): string {
  return facts[field] ?? facts[field.replace(/Fen$/, '')] ?? field
}
