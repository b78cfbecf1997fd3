/** The list behind the grid: its filter and open customer live in the address, its pages in the engine. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import { customerColumns, type CustomerFilter, type CustomerRow } from '../../../shared/contract/customers.ts'
import type { GridView } from '../../../shared/contract/customer-work.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { call, onEvent } from '../../api/client.ts'
import { useDataDate } from '../../app/data-date.ts'
import type { PageRequest } from '../../components/infinite-grid.tsx'
import type { ShownList } from './export-list.tsx'
import { customersLink, filterOf } from './link.ts'

export interface ListTotals {
  readonly asOf: IsoDate | null
  readonly total: number
  readonly aumFen: number
  /** How long the last block took. */
  readonly ms: number
}

function sortOf(request: PageRequest) {
  return request.sort.flatMap(({ key, dir }) => {
    const field = customerColumns.find((column) => column === key)
    return field ? [{ field, dir }] : []
  })
}

export function useCustomerList() {
  const navigate = useNavigate()
  const [params] = useSearchParams()
  const { asOf } = useDataDate().input
  const filterText = params.get('filter') ?? ''
  const filter = useMemo(() => filterOf(new URLSearchParams({ filter: filterText })), [filterText])
  const open = params.get('open')
  const [totals, setTotals] = useState<ListTotals | null>(null)
  const [version, setVersion] = useState(0)
  useEffect(() => onEvent('changed', () => setVersion((v) => v + 1)), [])

  const sort = useRef<ShownList['sort']>([])
  const columns = useRef<ShownList['columns']>([])
  const load = useCallback(
    async (request: PageRequest): Promise<{ rows: CustomerRow[]; total: number }> => {
      sort.current = sortOf(request)
      const started = performance.now()
      const page = await call('customers.page', {
        ...(asOf ? { asOf } : {}),
        offset: request.offset,
        limit: request.limit,
        sort: sort.current,
        filter,
      })
      setTotals({
        asOf: page.asOf,
        total: page.total,
        aumFen: page.totalAumFen,
        ms: Math.round(performance.now() - started),
      })
      return page
    },
    [asOf, filter],
  )

  const go = useCallback(
    (next: CustomerFilter, opened: string | null) =>
      void navigate(customersLink(next, opened ?? undefined), { replace: true }),
    [navigate],
  )
  return {
    filter,
    open,
    totals,
    version,
    load,
    noteColumns: (keys: readonly string[]) => {
      columns.current = customerColumns
        .filter((column) => keys.includes(column))
        .sort((a, b) => keys.indexOf(a) - keys.indexOf(b))
    },
    /** The address names a list or a customer already. */
    asked: filterText !== '' || open !== null,
    /** How the grid shows it right now. */
    shownView: (): GridView => ({
      columns: [...columns.current],
      sort: [...(sort.current ?? [])],
      filter,
    }),
    /** What the grid shows right now. */
    shownList: (): ShownList => ({
      ...(asOf ? { asOf } : {}),
      filter,
      sort: sort.current,
      columns: columns.current,
    }),
    setFilter: (next: CustomerFilter) => go(next, open),
    setOpen: (customerNo: string | null) => go(filter, customerNo),
  }
}
