/**
 * How an extract differs from the one before of its kind: columns that came, went or changed their name, and columns
 * whose share of empty cells moved. Shown to the person importing, never a reason to stop.
 */
import type { LayoutDrift } from '../../../../shared/contract/imports.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import type { ColumnField } from '../../../../shared/playbook/aliases.ts'
import { headerKey } from './cell-text.ts'
import { likeness } from './layout-memory.ts'
import type { LayoutRecord, RecordedColumn } from './layout-memory.ts'
import type { LayoutResult } from './layout-types.ts'

type NowColumn = LayoutResult['columns'][number]

/** Of several files that made up a dataset the one most like this layout. */
export function closestLayout(
  records: readonly LayoutRecord[],
  now: Pick<LayoutResult, 'columns'>,
): LayoutRecord | null {
  const texts = now.columns.map(({ header }) => [header])
  let best: { record: LayoutRecord; share: number } | null = null
  for (const record of records) {
    const share = likeness(texts, record.headers)
    if (best === null || share > best.share) best = { record, share }
  }
  return best?.record ?? null
}

/** What changed against the headers of the extract before; nothing without one. */
export function layoutDrift(
  before: readonly RecordedColumn[] | null,
  now: Pick<LayoutResult, 'columns'>,
): LayoutDrift[] {
  if (!before) return []
  const knownKeys = new Set(before.map(({ header }) => headerKey(header)))
  const nowByField = byField(now.columns)
  const decidedAway = new Set(
    now.columns
      .filter(({ field, reason }) => field === null && ['decided', 'remembered'].includes(reason.code))
      .map(({ header }) => headerKey(header)),
  )
  const fresh = now.columns.filter(({ header }) => !knownKeys.has(headerKey(header)))
  const told = new Set<NowColumn>()
  const missing: LayoutDrift[] = []
  const renamed: LayoutDrift[] = []
  for (const [field, old] of byField(before)) {
    const column = nowByField.get(field)
    if (column) {
      if (headerKey(column.header) === headerKey(old.header)) continue
      told.add(column)
      renamed.push({ kind: 'renamed', field, before: old.header, now: column.header })
      continue
    }
    if (decidedAway.has(headerKey(old.header))) continue
    const heir = fresh.find(
      (each) => each.field === null && !told.has(each) && replaces(each, old, now.columns, before),
    )
    if (heir) {
      told.add(heir)
      renamed.push({ kind: 'renamed', field, before: old.header, now: heir.header })
    } else missing.push({ kind: 'missing', field, before: old.header, now: null })
  }
  const added = fresh
    .filter((column) => !told.has(column))
    .map(({ field, header }): LayoutDrift => ({ kind: 'new', field, before: null, now: header }))
  return [...missing, ...renamed, ...added]
}

function byField<C extends { readonly field: ColumnField | null }>(
  columns: readonly C[],
): Map<ColumnField, C> {
  const found = new Map<ColumnField, C>()
  for (const column of columns)
    if (column.field !== null && !found.has(column.field)) found.set(column.field, column)
  return found
}

/** Similar text in the same place: the same position, or beside the same neighbour. */
function replaces(
  column: NowColumn,
  old: RecordedColumn,
  now: readonly NowColumn[],
  before: readonly RecordedColumn[],
): boolean {
  if (textLikeness(headerKey(column.header), headerKey(old.header)) < importDefaults.renamedLikeness)
    return false
  if (column.index === old.index) return true
  const beside = <C extends { readonly header: string }>(columns: readonly C[], one: C) => {
    const at = columns.indexOf(one)
    return [columns[at - 1], columns[at + 1]].map((each) => (each ? headerKey(each.header) : null))
  }
  const [left, right] = beside(now, column)
  const [oldLeft, oldRight] = beside(before, old)
  return (left !== null && left === oldLeft) || (right !== null && right === oldRight)
}

/** 0 to 1: characters of the longest common subsequence, against both lengths. */
export function textLikeness(a: string, b: string): number {
  if (a === '' || b === '') return 0
  let row = Array.from({ length: b.length + 1 }, () => 0)
  for (const letter of a) {
    const next = [0]
    for (let at = 1; at <= b.length; at++)
      next.push(b[at - 1] === letter ? (row[at - 1] ?? 0) + 1 : Math.max(row[at] ?? 0, next[at - 1] ?? 0))
    row = next
  }
  return (2 * (row[b.length] ?? 0)) / (a.length + b.length)
}

export interface BlankDrift {
  readonly field: string
  /** Shares of empty cells, 0 to 1. */
  readonly before: number
  readonly now: number
}

/**
 * Fields whose share of empty cells moved by at least `threshold`, the largest move first. Fields that only one of
 * the two extracts has are layout drift, not this.
 */
export function blankDrift(
  beforeBlanks: Readonly<Record<string, number>>,
  beforeRows: number,
  nowBlanks: Readonly<Record<string, number>>,
  nowRows: number,
  threshold: number,
): BlankDrift[] {
  if (beforeRows === 0 || nowRows === 0) return []
  return Object.keys(nowBlanks)
    .filter((field) => Object.hasOwn(beforeBlanks, field))
    .map((field) => ({
      field,
      before: (beforeBlanks[field] ?? 0) / beforeRows,
      now: (nowBlanks[field] ?? 0) / nowRows,
    }))
    .filter(({ before, now }) => Math.abs(now - before) >= threshold && now !== before)
    .sort((a, b) => Math.abs(b.now - b.before) - Math.abs(a.now - a.before))
}
