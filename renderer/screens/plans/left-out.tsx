/** Who is not in the plan and why: the counts per reason at the left, the customers of one reason at the right. */
import { useCallback, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import { omissionLabel } from '../../../shared/domain/labels.ts'
import { omissionReasons, type OmissionReason } from '../../../shared/domain/plan.ts'
import { call, toApiError } from '../../api/client.ts'
import { InfiniteGrid, type GridColumn, type PageRequest } from '../../components/infinite-grid.tsx'
import { notifyError } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'

type OmissionRow = OutputOf<'plans.omissions'>['rows'][number]

const columns: readonly GridColumn<OmissionRow>[] = [
  { key: 'no', header: t('plans.customerNo'), width: 150, value: (r) => r.customerNo, sortable: false },
  { key: 'name', header: t('plans.name'), width: 110, value: (r) => r.name, sortable: false },
  { key: 'rm', header: t('plans.rm'), width: 130, value: (r) => r.rmName, sortable: false },
  {
    key: 'detail',
    header: t('plans.omittedDetail'),
    flex: 1,
    minWidth: 260,
    value: (r) => r.detail,
    tooltip: (r) => r.detail,
    sortable: false,
  },
]

export function LeftOut({ plan }: { readonly plan: WeekPlanView }) {
  const counted = omissionReasons
    .map((reason) => ({ reason, count: plan.omitted[reason] ?? 0 }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count)
  const [chosen, setChosen] = useState<OmissionReason | null>(null)
  const reason = chosen ?? counted[0]?.reason ?? null
  const { week, madeAt } = plan
  const load = useCallback(
    async ({ offset, limit }: PageRequest) => {
      void madeAt
      if (reason === null) return { rows: [], total: 0 }
      return call('plans.omissions', { week, reason, offset, limit })
    },
    [week, madeAt, reason],
  )
  if (reason === null) return <p className="muted">{t('plans.omittedNone')}</p>
  return (
    <div className="left-out">
      <div>
        <ul className="reason-strip" aria-label={t('plans.omittedReason')}>
          {counted.map((each) => (
            <li key={each.reason}>
              <button
                type="button"
                aria-current={each.reason === reason}
                onClick={() => setChosen(each.reason)}
              >
                <span>{omissionLabel(each.reason)}</span>
                <b className="num">{t('common.households', { n: each.count })}</b>
              </button>
            </li>
          ))}
        </ul>
        <p className="muted left-out-hint">{t('plans.omittedHint')}</p>
      </div>
      <InfiniteGrid
        key={reason}
        label={t('plans.omittedTotal', { reason: omissionLabel(reason), n: plan.omitted[reason] ?? 0 })}
        columns={columns}
        rowKey={(row) => row.customerNo}
        load={load}
        onError={(error) => notifyError(toApiError(error))}
      />
    </div>
  )
}
