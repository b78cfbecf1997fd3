/** Undo of any past import: what stands afterwards is what importing the rest would have made. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { chainFaults, handDump, replayDump } from '../helpers/replay-dump.ts'
import { branchCustomer, branchWeeks, writeExtract, type BranchKind } from '../helpers/random-weeks.ts'
import { testEngine, type TestEngine } from '../helpers/test-engine.ts'

const seed = 7

/** Imports versions of weeks one after the other; returns the import of each. */
async function importAll(
  { dir, import: importFiles }: TestEngine,
  wanted: readonly { week: number; version: number; kinds?: readonly BranchKind[] }[],
): Promise<number[]> {
  const done: number[] = []
  for (const { week, version, kinds = ['customers'] as const } of wanted) {
    const paths = kinds.map((kind) => writeExtract(dir, { seed, week, version, kind }))
    done.push((await importFiles(paths)).importId)
  }
  return done
}

async function stateAfter(wanted: Parameters<typeof importAll>[1]): Promise<Record<string, unknown>> {
  const fresh = testEngine()
  await importAll(fresh, wanted)
  return replayDump(fresh.engine.context.read)
}

const versions = (...list: number[]) => list.map((version) => ({ week: 1, version }))

describe('a week imported three times', () => {
  test.each([
    { undone: [1], rest: [1, 2] },
    { undone: [2], rest: [0, 2] },
    { undone: [3], rest: [0, 1] },
    { undone: [2, 3], rest: [0] },
    { undone: [3, 2], rest: [0] },
    { undone: [1, 3], rest: [1] },
    { undone: [3, 1, 2], rest: [] },
  ])('without $undone stands as $rest', async ({ undone, rest }) => {
    const engine = testEngine()
    const { read } = engine.engine.context
    expect(await importAll(engine, versions(0, 1, 2))).toEqual([1, 2, 3])
    for (const importId of undone) {
      expect(await engine.call('imports.undo', { importId })).toMatchObject({
        importId,
        asOf: [branchWeeks[1]],
      })
      expect(chainFaults(read)).toEqual([])
    }
    expect(replayDump(read)).toEqual(await stateAfter(versions(...rest)))
  })
})

test('a week in the middle: later weeks compare with the one before it', async () => {
  const engine = testEngine()
  const weeks = [0, 1, 2, 3].map((week) => ({ week, version: 0, kinds: ['customers', 'contacts'] as const }))
  const [, second = 0] = await importAll(engine, weeks)
  await engine.call('imports.undo', { importId: second })
  expect(replayDump(engine.engine.context.read)).toEqual(await stateAfter(weeks.filter((w) => w.week !== 1)))
})

test('the weeks in any order give the same results, contacts and movements of one day in the same order', async () => {
  const seen = async (order: readonly number[]) => {
    const engine = testEngine()
    const kinds = ['customers', 'contacts', 'movements'] as const
    await importAll(
      engine,
      order.map((week) => ({ week, version: 0, kinds })),
    )
    const { rows } = await engine.call('customers.page', { offset: 0, limit: 100, sort: [], filter: {} })
    const details = rows.map(({ customerNo }) => engine.call('customers.detail', { customerNo }))
    return { details: await Promise.all(details), dump: replayDump(engine.engine.context.read) }
  }
  const forward = await seen([0, 1, 2, 3])
  const days = forward.details.flatMap((d) => d.contacts.map((c) => `${d.customerNo} ${c.contactDate}`))
  expect(new Set(days).size).toBeLessThan(days.length)
  expect(await seen([3, 2, 1, 0])).toEqual(forward)
  expect(await seen([2, 0, 3, 1])).toEqual(forward)
})

test('a week brought in late knows no hand-over of later weeks', async () => {
  const late = async (order: readonly string[]) => {
    const { dir, import: importFiles, call } = testEngine()
    const rm: Record<string, string> = {
      20261023: '周杰',
      20261030: '吴昊',
      20261106: '吴昊',
      20261113: '周杰',
    }
    const log = join(dir, '接触记录_20261023.csv')
    writeFileSync(log, `客户号,接触日期,接触方式,结果\n${branchCustomer(1)},2026-10-22,电话,接通\n`)
    const files = order.map((day) => join(dir, `客户清单_${day}.csv`))
    for (const [nth, day] of order.entries())
      writeFileSync(
        files[nth] ?? '',
        `客户号,客户经理,AUM余额(元)\n${[0, 1].map((no) => `${branchCustomer(no)},${rm[day] ?? ''},60${day.slice(5)}`).join('\n')}\n`,
      )
    for (const file of [log, ...files]) await importFiles([file])
    return (await call('overview.get', { asOf: '2026-11-06' }))?.analysis.warnings
  }
  const inOrder = await late(['20261023', '20261030', '20261106', '20261113'])
  expect(inOrder).toMatchObject({ handover: { orange: 2 } })
  expect(await late(['20261023', '20261030', '20261113', '20261106'])).toEqual(inOrder)
})

