/**
 * Headers and the look of the values below them → columns. Names come first; values only settle what a name
 * leaves open (an identity number under an odd header) or contradict it (yes/no under 理财余额).
 */
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import { otherPersonHeader } from '../../../../shared/playbook/aliases.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import type { ColumnField, HeaderAlias } from '../../../../shared/playbook/aliases.ts'
import { headerKey } from './cell-text.ts'
import { fieldDef, readHeader } from './header-match.ts'
import type { ColumnReason, HeaderReading, RememberedColumns } from './header-match.ts'
import { isValidIdNo } from './id-number.ts'
import type { ColumnType } from './layout-types.ts'
import { isFlagWord } from './parse-coded.ts'
import { parseIdNo, parsePhone } from './parse-text.ts'
import { isBlank } from './sheet.ts'
import type { RawRow, RawValue } from './sheet.ts'

export interface DraftColumn {
  readonly index: number
  readonly header: string
  readonly reading: HeaderReading
}

/** Type by which a field's cells are read. */
export function columnType(kind: ExtractKind, field: ColumnField): ColumnType {
  if (field === 'asOf') return 'asOf'
  if (field === 'rmNo' || field === 'coRmNo') return 'staffNo'
  return fieldDef(kind, field)?.type ?? 'text'
}

/** Key under which a decision on a column is remembered: its header, the second of one name counted. */
export function columnKey(header: string, nth: number): string {
  return nth === 0 ? headerKey(header) : `${headerKey(header)}#${nth + 1}`
}

/**
 * Reads every header and settles which column fills a field when several could.
 * @param texts per column the spellings to try, most specific first
 */
export function draftColumns(
  texts: readonly (readonly string[])[],
  kind: ExtractKind,
  remembered: RememberedColumns | undefined,
  aliases: readonly HeaderAlias[] = [],
): DraftColumn[] {
  const seen = new Map<string, number>()
  const drafts = texts.map((options, index): DraftColumn => {
    const readings = options.map((header) => {
      const nth = seen.get(headerKey(header)) ?? 0
      return { header, reading: readNth(header, nth, kind, remembered, aliases) }
    })
    const chosen =
      readings.find(({ reading }) => reading.reason.code === 'remembered') ??
      readings.find(({ reading }) => reading.field !== null) ??
      readings.at(-1)
    if (!chosen) return { index, header: '', reading: readHeader('', kind) }
    const key = headerKey(chosen.header)
    seen.set(key, (seen.get(key) ?? 0) + 1)
    return { index, ...chosen }
  })
  return settleFields(settleNames(drafts)).filter(({ header }) => header !== '')
}

/** The nth column of one name is remembered apart from the first. */
function readNth(
  header: string,
  nth: number,
  kind: ExtractKind,
  remembered: RememberedColumns | undefined,
  aliases: readonly HeaderAlias[],
): HeaderReading {
  if (nth === 0 || !remembered) return readHeader(header, kind, remembered, aliases)
  const key = columnKey(header, nth)
  const own = Object.hasOwn(remembered, key) ? { [headerKey(header)]: remembered[key] ?? null } : undefined
  return readHeader(header, kind, own, aliases)
}

/** Two columns of one name: the first counts, whatever the others hold. */
function settleNames(drafts: readonly DraftColumn[]): DraftColumn[] {
  const seen = new Map<string, number>()
  return drafts.map((draft) => {
    const key = headerKey(draft.header)
    if (key === '') return draft
    const first = seen.get(key)
    if (first === undefined) {
      seen.set(key, draft.index)
      return draft
    }
    if (draft.reading.reason.code === 'remembered') return draft
    return unmapped(draft, { code: 'duplicate_header', detail: `与第 ${first + 1} 列同名，只用第一列` })
  })
}

/** Two names of one field: the more usual name counts, then the earlier column. */
function settleFields(drafts: readonly DraftColumn[]): DraftColumn[] {
  const winners = new Map<ColumnField, DraftColumn>()
  for (const draft of drafts) {
    const { field, rank } = draft.reading
    if (field === null) continue
    const current = winners.get(field)
    if (!current || rank < current.reading.rank) winners.set(field, draft)
  }
  return drafts.map((draft) => {
    const winner = draft.reading.field === null ? undefined : winners.get(draft.reading.field)
    if (!winner || winner === draft) return draft
    return unmapped(draft, { code: 'duplicate_field', detail: `同一内容已取自“${winner.header}”列` })
  })
}

export function unmapped(draft: DraftColumn, reason: ColumnReason): DraftColumn {
  return { ...draft, reading: { ...draft.reading, field: null, reason } }
}

function mapped(draft: DraftColumn, field: ColumnField, detail: string): DraftColumn {
  return { ...draft, reading: { ...draft.reading, field, reason: { code: 'shape', detail } } }
}

/** The first non-empty cells of a column. */
function sample(rows: readonly RawRow[], index: number): RawValue[] {
  const values: RawValue[] = []
  for (const row of rows) {
    const value = row[index] ?? null
    if (!isBlank(value)) values.push(value)
    if (values.length >= importDefaults.shapeSample) break
  }
  return values
}

function mostly(values: readonly RawValue[], holds: (value: RawValue) => boolean): boolean {
  return values.length > 0 && values.filter(holds).length >= values.length * importDefaults.shapeShare
}

const looksLikeIdNo = (value: RawValue): boolean => {
  const text = parseIdNo(value)
  return typeof text === 'string' && isValidIdNo(text)
}
const looksLikeMobile = (value: RawValue): boolean => {
  const text = parsePhone(value)
  return typeof text === 'string' && /^1[3-9]\d{9}$/.test(text)
}
const looksLikeAmount = (value: RawValue): boolean =>
  typeof value === 'number'
    ? value !== 0 && value !== 1
    : typeof value === 'string' && /^[\d,]+\.?\d*$/.test(value) && Number(value.replaceAll(',', '')) > 1

/** Lets the values speak where the names left room or cannot be right. */
export function settleByShape(
  drafts: readonly DraftColumn[],
  kind: ExtractKind,
  rows: readonly RawRow[],
): DraftColumn[] {
  let result = drafts.map((draft) => {
    const { field, reason } = draft.reading
    if (field === null || columnType(kind, field) !== 'money' || fieldDef(kind, field)?.required) return draft
    if (reason.code === 'remembered') return draft
    const values = sample(rows, draft.index)
    if (!mostly(values, isFlagWord)) return draft
    return unmapped(draft, { code: 'shape_mismatch', detail: '列中是“是/否”而不是金额，不导入' })
  })
  if (kind !== 'customers') return result
  const has = (field: ColumnField) => result.some((draft) => draft.reading.field === field)
  if (!has('payrollAmount')) {
    result = result.map((draft) =>
      draft.reading.field === 'payroll' &&
      draft.reading.reason.code !== 'remembered' &&
      mostly(sample(rows, draft.index), looksLikeAmount)
        ? mapped(draft, 'payrollAmount', '列中是金额，按代发金额导入')
        : draft,
    )
  }
  for (const [field, holds, detail] of [
    ['idNo', looksLikeIdNo, '列中的值通过身份证号校验'],
    ['phone', looksLikeMobile, '列中的值是手机号'],
  ] as const) {
    if (has(field)) continue
    const fits = result.filter(
      (draft) =>
        draft.reading.reason.code === 'unmatched' &&
        !otherPersonHeader.test(headerKey(draft.header)) &&
        mostly(sample(rows, draft.index), holds),
    )
    const [only] = fits
    if (only && fits.length === 1)
      result = result.map((draft) => (draft === only ? mapped(draft, field, detail) : draft))
  }
  return result
}
