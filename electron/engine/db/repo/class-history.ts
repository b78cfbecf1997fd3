/**
 * Which classes customers held in the snapshots before a date. Looking through all of them would cost more with every
 * week: instead each date's results keep when the classes not held any more were held last, so that the snapshot
 * before and its results say everything. Only of who was not in that snapshot the older ones are searched.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { assetClasses, type AssetClass } from '../../../../shared/domain/fields.ts'
import type { ClassHistory } from '../../../../shared/domain/segments.ts'
import type { ReadDb } from '../types.ts'
import { activeDataset, snapshotDates, type Dataset } from './datasets.ts'
import { scoped, type CustomerScope } from './facts.ts'

type LastHeld = ClassHistory['lastHeld']
type HeldRow = Record<AssetClass, IsoDate | null>

/** When each class not held any more was held last, as one text; null when there is none. */
export function goneText(gone: LastHeld): string | null {
  const parts = assetClasses.flatMap((asset) =>
    gone[asset] === undefined ? [] : [`${asset}:${gone[asset]}`],
  )
  return parts.length === 0 ? null : parts.join(',')
}

function goneOf(text: string | null): LastHeld {
  if (text === null) return {}
  return Object.fromEntries(text.split(',').map((part) => part.split(':')))
}

const known = (row: HeldRow): LastHeld =>
  Object.fromEntries(assetClasses.flatMap((asset) => (row[asset] === null ? [] : [[asset, row[asset]]])))

type PreviousRow = HeldRow & { customerNo: string; since: IsoDate; gone: string | null }

/** Of everybody in the snapshot before. */
function fromPrevious(db: ReadDb, previous: Dataset, scope: CustomerScope): Map<string, ClassHistory> {
  const { sql, params } = scoped(scope, 's.customer_no')
  const held = assetClasses.map((asset) => `CASE WHEN s.${asset}_fen > 0 THEN @previous END AS "${asset}"`)
  const rows = db
    .prepare(
      `SELECT s.customer_no AS customerNo, c.first_seen AS since, k.classes_gone AS gone, ${held.join(', ')}
       FROM snapshot s CROSS JOIN customer c ON c.customer_no = s.customer_no
       CROSS JOIN classification k ON k.as_of = @previous AND k.customer_no = s.customer_no
       WHERE s.dataset_id = @previousId${sql}`,
    )
    .all({ previous: previous.asOf, previousId: previous.datasetId, ...params }) as PreviousRow[]
  return new Map(
    rows.map((row) => [
      row.customerNo,
      { since: row.since, lastHeld: { ...goneOf(row.gone), ...known(row) } },
    ]),
  )
}

/** Customers of a snapshot who were in earlier ones but not in the last. */
function returned(db: ReadDb, now: Dataset, previous: Dataset, scope: CustomerScope): string[] {
  const { sql, params } = scoped(scope, 's.customer_no')
  return db
    .prepare(
      `SELECT s.customer_no FROM snapshot s JOIN customer c ON c.customer_no = s.customer_no
       WHERE s.dataset_id = @nowId AND c.first_seen < @asOf${sql} AND NOT EXISTS (
         SELECT 1 FROM snapshot b WHERE b.dataset_id = @previousId AND b.customer_no = s.customer_no)`,
    )
    .pluck()
    .all({
      asOf: now.asOf,
      nowId: now.datasetId,
      previousId: previous.datasetId,
      ...params,
    }) as string[]
}

function fromAll(db: ReadDb, asOf: IsoDate, customerNos: readonly string[]): [string, ClassHistory][] {
  const held = assetClasses.map((asset) => `max(CASE WHEN s.${asset}_fen > 0 THEN d.as_of END) AS "${asset}"`)
  const rows = db
    .prepare(
      `SELECT s.customer_no AS customerNo, min(d.as_of) AS since, ${held.join(', ')}
       FROM json_each(@customerNos) n CROSS JOIN snapshot s ON s.customer_no = n.value
       CROSS JOIN dataset d ON d.dataset_id = s.dataset_id
       WHERE d.kind = 'customers' AND d.state = 'active' AND d.as_of < @asOf GROUP BY s.customer_no`,
    )
    .all({ asOf, customerNos: JSON.stringify(customerNos) }) as PreviousRow[]
  return rows.map((row) => [row.customerNo, { since: row.since, lastHeld: known(row) }])
}

/** Of nobody who is not in the map an earlier snapshot is known: `noClassHistory`. */
export function readClassHistory(
  db: ReadDb,
  asOf: IsoDate,
  scope?: CustomerScope,
): Map<string, ClassHistory> {
  const now = activeDataset(db, 'customers', asOf)
  const before = snapshotDates(db).findLast((date) => date < asOf)
  const previous = before === undefined ? null : activeDataset(db, 'customers', before)
  if (!now || !previous) return new Map()
  const history = fromPrevious(db, previous, scope)
  const missing = returned(db, now, previous, scope)
  if (missing.length > 0)
    for (const [customerNo, each] of fromAll(db, asOf, missing)) history.set(customerNo, each)
  return history
}

/** Of a customer who was in no earlier snapshot. */
export const noClassHistory: ClassHistory = { since: null, lastHeld: {} }
