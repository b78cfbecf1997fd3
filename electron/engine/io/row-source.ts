/**
 * Rows as they come out of a file, a batch at a time: what every reader offers and everything above reads from.
 * Nothing here holds a whole sheet, so a file may be larger than memory.
 */
import type { MergedRange, RawRow, WorkbookFormat } from '../core/importing/sheet.ts'

/** Consecutive sheet rows; gaps between batches are rows without a cell. */
export interface RowBatch {
  /** 1-based sheet row of `rows[0]`. */
  readonly first: number
  readonly rows: readonly RawRow[]
}

/** What is only known once a sheet has been read to its end. */
export interface SheetEnd {
  /** Last sheet row that holds a cell, 0 when none does. */
  readonly lastRow: number
  /** Cells that hold something. */
  readonly cells: number
  /** Sheet rows (1-based) and columns (0-based) the file hides; they are data all the same. */
  readonly hiddenRows: readonly number[]
  readonly hiddenColumns: readonly number[]
  readonly merges: readonly MergedRange[]
}

export interface SheetSource {
  readonly name: string
  readonly hidden: boolean
  /**
   * Streams the rows in sheet order and returns what the end tells. Every call starts over. Stopping early is
   * allowed and lets go of what reading holds.
   * @throws Refusal when the part is damaged, too large, or its cells do not add up to the independent count
   */
  read(): AsyncGenerator<RowBatch, SheetEnd>
  /** How much of the running `read` is done, 0 to 1, where the reader can tell. */
  fraction?(): number
}

export interface WorkbookSource {
  readonly format: WorkbookFormat
  /** Character encoding of text formats; null where the format fixes it. */
  readonly encoding: string | null
  readonly date1904: boolean
  readonly sheets: readonly SheetSource[]
  /** Bytes of a text file that stood for no character. */
  readonly replacedCharacters: number
  close(): void
}

/** Random access to a file's bytes, so that no reader needs the whole file in memory. */
export interface ByteSource {
  readonly size: number
  /** Up to `length` bytes from `offset`; fewer only at the end. */
  read(offset: number, length: number): Uint8Array
  close(): void
}
