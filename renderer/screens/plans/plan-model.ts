/**
 * What the plan screen derives from a stored plan: one entry per customer manager with his load per day, and
 * the weeks worth offering. Pure, so the same figures can be checked without a window.
 */
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import {
  addDays,
  isoWeekOf,
  mondayOfWeek,
  weekday,
  type IsoDate,
  type IsoWeek,
} from '../../../shared/domain/dates.ts'
import { t } from '../../i18n/index.ts'

export interface DayLoad {
  readonly date: IsoDate
  readonly items: number
  readonly minutes: number
  readonly capacity: number
}

export interface RmLoad {
  readonly rm: string
  readonly rmName: string
  readonly items: number
  readonly minutes: number
  readonly capacity: number
  readonly days: readonly DayLoad[]
}

/** The plan's customer managers in the order of their staff numbers, each with his week. */
export function rmLoads(plan: WeekPlanView): RmLoad[] {
  const names = new Map<string, string>()
  for (const entry of plan.load) names.set(entry.rm, entry.rmName)
  for (const line of plan.lines) if (!names.has(line.rm)) names.set(line.rm, line.rmName)
  return [...names]
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([rm, rmName]) => {
      const lines = plan.lines.filter((line) => line.rm === rm)
      const days = plan.load
        .filter((entry) => entry.rm === rm)
        .sort((a, b) => (a.date < b.date ? -1 : 1))
        .map(({ date, minutes, capacity }) => ({
          date,
          minutes,
          capacity,
          items: lines.filter((line) => line.date === date).length,
        }))
      return {
        rm,
        rmName,
        items: lines.length,
        minutes: lines.reduce((sum, line) => sum + line.minutes, 0),
        capacity: days.reduce((sum, day) => sum + day.capacity, 0),
        days,
      }
    })
}

/** '2026-W48' moved by whole weeks; the week itself when the text is none. */
export function shiftWeek(week: IsoWeek, by: number): IsoWeek {
  const monday = mondayOfWeek(week)
  return monday ? isoWeekOf(addDays(monday, by * 7)) : week
}

/** Weeks to choose from, newest first: the coming one and the three after it, and every week with a plan. */
export function offeredWeeks(
  planWeek: IsoWeek | null,
  planned: readonly IsoWeek[],
  chosen: IsoWeek | null,
): IsoWeek[] {
  const weeks = new Set(planned)
  if (planWeek) for (const by of [0, 1, 2, 3]) weeks.add(shiftWeek(planWeek, by))
  if (chosen) weeks.add(chosen)
  return [...weeks].sort().reverse()
}

/** '11-23 至 11-29' for a week. */
export function weekSpan(week: IsoWeek): string {
  const monday = mondayOfWeek(week)
  return monday ? t('plans.span', { from: monday.slice(5), to: addDays(monday, 6).slice(5) }) : ''
}

/** '一' … '日'. */
export function weekdayName(date: IsoDate): string {
  return t('plans.weekdays').charAt(weekday(date) - 1)
}

/** '周一 11-23'. */
export function dayLabel(date: IsoDate): string {
  return t('plans.dayLabel', { weekday: weekdayName(date), date: date.slice(5) })
}
