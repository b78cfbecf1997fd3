/**
 * What a person sets right on top of a file: cells, all cells of a column that say the same, rows left out. The
 * file stays as it is; reading it again with the same corrections gives the same rows.
 */
import type { SheetDecision } from '../../../../shared/contract/imports.ts'
import type { Corrections } from './row-types.ts'
import { displayText } from './sheet.ts'
import type { RawRow, RawValue } from './sheet.ts'

type Decided = Pick<SheetDecision, 'substitutions' | 'cells' | 'dropRows'>

/** Decisions of a sheet in the shape rows are read by; later entries for one place win. */
export function correctionsOf(decision: Decided): Corrections {
  const substitutions = new Map<number, Map<string, string>>()
  for (const { index, from, to } of decision.substitutions ?? []) {
    const column = substitutions.get(index) ?? new Map<string, string>()
    substitutions.set(index, column.set(from.trim(), to))
  }
  const cells = new Map<number, Map<number, string>>()
  for (const { row, index, to } of decision.cells ?? []) {
    const line = cells.get(row) ?? new Map<number, string>()
    cells.set(row, line.set(index, to))
  }
  return { substitutions, cells, dropRows: new Set(decision.dropRows ?? []) }
}

const asValue = (text: string): RawValue => (text.trim() === '' ? null : text)

/** The row as corrected, and how many of its cells that changed. A cell set by hand outranks its column's rule. */
export function correctRow(
  row: number,
  cells: RawRow,
  corrections: Corrections,
): { readonly cells: RawRow; readonly changed: number } {
  let changed = 0
  let copy: RawValue[] | null = null
  const put = (index: number, to: string) => {
    copy ??= [...cells]
    while (copy.length <= index) copy.push(null)
    copy[index] = asValue(to)
    changed++
  }
  for (const [index, byText] of corrections.substitutions) {
    const value = cells[index] ?? null
    const to = byText.get(value === null ? '' : displayText(value).trim())
    if (to !== undefined) put(index, to)
  }
  for (const [index, to] of corrections.cells.get(row) ?? []) put(index, to)
  return { cells: copy ?? cells, changed }
}