test('results made with an older playbook come back with that playbook', async () => {
  const engine = testEngine()
  const { call, setNow, engine: opened } = engine
  await importAll(engine, [
    { week: 0, version: 0 },
    { week: 1, version: 0 },
  ])
  const { playbook } = await call('settings.playbook', {})
  setNow('2026-11-22T08:00:00')
  await call('settings.savePlaybook', {
    playbook: { ...playbook, dormancy: { ...playbook.dormancy, lightDays: 60 } },
    note: '',
  })
  const before = replayDump(opened.context.read)
  setNow('2026-11-23T08:00:00')
  const [again = 0] = await importAll(engine, [{ week: 0, version: 1 }])
  const version = (asOf: string | undefined) =>
    call('overview.get', { asOf: asOf ?? '' }).then((o) => o?.analysis.playbookVersion)
  expect(await version(branchWeeks[0])).toBe(2)
  await call('imports.undo', { importId: again })
  expect(await version(branchWeeks[0])).toBe(1)
  expect(replayDump(opened.context.read)).toEqual(before)
})

describe('what cannot be taken back', () => {
  test('is refused in words and changes nothing', async () => {
    const engine = testEngine()
    const { call, engine: opened } = engine
    await expect(call('imports.undo', {})).rejects.toMatchObject({ code: 'NOTHING_TO_UNDO' })
    await importAll(engine, versions(0, 1))
    await call('imports.undo', { importId: 1 })
    const before = replayDump(opened.context.read)
    await expect(call('imports.undo', { importId: 9 })).rejects.toMatchObject({ code: 'IMPORT_UNKNOWN' })
    await expect(call('imports.undo', { importId: 1 })).rejects.toMatchObject({ code: 'IMPORT_UNDONE' })
    expect(replayDump(opened.context.read)).toEqual(before)
  })

  test('an import whose bad rows came back mended stays until those are taken back', async () => {
    const { call, dir, engine: opened, import: importFiles } = testEngine()
    const file = join(dir, '客户清单_20261120.csv')
    const good = Array.from({ length: 60 }, (_, nth) => `${branchCustomer(nth)},王小明,100.00`)
    writeFileSync(file, ['客户号,客户姓名,AUM余额(元)', ...good, '006200009999,李娜,待核'].join('\n'))
    const { importId } = await importFiles([file])
    const bad = join(dir, '问题行.xlsx')
    await call('imports.saveRejects', { importId, target: bad })
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(bad)
    const row = book.worksheets[0]?.getRow(2)
    row?.eachCell((cell) => {
      if (cell.value === '待核') cell.value = '200.00'
    })
    await book.xlsx.writeFile(bad)
    const before = replayDump(opened.context.read)
    const mended = (await importFiles([bad])).importId
    await expect(call('imports.undo', { importId })).rejects.toMatchObject({
      code: 'MERGE_STANDS',
      details: { imports: [mended] },
    })
    const { imports } = await call('imports.history', {})
    const offered = imports.filter((entry) => entry.undoable).map((entry) => entry.importId)
    expect(offered).toEqual([mended])
    await call('imports.undo', { importId: mended })
    expect(replayDump(opened.context.read)).toEqual(before)
    await call('imports.undo', { importId })
    expect(replayDump(opened.context.read)).toMatchObject({ active: [], customer: [], profiles: [] })
  })

  test('mended rows on mended rows are taken back from the top', async () => {
    const engine = testEngine()
    const { call, engine: opened } = engine
    await importAll(engine, versions(0, 1, 2))
    const { write } = opened.context
    write.exec('UPDATE dataset SET base_dataset_id = dataset_id - 1 WHERE dataset_id > 1')
    const undo = (importId: number) => call('imports.undo', { importId })
    await expect(undo(1)).rejects.toMatchObject({ code: 'MERGE_STANDS', details: { imports: [3, 2] } })
    await expect(undo(2)).rejects.toMatchObject({ code: 'MERGE_STANDS', details: { imports: [3] } })
    for (const importId of [3, 2, 1]) await undo(importId)
    expect(chainFaults(opened.context.read)).toEqual([])
  })

  test('a cancelled undo never happened, wherever it is stopped', async () => {
    const engine = testEngine()
    const { call, engine: opened } = engine
    await importAll(engine, [
      { week: 0, version: 0, kinds: ['customers', 'contacts', 'movements', 'holdings'] },
      { week: 1, version: 0 },
    ])
    const before = replayDump(opened.context.read)
    const history = await call('imports.history', {})
    let checkpoints = 0
    await call('imports.preview', {
      paths: [writeExtract(engine.dir, { seed, week: 2, version: 0, kind: 'customers' })],
      options: {},
    })
    for (let stopAt = 1; ; stopAt++) {
      const abort = new AbortController()
      checkpoints = 0
      const onProgress = () => {
        checkpoints += 1
        if (checkpoints === stopAt) abort.abort()
      }
      const answer = await opened.dispatch(
        'imports.undo',
        { importId: 1 },
        { signal: abort.signal, onProgress },
      )
      if (answer.ok) break
      expect(answer.code).toBe('CANCELLED')
      expect(replayDump(opened.context.read)).toEqual(before)
      expect(await call('imports.history', {})).toEqual(history)
    }
    expect(checkpoints).toBeGreaterThan(4)
  })
})

