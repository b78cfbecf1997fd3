/** The bench's extract is what it says: other programs read the counted cells, and its people are plausible. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import * as XLSX from 'xlsx'
import { isValidIdNo } from '../../../electron/engine/core/importing/id-number.ts'
import { columns, extractRows, type ExtractCount, type Row } from '../../bench/extract-rows.ts'
import { titleCells, titleRows, writeCsv, writeXlsx } from '../../bench/write-extract.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const rows = 500

function allRows(): { list: Row[]; count: ExtractCount } {
  const stream = extractRows(rows)
  const list: Row[] = []
  for (;;) {
    const step = stream.next()
    if (step.done) return { list, count: step.value }
    list.push(step.value)
  }
}

/** A row as a spreadsheet shows it: days are numbers of days. */
const asSheet = (row: Row) =>
  row.map((value, at) =>
    typeof value === 'string' && columns[at]?.kind === 'day'
      ? (Date.parse(value) - Date.parse('1899-12-30')) / 86_400_000
      : value,
  )

test.each(['shared', 'inline'] as const)(
  'a workbook with %s strings reads back value by value',
  async (strings) => {
    const path = join(tempDir(), 'extract.xlsx')
    const written = await writeXlsx(path, rows, strings)
    const { list, count } = allRows()
    expect(written).toEqual(count)
    const book = XLSX.read(readFileSync(path))
    const sheet = book.Sheets['客户清单']
    if (!sheet) throw new Error('no sheet')
    const read = XLSX.utils.sheet_to_json<Row>(sheet, { header: 1, defval: null, raw: true })
    expect(read.slice(titleRows.length)).toEqual(list.map(asSheet))
    const cells = read.flat().filter((value) => value !== null).length
    expect(cells).toBe(count.cells + titleCells)
  },
)

test('delimited text is the same in both encodings, quoting and rare characters included', () => {
  const dir = tempDir()
  const count = writeCsv(join(dir, 'utf8.csv'), rows, 'utf-8')
  expect(writeCsv(join(dir, 'gbk.csv'), rows, 'gb18030')).toEqual(count)
  const text = readFileSync(join(dir, 'utf8.csv'), 'utf8')
  expect(new TextDecoder('gb18030').decode(readFileSync(join(dir, 'gbk.csv')))).toBe(text)
  expect(text).toMatch(/"子女留学, 需换汇"/)
})

test('customers and identity numbers come once, and identity numbers pass the check', () => {
  const { list } = allRows()
  expect(new Set(list.map((row) => row[0])).size).toBe(rows)
  const ids = list.map((row) => String(row[2]))
  expect(new Set(ids).size).toBe(rows)
  expect(ids.every(isValidIdNo)).toBe(true)
})
