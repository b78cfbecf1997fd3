/** 客户 over the real engine: filters run in SQL, reasons are shown, notes can be taken back, reveals are logged. */
import { screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { customersLink } from '../../renderer/screens/customers/link.ts'
import type { CustomerRow } from '../../shared/contract/customers.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

let bridge: RealBridge
let worst: CustomerRow
beforeAll(async () => {
  bridge = await installRealBridge(2)
  const page = await callRoute(bridge.engine.dispatch, 'customers.page', {
    offset: 0,
    limit: 1,
    sort: [{ field: 'warning', dir: 'desc' }],
    filter: {},
  })
  if (!page.rows[0]?.warning) throw new Error('the samples hold warnings')
  worst = page.rows[0]
})
afterAll(() => bridge.close())

const statusText = () => screen.getByRole('status', { name: '客户' }).textContent

test('searching by customer number finds the one, and its chip brings everybody back', async () => {
  const { user } = renderApp('/customers')
  await waitFor(() => expect(statusText()).toContain('3,002 户'))
  await user.type(screen.getByRole('textbox', { name: '查找' }), worst.customerNo)
  await waitFor(() => expect(statusText()).toMatch(/^1 户 · .*筛选 1/))
  expect(await screen.findByRole('gridcell', { name: worst.customerNo })).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: /去掉筛选/ }))
  await waitFor(() => expect(statusText()).toContain('3,002 户'))
})

test('Enter on a row opens the customer with the reasons of its warnings; Esc closes', async () => {
  const { user } = renderApp(customersLink({ search: worst.customerNo }))
  await user.click(await screen.findByRole('gridcell', { name: worst.customerNo }))
  await user.keyboard('{Enter}')
  const panel = await screen.findByRole('complementary')
  const detail = await callRoute(bridge.engine.dispatch, 'customers.detail', { customerNo: worst.customerNo })
  const why = await within(panel).findByRole('region', { name: '为什么在名单上' })
  for (const warning of detail.warnings)
    for (const sentence of warning.sentences) expect(why).toHaveTextContent(sentence)
  await user.keyboard('{Escape}')
  await waitFor(() => expect(screen.queryByRole('complementary')).not.toBeInTheDocument())
})

test('a note is kept, and Ctrl+Z takes it back and says what it took back', async () => {
  const { user } = renderApp(customersLink({}, worst.customerNo))
  const panel = await screen.findByRole('complementary')
  await user.type(await within(panel).findByRole('textbox', { name: '备注' }), '女儿明年出国')
  await user.click(within(panel).getByRole('button', { name: '添加备注' }))
  expect(await within(panel).findByText(/女儿明年出国/, { selector: 'li' })).toBeInTheDocument()
  screen.getByRole('textbox', { name: '备注' }).blur()
  await user.keyboard('{Control>}z{/Control}')
  expect(await screen.findByText(`已撤销：给 ${worst.customerNo} 加备注`)).toBeInTheDocument()
  await waitFor(() => expect(within(panel).queryByText(/女儿明年出国/, { selector: 'li' })).toBeNull())
})

test('the phone is masked until a purpose is given, and the purpose is logged', async () => {
  const { user } = renderApp(customersLink({}, worst.customerNo))
  const panel = await screen.findByRole('complementary')
  expect(await within(panel).findByText(/\d{3}\*{4}\d{4}/)).toBeInTheDocument()
  await user.click(within(panel).getAllByRole('button', { name: '显示' })[0] as HTMLElement)
  await user.click(await screen.findByRole('button', { name: '核对身份' }))
  expect(await within(panel).findByText(/^1\d{10}$/)).toBeInTheDocument()
  const { entries } = await callRoute(bridge.engine.dispatch, 'reports.log', {})
  expect(entries[0]).toMatchObject({ purpose: '核对身份', scope: worst.customerNo, masked: false })
})

test('the columns chosen stay chosen, and no fact of a customer is kept in the window’s storage', async () => {
  const { user, unmount } = renderApp(customersLink({ search: worst.customerNo }))
  await screen.findByRole('gridcell', { name: worst.customerNo })
  await user.click(screen.getByRole('button', { name: '列' }))
  await user.click(await screen.findByRole('checkbox', { name: '客户号' }))
  await waitFor(() => expect(screen.queryByRole('columnheader', { name: '客户号' })).toBeNull())
  unmount()
  expect(Object.values({ ...localStorage }).join()).not.toContain(worst.customerNo)
  renderApp('/customers')
  await screen.findByRole('columnheader', { name: '姓名' })
  expect(screen.queryByRole('columnheader', { name: '客户号' })).toBeNull()
})
