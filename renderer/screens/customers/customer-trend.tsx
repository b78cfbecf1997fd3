import { useMemo } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { factLabel } from '../../../shared/domain/labels.ts'
import { Chart, chartColours, type ChartOption } from '../../components/chart.tsx'
import { t } from '../../i18n/index.ts'

type Point = CustomerDetail['trend'][number]

const amount = (fen: number | null) => (fen === null ? t('common.none') : formatMoney(fen))

function optionOf(points: readonly Point[]): ChartOption {
  const line = (values: (number | null)[], color: string, dashed: boolean) => ({
    type: 'line',
    data: values,
    symbol: 'circle',
    symbolSize: 4,
    connectNulls: false,
    lineStyle: { color, width: dashed ? 1 : 2, type: dashed ? 'dashed' : 'solid' },
    itemStyle: { color },
  })
  return {
    grid: { left: 4, right: 8, top: 8, bottom: 18 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      confine: true,
      formatter: (items: { dataIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? -1]
        if (!point) return ''
        return `${point.asOf}\n${factLabel('aum')} ${amount(point.aumFen)}\n${factLabel('aumMonthAvg')} ${amount(point.aumMonthAvgFen)}`
      },
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.asOf.slice(5)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: chartColours.line } },
      axisLabel: { color: chartColours.muted, fontSize: 11, hideOverlap: true },
    },
    yAxis: { type: 'value', show: false, scale: true },
    series: [
      line(
        points.map((point) => point.aumFen),
        chartColours.brand,
        false,
      ),
      line(
        points.map((point) => point.aumMonthAvgFen),
        chartColours.grey,
        true,
      ),
    ],
  }
}

/** The customer's assets over the snapshots kept; solid AUM, dashed month average. */
export function CustomerTrend({ detail }: { readonly detail: CustomerDetail }) {
  const option = useMemo(() => optionOf(detail.trend), [detail.trend])
  if (detail.trend.length < 2) return <p className="muted">{t('customers.panel.trendOne')}</p>
  const label = t('customers.panel.trendLabel', {
    name: detail.name ?? detail.customerNo,
    n: detail.trend.length,
  })
  return <Chart option={option} label={label} height={96} />
}
