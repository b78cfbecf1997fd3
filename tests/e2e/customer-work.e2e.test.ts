/** Work on many customers in real Electron: a counted menu, a choice, an RM for all of them, and a saved view. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { week1Files, week2Files } from '../helpers/samples.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-work-e2e-'))
let run: RunningApp
let page: Page

const status = () => page.getByRole('status', { name: '客户' })

beforeAll(async () => {
  run = await launchApp({ dir })
  page = run.page
  page.setDefaultTimeout(60_000)
  await run.engineState('ready')
  const preview = await run.ask<{ token: string; confirmations: { code: string }[] }>('imports.preview', {
    paths: [...week1Files, ...week2Files],
    options: {},
  })
  await run.ask('imports.commit', {
    token: preview.token,
    confirmed: preview.confirmations.map(({ code }) => code),
  })
  await page.reload()
  await page.waitForLoadState('load')
})
afterAll(async () => {
  await run.close()
  rmSync(dir, { recursive: true, force: true })
})

test('everybody nobody manages is given to an RM and tagged, from a menu that says how many there are', async () => {
  await page.getByRole('navigation').getByText('客户', { exact: true }).click()
  await status().getByText('3,002 户').waitFor()
  await page.getByRole('combobox', { name: '客户经理' }).click()
  const unowned = page.locator('.facet', { hasText: '无人管户' })
  await unowned.locator('.facet-count', { hasText: /^\d+$/ }).waitFor()
  const count = Number(await unowned.locator('.facet-count').textContent())
  await run.screenshots('customer-work-1-counts')
  await unowned.click()
  await page.keyboard.press('Escape')
  await status().getByText(`${count} 户`).first().waitFor()

  await page.getByRole('gridcell').nth(3).click()
  await page.keyboard.press('Control+a')
  const bar = page.getByRole('toolbar', { name: '对所选客户' })
  await bar.getByText(`已选全部 ${count} 户`).waitFor()
  await bar.getByRole('button', { name: '加标签' }).click()
  await page.getByRole('combobox', { name: '标签' }).fill('首轮认养')
  await run.screenshots('customer-work-2-tag')
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByText(`${count} 户加上了标签`).waitFor()

  await bar.getByRole('button', { name: '分配客户经理' }).click()
  await page.getByRole('combobox', { name: '选择客户经理' }).click()
  await page.keyboard.press('Enter')
  await page.getByRole('button', { name: '确定' }).click()
  await page.getByText(`${count} 户换了客户经理`).waitFor()
  const left = await run.ask<{ total: number }>('customers.page', {
    filter: { rms: [''] },
    sort: [],
    offset: 0,
    limit: 1,
  })
  expect(left.total).toBe(0)
})

test('a view is saved by keyboard and comes back when the program opens the screen', async () => {
  await page.getByRole('navigation').getByText('工作台', { exact: true }).click()
  await page.getByRole('navigation').getByText('客户', { exact: true }).click()
  await status().getByText('3,002 户').waitFor()
  await page.getByRole('combobox', { name: '层级' }).click()
  await page.locator('.facet', { hasText: '私行' }).click()
  await page.keyboard.press('Escape')
  await page.getByRole('columnheader', { name: /月日均/ }).click()
  await page.getByRole('button', { name: '视图', exact: true }).click()
  await page.getByRole('textbox', { name: '视图名' }).fill('私行周会')
  await page.getByRole('checkbox', { name: '打开客户时用它' }).check()
  await run.screenshots('customer-work-3-view')
  await page.keyboard.press('Tab')
  await page.getByRole('textbox', { name: '视图名' }).press('Enter')
  await page.getByRole('button', { name: '视图：私行周会' }).waitFor()
  await page.getByRole('navigation').getByText('工作台', { exact: true }).click()
  await page.getByRole('navigation').getByText('客户', { exact: true }).click()
  await page.getByRole('button', { name: '视图：私行周会' }).waitFor()
  await page.getByRole('button', { name: '去掉筛选 层级：私行' }).waitFor()
  expect(await page.getByRole('columnheader', { name: /月日均/ }).getAttribute('aria-sort')).toBe(
    'descending',
  )
  await run.screenshots('customer-work-4-view-back')
})
