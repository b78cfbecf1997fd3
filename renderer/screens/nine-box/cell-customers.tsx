/** The largest customers of one cell; Enter opens one, a link all of them. */
import { useNavigate, Link } from 'react-router'
import type { CustomerFilter, CustomerRow } from '../../../shared/contract/customers.ts'
import { placeLabel } from '../../../shared/domain/labels.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'

const shown = 100

const columns: readonly GridColumn<CustomerRow>[] = [
  { key: 'name', header: t('nineBox.name'), width: 120, value: (row) => row.name ?? t('common.none') },
  { key: 'rmName', header: t('nineBox.rm'), width: 120, value: (row) => row.rmName ?? t('nineBox.noRm') },
  {
    key: 'aumFen',
    header: t('nineBox.aum'),
    width: 120,
    numeric: true,
    value: (row) => row.aumFen,
    text: (row) => wanText(row.aumFen),
  },
]

type Cell = NonNullable<CustomerFilter['cells']>[number]

export function CellCustomers({ cell, input }: { readonly cell: Cell; readonly input: { asOf?: string } }) {
  const navigate = useNavigate()
  const filter: CustomerFilter = { cells: [cell] }
  const { data } = useRouteQuery('customers.page', {
    ...input,
    offset: 0,
    limit: shown,
    sort: [{ field: 'aumFen', dir: 'desc' }],
    filter,
  })
  return (
    <>
      <p className="nine-box-names">
        <span className="muted">{t('nineBox.namesShown', { n: Math.min(shown, data?.total ?? 0) })}</span>
        <Link to={customersLink(filter)}>{t('nineBox.openList')}</Link>
      </p>
      <DataGrid
        label={t('nineBox.namesOf', { place: placeLabel(cell) })}
        rows={data?.rows ?? []}
        columns={columns}
        rowKey={(row) => row.customerNo}
        onOpen={(row) => void navigate(customersLink(filter, row.customerNo))}
      />
    </>
  )
}
