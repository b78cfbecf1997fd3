/** 客户: the grid is the screen. Conditions above it, the reasons of one customer beside it. */
import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { CustomerRow } from '../../../shared/contract/customers.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { toApiError } from '../../api/client.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { InfiniteGrid } from '../../components/infinite-grid.tsx'
import { notifyError } from '../../components/notices.ts'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { ColumnChooser, useShownColumns } from './column-chooser.tsx'
import { customerGridColumns } from './customer-columns.tsx'
import { BulkBar } from './bulk-bar.tsx'
import { CustomerPanel } from './customer-panel.tsx'
import { ExportButton, ExportState, useListExport } from './export-list.tsx'
import { chipsOf, type FilterChip } from './filter-chips.ts'
import { QuickFilters } from './quick-filters.tsx'
import { SearchBox } from './search-box.tsx'
import { useCustomerList, type ListTotals } from './use-customer-list.ts'
import { useSelection } from './use-selection.ts'
import { useViews } from './use-views.ts'
import { ViewMenu } from './view-menu.tsx'
import './customers.css'

const firstSort = { key: 'aumFen', dir: 'desc' } as const
const keyOf = (row: CustomerRow) => row.customerNo
const fallbackLines: readonly string[] = []

function statusOf(totals: ListTotals | null, selected: number, filters: number): string {
  if (!totals) return t('common.loading')
  return [
    t('customers.status.total', { n: totals.total }),
    t('customers.status.aum', { amount: formatMoney(totals.aumFen) }),
    selected > 0 && t('customers.status.selected', { n: selected }),
    filters > 0 && t('customers.status.filters', { n: filters }),
    t('customers.status.time', { n: totals.ms }),
  ]
    .filter(Boolean)
    .join(' · ')
}

function Chips({
  chips,
  list,
}: {
  readonly chips: readonly FilterChip[]
  readonly list: ReturnType<typeof useCustomerList>
}) {
  if (chips.length === 0) return null
  return (
    <div className="filter-chips">
      {chips.map((chip) => (
        <button
          type="button"
          key={chip.key}
          className="filter-chip"
          aria-label={t('customers.filter.remove', { label: chip.label })}
          onClick={() => list.setFilter(chip.without)}
        >
          {chip.label} <CloseOutlined aria-hidden />
        </button>
      ))}
      <Button size="small" type="link" onClick={() => list.setFilter({})}>
        {t('customers.filter.clear')}
      </Button>
    </div>
  )
}

/** RMs to choose from: all of them, and those who have not left by the data date. */
function useRmNames(asOf: IsoDate | null) {
  const { data } = useRouteQuery('settings.rms', {})
  const optionOf = ({ rmNo, name }: { readonly rmNo: string; readonly name: string }) => ({
    value: rmNo,
    label: name && name !== rmNo ? `${name} ${rmNo}` : rmNo,
  })
  const rms = data?.rms ?? []
  const options = rms.map(optionOf)
  const present = rms
    .filter(({ leftOn }) => leftOn === null || (asOf !== null && leftOn > asOf))
    .map(optionOf)
  const nameOf = (rmNo: string) => data?.rms.find((rm) => rm.rmNo === rmNo)?.name ?? rmNo
  return { options, present, nameOf }
}

function CustomerList() {
  const list = useCustomerList()
  const columns = useShownColumns()
  const rms = useRmNames(list.totals?.asOf ?? null)
  const { data: book } = useRouteQuery('settings.playbook', {})
  const total = list.totals?.total ?? 0
  const selection = useSelection(list.filter, total)
  const views = useViews({
    filter: list.filter,
    asked: list.asked,
    setFilter: list.setFilter,
    showColumns: columns.show,
  })
  const listExport = useListExport()
  const chips = chipsOf(list.filter, rms.nameOf)
  return (
    <Screen
      title={t('customers.title')}
      purpose={t('customers.purpose')}
      status={statusOf(list.totals, selection.count, chips.length)}
    >
      <div className="customers">
        <div className="customers-tools">
          <SearchBox
            value={list.filter.search ?? ''}
            onSearch={(search) => list.setFilter({ ...list.filter, search: search || undefined })}
          />
          <QuickFilters
            filter={list.filter}
            onFilter={list.setFilter}
            rms={rms.options}
            asOf={list.totals?.asOf ?? null}
            lines={book?.playbook.nearThreshold.lines.map((line) => line.key) ?? fallbackLines}
          />
          <div className="customers-actions">
            <ViewMenu
              views={views.views}
              current={views.current}
              last={views.last}
              shown={list.shownView}
              onShow={views.show}
              onSaved={views.noteSaved}
            />
            <ColumnChooser {...columns} />
            <ExportButton
              job={listExport.job}
              rows={total}
              onExport={() => void listExport.run(list.shownList(), list.totals?.asOf ?? '')}
            />
          </div>
        </div>
        <ExportState job={listExport.job} />
        <Chips chips={chips} list={list} />
        <div className="customers-body">
          <div className="customers-grid">
            <InfiniteGrid
              label={t('customers.grid')}
              columns={customerGridColumns}
              shown={columns.shown}
              rowKey={keyOf}
              load={list.load}
              version={list.version}
              initialSort={firstSort}
              emptyText={t('customers.none')}
              onOpen={(row) => list.setOpen(row.customerNo)}
              onFocusRow={(row) => list.open !== null && list.setOpen(row.customerNo)}
              onColumns={list.noteColumns}
              onSelect={selection.noteRows}
              onSelectAll={selection.takeAll}
              allSelected={selection.all}
              cleared={selection.cleared}
              layout={views.layout}
              onError={(error) => notifyError(toApiError(error))}
            />
          </div>
          {list.open && <CustomerPanel customerNo={list.open} onClose={() => list.setOpen(null)} />}
        </div>
        <BulkBar selection={selection} asOf={list.totals?.asOf ?? null} total={total} rms={rms.present} />
      </div>
    </Screen>
  )
}

export function CustomersScreen() {
  const navigate = useNavigate()
  const { status } = useDataDate()
  if (status && status.latest === null) {
    return (
      <Screen title={t('customers.title')}>
        <EmptyState
          title={t('customers.empty.title')}
          hint={t('customers.empty.hint')}
          action={
            <Button type="primary" onClick={() => void navigate('/imports')}>
              {t('workbench.import')}
            </Button>
          }
        />
      </Screen>
    )
  }
  return <CustomerList />
}
