import { Link } from 'react-router'
import type { Overview } from '../../../shared/contract/overview.ts'
import { useDataDate } from '../../app/data-date.ts'
import { t } from '../../i18n/index.ts'

/** Whether the coming week is planned. */
export function PlanLine({ plan }: { readonly plan: Overview['plan'] }) {
  const { status } = useDataDate()
  if (plan) {
    return (
      <p className="wb-plan">
        <Link to="/plans">{t('workbench.plan', plan)}</Link>
      </p>
    )
  }
  if (!status?.planWeek) return null
  return <p className="wb-plan muted">{t('workbench.plan.none', { week: status.planWeek })}</p>
}
