/**
 * The catalogue of facts an extract can bring, one entry per field and extract kind.
 *
 * It is the single list from which header matching, value parsing, the insert statements and the
 * null-rate comparison are derived: adding a fact means adding a line here, a column in a migration
 * and its aliases in the playbook.
 */

/** What an extract is about. `results` (a filled-in plan coming back) is reserved for the plan's return path. */
export const extractKinds = ['customers', 'holdings', 'movements', 'contacts', 'products', 'targets'] as const
export type ExtractKind = (typeof extractKinds)[number]

/**
 * How a cell of the field is read.
 * - `key`: customer number; damaged or empty rejects the row
 * - `text` | `idNo` | `phone`: text, masked values are recognised for the last two
 * - `money`: integer fen; unreadable rejects the row
 * - `date`: ISO date, placeholders (1900-01-01, 9999-12-31) are unknown
 * - `count`: non-negative integer, `rate`: decimal fraction (0.035 for 3.5 %)
 * - `flag`: true/false/unknown
 * - `rm`: name and staff number, possibly sharing the cell ("张伟/80231")
 * - `gender` | `riskLevel` (1-5) | `channel` | `outcome` | `direction` | `term` (days): coded values
 */
export type FieldType =
  | 'key'
  | 'text'
  | 'idNo'
  | 'phone'
  | 'money'
  | 'date'
  | 'count'
  | 'rate'
  | 'flag'
  | 'rm'
  | 'gender'
  | 'riskLevel'
  | 'channel'
  | 'outcome'
  | 'direction'
  | 'term'

export interface FieldDef {
  readonly name: string
  readonly type: FieldType
  /** Where a customer fact is kept: the slow-changing profile or the weekly snapshot. */
  readonly part?: 'profile' | 'snapshot'
  readonly required?: boolean
}

const profile = (name: string, type: FieldType): FieldDef => ({ name, type, part: 'profile' })
const snapshot = (name: string, type: FieldType): FieldDef => ({ name, type, part: 'snapshot' })

export const customerFields = [
  { name: 'customerNo', type: 'key', required: true },
  profile('name', 'text'),
  profile('idNo', 'idNo'),
  profile('phone', 'phone'),
  profile('gender', 'gender'),
  profile('birthDate', 'date'),
  profile('address', 'text'),
  profile('employer', 'text'),
  profile('occupation', 'text'),
  profile('openDate', 'date'),
  profile('branch', 'text'),
  profile('rm', 'rm'),
  profile('coRm', 'rm'),
  profile('bankGrade', 'text'),
  profile('riskRating', 'riskLevel'),
  profile('riskExpiry', 'date'),
  profile('payroll', 'flag'),
  profile('merchant', 'flag'),
  profile('owner', 'flag'),
  profile('staff', 'flag'),
  profile('custody', 'flag'),
  profile('creditCard', 'flag'),
  profile('mobileBank', 'flag'),
  profile('wecom', 'flag'),
  profile('consent', 'flag'),
  profile('dnc', 'flag'),
  profile('restriction', 'text'),
  profile('deceased', 'flag'),
  profile('complianceDormant', 'text'),
  profile('remark', 'text'),
  snapshot('age', 'count'),
  snapshot('aum', 'money'),
  snapshot('aumMonthAvg', 'money'),
  snapshot('aumQuarterAvg', 'money'),
  snapshot('aumYearAvg', 'money'),
  snapshot('aumPeak', 'money'),
  snapshot('demand', 'money'),
  snapshot('time', 'money'),
  snapshot('cd', 'money'),
  snapshot('wealth', 'money'),
  snapshot('fund', 'money'),
  snapshot('insurance', 'money'),
  snapshot('bond', 'money'),
  snapshot('metal', 'money'),
  snapshot('trust', 'money'),
  snapshot('loan', 'money'),
  snapshot('payrollDate', 'date'),
  snapshot('payrollAmount', 'money'),
  snapshot('payrollMonths', 'count'),
  snapshot('lastTxnDate', 'date'),
  snapshot('loginCount', 'count'),
  snapshot('lastContactDate', 'date'),
  snapshot('contactCount', 'count'),
  snapshot('contribution', 'money'),
] as const satisfies readonly FieldDef[]

export const holdingFields = [
  { name: 'customerNo', type: 'key', required: true },
  { name: 'name', type: 'text' },
  { name: 'productName', type: 'text' },
  { name: 'productClass', type: 'text' },
  { name: 'productRisk', type: 'riskLevel' },
  { name: 'amount', type: 'money', required: true },
  { name: 'startDate', type: 'date' },
  { name: 'maturityDate', type: 'date' },
] as const satisfies readonly FieldDef[]

export const movementFields = [
  { name: 'customerNo', type: 'key', required: true },
  { name: 'name', type: 'text' },
  { name: 'txnDate', type: 'date', required: true },
  { name: 'amount', type: 'money', required: true },
  { name: 'direction', type: 'direction' },
  { name: 'counterparty', type: 'text' },
] as const satisfies readonly FieldDef[]

export const contactFields = [
  { name: 'customerNo', type: 'key', required: true },
  { name: 'name', type: 'text' },
  { name: 'contactDate', type: 'date', required: true },
  { name: 'channel', type: 'channel' },
  { name: 'outcome', type: 'outcome' },
  { name: 'seconds', type: 'count' },
  { name: 'notes', type: 'text' },
  { name: 'needFound', type: 'text' },
  { name: 'nextStep', type: 'text' },
  { name: 'nextDate', type: 'date' },
  { name: 'rm', type: 'rm' },
] as const satisfies readonly FieldDef[]

export const productFields = [
  { name: 'productCode', type: 'text' },
  { name: 'productName', type: 'text', required: true },
  { name: 'productClass', type: 'text' },
  { name: 'productRisk', type: 'riskLevel' },
  { name: 'termDays', type: 'term' },
  { name: 'rate', type: 'rate' },
  { name: 'minAmount', type: 'money' },
  { name: 'saleUntil', type: 'date' },
] as const satisfies readonly FieldDef[]

export const targetFields = [
  { name: 'rm', type: 'rm' },
  { name: 'period', type: 'text', required: true },
  { name: 'metric', type: 'text', required: true },
  { name: 'targetAmount', type: 'money', required: true },
] as const satisfies readonly FieldDef[]

/** Fields of each extract kind, in the order they are stored. */
export const fieldsByKind = {
  customers: customerFields,
  holdings: holdingFields,
  movements: movementFields,
  contacts: contactFields,
  products: productFields,
  targets: targetFields,
} as const satisfies Record<ExtractKind, readonly FieldDef[]>

export type FieldName = (typeof fieldsByKind)[ExtractKind][number]['name'] | 'asOf' | 'rmNo'

/** Value of one parsed cell. Money is fen, flags are booleans, dates ISO text; null is unknown. */
export type FactValue = string | number | boolean | null

/** One accepted row; a `rm` field is stored as two keys, `rmName` and `rmNo` (`coRm` likewise). */
export type FactRow = Readonly<Record<string, FactValue>>

/** The asset classes whose sum makes up AUM, in display order. */
export const assetClasses = [
  'demand',
  'time',
  'cd',
  'wealth',
  'fund',
  'insurance',
  'bond',
  'metal',
  'trust',
] as const
export type AssetClass = (typeof assetClasses)[number]
