import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seedCalendar, seedDayNames } from '../../../electron/engine/core/calendar/seed-calendar.ts'
import {
  addWorkdays,
  calendarWarning,
  datesOfWeek,
  isWorkday,
  unpublishedYears,
  workdayBefore,
  workdaysOfWeek,
  workingDaysBetween,
} from '../../../electron/engine/core/calendar/calendar.ts'
import { addDays, weekday } from '../../../shared/domain/dates.ts'

const calendar = seedCalendar()

describe('the seeded calendar', () => {
  it('holds National Day 2026: off 1-7 October, made up on Sunday 20 September and Saturday 10 October', () => {
    for (let day = 1; day <= 7; day += 1) expect(isWorkday(`2026-10-0${day}`, calendar)).toBe(false)
    expect(isWorkday('2026-10-08', calendar)).toBe(true)
    expect(weekday('2026-09-20')).toBe(7)
    expect(isWorkday('2026-09-20', calendar)).toBe(true)
    expect(weekday('2026-10-10')).toBe(6)
    expect(isWorkday('2026-10-10', calendar)).toBe(true)
    expect(seedDayNames()['2026-10-01']).toBe('国庆节')
  })

  it('gives the week after National Day three working days, the last a Saturday', () => {
    expect(workdaysOfWeek('2026-W41', calendar)).toEqual(['2026-10-08', '2026-10-09', '2026-10-10'])
  })

  it('gives a week of Spring Festival no working day and the week before its make-up Saturday', () => {
    expect(workdaysOfWeek('2026-W08', calendar)).toEqual([])
    expect(workdaysOfWeek('2026-W07', calendar)).toContain('2026-02-14')
  })

  it('does not guess 2027: plain weekdays and a warning', () => {
    expect(calendar.publishedYears).toContain(2026)
    expect(calendar.publishedYears).not.toContain(2027)
    expect(unpublishedYears('2026-W48', calendar)).toEqual([])
    expect(calendarWarning('2026-W48', calendar)).toBeNull()
    // 2026-W53 runs from 28 December 2026 to 3 January 2027
    expect(unpublishedYears('2026-W53', calendar)).toEqual([2027])
    expect(calendarWarning('2027-W06', calendar)).toContain('2027')
    expect(workdaysOfWeek('2027-W06', calendar)).toHaveLength(5)
  })

  it('is a fresh object at every call, so an edit of one copy does not reach another', () => {
    const copy = seedCalendar()
    ;(copy.exceptions as Record<string, 'work' | 'off'>)['2026-11-23'] = 'off'
    expect(isWorkday('2026-11-23', copy)).toBe(false)
    expect(isWorkday('2026-11-23', seedCalendar())).toBe(true)
  })
})

describe('working-day arithmetic', () => {
  it('steps over weekends, holidays and onto make-up days', () => {
    expect(addWorkdays('2026-11-20', 1, calendar)).toBe('2026-11-23')
    expect(addWorkdays('2026-11-20', 2, calendar)).toBe('2026-11-24')
    expect(addWorkdays('2026-09-30', 1, calendar)).toBe('2026-10-08')
    expect(addWorkdays('2026-10-09', 1, calendar)).toBe('2026-10-10')
    expect(addWorkdays('2026-11-21', 0, calendar)).toBe('2026-11-21')
    expect(workdayBefore('2026-10-08', calendar)).toBe('2026-09-30')
    expect(workingDaysBetween('2026-09-30', '2026-10-10', calendar)).toBe(3)
    expect(workingDaysBetween('2026-10-10', '2026-09-30', calendar)).toBe(0)
  })

  it('adding n working days lies n working days away, and stepping back returns', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 720 }), fc.integer({ min: 1, max: 40 }), (offset, count) => {
        const from = addDays('2025-01-01', offset)
        const to = addWorkdays(from, count, calendar)
        expect(isWorkday(to, calendar)).toBe(true)
        expect(workingDaysBetween(from, to, calendar)).toBe(count)
        if (isWorkday(from, calendar)) expect(addWorkdays(to, -count, calendar)).toBe(from)
      }),
    )
  })

  it('refuses a text that is no week', () => {
    expect(datesOfWeek('2026-W48')[0]).toBe('2026-11-23')
    expect(() => datesOfWeek('2026-W60')).toThrow('不是有效的周')
  })
})
