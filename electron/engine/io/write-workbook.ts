/**
 * Writes styled .xlsx reports row by row, so that a long list costs no memory: title and note rows, a frozen
 * and repeated header, number formats in 元 or 万元, real dates, ids as text, A4 fit to width with page n/N.
 *
 * Text is always written as a string cell; a value that begins with = + - or @ stays the text it was.
 */
import type ExcelJS from 'exceljs'
import { renameSync, rmSync, statSync } from 'node:fs'

/** `wan`/`yuan` take fen; `date` takes ISO text; `figure` is a count or an amount, row by row; null is an empty cell. */
export type ColumnKind = 'text' | 'wrapped' | 'id' | 'wan' | 'yuan' | 'date' | 'count' | 'score' | 'figure'

export interface ReportColumn {
  readonly header: string
  /** In characters of the default font. */
  readonly width: number
  readonly kind: ColumnKind
}

export type ReportCell = string | number | null

export interface ReportSheet {
  readonly name: string
  readonly title: string
  /** Scope, date, masking: one line under the title. */
  readonly note: string
  readonly columns: readonly ReportColumn[]
  readonly rows: Iterable<readonly ReportCell[]>
}

export interface WrittenReport {
  readonly path: string
  readonly bytes: number
  readonly sheets: { readonly name: string; readonly rows: number }[]
}

const numberFormats: Partial<Record<ColumnKind, string>> = {
  wan: '#,##0.00',
  yuan: '#,##0.00',
  date: 'yyyy-mm-dd',
  count: '#,##0',
  score: '0.0',
  id: '@',
}
const rightAligned = new Set<ColumnKind>(['wan', 'yuan', 'count', 'score', 'figure'])
const headerRowNo = 3
const teal = 'FF0F5C5C'
const line = { style: 'thin', color: { argb: 'FFD0D5D8' } } as const

function toCell(kind: ColumnKind, value: ReportCell): string | number | Date | null {
  if (value === null) return null
  if (kind === 'wan') return Number(value) / 1_000_000
  if (kind === 'yuan') return Number(value) / 100
  if (kind === 'date') return new Date(`${String(value)}T00:00:00Z`)
  return rightAligned.has(kind) ? Number(value) : String(value)
}

function openSheet(book: ExcelJS.stream.xlsx.WorkbookWriter, sheet: ReportSheet): ExcelJS.Worksheet {
  const page = book.addWorksheet(sheet.name, {
    views: [{ state: 'frozen', ySplit: headerRowNo, xSplit: 0 }],
    pageSetup: {
      paperSize: 9,
      orientation: sheet.columns.length > 6 ? 'landscape' : 'portrait',
      fitToPage: true,
      fitToWidth: 1,
      fitToHeight: 0,
      printTitlesRow: `${headerRowNo}:${headerRowNo}`,
      margins: { left: 0.4, right: 0.4, top: 0.5, bottom: 0.6, header: 0.3, footer: 0.3 },
    },
    headerFooter: { oddFooter: '&L&8&A&R&8第 &P 页 / 共 &N 页' },
  })
  page.columns = sheet.columns.map((c) => ({
    width: c.width,
    style: {
      ...(numberFormats[c.kind] === undefined ? {} : { numFmt: numberFormats[c.kind] as string }),
      alignment: {
        vertical: 'top',
        horizontal: rightAligned.has(c.kind) ? 'right' : 'left',
        wrapText: c.kind === 'wrapped',
      },
      font: { name: '微软雅黑', size: 10 },
    },
  }))
  const title = page.addRow([sheet.title])
  title.getCell(1).font = { name: '微软雅黑', size: 14, bold: true }
  title.getCell(1).alignment = { horizontal: 'left', wrapText: false }
  title.commit()
  const note = page.addRow([sheet.note])
  note.getCell(1).font = { name: '微软雅黑', size: 9, color: { argb: 'FF5F6B70' } }
  note.getCell(1).alignment = { horizontal: 'left', wrapText: false }
  note.commit()
  const header = page.addRow(sheet.columns.map((c) => c.header))
  header.eachCell((cell, index) => {
    const kind = sheet.columns[index - 1]?.kind ?? 'text'
    cell.font = { name: '微软雅黑', size: 10, bold: true, color: { argb: 'FFFFFFFF' } }
    cell.fill = { type: 'pattern', pattern: 'solid', fgColor: { argb: teal } }
    cell.numFmt = 'General'
    cell.alignment = {
      vertical: 'middle',
      horizontal: rightAligned.has(kind) ? 'right' : 'left',
      wrapText: true,
    }
  })
  header.commit()
  page.autoFilter = {
    from: { row: headerRowNo, column: 1 },
    to: { row: headerRowNo, column: sheet.columns.length },
  }
  return page
}

/**
 * Writes the sheets to `path`, which appears only when the whole file is there.
 * `onRow` is awaited every few hundred rows, for progress and cancelling.
 */
export async function writeWorkbook(
  path: string,
  sheets: readonly ReportSheet[],
  onRow: (sheet: string, rows: number) => Promise<void>,
): Promise<WrittenReport> {
  const unfinished = `${path}.part`
  const written: { name: string; rows: number }[] = []
  try {
    // Loaded when a workbook is written: the engine starts sooner and imports with less memory.
    const { default: excel } = await import('exceljs')
    const book = new excel.stream.xlsx.WorkbookWriter({
      filename: unfinished,
      useStyles: true,
      useSharedStrings: true,
    })
    book.creator = '盘活'
    for (const sheet of sheets) {
      const page = openSheet(book, sheet)
      let rows = 0
      for (const values of sheet.rows) {
        const row = page.addRow(values.map((v, i) => toCell(sheet.columns[i]?.kind ?? 'text', v)))
        row.eachCell({ includeEmpty: true }, (cell, index) => {
          cell.border = { bottom: line }
          if (sheet.columns[index - 1]?.kind === 'figure')
            cell.numFmt = Number.isInteger(cell.value) ? '#,##0' : '#,##0.00'
        })
        row.commit()
        rows += 1
        if (rows % 200 === 0) await onRow(sheet.name, rows)
      }
      page.commit()
      written.push({ name: sheet.name, rows })
      await onRow(sheet.name, rows)
    }
    await book.commit()
    renameSync(unfinished, path)
  } catch (error) {
    rmSync(unfinished, { force: true })
    throw error
  }
  return { path, bytes: statSync(path).size, sheets: written }
}
