/** How the customer's money went: thirteen months of balance and average, the classes it is in, what changed. */
import { useMemo } from 'react'
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'
import { factLabel } from '../../../shared/domain/labels.ts'
import { formatMoney, formatWan } from '../../../shared/domain/money.ts'
import { Chart, chartColours, type ChartOption } from '../../components/chart.tsx'
import { t } from '../../i18n/index.ts'

type Month = CustomerFull['months'][number]

const palette = [
  '#0f5c63',
  '#4f8f95',
  '#8fb9bd',
  '#a34e00',
  '#d39a5f',
  '#725c00',
  '#b9ab6a',
  '#55606a',
  '#9aa5ac',
]

const amount = (fen: number | null) => (fen === null ? t('common.unknown') : formatMoney(fen))
const signed = (fen: number | null) =>
  fen === null ? t('common.unknown') : `${fen > 0 ? '+' : ''}${formatMoney(fen)}`

const axes = (months: readonly Month[]): ChartOption => ({
  grid: { left: 44, right: 8, top: 8, bottom: 18 },
  xAxis: {
    type: 'category',
    data: months.map(({ month }) => month.slice(2)),
    axisTick: { show: false },
    axisLine: { lineStyle: { color: chartColours.line } },
    axisLabel: { color: chartColours.muted, fontSize: 11, hideOverlap: true },
  },
  yAxis: {
    type: 'value',
    splitNumber: 3,
    axisLabel: { color: chartColours.muted, fontSize: 11, formatter: (fen: number) => formatWan(fen, 1) },
    splitLine: { lineStyle: { color: chartColours.lineSoft } },
  },
})

const tooltip = (months: readonly Month[], text: (month: Month) => string) => ({
  trigger: 'axis',
  renderMode: 'richText',
  confine: true,
  formatter: (items: { dataIndex: number }[]) => {
    const month = months[items[0]?.dataIndex ?? -1]
    return month ? `${month.asOf ?? month.month}\n${text(month)}` : ''
  },
})

function trendOf(months: readonly Month[]): ChartOption {
  const line = (of: 'aumFen' | 'aumMonthAvgFen', color: string, type: 'solid' | 'dashed') => ({
    type: 'line',
    data: months.map((month) => month[of]),
    symbol: 'circle',
    symbolSize: 5,
    connectNulls: false,
    lineStyle: { color, width: 2, type },
    itemStyle: { color },
  })
  return {
    ...axes(months),
    tooltip: tooltip(
      months,
      (month) =>
        `${t('customer.point')} ${amount(month.aumFen)}\n${t('customer.average')} ${amount(month.aumMonthAvgFen)}`,
    ),
    series: [
      line('aumFen', chartColours.brand, 'solid'),
      line('aumMonthAvgFen', chartColours.grey, 'dashed'),
    ],
  }
}

function structureOf(months: readonly Month[]): ChartOption {
  return {
    ...axes(months),
    tooltip: tooltip(months, ({ classes }) =>
      assetClasses
        .filter((each) => classes[each] !== null && classes[each] !== 0)
        .map((each) => `${factLabel(each)} ${amount(classes[each] ?? null)}`)
        .join('\n'),
    ),
    series: assetClasses.map((each, nth) => ({
      type: 'bar',
      stack: 'assets',
      barMaxWidth: 22,
      data: months.map(({ classes }) => classes[each] ?? null),
      itemStyle: { color: palette[nth] },
    })),
  }
}

function Changes({ full }: { readonly full: CustomerFull }) {
  const rows = [
    [full.sinceLastWeek, 'customer.sinceWeek', 'customer.noWeek'],
    [full.sinceLastMonth, 'customer.sinceMonth', 'customer.noMonth'],
  ] as const
  return (
    <dl className="full-figures num">
      {rows.map(([change, since, none]) => (
        <div key={since}>
          <dt>{change ? t(since, { date: change.since.slice(5) }) : t(none)}</dt>
          <dd>
            {change
              ? `${t('customer.point')} ${signed(change.aumFen)} · ${t('customer.average')} ${signed(change.aumMonthAvgFen)}`
              : t('common.unknown')}
          </dd>
        </div>
      ))}
      <div>
        <dt>{t('customer.contribution')}</dt>
        <dd>{amount(full.contributionFen)}</dd>
      </div>
      <div>
        <dt>{t('customer.wallet')}</dt>
        <dd>{full.walletShare === null ? t('common.unknown') : `${(full.walletShare * 100).toFixed(1)}%`}</dd>
      </div>
    </dl>
  )
}

export function CustomerMoney({ full, name }: { readonly full: CustomerFull; readonly name: string }) {
  const { months } = full
  const trend = useMemo(() => trendOf(months), [months])
  const structure = useMemo(() => structureOf(months), [months])
  const n = months.filter(({ asOf }) => asOf !== null).length
  const now = months.at(-1)?.classes
  return (
    <section className="full-section" aria-label={t('customer.trend')}>
      <h3>{t('customer.trend')}</h3>
      <Changes full={full} />
      <Chart option={trend} label={t('customer.trendLabel', { name, n })} height={120} />
      <h3>{t('customer.structure')}</h3>
      <Chart option={structure} label={t('customer.structureLabel', { name })} height={110} />
      <ul className="full-classes num">
        {assetClasses.map((each, nth) => (
          <li key={each}>
            <span className="swatch" style={{ background: palette[nth] }} aria-hidden="true" />
            {factLabel(each)} <span className="full-amount">{amount(now?.[each] ?? null)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
