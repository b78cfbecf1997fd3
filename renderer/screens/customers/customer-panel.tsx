/** One customer: who, how much, why on the list, what to do, and everything it rests on. */
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { dormancyLabel, excludedLabel, factLabel, warningRuleLabel } from '../../../shared/domain/labels.ts'
import { warningColours, type WarningColour } from '../../../shared/playbook/schema.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { ColourTag } from '../../components/colour-tag.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { ReasonTag } from '../../components/reason-tag.tsx'
import { SidePanel } from '../../components/side-panel.tsx'
import { t } from '../../i18n/index.ts'
import { customerFullLink } from '../customer/link.ts'
import { classLines, nearText } from './class-lines.ts'
import { CustomerNotes } from './customer-notes.tsx'
import { Contacts, Holdings, Movements } from './customer-records.tsx'
import { CustomerTrend } from './customer-trend.tsx'
import { factsOf, factText } from './fact-text.ts'
import { Revealable } from './reveal-button.tsx'

function Tags({ detail }: { readonly detail: CustomerDetail }) {
  return (
    <div className="panel-tags">
      {classLines(detail).map(({ key, name, value, sentences }) => (
        // Tier and dormancy are known by their words alone.
        <ReasonTag
          key={key}
          label={key === 'familiarity' ? `${name} ${value}` : value}
          sentences={sentences}
        />
      ))}
      {detail.excluded && (
        <strong>{t('customers.panel.excluded', { reason: excludedLabel(detail.excluded) })}</strong>
      )}
    </div>
  )
}

const severity = (colour: WarningColour) => warningColours.indexOf(colour)

function Why({ detail }: { readonly detail: CustomerDetail }) {
  const { near, dormancy } = detail
  const warnings = detail.warnings.toSorted((a, b) => severity(b.colour) - severity(a.colour))
  const asleep = dormancy.result !== null && dormancy.result !== 'active'
  return (
    <section className="panel-section" aria-label={t('customers.panel.why')}>
      <h3>{t('customers.panel.why')}</h3>
      {warnings.length === 0 && !near && !asleep && (
        <p className="muted">{t('customers.panel.whyNothing')}</p>
      )}
      <ul className="why-list">
        {warnings.map((warning) => (
          <li key={warning.rule}>
            <ColourTag colour={warning.colour} text={warningRuleLabel(warning.rule)} />
            <Sentences sentences={warning.sentences} />
          </li>
        ))}
        {near && (
          <li>
            <strong>{nearText(near)}</strong>
            <Sentences sentences={near.sentences} />
          </li>
        )}
        {asleep && (
          <li>
            <strong>{dormancyLabel(dormancy.result)}</strong>
            <Sentences sentences={dormancy.sentences} />
          </li>
        )}
      </ul>
    </section>
  )
}

function Sentences({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <>
      {sentences.map((sentence) => (
        <p key={sentence} className="num">
          {sentence}
        </p>
      ))}
    </>
  )
}

const headFacts = [
  'aumFen',
  'aumMonthAvgFen',
  'aumPeakFen',
  'rmName',
  'phone',
  'age',
  'lastTxnDate',
  'lastContactDate',
  'riskRating',
  'riskExpiry',
] as const

/** Values too long for half the panel. */
const longFacts = new Set(['idNo', 'address', 'employer', 'remark', 'restriction'])

function Facts({ detail }: { readonly detail: CustomerDetail }) {
  const fact = factsOf(detail)
  const others = detail.facts.filter(({ field }) => !headFacts.some((head) => head === field))
  const known = others.filter(({ field, value }) => factText(field, value) !== null)
  const unknown = others.filter(({ field, value }) => factText(field, value) === null)
  const value = (field: string) => {
    const text = fact(field)
    if (text === null) return <span className="muted">{t('common.unknown')}</span>
    const secret = field === 'phone' || field === 'idNo'
    return secret ? <Revealable customerNo={detail.customerNo} field={field} masked={text} /> : text
  }
  return (
    <section className="panel-section" aria-label={t('customers.panel.facts')}>
      <dl className="panel-facts num">
        {headFacts.map((field) => (
          <div key={field}>
            <dt>{factLabel(field)}</dt>
            <dd>{value(field)}</dd>
          </div>
        ))}
      </dl>
      <details>
        <summary>{t('customers.panel.moreFacts', { n: known.length })}</summary>
        <dl className="panel-facts num">
          {known.map(({ field }) => (
            <div key={field} className={longFacts.has(field) ? 'fact-long' : undefined}>
              <dt>{factLabel(field)}</dt>
              <dd>{value(field)}</dd>
            </div>
          ))}
        </dl>
        {unknown.length > 0 && (
          <p className="muted">
            {t('customers.panel.unknownFacts', {
              fields: unknown.map(({ field }) => factLabel(field)).join('、'),
            })}
          </p>
        )}
      </details>
    </section>
  )
}

function Detail({ detail }: { readonly detail: CustomerDetail }) {
  return (
    <>
      <Tags detail={detail} />
      <Facts detail={detail} />
      <Why detail={detail} />
      {detail.nineBox.strategy && (
        <section className="panel-section" aria-label={t('customers.panel.next')}>
          <h3>{t('customers.panel.next')}</h3>
          <p>{detail.nineBox.strategy}</p>
        </section>
      )}
      <section className="panel-section" aria-label={t('customers.panel.trend')}>
        <h3>{t('customers.panel.trend')}</h3>
        <CustomerTrend detail={detail} />
      </section>
      <section className="panel-section" aria-label={t('customers.panel.notes')}>
        <h3>{t('customers.panel.notes')}</h3>
        <CustomerNotes detail={detail} />
      </section>
      <Holdings holdings={detail.holdings} />
      <Movements movements={detail.movements} />
      <Contacts contacts={detail.contacts} />
      {detail.source && (
        <p className="muted panel-source">
          {t('customers.panel.source', {
            file: detail.source.fileName,
            row: detail.source.row,
            date: detail.asOf,
          })}
        </p>
      )}
    </>
  )
}

export interface CustomerPanelProps {
  readonly customerNo: string
  readonly onClose: () => void
}

export function CustomerPanel({ customerNo, onClose }: CustomerPanelProps) {
  const { input } = useDataDate()
  const navigate = useNavigate()
  const openFull = () => void navigate(customerFullLink(customerNo))
  const { data, error, refetch } = useRouteQuery(
    'customers.detail',
    { customerNo, ...input },
    { keepPrevious: true },
  )
  const name = data?.name ?? t('customers.panel.noName')
  return (
    <SidePanel
      label={t('customers.panel', { name: data ? name : customerNo })}
      onClose={onClose}
      onEnter={openFull}
      title={
        <>
          {data && name} <span className="muted num panel-no">{customerNo}</span>{' '}
          <Button size="small" onClick={openFull}>
            {t('customer.open')}
          </Button>
        </>
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && <Detail key={data.customerNo} detail={data} />}
    </SidePanel>
  )
}
