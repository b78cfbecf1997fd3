/** The frame: keys, the data date, and what it says when the engine is gone. */
import { act, screen, waitFor } from '@testing-library/react'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

let bridge: RealBridge
beforeAll(async () => {
  bridge = await installRealBridge(2)
})
afterAll(() => bridge.close())

test('Ctrl+K searches, Enter lists the matches; Ctrl+1 and Ctrl+3 change screens; ? shows the keys', async () => {
  const { user, router } = renderApp('/')
  await screen.findByText('2026-11-20')
  await user.keyboard('{Control>}k{/Control}')
  expect(screen.getByRole('combobox', { name: /查找客户/ })).toHaveFocus()
  await user.keyboard('wang{Enter}')
  await screen.findByRole('heading', { name: '客户', level: 1 })
  expect(router.state.location.search).toContain('wang')
  await user.keyboard('{Control>}1{/Control}')
  await screen.findByRole('heading', { name: '工作台', level: 1 })
  await user.keyboard('{Control>}3{/Control}')
  await screen.findByRole('heading', { name: '客户', level: 1 })
  act(() => (document.activeElement as HTMLElement).blur())
  await user.keyboard('?')
  expect(await screen.findByRole('dialog', { name: '快捷键' })).toBeInTheDocument()
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
  await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent('3,000 户'))
  await user.click(screen.getByRole('button', { name: '回到最新' }))
  await waitFor(() => expect(screen.getByRole('banner')).toHaveTextContent('3,002 户'))
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
