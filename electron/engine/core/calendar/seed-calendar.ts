/**
 * The calendar a new database starts with: holidays and make-up working days as the State Council announced
 * them, taken from the data table of chinese-days (data only: no clock, no network). The branch can edit the
 * copy in its database; a year missing here (next year, until the notice comes out) stays unpublished.
 */
import table from 'chinese-days/dist/chinese-days.json' with { type: 'json' }
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { WorkCalendar } from '../../../../shared/domain/plan.ts'

/** The seed calendar, a fresh object at every call. */
export function seedCalendar(): WorkCalendar {
  const exceptions: Record<IsoDate, 'work' | 'off'> = {}
  for (const date of Object.keys(table.holidays)) exceptions[date] = 'off'
  for (const date of Object.keys(table.workdays)) exceptions[date] = 'work'
  const years = new Set(Object.keys(table.holidays).map((date) => Number(date.slice(0, 4))))
  return { exceptions, publishedYears: [...years].sort((a, b) => a - b) }
}

/** Names of the announced days ("国庆节"), for the calendar's page in the settings. */
export function seedDayNames(): Readonly<Record<IsoDate, string>> {
  const names: Record<IsoDate, string> = {}
  for (const days of [table.holidays, table.workdays])
    for (const [date, text] of Object.entries(days)) names[date] = text.split(',')[1] ?? ''
  return names
}
