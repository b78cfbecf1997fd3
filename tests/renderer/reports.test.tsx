/** Exporting through the shelf writes a real workbook and leaves a line in the log. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { configure, screen, waitFor, within } from '@testing-library/react'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { read, utils } from 'xlsx'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { customersLink } from '../../renderer/screens/customers/link.ts'
import { installRealBridge, type RealBridge } from './real-bridge.ts'
import { renderApp } from './render-app.tsx'

configure({ asyncUtilTimeout: 20_000 })
let bridge: RealBridge
let dir: string

/** The person picks this folder in the system's save dialog; everything else goes to the engine. */
function pickFolder(): string[] {
  const proposed: string[] = []
  const real = window.panhuo!.invoke
  window.panhuo!.invoke = async (route, input, onId) => {
    if (route !== 'shell.saveFile') return real(route, input, onId)
    const { defaultName } = input as { defaultName: string }
    proposed.push(defaultName)
    return { ok: true, data: { path: join(dir, defaultName) } }
  }
  return proposed
}

const log = async () => (await callRoute(bridge.engine.dispatch, 'reports.log', {})).entries

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'panhuo-reports-'))
  bridge = await installRealBridge(2)
})
afterEach(() => {
  bridge.close()
  rmSync(dir, { recursive: true, force: true })
})

function cells(file: string): string {
  const book = read(readFileSync(join(dir, file)))
  return book.SheetNames.map((name) => utils.sheet_to_csv(book.Sheets[name]!)).join('\n')
}

test('the list of segments is written with masked numbers and logged', async () => {
  const proposed = pickFolder()
  const { user } = renderApp('/reports')
  await user.click(await screen.findByRole('button', { name: '导出 Excel 客户分层名单' }))
  expect(await screen.findByText(/客户分层名单已导出/)).toBeVisible()
  expect(proposed).toEqual(['客户分层名单_2026-11-20.xlsx'])
  const text = cells('客户分层名单_2026-11-20.xlsx')
  expect(text.match(/\b1\d{2}\*{4}\d{4}\b/g)?.length).toBeGreaterThan(2000)
  expect(text).not.toMatch(/\b1[3-9]\d{9}\b/)
  expect(await log()).toMatchObject([{ kind: 'report.segments', masked: true, scope: '2026-11-20' }])
  const table = screen.getByRole('region', { name: '离开本系统的内容' })
  await waitFor(() => expect(within(table).getByText('已打码')).toBeVisible())
})

test('full numbers leave only with a purpose', async () => {
  pickFolder()
  const { user } = renderApp('/reports')
  const card = within(await screen.findByRole('listitem', { name: '客户分层名单' }))
  await user.click(card.getByRole('checkbox', { name: '显示完整手机号' }))
  const button = card.getByRole('button', { name: '导出 Excel 客户分层名单' })
  expect(button).toBeDisabled()
  await user.type(card.getByRole('textbox', { name: '用途' }), '分行核对')
  await user.click(button)
  await screen.findByText(/客户分层名单已导出/)
  expect(cells('客户分层名单_2026-11-20.xlsx')).toMatch(/\b1[3-9]\d{9}\b/)
  expect(await log()).toMatchObject([{ masked: false, purpose: '分行核对' }])
})

test('without a plan the plan cannot be exported but can be made', async () => {
  const { user, router } = renderApp('/reports')
  const card = within(await screen.findByRole('listitem', { name: '周联系计划' }))
  expect(card.getByRole('button', { name: '导出 Excel 周联系计划' })).toBeDisabled()
  await user.click(card.getByRole('button', { name: '去生成' }))
  await waitFor(() => expect(router.state.location.pathname).toBe('/plans'))
})

test('the customer list is written as it stands on the screen: filter, order and columns', async () => {
  const proposed = pickFolder()
  const { user } = renderApp(customersLink({ tiers: ['private'] }))
  const grid = await screen.findByRole('region', { name: '客户列表' })
  await within(grid).findAllByRole('gridcell', { name: '私行' })
  await user.click(screen.getByRole('button', { name: /列$/ }))
  await user.click(await screen.findByRole('checkbox', { name: '手机号' }))
  await user.click(screen.getByRole('checkbox', { name: '预警' }))
  await user.keyboard('{Escape}')
  await user.click(screen.getByRole('button', { name: /导出 Excel/ }))
  expect(await screen.findByText(/客户列表已导出/)).toBeVisible()
  expect(proposed).toEqual(['客户列表_2026-11-20.xlsx'])
  const page = await callRoute(bridge.engine.dispatch, 'customers.page', {
    filter: { tiers: ['private'] },
    sort: [{ field: 'aumFen', dir: 'desc' }],
    offset: 0,
    limit: 1000,
  })
  const [, , header, ...rows] = cells('客户列表_2026-11-20.xlsx').trimEnd().split('\n')
  const shown = within(grid)
    .getAllByRole('columnheader')
    .map((cell) => cell.getAttribute('col-id'))
    .filter((key) => key !== null && !key.startsWith('ag-'))
  expect(header?.split(',')).toHaveLength(shown.length)
  expect(header).toContain('手机号')
  expect(header).not.toContain('预警')
  expect(rows.map((row) => row.split(',')[header!.split(',').indexOf('客户号')])).toEqual(
    page.rows.map((row) => row.customerNo),
  )
  expect(await log()).toMatchObject([{ kind: 'customers.list', masked: true, rows: page.total }])
})
