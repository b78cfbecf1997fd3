/** The plan screen over the real engine: making a week's plan, reading it, and who was left out. */
import { configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import {
  dayLabel,
  offeredWeeks,
  rmLoads,
  shiftWeek,
  weekSpan,
} from '../../renderer/screens/plans/plan-model.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

const week = '2026-W48'
configure({ asyncUtilTimeout: 20_000 })
let bridge: RealBridge

beforeEach(async () => {
  bridge = await installRealBridge(2)
})
afterEach(() => bridge.close())

const generate = () => callRoute(bridge.engine.dispatch, 'plans.generate', { week })

test('the coming week is offered and made with one click', async () => {
  const { user } = renderApp('/plans')
  expect(await screen.findByText(`${week} 还没有计划`)).toBeVisible()
  await user.click(screen.getByRole('button', { name: '生成周计划' }))
  const strip = await screen.findByRole('list', { name: '客户经理' })
  const plan = await callRoute(bridge.engine.dispatch, 'plans.get', { week })
  const loads = rmLoads(plan!)
  expect(within(strip).getAllByRole('button')).toHaveLength(loads.length + 1)
  expect(screen.getByRole('button', { name: '打印预览' })).toBeEnabled()
})

test('choosing a customer manager shows his lines only', async () => {
  const plan = await generate()
  const { user } = renderApp(`/plans?week=${week}`)
  const load = rmLoads(plan).find((each) => each.items > 0)!
  const strip = await screen.findByRole('list', { name: '客户经理' })
  await user.click(within(strip).getByRole('button', { name: new RegExp(`^${load.rmName}`) }))
  const grid = await screen.findByRole('region', { name: '计划行' })
  const first = plan.lines.find((line) => line.rm === load.rm)!
  const other = plan.lines.find((line) => line.rm !== load.rm && line.name !== null)!
  await waitFor(() => expect(within(grid).getAllByText(first.name!)[0]).toBeVisible())
  const own = plan.lines.some((line) => line.rm === load.rm && line.name === other.name)
  if (!own) expect(within(grid).queryByText(other.name!)).toBeNull()
})

test('a line opens with six answers and a score whose parts sum to it', async () => {
  const plan = await generate()
  const { user } = renderApp(`/plans?week=${week}`)
  const line = plan.lines[0]!
  const grid = await screen.findByRole('region', { name: '计划行' })
  await user.dblClick((await within(grid).findAllByText(line.name!))[0]!)
  const panel = await screen.findByRole('complementary', { name: '计划明细' })
  for (const answer of ['谁', '为什么', '谈什么', '不可谈', '什么时候', '在哪里', '怎么谈', '预期结果'])
    expect(within(panel).getByText(answer, { selector: 'dt' })).toBeVisible()
  expect(panel).toHaveTextContent(line.expected)
  const points = within(panel)
    .getAllByRole('row')
    .map((row) => Number(row.querySelector('td.num')?.textContent?.replace('−', '-')))
    .filter((n) => !Number.isNaN(n))
  const total = points.pop()
  expect(total).toBeCloseTo(line.score, 2)
  expect(points.reduce((sum, n) => sum + n, 0)).toBeCloseTo(line.score, 1)
})

test('planned and left-out customers together are the whole branch', async () => {
  const plan = await generate()
  const { user } = renderApp(`/plans?week=${week}`)
  const leftOut = Object.values(plan.omitted).reduce((sum, n) => sum + n, 0)
  const planned = new Set(plan.lines.map((line) => line.customerNo)).size
  expect(planned + leftOut).toBe(3002)
  await user.click(await screen.findByText(`未列入 ${leftOut.toLocaleString('zh-CN')}`))
  const reasons = await screen.findByRole('list', { name: '原因' })
  const shown = within(reasons)
    .getAllByRole('button')
    .map((button) => Number(/([\d,]+) 户/.exec(button.textContent)?.[1]?.replaceAll(',', '')))
  expect(shown.reduce((sum, n) => sum + n, 0)).toBe(leftOut)
})

test('loads cover every line once and stay within what a manager can do', async () => {
  const plan = await generate()
  const loads = rmLoads(plan)
  expect(loads.reduce((sum, load) => sum + load.items, 0)).toBe(plan.lines.length)
  for (const day of loads.flatMap((load) => load.days)) expect(day.minutes).toBeLessThanOrEqual(day.capacity)
})

test('weeks move over the turn of the year and are named by their days', () => {
  expect(shiftWeek('2026-W53', 1)).toBe('2027-W01')
  expect(weekSpan('2026-W48')).toBe('11-23 至 11-29')
  expect(dayLabel('2026-11-23')).toBe('周一 11-23')
  expect(offeredWeeks('2026-W48', ['2026-W40'], '2026-W60')).toEqual([
    '2026-W60',
    '2026-W51',
    '2026-W50',
    '2026-W49',
    '2026-W48',
    '2026-W40',
  ])
})
