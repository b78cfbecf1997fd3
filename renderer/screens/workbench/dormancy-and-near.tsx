/** How many sleep and how many are just below a line, each figure opening its list. */
import { Link } from 'react-router'
import type { CustomerFilter } from '../../../shared/contract/customers.ts'
import type { Analysis } from '../../../shared/contract/overview.ts'
import { dormancyLabel, lineLabel } from '../../../shared/domain/labels.ts'
import { dormancyKeys } from '../../../shared/playbook/schema.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { signedCount } from './signed-count.ts'

interface Strip {
  readonly key: string
  readonly label: string
  readonly count: number
  readonly change: number | null
  readonly filter: CustomerFilter
}

const levels = [...dormancyKeys, 'unknown'] as const

function dormancyStrips(now: Analysis, before: Analysis | null): Strip[] {
  return levels
    .map((level) => {
      const count = now.dormancy[level] ?? 0
      const change = before ? count - (before.dormancy[level] ?? 0) : null
      return { key: level, label: dormancyLabel(level), count, change, filter: { dormancy: [level] } }
    })
    .filter((strip) => strip.key !== 'unknown' || strip.count > 0)
}

function nearStrips(now: Analysis, before: Analysis | null): Strip[] {
  return Object.entries(now.nearThreshold).map(([key, count]) => ({
    key,
    label: t('workbench.near.line', { line: lineLabel(key) }),
    count,
    change: before ? count - (before.nearThreshold[key] ?? 0) : null,
    filter: { near: [key] },
  }))
}

function Strips({ strips, total }: { readonly strips: readonly Strip[]; readonly total: number }) {
  return (
    <table className="ledger strips">
      <tbody>
        {strips.map((strip) => (
          <tr key={strip.key}>
            <th scope="row">
              <Link to={customersLink(strip.filter)}>{strip.label}</Link>
            </th>
            <td className="strip-bar" aria-hidden="true">
              <span style={{ width: `${total > 0 ? (100 * strip.count) / total : 0}%` }} />
            </td>
            <td>{strip.count.toLocaleString('zh-CN')}</td>
            <td className="muted">{signedCount(strip.change)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export function DormancyAndNear({
  analysis,
  before,
}: {
  readonly analysis: Analysis
  readonly before: Analysis | null
}) {
  const near = nearStrips(analysis, before)
  return (
    <section className="card wb-strips" aria-label={`${t('workbench.dormancy')}，${t('workbench.near')}`}>
      <h2>{t('workbench.dormancy')}</h2>
      <Strips strips={dormancyStrips(analysis, before)} total={analysis.customers} />
      <h2>{t('workbench.near')}</h2>
      <Strips strips={near} total={Math.max(1, ...near.map((strip) => strip.count))} />
    </section>
  )
}
