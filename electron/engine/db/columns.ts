/** How a fact of the catalogue is named and stored in SQL: `aumMonthAvg` (money) is `aum_month_avg_fen`. */
import {
  customerFields,
  fieldsByKind,
  type ExtractKind,
  type FactRow,
  type FactValue,
  type FieldDef,
} from '../../../shared/domain/fields.ts'

export interface StoredColumn {
  /** Key in a FactRow. */
  readonly key: string
  readonly column: string
}

const snake = (name: string) => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

function columnsOf(field: FieldDef): StoredColumn[] {
  if (field.type === 'rm')
    return [
      { key: `${field.name}Name`, column: `${snake(field.name)}_name` },
      { key: `${field.name}No`, column: `${snake(field.name)}_no` },
    ]
  return [
    { key: field.name, column: field.type === 'money' ? `${snake(field.name)}_fen` : snake(field.name) },
  ]
}

const parts = (part: 'profile' | 'snapshot') =>
  (customerFields as readonly FieldDef[]).filter((f) => f.part === part).flatMap(columnsOf)

export const profileColumns = parts('profile')
export const snapshotColumns = parts('snapshot')

/** Names in auxiliary extracts are read for people's eyes only and never stored. */
const notStored = new Set(['name'])

/** Columns of an auxiliary extract's table. */
export function auxiliaryColumns(kind: Exclude<ExtractKind, 'customers'>): StoredColumn[] {
  return (fieldsByKind[kind] as readonly FieldDef[]).filter((f) => !notStored.has(f.name)).flatMap(columnsOf)
}

/** The value as SQLite keeps it. */
export function toSql(value: FactValue | undefined): string | number | null {
  if (value === undefined || value === null) return null
  return typeof value === 'boolean' ? Number(value) : value
}

/** Values of a row in the order of the columns. */
export function valuesOf(row: FactRow, columns: readonly StoredColumn[]): (string | number | null)[] {
  return columns.map((c) => toSql(row[c.key]))
}
