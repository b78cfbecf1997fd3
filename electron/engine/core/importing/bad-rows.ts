/**
 * Bad rows handed back: the original header and cells, and beside every column with problems what is wrong. A
 * hidden sheet says which import they come from and how their columns were read, so that the mended file can be
 * dropped in again and joins its import instead of passing for a whole new extract.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import { extractKinds } from '../../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../../shared/domain/money.ts'
import type { ColumnField } from '../../../../shared/playbook/aliases.ts'
import type { Column, ColumnEvidence, LayoutContext, LayoutResult } from './layout-types.ts'
import type { DateOrder } from './parse-date.ts'
import { displayText, type RawRow, type RawValue } from './sheet.ts'

/** How a column was read, kept with the import. */
export interface KeptColumn {
  readonly index: number
  readonly header: string
  readonly field: ColumnField | null
  readonly unit: MoneyUnit | null
  readonly dateOrder: DateOrder
  readonly percent: boolean
}

export function keptColumns(layout: LayoutResult): KeptColumn[] {
  return layout.columns.map(({ index, header, field, unit, dateOrder, percent }: Column) => ({
    index,
    header,
    field,
    unit,
    dateOrder,
    percent,
  }))
}

/** Where bad rows come from. */
export interface BadRowsOrigin {
  readonly fileId: number
  /** Content of the file they stood in: the id alone could belong to another database. */
  readonly contentHash: string
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  readonly columns: readonly KeptColumn[]
}

export interface BadRow {
  readonly row: number
  readonly cells: RawRow
  readonly problems: readonly { readonly index: number | null; readonly message: string }[]
}

export interface BadRowsTable {
  readonly header: readonly string[]
  /** Per row its cells and the positions of those that are wrong. */
  readonly rows: readonly { readonly cells: RawRow; readonly wrong: readonly number[] }[]
  /** Positions of the columns that say what is wrong. */
  readonly notes: readonly number[]
}

export const originSheetName = '盘活来源'
const noteSuffix = '：问题'
const rowNote = '整行：问题'
const originMark = 'panhuo-bad-rows-1'
/** A spreadsheet cell holds at most 32,767 characters. */
const originPiece = 30_000

/** The table people mend: every column as it was, a note column after each that has problems. */
export function badRowsTable(columns: readonly KeptColumn[], rows: readonly BadRow[]): BadRowsTable {
  const faulty = new Set(rows.flatMap((row) => row.problems.map(({ index }) => index)))
  const width = Math.max(...columns.map(({ index }) => index + 1), ...rows.map(({ cells }) => cells.length))
  const headers = new Map(columns.map(({ index, header }) => [index, header]))
  const header: string[] = faulty.has(null) ? [rowNote] : []
  const notes: number[] = faulty.has(null) ? [0] : []
  const placeOf: number[] = []
  for (let index = 0; index < width; index++) {
    placeOf.push(header.push(headers.get(index) ?? '') - 1)
    if (faulty.has(index)) notes.push(header.push(`${headers.get(index) ?? ''}${noteSuffix}`) - 1)
  }
  return {
    header,
    notes,
    rows: rows.map(({ cells, problems }) => {
      const line: RawValue[] = header.map(() => null)
      cells.forEach((value, index) => (line[placeOf[index] ?? 0] = value))
      const wrong: number[] = []
      for (const { index, message } of problems) {
        const at = index === null ? -1 : (placeOf[index] ?? -1)
        line[at + 1] = message
        if (at >= 0) wrong.push(at)
      }
      return { cells: line, wrong }
    }),
  }
}

/** Cells of the hidden sheet, one a row. */
export function originCells(origin: BadRowsOrigin): string[] {
  const text = JSON.stringify(origin)
  const pieces: string[] = []
  for (let at = 0; at < text.length; at += originPiece) pieces.push(text.slice(at, at + originPiece))
  return [originMark, ...pieces]
}

/** What the hidden sheet says; null when it is not ours or was tampered with. */
export function readOrigin(rows: readonly RawRow[]): BadRowsOrigin | null {
  const [mark, ...pieces] = rows.map((row) => displayText(row[0]))
  if (mark !== originMark) return null
  try {
    const origin = JSON.parse(pieces.join('')) as BadRowsOrigin
    const known = extractKinds.includes(origin.kind) && Number.isInteger(origin.fileId)
    return known && Array.isArray(origin.columns) ? origin : null
  } catch {
    return null
  }
}

/** The context in which mended rows are read exactly as the rows around them were. */
export function originContext(origin: BadRowsOrigin, header: RawRow, context: LayoutContext): LayoutContext {
  const left = [...origin.columns]
  const decided = new Map<number, ColumnField | null>()
  const columnUnits = new Map<number, MoneyUnit>()
  const late = new Map<number, ColumnEvidence>()
  header.forEach((cell, at) => {
    const text = displayText(cell)
    const nth = left.findIndex((column) => column.header === text)
    const [column] = nth < 0 ? [] : left.splice(nth, 1)
    decided.set(at, column?.field ?? null)
    if (!column) return
    if (column.unit !== null) columnUnits.set(at, column.unit)
    const { dateOrder, percent } = column
    const proved = { dayFirst: dateOrder === 'dmy', monthFirst: dateOrder === 'mdy', percent }
    late.set(at, { ...proved, values: [] })
  })
  const { kind, asOf } = origin
  return { ...context, kind, asOf, headerRow: 1, decided, columnUnits, late }
}
