/** What people change by hand, its undo and its redo leave the stored results as deriving all of them anew would. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { runCommand } from '../../electron/engine/db/undo-log.ts'
import { classesOf } from '../../electron/engine/handlers/customer-classes.ts'
import { following } from '../../electron/engine/handlers/follow-changes.ts'
import { defaultPlaybook } from '../../shared/playbook/defaults.ts'
import { derivedAnew } from '../helpers/derived-anew.ts'
import { replayDump } from '../helpers/replay-dump.ts'
import { week1, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { testEngine, type TestEngine } from '../helpers/test-engine.ts'

const state = ({ engine }: TestEngine) => replayDump(engine.context.read)

const letterOf = ({ engine }: TestEngine, asOf: string, customerNo: string) =>
  engine.context.read
    .prepare('SELECT man_need FROM classification WHERE as_of = ? AND customer_no = ?')
    .pluck()
    .get(asOf, customerNo)

const withoutNeed = ({ engine }: TestEngine) =>
  engine.context.read
    .prepare(
      `SELECT k.customer_no FROM classification k JOIN classification b USING (customer_no)
       WHERE k.as_of = ? AND b.as_of = ? AND k.man_need = 'unknown' ORDER BY 1 LIMIT 1`,
    )
    .pluck()
    .get(week2, week1) as string

describe('an answer by hand', () => {
  test('stands above the rules from the latest date on, and survives undo, redo and importing again', async () => {
    const t = testEngine()
    await t.import([...week1Files, ...week2Files])
    const customerNo = withoutNeed(t)
    const before = state(t)
    const figures = (await t.call('segmentation.man', {}))!
    const earlier = letterOf(t, week1, customerNo)

    const answer = { customerNo, letter: 'need', answer: 'yes', note: '女儿明年出国' } as const
    await t.call('segmentation.overrideMan', answer)
    const after = state(t)
    expect(after).toEqual(derivedAnew(t))
    expect(letterOf(t, week2, customerNo)).toBe('yes')
    expect(letterOf(t, week1, customerNo)).toBe(earlier)
    const now = (await t.call('segmentation.man', {}))!
    const need = (of: typeof now) => of.letters.find(({ letter }) => letter === 'need')!
    expect(need(now).yes).toBe(need(figures).yes + 1)
    expect(need(now).unknown.customers).toBe(need(figures).unknown.customers - 1)
    expect(need(now).byHand).toBe(1)
    const { man } = classesOf(t.engine.context.read, week2, customerNo)!
    expect(man.result.overridden).toEqual(['need'])
    expect(man.sentences.join()).toContain('女儿明年出国')
    expect((await t.call('overview.get', {}))!.analysis.man).toEqual(
      Object.fromEntries(now.groups.map(({ group, customers }) => [group, customers])),
    )

    expect((await t.call('history.undo', {})).label).toContain('需求')
    expect(state(t)).toEqual(before)
    await t.call('history.redo', {})
    expect(state(t)).toEqual(after)

    await t.call('imports.undo', {})
    expect(letterOf(t, week2, customerNo)).toBeUndefined()
    expect(letterOf(t, week1, customerNo)).toBe(earlier)
    await t.import(week2Files)
    expect(state(t)).toEqual(after)

    await t.call('segmentation.overrideMan', { customerNo, letter: 'need', answer: null, note: '' })
    expect(letterOf(t, week2, customerNo)).toBe('unknown')
    expect(state(t)).toEqual(derivedAnew(t))
  })

  test('of nobody is refused and changes nothing', async () => {
    const t = testEngine()
    await t.import(week1Files)
    const before = state(t)
    const refused = await t.engine.dispatch('segmentation.overrideMan', {
      customerNo: 'nobody',
      letter: 'money',
      answer: 'no',
      note: '',
    })
    expect(refused).toMatchObject({ ok: false, code: 'CUSTOMER_UNKNOWN' })
    expect(state(t)).toEqual(before)
  })
})

test('a tag moves its customer between groups, and back when undone', async () => {
  const t = testEngine()
  await t.import([...week1Files, ...week2Files])
  const { write } = t.engine.context
  const customerNo = withoutNeed(t)
  const before = state(t)
  const at = '2026-11-21T10:00:00'
  following(write, () =>
    runCommand(write, { route: 'customers.tag', label: '加标签', at }, () =>
      write.prepare('INSERT INTO tag (customer_no, tag, at) VALUES (?, ?, ?)').run(customerNo, '车主', at),
    ),
  )
  expect(classesOf(write, week2, customerNo)!.groups.result.groups).toContain('car')
  expect((await t.call('overview.get', {}))!.analysis.groups['car']).toBe(1)
  expect(state(t)).toEqual(derivedAnew(t))
  await t.call('history.undo', {})
  expect(state(t)).toEqual(before)
})

test('a wish not to be contacted and a contact logged by hand are followed on every date they bear on', async () => {
  const t = testEngine()
  await t.import([...week1Files, ...week2Files])
  const { write } = t.engine.context
  const customerNo = withoutNeed(t)
  const before = state(t)
  following(write, () =>
    runCommand(write, { route: 'customers.dnc', label: '勿扰', at: '2026-11-21T10:00:00' }, () =>
      write.prepare('INSERT INTO customer_hand (customer_no, dnc) VALUES (?, 1)').run(customerNo),
    ),
  )
  const excluded = () =>
    write.prepare('SELECT excluded FROM classification WHERE customer_no = ?').pluck().all(customerNo)
  expect(excluded()).toEqual(['dnc', 'dnc'])
  expect(state(t)).toEqual(derivedAnew(t))
  await t.call('history.undo', {})
  expect(state(t)).toEqual(before)

  const met = (date: string) =>
    following(write, () =>
      write
        .prepare(
          `INSERT INTO contact (content_key, customer_no, contact_date, channel, outcome, notes)
           VALUES (?, ?, ?, 'visit', 'visited', '自己做主')`,
        )
        .run(`hand ${date}`, customerNo, date),
    )
  // The second one makes the first week a week with a contact log, for everybody.
  for (const date of ['2026-11-18', '2026-11-10']) {
    met(date)
    expect(state(t)).toEqual(derivedAnew(t))
  }
  expect(state(t)['analysis']).not.toEqual(before['analysis'])
})

describe('a playbook', () => {
  const changed = { ...defaultPlaybook, man: { ...defaultPlaybook.man, priorityUpTo: 1 } }

  test('saved and undone is followed on every date to which it applied', async () => {
    const t = testEngine()
    await t.import(week1Files)
    t.setNow('2026-11-21T10:00:00')
    await t.call('settings.savePlaybook', { playbook: changed, note: '' })
    t.setNow('2026-11-21T11:00:00')
    await t.import(week2Files)
    const versions = () =>
      t.engine.context.read
        .prepare('SELECT DISTINCT playbook_version FROM classification ORDER BY as_of')
        .pluck()
        .all()
    expect(versions()).toEqual([2])
    const pool = async (asOf: string) =>
      (await t.call('segmentation.man', { asOf }))!.groups.reduce((sum, g) => sum + g.priority.customers, 0)
    const few = await pool(week1)
    const saved = state(t)

    await t.call('history.undo', {})
    expect(versions()).toEqual([1])
    expect(await pool(week1)).toBeGreaterThan(few)
    expect(state(t)).toEqual(derivedAnew(t))
    await t.call('history.redo', {})
    expect(state(t)).toEqual(saved)
  })

  test('saved on the latest date leaves earlier results as they were', async () => {
    const t = testEngine()
    await t.import([...week1Files, ...week2Files])
    const rowsOf = (asOf: string) =>
      t.engine.context.read.prepare('SELECT * FROM classification WHERE as_of = ?').all(asOf)
    const [first, second] = [rowsOf(week1), rowsOf(week2)]
    await t.call('settings.savePlaybook', { playbook: changed, note: '' })
    expect(rowsOf(week1)).toEqual(first)
    expect(rowsOf(week2)).not.toEqual(second)
    expect(state(t)).toEqual(derivedAnew(t))
  })
})

test('a day off decides whether a hand-over is overdue, on the dates it lies before', async () => {
  const t = testEngine()
  const files = [
    ['20261106', '周杰,80231'],
    ['20261113', '吴昊,80244'],
    ['20261120', '吴昊,80244'],
  ].map(([day, rm]) => {
    const path = join(t.dir, `客户清单_${day}.csv`)
    const row = `006200001001,王小明,${rm},12${day}.00,2026-10-01`
    writeFileSync(path, `客户号,客户姓名,客户经理,客户经理工号,AUM余额,最近联系日期\n${row}\n`)
    return path
  })
  await t.import(files)
  const rules = () =>
    t.engine.context.read
      .prepare("SELECT as_of FROM warning WHERE rule = 'handover' ORDER BY 1")
      .pluck()
      .all()
  const stages = async () => (await t.call('overview.get', {}))!.analysis.stages['cooling']
  const before = state(t)
  expect(rules()).toEqual(['2026-11-20'])
  expect(await stages()).toBe(1)
  await t.call('settings.setCalendarDay', { day: '2026-11-18', kind: 'off', name: '停业' })
  expect(rules()).toEqual([])
  expect(await stages()).toBe(0)
  expect(state(t)).toEqual(derivedAnew(t))
  await t.call('history.undo', {})
  expect(state(t)).toEqual(before)
})

test('results stored by an earlier version of the product are made again when the branch is opened', async () => {
  const t = testEngine()
  await t.import([...week1Files, ...week2Files])
  const before = state(t)
  const { write } = t.engine.context
  write.exec(`UPDATE classification SET man_group = NULL, man_money = NULL, stage = NULL, groups_in = NULL;
    UPDATE analysis SET json = json_remove(json, '$.form', '$.context.columns', '$.summary.man')`)
  expect(state(t)).not.toEqual(before)
  const again = testEngine({ dbPath: t.dbPath })
  expect(state(again)).toEqual(before)
})
