import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { readFileSync } from 'node:fs'
import { readWorkbook } from '../../electron/engine/io/read-workbook.ts'
import { expected, planWeek, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { testEngine } from '../helpers/test-engine.ts'

describe('the weekly plan', () => {
  test('covers every customer once: planned, or left out for a stated reason', async () => {
    const { call, import: importFiles } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    expect((await call('app.status', {})).planWeek).toBe(planWeek)
    const plan = await call('plans.generate', { week: planWeek })
    const omitted = Object.values(plan.omitted).reduce((a, b) => a + b, 0)
    expect(plan.lines.length + omitted).toBe(expected.week2.customers)
    expect(new Set(plan.lines.map((l) => l.customerNo)).size).toBe(plan.lines.length)
    for (const day of plan.load) expect(day.minutes).toBeLessThanOrEqual(day.capacity)
    for (const [reason, n] of Object.entries(plan.omitted)) {
      const page = await call('plans.omissions', {
        week: planWeek,
        reason: reason as 'capacity',
        offset: 0,
        limit: 5,
      })
      expect(page.total).toBe(n)
      expect(page.rows.every((r) => r.detail !== '')).toBe(true)
    }
    expect(plan.toAdopt.length).toBe(
      (
        await call('customers.page', {
          filter: { rms: [''], tiers: ['mid', 'high', 'private'] },
          sort: [],
          offset: 0,
          limit: 1,
        })
      ).total,
    )
  })

  test('leave empties an RM’s days, and undo fills them again', async () => {
    const { call, import: importFiles } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const before = await call('plans.generate', { week: planWeek })
    await call('settings.addAbsence', {
      rmNo: '80231',
      from: '2026-11-23',
      to: '2026-11-24',
      minutes: null,
      reason: '年假',
    })
    const after = await call('plans.generate', { week: planWeek })
    const dates = (plan: typeof before) =>
      new Set(plan.lines.filter((l) => l.rm === '80231').map((l) => l.date))
    expect(dates(before)).toContain('2026-11-23')
    expect([...dates(after)].sort()[0]).toBe('2026-11-25')
    await call('history.undo', {})
    expect(await call('plans.get', { week: planWeek })).toEqual(before)
    await call('history.redo', {})
    expect((await call('plans.get', { week: planWeek }))?.lines.map((l) => l.customerNo)).toEqual(
      after.lines.map((l) => l.customerNo),
    )
  })

  test('the same snapshot, playbook and roster make the same plan', async () => {
    const { call, import: importFiles } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const strip = (plan: Awaited<ReturnType<typeof make>>) => plan.lines.map(({ itemId: _, ...line }) => line)
    const make = () => call('plans.generate', { week: planWeek })
    expect(strip(await make())).toEqual(strip(await make()))
  })

  test('sheets name every RM, hide every number, and are logged', async () => {
    const { call, import: importFiles, engine } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const plan = await call('plans.generate', { week: planWeek })
    const { html, sheets } = await call('plans.sheets', { week: planWeek })
    const rms = new Set(plan.lines.map((l) => l.rm))
    expect(sheets).toBe(rms.size)
    for (const rm of rms) expect(html).toContain(rm)
    const phones = engine.context.read
      .prepare('SELECT phone FROM customer WHERE phone IS NOT NULL')
      .pluck()
      .all() as string[]
    expect(phones.filter((p) => html.includes(p))).toEqual([])
    expect((await call('reports.log', {})).entries).toEqual([])
    await call('plans.logPrint', { week: planWeek, target: '打印机' })
    expect((await call('reports.log', {})).entries[0]).toMatchObject({
      kind: 'print.plan',
      rows: plan.lines.length,
    })
  })

  test('a first week without history already plans, and says what must wait', async () => {
    const { call, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const plan = await call('plans.generate', { week: '2026-W47' })
    expect(plan.lines.length).toBeGreaterThan(100)
    const overview = (await call('overview.get', {}))!
    expect(overview.needsHistory.join()).toMatch(/上一期/)
    expect(overview.todo.map((t) => t.key)).toEqual(
      expect.arrayContaining(['unowned', 'peakFarAbove', 'nearThreshold']),
    )
  })

  test('no data, no plan, no such week: refused in words', async () => {
    const { engine } = testEngine()
    expect(await engine.dispatch('plans.generate', { week: planWeek })).toMatchObject({
      ok: false,
      code: 'NO_DATA',
    })
    expect(await engine.dispatch('plans.generate', { week: '2026-W60' })).toMatchObject({
      ok: false,
      code: 'WEEK_UNKNOWN',
    })
    expect(await engine.dispatch('plans.sheets', { week: planWeek })).toMatchObject({
      ok: false,
      code: 'NO_PLAN',
    })
  })
})

describe('the weekly report', () => {
  test('read back, its figures and types are those of the screens', async () => {
    const { call, import: importFiles, dir } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const plan = await call('plans.generate', { week: planWeek })
    const path = join(dir, '周报.xlsx')
    const written = await call('reports.export', { kind: 'weekly', path })
    expect(readdirSync(dir).filter((f) => f.endsWith('.part'))).toEqual([])

    const book = await readWorkbook({ bytes: readFileSync(path), fileName: '周报.xlsx' })
    const sheet = (name: string) => book.sheets.find((s) => s.name === name)!
    expect(book.sheets.map((s) => s.name).slice(0, 4)).toEqual(['概览', '分层', '预警', '唤醒名单'])
    const overview = (await call('overview.get', {}))!
    const tiers = sheet('分层').rows.slice(3, 8)
    expect(tiers.map((r) => r[1])).toEqual(overview.tiers.slice(0, 5).map((t) => t.customers))
    expect(tiers.map((r) => Math.round(Number(r[2]) * 1_000_000))).toEqual(
      overview.tiers.slice(0, 5).map((t) => t.aumFen),
    )

    const sleepers = await call('customers.page', {
      filter: { dormancy: ['light', 'medium', 'deep'], contactable: true },
      sort: [{ field: 'aumPeakFen', dir: 'desc' }],
      offset: 0,
      limit: 1000,
    })
    const listed = sheet('唤醒名单').rows.slice(3)
    expect(listed).toHaveLength(sleepers.total)
    expect(listed.map((r) => r[0])).toEqual(sleepers.rows.map((r) => r.customerNo))
    expect(listed.map((r) => r[11])).toEqual(sleepers.rows.map((r) => r.phone))
    expect(listed.map((r) => Math.round(Number(r[4]) * 1_000_000))).toEqual(
      sleepers.rows.map((r) => r.aumFen),
    )
    expect(listed.map((r) => r[10])).toEqual(
      sleepers.rows.map((r) => (r.lastTxnDate === null ? null : { date: r.lastTxnDate })),
    )

    for (const rm of new Set(plan.lines.map((l) => l.rm))) {
      const mine = plan.lines.filter((l) => l.rm === rm)
      const rows = book.sheets.find((s) => s.name.includes(rm))!.rows.slice(3)
      expect(rows.map((r) => r[3])).toEqual(mine.map((l) => l.customerNo))
      expect(rows.map((r) => r[1])).toEqual(mine.map((l) => ({ date: l.date })))
    }
    expect(written.sheets.find((s) => s.name === '唤醒名单')?.rows).toBe(sleepers.total)
  })

  test('prints on A4, repeats its header, keeps it in view', async () => {
    const { call, import: importFiles, dir } = testEngine()
    await importFiles(week1Files)
    const path = join(dir, 'segments.xlsx')
    await call('reports.export', { kind: 'segments', path })
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    const sheet = book.getWorksheet('客户清单')!
    expect(sheet.pageSetup).toMatchObject({
      paperSize: 9,
      orientation: 'landscape',
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: '3:3',
    })
    expect(sheet.views[0]).toMatchObject({ state: 'frozen', ySplit: 3 })
    expect(sheet.headerFooter.oddFooter).toMatch(/&P.*&N/)
    expect(sheet.getCell('E4').numFmt).toBe('#,##0.00')
    expect(sheet.getCell('A4').type).toBe(ExcelJS.ValueType.String)
    expect(sheet.getCell('K4').numFmt).toBe('yyyy-mm-dd')
  })

  test('the overview shows counts whole and amounts with two decimals', async () => {
    const { call, import: importFiles, dir } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const path = join(dir, 'weekly.xlsx')
    await call('reports.export', { kind: 'weekly', path })
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(path)
    const sheet = book.getWorksheet('概览')!
    expect(sheet.getCell('C4')).toMatchObject({ value: expected.week2.customers, numFmt: '#,##0' })
    expect(sheet.getCell('C5')).toMatchObject({ value: 209489.65, numFmt: '#,##0.00' })
  })

  test('full numbers need a purpose, and leave a trace', async () => {
    const { call, engine, import: importFiles, dir } = testEngine()
    await importFiles(week1Files)
    const path = join(dir, 'full.xlsx')
    expect(await engine.dispatch('reports.export', { kind: 'segments', path, unmasked: true })).toMatchObject(
      { ok: false, code: 'PURPOSE_NEEDED' },
    )
    expect(existsSync(path)).toBe(false)
    await call('reports.export', { kind: 'segments', path, unmasked: true, purpose: '上门核对' })
    expect((await call('reports.log', {})).entries[0]).toMatchObject({
      kind: 'report.segments',
      scope: '2026-11-13',
      purpose: '上门核对',
      masked: false,
    })
  })

  test('cancelled half-way, nothing lies at the path', async () => {
    const { call, import: importFiles, dir } = testEngine()
    await importFiles(week1Files)
    const abort = new AbortController()
    const path = join(dir, 'half.xlsx')
    const job = call(
      'reports.export',
      { kind: 'segments', path },
      {
        signal: abort.signal,
        onProgress: () => {
          abort.abort()
        },
      },
    )
    await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(readdirSync(dir).filter((f) => f.startsWith('half'))).toEqual([])
  })
})

describe('the playbook', () => {
  test('a saved version re-derives the latest week; the past keeps its own; undo returns both', async () => {
    const { call, import: importFiles } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const before = (await call('overview.get', {}))!.analysis
    const { playbook } = await call('settings.playbook', {})
    const changed = structuredClone(playbook)
    changed.dormancy.lightDays = 60
    const { version } = await call('settings.savePlaybook', { playbook: changed, note: '浅睡提前到 60 天' })
    const after = (await call('overview.get', {}))!.analysis
    expect(after.playbookVersion).toBe(version)
    expect(after.dormancy['light']).toBeGreaterThan(before.dormancy['light']!)
    expect((await call('overview.get', { asOf: '2026-11-13' }))!.analysis.playbookVersion).toBe(1)
    await call('history.undo', {})
    expect((await call('overview.get', {}))!.analysis).toEqual(before)
    expect((await call('settings.playbook', {})).version).toBe(1)
    expect(before.asOf).toBe(week2)
  })

  test('tiers with a gap are refused', async () => {
    const { call, engine } = testEngine()
    const { playbook } = await call('settings.playbook', {})
    const broken = structuredClone(playbook)
    broken.tiers[2]!.loFen = broken.tiers[1]!.loFen
    expect(await engine.dispatch('settings.savePlaybook', { playbook: broken, note: '' })).toMatchObject({
      ok: false,
      code: 'BAD_INPUT',
    })
  })
})
