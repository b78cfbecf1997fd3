/** Damaged extracts through the whole import: whatever comes of looking at one, the branch's data stays as it was. */
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { dateCell, delimitedText, textBytes, workbookBytes } from '../helpers/make-workbook.ts'
import type { BookType, Cell } from '../helpers/make-workbook.ts'
import { mutatedFile } from '../helpers/mutate.ts'
import type { BaseFile } from '../helpers/mutate.ts'
import { dump, testEngine } from '../helpers/test-engine.ts'

const runs = 150
const header = ['客户号', '客户姓名', 'AUM余额（元）', '开户日期', '管户客户经理']
/** Monday 2026-11-16 and Sunday 2026-11-22 lie around the second week's date. */
const openDates = [46_000, 46_031]

function customers(growth: number): Cell[][] {
  const rows = Array.from({ length: 15 }, (_, at): Cell[] => [
    `0062000000${10 + at}`,
    at % 3 === 0 ? '沈䶮' : '张伟',
    (at + 1) * 10_000 + growth,
    dateCell(openDates[at % 2]!),
    at % 2 === 0 ? '李经理' : '王经理',
  ])
  return [header, ...rows]
}

const asTexts = (rows: Cell[][]): string[][] =>
  rows.map((row) => row.map((cell) => (typeof cell === 'object' ? '2025-12-09' : String(cell))))

function bases(growth: number): BaseFile[] {
  const rows = customers(growth)
  const library = (type: BookType): BaseFile => ({
    name: type,
    kind: type === 'xls' ? 'binary' : type === 'xlml' ? 'text' : 'zip',
    bytes: workbookBytes([{ name: '客户清单', rows }], type),
  })
  const text = delimitedText(asTexts(rows))
  return [
    library('xlsx'),
    { name: 'csv gb18030', kind: 'text', bytes: textBytes(text, 'gb18030') },
    library('xls'),
    { name: 'csv utf-8', kind: 'text', bytes: textBytes(text) },
    library('ods'),
  ]
}

test(`${runs} damaged extracts leave the data of the week before untouched`, async () => {
  const { call, import: importFiles, engine, dir } = testEngine()
  const first = join(dir, '客户清单_20261113.xlsx')
  writeFileSync(first, bases(0)[0]!.bytes)
  await importFiles([first])
  const before = dump(engine)
  expect(JSON.stringify(before)).toContain('006200000010')

  const files = bases(500)
  const path = join(dir, '客户清单_20261120.xlsx')
  const ends = { previewed: 0, refused: 0 }
  for (let seed = 1; seed <= runs; seed++) {
    const { label, bytes } = mutatedFile(files, seed)
    writeFileSync(path, bytes)
    try {
      const { token } = await call('imports.preview', { paths: [path], options: { maxRejectPercent: 50 } })
      ends.previewed++
      expect(dump(engine), label).toEqual(before)
      await call('imports.discard', { token })
    } catch (error) {
      if (!(error instanceof Refusal)) throw new Error(label, { cause: error })
      ends.refused++
    }
    expect(dump(engine), label).toEqual(before)
  }
  expect(ends.previewed).toBeGreaterThan(runs / 10)
  expect(ends.refused).toBeGreaterThan(runs / 4)
  expect(await callRoute(engine.dispatch, 'imports.history', {})).toMatchObject({
    imports: [{ state: 'active' }],
  })

  // The engine is none the worse for it: the sound file still goes in.
  writeFileSync(path, files[0]!.bytes)
  const { weeks } = await importFiles([path])
  expect(weeks[0]).toMatchObject({ asOf: '2026-11-20', comparedWith: '2026-11-13' })
  expect(weeks[0]!.changes).toMatchObject({ changed: 15, new: 0, vanished: 0 })
})
