/** What the auxiliary extracts say of one customer: maturing holdings, large movements, contacts. */
import type { ReactNode } from 'react'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { channelLabel, outcomeLabel, productRiskLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { DateText } from '../../components/date-text.tsx'
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import { t } from '../../i18n/index.ts'

function Section({
  title,
  count,
  children,
}: {
  readonly title: string
  readonly count: number
  readonly children: ReactNode
}) {
  return (
    <section className="panel-section" aria-label={title}>
      <h3>
        {title} {count > 0 && <span className="muted num">{count}</span>}
      </h3>
      {count > 0 ? children : <p className="muted">{t('customers.panel.none')}</p>}
    </section>
  )
}

export interface HoldingsProps {
  readonly holdings: CustomerDetail['holdings']
  /** With both, maturities past and near are marked. */
  readonly asOf?: string
  readonly nearUntil?: string
}

export function Holdings({ holdings, asOf, nearUntil }: HoldingsProps) {
  const mark = (date: string | null) => {
    if (date === null || asOf === undefined || nearUntil === undefined || date > nearUntil) return null
    return (
      <span className="record-mark">
        {t(date < asOf ? 'customer.holdings.past' : 'customer.holdings.near')}
      </span>
    )
  }
  return (
    <Section title={t('customers.panel.holdings')} count={holdings.length}>
      <ul className="record-list">
        {holdings.map((holding, i) => (
          <li key={i}>
            <DateText date={holding.maturityDate} />
            <span className="record-text">
              {holding.productName ?? holding.productClass ?? t('common.unknown')}
              {holding.productRisk !== null && (
                <span className="muted"> {productRiskLabel(holding.productRisk)}</span>
              )}
            </span>
            {mark(holding.maturityDate)}
            <span className="num">{formatMoney(holding.amountFen)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export function Movements({ movements }: { readonly movements: CustomerDetail['movements'] }) {
  return (
    <Section title={t('customers.panel.movements')} count={movements.length}>
      <ul className="record-list">
        {movements.map((movement, i) => (
          <li key={i}>
            <DateText date={movement.txnDate} />
            <span className="record-text">
              {movement.direction && t(`customers.panel.${movement.direction}`)}{' '}
              <span className="muted">{movement.counterparty}</span>
            </span>
            <span className="num">{formatMoney(movement.amountFen)}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}

export interface ContactsProps {
  readonly contacts: CustomerDetail['contacts']
  /** Why each counts as effective or not, in the same order; without them only effective ones are marked. */
  readonly whys?: CustomerFull['contactWhys']
}

export function Contacts({ contacts, whys }: ContactsProps) {
  const verdict = (effective: boolean, i: number) => {
    const why = whys?.[i]
    if (why) return ` · ${t(`customer.contacts.why.${why}`)}`
    return effective ? ` · ${t('customers.panel.effective')}` : ''
  }
  return (
    <Section title={t('customers.panel.contacts')} count={contacts.length}>
      <ul className="record-list">
        {contacts.map((contact, i) => (
          <li key={i}>
            <DateText date={contact.contactDate} />
            <span className="record-text">
              {channelLabel(contact.channel)} · {outcomeLabel(contact.outcome)}
              {contact.seconds !== null && (
                <span className="muted num"> {t('customers.panel.seconds', { n: contact.seconds })}</span>
              )}
              <span className="muted">{verdict(contact.effective, i)}</span>
              {contact.notes && <span className="record-note">{contact.notes}</span>}
            </span>
            <span className="muted">{contact.rmName}</span>
          </li>
        ))}
      </ul>
    </Section>
  )
}
