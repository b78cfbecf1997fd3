/** Facts people keep by hand: reading them into what rules look at, and storing them. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { KeptField } from '../../../../shared/domain/hand-kept.ts'
import type { ReadDb, WriteDb } from '../types.ts'

/** In force at a date: of each field the latest, unless that one ended it. `whose` is a condition on customer_no. */
const inForce = (columns: string, asOf: IsoDate, whose: string) =>
  `SELECT ${columns} FROM (
     SELECT customer_no, field, value, set_at, set_by, max(from_date) AS from_date FROM customer_kept
     WHERE from_date <= '${asOf}' AND ${whose} GROUP BY customer_no, field)
   WHERE value IS NOT NULL`

/** SQL of the facts of snapshot `s`, filled with what is kept by hand. It costs nothing where nobody kept any. */
export function handKept(
  db: ReadDb,
  asOf: IsoDate,
  extract: (field: string) => string,
): { filled(field: KeptField): string; readonly told: string } {
  const fields = new Set(
    db.prepare('SELECT DISTINCT field FROM customer_kept WHERE from_date <= ?').pluck().all(asOf),
  )
  return {
    filled(field) {
      if (!fields.has(field)) return extract(field)
      return `coalesce(${extract(field)}, (SELECT value FROM customer_kept k
        WHERE k.customer_no = s.customer_no AND k.field = '${field}' AND k.from_date <= '${asOf}'
        ORDER BY k.from_date DESC LIMIT 1))`
    },
    told:
      fields.size === 0
        ? 'NULL'
        : `(${inForce('group_concat(field)', asOf, 'customer_kept.customer_no = s.customer_no')})`,
  }
}

/** Fields kept for anybody in the snapshot of the date. */
export function toldFields(
  db: ReadDb,
  { datasetId, asOf }: { readonly datasetId: number; readonly asOf: IsoDate },
): Set<string> {
  const whose = `EXISTS (SELECT 1 FROM snapshot s
    WHERE s.dataset_id = ? AND s.customer_no = customer_kept.customer_no)`
  return new Set(
    db
      .prepare(inForce('DISTINCT field', asOf, whose))
      .pluck()
      .all(datasetId) as string[],
  )
}

export interface Kept {
  readonly field: KeptField
  readonly value: string
  readonly fromDate: IsoDate
  readonly setAt: string
  readonly setBy: string
}

/** What is kept of one customer, in force at a date. */
export function readKept(db: ReadDb, asOf: IsoDate, customerNo: string): Kept[] {
  const columns = 'field, value, from_date AS fromDate, set_at AS setAt, set_by AS setBy'
  return db.prepare(inForce(columns, asOf, 'customer_no = ?')).all(customerNo) as Kept[]
}

/** Stores the value that holds from a data date on; null ends the one before. */
export function saveKept(
  db: WriteDb,
  entry: {
    readonly customerNo: string
    readonly field: KeptField
    readonly value: string | null
    readonly fromDate: IsoDate
    readonly setAt: string
    readonly setBy: string
  },
): void {
  db.prepare(
    `INSERT INTO customer_kept (customer_no, field, from_date, value, set_at, set_by)
     VALUES (@customerNo, @field, @fromDate, @value, @setAt, @setBy)
     ON CONFLICT DO UPDATE SET value = excluded.value, set_at = excluded.set_at, set_by = excluded.set_by`,
  ).run(entry)
}
