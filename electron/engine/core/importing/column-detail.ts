/**
 * What a column's cells need to be read: money unit, day/month order, percent, unit of time. A column's own
 * header outranks the user's word for the whole file, which outranks the title; silence means yuan.
 */
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../../shared/domain/money.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import { columnType } from './columns.ts'
import type { DraftColumn } from './columns.ts'
import { readHeader, unitInText } from './header-match.ts'
import { filledRow, headerText } from './header-row.ts'
import type { HeaderCandidate } from './header-row.ts'
import type { Column, LayoutContext, UnitSource } from './layout-types.ts'
import { daysPer } from './parse-coded.ts'
import { dateOrderOf } from './parse-date.ts'
import { displayText, isBlank } from './sheet.ts'
import type { RawRow, RawValue, Sheet } from './sheet.ts'

interface Input {
  readonly sheet: Sheet
  readonly context: LayoutContext
  readonly kind: ExtractKind
  readonly drafts: readonly DraftColumn[]
  readonly data: readonly RawRow[]
  readonly above: readonly RawRow[]
  readonly header: HeaderCandidate
  readonly unitRow: ReadonlyMap<number, MoneyUnit> | null
}

export interface Units {
  readonly unit: MoneyUnit
  readonly source: UnitSource
}

/** The field whose unit stands for the file. */
const mainMoney = ['aum', 'aumMonthAvg', 'amount', 'targetAmount', 'minAmount']

/** Completes the drafted columns. Throws `Refusal` UNIT_UNSUPPORTED for 千元, 亿元 and the like. */
export function decideColumns(input: Input): { columns: Column[]; units: Units } {
  const { drafts, kind } = input
  const money = drafts.filter(
    ({ reading }) => reading.field !== null && columnType(kind, reading.field) === 'money',
  )
  const spoken = new Map(money.map((draft) => [draft.index, spokenUnit(input, draft)] as const))
  const silent = unitOfSilent(input, [...spoken.values()])
  const columns = drafts.map((draft) => complete(input, draft, spoken.get(draft.index) ?? silent.unit))
  const main = mainMoney
    .map((field) => money.find(({ reading }) => reading.field === field))
    .find((draft) => draft !== undefined)
  const own = spoken.get((main ?? money[0])?.index ?? -1) ?? null
  return { columns, units: own === null ? silent : { unit: own, source: 'header' } }
}

function refuseUnit(input: Input, text: string): Refusal {
  return new Refusal(
    'UNIT_UNSUPPORTED',
    `文件“${input.context.fileName}”的“${text}”使用了不支持的金额单位。请改为元或万元后再导入。`,
    { file: input.context.fileName, sheet: input.sheet.name, column: text },
  )
}

/** Unit named by the column's header, the group above it or the unit row below it. */
function spokenUnit(input: Input, draft: DraftColumn): MoneyUnit | null {
  const { sheet, header, kind } = input
  const kept = input.context.columnUnits?.get(draft.index)
  if (kept) return kept
  const own = draft.reading.unit
  if (own === 'other') throw refuseUnit(input, draft.header)
  const below = input.unitRow?.get(draft.index)
  if (own ?? below) return own ?? below ?? null
  const groupAt = header.groupRow ?? header.row - 1
  if (groupAt < 0) return null
  const groups = filledRow(sheet, groupAt)
  const group = headerText(groups.slice(0, draft.index + 1).findLast((text) => text.trim() !== '') ?? '')
  const unit = unitInText(group) === null ? readHeader(group, kind).unit : null
  if (unit === 'other') throw refuseUnit(input, group)
  return unit
}

/** Unit of columns that do not speak for themselves. */
function unitOfSilent(input: Input, spoken: readonly (MoneyUnit | null)[]): Units {
  if (input.context.units) return { unit: input.context.units, source: 'given' }
  const title = titleUnit(input)
  if (title) return { unit: title, source: 'title' }
  const [first, ...others] = new Set(spoken.filter((unit) => unit !== null))
  return first && others.length === 0
    ? { unit: first, source: 'header' }
    : { unit: 'yuan', source: 'assumed' }
}

function titleUnit(input: Input): MoneyUnit | null {
  for (const row of input.above) {
    for (const [at, value] of row.entries()) {
      if (typeof value !== 'string' || isBlank(value)) continue
      let unit = unitInText(value)
      if (unit === null && /^(?:金额)?单位\s*[:：]?$/.test(value.trim())) {
        const neighbour = row.slice(at + 1).find((cell) => !isBlank(cell))
        unit = unitInText(displayText(neighbour))
      }
      if (unit === 'other') throw refuseUnit(input, value.trim())
      if (unit) return unit
    }
  }
  return null
}

function complete(input: Input, draft: DraftColumn, unit: MoneyUnit): Column {
  const { index, header, reading } = draft
  const { field, reason } = reading
  const type = field === null ? null : columnType(input.kind, field)
  const values = () => input.data.map((row) => row[index] ?? null)
  const later = input.context.late?.get(index)
  return {
    index,
    header,
    field,
    type,
    reason,
    unit: type === 'money' ? unit : null,
    dateOrder: type === 'date' || type === 'asOf' ? dateOrderOf(values(), later) : 'ambiguous',
    percent:
      type === 'rate' && (reading.percent || later?.percent === true || values().some(looksLikePercent)),
    perUnit: timeScale(type, field, reading.timeUnit),
  }
}

/** A bare number too large to be a fraction of one. */
export function looksLikePercent(value: RawValue): boolean {
  const amount =
    typeof value === 'number' ? value : typeof value === 'string' && !value.includes('%') ? Number(value) : 0
  return Math.abs(amount) >= importDefaults.percentFrom
}

function timeScale(type: Column['type'], field: Column['field'], unit: string | null): number {
  if (type === 'term') return unit ? daysPer(unit) : 1
  return field === 'seconds' && unit && /^(?:分|分钟|min)$/.test(unit) ? 60 : 1
}
