/** The branch in groups, in real Electron: every tab is looked at, a figure leads to its names. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { week1Files, week2Files } from '../helpers/samples.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-nine-box-'))
let run: RunningApp
let page: Page

const tab = (name: string) => page.getByRole('tab', { name, exact: true }).click()

beforeAll(async () => {
  run = await launchApp({ dir })
  page = run.page
  page.setDefaultTimeout(60_000)
  await run.engineState('ready')
  for (const paths of [week1Files, week2Files]) {
    const made = await run.invoke('imports.preview', { paths: [...paths], options: {} })
    if (!made.ok) throw new Error(made.message)
    const { token, confirmations } = made.data as { token: string; confirmations: { code: string }[] }
    const done = await run.invoke('imports.commit', {
      token,
      confirmed: confirmations.map(({ code }) => code),
    })
    expect(done.ok).toBe(true)
  }
})
afterAll(async () => {
  await run.close()
  rmSync(dir, { recursive: true, force: true })
})

test('the nine-box shows its cells, and one of them its customers', async () => {
  await page.getByRole('navigation').getByText('分群', { exact: true }).click()
  await page.getByRole('button', { name: /^高·陌生：/ }).click()
  await page.getByText('按 AUM 从高到低').waitFor()
  await run.screenshots('40-nine-box')
  await page.getByRole('button', { name: /^中·一般：/ }).click()
  await page.getByRole('region', { name: '中·一般', exact: true }).waitFor()
})

test('a figure of the moves opens its names', async () => {
  await tab('迁移')
  await page.getByRole('button', { name: /^中端 → 高端/ }).click()
  await page
    .getByRole('region', { name: /^中端 → 高端：/ })
    .first()
    .waitFor()
  await run.screenshots('41-moves')
  await page.getByText('九宫格', { exact: true }).last().click()
  await page.getByRole('columnheader', { name: '高·陌生' }).waitFor()
  await run.screenshots('42-moves-cells')
})

test('a line opens those just below it, with what to say', async () => {
  await tab('临界')
  await page
    .getByRole('button', { name: /线差一点：/ })
    .first()
    .click()
  await page
    .getByRole('region', { name: '临界' })
    .getByText(/再存 [\d,]+ 元并放满 \d+ 天/)
    .first()
    .waitFor()
  await run.screenshots('46-near')
})

test('a changed playbook is tried before it is saved', async () => {
  await page.getByRole('navigation').getByText('设置', { exact: true }).click()
  await page.getByRole('tab', { name: '经营手册' }).click()
  await page.getByRole('button', { name: '编辑手册' }).click()
  await page.getByRole('spinbutton', { name: '高端下限' }).fill('40')
  await page.getByRole('button', { name: '试算：谁会变动' }).click()
  await page.getByRole('button', { name: '中端 → 高端' }).click()
  await run.screenshots('47-what-if')
  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'MAN 判断' }).click()
  await run.screenshots('48-playbook-man')
  await page.getByRole('button', { name: '放弃改动' }).click()
  await page.getByRole('navigation').getByText('分群', { exact: true }).click()
})

test('MAN, groups and communities lead to lists', async () => {
  await tab('MAN')
  await page.getByRole('table', { name: 'MAN 八组' }).waitFor()
  await run.screenshots('43-man')
  await tab('客群与阶段')
  await page.getByRole('table', { name: '交叉销售' }).waitFor()
  await run.screenshots('44-groups')
  await tab('社群')
  const grid = page.getByRole('region', { name: '社群' })
  await grid.getByRole('gridcell').first().waitFor()
  await run.screenshots('45-communities')
  await grid.getByRole('gridcell').first().dblclick()
  await page
    .getByText(/社群.*单位|社群.*小区|社群.*商圈|社群.*学校/)
    .first()
    .waitFor()
})
