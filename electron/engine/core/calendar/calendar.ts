/**
 * Working days under the State Council's holiday notices. A date works when the table says so; dates the table
 * does not name follow Monday to Friday. Years whose notice is not in the table are never guessed: they are
 * reported by `unpublishedYears`, so that a plan can say what it could not know.
 */
import { addDays, daysBetween, mondayOfWeek, weekday } from '../../../../shared/domain/dates.ts'
import type { IsoDate, IsoWeek } from '../../../../shared/domain/dates.ts'
import type { WorkCalendar } from '../../../../shared/domain/plan.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'

const friday = 5

/** True when people work on the date: named in the table, else Monday to Friday. */
export function isWorkday(date: IsoDate, calendar: WorkCalendar): boolean {
  const named = calendar.exceptions[date]
  return named ? named === 'work' : weekday(date) <= friday
}

/** The seven dates of an ISO week, Monday first. Throws a refusal when the text is no ISO week. */
export function datesOfWeek(week: IsoWeek): readonly IsoDate[] {
  const monday = mondayOfWeek(week)
  if (!monday)
    throw new Refusal('week.invalid', `“${week}”不是有效的周，应写成 2026-W48 的样子`, { value: week })
  return [0, 1, 2, 3, 4, 5, 6].map((days) => addDays(monday, days))
}

/** Working days of an ISO week in order; make-up Saturdays and Sundays included, holidays not. */
export function workdaysOfWeek(week: IsoWeek, calendar: WorkCalendar): readonly IsoDate[] {
  return datesOfWeek(week).filter((date) => isWorkday(date, calendar))
}

/**
 * The working day `count` working days after `date` (negative: before). Counting starts on the next day, so a
 * Friday plus one is the following Monday; zero gives the date itself, working or not.
 */
export function addWorkdays(date: IsoDate, count: number, calendar: WorkCalendar): IsoDate {
  const step = count < 0 ? -1 : 1
  let at = date
  for (let left = Math.abs(count); left > 0;) {
    at = addDays(at, step)
    if (isWorkday(at, calendar)) left -= 1
  }
  return at
}

/** Working days after `from` up to and including `to`; 0 when `to` is not later. */
export function workingDaysBetween(from: IsoDate, to: IsoDate, calendar: WorkCalendar): number {
  let count = 0
  for (let days = daysBetween(from, to); days > 0; days -= 1)
    if (isWorkday(addDays(from, days), calendar)) count += 1
  return count
}

/** The last working day strictly before `date`. */
export function workdayBefore(date: IsoDate, calendar: WorkCalendar): IsoDate {
  return addWorkdays(date, -1, calendar)
}

/** Years touched by the week whose State Council notice is not in the table. */
export function unpublishedYears(week: IsoWeek, calendar: WorkCalendar): readonly number[] {
  const years = new Set(datesOfWeek(week).map((date) => Number(date.slice(0, 4))))
  return [...years].filter((year) => !calendar.publishedYears.includes(year)).sort((a, b) => a - b)
}

/** A sentence for the plan's head when the week lies in years without a notice, else null. */
export function calendarWarning(week: IsoWeek, calendar: WorkCalendar): string | null {
  const years = unpublishedYears(week, calendar)
  if (years.length === 0) return null
  return `${years.join('、')} 年的放假安排尚未录入，本周按周一至周五排班；国务院通知公布后请在设置中补录节假日与调休`
}
