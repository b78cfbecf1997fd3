/**
 * A sheet's stream → its layout. The first rows are enough to understand almost every extract; what only the
 * rest can tell is compared at the end, and a layout that comes out different is returned for another reading.
 */
import type { SheetDecision } from '../../../shared/contract/imports.ts'
import type { ColumnField } from '../../../shared/playbook/aliases.ts'
import { detectLayout } from '../core/importing/detect-layout.ts'
import { correctRow, correctionsOf } from '../core/importing/corrections.ts'

import type { LateEvidence, LayoutContext, LayoutResult } from '../core/importing/layout-types.ts'
import type { RawRow, Sheet } from '../core/importing/sheet.ts'
import type { SheetEnd, SheetSource } from '../io/row-source.ts'

/** Rows from which a sheet is understood; smaller sheets are held whole and never read twice. */
const headRows = 4_000

export interface SheetHead {
  readonly sheet: Sheet
  /** The head is the whole sheet. */
  readonly complete: boolean
}

/** Reads the first rows of a sheet, or all of a small one. */
export async function readHead(source: SheetSource): Promise<SheetHead> {
  const rows: RawRow[] = []
  const stream = source.read()
  let end: SheetEnd | null = null
  for (;;) {
    const step = await stream.next()
    if (step.done) {
      end = step.value
      break
    }
    const { first, rows: batch } = step.value
    // A gap wider than a head can be is the tail of a padded sheet: what follows it is read later.
    if (first > headRows) {
      await stream.return(undefined as never)
      break
    }
    while (rows.length < first - 1) rows.push([])
    rows.push(...batch)
    if (rows.length < headRows) continue
    const next = await stream.next()
    if (next.done) end = next.value
    else await stream.return(undefined as never)
    break
  }
  return { sheet: headSheet(source, rows, end), complete: end !== null }
}

function headSheet(source: SheetSource, rows: readonly RawRow[], end: SheetEnd | null): Sheet {
  return {
    name: source.name,
    hidden: source.hidden,
    rows,
    hiddenRows: end?.hiddenRows ?? [],
    hiddenColumns: end?.hiddenColumns ?? [],
    merges: end?.merges ?? [],
  }
}

/** The context of a file as one sheet's decisions change it. */
export function decidedContext(context: LayoutContext, decision: SheetDecision | null): LayoutContext {
  if (!decision) return context
  const columns = decision.columns ?? []
  return {
    ...context,
    ...(decision.kind === undefined ? {} : { kind: decision.kind }),
    ...(decision.units === undefined ? {} : { units: decision.units }),
    ...(decision.asOf === undefined ? {} : { asOf: decision.asOf }),
    ...(decision.headerRow === undefined ? {} : { headerRow: decision.headerRow }),
    ...(columns.length === 0
      ? {}
      : { decided: new Map(columns.map(({ index, field }) => [index, field as ColumnField | null])) }),
  }
}

/** The layout of a sheet as its head, corrected as decided, shows it. */
export function understandSheet(
  head: Sheet,
  context: LayoutContext,
  decision: SheetDecision | null,
): LayoutResult {
  // Cells set right one by one only: a rule for a whole column is about data, not about titles.
  const corrections = decision?.cells ? correctionsOf({ cells: decision.cells }) : null
  const corrected = corrections
    ? { ...head, rows: head.rows.map((row, at) => correctRow(at + 1, row, corrections).cells) }
    : head
  return detectLayout(corrected, decidedContext(context, decision))
}

/** The layout with everything the end of the sheet told; null when that changes nothing. */
export function layoutAtEnd(
  before: LayoutResult,
  head: Sheet,
  end: SheetEnd,
  late: LateEvidence,
  context: LayoutContext,
  decision: SheetDecision | null,
): LayoutResult | null {
  const { hiddenRows, hiddenColumns, merges } = end
  const whole = { ...head, hiddenRows, hiddenColumns, merges }
  const after = understandSheet(whole, { ...context, late }, decision)
  const shape = ({ hiddenRows: _, ...layout }: LayoutResult) => JSON.stringify(layout)
  return shape(after) === shape(before) ? null : after
}
