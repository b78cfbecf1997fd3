/** The customers a rule or list holds, or those of whom it cannot be said. */
import { useCallback, useEffect, useState } from 'react'
import { useNavigate } from 'react-router'
import type { InputOf } from '../../../shared/contract/contract.ts'
import { customerColumns, type CustomerRow } from '../../../shared/contract/customers.ts'
import { call, onEvent, toApiError } from '../../api/client.ts'
import { useDataDate } from '../../app/data-date.ts'
import { InfiniteGrid, type PageRequest } from '../../components/infinite-grid.tsx'
import { notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'
import { customerGridColumns, defaultColumns } from '../customers/customer-columns.tsx'
import { customersLink } from '../customers/link.ts'

type Subject = InputOf<'segments.page'>['of']

const firstSort = { key: 'aumFen', dir: 'desc' } as const
const keyOf = (row: CustomerRow) => row.customerNo

export function MemberGrid({
  of,
  membership,
}: {
  /** Memoise it: a new one starts from the top. */
  readonly of: Subject
  readonly membership: 'yes' | 'unknown'
}) {
  const navigate = useNavigate()
  const { asOf } = useDataDate().input
  const [version, setVersion] = useState(0)
  useEffect(() => onEvent('changed', () => setVersion((v) => v + 1)), [])
  const load = useCallback(
    ({ offset, limit, sort }: PageRequest) =>
      call('segments.page', {
        ...(asOf ? { asOf } : {}),
        of,
        membership,
        offset,
        limit,
        sort: sort.flatMap(({ key, dir }) => {
          const field = customerColumns.find((column) => column === key)
          return field ? [{ field, dir }] : []
        }),
      }),
    [asOf, of, membership],
  )
  return (
    <InfiniteGrid
      label={t('segments.grid')}
      columns={customerGridColumns}
      shown={defaultColumns}
      rowKey={keyOf}
      load={load}
      version={version}
      initialSort={firstSort}
      emptyText={t('segments.nobody')}
      onOpen={(row) => void navigate(customersLink({ search: row.customerNo }, row.customerNo))}
      onError={(error) => notifyError(toApiError(error))}
    />
  )
}
