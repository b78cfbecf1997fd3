/**
 * The import wizard in real Electron: a layout nobody has seen is set up by hand, a bad cell is set right where it
 * stands, a row is left out, the batch is confirmed, its bad rows saved, and the import taken back from the history.
 */
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { csvBytes, workbookBytes } from '../helpers/make-workbook.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-wizard-'))
let run: RunningApp
let page: Page

const click = (name: string | RegExp) => page.getByRole('button', { name }).first().click()
const step = (name: string) => page.getByLabel('导入步骤').getByText(name, { exact: true }).click()

async function latest(): Promise<unknown> {
  const answer = await run.invoke('app.status', {})
  return answer.ok ? (answer.data as { latest: string | null }).latest : answer.message
}

beforeAll(async () => {
  run = await launchApp({ dir: join(dir, 'profile') })
  page = run.page
  page.setDefaultTimeout(60_000)
  await run.engineState('ready')
  await page.getByRole('navigation').getByText('导入', { exact: true }).click()
})
afterAll(async () => {
  await run.close()
  rmSync(dir, { recursive: true, force: true })
})

test('an unknown layout is refused, set up by hand, and asks nothing the next week', async () => {
  const header = ['编码', '叫法', '钱款', '末次往来']
  const week = (date: string, rows: readonly string[][]) => {
    const path = join(dir, `资料_${date}.csv`)
    writeFileSync(path, csvBytes([['某支行客户资料'], header, ...rows]))
    return path
  }
  const rows = Array.from({ length: 40 }, (_, i) => [
    `0062000000${10 + i}`,
    `客户${i}`,
    String(1000 * i),
    '2026-10-08',
  ])
  await run.stubDialogs({ open: [week('20261113', rows)] })
  await click('选择文件')
  await page.getByText('没有导入，数据没有改动').waitFor()
  await run.screenshots('20-import-refused')
  await click('逐步设置')
  await page.getByRole('button', { name: '2', exact: true }).click()
  await page.getByRole('combobox', { name: '文件内容' }).click()
  await page.getByTitle('客户清单', { exact: true }).click()
  await run.screenshots('21-import-setup')
  await click('下一步')
  for (const [column, field] of [
    ['编码', '客户号'],
    ['叫法', '姓名'],
    ['钱款', 'AUM'],
    ['末次往来', '最近动账日'],
  ] as const) {
    await page.getByRole('combobox', { name: `“${column}”认作` }).click()
    await page.keyboard.type(field)
    await page.keyboard.press('Enter')
  }
  await run.screenshots('22-import-columns')
  await click('下一步')
  await page.getByText('这是第一期数据，没有上一期可比').waitFor()
  await click('确认导入')
  await page.getByRole('region', { name: '已导入' }).waitFor()
  expect(await latest()).toBe('2026-11-13')

  await run.stubDialogs({ open: [week('20261120', rows.slice(1))] })
  await click('继续导入')
  await click('选择文件')
  await page.getByText('与 2026-11-13 相比').waitFor()
  await click('放弃，不导入')
})

test('a bad cell is set right in place, a row left out, the import undone from the history', async () => {
  const header = ['客户号', '客户姓名', 'AUM余额', '最近交易日期', '管户客户经理']
  const good = Array.from({ length: 60 }, (_, i) => [
    `0062000000${10 + i}`,
    `客户${i}`,
    '2000.50',
    '2026-11-10',
    '李娜',
  ])
  const path = join(dir, '客户清单_20261120.csv')
  const bad = (no: string, aum: string) => [`00620000${no}`, `新客${no}`, aum, '2026-11-10', '李娜']
  writeFileSync(
    path,
    csvBytes([header, bad('9001', '待核'), bad('9002', '一百'), bad('9003', '??'), ...good]),
  )
  await run.stubDialogs({ open: [path], save: join(dir, '问题行.xlsx') })
  await click('选择文件')
  const grid = page.getByRole('region', { name: /的问题行$/ })
  await grid.getByText('待核').first().waitFor()
  await run.screenshots('23-import-problems')

  await grid.getByText('待核', { exact: true }).dblclick()
  await page.keyboard.press('ControlOrMeta+A')
  await page.keyboard.type('880.25')
  await page.keyboard.press('Enter')
  await grid.getByText('880.25').waitFor()
  await grid.getByText('一百', { exact: true }).click()
  await click(/不要选中的 1 行/)
  await click('撤销')
  await click('重做')
  // The same by keys, which here never reach the undo of the frame.
  await page.getByRole('button', { name: '撤销', exact: true }).first().focus()
  await page.keyboard.press('ControlOrMeta+Z')
  await page
    .getByRole('button', { name: '重做', exact: true })
    .first()
    .and(page.locator(':enabled'))
    .waitFor()
  await page.keyboard.press('ControlOrMeta+Y')
  await page
    .getByRole('button', { name: '重做', exact: true })
    .first()
    .and(page.locator(':disabled'))
    .waitFor()
  await run.screenshots('24-import-mended')
  await click('重新检查')
  await grid.getByText('待核').first().waitFor({ state: 'detached' })
  await click('看变化')
  await page.getByText(/与 2026-11-13 相比/).waitFor()
  await step('检查')
  await step('变化')
  await run.screenshots('25-import-changes-mended')
  await click('确认导入')
  await page.getByRole('region', { name: '已导入' }).waitFor()
  const stored = await run.invoke('customers.page', { offset: 0, limit: 200, sort: [], filter: {} })
  expect(await latest()).toBe('2026-11-20')
  expect(JSON.stringify(stored)).toContain('006200009001')
  expect(JSON.stringify(stored)).not.toContain('006200009002')

  await page.getByRole('region', { name: '已导入' }).getByRole('button', { name: '问题行另存为表格' }).click()
  await expect.poll(() => existsSync(join(dir, '问题行.xlsx')), { timeout: 30_000 }).toBe(true)

  await click('撤销导入')
  await page.getByRole('dialog').getByRole('button', { name: '撤销导入' }).click()
  await page.getByText('已撤销 2026-11-20 的导入，数据恢复到导入之前。').waitFor()
  expect(await latest()).toBe('2026-11-13')
  await run.screenshots('26-import-undone')
})

test('an .xls of old goes through the built reading thread and is taken as it is', async () => {
  const path = join(dir, '客户清单_20261120.xls')
  const rows = Array.from({ length: 30 }, (_, i) => [`0062000000${10 + i}`, `客户${i}`, 2000.5 + i])
  writeFileSync(
    path,
    workbookBytes([{ name: '客户', rows: [['客户号', '客户姓名', 'AUM余额'], ...rows] }], 'xls'),
  )
  const preview = await run.invoke('imports.preview', { paths: [path], options: {} })
  expect(preview).toMatchObject({ ok: true, data: { weeks: [{ asOf: '2026-11-20' }] } })
  expect(JSON.stringify(preview)).toContain('"rowsAccepted":30')
})
