/**
 * A sheet's rows from the file into their datasets, one batch at a time: parsed, checked and written as they come.
 * If the end of the sheet shows that its beginning was misunderstood, everything stored of it is taken back to a
 * savepoint and it is read again with what is known now.
 */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Refusal } from '../../../shared/domain/refusal.ts'
import { correctionsOf } from '../core/importing/corrections.ts'
import { evidenceKeeper } from '../core/importing/late-evidence.ts'
import type { LayoutResult } from '../core/importing/layout-types.ts'
import { createRowParser, type ParseResult, type RowParser } from '../core/importing/row-parser.ts'
import type { AcceptedRow, FirstRow, RowParserOptions } from '../core/importing/row-types.ts'
import type { SheetEnd } from '../io/row-source.ts'
import type { WriteDb } from '../db/types.ts'
import type { JobControl } from '../dispatch.ts'
import type { BatchSheet, ReadOptions } from './read-batch.ts'
import { layoutAtEnd } from './understand-sheet.ts'

/** Blank rows between data that are listed one by one; a longer gap is listed once. */
const listedGap = 1_000

export interface ReadSheet {
  readonly layout: LayoutResult
  readonly parsed: ParseResult
  readonly refusal: Refusal | null
  readonly lastRow: number
}

/** Options of the row parser as the batch and the sheet's decisions say. */
function parserOptions(sheet: BatchSheet, options: ReadOptions): RowParserOptions {
  const { effective } = sheet
  const duplicates = effective?.duplicates ?? options.duplicates
  const corrected = effective?.cells ?? effective?.substitutions ?? effective?.dropRows
  return {
    ...(duplicates === undefined ? {} : { duplicates }),
    ...(options.maxRejectPercent === undefined ? {} : { maxRejectsPercent: options.maxRejectPercent }),
    ...(effective && corrected ? { corrections: correctionsOf(effective) } : {}),
  }
}

/** Pushes all rows below the header through the parser, gaps between batches included. */
async function pushRows(
  sheet: BatchSheet,
  layout: LayoutResult,
  parser: RowParser,
  control: JobControl,
): Promise<{ end: SheetEnd | null; late: ReturnType<typeof evidenceKeeper> }> {
  const late = evidenceKeeper(layout)
  const { head, source } = sheet
  const label = `读取 ${layout.fileName}`
  const report = (done: number, total: number | null) =>
    control.checkpoint({ phase: 'storing', label, done, total })
  if (head.complete) {
    const total = head.sheet.rows.length
    for (let at = layout.firstDataRow - 1; at < total; at++) {
      parser.push(at + 1, head.sheet.rows[at] ?? [])
      if (at % 200 === 0) await report(at, total)
    }
    return { end: null, late }
  }
  let next = layout.firstDataRow
  const stream = source.read()
  for (;;) {
    const step = await stream.next()
    if (step.done) return { end: step.value, late }
    const { first, rows } = step.value
    const gapEnd = first - next > listedGap ? next + 1 : first
    for (let row = next; row < gapEnd; row++) parser.push(row, [])
    for (let at = Math.max(0, layout.firstDataRow - first); at < rows.length; at++) {
      const row = rows[at] ?? []
      parser.push(first + at, row)
      late.note(row)
    }
    next = Math.max(next, first + rows.length)
    const done = source.fraction?.() ?? 0
    await report(next, done > 0.01 ? Math.round(next / done) : null)
  }
}

/**
 * Reads a sheet to its end, handing accepted rows on.
 * @param begin called before each reading, a repeated one included: forget what came before
 */
export async function readSheet(
  sheet: BatchSheet,
  options: ReadOptions,
  control: JobControl,
  begin: (layout: LayoutResult) => Pick<RowParserOptions, 'onAccepted' | 'onUnread'>,
): Promise<ReadSheet> {
  let { layout } = sheet
  for (let again = false; ; again = true) {
    const parser = createRowParser(layout, { ...parserOptions(sheet, options), ...begin(layout) })
    const { end, late } = await pushRows(sheet, layout, parser, control)
    const better =
      end === null || again
        ? null
        : layoutAtEnd(layout, sheet.head.sheet, end, late.evidence(), sheet.context, sheet.decision)
    if (better !== null) {
      layout = better
      continue
    }
    const { result, refusal } = parser.finishAnyway()
    const hiddenRows = end?.hiddenRows.filter((row) => row >= layout.firstDataRow).length
    return {
      layout: hiddenRows === undefined ? layout : { ...layout, hiddenRows },
      parsed: result,
      refusal,
      lastRow: end?.lastRow ?? sheet.head.sheet.rows.length,
    }
  }
}

/** Takes a row of a date; answers with the earlier row when the customer has one already. */
export type TakeRow = (asOf: IsoDate, row: AcceptedRow) => FirstRow | null

/**
 * Reads a sheet and hands every accepted row to `take`, within a savepoint that `forget` accompanies.
 * @throws Refusal when the file cannot be imported as it is
 */
export async function storeSheet(
  db: WriteDb,
  sheet: BatchSheet,
  options: ReadOptions,
  control: JobControl,
  into: { take: TakeRow; forget: () => void },
): Promise<ReadSheet> {
  db.exec('SAVEPOINT sheet')
  const read = await readSheet(sheet, options, control, (layout) => {
    db.exec('ROLLBACK TO sheet')
    into.forget()
    return {
      onAccepted: (row) => {
        const asOf = layout.asOf.date ?? row.asOf
        return asOf === null ? null : into.take(asOf, row)
      },
    }
  })
  db.exec('RELEASE sheet')
  if (read.refusal) throw read.refusal
  return read
}
