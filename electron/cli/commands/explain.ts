import {
  communityKindLabel,
  dormancyLabel,
  familiarityLabel,
  hnwLayerLabel,
  manGroupLabel,
  offListLabel,
  specialGroupLabel,
  stageLabel,
  tierLabel,
  unknownLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import type { CustomerClasses } from '../../../shared/contract/segmentation.ts'
import { databaseOptions, UsageError, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'

const block = (title: string, label: string, sentences: readonly string[]) => [
  `${title}：${label}`,
  ...sentences.map((s) => `  - ${s}`),
]

function describeClasses({ man, groups, stage, hnw, near, offList, communities }: CustomerClasses): string[] {
  const { group, best, worst } = man.result
  const range = best === worst ? `系数 ${best}` : `系数 ${best} 至 ${worst}`
  const joined = groups.result.groups.map(specialGroupLabel)
  const steps = [...new Set(offList.result.map(({ step }) => offListLabel(step)))]
  const known = communities.result.map(({ kind, key }) => `${communityKindLabel(kind)} ${key}`)
  return [
    ...block('MAN', `${manGroupLabel(group)}（${range}）`, man.sentences),
    ...block('特色客群', joined.join('、') || '无', groups.sentences),
    ...block('阶段', stage.result.stage ? stageLabel(stage.result.stage) : unknownLabel, stage.sentences),
    ...block('高净值层', hnw.result ? hnwLayerLabel(hnw.result.layer) : '无', hnw.sentences),
    ...(near.result.tier || near.result.invitation ? block('到线', '', near.sentences) : []),
    ...(offList.result.length > 0 ? block('怎样离开名单', steps.join('、'), offList.sentences) : []),
    ...(known.length > 0 ? block('社群', known.join('、'), communities.sentences) : []),
  ]
}

function describe(c: CustomerDetail, classes: CustomerClasses | null): string {
  return [
    `${c.name ?? '姓名未知'} ${c.customerNo}，数据日期 ${c.asOf}`,
    ...block('分层', c.tier.result ? tierLabel(c.tier.result) : '未知', c.tier.sentences),
    ...block('睡眠', c.dormancy.result ? dormancyLabel(c.dormancy.result) : '未知', c.dormancy.sentences),
    ...block(
      '熟悉程度',
      c.familiarity.result ? familiarityLabel(c.familiarity.result) : '未知',
      c.familiarity.sentences,
    ),
    ...(c.near ? block('临界', c.near.edge === 'rising' ? '临近上一层' : '临近跌层', c.near.sentences) : []),
    ...c.warnings.flatMap((w) => block('预警', warningRuleLabel(w.rule), w.sentences)),
    ...(classes ? describeClasses(classes) : []),
  ].join('\n')
}

export const explainCommand: Command = {
  summary: '一个客户的全部分类和依据',
  usage: 'explain CUSTOMER_NO --db PATH [--as-of DATE]',
  options: { ...databaseOptions, 'as-of': { type: 'string' } },
  async run(invocation) {
    const [customerNo] = invocation.positionals
    if (customerNo === undefined) throw new UsageError(`缺少客户号\n用法：${explainCommand.usage}`)
    const asOf = invocation.text('as-of')
    return withEngine(invocation, async ({ call }) => {
      const detail = await call('customers.detail', { customerNo, ...(asOf === undefined ? {} : { asOf }) })
      const found = await call('segmentation.customer', { customerNo, asOf: detail.asOf })
      const segments = found?.classes ?? null
      return { json: { ...detail, segments }, text: describe(detail, segments) }
    })
  },
}
