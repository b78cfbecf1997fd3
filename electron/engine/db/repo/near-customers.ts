/** Customers near a tier line, from the stored results of a date. */
import type { Fen } from '../../../../shared/domain/money.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'

export interface NearFigure {
  readonly key: string
  readonly edge: 'rising' | 'falling'
  readonly customers: number
  readonly gapFen: Fen
}

const paramsOf = ({ datasetId, asOf }: Dataset) => ({ datasetId, asOf })

export function nearFigures(db: ReadDb, dataset: Dataset): NearFigure[] {
  return db
    .prepare(
      `SELECT near_key AS key, near_edge AS edge, count(*) AS customers, sum(gap_fen) AS gapFen
       FROM classification WHERE as_of = @asOf AND near_key IS NOT NULL GROUP BY 1, 2`,
    )
    .all({ asOf: dataset.asOf }) as NearFigure[]
}

const from = `FROM classification k
  JOIN snapshot s ON s.dataset_id = @datasetId AND s.customer_no = k.customer_no
  JOIN profile p ON p.profile_id = s.profile_id
  LEFT JOIN customer c ON c.customer_no = k.customer_no
  WHERE k.as_of = @asOf AND k.near_key IS NOT NULL`

/** Who manages them, most customers first. */
export function nearRms(
  db: ReadDb,
  dataset: Dataset,
): { rmNo: string; rmName: string | null; customers: number }[] {
  return db
    .prepare(
      `SELECT coalesce(k.rm_no, '') AS rmNo, max(k.rm_name) AS rmName, count(*) AS customers
       ${from} GROUP BY 1 ORDER BY customers DESC, rmNo`,
    )
    .all(paramsOf(dataset)) as { rmNo: string; rmName: string | null; customers: number }[]
}

export interface NearCustomer {
  readonly customerNo: string
  readonly name: string | null
  readonly rmName: string | null
  readonly key: string
  readonly edge: 'rising' | 'falling'
  readonly measureFen: Fen
  readonly aumFen: Fen | null
  readonly aumMonthAvgFen: Fen | null
  readonly gapFen: Fen
}

/** Smallest gap first; conditions left out hold for all. */
export function nearCustomers(
  db: ReadDb,
  dataset: Dataset,
  wanted: {
    readonly key?: string | undefined
    readonly edge?: 'rising' | 'falling' | undefined
    readonly rm?: string | undefined
    readonly limit: number
  },
): { total: number; rows: NearCustomer[] } {
  const those = [
    from,
    wanted.key === undefined ? '' : 'AND k.near_key = @key',
    wanted.edge === undefined ? '' : 'AND k.near_edge = @edge',
    wanted.rm === undefined ? '' : `AND coalesce(k.rm_no, '') = @rm`,
  ].join(' ')
  const params = { ...paramsOf(dataset), ...wanted }
  const total = db.prepare(`SELECT count(*) ${those}`).pluck().get(params) as number
  const rows = db
    .prepare(
      `SELECT k.customer_no AS customerNo, coalesce(c.name, p.name) AS name,
         k.rm_name AS rmName, k.near_key AS key, k.near_edge AS edge,
         k.measure_fen AS measureFen, s.aum_fen AS aumFen, s.aum_month_avg_fen AS aumMonthAvgFen,
         k.gap_fen AS gapFen
       ${those} ORDER BY k.gap_fen, k.customer_no LIMIT @limit`,
    )
    .all(params) as NearCustomer[]
  return { total, rows }
}
