/** How many customers each value of a condition would leave, the other conditions of the filter holding. */
import type { CustomerFacet, CustomerFilter } from '../../../../shared/contract/customers.ts'
import type { ReadDb } from '../types.ts'
import { changeClauses, filtered, fromCustomers } from './customer-filter.ts'
import type { Dataset } from './datasets.ts'

/** What a facet counts by, and what has to be joined for it; null values are left out. */
const grouped: Readonly<
  Record<Exclude<CustomerFacet, 'change'>, { readonly value: string; readonly join?: string }>
> = {
  tiers: { value: `coalesce(k.tier, 'unknown')` },
  dormancy: { value: `coalesce(k.dormancy, 'unknown')` },
  rms: { value: `coalesce(k.rm_no, '')` },
  aumFall: { value: 'k.aum_fall' },
  near: { value: `CASE k.near_edge WHEN 'rising' THEN k.near_key END` },
  warnings: {
    value: 'w.rule',
    join: 'JOIN warning w ON w.as_of = k.as_of AND w.customer_no = k.customer_no',
  },
  tags: { value: 't.tag', join: 'JOIN tag t ON t.customer_no = k.customer_no' },
}

export interface FacetCount {
  readonly value: string
  readonly customers: number
}

/** Values somebody has, most customers first. */
export function countFacet(
  db: ReadDb,
  dataset: Dataset,
  filter: CustomerFilter,
  facet: CustomerFacet,
): FacetCount[] {
  const { [facet]: _own, ...others } = filter
  const { where, params } = filtered(dataset, others)
  if (facet === 'change') {
    const sums = Object.entries(changeClauses).map(
      ([change, clause]) => `count(*) FILTER (WHERE ${clause}) AS "${change}"`,
    )
    const counts = db.prepare(`SELECT ${sums.join(', ')} ${fromCustomers} ${where}`).get(params) as Record<
      string,
      number
    >
    return Object.entries(counts)
      .map(([value, customers]) => ({ value, customers }))
      .filter(({ customers }) => customers > 0)
  }
  const { value, join = '' } = grouped[facet]
  return db
    .prepare(
      `SELECT ${value} AS value, count(*) AS customers ${fromCustomers} ${join} ${where}
         AND ${value} IS NOT NULL
       GROUP BY 1 ORDER BY customers DESC, 1`,
    )
    .all(params) as FacetCount[]
}
