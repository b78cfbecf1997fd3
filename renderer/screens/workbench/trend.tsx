import { useMemo } from 'react'
import type { Overview } from '../../../shared/contract/overview.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { Chart, chartColours, type ChartOption } from '../../components/chart.tsx'
import { t } from '../../i18n/index.ts'

const shownPoints = 13

function optionOf(points: Overview['trend']): ChartOption {
  const last = points.length - 1
  return {
    grid: { left: 46, right: 46, top: 16, bottom: 22 },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      formatter: (items: { dataIndex: number }[]) => {
        const point = points[items[0]?.dataIndex ?? -1]
        return point
          ? `${point.asOf}\n${formatMoney(point.aumFen)} · ${t('common.households', { n: point.customers })}`
          : ''
      },
    },
    xAxis: {
      type: 'category',
      data: points.map((point) => point.asOf.slice(5)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: chartColours.line } },
      axisLabel: { color: chartColours.muted, fontSize: 11, hideOverlap: true },
      boundaryGap: points.length === 1,
    },
    yAxis: { type: 'value', show: false, scale: true, boundaryGap: ['10%', '10%'] },
    series: [
      {
        type: 'line',
        symbol: 'circle',
        symbolSize: 5,
        lineStyle: { color: chartColours.brand, width: 2 },
        itemStyle: { color: chartColours.brand },
        data: points.map((point, i) => ({
          value: point.aumFen,
          label: {
            show: i === last || i === 0,
            position: i === 0 ? 'left' : 'right',
            color: chartColours.ink,
            fontSize: 12,
            formatter: (point.aumFen / 1e10).toFixed(2),
          },
        })),
      },
    ],
  }
}

/** The last thirteen snapshots' assets. */
export function Trend({ trend }: { readonly trend: Overview['trend'] }) {
  const points = useMemo(() => trend.slice(-shownPoints), [trend])
  const option = useMemo(() => optionOf(points), [points])
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return null
  const label = t('workbench.trend.label', {
    n: points.length,
    from: formatMoney(first.aumFen),
    to: formatMoney(last.aumFen),
  })
  return (
    <div className="card-fill">
      <Chart option={option} label={label} />
    </div>
  )
}
