/**
 * Work kept by hand that lost its basis when an import was taken back. It is never deleted; the person who took
 * the import back is told of it. Looked up before and after, because names and plans are known only before.
 */
import type { FlaggedWork } from '../../../../shared/contract/imports.ts'
import type { IsoDate, IsoWeek } from '../../../../shared/domain/dates.ts'
import type { ReadDb } from '../types.ts'

/** What may lose its basis. */
export interface WorkAtRisk {
  /** Customers of extracts about whom something is kept by hand. */
  readonly customers: FlaggedWork['customers']
  /** Weeks in force whose plan was made from a snapshot of the import. */
  readonly plans: readonly IsoWeek[]
}

const handKept = `SELECT customer_no FROM contact WHERE dataset_id IS NULL
  UNION SELECT customer_no FROM note UNION SELECT customer_no FROM tag UNION SELECT customer_no FROM life_event
  UNION SELECT customer_no FROM family_link UNION SELECT other_no FROM family_link
  UNION SELECT customer_no FROM customer_hand UNION SELECT customer_no FROM customer_kept
  UNION SELECT customer_no FROM man_answer UNION SELECT customer_no FROM customer_rm`

/** To be asked before the import is taken back. */
export function workAtRisk(db: ReadDb, importId: number): WorkAtRisk {
  return {
    customers: db
      .prepare(
        `SELECT customer_no AS customerNo, name FROM customer WHERE customer_no IN (${handKept})
         ORDER BY customer_no`,
      )
      .all() as WorkAtRisk['customers'],
    // A plan made before this import came was made from what it replaced, and that comes back.
    plans: db
      .prepare(
        `SELECT week FROM plan p WHERE state = 'active' AND EXISTS (
           SELECT 1 FROM dataset d JOIN import i USING (import_id)
           WHERE d.import_id = ? AND d.kind = 'customers' AND d.state = 'active' AND d.as_of = p.as_of
             AND i.imported_at <= p.made_at)`,
      )
      .pluck()
      .all(importId) as IsoWeek[],
  }
}

function weeksWithoutSnapshot(db: ReadDb, dates: readonly IsoDate[]): IsoWeek[] {
  return db
    .prepare(
      `SELECT week FROM plan WHERE state = 'active' AND as_of IN (SELECT value FROM json_each(?))
         AND as_of NOT IN (SELECT as_of FROM dataset WHERE kind = 'customers' AND state = 'active')`,
    )
    .pluck()
    .all(JSON.stringify(dates)) as IsoWeek[]
}

/**
 * To be asked once the import is gone and customers are derived anew.
 * @param dates the data dates the import had
 */
export function lostWork(db: ReadDb, before: WorkAtRisk, dates: readonly IsoDate[]): FlaggedWork {
  const known = db.prepare('SELECT 1 FROM customer WHERE customer_no = ?')
  const customers = before.customers.filter(({ customerNo }) => known.get(customerNo) === undefined)
  const lost = JSON.stringify(customers.map(({ customerNo }) => customerNo))
  const count = (from: string) =>
    db
      .prepare(`WITH lost AS (SELECT value FROM json_each(?)) SELECT count(*) FROM ${from}`)
      .pluck()
      .get(lost) as number
  const about = (table: string) => count(`${table} WHERE customer_no IN (SELECT value FROM lost)`)
  return {
    customers,
    contacts: count('contact WHERE dataset_id IS NULL AND customer_no IN (SELECT value FROM lost)'),
    notes:
      about('note') +
      about('tag') +
      about('life_event') +
      about('customer_hand') +
      about('customer_kept') +
      about('man_answer') +
      about('customer_rm') +
      count(
        'family_link WHERE customer_no IN (SELECT value FROM lost) OR other_no IN (SELECT value FROM lost)',
      ),
    plans: [...new Set([...before.plans, ...weeksWithoutSnapshot(db, dates)])].sort(),
  }
}
