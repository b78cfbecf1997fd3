/**
 * Calendar dates as ISO text ('YYYY-MM-DD'). All arithmetic is on whole days in the proleptic Gregorian
 * calendar; there is no time zone in this product's facts, so none appears here.
 */
export type IsoDate = string
/** ISO week, 'YYYY-Www'. */
export type IsoWeek = string

const dayMs = 86_400_000

const digits = (text: string, from: number, to: number): number => {
  let value = 0
  for (let at = from; at < to; at++) {
    const digit = text.charCodeAt(at) - 48
    if (digit < 0 || digit > 9) return Number.NaN
    value = value * 10 + digit
  }
  return value
}

const leap = (year: number) => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0
const monthDays = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

// Imports and classification ask for hundreds of thousands of days, so neither goes through the text parser of Date.

/** Whole days since 1970-01-01. */
export function dayNumber(date: IsoDate): number {
  const year = digits(date, 0, 4)
  const [month, day] = [digits(date, 5, 7) - 1, digits(date, 8, 10)]
  // Date.UTC takes the years 0 to 99 for 1900 to 1999.
  return (year < 100 ? new Date(0).setUTCFullYear(year, month, day) : Date.UTC(year, month, day)) / dayMs
}

/** The date `days` days after 1970-01-01. */
export function fromDayNumber(days: number): IsoDate {
  return new Date(days * dayMs).toISOString().slice(0, 10)
}

/** True for an existing calendar day written YYYY-MM-DD. */
export function isIsoDate(text: string): boolean {
  if (text.length !== 10 || text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45) return false
  const year = digits(text, 0, 4)
  const month = digits(text, 5, 7)
  const day = digits(text, 8, 10)
  if (!(year >= 0 && month >= 1 && month <= 12 && day >= 1)) return false
  return day <= (month === 2 && leap(year) ? 29 : (monthDays[month - 1] ?? 0))
}

/** `date` moved by `days` calendar days (negative goes back). */
export function addDays(date: IsoDate, days: number): IsoDate {
  return fromDayNumber(dayNumber(date) + days)
}

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: IsoDate, to: IsoDate): number {
  return dayNumber(to) - dayNumber(from)
}

/** 1 = Monday … 7 = Sunday. */
export function weekday(date: IsoDate): number {
  return ((dayNumber(date) + 3) % 7) + 1
}

/** Monday of the ISO week the date lies in. */
export function mondayOf(date: IsoDate): IsoDate {
  return addDays(date, 1 - weekday(date))
}

/** ISO week of a date, e.g. '2026-W48'. */
export function isoWeekOf(date: IsoDate): IsoWeek {
  const thursday = addDays(mondayOf(date), 3)
  const year = thursday.slice(0, 4)
  const firstMonday = mondayOf(`${year}-01-04`)
  const week = daysBetween(firstMonday, mondayOf(date)) / 7 + 1
  return `${year}-W${String(week).padStart(2, '0')}`
}

/** Monday of an ISO week, or null when the text is no ISO week of that year. */
export function mondayOfWeek(week: IsoWeek): IsoDate | null {
  const match = /^(\d{4})-W(\d{2})$/.exec(week)
  if (!match?.[1] || !match[2]) return null
  const monday = addDays(mondayOf(`${match[1]}-01-04`), (Number(match[2]) - 1) * 7)
  return isoWeekOf(monday) === week ? monday : null
}

/** First day of the month, 'YYYY-MM-01'. */
export function monthStart(date: IsoDate): IsoDate {
  return `${date.slice(0, 7)}-01`
}

/** Full years of age on `on`. */
export function ageOn(birth: IsoDate, on: IsoDate): number {
  const years = Number(on.slice(0, 4)) - Number(birth.slice(0, 4))
  return on.slice(5) < birth.slice(5) ? years - 1 : years
}
