/** Work on many customers in the window: choose, act, take back; views come back as they were saved. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import type { InputOf, RouteName } from '../../shared/contract/contract.ts'
import { customersLink } from '../../renderer/screens/customers/link.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

let bridge: RealBridge
beforeAll(async () => {
  bridge = await installRealBridge(2)
})
afterEach(async () => {
  localStorage.clear()
  // Until there is nothing left to take back.
  for (let more = true; more;)
    more = await call('history.undo', {}).then(
      () => true,
      () => false,
    )
})
afterAll(() => bridge.close())

const call = <R extends RouteName>(route: R, input: InputOf<R>) =>
  callRoute(bridge.engine.dispatch, route, input)
const statusText = () => screen.getByRole('status', { name: '客户' }).textContent
const total = async (filter: InputOf<'customers.page'>['filter']) =>
  (await call('customers.page', { filter, sort: [], offset: 0, limit: 1 })).total

async function firstRow() {
  const cells = await screen.findAllByRole('gridcell', { name: /^\d{8,}$/ })
  return cells[0] as HTMLElement
}

test('who has left is not offered', async () => {
  const rms = (await call('settings.rms', {})).rms.filter(({ customers }) => customers > 0)
  const [gone, stays] = rms
  const { rmNo, name } = gone!
  await call('settings.saveRm', { rmNo, name, role: 'rm', leftOn: '2026-11-01', dailyMinutes: null })
  const { user } = renderApp('/customers')
  await user.click(await firstRow())
  const bar = await screen.findByRole('toolbar', { name: '对所选客户' })
  await user.click(within(bar).getByRole('button', { name: '分配客户经理' }))
  await user.click(await screen.findByRole('combobox', { name: '选择客户经理' }))
  expect(await screen.findByTitle(`${stays!.name} ${stays!.rmNo}`)).toBeInTheDocument()
  expect(screen.queryByTitle(`${name} ${rmNo}`)).toBeNull()
})

test('all that the filter lets through are given to an RM in one go, and taken back', async () => {
  const unowned = await total({ rms: [''] })
  const [rm] = (await call('settings.rms', {})).rms.filter(({ customers }) => customers > 0)
  const { user } = renderApp(customersLink({ rms: [''] }))
  await user.click(await firstRow())
  const bar = await screen.findByRole('toolbar', { name: '对所选客户' })
  expect(bar).toHaveTextContent('已选 1 户')
  await user.click(within(bar).getByRole('button', { name: `选择全部 ${unowned} 户` }))
  expect(bar).toHaveTextContent(`已选全部 ${unowned} 户`)
  await user.click(within(bar).getByRole('button', { name: '分配客户经理' }))
  await user.click(await screen.findByRole('combobox', { name: '选择客户经理' }))
  await user.click(await screen.findByTitle(`${rm!.name} ${rm!.rmNo}`))
  await user.click(screen.getByRole('button', { name: '确定' }))
  await waitFor(async () => expect(await total({ rms: [''] })).toBe(0), { timeout: 10_000 })
  expect(await screen.findByText(new RegExp(`${unowned} 户换了客户经理`))).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '撤销' }))
  await waitFor(async () => expect(await total({ rms: [''] })).toBe(unowned), { timeout: 10_000 })
})

test('Ctrl+A chooses everybody; a tag is given, offered with its count, and shown', async () => {
  const filter = { tiers: ['private' as const] }
  const n = await total(filter)
  const { user } = renderApp(customersLink(filter))
  await user.click(await firstRow())
  await user.keyboard('{Control>}a{/Control}')
  const bar = await screen.findByRole('toolbar', { name: '对所选客户' })
  expect(bar).toHaveTextContent(`已选全部 ${n} 户`)
  await user.click(within(bar).getByRole('button', { name: '加标签' }))
  await user.type(await screen.findByRole('combobox', { name: '标签' }), '年会')
  await user.click(screen.getByRole('button', { name: '确定' }))
  expect(await screen.findByText(`${n} 户加上了标签“年会”。`)).toBeInTheDocument()
  expect(await total({ tags: ['年会'] })).toBe(n)
})

test('the choice is of one filter: with another it is empty', async () => {
  const { user } = renderApp(customersLink({ tiers: ['private'] }))
  await user.click(await firstRow())
  await user.keyboard('{Control>}a{/Control}')
  await screen.findByRole('toolbar', { name: '对所选客户' })
  await user.click(screen.getByRole('button', { name: /去掉筛选/ }))
  await waitFor(() => expect(screen.queryByRole('toolbar', { name: '对所选客户' })).toBeNull())
})

test('a menu offers each value with the customers it would leave', async () => {
  const { user } = renderApp('/customers')
  await waitFor(() => expect(statusText()).toContain('3,002 户'))
  await user.click(screen.getByRole('combobox', { name: '层级' }))
  const high = await total({ tiers: ['high'] })
  await waitFor(() => {
    const option = screen.getAllByText('高端').map((each) => each.closest('.facet'))
    expect(option.some((each) => each?.textContent === `高端${high}`)).toBe(true)
  })
})

test('a view brings back its columns in order, its sort and its filter; the pinned one opens the screen', async () => {
  await call('gridViews.save', {
    name: '高端到期',
    isDefault: true,
    view: {
      columns: ['name', 'nearestMaturity', 'tier', 'aumFen'],
      sort: [{ field: 'nearestMaturity', dir: 'asc' }],
      filter: { tiers: ['high'] },
    },
  })
  const n = await total({ tiers: ['high'] })
  const { user } = renderApp('/customers')
  await waitFor(() => expect(statusText()).toContain(`${n} 户`))
  await waitFor(() =>
    expect(
      screen.getAllByRole('columnheader').map((each) => each.textContent.replaceAll(/\W+$/g, '')),
    ).toHaveLength(4),
  )
  expect(screen.getByRole('columnheader', { name: /最近到期/ })).toHaveAttribute('aria-sort', 'ascending')
  // With another filter it is that view no longer; asked for again it is.
  await user.click(await screen.findByRole('button', { name: /去掉筛选/ }))
  await waitFor(() => expect(screen.queryByRole('button', { name: '视图：高端到期' })).toBeNull())
  await user.click(screen.getByRole('button', { name: '视图' }))
  await user.click(await screen.findByRole('button', { name: '高端到期' }))
  await waitFor(() => expect(statusText()).toContain(`${n} 户`))
  await user.click(screen.getByRole('button', { name: '视图：高端到期' }))
  await user.click(await screen.findByRole('button', { name: '打开客户时不再用“高端到期”' }))
  await waitFor(async () => expect((await call('gridViews.list', {})).views[0]?.isDefault).toBe(false))
  const name = screen.getByRole('textbox', { name: '视图名' })
  await user.clear(name)
  await user.type(name, '另一个{Enter}')
  await waitFor(async () =>
    expect((await call('gridViews.list', {})).views.find((view) => view.name === '另一个')?.view).toEqual({
      columns: ['name', 'nearestMaturity', 'tier', 'aumFen'],
      sort: [{ field: 'nearestMaturity', dir: 'asc' }],
      filter: { tiers: ['high'] },
    }),
  )
})

test('a link to a list is shown as it says, whatever view opens the screen', async () => {
  await call('gridViews.save', {
    name: '高端',
    isDefault: true,
    view: { columns: ['name', 'tier'], sort: [], filter: { tiers: ['high'] } },
  })
  const n = await total({ tiers: ['mid'] })
  renderApp(customersLink({ tiers: ['mid'] }))
  await waitFor(() => expect(statusText()).toContain(`${n} 户`))
})
