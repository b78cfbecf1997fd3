/** The sheets of the Excel reports: the same words, order and units as the screens. */
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import type { Overview } from '../../../shared/contract/overview.ts'
import {
  colourLabel,
  dormancyLabel,
  planReasonLabel,
  tierLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import type { ReportCell, ReportSheet } from '../io/write-workbook.ts'
import { customerCells, customerListColumns, type ListedCustomer } from './customer-sheet.ts'

const bridgeLabels: Record<Overview['bridge'][number]['key'], string> = {
  before: '上一期',
  inflow: '存量流入',
  new: '新增客户',
  outflow: '存量流出',
  vanished: '消失客户',
  now: '本期',
}

/** Name, this period, the one before and the difference of every headline figure. */
export function overviewSheet(overview: Overview, note: string, branchName: string): ReportSheet {
  const { analysis, before } = overview
  const line = (
    section: string,
    name: string,
    now: number,
    then: number | null,
    unit: string,
  ): ReportCell[] => [section, name, now, then, then === null ? null : now - then, unit]
  const counts = (
    section: string,
    pick: (a: typeof analysis) => Record<string, number>,
    label: (k: string) => string,
  ) =>
    Object.entries(pick(analysis)).map(([key, n]) =>
      line(section, label(key), n, before ? (pick(before)[key] ?? 0) : null, '户'),
    )
  const wan = (fen: number) => Math.round(fen / 10_000) / 100
  return {
    name: '概览',
    title: `${branchName} 周报`,
    note,
    columns: [
      { header: '栏目', width: 14, kind: 'text' },
      { header: '项目', width: 22, kind: 'text' },
      { header: '本期', width: 16, kind: 'figure' },
      { header: '上期', width: 16, kind: 'figure' },
      { header: '增减', width: 14, kind: 'figure' },
      { header: '单位', width: 8, kind: 'text' },
    ],
    rows: [
      line('总量', '客户数', analysis.customers, before?.customers ?? null, '户'),
      line('总量', 'AUM', wan(analysis.aumFen), before ? wan(before.aumFen) : null, '万元'),
      ...overview.bridge.map((b) => line('资产变动', bridgeLabels[b.key], wan(b.fen), null, '万元')),
      ...counts('分层', (a) => a.tiers, tierLabel),
      ...counts('睡眠', (a) => a.dormancy, dormancyLabel),
      ...counts('资产下降预警', (a) => a.aumFallWarnings, colourLabel),
      ...Object.entries(analysis.nearThreshold).map(([key, n]) =>
        line('临界提升', `临近 ${key.replace('w', ' 万')}`, n, before?.nearThreshold[key] ?? null, '户'),
      ),
      ...overview.needsHistory.map((sentence): ReportCell[] => ['说明', sentence, null, null, null, '']),
    ],
  }
}

export function tierSheet(overview: Overview, note: string): ReportSheet {
  return {
    name: '分层',
    title: '五层客户',
    note,
    columns: [
      { header: '层级', width: 12, kind: 'text' },
      { header: '客户数', width: 12, kind: 'count' },
      { header: 'AUM（万元）', width: 18, kind: 'wan' },
      { header: '户均（万元）', width: 16, kind: 'wan' },
      { header: '上期客户数', width: 14, kind: 'count' },
      { header: '增减', width: 10, kind: 'count' },
    ],
    rows: overview.tiers.map((t) => [
      tierLabel(t.tier),
      t.customers,
      t.aumFen,
      t.customers === 0 ? null : Math.round(t.aumFen / t.customers),
      t.customersBefore,
      t.customersBefore === null ? null : t.customers - t.customersBefore,
    ]),
  }
}

export interface WarnedCustomer extends ListedCustomer {
  readonly warnings: readonly { readonly rule: string; readonly colour: string; readonly sentence: string }[]
}

/** One line per customer and warning, with the evidence as a sentence. */
export function warningSheet(customers: readonly WarnedCustomer[], note: string): ReportSheet {
  return {
    name: '预警',
    title: '预警清单',
    note,
    columns: [
      { header: '颜色', width: 8, kind: 'text' },
      { header: '预警', width: 14, kind: 'text' },
      { header: '依据', width: 54, kind: 'wrapped' },
      ...customerListColumns(),
    ],
    rows: customers.flatMap(({ warnings, row, phone }) =>
      warnings.map((w): ReportCell[] => [
        colourLabel(w.colour),
        warningRuleLabel(w.rule),
        w.sentence,
        ...customerCells({ row, phone }),
      ]),
    ),
  }
}

const methodLabels = { call: '电话', meeting: '面访', wecom: '企微' } as const

/** One RM's week, in the order of the printed sheet, with room for the result. */
export function planSheet(plan: WeekPlanView, rm: string, note: string): ReportSheet {
  const lines = plan.lines.filter((l) => l.rm === rm)
  const rmName = lines[0]?.rmName ?? rm
  return {
    name: `计划 ${rmName} ${rm}`.replace(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    title: `周联系计划 ${rmName} ${rm} ${plan.week}`,
    note: `${note} · 共 ${lines.length} 项 · 预计 ${lines.reduce((sum, l) => sum + l.minutes, 0)} 分钟`,
    columns: [
      { header: '#', width: 5, kind: 'count' },
      { header: '日期', width: 12, kind: 'date' },
      { header: '时段', width: 8, kind: 'text' },
      { header: '客户号', width: 15, kind: 'id' },
      { header: '谁', width: 20, kind: 'wrapped' },
      { header: '由头', width: 12, kind: 'text' },
      { header: '为什么', width: 32, kind: 'wrapped' },
      { header: '谈什么', width: 32, kind: 'wrapped' },
      { header: '不可谈', width: 22, kind: 'wrapped' },
      { header: '何时', width: 18, kind: 'wrapped' },
      { header: '在哪里', width: 14, kind: 'wrapped' },
      { header: '怎么谈', width: 40, kind: 'wrapped' },
      { header: '下周应见', width: 24, kind: 'wrapped' },
      { header: '方式', width: 7, kind: 'text' },
      { header: '分钟', width: 6, kind: 'count' },
      { header: '得分', width: 7, kind: 'score' },
      { header: '结果', width: 20, kind: 'text' },
    ],
    rows: lines.map((l) => [
      l.lineNo,
      l.date,
      l.slot,
      l.customerNo,
      l.who,
      planReasonLabel(l.reasonKind),
      l.why,
      l.what,
      l.forbidden,
      l.when,
      l.where,
      l.how,
      l.expected,
      methodLabels[l.method],
      l.minutes,
      l.score,
      null,
    ]),
  }
}

/** "数据日期 2026-11-20 · 3,002 户 · AUM 20.95 亿 · 手机号已遮盖 · …" */
export function noteOf(facts: {
  asOf: string
  customers: number
  aumFen: number
  masked: boolean
  madeAt: string
  madeBy: string
}): string {
  return [
    `数据日期 ${facts.asOf}`,
    `${facts.customers.toLocaleString('zh-CN')} 户`,
    `AUM ${formatMoney(facts.aumFen)}`,
    facts.masked ? '手机号已遮盖' : '含完整手机号，请妥善保管',
    `${facts.madeAt.replace('T', ' ').slice(0, 16)} ${facts.madeBy}`,
  ].join(' · ')
}
