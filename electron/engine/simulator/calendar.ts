/**
 * What a day is for the branch. Weekends are the only days off here: public holidays change contact counts
 * by little and would bind the model to one year's table.
 */
import { fromDayNumber, weekday, type IsoDate } from '../../../shared/domain/dates.ts'

export interface DayFacts {
  /** Days since 1970-01-01. */
  readonly day: number
  readonly date: IsoDate
  readonly month: number
  readonly dayOfMonth: number
  readonly dayOfQuarter: number
  readonly dayOfYear: number
  /** Days until the last day of the quarter, 0 on that day. */
  readonly daysToQuarterEnd: number
  readonly working: boolean
}

const dates = new Map<number, IsoDate>()

/** The ISO date of a day number; remembered, as snapshots ask for the same few thousand days again and again. */
export function dateOf(day: number): IsoDate {
  let date = dates.get(day)
  if (date === undefined) dates.set(day, (date = fromDayNumber(day)))
  return date
}

const utcDay = (year: number, month: number) => Math.round(Date.UTC(year, month - 1, 1) / 86_400_000)

/** Day number of the first day of the quarter a day lies in. */
export function quarterStartDay(day: number): number {
  const date = dateOf(day)
  const month = Number(date.slice(5, 7))
  return utcDay(Number(date.slice(0, 4)), month - ((month - 1) % 3))
}

/** Quarter of a date as targets name it, e.g. '2026Q4'. */
export function quarterOf(date: IsoDate): string {
  return `${date.slice(0, 4)}Q${Math.ceil(Number(date.slice(5, 7)) / 3)}`
}

/** Everything the behaviour asks about a day. */
export function dayFacts(day: number): DayFacts {
  const date = dateOf(day)
  const year = Number(date.slice(0, 4))
  const month = Number(date.slice(5, 7))
  const firstMonth = month - ((month - 1) % 3)
  return {
    day,
    date,
    month,
    dayOfMonth: Number(date.slice(8, 10)),
    dayOfQuarter: day - utcDay(year, firstMonth) + 1,
    dayOfYear: day - utcDay(year, 1) + 1,
    daysToQuarterEnd: utcDay(year, firstMonth + 3) - 1 - day,
    working: weekday(date) <= 5,
  }
}
