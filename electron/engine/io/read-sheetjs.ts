/**
 * Binary and mark-up workbooks through SheetJS, turned into our own cells. Its known silences are covered:
 * sheets it drops, cells it loses (.xlsx is counted independently), formulas without a result.
 */
import * as XLSX from 'xlsx'
import * as cptable from 'xlsx/dist/cpexcel.full.mjs'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { dateOfSerial } from '../core/importing/parse-date.ts'
import type { MergedRange, RawValue, Sheet } from '../core/importing/sheet.ts'
import { passwordProtected } from './read-format.ts'
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

/** The refusal of a workbook its parser gives up on. */
export function unreadableFile(fileName: string, why: string): Refusal {
  return new Refusal(
    'UNREADABLE',
    `文件“${fileName}”无法读取（${why}）。请用表格软件打开并另存为 xlsx 后再导入。`,
    { file: fileName, why },
  )
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

function toNumber(value: number, format: string, date1904: boolean): RawValue {
  if (!Number.isFinite(value)) return { error: '#NUM!' }
  if (format === '' || format === 'General') return value
  // Numbers shown with leading zeros ("000000000000") are identifiers: what is shown is what is meant.
  if (/^0{2,}$/.test(format) && Number.isInteger(value) && value >= 0) {
    return String(value).padStart(format.length, '0')
  }
  if (!isDateFormat(format)) return value
  const date: IsoDate | null = dateOfSerial(value, date1904)
  // Serial 0 is "no date" in a date column; whatever else has no calendar day stays a number.
  return date === null ? value : { date }
}

const dateFormats = new Map<string, boolean>()

/** True for a number format that shows a calendar day; a mere time of day is not one. */
export function isDateFormat(format: string): boolean {
  const known = dateFormats.get(format)
  if (known !== undefined) return known
  // Elapsed time, whose brackets would be taken for a colour below.
  const elapsed = /\[[hms]+\]/i.test(format)
  const codes = format
    .replace(/"[^"]*"|\\.|_.|\*.|\[(?!\$)[^\]]*\]|\[\$[^\]]*\]/g, '')
    .split(';')[0]
    ?.toLowerCase()
    .replace(/general|am\/pm|a\/p/g, '')
  const text = codes ?? ''
  const result =
    !elapsed && (/[yd年]/.test(text) || (/m/.test(text) && !/[hs]/.test(text)) || /^e|[-/.]e/.test(text))
  dateFormats.set(format, result)
  return result
}
