/** Tags people give customers. */
import type { ReadDb, WriteDb } from '../types.ts'

/** Tags in use, most customers first. */
export function tagsInUse(db: ReadDb): { tag: string; customers: number }[] {
  return db
    .prepare('SELECT tag, count(*) AS customers FROM tag GROUP BY tag ORDER BY customers DESC, tag')
    .all() as { tag: string; customers: number }[]
}

/** Puts a tag on customers or takes it off; returns of how many that was a change. */
export function tagCustomers(
  db: WriteDb,
  { customerNos, tag, on, at }: { customerNos: readonly string[]; tag: string; on: boolean; at: string },
): number {
  const put = db.prepare('INSERT OR IGNORE INTO tag (customer_no, tag, at) VALUES (?, ?, ?)')
  const take = db.prepare('DELETE FROM tag WHERE customer_no = ? AND tag = ?')
  let changed = 0
  for (const customerNo of customerNos)
    changed += (on ? put.run(customerNo, tag, at) : take.run(customerNo, tag)).changes
  return changed
}
