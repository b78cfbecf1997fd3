/** The import wizard over the real engine and the sample weeks: what a manager sees and what is stored. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { configure, fireEvent, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { useImportFlow } from '../../renderer/screens/imports/import-flow.ts'
import { installRealBridge, weekFiles, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

let bridge: RealBridge
configure({ asyncUtilTimeout: 20_000 })

async function start(weeks: 0 | 1 | 2, address = '/imports') {
  bridge = await installRealBridge(weeks)
  return renderApp(address)
}

async function drop(paths: readonly string[]) {
  const zone = await screen.findByRole('group', { name: '把本周的文件拖到这里' })
  const files = paths.map((path) => new File([], basename(path)))
  fireEvent.drop(zone, { dataTransfer: { files } })
}

const status = () => callRoute(bridge.engine.dispatch, 'app.status', {})
const history = () => callRoute(bridge.engine.dispatch, 'imports.history', {})

beforeEach(() => useImportFlow.getState().reset())
afterEach(() => bridge.close())

describe('the Monday loop', () => {
  test('week one is confirmed on the changes page and said to be the first', async () => {
    const { user } = await start(0)
    await drop(weekFiles(1))
    expect(await screen.findByText('这是第一期数据，没有上一期可比')).toBeVisible()
    expect(screen.getByText(/共 3,000 户/)).toBeVisible()
    expect((await status()).latest).toBeNull()
    await user.click(screen.getByRole('button', { name: '确认导入' }))
    expect(await screen.findByRole('region', { name: '已导入' })).toBeVisible()
    expect((await status()).dates).toMatchObject([{ asOf: '2026-11-13', customers: 3000 }])
  })

  test('week two: two clicks from dropping the files to the plan', async () => {
    const { user, router } = await start(1)
    await drop(weekFiles(2))
    expect(await screen.findByText('与 2026-11-13 相比')).toBeVisible()
    expect(screen.getByText(/客户 3,000 → 3,002 户/)).toBeVisible()
    const kinds = within(screen.getByRole('list', { name: '变化' }))
    for (const sentence of [/新增20 户/, /消失.*18 户/, /升层15 户/, /降层7 户/, /换客户经理31 户/])
      expect(kinds.getByRole('button', { name: sentence })).toBeEnabled()

    await user.click(screen.getByRole('button', { name: '确认导入' }))
    await user.click(await screen.findByRole('button', { name: '生成周计划' }))
    await screen.findByRole('list', { name: '客户经理' })
    expect(router.state.location.pathname).toBe('/plans')
    expect(await screen.findByRole('button', { name: '打印预览' })).toHaveClass('ant-btn-primary')
    const made = await callRoute(bridge.engine.dispatch, 'plans.list', {})
    expect(made.plans).toMatchObject([{ week: '2026-W48', asOf: '2026-11-20' }])
  })
})

test('each kind of change opens its list', async () => {
  const { user } = await start(1)
  await drop(weekFiles(2))
  await user.click(await screen.findByRole('button', { name: /降层/ }))
  const grid = await screen.findByRole('region', { name: '降层' })
  await waitFor(() => expect(within(grid).getAllByRole('row').length).toBeGreaterThanOrEqual(7))
  const preview = useImportFlow.getState().preview
  const line = preview?.weeks[0]?.lists.tierDown[0]
  expect(within(grid).getByText(line?.customerNo ?? '')).toBeVisible()
})

test('the details say what every file was taken for and why', async () => {
  const { user } = await start(0)
  await drop(weekFiles(2))
  await screen.findByText('这是第一期数据，没有上一期可比')
  await user.click(screen.getByText('检查'))
  const files = within(await screen.findByRole('list', { name: '文件' }))
  expect(files.getAllByRole('button').map((button) => button.textContent)).toEqual(
    expect.arrayContaining([expect.stringContaining('客户清单_20261120.xlsx')]),
  )
  await user.click(files.getByRole('button', { name: /客户清单_20261120/ }))
  expect(screen.getAllByText('3,002 行').length).toBeGreaterThan(0)
  expect(within(screen.getByRole('region', { name: /^列 / })).getAllByText('客户号')[0]).toBeVisible()
})

test('giving up a preview stores nothing', async () => {
  const { user } = await start(0)
  await drop(weekFiles(1))
  await user.click(await screen.findByRole('button', { name: '放弃，不导入' }))
  expect(await screen.findByText('已放弃这批文件，数据没有任何改动。')).toBeVisible()
  expect((await history()).imports).toEqual([])
  expect(screen.getByRole('group', { name: '把本周的文件拖到这里' })).toBeVisible()
})

test('cancelling while reading stores nothing and says so', async () => {
  await start(0)
  window.panhuo?.on('progress', () => screen.queryAllByRole('button', { name: '取消' })[0]?.click())
  await drop(weekFiles(1))
  expect(await screen.findByText('已取消，数据没有改动。')).toBeVisible()
  expect((await status()).latest).toBeNull()
  expect(screen.queryByRole('button', { name: '确认导入' })).toBeNull()
})

test('a file without a date asks for it and reads again with the answer', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'panhuo-undated-'))
  const path = join(dir, '客户清单.csv')
  writeFileSync(path, '客户号,姓名,AUM,月日均\n0000123,王一,1000,900\n0000124,王二,2000,1800\n')
  const { user } = await start(0)
  if (window.panhuo) window.panhuo.pathsOf = () => [path]
  await drop([path])
  const refusal = await screen.findByRole('alert')
  expect(refusal).toHaveTextContent('没有导入，数据没有改动')
  const date = screen.getByRole('textbox', { name: '数据日期' })
  await user.type(date, '2026-11-20{Enter}')
  expect(await screen.findByText(/共 2 户/)).toBeVisible()
  expect(useImportFlow.getState().preview?.weeks[0]?.asOf).toBe('2026-11-20')
  rmSync(dir, { recursive: true, force: true })
})

test('any import can be taken back after saying what will go', async () => {
  const { user } = await start(2)
  const [latest] = await screen.findAllByRole('button', { name: '撤销导入' })
  if (latest) await user.click(latest)
  const dialog = await screen.findByRole('dialog')
  expect(dialog).toHaveTextContent('撤销 2026-11-20 的导入？')
  expect(dialog).toHaveTextContent('客户清单_20261120.xlsx')
  await user.click(within(dialog).getByRole('button', { name: '撤销导入' }))
  expect(await screen.findByText('已撤销 2026-11-20 的导入，数据恢复到导入之前。')).toBeVisible()
  expect((await status()).dates).toMatchObject([{ asOf: '2026-11-13', customers: 3000 }])
})

test('files imported before are named as bringing nothing new', async () => {
  await start(2)
  await drop(weekFiles(2))
  expect(await screen.findByText(/内容与已导入的完全相同/)).toHaveTextContent('客户清单_20261120.xlsx')
  expect(screen.getByRole('button', { name: '确认导入' })).toBeDisabled()
})
