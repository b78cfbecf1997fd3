/**
 * A sheet on its way to a file: cells by row, number formats by column. Dates are Excel serial numbers in a
 * column with a date format; texts, identifiers above all, stay texts.
 */
import { dayNumber, type IsoDate } from '../../../shared/domain/dates.ts'

export type GridCell = string | number | null

export interface Merge {
  readonly top: number
  readonly left: number
  readonly bottom: number
  readonly right: number
}

export interface Grid {
  readonly sheetName: string
  readonly rows: readonly (readonly GridCell[])[]
  /** Number format of the numeric cells of a column; null = General. */
  readonly formats: readonly (string | null)[]
  readonly merges: readonly Merge[]
}

/** Days from Excel's day 0 (1899-12-30, right for every date after February 1900) to 1970-01-01. */
const serialOfEpoch = 25_569

/** Excel serial number of a date. */
export function excelSerial(date: IsoDate): number {
  return dayNumber(date) + serialOfEpoch
}
