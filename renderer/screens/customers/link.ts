/** Links to the customer list: the filter lives in the address, so every figure can open its list. */
import { customerFilter, type CustomerFilter } from '../../../shared/contract/customers.ts'

/** Address of the list with a filter, and optionally one customer's panel open. */
export function customersLink(filter: CustomerFilter = {}, open?: string): string {
  const params = new URLSearchParams()
  const entries = Object.entries(filter).filter(
    ([, v]) => v !== undefined && !(Array.isArray(v) && !v.length),
  )
  if (entries.length > 0) params.set('filter', JSON.stringify(Object.fromEntries(entries)))
  if (open) params.set('open', open)
  const query = params.toString()
  return query ? `/customers?${query}` : '/customers'
}

/** The filter in an address; no filter when it cannot be read. */
export function filterOf(params: URLSearchParams): CustomerFilter {
  const text = params.get('filter')
  if (!text) return {}
  try {
    return customerFilter.parse(JSON.parse(text))
  } catch {
    return {}
  }
}
