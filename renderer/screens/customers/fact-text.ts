/** A fact's value as a person reads it. Null stays null: what is unknown is listed apart, not shown as empty. */
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { riskLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { t } from '../../i18n/index.ts'

type FactValue = CustomerDetail['facts'][number]['value']

export function factText(field: string, value: FactValue): string | null {
  if (value === null || value === '') return null
  if (typeof value === 'boolean') return value ? t('common.yes') : t('common.no')
  if (field === 'gender') return value === 'male' ? t('customers.male') : t('customers.female')
  if (field === 'riskRating' && typeof value === 'number') return riskLabel(value)
  if (field === 'age' && typeof value === 'number') return t('customers.years', { n: value })
  if (typeof value === 'number') return field.endsWith('Fen') ? formatMoney(value) : String(value)
  return value
}

/** Looks facts up by name. */
export function factsOf(detail: CustomerDetail): (field: string) => string | null {
  const values = new Map(detail.facts.map(({ field, value }) => [field, value]))
  return (field) => factText(field, values.get(field) ?? null)
}
