/**
 * Binary and mark-up workbooks through SheetJS, turned into our own cells. Its known silences are covered:
 * sheets it drops, cells it loses (.xlsx is counted independently), formulas without a result.
 */
import * as XLSX from 'xlsx'
import * as cptable from 'xlsx/dist/cpexcel.full.mjs'
import type { MergedRange, RawValue, Sheet } from '../core/importing/sheet.ts'
import { toNumber } from './number-format.ts'
import { passwordProtected, unreadableFile } from './read-format.ts'
import type { SheetCount } from './read-xlsx-count.ts'

XLSX.set_cptable(cptable)

export interface ParsedWorkbook {
  readonly date1904: boolean
  readonly sheets: readonly Sheet[]
}

const errorTexts: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

/**
 * Parses a workbook. `content` is bytes, or text for HTML and SpreadsheetML; `counts` are the independent
 * counts per sheet name of an .xlsx. Throws `Refusal` PASSWORD_PROTECTED or UNREADABLE.
 */
export function parseWithSheetJs(
  content: Uint8Array | string,
  fileName: string,
  format: 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'html' | 'spreadsheetml',
  counts: ReadonlyMap<string, SheetCount> | null,
): ParsedWorkbook {
  const book = parse(content, fileName, format)
  const date1904 = book.Workbook?.WBProps?.date1904 === true
  const hidden = new Map(book.Workbook?.Sheets?.map(({ name, Hidden }) => [name, (Hidden ?? 0) > 0]) ?? [])
  const sheets = book.SheetNames.flatMap((name): Sheet[] => {
    const sheet = book.Sheets[name]
    const count = counts?.get(name)
    if (!sheet) {
      if (count && count.cells > 0) throw unreadableFile(fileName, `工作表“${name}”过大或已损坏`)
      return []
    }
    return [toSheet(sheet, name, hidden.get(name) ?? false, date1904, count ?? null, fileName)]
  })
  return { date1904, sheets }
}

function parse(content: Uint8Array | string, fileName: string, format: string): XLSX.WorkBook {
  try {
    return XLSX.read(content, {
      dense: true,
      type: typeof content === 'string' ? 'string' : 'array',
      cellFormula: false,
      cellHTML: false,
      cellText: false,
      cellNF: true,
      // HTML cells stay text, or long numbers and leading zeros would be lost.
      raw: format === 'html',
    })
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    if (/password|encrypt/i.test(why)) throw passwordProtected(fileName)
    throw unreadableFile(fileName, why.slice(0, 120))
  }
}

function toSheet(
  sheet: XLSX.WorkSheet,
  name: string,
  hidden: boolean,
  date1904: boolean,
  count: SheetCount | null,
  fileName: string,
): Sheet {
  const data = (sheet['!data'] ?? []) as (XLSX.CellObject | undefined)[][]
  const rows: RawValue[][] = []
  let cells = 0
  // The declared range may claim a million rows; only rows that exist are walked.
  data.forEach((source, at) => {
    const row: RawValue[] = []
    source.forEach((cell, column) => {
      if (!cell || cell.t === 'z' || cell.v === undefined || cell.v === null) return
      cells++
      while (row.length < column) row.push(null)
      row.push(toValue(cell, date1904))
    })
    if (row.length === 0) return
    while (rows.length < at) rows.push([])
    rows.push(row)
  })
  if (count && cells < count.cells) {
    throw unreadableFile(fileName, `工作表“${name}”应有 ${count.cells} 个单元格，只读到 ${cells} 个`)
  }
  if (count) markUncalculated(rows, count.uncalculated)
  return {
    name,
    hidden,
    rows,
    hiddenRows: count?.hiddenRows ?? hiddenRows(sheet),
    hiddenColumns: hiddenColumns(sheet),
    merges: merges(sheet),
  }
}

function markUncalculated(rows: RawValue[][], references: readonly string[]): void {
  for (const reference of references) {
    const { r, c } = XLSX.utils.decode_cell(reference)
    const row = rows[r]
    if (!row || (row[c] ?? null) !== null) continue
    while (row.length < c) row.push(null)
    row[c] = { error: '公式未计算' }
  }
}

function hiddenRows(sheet: XLSX.WorkSheet): number[] {
  return (sheet['!rows'] ?? []).flatMap((info, at) =>
    (info as XLSX.RowInfo | undefined)?.hidden ? [at + 1] : [],
  )
}

function hiddenColumns(sheet: XLSX.WorkSheet): number[] {
  return (sheet['!cols'] ?? []).flatMap((info, at) =>
    (info as XLSX.ColInfo | undefined)?.hidden ? [at] : [],
  )
}

function merges(sheet: XLSX.WorkSheet): MergedRange[] {
  return (sheet['!merges'] ?? []).map(({ s, e }) => ({ top: s.r, left: s.c, bottom: e.r, right: e.c }))
}

function toValue(cell: XLSX.CellObject, date1904: boolean): RawValue {
  const { v, t } = cell
  if (t === 'e') return { error: errorTexts[Number(v)] ?? '#N/A' }
  if (v instanceof Date) return { date: v.toISOString().slice(0, 10) }
  if (typeof v === 'number') return toNumber(v, typeof cell.z === 'string' ? cell.z : '', date1904)
  return v ?? null
}
