/** Last week's assets to this week's as one waterfall; adding up is exact, so the picture can be trusted. */
import { useMemo } from 'react'
import { useNavigate } from 'react-router'
import type { Overview } from '../../../shared/contract/overview.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { Chart, chartColours, type ChartOption } from '../../components/chart.tsx'
import { signedMoneyText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'

type Step = Overview['bridge'][number]

interface Bar {
  readonly step: Step
  /** Lower and upper end of the bar, fen. */
  readonly from: number
  readonly to: number
  readonly isTotal: boolean
}

/** Where each bar starts and ends: totals from 0, changes from where the one before ended. */
export function barsOf(bridge: readonly Step[]): Bar[] {
  let level = 0
  return bridge.map((step) => {
    const isTotal = step.key === 'before' || step.key === 'now'
    const start = isTotal ? 0 : level
    level = isTotal ? step.fen : level + step.fen
    return { step, from: Math.min(start, level), to: Math.max(start, level), isTotal }
  })
}

/** The axis starts below the lowest bar's end, so that changes of 1 % can be seen at all. */
function floorOf(bars: readonly Bar[]): number {
  const ends = bars.flatMap((bar) => (bar.isTotal ? [bar.to] : [bar.from, bar.to]))
  const [low, high] = [Math.min(...ends), Math.max(...ends)]
  return Math.max(0, low - Math.max((high - low) * 0.6, high * 0.002))
}

const stepLabel = (step: Step) => t(`workbench.bridge.${step.key}`)
const amountText = ({ step, isTotal }: Bar) => (isTotal ? formatMoney(step.fen) : signedMoneyText(step.fen))

/** Above a bar there is room for a rounded amount; the exact one is in the picture's description. */
function shortText({ step, isTotal }: Bar): string {
  const big = Math.abs(step.fen) >= 100_000_000 && Math.abs(step.fen) < 10_000_000_000
  const fen = big ? Math.round(step.fen / 1_000_000) * 1_000_000 : step.fen
  return isTotal ? formatMoney(fen) : signedMoneyText(fen)
}

function optionOf(bars: readonly Bar[]): ChartOption {
  const floor = floorOf(bars)
  return {
    grid: { left: 8, right: 8, top: 26, bottom: 40 },
    tooltip: { show: false },
    xAxis: {
      type: 'category',
      data: bars.map((bar) => stepLabel(bar.step)),
      axisTick: { show: false },
      axisLine: { lineStyle: { color: chartColours.line } },
      axisLabel: {
        color: chartColours.ink,
        fontSize: 12,
        interval: 0,
        lineHeight: 16,
        formatter: (name: string, i: number) =>
          `${name}\n{n|${t('common.households', { n: bars[i]?.step.customers ?? 0 })}}`,
        rich: { n: { color: chartColours.muted, fontSize: 12, lineHeight: 16 } },
      },
    },
    yAxis: { type: 'value', show: false, min: floor },
    series: [
      {
        type: 'bar',
        stack: 'bridge',
        silent: true,
        itemStyle: { color: 'transparent' },
        data: bars.map((bar) => (bar.isTotal ? 0 : bar.from)),
      },
      {
        type: 'bar',
        stack: 'bridge',
        barMaxWidth: 64,
        barCategoryGap: '30%',
        label: {
          show: true,
          position: 'top',
          color: chartColours.ink,
          fontSize: 12,
          formatter: ({ dataIndex }: { dataIndex: number }) => {
            const bar = bars[dataIndex]
            return bar ? shortText(bar) : ''
          },
        },
        data: bars.map((bar) => ({
          value: bar.to - (bar.isTotal ? 0 : bar.from),
          itemStyle: {
            color: bar.isTotal ? chartColours.grey : bar.step.fen >= 0 ? chartColours.brand : '#ffffff',
            borderColor: bar.step.fen >= 0 ? 'transparent' : chartColours.brand,
            borderWidth: bar.step.fen >= 0 ? 0 : 1.5,
          },
        })),
      },
    ],
  }
}

export function AssetBridge({ bridge }: { readonly bridge: readonly Step[] }) {
  const navigate = useNavigate()
  const bars = useMemo(() => barsOf(bridge), [bridge])
  const option = useMemo(() => optionOf(bars), [bars])
  const parts = bars.map((bar) => `${stepLabel(bar.step)} ${amountText(bar)}`).join('，')
  function pick(name: string) {
    if (name === t('workbench.bridge.new')) void navigate(customersLink({ change: 'new' }))
    if (name === t('workbench.bridge.vanished')) void navigate('/imports')
    if (name === t('workbench.bridge.now')) void navigate(customersLink())
  }
  return (
    <div className="card-fill">
      <Chart option={option} label={t('workbench.bridge.label', { parts })} onPick={pick} />
    </div>
  )
}
