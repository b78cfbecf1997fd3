/**
 * What a file looks like once read and before anything is understood. Readers of every format produce these
 * shapes, so header detection and row parsing know nothing about files.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'

/** A cell: text, number, boolean, nothing, a calendar date (the cell had a date format) or an error value. */
export type RawValue =
  string | number | boolean | null | { readonly date: IsoDate } | { readonly error: string }

export type RawRow = readonly RawValue[]

/** Zero-based, both ends included. */
export interface MergedRange {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Sheet {
  readonly name: string
  readonly hidden: boolean
  /** `rows[0]` is sheet row 1; rows without a cell are empty arrays; nothing follows the last cell. */
  readonly rows: readonly RawRow[]
  /** Sheet rows (1-based) the file hides; they are data all the same. */
  readonly hiddenRows: readonly number[]
  /** Columns (0-based) the file hides; they are data all the same. */
  readonly hiddenColumns: readonly number[]
  readonly merges: readonly MergedRange[]
}

export type WorkbookFormat = 'xlsx' | 'xlsb' | 'xls' | 'ods' | 'html' | 'spreadsheetml' | 'delimited'

export interface Workbook {
  readonly format: WorkbookFormat
  /** Character encoding of text formats, e.g. 'utf-8' or 'gb18030'; null where the format fixes it. */
  readonly encoding: string | null
  readonly date1904: boolean
  readonly sheets: readonly Sheet[]
  /** Bytes of a text file that stood for no character and were replaced by U+FFFD. */
  readonly replacedCharacters: number
}

/** True when the cell holds nothing but white space. */
export function isBlank(value: RawValue | undefined): boolean {
  if (value === null || value === undefined) return true
  return typeof value === 'string' && value.trim() === ''
}

/** The cell as a person reads it in the sheet; '' for an empty one. */
export function displayText(value: RawValue | undefined): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'string') return value
  if (typeof value === 'number') return String(value)
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE'
  return 'date' in value ? value.date : value.error
}
