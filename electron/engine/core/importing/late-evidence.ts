/**
 * A large sheet is understood from its first rows and then streamed. What the rest says about a column as a whole
 * (its date order, whether a rate is percent, further data dates) is noted on the way; when that changes the
 * layout, the sheet is read again with it. So the outcome is the same as if all rows had been looked at first.
 */
import { looksLikePercent } from './column-detail.ts'
import type { ColumnEvidence, LateEvidence, LayoutResult } from './layout-types.ts'
import { noteOrder } from './parse-date.ts'
import type { RawRow, RawValue } from './sheet.ts'

export interface EvidenceKeeper {
  note(row: RawRow): void
  evidence(): LateEvidence
}

/** Watches the columns of a layout whose reading depends on all of their cells. */
export function evidenceKeeper(layout: LayoutResult): EvidenceKeeper {
  const watched = layout.columns
    .filter(({ type }) => type === 'date' || type === 'asOf' || type === 'rate')
    .map((column) => ({
      ...column,
      seen: new Set<string>(),
      last: null as RawValue,
      found: { dayFirst: false, monthFirst: false, percent: false, values: [] } as ColumnEvidence,
    }))
  return {
    note(row) {
      for (const column of watched) {
        const value = row[column.index] ?? null
        if (value === null || value === column.last) continue
        column.last = value
        if (column.type === 'rate') column.found.percent ||= looksLikePercent(value)
        else noteOrder(value, column.found)
        if (column.type !== 'asOf') continue
        const key = JSON.stringify(value)
        if (column.seen.has(key)) continue
        column.seen.add(key)
        column.found.values.push(value)
      }
    },
    evidence: () => new Map(watched.map(({ index, found }) => [index, found])),
  }
}
