/** Every fact that is known, each with where it came from; what is unknown is named, never shown as empty or 0. */
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { factLabel } from '../../../shared/domain/labels.ts'
import { t } from '../../i18n/index.ts'
import { factText } from '../customers/fact-text.ts'
import { Revealable } from '../customers/reveal-button.tsx'

type Named = CustomerFull['origins'][number]

const minute = (at: string) => at.slice(0, 16).replace('T', ' ')

function originText({ from, origin }: Named): string {
  const { kind } = origin
  if (kind === 'hand') return t('customer.originHand', { by: origin.setBy, at: minute(origin.setAt) })
  const { fileName, sheet, row, asOf, kept } = origin
  const words = { file: fileName, sheet, row: String(row), date: asOf }
  const text = kept ? t('customer.originKept', words) : t('customer.origin', words)
  return from === null ? text : t('customer.originFrom', { what: factLabel(from), origin: text })
}

function Origin({ named }: { readonly named: Named }) {
  const { origin } = named
  const full = originText(named)
  const hand = origin.kind === 'hand'
  const short = hand
    ? t('customer.short.hand')
    : origin.kept
      ? t('customer.short.kept', { date: origin.asOf })
      : t('customer.short.row', { row: String(origin.row) })
  const marked = hand || origin.kept
  return (
    <span className={marked ? 'origin origin-marked num' : 'origin num'} title={full} aria-label={full}>
      {short}
    </span>
  )
}

export function CustomerFactList({
  detail,
  full,
}: {
  readonly detail: CustomerDetail
  readonly full: CustomerFull
}) {
  const named = new Map(full.origins.map((each) => [each.field, each]))
  const known = detail.facts.filter(({ field, value }) => factText(field, value) !== null)
  const unknown = detail.facts.filter(({ field, value }) => factText(field, value) === null)
  return (
    <section className="full-section" aria-label={t('customer.facts')}>
      <h3>{t('customer.facts')}</h3>
      <table className="full-facts num">
        <tbody>
          {known.map(({ field, value }) => {
            const text = factText(field, value) ?? ''
            const origin = named.get(field)
            return (
              <tr key={field}>
                <th scope="row">{factLabel(field)}</th>
                <td>
                  {field === 'phone' || field === 'idNo' ? (
                    <Revealable customerNo={detail.customerNo} field={field} masked={text} />
                  ) : (
                    text
                  )}
                </td>
                <td>{origin && <Origin named={origin} />}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
      {unknown.length > 0 && (
        <p className="muted">
          {t('customer.unknown', { fields: unknown.map(({ field }) => factLabel(field)).join('、') })}
        </p>
      )}
    </section>
  )
}
