/** Writing accepted rows of extracts into their datasets. */
import { hash } from 'node:crypto'
import type { ExtractKind, FactRow } from '../../../../shared/domain/fields.ts'
import { auxiliaryColumns, profileColumns, snapshotColumns, valuesOf } from '../columns.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import type { Dataset } from './datasets.ts'

/** Where a customer already stands in the dataset. */
export interface StoredRow {
  readonly fileId: number
  readonly rowNo: number
}

export interface RowWriter {
  /**
   * Stores one accepted row; `rowNo` is its row in the sheet. A customer that has a row in the dataset is not
   * stored again: the answer says where the first one came from.
   */
  write(fileId: number, rowNo: number, row: FactRow, masked: readonly string[]): StoredRow | null
}

const placeholders = (count: number) => Array.from({ length: count }, () => '?').join(', ')
const digest = (values: readonly unknown[]) => hash('sha1', JSON.stringify(values), 'base64url')

function customerWriter(db: WriteDb, datasetId: number): RowWriter {
  const profileNames = profileColumns.map((c) => c.column)
  const findProfile = db
    .prepare('SELECT profile_id FROM profile WHERE customer_no = ? AND content_hash = ?')
    .pluck()
  const insertProfile = db.prepare(
    `INSERT INTO profile (customer_no, content_hash, masked, ${profileNames.join(', ')})
     VALUES (?, ?, ?, ${placeholders(profileNames.length)})`,
  )
  const insertSnapshot = db.prepare(
    `INSERT OR IGNORE INTO snapshot (dataset_id, customer_no, profile_id, file_id, row_no,
       ${snapshotColumns.map((c) => c.column).join(', ')})
     VALUES (?, ?, ?, ?, ?, ${placeholders(snapshotColumns.length)})`,
  )
  const findRow = db.prepare(
    'SELECT file_id AS fileId, row_no AS rowNo FROM snapshot WHERE dataset_id = ? AND customer_no = ?',
  )
  const dropProfile = db.prepare('DELETE FROM profile WHERE profile_id = ?')
  return {
    write(fileId, rowNo, row, masked) {
      const customerNo = String(row['customerNo'])
      const profile = valuesOf(row, profileColumns)
      const content = digest([profile, masked])
      const known = findProfile.get(customerNo, content) as number | undefined
      const profileId =
        known ?? Number(insertProfile.run(customerNo, content, masked.join(','), ...profile).lastInsertRowid)
      const values = valuesOf(row, snapshotColumns)
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
