import { Link } from 'react-router'
import type { Overview } from '../../../shared/contract/overview.ts'
import { tierLabel } from '../../../shared/domain/labels.ts'
import { tierKeys } from '../../../shared/playbook/schema.ts'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { signedCount } from './signed-count.ts'

const tierFilters = [...tierKeys, 'unknown'] as const

/** The five tiers from the top, with the change since last week; customers without a tier only if any. */
export function TierTable({ tiers }: { readonly tiers: Overview['tiers'] }) {
  const shown = tiers.filter((line) => line.tier !== 'unknown' || line.customers > 0).toReversed()
  const customers = tiers.reduce((sum, line) => sum + line.customers, 0)
  const aumFen = tiers.reduce((sum, line) => sum + line.aumFen, 0)
  const change = (line: Overview['tiers'][number]) =>
    line.customersBefore === null ? null : line.customers - line.customersBefore
  const changes = tiers.map(change)
  const totalChange = changes.some((c) => c === null)
    ? null
    : changes.reduce<number>((s, c) => s + (c ?? 0), 0)
  return (
    <table className="ledger" aria-label={t('workbench.tiers')}>
      <thead>
        <tr>
          <th scope="col">{t('workbench.tiers.tier')}</th>
          <th scope="col">{t('workbench.tiers.customers')}</th>
          <th scope="col">{t('workbench.tiers.change')}</th>
          <th scope="col">{t('workbench.tiers.aum')}</th>
          <th scope="col">{t('workbench.tiers.share')}</th>
        </tr>
      </thead>
      <tbody>
        {shown.map((line) => {
          const key = tierFilters.find((k) => k === line.tier)
          return (
            <tr key={line.tier}>
              <th scope="row">
                <Link to={customersLink(key ? { tiers: [key] } : {})}>{tierLabel(line.tier)}</Link>
              </th>
              <td>{line.customers.toLocaleString('zh-CN')}</td>
              <td>{signedCount(change(line))}</td>
              <td>{wanText(line.aumFen)}</td>
              <td>{aumFen > 0 ? `${((100 * line.aumFen) / aumFen).toFixed(1)}%` : t('common.none')}</td>
            </tr>
          )
        })}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t('workbench.tiers.total')}</th>
          <td>{customers.toLocaleString('zh-CN')}</td>
          <td>{signedCount(totalChange)}</td>
          <td>{wanText(aumFen)}</td>
          <td />
        </tr>
      </tfoot>
    </table>
  )
}
