/** 工作台 over the real engine and the sample weeks: its figures must be the engine's, and open their lists. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

describe('two weeks', () => {
  let bridge: RealBridge
  beforeAll(async () => {
    bridge = await installRealBridge(2)
  })
  afterAll(() => bridge.close())

  test('the tiers add up to the branch, and a thing to do opens exactly the customers it counted', async () => {
    const overview = await callRoute(bridge.engine.dispatch, 'overview.get', {})
    const first = overview?.todo[0]
    if (!overview || !first) throw new Error('the samples give things to do')
    const { user } = renderApp('/')

    const tiers = await screen.findByRole('table', { name: '五层客户' })
    const rows = within(tiers).getAllByRole('row').slice(1)
    const counts = rows.map((row) =>
      Number(within(row).getAllByRole('cell')[0]?.textContent?.replace(/,/g, '')),
    )
    expect(counts.at(-1)).toBe(overview.analysis.customers)
    expect(counts.slice(0, -1).reduce((a, b) => a + b, 0)).toBe(overview.analysis.customers)

    const todo = screen.getByRole('region', { name: '先做这几件' })
    expect(within(todo).getAllByRole('listitem')).toHaveLength(overview.todo.length)
    const line = within(todo).getByText(first.sentence).closest('li')
    await user.click(within(line ?? todo).getByRole('link'))
    await screen.findByRole('heading', { name: '客户', level: 1 })
    await waitFor(() =>
      expect(screen.getByRole('status', { name: '客户' })).toHaveTextContent(
        `${first.count.toLocaleString('zh-CN')} 户`,
      ),
    )
  })

  test('the bridge says in words what the picture shows', async () => {
    renderApp('/')
    const picture = await screen.findByRole('img', { name: /资产从上周到本周/ })
    expect(picture).toHaveAccessibleName(/上周 21\.11 亿.*新增客户 \+.*消失客户 −.*本周 20\.95 亿/)
  })
})

describe('a new branch', () => {
  let bridge: RealBridge
  beforeEach(async () => {
    bridge = await installRealBridge(0)
  })
  afterEach(() => bridge.close())

  test('in the first week there is no bridge but the reasons why, and nothing pretends to be zero', async () => {
    await bridge.importWeek(1)
    renderApp('/')
    const overview = await callRoute(bridge.engine.dispatch, 'overview.get', {})
    expect(overview?.needsHistory.length).toBeGreaterThan(0)
    for (const sentence of overview?.needsHistory ?? [])
      expect(await screen.findByText(sentence)).toBeInTheDocument()
    expect(screen.queryByRole('img', { name: /资产从上周到本周/ })).not.toBeInTheDocument()
    const tiers = screen.getByRole('table', { name: '五层客户' })
    const total = within(tiers).getAllByRole('row').at(-1)
    expect(within(total ?? tiers).getAllByRole('cell')[1]).toHaveTextContent('—')
  })

  test('an empty branch is offered the import, and the screen fills once a week is in', async () => {
    const { user } = renderApp('/')
    expect(await screen.findByRole('button', { name: '导入本周数据' })).toBeInTheDocument()
    await bridge.importWeek(1)
    expect(await screen.findByRole('table', { name: '五层客户' })).toBeInTheDocument()
    await user.keyboard('{Control>}2{/Control}')
    expect(await screen.findByRole('heading', { name: '导入', level: 1 })).toBeInTheDocument()
  })
})
