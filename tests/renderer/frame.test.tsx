/** The frame: keys, the data date, and what it says when the engine is gone. */
import { act, screen, waitFor, within } from '@testing-library/react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { ApiError } from '../../renderer/api/client.ts'
import { notify, notifyError } from '../../renderer/components/notices.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

let bridge: RealBridge
beforeAll(async () => {
  bridge = await installRealBridge(2)
})
afterAll(() => bridge.close())

test('Ctrl+K, a name in pinyin, Enter: the first match is open', async () => {
  const { dispatch } = bridge.engine
  const { rows } = await callRoute(dispatch, 'customers.page', {
    offset: 0,
    limit: 1,
    sort: [{ field: 'aumFen', dir: 'desc' }],
    filter: { search: 'wang' },
  })
  const { user } = renderApp('/')
  await screen.findByText('2026-11-20')
  await user.keyboard('{Control>}k{/Control}')
  expect(screen.getByRole('combobox', { name: /查找客户/ })).toHaveFocus()
  await user.keyboard('wang')
  await screen.findByText(/在客户列表中查看全部 \d+ 户/)
  await user.keyboard('{Enter}')
  const panel = await screen.findByRole('complementary')
  expect(await within(panel).findByText(rows[0]?.customerNo ?? '')).toBeInTheDocument()
})

test('Ctrl+3 and Ctrl+1 change screens, ? shows the keys', async () => {
  const { user } = renderApp('/')
  await screen.findByText('2026-11-20')
  await user.keyboard('{Control>}3{/Control}')
  await screen.findByRole('heading', { name: '客户', level: 1 })
  await user.keyboard('{Control>}1{/Control}')
  await screen.findByRole('heading', { name: '工作台', level: 1 })
  await user.keyboard('?')
  expect(within(await screen.findByRole('dialog')).getByText('查找客户')).toBeInTheDocument()
})

test('a letter typed into a box is a letter: ? and Ctrl+Z stay with the box', async () => {
  const { user } = renderApp('/customers')
  const box = await screen.findByRole('textbox', { name: '查找' })
  await user.type(box, 'a?')
  await user.keyboard('{Control>}z{/Control}')
  expect(screen.queryByRole('dialog')).toBeNull()
  expect(screen.queryByText(/已撤销|没有可以撤销/)).toBeNull()
})

test('looking at a past week shows that week’s figures and says so', async () => {
  const { user } = renderApp('/')
  await user.click(await screen.findByRole('combobox', { name: '数据日' }))
  await user.click(await screen.findByText('2026-11-13', { selector: '.ant-select-item-option-content' }))
  expect(await screen.findByText('历史快照')).toBeInTheDocument()
  expect(await screen.findByText(/^3,000 户 · /)).toBeInTheDocument()
  await user.click(screen.getByRole('button', { name: '回到最新' }))
  expect(await screen.findByText(/^3,002 户 · /)).toBeInTheDocument()
})

test('while the engine is down the window says so and keeps what it shows', async () => {
  renderApp('/')
  await screen.findByRole('table', { name: '五层客户' })
  act(() => bridge.emit('engine', { state: 'dead', message: null }))
  expect(await screen.findByText('数据引擎已停止，正在重启…')).toBeInTheDocument()
  expect(screen.getByRole('table', { name: '五层客户' })).toBeInTheDocument()
  act(() => bridge.emit('engine', { state: 'ready', message: null }))
  await waitFor(() => expect(screen.queryByText('数据引擎已停止，正在重启…')).toBeNull())
})

test('an error stays on the screen it happened on and is gone on the next', async () => {
  const { user } = renderApp('/customers')
  await screen.findByRole('heading', { name: '客户', level: 1 })
  act(() => {
    notifyError(new ApiError('FOLDER_MISSING', '文件夹不存在。'))
    notify('已保存')
  })
  const notices = screen.getByRole('region', { name: '通知' })
  expect(within(notices).getByRole('alert')).toHaveTextContent('文件夹不存在。')
  await user.keyboard('{Control>}7{/Control}')
  await screen.findByRole('heading', { name: '报表', level: 1 })
  expect(within(notices).queryByRole('alert')).toBeNull()
  expect(within(notices).getByRole('status')).toHaveTextContent('已保存')
})
