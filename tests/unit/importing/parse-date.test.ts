import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  dateInFileName,
  dateInTitle,
  decideDataDate,
} from '../../../electron/engine/core/importing/data-date.ts'
import {
  dateInText,
  dateOfSerial,
  dateOrderOf,
  parseDate,
} from '../../../electron/engine/core/importing/parse-date.ts'
import { unreadable } from '../../../electron/engine/core/importing/parsed.ts'
import type { RawValue } from '../../../electron/engine/core/importing/sheet.ts'
import { dayNumber, fromDayNumber } from '../../../shared/domain/dates.ts'

const plain = { date1904: false, order: 'ambiguous' } as const

describe('dates', () => {
  it.each<[RawValue, string | null]>([
    [{ date: '2026-11-20' }, '2026-11-20'],
    [46346, '2026-11-20'],
    [46346.75, '2026-11-20'],
    ['46346', '2026-11-20'],
    [20261120, '2026-11-20'],
    ['20261120', '2026-11-20'],
    ['20261120153000', '2026-11-20'],
    ['2026-11-20', '2026-11-20'],
    ['2026/1/5', '2026-01-05'],
    ['2026.1.5', '2026-01-05'],
    ['2026年1月5日', '2026-01-05'],
    ['２０２６年１月５日', '2026-01-05'],
    ['2026 年 1 月 5 日', '2026-01-05'],
    ['2026-11-20 15:30:00', '2026-11-20'],
    ['2026-11-20T15:30:00', '2026-11-20'],
    ["'2026-11-20\t", '2026-11-20'],
    ['1900-01-01', null],
    [{ date: '1900-01-01' }, null],
    ['9999-12-31', null],
    ['99991231', null],
    [2_958_465, null],
    [0, null],
    [1, null],
    ['', null],
    ['-', null],
    [null, null],
  ])('%j is %j', (raw, date) => {
    expect(parseDate(raw, plain)).toBe(date)
  })

  it.each<[RawValue]>([
    ['2026-02-30'],
    ['2026-13-01'],
    ['昨天'],
    [{ error: '#N/A' }],
    [true],
    [12],
    ['2026-11'],
    ['03/04/2026'],
    [500_000],
  ])('%j is unreadable', (raw) => {
    expect(parseDate(raw, plain)).toBe(unreadable)
  })

  it('reads day and month by the order of the column, never by the row', () => {
    expect(parseDate('03/04/2026', { date1904: false, order: 'dmy' })).toBe('2026-04-03')
    expect(parseDate('03/04/2026', { date1904: false, order: 'mdy' })).toBe('2026-03-04')
    expect(parseDate('3/4/26', { date1904: false, order: 'mdy' })).toBe('2026-03-04')
    expect(parseDate('25/04/2026', { date1904: false, order: 'mdy' })).toBe(unreadable)
  })

  it('takes the order from cells that allow one reading only', () => {
    expect(dateOrderOf(['03/04/2026', '25/04/2026'])).toBe('dmy')
    expect(dateOrderOf(['03/04/2026', '04/25/2026', '2026-01-01'])).toBe('mdy')
    expect(dateOrderOf(['03/04/2026', '05/06/2026'])).toBe('ambiguous')
    expect(dateOrderOf(['13/04/2026', '04/25/2026'])).toBe('conflict')
  })

  const day = fc.integer({ min: dayNumber('1901-01-01'), max: dayNumber('2098-12-31') }).map(fromDayNumber)
  it('reads back every day in every writing', () => {
    fc.assert(
      fc.property(day, (date) => {
        const [y = '', m = '', d = ''] = date.split('-')
        const writings: RawValue[] = [
          date,
          `${y}/${Number(m)}/${Number(d)}`,
          `${y}年${Number(m)}月${Number(d)}日`,
          `${y}${m}${d}`,
          Number(`${y}${m}${d}`),
          `${date} 08:30`,
          dayNumber(date) + 25_569,
          { date },
        ]
        for (const writing of writings) expect(parseDate(writing, plain)).toBe(date)
        expect(parseDate(`${d}/${m}/${y}`, { date1904: false, order: 'dmy' })).toBe(date)
        expect(parseDate(`${m}-${d}-${y}`, { date1904: false, order: 'mdy' })).toBe(date)
        expect(parseDate(dayNumber(date) + 25_569 - 1462, { date1904: true, order: 'dmy' })).toBe(
          dayNumber(date) + 25_569 - 1462 < 366 ? unreadable : date,
        )
      }),
    )
  })

  it('reads a date alone in its cell as it reads one with something around it, days there are not included', () => {
    const digits = (count: number, max: number) =>
      fc.integer({ min: 0, max }).map((number) => String(number).padStart(count, '0'))
    const notDays = fc.constantFrom('1900-01-00', '1900-01-01', '9999-12-31', '0000-00-00', '2026-02-29')
    const written = fc.tuple(digits(4, 9999), digits(2, 14), digits(2, 33)).map((parts) => parts.join('-'))
    fc.assert(
      fc.property(fc.oneof(written, notDays, day), (text) => {
        expect(parseDate(text, plain)).toBe(parseDate(`${text}\t`, plain))
      }),
      { numRuns: 2_000 },
    )
  })

  it('knows the leap day spreadsheets invented in 1900', () => {
    expect(dateOfSerial(1, false)).toBe('1900-01-01')
    expect(dateOfSerial(59, false)).toBe('1900-02-28')
    expect(dateOfSerial(61, false)).toBe('1900-03-01')
    expect(dateOfSerial(-1, false)).toBeNull()
  })
})

