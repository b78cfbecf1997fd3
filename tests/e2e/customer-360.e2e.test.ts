/** One customer in full, in real Electron: opened by Enter, a fact kept and taken back, with screenshots to look at. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { week1Files, week2Files } from '../helpers/samples.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

let run: RunningApp
let page: Page

beforeAll(async () => {
  run = await launchApp()
  page = run.page
  page.setDefaultTimeout(60_000)
  await run.engineState('ready')
  const preview = await run.invoke('imports.preview', { paths: [...week1Files, ...week2Files], options: {} })
  if (!preview.ok) throw new Error(preview.message)
  const { token } = preview.data as { token: string }
  const stored = await run.invoke('imports.commit', { token, confirmed: [] })
  if (!stored.ok) throw new Error(stored.message)
})
afterAll(() => run.close())

test('Enter opens the panel, Enter again the full view, with no text wider than its column', async () => {
  await page.getByRole('navigation').getByText('客户', { exact: true }).click()
  await page.getByRole('main').getByPlaceholder(/拼音/).fill('xzy')
  const cell = page.getByRole('gridcell', { name: '解梓玉' }).first()
  await cell.click()
  await page.keyboard.press('Enter')
  await page.getByRole('complementary').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('region', { name: '分类与理由' }).waitFor()
  await run.screenshots('30-customer-full')
  const wider = await page.evaluate(() =>
    [...document.querySelectorAll('.full-column')].map((each) => each.scrollWidth - each.clientWidth),
  )
  expect(wider).toEqual([0, 0, 0])
})

test('a fact is kept in place, marked as by hand, and taken back', async () => {
  await page.getByRole('button', { name: '修改兴趣爱好' }).click()
  await page.getByRole('textbox', { name: '兴趣爱好' }).fill('钓鱼，周末带孙子')
  await page.keyboard.press('Enter')
  const value = page.getByRole('button', { name: '修改兴趣爱好' })
  await value.getByText('钓鱼，周末带孙子').waitFor()
  await page.getByRole('button', { name: '改判断 需求' }).click()
  await run.screenshots('31-customer-full-edited')
  await page.getByRole('button', { name: '撤销' }).first().click()
  await value.getByText('未知').waitFor()
  await page.keyboard.press('Escape')
  await page.getByRole('complementary').waitFor()
})
