/** MAN: the eight groups by ease, the priority pool, and what would settle the letters that are unknown. */
import { Link } from 'react-router'
import { manGroupLabel, manLetterLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { customersLink } from '../customers/link.ts'
import { shareText } from './figures.ts'

const count = (n: number) => n.toLocaleString('zh-CN')

export function ManTab({ input }: { readonly input: { asOf?: string } }) {
  const { data, error, refetch } = useRouteQuery('segmentation.man', input)
  if (error) return <ErrorNotice error={error} onRetry={() => void refetch()} />
  if (!data) return null
  return (
    <div className="groups-tab">
      <p className="muted">{t('nineBox.manIntro')}</p>
      <p>
        {t('nineBox.pool', {
          n: data.priorityUpTo,
          customers: data.priority.customers,
          aum: formatMoney(data.priority.aumFen),
        })}{' '}
        <Link to={customersLink({ priorityPool: true })}>{t('nineBox.poolOpen')}</Link>
      </p>
      <table className="ledger" aria-label={t('nineBox.manTable')}>
        <caption>{t('nineBox.manTable')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('nineBox.manGroup')}</th>
            <th scope="col">{t('nineBox.coefficient')}</th>
            <th scope="col">{t('nineBox.customers')}</th>
            <th scope="col">{t('nineBox.shareHead')}</th>
            <th scope="col">{t('nineBox.aum')}</th>
            <th scope="col">{t('nineBox.inPool')}</th>
          </tr>
        </thead>
        <tbody>
          {data.groups.map((line) => (
            <tr key={line.group}>
              <th scope="row">
                <Link to={customersLink({ manGroups: [line.group] })}>
                  {line.group === 'unknown' ? t('nineBox.manUnknown') : manGroupLabel(line.group)}
                </Link>
              </th>
              <td>{line.coefficient ?? t('common.none')}</td>
              <td>{count(line.customers)}</td>
              <td>{shareText(line.customers, data.customers)}</td>
              <td>{wanText(line.aumFen)}</td>
              <td>{count(line.priority.customers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className="ledger" aria-label={t('nineBox.letters')}>
        <caption>{t('nineBox.letters')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('nineBox.letter')}</th>
            <th scope="col">{t('nineBox.yes')}</th>
            <th scope="col">{t('nineBox.no')}</th>
            <th scope="col">{t('nineBox.unknownCount')}</th>
            <th scope="col">{t('nineBox.byHand')}</th>
            <th scope="col" className="words">
              {t('nineBox.toSettle')}
            </th>
          </tr>
        </thead>
        <tbody>
          {data.letters.map((line) => (
            <tr key={line.letter}>
              <th scope="row">{manLetterLabel(line.letter)}</th>
              <td>{count(line.yes)}</td>
              <td>{count(line.no)}</td>
              <td>
                <Link to={customersLink({ manUnknown: [line.letter] })}>{count(line.unknown.customers)}</Link>
              </td>
              <td>{count(line.byHand)}</td>
              <td className="words">
                {line.questions.map((text) => (
                  <div key={text}>{t('nineBox.ask', { text })}</div>
                ))}
                {line.lacking.length > 0 && (
                  <div className="muted">
                    {t('nineBox.lacking', { columns: line.lacking.map(({ label }) => label).join('、') })}
                  </div>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
