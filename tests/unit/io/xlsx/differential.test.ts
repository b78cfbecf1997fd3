/** The same cells as the general library reads, on workbooks of every writer at hand. */
import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import ExcelJS from 'exceljs'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import type { RawRow, Sheet } from '../../../../electron/engine/core/importing/sheet.ts'
import { bytesSource } from '../../../../electron/engine/io/byte-source.ts'
import { parseWithSheetJs } from '../../../../electron/engine/io/read-sheetjs.ts'
import { openXlsx } from '../../../../electron/engine/io/xlsx/open-xlsx.ts'
import { zipEntries } from '../../../../electron/engine/io/zip-guard.ts'
import { tempDir } from '../../../helpers/temp-dir.ts'

type Cells = { name: string; rows: RawRow[]; merges: unknown; hiddenRows: unknown; hidden: boolean }[]

/** Our reader without its fallback: a workbook it does not know fails the test. */
async function ours(bytes: Uint8Array): Promise<Cells> {
  const source = bytesSource(bytes)
  const { sheets } = await openXlsx(source, zipEntries(source, 'a.xlsx'), 'a.xlsx')
  const cells: Cells = []
  for (const { name, hidden, read } of sheets) {
    const rows: RawRow[] = []
    const stream = read()
    for (;;) {
      const step = await stream.next()
      if (step.done) {
        cells.push({ name, hidden, rows, merges: step.value.merges, hiddenRows: step.value.hiddenRows })
        break
      }
      while (rows.length < step.value.first - 1) rows.push([])
      rows.push(...step.value.rows)
    }
  }
  return cells
}

/** The library's cells; it gives empty texts where we give nothing, and rows of such cells only. */
function theirs(bytes: Uint8Array): Cells {
  return parseWithSheetJs(bytes, 'a.xlsx', 'xlsx', null).sheets.map((sheet: Sheet) => {
    const rows = sheet.rows.map((row) => {
      const cells = row.map((value) => (value === '' ? null : value))
      while (cells.length > 0 && cells.at(-1) === null) cells.pop()
      return cells
    })
    while (rows.length > 0 && rows.at(-1)?.length === 0) rows.pop()
    const { name, hidden, merges, hiddenRows } = sheet
    return { name, hidden, rows, merges, hiddenRows }
  })
}

const fixtures = join(import.meta.dirname, '../../../fixtures')
const names = readdirSync(fixtures).filter((name) => name.endsWith('.xlsx'))

const text = fc.string({
  unit: fc.constantFrom('张', '𠮷', 'a', '&', '<', '"', ' ', '\n', '_x41_', '=', '0'),
  maxLength: 10,
})
const day = fc.date({ min: new Date('1901-01-01'), max: new Date('2199-12-31'), noInvalidDate: true })
const value = fc.oneof(
  text,
  fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e15, max: 1e15 }),
  fc.integer(),
  fc.boolean(),
  day.map((date) => new Date(`${date.toISOString().slice(0, 10)}T00:00:00Z`)),
  fc.constant(null),
)
const table = fc.array(fc.array(value, { maxLength: 8 }), { minLength: 1, maxLength: 12 })

async function byExceljs(rows: readonly (readonly unknown[])[], streamed: boolean): Promise<Uint8Array> {
  if (!streamed) {
    const book = new ExcelJS.Workbook()
    book.addWorksheet('数据').addRows(rows as unknown[][])
    return new Uint8Array(await book.xlsx.writeBuffer())
  }
  const path = join(tempDir(), 'a.xlsx')
  const book = new ExcelJS.stream.xlsx.WorkbookWriter({
    filename: path,
    useStyles: true,
    useSharedStrings: false,
  })
  const sheet = book.addWorksheet('数据')
  for (const row of rows) sheet.addRow(row as unknown[]).commit()
  sheet.commit()
  await book.commit()
  return readFileSync(path)
}

function bySheetJs(rows: readonly (readonly unknown[])[], shared: boolean): Uint8Array {
  const book = XLSX.utils.book_new()
  const sheet = XLSX.utils.aoa_to_sheet(rows as unknown[][], { UTC: true })
  XLSX.utils.book_append_sheet(book, sheet, '数据')
  return new Uint8Array(
    XLSX.write(book, { type: 'array', bookType: 'xlsx', bookSST: shared, compression: true }) as ArrayBuffer,
  )
}

describe('the same cells as the general library', () => {
  test.each(names)('%s', async (name) => {
    const bytes = new Uint8Array(readFileSync(join(fixtures, name)))
    expect(await ours(bytes)).toEqual(theirs(bytes))
  })

  test.each(['exceljs', 'exceljs streamed', 'SheetJS', 'SheetJS shared'])(
    'workbooks written by %s',
    async (writer) => {
      const write = (rows: readonly (readonly unknown[])[]) =>
        writer.startsWith('exceljs')
          ? byExceljs(rows, writer.endsWith('streamed'))
          : Promise.resolve(bySheetJs(rows, writer.endsWith('shared')))
      await fc.assert(
        fc.asyncProperty(table, async (rows) => {
          const bytes = await write(rows)
          expect(await ours(bytes)).toEqual(theirs(bytes))
        }),
        { numRuns: 60 },
      )
    },
  )

  test('workbooks written by LibreOffice', async (context) => {
    const there = (() => {
      try {
        return execFileSync('which', ['soffice']).length > 0
      } catch {
        return false
      }
    })()
    if (!there && process.env['CI'] !== 'true') return context.skip()
    const dir = tempDir()
    const sources = [...names.map((name) => join(fixtures, name)), join(dir, '各种.xlsx')]
    const rows = [
      ['客户号', '金额', '日期', '标志', '=公式'],
      ['006200000001', 12.5, new Date('2026-11-20T00:00:00Z'), true, '张&伟<'],
      [null, -0.1, null, false, '𠮷\n野'],
    ]
    writeFileSync(sources.at(-1) ?? '', await byExceljs(rows, false))
    const profile = `-env:UserInstallation=file://${join(dir, 'profile')}`
    const out = join(dir, 'out')
    execFileSync('soffice', [profile, '--headless', '--convert-to', 'xlsx', '--outdir', out, ...sources], {
      stdio: 'ignore',
    })
    for (const path of sources) {
      const bytes = new Uint8Array(readFileSync(join(out, basename(path))))
      expect(await ours(bytes)).toEqual(theirs(bytes))
    }
  }, 180_000)
})
