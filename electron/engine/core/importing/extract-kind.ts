/** What an extract is about, told by the fields its header names. */
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import { extractKinds, fieldsByKind } from '../../../../shared/domain/fields.ts'
import type { ColumnField } from '../../../../shared/playbook/aliases.ts'
import { fieldDef } from './header-match.ts'

export type FieldsByKind = Readonly<Record<ExtractKind, ReadonlySet<ColumnField>>>

/** Most telling first: each kind's fields include something no earlier kind has. */
const order: readonly ExtractKind[] = [
  'targets',
  'products',
  'contacts',
  'holdings',
  'movements',
  'customers',
]

const any = (fields: ReadonlySet<ColumnField>, ...names: ColumnField[]) =>
  names.some((name) => fields.has(name))
const all = (fields: ReadonlySet<ColumnField>, ...names: ColumnField[]) =>
  names.every((name) => fields.has(name))

/** Whether a header names a customer's balance, which only a customer list does. */
function hasBalance(fields: ReadonlySet<ColumnField>): boolean {
  return any(fields, 'aum', 'aumMonthAvg', 'aumYearAvg', 'demand', 'time')
}

const signs: Readonly<Record<ExtractKind, (fields: FieldsByKind) => boolean>> = {
  targets: ({ targets, customers }) =>
    all(targets, 'period', 'metric', 'targetAmount') && !customers.has('customerNo'),
  products: ({ products, customers }) =>
    products.has('productName') &&
    any(products, 'rate', 'termDays', 'minAmount', 'saleUntil') &&
    !customers.has('customerNo'),
  contacts: ({ contacts, customers }) =>
    all(contacts, 'customerNo', 'contactDate') &&
    any(contacts, 'channel', 'outcome', 'seconds', 'notes') &&
    !hasBalance(customers),
  holdings: ({ holdings }) =>
    all(holdings, 'customerNo', 'amount') && any(holdings, 'productName', 'maturityDate'),
  movements: ({ movements }) => all(movements, 'customerNo', 'amount', 'txnDate'),
  customers: ({ customers }) =>
    customers.has('customerNo') &&
    [...customers].some((field) => field !== 'customerNo' && field !== 'name' && field !== 'asOf'),
}

/** The kind whose signs are all there; null when none fits. */
export function decideKind(fields: FieldsByKind): ExtractKind | null {
  return order.find((kind) => signs[kind](fields)) ?? null
}

/** The kind with the most fields named, for saying what is missing. */
export function nearestKind(fields: FieldsByKind): ExtractKind {
  return extractKinds.reduce(
    (best, kind) => (fields[kind].size > fields[best].size ? kind : best),
    'customers',
  )
}

/** Required fields a header does not name. */
export function missingFields(kind: ExtractKind, fields: ReadonlySet<ColumnField>): ColumnField[] {
  return fieldsByKind[kind]
    .map((def) => def.name as ColumnField)
    .filter((name) => fieldDef(kind, name)?.required && !fields.has(name))
}

/** Chinese names used in messages. */
export const kindNames: Readonly<Record<ExtractKind, string>> = {
  customers: '客户清单',
  holdings: '到期明细',
  movements: '大额变动',
  contacts: '接触记录',
  products: '在售产品',
  targets: '目标任务',
}
