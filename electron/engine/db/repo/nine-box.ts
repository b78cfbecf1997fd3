/** Counts by nine group and by tier at a date, and moves between two dates, over the stored results. */
import { outside, type MovedBy, type Place, type PlaceKey } from '../../../../shared/domain/places.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'

export interface PlaceFigure {
  readonly place: PlaceKey
  readonly customers: number
  /** Sum of the known AUM, in fen. */
  readonly aumFen: number
}

/** Where a row of `classification` under this name stands. */
const placeOf: Readonly<Record<MovedBy, (row: string) => string>> = {
  cell: (row) => `coalesce(${row}.nine_box_row || '.' || ${row}.familiarity, 'unknown')`,
  tier: (row) => `coalesce(${row}.tier, 'unknown')`,
}

/** Customers and AUM in each place that has any. */
export function placeFigures(db: ReadDb, { datasetId, asOf }: Dataset, by: MovedBy): PlaceFigure[] {
  return db
    .prepare(
      `SELECT ${placeOf[by]('k')} AS place, count(*) AS customers, coalesce(sum(s.aum_fen), 0) AS aumFen
       FROM classification k
       JOIN snapshot s ON s.dataset_id = @datasetId AND s.customer_no = k.customer_no
       WHERE k.as_of = @asOf GROUP BY 1`,
    )
    .all({ datasetId, asOf }) as PlaceFigure[]
}

export interface TwoDates {
  readonly from: Dataset
  readonly to: Dataset
  readonly by: MovedBy
}

/** Everybody of either snapshot with both places and both amounts; looked up by key on either side. */
const pairsSql = (by: MovedBy) => `WITH pair AS (
  SELECT b.customer_no, CASE WHEN a.customer_no IS NULL THEN '${outside}' ELSE ${placeOf[by]('a')} END AS from_place,
    ${placeOf[by]('b')} AS to_place, sa.aum_fen AS aum_before, sb.aum_fen AS aum_now, sb.profile_id
  FROM classification b
  JOIN snapshot sb ON sb.dataset_id = @toDataset AND sb.customer_no = b.customer_no
  LEFT JOIN classification a ON a.as_of = @from AND a.customer_no = b.customer_no
  LEFT JOIN snapshot sa ON sa.dataset_id = @fromDataset AND sa.customer_no = b.customer_no
  WHERE b.as_of = @to
  UNION ALL
  SELECT a.customer_no, ${placeOf[by]('a')}, '${outside}', sa.aum_fen, NULL, sa.profile_id
  FROM classification a
  JOIN snapshot sa ON sa.dataset_id = @fromDataset AND sa.customer_no = a.customer_no
  WHERE a.as_of = @from
    AND NOT EXISTS (SELECT 1 FROM classification b WHERE b.as_of = @to AND b.customer_no = a.customer_no))`

const paramsOf = ({ from, to }: TwoDates) => ({
  from: from.asOf,
  fromDataset: from.datasetId,
  to: to.asOf,
  toDataset: to.datasetId,
})

/** Counts of every pair of places that anybody makes, those who stayed included. */
export function movesBetween(
  db: ReadDb,
  dates: TwoDates,
): { from: Place; to: Place; customers: number; aumFen: number }[] {
  return db
    .prepare(
      `${pairsSql(dates.by)}
       SELECT from_place AS "from", to_place AS "to", count(*) AS customers,
         coalesce(sum(CASE WHEN to_place = '${outside}' THEN aum_before ELSE aum_now END), 0) AS aumFen
       FROM pair GROUP BY 1, 2`,
    )
    .all(paramsOf(dates)) as { from: Place; to: Place; customers: number; aumFen: number }[]
}

export interface Mover {
  readonly customerNo: string
  readonly name: string | null
  readonly rmName: string | null
  readonly aumBeforeFen: number | null
  readonly aumFen: number | null
}

/** Those of one pair of places, largest amount first. */
export function moversBetween(
  db: ReadDb,
  dates: TwoDates,
  places: { readonly from: Place; readonly to: Place },
  limit: number,
): { total: number; customers: Mover[] } {
  const params = { ...paramsOf(dates), fromPlace: places.from, toPlace: places.to }
  const those = 'FROM pair WHERE from_place = @fromPlace AND to_place = @toPlace'
  const total = db
    .prepare(`${pairsSql(dates.by)} SELECT count(*) ${those}`)
    .pluck()
    .get(params) as number
  const customers = db
    .prepare(
      `${pairsSql(dates.by)}
       SELECT m.customer_no AS customerNo, coalesce(c.name, p.name) AS name,
         coalesce(k.rm_name, p.rm_name, p.rm_no) AS rmName, m.aum_before AS aumBeforeFen, m.aum_now AS aumFen
       FROM (SELECT * ${those}) m
       JOIN profile p ON p.profile_id = m.profile_id
       LEFT JOIN customer c ON c.customer_no = m.customer_no
       LEFT JOIN classification k ON k.as_of = @to AND k.customer_no = m.customer_no
       ORDER BY coalesce(m.aum_now, m.aum_before) IS NULL, coalesce(m.aum_now, m.aum_before) DESC, 1
       LIMIT @limit`,
    )
    .all({ ...params, limit }) as Mover[]
  return { total, customers }
}
