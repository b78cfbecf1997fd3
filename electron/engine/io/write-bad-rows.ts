/** Writes bad rows as a workbook to be mended: problems beside their cells, a hidden sheet saying where they belong. */
import type ExcelJS from 'exceljs'
import { renameSync, rmSync } from 'node:fs'
import { originCells, originSheetName } from '../core/importing/bad-rows.ts'
import type { BadRowsOrigin, BadRowsTable } from '../core/importing/bad-rows.ts'
import type { RawValue } from '../core/importing/sheet.ts'

const wrongFill = { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFE3DC' } } as const
const noteFont = { name: '微软雅黑', size: 10, color: { argb: 'FFB23B1E' } }

function put(cell: ExcelJS.Cell, value: RawValue): void {
  if (value === null) return
  if (typeof value !== 'object') {
    // Text is stored as text, whatever it begins with; '@' keeps Excel from turning it into a number later.
    if (typeof value === 'string') cell.numFmt = '@'
    cell.value = value
  } else if ('date' in value) {
    cell.value = new Date(`${value.date}T00:00:00Z`)
    cell.numFmt = 'yyyy-mm-dd'
  } else cell.value = value.error
}

/** The file appears at `path` only when it is whole. */
export async function writeBadRows(path: string, table: BadRowsTable, origin: BadRowsOrigin): Promise<void> {
  const unfinished = `${path}.part`
  try {
    // Loaded when a workbook is written: the engine starts sooner and imports with less memory.
    const { default: excel } = await import('exceljs')
    const book = new excel.stream.xlsx.WorkbookWriter({ filename: unfinished, useStyles: true })
    const sheet = book.addWorksheet('问题行', { views: [{ state: 'frozen', ySplit: 1 }] })
    const notes = new Set(table.notes)
    sheet.columns = table.header.map((header, at) => ({
      width: notes.has(at) ? 48 : Math.max(12, header.length * 2 + 2),
      style: { font: notes.has(at) ? noteFont : { name: '微软雅黑', size: 10 } },
    }))
    const head = sheet.addRow([...table.header])
    head.eachCell((cell) => {
      cell.font = { name: '微软雅黑', size: 10, bold: true }
    })
    head.commit()
    for (const { cells, wrong } of table.rows) {
      const row = sheet.addRow([])
      cells.forEach((value, at) => put(row.getCell(at + 1), value))
      for (const at of wrong) row.getCell(at + 1).fill = wrongFill
      row.commit()
    }
    sheet.commit()
    const hidden = book.addWorksheet(originSheetName, { state: 'hidden' })
    for (const text of originCells(origin)) hidden.addRow([text]).commit()
    hidden.commit()
    await book.commit()
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
}
