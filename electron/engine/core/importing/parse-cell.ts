/** Chooses how the cells of a column are read, once per column, from the catalogue's field type. */
import type { FactValue } from '../../../../shared/domain/fields.ts'
import type { Column } from './layout-types.ts'
import {
  parseChannel,
  parseCount,
  parseDirection,
  parseFlag,
  parseGender,
  parseOutcome,
  parseRate,
  parseRiskLevel,
  parseSeconds,
  parseTerm,
} from './parse-coded.ts'
import { birthCentury, parseDate } from './parse-date.ts'
import { parseMoney } from './parse-money.ts'
import {
  identifier,
  parseIdNo,
  parseKey,
  parseName,
  parsePhone,
  parseRestriction,
  parseText,
} from './parse-text.ts'
import { unreadable } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import type { RawValue } from './sheet.ts'

export type CellReader = (raw: RawValue) => Parsed<FactValue>

/** Text fields whose values senders mask, beside identity numbers and phones. */
const maskedTexts = new Set(['name', 'address', 'employer'])

/** True for fields whose partly hidden values are marked so that they never replace whole ones. */
export function canBeMasked(column: Column): boolean {
  return (
    column.type === 'idNo' ||
    column.type === 'phone' ||
    (column.field !== null && maskedTexts.has(column.field))
  )
}

/** Flags of something held or signed for: there 正常 would say yes and elsewhere no, so it says nothing sure. */
const heldFlags = new Set(['payroll', 'merchant', 'custody', 'creditCard', 'mobileBank', 'wecom'])
const parseHeldFlag: CellReader = (raw) =>
  typeof raw === 'string' && raw.includes('正常') ? unreadable : parseFlag(raw)

/** Reader of a column's cells; null for columns that fill nothing and for staff cells, which fill two facts. */
export function cellReader(column: Column, date1904: boolean): CellReader | null {
  switch (column.type) {
    case null:
    case 'rm':
      return null
    case 'key':
      return parseKey
    case 'idNo':
      return parseIdNo
    case 'phone':
      return parsePhone
    case 'staffNo':
      return identifier
    case 'text':
      if (column.field === 'name') return parseName
      return column.field === 'restriction' || column.field === 'complianceDormant'
        ? parseRestriction
        : parseText
    case 'money': {
      const unit = column.unit ?? 'yuan'
      return (raw) => parseMoney(raw, unit)
    }
    case 'date':
    case 'asOf': {
      const born = column.field === 'birthDate' ? { century: birthCentury } : {}
      const context = { date1904, order: column.dateOrder, ...born }
      return (raw) => parseDate(raw, context)
    }
    case 'count':
      if (column.field === 'seconds') return (raw) => parseSeconds(raw, column.perUnit)
      return parseCount
    case 'rate':
      return (raw) => parseRate(raw, column.percent)
    case 'flag':
      return column.field !== null && heldFlags.has(column.field) ? parseHeldFlag : parseFlag
    case 'gender':
      return parseGender
    case 'riskLevel':
      return parseRiskLevel
    case 'channel':
      return parseChannel
    case 'outcome':
      return parseOutcome
    case 'direction':
      return parseDirection
    case 'term':
      return (raw) => parseTerm(raw, column.perUnit)
  }
}
