import {
  dormancyLabel,
  familiarityLabel,
  tierLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { databaseOptions, UsageError, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'

function describe(c: CustomerDetail): string {
  const block = (title: string, label: string, sentences: readonly string[]) => [
    `${title}：${label}`,
    ...sentences.map((s) => `  - ${s}`),
  ]
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
    const detail = await withEngine(invocation, ({ call }) =>
      call('customers.detail', { customerNo, ...(asOf === undefined ? {} : { asOf }) }),
    )
    return { json: detail, text: describe(detail) }
  },
}
