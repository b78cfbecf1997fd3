/** What is understood of a sheet before its rows are read: where the header is and what each column means. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ExtractKind, FieldType } from '../../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../../shared/domain/money.ts'
import type { ColumnField, HeaderAlias } from '../../../../shared/playbook/aliases.ts'
import type { ColumnReason } from './header-match.ts'
import type { DateOrder, OrderEvidence } from './parse-date.ts'
import type { RawValue } from './sheet.ts'

/** Field types of a column; the data date and a staff number of their own column come on top of the catalogue's. */
export type ColumnType = FieldType | 'asOf' | 'staffNo'

export interface Column {
  /** Zero-based position in the sheet. */
  readonly index: number
  /** Header as written, line breaks and double spaces collapsed. */
  readonly header: string
  readonly field: ColumnField | null
  readonly type: ColumnType | null
  readonly reason: ColumnReason
  /** Unit of a money column; null for every other column. */
  readonly unit: MoneyUnit | null
  /** Day/month order of a date column. */
  readonly dateOrder: DateOrder
  /** Bare numbers of a rate column are percent. */
  readonly percent: boolean
  /** What one bare number of a term (days) or call length (seconds) column stands for. */
  readonly perUnit: number
}

export type IgnoredReason =
  | 'title'
  | 'unit'
  | 'blank'
  | 'group_header'
  | 'repeated_header'
  | 'subtotal'
  | 'total'
  | 'footer'
  | 'no_key'
  | 'dropped'

export interface IgnoredRow {
  /** 1-based sheet row. */
  readonly row: number
  readonly reason: IgnoredReason
}

export type UnitSource = 'header' | 'given' | 'title' | 'assumed'
export type DataDateSource = 'given' | 'title' | 'column' | 'fileName'

export interface DataDate {
  /** The file's one data date; null when nothing says it, or when a column carries several. */
  readonly date: IsoDate | null
  readonly source: DataDateSource | null
  /** Every source that speaks, in order of precedence. */
  readonly sources: readonly { source: DataDateSource; date: IsoDate; detail: string }[]
  /** Distinct dates of a data date column, ascending; several mean one import per date. */
  readonly dates: readonly IsoDate[]
  readonly conflict: boolean
}

/** What rows seen after the layout was made say about a column as a whole. */
export interface ColumnEvidence extends OrderEvidence {
  /** A rate column holds numbers too large to be fractions. */
  percent: boolean
  /** Distinct cells of a data date column. */
  readonly values: RawValue[]
}

export type LateEvidence = ReadonlyMap<number, ColumnEvidence>

export interface LayoutContext {
  readonly fileName: string
  readonly date1904?: boolean
  readonly kind?: ExtractKind
  readonly units?: MoneyUnit
  readonly asOf?: IsoDate
  /** Header key → field (or null for "leave out"), decided by the user for this layout before. */
  readonly remembered?: Readonly<Record<string, ColumnField | null>>
  /** The branch's own wording, from the playbook. */
  readonly aliases?: readonly HeaderAlias[]
  /** 1-based sheet row of the header, decided by a person. */
  readonly headerRow?: number
  /** Field by zero-based column position (null = leave out), decided by a person. */
  readonly decided?: ReadonlyMap<number, ColumnField | null>
  /** Units of columns by position, known from an earlier reading. */
  readonly columnUnits?: ReadonlyMap<number, MoneyUnit>
  /** What rows beyond the ones at hand were seen to say about their columns. */
  readonly late?: LateEvidence
  /** Report conflicting data dates and missing columns in the result instead of refusing. */
  readonly inspectOnly?: boolean
}

export interface LayoutResult {
  readonly fileName: string
  readonly sheetName: string
  readonly kind: ExtractKind
  /** 1-based sheet row of the (last) header row. */
  readonly headerRow: number
  /** 1-based row of the upper header row of a two-row header, else null. */
  readonly groupRow: number | null
  /** 1-based row where data begins. */
  readonly firstDataRow: number
  readonly columns: readonly Column[]
  /** Rows above the data. */
  readonly ignored: readonly IgnoredRow[]
  readonly units: { readonly unit: MoneyUnit; readonly source: UnitSource }
  readonly asOf: DataDate
  /** Days covered by the contact count, where its header says so. */
  readonly contactWindowDays: number | null
  readonly hiddenRows: number
  readonly date1904: boolean
  /** Why the sheet cannot be imported as it is; only where it is looked at (`inspectOnly`), else it is thrown. */
  readonly refusal?: { readonly code: string; readonly message: string }
  /** Equal for two sheets with the same header texts; under it what was decided is remembered. */
  readonly fingerprint: string
}
