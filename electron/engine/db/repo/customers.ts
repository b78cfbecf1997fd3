/**
 * The derived table of everybody ever seen: best-known name and identifiers (an unmasked value beats a masked
 * one, a later beats an earlier) and search keys. Made from active datasets alone, so undo makes it again.
 */
import { nameKeys } from '../../core/search/name-keys.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ReadDb, WriteDb } from '../types.ts'

interface SeenRow {
  readonly customerNo: string
  readonly asOf: IsoDate
  readonly name: string | null
  readonly phone: string | null
  readonly idNo: string | null
  readonly masked: string
}

/** What active snapshots say of some customers (a JSON list), each one's rows oldest first. */
function seenRows(db: ReadDb, customerNos: string): Map<string, SeenRow[]> {
  const rows = db
    .prepare(
      `SELECT s.customer_no AS customerNo, d.as_of AS asOf, p.name, p.phone, p.id_no AS idNo, p.masked
       FROM json_each(?) asked CROSS JOIN snapshot s ON s.customer_no = asked.value
       CROSS JOIN dataset d USING (dataset_id) CROSS JOIN profile p USING (profile_id)
       WHERE d.state = 'active' ORDER BY s.customer_no, d.as_of`,
    )
    .all(customerNos) as SeenRow[]
  return Map.groupBy(rows, ({ customerNo }) => customerNo)
}

/** Derives the rows of the given customers anew; those no longer in any snapshot go. */
export function rebuildCustomers(db: WriteDb, customerNos: readonly string[]): void {
  const asked = JSON.stringify(customerNos)
  db.prepare('DELETE FROM customer WHERE customer_no IN (SELECT value FROM json_each(?))').run(asked)
  const insert = db.prepare(
    `INSERT INTO customer (customer_no, name, pinyin, initials, phone, phone_tail, id_no, id_tail, first_seen, last_seen)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  for (const [customerNo, rows] of seenRows(db, asked)) {
    const first = rows[0]
    const last = rows.at(-1)
    if (!first || !last) continue
    const best = (key: 'name' | 'phone' | 'idNo') =>
      rows.findLast((r) => r[key] !== null && !r.masked.split(',').includes(key))?.[key] ??
      rows.findLast((r) => r[key] !== null)?.[key] ??
      null
    const [name, phone, idNo] = [best('name'), best('phone'), best('idNo')]
    const keys = nameKeys(name ?? '')
    insert.run(
      customerNo,
      name,
      keys.pinyin,
      keys.initials,
      phone,
      phone?.slice(-4) ?? null,
      idNo,
      idNo?.slice(-4).toUpperCase() ?? null,
      first.asOf,
      last.asOf,
    )
  }
}

/**
 * Customers of an import's snapshots and of those it stands in place of, to be derived anew when it comes or goes:
 * one that only the replaced snapshot had is gone while it is replaced.
 */
export function customersOfImport(db: ReadDb, importId: number): string[] {
  return db
    .prepare(
      `WITH brought AS (SELECT dataset_id FROM dataset WHERE import_id = ? AND kind = 'customers')
       SELECT DISTINCT s.customer_no FROM snapshot s JOIN dataset d USING (dataset_id)
       WHERE dataset_id IN brought OR d.replaced_by IN brought`,
    )
    .pluck()
    .all(importId) as string[]
}
