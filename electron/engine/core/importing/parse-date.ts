/**
 * Calendar dates as extracts carry them. Year-first writings are certain; day/month order is a property of a
 * whole column, decided once from cells that allow only one reading, never guessed per row.
 */
import { fromDayNumber, isIsoDate } from '../../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { emptyWords, noDateWords } from '../../../../shared/playbook/cell-words.ts'
import { cleanText, halfWidth } from './cell-text.ts'
import { unreadable } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import type { RawValue } from './sheet.ts'

/** `ambiguous`: no cell decides; `conflict`: cells decide both ways. Neither is readable. */
export type DateOrder = 'dmy' | 'mdy' | 'ambiguous' | 'conflict'

export interface DateContext {
  readonly date1904: boolean
  readonly order: DateOrder
  /** Two-digit years below this are of the 2000s; 70 unless the column holds birth dates. */
  readonly century?: number
}

/** How spreadsheets read a two-digit year: 29 is 2029, 30 is 1930. Right for birth dates. */
export const birthCentury = 30
const usualCentury = 70

const empty = new Set([...emptyWords, ...noDateWords])
const placeholders = new Set([
  '1900-01-01',
  '1900-01-00',
  '0000-00-00',
  '1899-12-30',
  '1899-12-31',
  '9999-12-31',
  '0001-01-01',
  '9999-12-30',
])
const placeholderTexts = new Set(['00000000', '0', '0000-00-00', '0000/00/00', '99999999', '00010101'])

const plainIso = /^\d{4}-\d{2}-\d{2}$/
const yearFirst =
  /^(\d{4})(?:[-/.](\d{1,2})[-/.](\d{1,2})|年(\d{1,2})月(\d{1,2})[日号]?)(?:[t ]*\d{1,2}[:时]\d{1,2}.*)?$/i
const compact = /^(\d{4})(\d{2})(\d{2})(?: ?\d{2}:?\d{2}(?::?\d{2})?(?:\.\d+)?)?$/
const weekdayName = / ?\(?(?:星期|周|礼拜)[一二三四五六日天]\)?/
const months = 'janfebmaraprmayjunjulaugsepoctnovdec'
const namedMonth =
  /^(\d{1,2})[- ](?:(\d{1,2})月|(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*)[- ,]+(\d{4})(?: +\d{1,2}:.*)?$/
const yearLast = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})(?: +\d{1,2}:\d{1,2}.*)?$/

/** Days between 1899-12-30 and 1970-01-01, and between the two workbook calendars. */
const serialEpoch = 25_569
const shift1904 = 1_462

/** The date of a spreadsheet serial, time of day dropped; null outside 1900-9999. */
export function dateOfSerial(serial: number, date1904: boolean): IsoDate | null {
  let day = Math.floor(serial + 1e-9)
  if (date1904) day += shift1904
  // Spreadsheets believe 1900 was a leap year: serials before 61 are one day behind.
  else if (day < 61) day += 1
  if (day < 1 || day > 2_958_465) return null
  return fromDayNumber(day - serialEpoch)
}

/** ISO date, null for nothing or a placeholder (1900-01-01, 9999-12-31), or `unreadable`. */
export function parseDate(raw: RawValue, context: DateContext): Parsed<IsoDate> {
  if (raw === null) return null
  if (typeof raw === 'number') return parseDateNumber(raw, context)
  if (typeof raw === 'string') return parseDateText(raw, context)
  if (typeof raw === 'object' && 'date' in raw) return known(raw.date)
  return unreadable
}

function known(date: IsoDate): IsoDate | null {
  return placeholders.has(date) ? null : date
}

function parseDateNumber(value: number, context: DateContext): Parsed<IsoDate> {
  if (value === 0 || value === 1) return null
  if (Number.isInteger(value) && value >= 10_000_101 && value <= 99_999_999) {
    return parseDateText(String(value), context)
  }
  // Serials of 1901 to 2199; a smaller number in a date column is something else. 2958465 is 9999-12-31.
  if (value === 2_958_465) return null
  if (value < 366 || value >= 109_576) return unreadable
  const date = dateOfSerial(value, context.date1904)
  return date === null ? unreadable : known(date)
}

function parseDateText(raw: string, context: DateContext): Parsed<IsoDate> {
  // As most systems write it, with nothing around it.
  if (plainIso.test(raw)) return placeholders.has(raw) ? null : isIsoDate(raw) ? raw : unreadable
  const own = halfWidth(cleanText(raw)).trim()
  const lower = own.toLowerCase()
  if (lower === '' || empty.has(lower) || placeholderTexts.has(lower)) return null
  const text = own
    .replace(weekdayName, ' ')
    .replace(/上午|下午/, ' ')
    .replace(/(?<=\d)[–—−‐‑、](?=\d)/g, '-')
    .replace(/\s+/g, ' ')
    .replace(/ ?([年月日]) ?/g, '$1')
    .trim()
  const first = yearFirst.exec(text) ?? compact.exec(text)
  if (first) return calendarDay(first[1], first[2] ?? first[4], first[3] ?? first[5])
  const last = yearLast.exec(text)
  if (last) return yearLastDay(last, context)
  const named = namedMonth.exec(text.toLowerCase())
  if (named) {
    const month = named[2] ?? String(months.indexOf(named[3] ?? '') / 3 + 1)
    return calendarDay(named[4], month, named[1])
  }
  return /^\d{5,6}(?:\.\d+)?$/.test(text) ? parseDateNumber(Number(text), context) : unreadable
}

function yearLastDay(match: RegExpExecArray, { order, century }: DateContext): Parsed<IsoDate> {
  if (order === 'ambiguous' || order === 'conflict') return unreadable
  const [, one, two, last = ''] = match
  const year = last.length === 2 ? `${Number(last) < (century ?? usualCentury) ? '20' : '19'}${last}` : last
  return order === 'dmy' ? calendarDay(year, two, one) : calendarDay(year, one, two)
}

function calendarDay(year = '', month = '', day = ''): Parsed<IsoDate> {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`
  if (placeholders.has(date)) return null
  return isIsoDate(date) ? date : unreadable
}

/** Which orders cells have proved so far. */
export interface OrderEvidence {
  dayFirst: boolean
  monthFirst: boolean
}

/** Notes what one cell says about the order of its column. */
export function noteOrder(value: RawValue, evidence: OrderEvidence): void {
  if (typeof value !== 'string') return
  const match = yearLast.exec(halfWidth(cleanText(value)))
  if (!match) return
  if (Number(match[1]) > 12) evidence.dayFirst = true
  if (Number(match[2]) > 12) evidence.monthFirst = true
}

/** Decides the day/month order of a column from its cells and from what later rows were seen to say. */
export function dateOrderOf(values: Iterable<RawValue>, later?: OrderEvidence): DateOrder {
  const seen: OrderEvidence = { dayFirst: later?.dayFirst ?? false, monthFirst: later?.monthFirst ?? false }
  for (const value of values) noteOrder(value, seen)
  if (seen.dayFirst && seen.monthFirst) return 'conflict'
  return seen.dayFirst ? 'dmy' : seen.monthFirst ? 'mdy' : 'ambiguous'
}

/** The first calendar day written inside a longer text, year first; null when there is none. */
export function dateInText(text: string): IsoDate | null {
  const found =
    /(?<!\d)((?:19|20)\d{2})(?:\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})|(\d{2})(\d{2}))(?!\d)/.exec(
      halfWidth(text),
    )
  if (!found) return null
  const date = calendarDay(found[1], found[2] ?? found[4], found[3] ?? found[5])
  return typeof date === 'string' ? date : null
}