describe('data date', () => {
  it.each([
    ['客户清单_20261120.xlsx', '2026-11-20'],
    ['客户清单2026-11-20.csv', '2026-11-20'],
    ['C:\\周报\\20250101\\清单(2026年11月20日).xls', '2026-11-20'],
    ['清单_20261120_20261120.xls', '2026-11-20'],
    ['清单_20261101-20261120.xls', null],
    ['清单_20261399.xls', null],
    ['流水202611201530.xls', null],
    ['客户清单.xlsx', null],
  ])('file name %s says %s', (name, date) => {
    expect(dateInFileName(name)).toBe(date)
  })

  it.each<[string, RawValue[][], string | null]>([
    ['a labelled cell', [['数据日期：2026-11-20']], '2026-11-20'],
    ['a label and its right neighbour', [['统计日期', null, { date: '2026-11-20' }]], '2026-11-20'],
    ['a label and a text neighbour', [['截止日期：', '2026年11月20日']], '2026-11-20'],
    ['a title with the date in it', [['幸福路支行客户清单（2026年11月20日）']], '2026-11-20'],
    ['the labelled one of two', [['打印日期：2026-11-23', '数据日期:20261120']], '2026-11-20'],
    ['no print date', [['制表日期：2026-11-23']], null],
    ['no month', [['2026年11月客户清单']], null],
  ])('title: %s', (_, rows, date) => {
    expect(dateInTitle(rows, false)?.date ?? null).toBe(date)
  })

  const title = { date: '2026-11-20', text: '数据日期：2026-11-20' }
  it('the first source that speaks counts; all are listed', () => {
    const decided = decideDataDate({ given: null, title, column: ['2026-11-20'], fileName: '2026-11-20' })
    expect(decided).toMatchObject({ date: '2026-11-20', source: 'title', conflict: false })
    expect(decided.sources.map(({ source }) => source)).toEqual(['title', 'column', 'fileName'])
  })
  it('contradicting sources ask, unless the user has spoken', () => {
    expect(decideDataDate({ given: null, title, column: [], fileName: '2026-11-13' }).conflict).toBe(true)
    expect(decideDataDate({ given: '2026-11-13', title, column: [], fileName: null })).toMatchObject({
      date: '2026-11-13',
      source: 'given',
      conflict: false,
    })
  })
  it('a column of several dates makes several imports', () => {
    const column = ['2026-09-30', '2026-10-31']
    expect(decideDataDate({ given: null, title, column, fileName: null })).toMatchObject({
      date: null,
      dates: column,
    })
  })
  it('finds a date in running text only where it stands alone', () => {
    expect(dateInText('截至2026/1/5的数据')).toBe('2026-01-05')
    expect(dateInText('编号620220261120123')).toBeNull()
  })
})
