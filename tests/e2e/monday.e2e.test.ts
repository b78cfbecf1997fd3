/**
 * The product as a manager uses it, in real Electron on an empty profile: two weeks through the wizard, search,
 * plan, paper, report, restart. Screenshots of every screen on the way.
 */
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type axeCore from 'axe-core'
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readWorkbook } from '../../electron/engine/io/read-workbook.ts'
import type { Analysis } from '../../shared/contract/overview.ts'
import { expected, planWeek, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { launchApp, type RunningApp } from './electron-app.ts'

const clickLimit = 8
const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

const dir = mkdtempSync(join(tmpdir(), 'panhuo-monday-'))
const profile = join(dir, 'profile')
const papers = join(dir, 'papers')
let run: RunningApp
let page: Page
let clicks = 0

async function start(): Promise<void> {
  run = await launchApp({ dir: profile })
  page = run.page
  page.setDefaultTimeout(60_000)
  await run.engineState('ready')
}

/** One click of the manager's. */
async function click(name: string | RegExp, options: { exact?: boolean } = {}): Promise<void> {
  clicks += 1
  await page
    .getByRole('button', { name, ...options })
    .first()
    .click()
}

const open = (screen: string) => page.getByRole('navigation').getByText(screen, { exact: true }).click()

async function analysis(): Promise<Analysis> {
  const answer = await run.invoke('overview.get', {})
  if (!answer.ok) throw new Error(answer.message)
  return (answer.data as { analysis: Analysis }).analysis
}

beforeAll(async () => {
  mkdirSync(papers, { recursive: true })
  await start()
})
afterAll(async () => {
  await run.close()
  rmSync(dir, { recursive: true, force: true })
})

describe('from the first extract to paper', () => {
  test('an empty profile says what will be here and offers the one action', async () => {
    await page.getByRole('button', { name: '导入本周数据' }).waitFor()
    await run.screenshots('01-empty-workbench')
  })

  test('week one goes through the wizard and is not compared with anything', async () => {
    await run.stubDialogs({ open: week1Files })
    await page.getByRole('button', { name: '导入本周数据' }).click()
    await page.getByRole('button', { name: '选择文件' }).waitFor()
    await run.screenshots('02-import-choose')
    await click('选择文件')
    await page.getByText('这是第一期数据，没有上一期可比').waitFor()
    await run.screenshots('03-import-first-week')
    await click('确认导入')
    await page.getByRole('region', { name: '已导入' }).waitFor()
    const { customers, aumFen, tiers } = await analysis()
    expect({ customers, aumFen }).toEqual({
      customers: expected.week1.customers,
      aumFen: expected.week1.aumFen,
    })
    expect(tiers).toMatchObject(expected.week1.tiers)
    await open('工作台')
    await page.getByText('先做这几件').waitFor()
    await run.screenshots('04-workbench-first-week')
  })

  test(`week two: at most ${clickLimit} clicks from the files to the sheets on paper`, async () => {
    await open('导入')
    await page
      .getByRole('button', { name: '继续导入' })
      .or(page.getByRole('button', { name: '选择文件' }))
      .first()
      .waitFor()
    const pdf = join(papers, '周计划.pdf')
    await run.stubDialogs({ open: week2Files, save: pdf })
    clicks = 0
    if (await page.getByRole('button', { name: '继续导入' }).isVisible()) await click('继续导入')
    await click('选择文件')
    await page.getByText('与 2026-11-13 相比').waitFor()
    await run.screenshots('05-import-changes')
    await click('确认导入')
    await page.getByRole('button', { name: '生成周计划' }).waitFor()
    await run.screenshots('06-import-done')
    await click('生成周计划')
    await page.getByRole('button', { name: '打印预览' }).waitFor()
    await click('打印预览')
    await page
      .getByText(/第 1 页，共 \d+ 页/)
      .first()
      .waitFor()
    await run.screenshots('07-print-preview')
    await click(/保存 PDF/)
    await expect.poll(() => existsSync(pdf), { timeout: 60_000 }).toBe(true)
    expect(clicks).toBeLessThanOrEqual(clickLimit)

    const document = await getDocument({ data: new Uint8Array(readFileSync(pdf)) }).promise
    const first = await document.getPage(1)
    const { width, height } = first.getViewport({ scale: 1 })
    expect([Math.round(width), Math.round(height)]).toEqual([842, 595])
    const texts = await Promise.all(
      Array.from({ length: document.numPages }, async (_, at) =>
        (await (await document.getPage(at + 1)).getTextContent()).items
          .map((i) => ('str' in i ? i.str : ''))
          .join(''),
      ),
    )
    for (const rm of ['张伟', '李娜', '王芳', '陈超', '赵敏']) expect(texts.join('')).toContain(rm)
    await page.keyboard.press('Escape')
  })

  test('every figure equals the expected ones', async () => {
    const now = await analysis()
    expect(now).toMatchObject({
      asOf: week2,
      customers: expected.week2.customers,
      aumFen: expected.week2.aumFen,
      tiers: expected.week2.tiers,
      dormancy: expected.week2.dormancy,
      aumFallWarnings: expected.week2.aumFallWarnings,
      nearThreshold: expected.week2.nearThreshold,
    })
    await open('工作台')
    await page.getByText('3,002 户').first().waitFor()
    await run.screenshots('08-workbench')
  })

  test('customers are found by pinyin initials, and one opens with facts and reasons', async () => {
    await open('客户')
    await page.getByRole('row').nth(5).waitFor()
    await run.screenshots('09-customers')
    const search = page.getByRole('main').getByPlaceholder(/拼音/)
    await search.fill('xzy')
    const cell = page.getByRole('gridcell', { name: '解梓玉' }).first()
    await cell.waitFor()
    await cell.dblclick()
    await page.getByText('为什么在名单上').waitFor()
    await run.screenshots('10-customer')
    await page.keyboard.press('Escape')
  })

  test('the plan shows every RM’s week; a line shows its six fields', async () => {
    await open('计划')
    await page.getByRole('row').nth(3).waitFor()
    await run.screenshots('11-plan')
    await page.getByRole('row').nth(3).getByRole('gridcell').nth(4).dblclick()
    await page.getByText('得分').last().waitFor()
    await run.screenshots('12-plan-line')
    await page.keyboard.press('Escape')
  })

  test('the report is exported and reads back with the customers of the screen', async () => {
    const path = join(papers, '周报.xlsx')
    await run.stubDialogs({ save: path })
    await open('报表')
    await page.getByRole('button', { name: '导出 Excel' }).first().click()
    await expect.poll(() => existsSync(path), { timeout: 60_000 }).toBe(true)
    await page.getByText(/周报已导出/).waitFor()
    await run.screenshots('13-reports')
    const book = await readWorkbook({ bytes: readFileSync(path), fileName: '周报.xlsx' })
    const tiers = book.sheets.find((s) => s.name === '分层')!.rows.slice(3, 8)
    expect(tiers.reduce((sum, row) => sum + Number(row[1]), 0)).toBe(expected.week2.customers)
  })

  test('settings show the playbook, the roster and the calendar', async () => {
    await open('设置')
    await page.getByText('分层与节奏').first().waitFor()
    await run.screenshots('14-settings-playbook')
    for (const [tab, name] of [
      ['客户经理', '15-settings-rms'],
      ['工作日历', '16-settings-calendar'],
      ['数据', '17-settings-data'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click()
      await page.getByRole('tabpanel', { name: tab }).waitFor()
      await run.screenshots(name)
    }
  })

  test.each(['工作台', '导入', '客户', '计划', '报表', '设置'])(
    '%s can be used without seeing or a mouse',
    async (name) => {
      await open(name)
      await page.getByRole('heading', { name, exact: true }).first().waitFor()
      await page.evaluate(axeSource)
      const serious = await page.evaluate(async () => {
        const { axe } = window as unknown as { axe: typeof axeCore }
        const { violations } = await axe.run({ runOnly: ['wcag2a', 'wcag2aa'] })
        return violations
          .filter((v) => v.impact === 'serious' || v.impact === 'critical')
          .map((v) => `${v.id}: ${v.nodes.map((n) => n.html.slice(0, 120)).join(' | ')}`)
      })
      expect(serious).toEqual([])
    },
  )

  test('after a restart everything is still there', async () => {
    await run.close()
    await start()
    await page.getByText('3,002 户').first().waitFor()
    await run.screenshots('18-workbench-again')
    expect((await analysis()).aumFen).toBe(expected.week2.aumFen)
    const plan = await run.invoke('plans.get', { week: planWeek })
    expect(plan).toMatchObject({ ok: true, data: { week: planWeek } })
  })

  test('an engine killed in the middle is said to be gone, comes back, and lost nothing', async () => {
    const { enginePid } = await run.shell('shell.info', {})
    process.kill(enginePid!, 'SIGKILL')
    await run.engineState('dead')
    await run.engineState('ready')
    expect((await analysis()).customers).toBe(expected.week2.customers)
  })
})
