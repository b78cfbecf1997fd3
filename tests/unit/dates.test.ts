/** Calendar arithmetic against the platform's own calendar, day by day. */
import { expect, test } from 'vitest'
import { dayNumber, fromDayNumber, isIsoDate } from '../../shared/domain/dates.ts'

test('every day of the years 0 to 9999 is one, and its number leads back to it', () => {
  const wrong: string[] = []
  for (let day = dayNumber('0000-01-01'); day <= dayNumber('9999-12-31'); day++) {
    const text = fromDayNumber(day)
    if (!isIsoDate(text) || dayNumber(text) !== day) wrong.push(text)
  }
  expect(wrong).toEqual([])
})

test.each([
  '2026-02-29',
  '1900-02-29',
  '2026-13-01',
  '2026-00-10',
  '2026-01-00',
  '2026-1-1',
  '2026/01/01',
  ' 026-01-01',
  '2026-01-011',
  '',
])('%s is no calendar day', (text) => {
  expect(isIsoDate(text)).toBe(false)
})
