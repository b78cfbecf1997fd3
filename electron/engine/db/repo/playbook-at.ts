/**
 * Which version of the playbook the stored results of a date are made with. It follows from what is stored alone,
 * so that taking an import back or importing in another order ends in the same results:
 * the newest version that applies from this date on, or was there when the snapshot came; for the latest snapshot
 * the newest there is.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ReadDb } from '../types.ts'

export function playbookVersionAt(db: ReadDb, asOf: IsoDate): number {
  const version = db
    .prepare(
      `WITH snapshots AS (SELECT as_of, import_id FROM dataset WHERE kind = 'customers' AND state = 'active')
       SELECT max(version) FROM playbook_version WHERE from_date <= @asOf
         OR saved_at < (SELECT imported_at FROM snapshots JOIN import USING (import_id) WHERE as_of = @asOf)
         OR @asOf = (SELECT max(as_of) FROM snapshots)`,
    )
    .pluck()
    .get({ asOf }) as number | null
  return version ?? 1
}
