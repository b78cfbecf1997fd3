/** Writing accepted rows of extracts into their datasets. */
import { hash } from 'node:crypto'
import type { ExtractKind, FactRow } from '../../../../shared/domain/fields.ts'
import { auxiliaryColumns, profileColumns, snapshotColumns, valuesOf, type StoredColumn } from '../columns.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import type { Dataset } from './datasets.ts'

/** Where a customer already stands in the dataset. */
export interface StoredRow {
  readonly fileId: number
  readonly rowNo: number
}

export interface RowWriter {
  /**
   * Stores one accepted row; `rowNo` is its row in the sheet, whose rows all have the same facts. A customer that has a row in the dataset is not
   * stored again: the answer says where the first one came from.
   */
  write(fileId: number, rowNo: number, row: FactRow, masked: readonly string[]): StoredRow | null
}

const placeholders = (count: number) => Array.from({ length: count }, () => '?').join(', ')
const digest = (values: readonly unknown[]) => hash('sha1', JSON.stringify(values), 'base64url')

/** Columns a sheet fills: every row of a sheet has the same facts, and binding nulls for the others costs time. */
const filledBy = (row: FactRow, columns: readonly StoredColumn[]) => columns.filter(({ key }) => key in row)

/** The statements that store a customer's row as the sheet it comes from fills it. */
function customerStatements(db: WriteDb, row: FactRow) {
  const profile = filledBy(row, profileColumns)
  const snapshot = filledBy(row, snapshotColumns)
  const insert = (into: string, columns: readonly string[]) =>
    db.prepare(`${into} (${columns.join(', ')}) VALUES (${placeholders(columns.length)})`)
  const names = (columns: readonly StoredColumn[]) => columns.map(({ column }) => column)
  return {
    facts: Object.keys(row).length,
    profile,
    snapshot,
    insertProfile: insert('INSERT INTO profile', [
      'customer_no',
      'content_hash',
      'masked',
      ...names(profile),
    ]),
    insertSnapshot: insert('INSERT OR IGNORE INTO snapshot', [
      'dataset_id',
      'customer_no',
      'profile_id',
      'file_id',
      'row_no',
      ...names(snapshot),
    ]),
  }
}

function customerWriter(db: WriteDb, datasetId: number): RowWriter {
  const findProfile = db
    .prepare('SELECT profile_id FROM profile WHERE customer_no = ? AND content_hash = ?')
    .pluck()
  const findRow = db.prepare(
    'SELECT file_id AS fileId, row_no AS rowNo FROM snapshot WHERE dataset_id = ? AND customer_no = ?',
  )
  const dropProfile = db.prepare('DELETE FROM profile WHERE profile_id = ?')
  let statements: ReturnType<typeof customerStatements> | null = null
  return {
    write(fileId, rowNo, row, masked) {
      statements ??= customerStatements(db, row)
      const { profile, snapshot, insertProfile, insertSnapshot } = statements
      if (Object.keys(row).length !== statements.facts)
        throw new Error('rows of a sheet differ in their facts')
      const customerNo = String(row['customerNo'])
      // Of all columns, so that the same facts are the same profile whatever sheet brings them.
      const content = digest([valuesOf(row, profileColumns), masked])
      const known = findProfile.get(customerNo, content) as number | undefined
      const profileId =
        known ??
        insertProfile.run(customerNo, content, masked.join(','), ...valuesOf(row, profile)).lastInsertRowid
      const values = valuesOf(row, snapshot)
      if (insertSnapshot.run(datasetId, customerNo, profileId, fileId, rowNo, ...values).changes === 1)
        return null
      if (known === undefined) dropProfile.run(profileId)
      return findRow.get(datasetId, customerNo) as StoredRow
    },
  }
}

/** A contact appears again in every later log: equal content is the same contact, counted within one file. */
function contactWriter(db: WriteDb, datasetId: number): RowWriter {
  const columns = auxiliaryColumns('contacts')
  const insert = db.prepare(
    `INSERT INTO contact (dataset_id, content_key, ${columns.map((c) => c.column).join(', ')})
     VALUES (?, ?, ${placeholders(columns.length)})`,
  )
  const seen = new Map<string, number>()
  return {
    write(_fileId, _rowNo, row) {
      const values = valuesOf(row, columns)
      const content = digest(values)
      const nth = (seen.get(content) ?? 0) + 1
      seen.set(content, nth)
      insert.run(datasetId, `${content}#${nth}`, ...values)
      return null
    },
  }
}

const auxiliaryTables = {
  holdings: 'holding',
  movements: 'movement',
  products: 'product',
  targets: 'target',
} as const

/** A writer of one sheet's rows into a dataset. */
export function createRowWriter(db: WriteDb, datasetId: number, kind: ExtractKind): RowWriter {
  if (kind === 'customers') return customerWriter(db, datasetId)
  if (kind === 'contacts') return contactWriter(db, datasetId)
  const columns = auxiliaryColumns(kind)
  const insert = db.prepare(
    `INSERT INTO ${auxiliaryTables[kind]} (dataset_id, row_no, ${columns.map((c) => c.column).join(', ')})
     VALUES (?, ?, ${placeholders(columns.length)})`,
  )
  return {
    write(_fileId, rowNo, row) {
      insert.run(datasetId, rowNo, ...valuesOf(row, columns))
      return null
    },
  }
}

/** How many customers of both snapshots have any stored fact different, the ones no rule reads included. */
export function countStoredChanges(
  db: ReadDb,
  before: Dataset,
  now: Dataset,
): { both: number; changed: number } {
  const differs = ['profile_id', ...snapshotColumns.map((c) => c.column)].map((c) => `s.${c} IS NOT b.${c}`)
  return db
    .prepare(
      `SELECT count(*) AS both, coalesce(sum(${differs.join(' OR ')}), 0) AS changed FROM snapshot s
       JOIN snapshot b ON b.dataset_id = ? AND b.customer_no = s.customer_no WHERE s.dataset_id = ?`,
    )
    .get(before.datasetId, now.datasetId) as { both: number; changed: number }
}
