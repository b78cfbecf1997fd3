/** Bad rows go out as a workbook and come back mended without anybody vanishing. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import ExcelJS from 'exceljs'
import { describe, expect, test } from 'vitest'
import { csvBytes } from '../helpers/make-workbook.ts'
import { dump, testEngine, type TestEngine } from '../helpers/test-engine.ts'

const header = ['客户号', '客户姓名', 'AUM余额(万元)', '最近交易日期', '管户客户经理']
const line = (no: number, aum: string, date = '05/10/2026') => [
  `00620000${String(no).padStart(4, '0')}`,
  `=客户${no}`,
  aum,
  date,
  '李娜',
]
const good = Array.from({ length: 80 }, (_, i) => line(100 + i, '1.25', '25/10/2026'))

async function importedWithBadRows(): Promise<{ t: TestEngine; importId: number; out: string }> {
  const t = testEngine()
  const path = join(t.dir, '客户清单_20261120.csv')
  writeFileSync(path, csvBytes([header, line(1, '待核'), ...good, line(2, '12..5'), line(100, '3')]))
  const { importId } = await t.import([path])
  const out = join(t.dir, '问题行.xlsx')
  expect(await t.call('imports.saveRejects', { importId, target: out })).toEqual({ path: out, rows: 3 })
  return { t, importId, out }
}

/** Sets cells of the first sheet by 1-based row and header. */
async function mend(path: string, to: string, changes: readonly [number, string, string][]): Promise<void> {
  const book = new ExcelJS.Workbook()
  await book.xlsx.readFile(path)
  const [sheet] = book.worksheets
  if (!sheet) throw new Error('no sheet')
  const names = (sheet.getRow(1).values as (string | undefined)[]).map(String)
  for (const [row, name, value] of changes) sheet.getRow(row).getCell(names.indexOf(name)).value = value
  await book.xlsx.writeFile(to)
}

const aumOf = ({ engine }: TestEngine) =>
  engine.context.read
    .prepare(
      `SELECT s.customer_no AS no, s.aum_fen AS aum, s.last_txn_date AS day FROM snapshot s
       JOIN dataset d USING (dataset_id) WHERE d.state = 'active' ORDER BY 1`,
    )
    .all() as { no: string; aum: number; day: string }[]

describe('bad rows', () => {
  test('stand with their problem beside the cell, text that looks like a formula stays text', async () => {
    const { out } = await importedWithBadRows()
    const book = new ExcelJS.Workbook()
    await book.xlsx.readFile(out)
    const [sheet, hidden] = book.worksheets
    const cells = (row: number) => (sheet?.getRow(row).values as unknown[]).slice(1)
    expect(cells(1)).toEqual([
      '客户号',
      '客户号：问题',
      '客户姓名',
      'AUM余额(万元)',
      'AUM余额(万元)：问题',
      '最近交易日期',
      '管户客户经理',
    ])
    expect(cells(2)[4]).toContain('“待核”不是金额')
    expect(cells(2)[2]).toBe('=客户1')
    expect(cells(4)[1]).toContain('重复')
    expect(hidden?.state).toBe('hidden')
  })

  test('mended and dropped in again they join their import, read as their neighbours were', async () => {
    const { t, out } = await importedWithBadRows()
    const back = join(t.dir, '改好的.xlsx')
    await mend(out, back, [
      [2, 'AUM余额(万元)', '2.5'],
      [3, 'AUM余额(万元)', '12.5'],
      [4, '客户号', '006200000003'],
    ])
    const before = aumOf(t)
    const dumped = dump(t.engine)
    const preview = await t.call('imports.preview', { paths: [back], options: {} })
    expect(preview.confirmations).toEqual([])
    expect(preview.weeks[0]?.files[0]).toMatchObject({ rowsAccepted: 3, rowsRejected: 0 })
    await t.call('imports.commit', { token: preview.token, confirmed: [] })
    expect(aumOf(t)).toEqual(
      [
        ...before,
        { no: '006200000001', aum: 2_500_000, day: '2026-10-05' },
        { no: '006200000002', aum: 12_500_000, day: '2026-10-05' },
        { no: '006200000003', aum: 3_000_000, day: '2026-10-05' },
      ].sort((a, b) => (a.no < b.no ? -1 : 1)),
    )
    const again = await t.call('imports.preview', { paths: [back], options: {} })
    expect(again.alreadyImported).toEqual([back])
    await t.call('imports.undo', {})
    expect(dump(t.engine)).toEqual(dumped)
  })

  test('of an import that was undone are refused in words', async () => {
    const { t, out } = await importedWithBadRows()
    await t.call('imports.undo', {})
    await expect(t.call('imports.preview', { paths: [out], options: {} })).rejects.toMatchObject({
      code: 'MERGE_BASE_GONE',
    })
  })
})
