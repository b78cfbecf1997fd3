/** Which classes customers held in the snapshots before a date. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { assetClasses, type AssetClass } from '../../../../shared/domain/fields.ts'
import type { ClassHistory } from '../../../../shared/domain/segments.ts'
import type { ReadDb } from '../types.ts'
import { scoped, type CustomerScope } from './facts.ts'

type HistoryRow = { customerNo: string; since: IsoDate } & Record<AssetClass, IsoDate | null>

const lastHeld = assetClasses
  .map((asset) => `max(CASE WHEN s.${asset}_fen > 0 THEN d.as_of END) AS "${asset}"`)
  .join(', ')

/** Of nobody who is not in the map an earlier snapshot is known: `noClassHistory`. */
export function readClassHistory(
  db: ReadDb,
  asOf: IsoDate,
  scope?: CustomerScope,
): Map<string, ClassHistory> {
  const { sql, params } = scoped(scope, 's.customer_no')
  const rows = db
    .prepare(
      `SELECT s.customer_no AS customerNo, min(d.as_of) AS since, ${lastHeld}
       FROM dataset d CROSS JOIN snapshot s ON s.dataset_id = d.dataset_id
       WHERE d.kind = 'customers' AND d.state = 'active' AND d.as_of < @asOf${sql}
       GROUP BY s.customer_no`,
    )
    .all({ asOf, ...params }) as HistoryRow[]
  return new Map(
    rows.map(({ customerNo, since, ...held }) => [
      customerNo,
      {
        since,
        lastHeld: Object.fromEntries(assetClasses.flatMap((a) => (held[a] === null ? [] : [[a, held[a]]]))),
      },
    ]),
  )
}

/** Of a customer who was in no earlier snapshot. */
export const noClassHistory: ClassHistory = { since: null, lastHeld: {} }
