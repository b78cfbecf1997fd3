/** Which saved view the grid shows, and laying the grid out by one. */
import { useEffect, useRef, useState } from 'react'
import type { GridView } from '../../../shared/contract/customer-work.ts'
import type { CustomerFilter } from '../../../shared/contract/customers.ts'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { call } from '../../api/client.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import type { GridLayout } from '../../components/infinite-grid.tsx'
import { customersLink } from './link.ts'

type View = OutputOf<'gridViews.list'>['views'][number]

interface Target {
  readonly filter: CustomerFilter
  /** The address names a list already: the default view keeps out of its way. */
  readonly asked: boolean
  setFilter(filter: CustomerFilter): void
  showColumns(columns: ReadonlySet<string>): void
}

/** The query of the menu says what went wrong. */
const ignored = () => undefined

const layoutOf = ({ columns, sort }: GridView): GridLayout => ({
  order: columns,
  sort: sort.map(({ field, dir }) => ({ key: field, dir })),
})

export function useViews({ filter, asked, setFilter, showColumns }: Target) {
  const { data } = useRouteQuery('gridViews.list', {})
  const views = data?.views
  const [last, setLast] = useState<string | null>(null)
  const [layout, setLayout] = useState<GridLayout | null>(null)
  function show({ name, view }: View) {
    setFilter(view.filter)
    showColumns(new Set(view.columns))
    setLayout(layoutOf(view))
    setLast(name)
  }
  const opening = useRef({ asked, show })
  useEffect(() => {
    if (opening.current.asked) return undefined
    let left = false
    void call('gridViews.list', {}).then((stored) => {
      const first = stored.views.find((view) => view.isDefault)
      if (first && !left) opening.current.show(first)
    }, ignored)
    return () => {
      left = true
    }
  }, [])
  return {
    views: views ?? [],
    last,
    current:
      views?.find(({ name, view }) => name === last && customersLink(view.filter) === customersLink(filter))
        ?.name ?? null,
    layout,
    show,
    noteSaved: setLast,
  }
}
