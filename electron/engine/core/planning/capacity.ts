/**
 * Minutes, calls and meetings each RM has on each working day: the playbook's planned minutes (scaled where the
 * RM's day differs), minus events of the day; nothing on leave or from the day the RM left. The share of the day
 * kept free is not planned, and events are taken off the planned minutes, never off the free share.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Rm, RmAbsence } from '../../../../shared/domain/plan.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'

export interface DayCapacity {
  readonly rm: string
  readonly date: IsoDate
  readonly minutes: number
  readonly calls: number
  readonly meetings: number
}

/** One entry per RM and day, RMs by staff number; days after an RM has left are not listed. */
export function capacityOf(
  rms: readonly Rm[],
  absences: readonly RmAbsence[],
  days: readonly IsoDate[],
  playbook: Playbook,
): readonly DayCapacity[] {
  const { dayMinutes, plannedMinutes, maxCalls, maxMeetings } = playbook.planning
  const share = dayMinutes === 0 ? 0 : plannedMinutes / dayMinutes
  return [...rms]
    .sort((a, b) => (a.rmNo < b.rmNo ? -1 : 1))
    .flatMap((rm) =>
      days
        .filter((date) => rm.leftOn === null || date < rm.leftOn)
        .map((date) => {
          const own = absences.filter((a) => a.rmNo === rm.rmNo && a.from <= date && date <= a.to)
          const away = own.some((a) => a.minutes === null)
          const events = own.reduce((sum, a) => sum + (a.minutes ?? 0), 0)
          const planned = rm.dailyMinutes === null ? plannedMinutes : Math.floor(rm.dailyMinutes * share)
          const minutes = away ? 0 : Math.max(0, planned - events)
          return { rm: rm.rmNo, date, minutes, calls: maxCalls, meetings: maxMeetings }
        }),
    )
}
