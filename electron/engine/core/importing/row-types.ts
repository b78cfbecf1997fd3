/** What reading the rows of a sheet yields. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { FactRow } from '../../../../shared/domain/fields.ts'
import type { Refusal } from '../../../../shared/domain/refusal.ts'
import type { Column, IgnoredRow } from './layout-types.ts'
import type { RejectCode } from './rejection.ts'
import type { RawRow, RawValue } from './sheet.ts'
import type { ControlTotal } from './totals.ts'

export interface AcceptedRow {
  /** 1-based sheet row. */
  readonly row: number
  /**
   * Only fields the file has a column for are keys; null is a cell that says nothing. Money is fen. `rm`/`coRm`
   * columns become `rmName`, `rmNo`/`coRmName`, `coRmNo`.
   */
  readonly facts: FactRow
  /** Fields whose value the sender has partly hidden. */
  readonly masked: readonly string[]
  /** Date of the row where a column carries the data date, else null. */
  readonly asOf: IsoDate | null
}

export interface RejectedRow {
  readonly row: number
  readonly column: string | null
  /** Zero-based position of that column. */
  readonly index: number | null
  readonly code: RejectCode
  readonly value: string
  readonly message: string
  /** The row as it stands in the sheet, corrections included. */
  readonly cells: RawRow
}

/** A cell that became unknown because it cannot be read. */
export interface UnreadCell {
  readonly row: number
  readonly column: Column
  readonly value: RawValue
  readonly cells: RawRow
}

/** The earlier row a duplicate stands against; another file's name where it stands there. */
export interface FirstRow {
  readonly row: number
  readonly fileName: string | null
}

/** What a person has set right in a sheet. Columns are zero-based positions, rows 1-based sheet rows. */
export interface Corrections {
  readonly substitutions: ReadonlyMap<number, ReadonlyMap<string, string>>
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, string>>
  readonly dropRows: ReadonlySet<number>
}

export interface UnreadableColumn {
  readonly column: string
  readonly field: string
  readonly count: number
  readonly examples: readonly string[]
}

export interface RowParserOptions {
  /** Percent of rejected rows from which the file is refused; default 5. */
  readonly maxRejectsPercent?: number
  /** What becomes of a second row for one customer; default 'reject'. Only for customer lists. */
  readonly duplicates?: 'reject' | 'sum'
  readonly corrections?: Corrections
  /**
   * Takes accepted rows as they come instead of collecting them (with 'sum' they come at the end). An answer
   * other than null says the customer has a row already, and rejects this one.
   */
  readonly onAccepted?: (row: AcceptedRow) => FirstRow | null
  /** Hears of every cell that became unknown. */
  readonly onUnread?: (cell: UnreadCell) => void
}

export interface ParseResult {
  /** Empty when `onAccepted` takes the rows. */
  readonly accepted: readonly AcceptedRow[]
  readonly rejects: readonly RejectedRow[]
  /** Rows left out below the header; those above it are in the layout. */
  readonly ignored: readonly IgnoredRow[]
  readonly unreadable: readonly UnreadableColumn[]
  /** Accepted rows whose cell says nothing, per mapped field. */
  readonly blanks: Readonly<Record<string, number>>
  readonly controlTotal: ControlTotal
  /** The same comparison for every money column of the total row. */
  readonly controlTotals: readonly (ControlTotal & { readonly field: string; readonly column: string })[]
  readonly damagedKeys: number
  readonly contactWindowDays: number | null
  readonly counts: {
    /** Rows read below the header = accepted + summed + rejected + ignored. */
    readonly read: number
    readonly accepted: number
    /** Rows added to an earlier row of the same customer. */
    readonly summed: number
    readonly rejected: number
    readonly ignored: number
    /** Cells a correction changed. */
    readonly corrected: number
    readonly dropped: number
  }
}

export type RowOutcome = 'accepted' | 'summed' | 'rejected' | 'ignored'

export interface RowParser {
  /** Reads one row below the header; `row` is its 1-based sheet row. */
  push(row: number, cells: RawRow): RowOutcome
  /** Ends the file. Throws `Refusal` KEY_COLUMN_DAMAGED, TOO_MANY_REJECTS or NO_ROWS. */
  finish(): ParseResult
  /** The same, but the refusal comes beside what was read. */
  finishAnyway(): { readonly result: ParseResult; readonly refusal: Refusal | null }
}
