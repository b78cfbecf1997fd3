/** Dates of segment rules, counted from the data date over calendar days or the branch's working days. */
import { addDays, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { WorkCalendar } from '../../../../shared/domain/plan.ts'
import {
  clausesOf,
  readClause,
  type DatePoint,
  type DateSpan,
  type SegmentRule,
} from '../../../../shared/domain/segment-rule.ts'
import { addWorkdays } from '../calendar/calendar.ts'

/** From when and by which calendar relative dates are counted. */
export interface DateFrame {
  readonly asOf: IsoDate
  readonly calendar: WorkCalendar
}

/** The day so many days or working days before (-1) or after (1) the data date. */
export function shifted({ unit, n }: DateSpan, sign: 1 | -1, { asOf, calendar }: DateFrame): IsoDate {
  return unit === 'workday' ? addWorkdays(asOf, sign * n, calendar) : addDays(asOf, sign * n)
}

/** The day a rule means. */
export function resolvePoint(point: DatePoint, frame: DateFrame): IsoDate {
  if (typeof point === 'string') return point
  return shifted(point, point.direction === 'past' ? -1 : 1, frame)
}

/**
 * Years of which working days are counted although their public holidays are not in the calendar; there Monday to
 * Friday is taken, and whoever reads the count should know.
 */
export function uncertainYears(rule: SegmentRule, frame: DateFrame): readonly number[] {
  const years = new Set<number>()
  const touch = (day: IsoDate) => {
    const [a, b] = [Number(frame.asOf.slice(0, 4)), Number(day.slice(0, 4))]
    for (let year = Math.min(a, b); year <= Math.max(a, b); year += 1) years.add(year)
  }
  for (const { clause } of clausesOf(rule)) {
    const read = readClause(clause)
    if ('problem' in read) continue
    const { op, operand } = read
    const points =
      operand.kind === 'point'
        ? [operand.value]
        : operand.kind === 'pointRange'
          ? [operand.from, operand.to]
          : []
    for (const point of points)
      if (typeof point !== 'string' && point.unit === 'workday') touch(resolvePoint(point, frame))
    if (operand.kind === 'span' && operand.value.unit === 'workday')
      touch(shifted(operand.value, op === 'withinLast' ? -1 : 1, frame))
  }
  return [...years].filter((year) => !frame.calendar.publishedYears.includes(year)).sort((a, b) => a - b)
}
