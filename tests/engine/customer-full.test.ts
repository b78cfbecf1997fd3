/** One customer in full: every fact names its row, what people keep fills blanks only, and all of it can be undone. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { workbookBytes, type Cell } from '../helpers/make-workbook.ts'
import { derivedAnew } from '../helpers/derived-anew.ts'
import { replayDump } from '../helpers/replay-dump.ts'
import { week1, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { testEngine, type TestEngine } from '../helpers/test-engine.ts'

const header = ['客户号', '姓名', '手机号码', '工作单位', '职业', 'AUM', '月日均', '活期', '理财']
const file = (date: string) => `客户清单_${date.replaceAll('-', '')}.xlsx`

function book(t: TestEngine, date: string, rows: readonly (readonly Cell[])[]): string {
  const path = join(t.dir, file(date))
  writeFileSync(path, workbookBytes([{ name: '清单', rows: [header, ...rows] }]))
  return path
}

const other = ['20000002', '李四', '13900139002', '二中', '教师', 30000, 30000, 30000, 0]

async function threeWeeks(t: TestEngine): Promise<void> {
  const weeks: [string, Cell[]][] = [
    ['2026-09-30', ['20000001', '张三', '13800138001', '一中', null, 100000, 90000, 40000, 60000]],
    ['2026-11-13', ['20000001', '张三', '13800138001', null, null, 120000, 110000, 20000, 100000]],
    ['2026-11-20', ['20000001', '张三', '138****8001', null, null, 90000, 115000, null, 90000]],
  ]
  // Her row is below his in the last two weeks, so that row numbers tell the weeks apart.
  for (const [nth, [date, row]] of weeks.entries())
    await t.import([book(t, date, nth === 0 ? [row, other] : [other, row])])
}

const who = { customerNo: '20000001' }
const originOf = async (t: TestEngine, field: string) =>
  (await t.call('customers.full', who)).origins.find((each) => each.field === field)?.origin
const factOf = async (t: TestEngine, field: string) =>
  (await t.call('customers.detail', who)).facts.find((each) => each.field === field)?.value

describe('where a fact came from', () => {
  test('is the row that says it, and for a kept or masked cell the earlier one', async () => {
    const t = testEngine()
    await threeWeeks(t)
    const sheet = '清单'
    const at = (date: string, row: number, kept: boolean) => ({
      kind: 'extract',
      fileName: file(date),
      sheet,
      row,
      asOf: date,
      kept,
    })
    expect(await originOf(t, 'aumFen')).toEqual(at('2026-11-20', 3, false))
    expect(await originOf(t, 'name')).toEqual(at('2026-11-20', 3, false))
    expect(await originOf(t, 'phone')).toEqual(at('2026-11-13', 3, true))
    expect(await originOf(t, 'employer')).toEqual(at('2026-09-30', 2, true))
    expect(await originOf(t, 'occupation')).toBeUndefined()
    expect(await originOf(t, 'demandFen')).toBeUndefined()
  })

  test('is named for every known fact of the sample branch', async () => {
    const t = testEngine()
    await t.import([...week1Files, ...week2Files])
    const { rows } = await t.call('customers.page', { offset: 0, limit: 40, sort: [], filter: {} })
    for (const { customerNo } of rows) {
      const [detail, full] = [
        await t.call('customers.detail', { customerNo }),
        await t.call('customers.full', { customerNo }),
      ]
      const known = detail.facts.filter(({ value }) => value !== null).map(({ field }) => field)
      const named = new Set(full.origins.map(({ field }) => field))
      expect(known.filter((field) => !named.has(field))).toEqual([])
    }
  })
})

test('thirteen months, each by its last snapshot; what is missing stays unknown', async () => {
  const t = testEngine()
  await threeWeeks(t)
  const { months, sinceLastWeek, sinceLastMonth, walletShare } = await t.call('customers.full', who)
  expect(months.map(({ month }) => month)).toEqual([
    ...['2025-11', '2025-12', '2026-01', '2026-02', '2026-03', '2026-04', '2026-05', '2026-06'],
    ...['2026-07', '2026-08', '2026-09', '2026-10', '2026-11'],
  ])
  expect(months[12]).toMatchObject({ asOf: '2026-11-20', aumFen: 9_000_000, aumMonthAvgFen: 11_500_000 })
  expect(months[12]?.classes).toMatchObject({ demand: null, wealth: 9_000_000, fund: null })
  expect(months[10]).toMatchObject({ asOf: '2026-09-30', aumFen: 10_000_000 })
  expect(months[11]).toMatchObject({ asOf: null, aumFen: null, aumMonthAvgFen: null })
  expect(sinceLastWeek).toEqual({ since: '2026-11-13', aumFen: -3_000_000, aumMonthAvgFen: 500_000 })
  expect(sinceLastMonth).toBeNull()
  expect(walletShare).toBeNull()
})

describe('what people keep', () => {
  test('fills a blank, says who and when, survives the next week and importing again, and is undone', async () => {
    const t = testEngine()
    await threeWeeks(t)
    const before = replayDump(t.engine.context.read)
    await t.call('customers.keep', { ...who, field: 'occupation', value: '医生' })
    expect(await factOf(t, 'occupation')).toBe('医生')
    expect(await originOf(t, 'occupation')).toMatchObject({ kind: 'hand', setAt: '2026-11-21T09:30:00' })
    const after = replayDump(t.engine.context.read)
    expect(after).toEqual(derivedAnew(t))

    await t.call('imports.undo', {})
    await t.import([join(t.dir, file('2026-11-20'))])
    expect(await factOf(t, 'occupation')).toBe('医生')
    const blank = ['20000001', '张三', null, null, null, 90000, 90000, 0, 90000]
    await t.import([book(t, '2026-11-27', [other, blank])])
    expect(await factOf(t, 'occupation')).toBe('医生')
    const said = ['20000001', '张三', null, null, '律师', 90000, 90000, 0, 90000]
    await t.import([book(t, '2026-12-04', [other, said])])
    expect(await factOf(t, 'occupation')).toBe('律师')
    const { kept } = await t.call('customers.full', who)
    expect(kept.find(({ field }) => field === 'occupation')).toMatchObject({ value: '医生', inUse: false })

    await t.call('imports.undo', {})
    await t.call('imports.undo', {})
    expect((await t.call('history.undo', {})).label).toContain('职业')
    expect(await factOf(t, 'occupation')).toBeNull()
    expect(replayDump(t.engine.context.read)).toEqual(before)
  })

  test('counts as information held, for the date it was told at and not before', async () => {
    const t = testEngine()
    await t.import([...week1Files, ...week2Files])
    const { rows } = await t.call('customers.page', {
      offset: 0,
      limit: 100,
      sort: [{ field: 'aumFen', dir: 'desc' }],
      filter: {},
    })
    const evidence = async (customerNo: string, asOf: string) => {
      const { familiarity } = await t.call('customers.detail', { customerNo, asOf })
      return familiarity.reasons.find(({ field }) => field === 'informationPoints')?.evidence
    }
    let customerNo = ''
    for (const row of rows) {
      const [now, before] = [await evidence(row.customerNo, week2), await evidence(row.customerNo, week1)]
      if (now && before) customerNo = row.customerNo
      if (customerNo !== '') break
    }
    expect(customerNo).not.toBe('')
    const known = (asOf: string) => evidence(customerNo, asOf)
    const [week, earlier] = [await known(week2), await known(week1)]
    await t.call('customers.keep', { customerNo, field: 'interests', value: '钓鱼' })
    const now = await known(week2)
    expect(now?.['known']).toBe(Number(week?.['known']) + 1)
    expect(now?.['obtainable']).toBe(Number(week?.['obtainable']) + 1)
    expect(await known(week1)).toEqual(earlier)
    expect(replayDump(t.engine.context.read)).toEqual(derivedAnew(t))
    await t.call('history.undo', {})
    expect(await known(week2)).toEqual(week)
  })

  test('assets elsewhere give the wallet share; a value of the wrong kind is refused', async () => {
    const t = testEngine()
    await threeWeeks(t)
    await t.call('customers.keep', { ...who, field: 'assetsElsewhere', value: '27000000' })
    expect((await t.call('customers.full', who)).walletShare).toBe(0.25)
    const refused = await t.engine.dispatch('customers.keep', { ...who, field: 'birthDate', value: '五月' })
    expect(refused).toMatchObject({ ok: false, code: 'KEPT_VALUE' })
    expect(await factOf(t, 'birthDate')).toBeNull()
  })
})

test('two customers are linked once, seen from both sides, and parted again', async () => {
  const t = testEngine()
  await threeWeeks(t)
  await t.call('customers.link', { ...who, otherNo: '20000002', relation: 'child' })
  const links = async (customerNo: string) => (await t.call('customers.full', { customerNo })).links
  expect(await links('20000001')).toEqual([
    { customerNo: '20000002', name: '李四', relation: 'child', aumFen: 3_000_000 },
  ])
  expect((await links('20000002'))[0]).toMatchObject({ customerNo: '20000001', relation: 'parent' })
  await t.call('customers.link', { customerNo: '20000002', otherNo: '20000001', relation: 'spouse' })
  expect(await links('20000001')).toMatchObject([{ relation: 'spouse' }])
  await t.call('customers.unlink', { ...who, otherNo: '20000002' })
  expect(await links('20000001')).toEqual([])
  await t.call('history.undo', {})
  expect(await links('20000002')).toMatchObject([{ relation: 'spouse' }])
  const refused = await t.engine.dispatch('customers.link', { ...who, otherNo: 'nobody', relation: 'child' })
  expect(refused).toMatchObject({ ok: false, code: 'CUSTOMER_UNKNOWN' })
})

test('a warning names the first week of its unbroken run', async () => {
  const t = testEngine()
  await threeWeeks(t)
  const [detail, full] = [await t.call('customers.detail', who), await t.call('customers.full', who)]
  expect(full.warningsSince.map(({ rule }) => rule).sort()).toEqual(
    detail.warnings.map(({ rule }) => rule).sort(),
  )
  expect(full.warningsSince.find(({ rule }) => rule === 'aumFall')?.since).toBe('2026-11-20')
})
