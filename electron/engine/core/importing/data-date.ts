/**
 * The data date of an extract: given by the user, a title cell or its right neighbour, a column, eight digits
 * in the file name. The first that speaks counts; sources that contradict each other are a question for a person.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { isIsoDate } from '../../../../shared/domain/dates.ts'
import { dataDateLabel, otherDateLabel } from '../../../../shared/playbook/aliases.ts'
import { halfWidth } from './cell-text.ts'
import type { DataDate, DataDateSource } from './layout-types.ts'
import { dateInText, dateOrderOf, parseDate } from './parse-date.ts'
import { displayText, isBlank } from './sheet.ts'
import type { RawRow, RawValue } from './sheet.ts'

/** Date of a file name such as 客户清单_20261120.xlsx or 清单2026-11-20.csv; null when absent or not unique. */
export function dateInFileName(fileName: string): IsoDate | null {
  const base = halfWidth(fileName.replace(/^.*[\\/]/, ''))
  const pattern = /(?<!\d)(20\d{2})(?:(\d{2})(\d{2})|[-_.年](\d{1,2})[-_.月](\d{1,2})日?)(?!\d)/g
  const found = new Set<IsoDate>()
  for (const [, year, m1, d1, m2, d2] of base.matchAll(pattern)) {
    const date = `${year}-${(m1 ?? m2 ?? '').padStart(2, '0')}-${(d1 ?? d2 ?? '').padStart(2, '0')}`
    if (isIsoDate(date)) found.add(date)
  }
  return found.size === 1 ? ([...found][0] ?? null) : null
}

/** Date announced above the header. A labelled date outranks a bare one; print and export dates never count. */
export function dateInTitle(
  rows: readonly RawRow[],
  date1904: boolean,
): { date: IsoDate; text: string } | null {
  let bare: { date: IsoDate; text: string } | null = null
  for (const row of rows) {
    for (let at = 0; at < row.length; at++) {
      const cell = row[at] ?? null
      const text = halfWidth(displayText(cell)).trim()
      if (text === '' || typeof cell !== 'string' || otherDateLabel.test(text)) continue
      const inside = dateInText(text)
      if (inside) {
        if (dataDateLabel.test(text)) return { date: inside, text }
        bare ??= { date: inside, text }
      } else if (dataDateLabel.test(text) && text.length <= 12) {
        const neighbour = row.slice(at + 1).find((value) => !isBlank(value))
        const beside = neighbour === undefined ? null : cellDate(neighbour, date1904)
        if (beside) return { date: beside, text: `${text} ${displayText(neighbour)}` }
      }
    }
  }
  return bare
}

function cellDate(value: RawValue, date1904: boolean): IsoDate | null {
  const parsed = parseDate(value, { date1904, order: 'ambiguous' })
  if (typeof parsed === 'string') return parsed
  return typeof value === 'string' ? dateInText(value) : null
}

/** Distinct data dates among the cells of a column, ascending. */
export function datesInColumn(values: Iterable<RawValue>, date1904: boolean): IsoDate[] {
  const cells = [...values]
  const order = dateOrderOf(cells)
  const found = new Set<IsoDate>()
  for (const cell of cells) {
    const date = parseDate(cell, { date1904, order })
    if (typeof date === 'string') found.add(date)
  }
  return [...found].sort()
}

/** Puts the sources in order and says whether they agree. A date given by the user ends every argument. */
export function decideDataDate(input: {
  given: IsoDate | null
  title: { date: IsoDate; text: string } | null
  column: readonly IsoDate[]
  fileName: IsoDate | null
}): DataDate {
  const sources: { source: DataDateSource; date: IsoDate; detail: string }[] = []
  const add = (source: DataDateSource, date: IsoDate | null, detail: string) => {
    if (date !== null) sources.push({ source, date, detail })
  }
  add('given', input.given, '由用户指定')
  add('title', input.title?.date ?? null, `标题“${input.title?.text ?? ''}”`)
  const single = input.column.length === 1 ? (input.column[0] ?? null) : null
  add('column', single, '数据日期列')
  add('fileName', input.fileName, '文件名中的日期')
  const several = input.column.length > 1
  const first = sources[0] ?? null
  if (several && input.given === null) {
    // One file with several dates: the rows carry them, and a title or name stands for the whole batch.
    return { date: null, source: 'column', sources, dates: input.column, conflict: false }
  }
  const conflict = input.given === null && new Set(sources.map(({ date }) => date)).size > 1
  return { date: first?.date ?? null, source: first?.source ?? null, sources, dates: input.column, conflict }
}
