/** The grid's workbook: what it shows, read back from a real file. */
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readWorkbook } from '../../electron/engine/io/read-workbook.ts'
import { tierLabel } from '../../shared/domain/labels.ts'
import { week1Files, week2, week2Files } from '../helpers/samples.ts'
import { testEngine } from '../helpers/test-engine.ts'

async function branch() {
  const engine = testEngine()
  await engine.import([...week1Files, ...week2Files])
  return { ...engine, path: join(engine.dir, '客户列表.xlsx') }
}

const titleRows = 3
const written = (path: string) => readWorkbook({ bytes: readFileSync(path), fileName: '客户列表.xlsx' })

test('holds the rows the filter lets through, in the order and under the columns given', async () => {
  const { call, path } = await branch()
  const list = {
    filter: { tiers: ['high' as const, 'private' as const] },
    sort: [{ field: 'aumFen' as const, dir: 'desc' as const }],
  }
  const answer = await call('customers.export', { ...list, columns: ['aumFen', 'customerNo', 'tier'], path })
  const shown = await call('customers.page', { ...list, offset: 0, limit: 1000 })
  expect(answer).toMatchObject({ path, rows: shown.total })
  const [sheet] = (await written(path)).sheets
  expect(sheet?.rows[titleRows - 1]).toEqual(['AUM（万元）', '客户号', '层级'])
  const rows = sheet!.rows.slice(titleRows)
  expect(rows.map((row) => row[1])).toEqual(shown.rows.map((row) => row.customerNo))
  const total = rows.reduce((sum, row) => sum + Math.round(Number(row[0]) * 1_000_000), 0)
  expect(total).toBe(shown.totalAumFen)
  expect(rows.map((row) => row[2])).toEqual(shown.rows.map((row) => tierLabel(row.tier)))
})

test('every column can be exported, and no whole telephone number leaves', async () => {
  const { call, path } = await branch()
  const [row] = (await call('customers.page', { filter: {}, sort: [], offset: 0, limit: 1 })).rows
  const columns = Object.keys(row!).filter((key) => key !== 'rmNo' && key !== 'warningCount')
  await call('customers.export', { filter: {}, sort: [], columns: columns as ['customerNo'], path })
  const [sheet] = (await written(path)).sheets
  expect(new Set(sheet!.rows[titleRows - 1]).size).toBe(columns.length)
  const phone = sheet!.rows[titleRows - 1]!.indexOf('手机号')
  const phones = sheet!.rows.slice(titleRows).flatMap((cells) => cells[phone] ?? [])
  expect(phones.length).toBeGreaterThan(1_000)
  expect(phones.every((text) => /^1\d{2}\*{4}\d{4}$|^\*{4}$/.test(String(text)))).toBe(true)
  expect((await call('reports.log', {})).entries[0]).toMatchObject({
    kind: 'customers.list',
    scope: week2,
    masked: true,
    target: path,
  })
})

test('nobody to export, no such folder, cancelled: said, and nothing is written', async () => {
  const { engine, call, dir, path } = await branch()
  const list = { filter: {}, sort: [], columns: ['customerNo' as const] }
  expect(
    await engine.dispatch('customers.export', { ...list, filter: { search: '没有这样的人' }, path }),
  ).toMatchObject({ ok: false, code: 'NOTHING_TO_EXPORT' })
  expect(
    await engine.dispatch('customers.export', { ...list, path: join(dir, 'nowhere', 'a.xlsx') }),
  ).toMatchObject({ ok: false, code: 'FOLDER_MISSING' })
  const abort = new AbortController()
  const job = call(
    'customers.export',
    { ...list, path },
    { signal: abort.signal, onProgress: () => abort.abort() },
  )
  await expect(job).rejects.toMatchObject({ code: 'CANCELLED' })
  expect(existsSync(path)).toBe(false)
  expect(readdirSync(dir).filter((name) => name.startsWith('客户列表'))).toEqual([])
  expect((await call('reports.log', {})).entries).toEqual([])
})

test('a column twice, none, or an unknown one is refused', async () => {
  const { engine, path } = await branch()
  for (const columns of [[], ['name', 'name'], ['password']])
    expect(await engine.dispatch('customers.export', { filter: {}, sort: [], columns, path })).toMatchObject({
      ok: false,
    })
  expect(existsSync(path)).toBe(false)
})
