/**
 * ECharts, drawn as SVG so it stays sharp and prints. Only the parts in use are bundled. Tooltips are drawn
 * inside the picture (no injected HTML), and each chart carries a sentence for screen readers.
 */
import { BarChart, LineChart } from 'echarts/charts'
import { GridComponent, MarkLineComponent, TooltipComponent } from 'echarts/components'
import { init, use as register, type EChartsCoreOption, type EChartsType } from 'echarts/core'
import { SVGRenderer } from 'echarts/renderers'
import { useEffect, useRef } from 'react'

register([BarChart, LineChart, GridComponent, TooltipComponent, MarkLineComponent, SVGRenderer])

export type ChartOption = EChartsCoreOption

export const chartColours = {
  brand: '#0f5c63',
  brandSoft: '#8fb9bd',
  ink: '#1d2427',
  muted: '#55606a',
  line: '#cfd6d9',
  lineSoft: '#e3e8ea',
  grey: '#9aa5ac',
} as const

/** The window's font; ECharts' own default is wider and clips Chinese labels. */
const fontFamily = 'Microsoft YaHei UI, Microsoft YaHei, PingFang SC, Noto Sans CJK SC, sans-serif'

export interface ChartProps {
  /** Memoise it: a new object redraws. */
  readonly option: ChartOption
  /** What the picture says, in words. */
  readonly label: string
  readonly height?: number | string
  /** A mark was clicked; `name` is its category. */
  readonly onPick?: (name: string) => void
}

export function Chart({ option, label, height = '100%', onPick }: ChartProps) {
  const host = useRef<HTMLDivElement>(null)
  const chart = useRef<EChartsType | null>(null)
  const pick = useRef(onPick)
  useEffect(() => {
    pick.current = onPick
  })
  useEffect(() => {
    const element = host.current
    if (!element) return undefined
    const made = init(element, null, { renderer: 'svg' })
    made.on('click', (event) => pick.current?.(event.name))
    chart.current = made
    const observer = new ResizeObserver(() => made.resize())
    observer.observe(element)
    return () => {
      observer.disconnect()
      made.dispose()
      chart.current = null
    }
  }, [])
  useEffect(() => {
    chart.current?.setOption({ animation: false, textStyle: { fontFamily }, ...option }, true)
  }, [option])
  return <div ref={host} role="img" aria-label={label} className="chart" style={{ height, width: '100%' }} />
}
