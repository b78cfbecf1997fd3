/** A preview is the import in an open transaction; everything that may come between it and its commit. */
import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { week1, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { csvBytes, workbookBytes } from '../helpers/make-workbook.ts'
import { dump, testEngine } from '../helpers/test-engine.ts'

const header = ['客户号', '客户姓名', 'AUM余额', '最近交易日期', '管户客户经理']
const line = (no: number, aum: string | number | null, date = '2026-10-01') => [
  `00620000${String(no).padStart(4, '0')}`,
  `客户${no}`,
  String(aum ?? ''),
  date,
  '李娜',
]

describe('between preview and commit', () => {
  test('other commands go on, lose nothing, and the commit still stores what was previewed', async () => {
    const { call, engine, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const straight = testEngine()
    await straight.import(week1Files)
    await straight.import(week2Files)
    const preview = await call('imports.preview', { paths: week2Files, options: {} })
    const customerNo = String(engine.context.read.prepare('SELECT customer_no FROM customer').pluck().get())
    await call('customers.addNote', { customerNo, text: '记一笔' })
    expect((await call('app.status', {})).latest).toBe(week1)
    await call('imports.commit', { token: preview.token, confirmed: [] })
    const { note: _, ...mine } = dump(engine)
    const { note: __, ...theirs } = dump(straight.engine)
    expect(mine).toEqual(theirs)
  })

  test('work that only reads leaves the preview as it is: the commit needs the files no more', async () => {
    const { call, dir, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const path = join(dir, basename(week2Files[0]!))
    copyFileSync(week2Files[0]!, path)
    const { token, confirmations } = await call('imports.preview', { paths: [path], options: {} })
    const { playbook } = await call('settings.playbook', {})
    await call('imports.inspect', { paths: [path], options: {} })
    await call('imports.check', { paths: [path], options: {} })
    expect(await call('playbook.whatIf', { playbook })).toMatchObject({ asOf: week1 })
    await call('playbook.saveFile', { target: join(dir, '手册.json') })
    rmSync(path)
    await call('imports.commit', { token, confirmed: confirmations.map(({ code }) => code) })
    expect((await call('app.status', {})).latest).toBe(week2)
  })

  test('a file that changed since is not imported', async () => {
    const { call, engine, dir } = testEngine()
    const path = join(dir, '客户清单_20261120.csv')
    writeFileSync(path, csvBytes([header, line(1, 100)]))
    const preview = await call('imports.preview', { paths: [path], options: {} })
    writeFileSync(path, csvBytes([header, line(1, 999_999)]))
    await call('settings.saveBranch', { branchName: '幸福路支行', userName: '' })
    const before = dump(engine)
    await expect(call('imports.commit', { token: preview.token, confirmed: [] })).rejects.toMatchObject({
      code: 'FILE_CHANGED',
    })
    expect(dump(engine)).toEqual(before)
  })
})

describe('several dates at once', () => {
  test('a folder of month ends becomes one import a date, oldest first, in one batch', async () => {
    const { call, dir, import: importFiles } = testEngine()
    const folder = join(dir, '月末')
    mkdirSync(join(folder, '下半年'), { recursive: true })
    writeFileSync(join(folder, '~$客户清单_20260331.csv'), 'lock')
    const dates = ['20260331', '20260228', '20260131']
    dates.forEach((date, nth) => {
      const place = nth === 0 ? join(folder, '下半年') : folder
      writeFileSync(
        join(place, `客户清单_${date}.csv`),
        csvBytes([header, line(1, 1000 * (nth + 1)), line(2, 5)]),
      )
    })
    const { importIds, weeks } = await importFiles([folder])
    expect(weeks.map((w) => [w.asOf, w.comparedWith, w.aumFen])).toEqual([
      ['2026-01-31', null, 300_500],
      ['2026-02-28', '2026-01-31', 200_500],
      ['2026-03-31', '2026-02-28', 100_500],
    ])
    expect(importIds).toHaveLength(3)
    const { imports } = await call('imports.history', {})
    expect(imports.map((i) => i.asOf)).toEqual([['2026-03-31'], ['2026-02-28'], ['2026-01-31']])
  })

  test('one file with a data date column of several dates is split by it', async () => {
    const { dir, import: importFiles } = testEngine()
    const path = join(dir, '客户清单.csv')
    const rows = [
      [...header, '数据日期'],
      [...line(1, 100), '2026-10-31'],
      [...line(1, 300), '2026-11-20'],
      [...line(2, 50), '2026-11-20'],
      [...line(2, 20), '2026-10-31'],
    ]
    writeFileSync(path, csvBytes(rows))
    const { weeks } = await importFiles([path])
    expect(weeks.map((w) => [w.asOf, w.aumFen, w.files[0]?.rowsAccepted])).toEqual([
      ['2026-10-31', 12_000, 2],
      ['2026-11-20', 35_000, 2],
    ])
  })

  test('an empty folder is refused in words', async () => {
    const { call, dir } = testEngine()
    const empty = join(dir, '空文件夹')
    mkdirSync(empty)
    await expect(call('imports.preview', { paths: [empty], options: {} })).rejects.toMatchObject({
      code: 'EMPTY_FOLDER',
    })
  })
})

describe('decisions of the person importing', () => {
  test('bad cells are listed, set right in place, for a whole column, or dropped', async () => {
    const { call, dir } = testEngine()
    const path = join(dir, '客户清单_20261120.csv')
    const good = Array.from({ length: 60 }, (_, i) => line(100 + i, 10))
    writeFileSync(
      path,
      csvBytes([header, line(1, '待核'), line(2, '待核'), line(3, '一百'), line(4, 1, '不详日期'), ...good]),
    )
    const check = async (decisions: Parameters<typeof call<'imports.check'>>[1]['options']['decisions']) =>
      (await call('imports.check', { paths: [path], options: { decisions } })).files[0]!
    const first = await check([])
    expect(first.refusal).toBeNull()
    expect(first.problems.map((p) => [p.row, p.column, p.value, p.level])).toEqual([
      [5, '最近交易日期', '不详日期', 'unknown'],
      [2, 'AUM余额', '待核', 'reject'],
      [3, 'AUM余额', '待核', 'reject'],
      [4, 'AUM余额', '一百', 'reject'],
    ])
    expect(first.rows.map((r) => r.row)).toEqual([2, 3, 4, 5])
    const decision = {
      path,
      sheet: first.sheet,
      substitutions: [{ index: 2, from: '待核', to: '7' }],
      cells: [{ row: 3, index: 2, to: '8' }],
      dropRows: [4],
    }
    const after = await check([decision])
    expect(after.problems.map((p) => p.row)).toEqual([5])
    const preview = await call('imports.preview', { paths: [path], options: { decisions: [decision] } })
    const [week] = preview.weeks
    expect(week?.aumFen).toBe((7 + 8 + 1 + 600) * 100)
    expect(week?.files[0]).toMatchObject({ corrected: 3, dropped: 1, rowsAccepted: 63, rowsRejected: 0 })
  })

  test('a file with too many bad rows can still be looked at', async () => {
    const { call, dir } = testEngine()
    const path = join(dir, '客户清单_20261120.csv')
    writeFileSync(path, csvBytes([header, line(1, '坏'), line(2, 3)]))
    await expect(call('imports.preview', { paths: [path], options: {} })).rejects.toMatchObject({
      code: 'TOO_MANY_REJECTS',
    })
    const { files } = await call('imports.check', { paths: [path], options: {} })
    expect(files[0]).toMatchObject({
      refusal: { code: 'TOO_MANY_REJECTS' },
      rowsRejected: 1,
      rowsAccepted: 1,
    })
  })

  test('header row, columns, kind and sheets can be chosen', async () => {
    const { call, dir } = testEngine()
    const path = join(dir, '资料.xlsx')
    const odd = [
      ['说明', '甲', '乙'],
      ['编码', '叫法', '钱'],
      ['006200000001', '张伟', 12.5],
    ]
    writeFileSync(
      path,
      workbookBytes([
        { name: '一', rows: odd },
        { name: '二', rows: [header, line(2, 3)] },
      ]),
    )
    const paths = [path]
    const plain = await call('imports.inspect', { paths, options: { asOf: '2026-11-20' } })
    expect(plain.files[0]?.sheets.map((s) => s.state)).toEqual(['skipped', 'extract'])
    const decisions = [
      {
        path,
        sheet: '一',
        include: true,
        headerRow: 2,
        kind: 'customers' as const,
        columns: [
          { index: 0, field: 'customerNo' },
          { index: 1, field: 'name' },
          { index: 2, field: 'aum' },
        ],
      },
      { path, sheet: '二', include: false },
    ]
    const options = { asOf: '2026-11-20', decisions }
    const chosen = await call('imports.inspect', { paths, options })
    expect(chosen.files[0]?.sheets.map((s) => s.state)).toEqual(['extract', 'skipped'])
    expect(chosen.files[0]?.sheets[0]?.layout?.columns.map((c) => [c.header, c.field, c.samples])).toEqual([
      ['编码', 'customerNo', ['006200000001']],
      ['叫法', 'name', ['张伟']],
      ['钱', 'aum', ['12.5']],
    ])
    const { weeks } = await call('imports.preview', { paths, options })
    expect(weeks[0]).toMatchObject({ aumFen: 1250, customers: 1 })
  })
})

describe('week two asks nothing', () => {
  test('what was decided for a layout is done again for the next file of it, and what changed is shown', async () => {
    const { call, dir, import: importFiles } = testEngine()
    const odd = ['编码', '叫法', '钱', '代发否', '性别', '年龄', '家庭地址', '职业']
    const rest = ['女', '40', '中山路', '教师']
    const first = join(dir, '资料_20261113.csv')
    const rows = [
      ['006200000001', '张伟', '1.5', '对的', ...rest],
      ['006200000002', '李娜', '2', '没有', ...rest],
    ]
    writeFileSync(first, csvBytes([odd, ...rows]))
    await expect(call('imports.preview', { paths: [first], options: {} })).rejects.toMatchObject({
      code: 'NO_KEY_COLUMN',
    })
    const sheet = '资料_20261113'
    const decision = {
      path: first,
      sheet,
      headerRow: 1,
      kind: 'customers' as const,
      units: 'wan' as const,
      columns: [
        { index: 0, field: 'customerNo' },
        { index: 1, field: 'name' },
        { index: 2, field: 'aum' },
        { index: 3, field: 'payroll' },
      ],
      substitutions: [
        { index: 3, from: '对的', to: '是' },
        { index: 3, from: '没有', to: '否' },
      ],
    }
    await importFiles([first], { decisions: [decision] })
    const second = join(dir, '资料_20261120.csv')
    writeFileSync(second, csvBytes([odd, ...rows, ['006200000003', '王芳', '3', '对的', ...rest]]))
    const preview = await call('imports.preview', { paths: [second], options: {} })
    expect(preview.weeks[0]).toMatchObject({ aumFen: 6_500_000, customers: 3 })
    expect(preview.weeks[0]?.files[0]).toMatchObject({ drift: [], unreadable: [], corrected: 3 })
    await call('imports.discard', { token: preview.token })
    const third = join(dir, '资料_20261127.csv')
    writeFileSync(
      third,
      csvBytes([
        ['编码', '叫法', '钱', '电话号码', ...odd.slice(4)],
        ...rows.map((r) => [...r.slice(0, 3), '13800138000', ...rest]),
      ]),
    )
    const drifted = await call('imports.preview', { paths: [third], options: {} })
    expect(drifted.weeks[0]?.files[0]?.drift).toEqual([
      { kind: 'missing', field: 'payroll', before: '代发否', now: null },
      { kind: 'new', field: 'phone', before: null, now: '电话号码' },
    ])
  })

  test('empty cells keep who somebody is, never an old balance, and a column that empties is pointed out', async () => {
    const { call, engine, dir, import: importFiles } = testEngine()
    const names = ['客户号', '客户姓名', '手机号码', 'AUM余额']
    const week = (date: string, phone: string, aum: string) => {
      const path = join(dir, `客户清单_${date}.csv`)
      writeFileSync(
        path,
        csvBytes([names, ['006200000001', '张伟', phone, aum], ['006200000002', '李娜', '', '5']]),
      )
      return path
    }
    await importFiles([week('20261113', '13800138000', '7')])
    const { weeks } = await importFiles([week('20261120', '', '')])
    expect(weeks[0]?.files[0]).toMatchObject({
      blanksKept: [{ column: '手机号码', field: 'phone', count: 1 }],
      blankDrift: [
        { column: '手机号码', field: 'phone', before: 0.5, now: 1 },
        { column: 'AUM余额', field: 'aum', before: 0, now: 0.5 },
      ],
    })
    const facts = await call('customers.detail', { customerNo: '006200000001' })
    expect(JSON.stringify(facts)).toContain('138****8000')
    expect(
      engine.context.read.prepare('SELECT count(*) AS n FROM snapshot WHERE aum_fen IS NULL').get(),
    ).toEqual({ n: 1 })
  })
})

describe('sheets larger than their head', () => {
  const many = 9_000
  const rows = Array.from({ length: many }, (_, i) => line(i, i % 100, '3/4/2026'))
  const sum = rows.reduce((total, row) => total + Number(row[2]) * 100, 0)

  test('what only the last row tells about a date column is used for all rows', async () => {
    const { call, engine, dir, import: importFiles } = testEngine()
    const path = join(dir, '客户清单_20261120.csv')
    writeFileSync(path, csvBytes([header, ...rows, line(many, 0, '25/4/2026')]))
    const { weeks } = await importFiles([path])
    expect(weeks[0]?.aumFen).toBe(sum)
    expect(weeks[0]?.files[0]).toMatchObject({ rowsAccepted: many + 1, unreadable: [] })
    const dates = engine.context.read
      .prepare('SELECT last_txn_date AS day, count(*) AS n FROM snapshot GROUP BY 1 ORDER BY 1')
      .all()
    expect(dates).toEqual([
      { day: '2026-04-03', n: many },
      { day: '2026-04-25', n: 1 },
    ])
    expect((await call('imports.history', {})).imports).toHaveLength(1)
  })

  test('a second data date far below splits the file like one at the top', async () => {
    const { dir, import: importFiles } = testEngine()
    const path = join(dir, '客户清单.csv')
    const dated = rows.map((row) => [...row, '2026-11-20'])
    writeFileSync(path, csvBytes([[...header, '数据日期'], ...dated, [...line(1, 5), '2026-11-13']]))
    const { weeks } = await importFiles([path])
    expect(weeks.map((w) => [w.asOf, w.files[0]?.rowsAccepted])).toEqual([
      ['2026-11-13', 1],
      ['2026-11-20', many],
    ])
  })

  test('a customer twice in a file or in two files of a date is rejected, naming the first row', async () => {
    const { call, dir } = testEngine()
    const [a, b] = [join(dir, '甲_20261120.csv'), join(dir, '乙_20261120.csv')]
    writeFileSync(a, csvBytes([header, ...rows, line(8_500, 1)]))
    writeFileSync(b, csvBytes([header, ...rows.map((_, i) => line(i + 20_000, 1)), line(3, 1)]))
    const { weeks } = await call('imports.preview', { paths: [a, b], options: {} })
    const messages = weeks[0]?.files.map((f) => f.rejects.map((r) => r.message))
    expect(messages?.[0]?.[0]).toContain('第 8502 行重复')
    expect(messages?.[1]?.[0]).toContain(`文件“${basename(a)}”第 5 行`)
  })
})

test('the same extracts through a folder are the same files', async () => {
  const { call, dir, import: importFiles } = testEngine()
  const folder = join(dir, '周')
  mkdirSync(folder)
  for (const path of week2Files) copyFileSync(path, join(folder, basename(path)))
  await importFiles(week2Files)
  const preview = await call('imports.preview', { paths: [folder], options: {} })
  expect([preview.weeks, preview.alreadyImported.length]).toEqual([[], week2Files.length])
  expect((await call('app.status', {})).latest).toBe(week2)
})
