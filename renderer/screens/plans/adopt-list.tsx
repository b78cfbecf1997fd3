/** Valuable customers nobody manages, for the head of the branch to hand out. */
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import { tierLabel } from '../../../shared/domain/labels.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'

type AdoptRow = WeekPlanView['toAdopt'][number]

const columns: readonly GridColumn<AdoptRow>[] = [
  { key: 'no', header: t('plans.customerNo'), width: 160, value: (r) => r.customerNo },
  { key: 'name', header: t('plans.name'), width: 120, value: (r) => r.name },
  { key: 'tier', header: t('plans.tier'), width: 90, value: (r) => tierLabel(r.tier) },
  {
    key: 'aum',
    header: t('plans.aum'),
    width: 140,
    numeric: true,
    value: (r) => r.aumFen,
    text: (r) => wanText(r.aumFen),
  },
]

export function AdoptList({ rows }: { readonly rows: readonly AdoptRow[] }) {
  return (
    <div className="adopt-list">
      <p className="muted">{t('plans.adoptHint')}</p>
      <div className="adopt-grid">
        <DataGrid
          label={t('plans.viewAdopt', { n: rows.length })}
          rows={rows}
          columns={columns}
          rowKey={(row) => row.customerNo}
          emptyText={t('plans.adoptNone')}
        />
      </div>
    </div>
  )
}
