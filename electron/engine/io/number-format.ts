/** What a number in a cell is by its number format: a date, an identifier shown with leading zeros, or a number. */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { dateOfSerial } from '../core/importing/parse-date.ts'
import type { RawValue } from '../core/importing/sheet.ts'

/** The value of a numeric cell shown in a format. */
export function toNumber(value: number, format: string, date1904: boolean): RawValue {
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