describe('work kept by hand', () => {
  test('stays, and what lost its basis is named', async () => {
    const engine = testEngine()
    const { call, import: importFiles, engine: opened, dir } = engine
    const { write, read } = opened.context
    await importAll(engine, [{ week: 0, version: 0 }])
    const known = read.prepare('SELECT customer_no FROM customer').pluck().all() as string[]
    const absent = [0, 1, 2, 3, 4, 5].map(branchCustomer).filter((no) => !known.includes(no))
    expect([known.length > 0, absent.length > 0]).toEqual([true, true])
    const [stays = '', comes = '', told = 'Z-1'] = [known[0], absent[0]]
    const everybody = writeExtract(dir, { seed, week: 1, version: 0, kind: 'customers' })
    writeFileSync(
      everybody,
      `客户号,客户姓名,AUM余额\n${stays},王小明,100\n${comes},新来的,200\n${told},说过话的,300\n`,
    )
    const { importId } = await importFiles([everybody])
    for (const customerNo of [stays, comes]) {
      await call('customers.addNote', { customerNo, text: '女儿今年高考' })
      write.prepare(`INSERT INTO tag VALUES (?, '重点', '2026-11-21T09:30:00')`).run(customerNo)
      write
        .prepare(`INSERT INTO contact (content_key, customer_no, contact_date) VALUES (?, ?, '2026-10-29')`)
        .run(`hand ${customerNo}`, customerNo)
    }
    await call('customers.keep', { customerNo: told, field: 'interests', value: '书法' })
    await call('settings.saveRm', {
      rmNo: '9',
      name: '新经理',
      role: 'rm',
      leftOn: null,
      dailyMinutes: null,
    })
    await call('customers.allot', { of: { customerNos: [told] }, rmNo: '9' })
    write.prepare(`INSERT INTO family_link VALUES (?, ?, '夫妻', '2026-11-21T09:30:00')`).run(stays, comes)
    await call('plans.generate', { week: '2026-W45' })
    const byHand = handDump(read)
    const { flagged } = await call('imports.undo', { importId })
    expect(flagged).toEqual({
      contacts: 1,
      notes: 5,
      customers: [
        { customerNo: comes, name: '新来的' },
        { customerNo: told, name: '说过话的' },
      ],
      plans: ['2026-W45'],
    })
    expect(handDump(read)).toEqual(byHand)
  })

  test('a plan made before a replacement rests on what comes back', async () => {
    const engine = testEngine()
    const { call, setNow } = engine
    await importAll(engine, versions(0))
    setNow('2026-11-21T10:00:00')
    await call('plans.generate', { week: '2026-W45' })
    setNow('2026-11-21T11:00:00')
    await importAll(engine, versions(1))
    expect((await call('imports.undo', { importId: 2 })).flagged.plans).toEqual([])
    expect((await call('imports.undo', { importId: 1 })).flagged.plans).toEqual(['2026-W45'])
  })
})
