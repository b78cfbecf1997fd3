/** Putting read cells into the facts of a row, and adding the rows of one customer together. */
import type { ExtractKind, FactValue } from '../../../../shared/domain/fields.ts'
import { fieldDef } from './header-match.ts'
import type { Column } from './layout-types.ts'
import type { StaffCell } from './parse-text.ts'
import type { AcceptedRow } from './row-types.ts'

export type Facts = Record<string, FactValue>

/** Facts a column fills: two for a staff cell, none for the data date. */
export function factNames(column: Column): string[] {
  if (column.field === null || column.type === 'asOf') return []
  return column.type === 'rm' ? [`${column.field}Name`, `${column.field}No`] : [column.field]
}

/** Name and number of a staff cell; a number from a column of its own stays. */
export function putStaff(facts: Facts, field: string, staff: StaffCell | null): void {
  facts[`${field}Name`] = staff?.name ?? null
  // A staff number in its own column may already stand here.
  facts[`${field}No`] = facts[`${field}No`] ?? staff?.no ?? null
}

/** Stores a value under the column's field; the data date is no fact of the row. */
export function putValue(facts: Facts, column: Column, value: FactValue): void {
  if (column.type === 'asOf') return
  if (column.type === 'staffNo') {
    facts[String(column.field)] = value ?? facts[String(column.field)] ?? null
    return
  }
  facts[String(column.field)] = value
}

/** Movements carry the direction beside a positive amount; a sign alone says it too. */
export function orientMovement(facts: Facts): void {
  const amount = facts['amount']
  if (typeof amount !== 'number' || amount >= 0) return
  const direction = facts['direction'] ?? null
  if (direction === 'in') return
  facts['direction'] = 'out'
  facts['amount'] = -amount
}

/** Adds a further row of the customer: money adds up, other facts fill what the first row left open. */
export function addRow(
  first: AcceptedRow,
  facts: Facts,
  masked: readonly string[],
  kind: ExtractKind,
): AcceptedRow {
  const merged: Facts = { ...first.facts }
  const nowMasked = new Set(first.masked)
  for (const [field, value] of Object.entries(facts)) {
    const before = merged[field] ?? null
    if (fieldDef(kind, field)?.type === 'money') {
      if (typeof value === 'number') merged[field] = (typeof before === 'number' ? before : 0) + value
    } else if (before === null && value !== null) {
      merged[field] = value
      if (masked.includes(field)) nowMasked.add(field)
    }
  }
  return { ...first, facts: merged, masked: [...nowMasked] }
}
