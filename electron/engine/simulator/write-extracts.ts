/**
 * Writes a week of a made-up branch as the files head office would send. The bytes depend on nothing but the
 * history: workbook properties carry the data date, containers carry no clock.
 */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { utils, write, type CellObject, type WorkSheet } from 'xlsx'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import { encodeGb18030 } from '../io/gb18030-encode.ts'
import { contactSheet, holdingSheet, movementSheet, productSheet, targetSheet } from './auxiliary-sheets.ts'
import { biff8MaxRows, encodeBiff8 } from './biff8.ts'
import { customerSheet } from './customer-sheet.ts'
import type { Grid, GridCell } from './grid.ts'
import { customerLayouts, extractLayouts, type LayoutName } from './layouts.ts'
import type { BranchHistory } from './model.ts'

export { extractLayouts }

/** A layout for all weeks, or the three in turn. */
export type LayoutChoice = LayoutName | 'cycle'

export interface ExtractFile {
  readonly name: string
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  /** Data lines, without titles, headers and totals. */
  readonly rows: number
  readonly bytes: Uint8Array
}

function encodeXlsx(grid: Grid, asOf: IsoDate): Uint8Array {
  const cells = grid.rows.map((row) => {
    const line: CellObject[] = []
    row.forEach((value, column) => {
      if (value === null) return
      const format = grid.formats[column]
      line[column] =
        typeof value === 'string'
          ? { t: 's', v: value }
          : { t: 'n', v: value, ...(format ? { z: format } : {}) }
    })
    return line
  })
  const end = { r: grid.rows.length - 1, c: grid.formats.length - 1 }
  const sheet: WorkSheet = {
    '!data': cells,
    '!ref': utils.encode_range({ s: { r: 0, c: 0 }, e: end }),
    '!cols': grid.formats.map(() => ({ wch: 13 })),
    '!merges': grid.merges.map(({ top, left, bottom, right }) => ({
      s: { r: top, c: left },
      e: { r: bottom, c: right },
    })),
  }
  const book = utils.book_new()
  utils.book_append_sheet(book, sheet, grid.sheetName)
  book.Props = { CreatedDate: new Date(`${asOf}T10:00:00Z`) }
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx', compression: true }) as Buffer)
}

function csvCell(value: GridCell): string {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function encodeCsv(grid: Grid): Uint8Array {
  return encodeGb18030(grid.rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n')
}

function layoutOf(choice: LayoutChoice, weekIndex: number): LayoutName {
  return choice === 'cycle' ? (extractLayouts[weekIndex % extractLayouts.length] ?? 'A') : choice
}

/** An .xls where it holds the rows, else the .xlsx a real system would fall back to. */
function encodeOldOrNew(name: string, grid: Grid, asOf: IsoDate): { name: string; bytes: Uint8Array } {
  return grid.rows.length <= biff8MaxRows
    ? { name, bytes: encodeBiff8(grid) }
    : { name: `${name}x`, bytes: encodeXlsx(grid, asOf) }
}

/** The files of one week, encoded one after the other. Files without a data line are not made. */
export function* extractsOf(
  history: BranchHistory,
  weekIndex: number,
  choice: LayoutChoice,
): Generator<ExtractFile> {
  const week = history.weeks[weekIndex]
  if (!week) throw new RangeError(`the history has no week ${weekIndex}`)
  const { asOf } = week
  const stamp = asOf.replaceAll('-', '')
  const layout = customerLayouts[layoutOf(choice, weekIndex)]
  const list = customerSheet(layout, history, week)
  const name = layout.fileName(asOf)
  const customers = { kind: 'customers' as const, asOf, rows: week.customers.length }
  if (layout.extension === 'csv') yield { ...customers, name, bytes: encodeCsv(list) }
  else if (layout.extension === 'xls') yield { ...customers, ...encodeOldOrNew(name, list, asOf) }
  else yield { ...customers, name, bytes: encodeXlsx(list, asOf) }

  const holdings = { kind: 'holdings' as const, asOf, rows: week.holdings.length }
  if (holdings.rows > 0)
    yield { ...holdings, ...encodeOldOrNew(`到期明细_${stamp}.xls`, holdingSheet(week), asOf) }
  const movements = { kind: 'movements' as const, asOf, rows: week.movements.length }
  if (movements.rows > 0)
    yield { ...movements, name: `大额变动_${stamp}.csv`, bytes: encodeCsv(movementSheet(week)) }
  const contacts = { kind: 'contacts' as const, asOf, rows: week.contacts.length }
  if (contacts.rows > 0)
    yield { ...contacts, name: `接触记录_${stamp}.csv`, bytes: encodeCsv(contactSheet(history, week)) }
  const products = { kind: 'products' as const, asOf, rows: week.products.length }
  yield { ...products, name: `在售产品_${stamp}.xlsx`, bytes: encodeXlsx(productSheet(week), asOf) }

  // Targets come once a quarter.
  const before = history.weeks[weekIndex - 1]
  const targets = { kind: 'targets' as const, asOf, rows: week.targets.length }
  if (targets.rows > 0 && before?.targets[0]?.period !== week.targets[0]?.period)
    yield { ...targets, name: `目标_${stamp}.xlsx`, bytes: encodeXlsx(targetSheet(history, week), asOf) }
}

/**
 * Writes one week's extracts into a directory (made if missing), or hands them to a callback.
 * @returns the paths written, or the file names handed over, in that order.
 */
export function writeExtracts(
  history: BranchHistory,
  weekIndex: number,
  choice: LayoutChoice,
  target: string | ((file: ExtractFile) => void),
): string[] {
  if (typeof target === 'string') mkdirSync(target, { recursive: true })
  const written: string[] = []
  for (const file of extractsOf(history, weekIndex, choice)) {
    if (typeof target === 'string') {
      const path = join(target, file.name)
      writeFileSync(path, file.bytes)
      written.push(path)
    } else {
      target(file)
      written.push(file.name)
    }
  }
  return written
}

/** Writes every week into a folder of its own, named by the data date. Returns the paths written. */
export function writeBranch(history: BranchHistory, choice: LayoutChoice, directory: string): string[] {
  return history.weeks.flatMap((week, index) =>
    writeExtracts(history, index, choice, join(directory, week.asOf)),
  )
}
