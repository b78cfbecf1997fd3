/** Building a segment in real Electron: by keyboard, saved, listed. Screenshots on the way. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { week1Files, week2Files } from '../helpers/samples.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-segments-e2e-'))
let run: RunningApp
let page: Page

beforeAll(async () => {
  run = await launchApp({ dir })
  page = run.page
  page.setDefaultTimeout(60_000)
  await run.engineState('ready')
  await run.stubDialogs({ open: [...week1Files, ...week2Files] })
  await page.getByRole('button', { name: '导入本周数据' }).click()
  await page.getByRole('button', { name: '选择文件' }).click()
  await page.getByRole('button', { name: '确认导入' }).click()
  await page.getByRole('region', { name: '已导入' }).waitFor()
})
afterAll(async () => {
  await run.close()
  rmSync(dir, { recursive: true, force: true })
})

async function add(name: string): Promise<void> {
  await page.getByRole('combobox', { name: '添加条件' }).first().focus()
  await page.keyboard.type(name)
  await page.locator('.ant-select-item-option-active').waitFor()
  await page.keyboard.press('Enter')
  await page.getByRole('listitem', { name, exact: true }).waitFor()
}

test('a segment is built by keyboard, counted while typing, and saved', async () => {
  await page.getByRole('navigation').getByText('客群', { exact: true }).click()
  await page.getByRole('status', { name: '人数' }).getByText('3,002 户符合').waitFor()
  await run.screenshots('segments-1-empty')
  await add('年龄')
  await page.getByRole('spinbutton', { name: '年龄' }).focus()
  await page.keyboard.type('60')
  await add('AUM 较上期变动')
  await page.getByRole('spinbutton', { name: 'AUM 较上期变动' }).focus()
  await page.keyboard.type('-1')
  await add('最近动账日')
  await page.getByRole('button', { name: /放进分组 最近动账日/ }).click()
  await page
    .getByText(/此条件去掉 [\d,]+ 人/)
    .first()
    .waitFor()
  await page.getByRole('textbox', { name: '客群名称' }).fill('年长客户')
  await run.screenshots('segments-2-builder')
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await page.getByText('“年长客户”已保存为第 1 版').waitFor()
  const { segments } = await run.ask<{ segments: { name: string; version: number }[] }>('segments.list')
  expect(segments).toMatchObject([{ name: '年长客户', version: 1 }])
  await run.screenshots('segments-3-saved')
})

test('a funnel shows what is left at each sieve and ends in a segment', async () => {
  await page.getByRole('button', { name: '漏斗' }).click()
  await page.getByText('唤醒睡眠户', { exact: true }).click()
  const last = page.getByRole('row', { name: '找得到人' })
  await last.getByText(/^\d/).first().waitFor()
  await page.waitForFunction(() => !document.querySelector('.segment-funnel')?.textContent?.includes('…'))
  await run.screenshots('segments-4-funnel')
  await page.getByRole('button', { name: '看名单并保存' }).click()
  await page
    .getByRole('status', { name: '人数' })
    .getByText(/户符合/)
    .waitFor()
  await page.waitForFunction(
    () => document.querySelector('.segment-counts')?.getAttribute('aria-busy') === 'false',
  )
  await run.screenshots('segments-5-funnel-list')
  await page.getByRole('button', { name: /^保\s*存$/ }).click()
  await page.getByText('“唤醒睡眠户”已保存为第 1 版').waitFor()
})
