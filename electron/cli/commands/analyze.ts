import { addDays } from '../../../shared/domain/dates.ts'
import {
  colourLabel,
  dormancyLabel,
  specialGroupLabel,
  stageLabel,
  tierLabel,
  unknownLabel,
} from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { Overview } from '../../../shared/contract/overview.ts'
import { databaseOptions, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'

const counts = (record: Record<string, number>, label: (key: string) => string) =>
  Object.entries(record)
    .map(([key, n]) => `${label(key)} ${n}`)
    .join(' · ')

function describe({ analysis: a, before, todo, needsHistory }: Overview): string {
  return [
    `数据日期 ${a.asOf}（经营手册第 ${a.playbookVersion} 版${before ? `，对比 ${before.asOf}` : '，没有上一期'}）`,
    `${a.customers} 户 · AUM ${formatMoney(a.aumFen)}`,
    `分层：${counts(a.tiers, tierLabel)}`,
    `MAN：${counts(a.man, (group) => (group === 'unknown' ? unknownLabel : group))}`,
    `阶段：${counts(a.stages, stageLabel)}`,
    `特色客群：${counts(a.groups, specialGroupLabel)}`,
    `睡眠：${counts(a.dormancy, dormancyLabel)}`,
    `资产下降预警：${counts(a.aumFallWarnings, colourLabel)}`,
    `临界：${counts(a.nearThreshold, (key) => key)}`,
    ...todo.map((line) => `- ${line.sentence}`),
    ...needsHistory.map((line) => `（${line}）`),
  ].join('\n')
}

export const analyzeCommand: Command = {
  summary: '一个数据日的全部口径数字',
  usage: 'analyze --db PATH [--as-of DATE] [--key-file FILE]',
  options: { ...databaseOptions, 'as-of': { type: 'string' } },
  async run(invocation) {
    const asOf = invocation.text('as-of')
    const overview = await withEngine(invocation, ({ call }) =>
      call('overview.get', asOf === undefined ? {} : { asOf: addDays(asOf, 0) }),
    )
    if (!overview)
      throw new Refusal(
        'NO_DATA',
        asOf === undefined ? '还没有导入过客户清单。' : `没有 ${asOf} 的客户清单。`,
      )
    return { json: overview.analysis, text: describe(overview) }
  },
}
