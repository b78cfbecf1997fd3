/**
 * What is remembered of a layout, so that the next file of the same layout asks nothing. A layout is known by its
 * header texts alone (not by what was made of them), wherever the header row stands. Decisions are kept by header, so
 * they also carry over to a layout that differs in a few columns only. Nothing that belongs to one file is remembered:
 * single cells, left-out rows and the data date.
 */
import type { SheetDecision } from '../../../../shared/contract/imports.ts'
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../../shared/domain/money.ts'
import type { ColumnField } from '../../../../shared/playbook/aliases.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import { headerKey } from './cell-text.ts'
import { columnKey } from './columns.ts'
import { unitInText } from './header-match.ts'
import { headerCandidates } from './header-row.ts'
import type { HeaderTexts } from './header-row.ts'
import type { LayoutContext, LayoutResult } from './layout-types.ts'
import type { Sheet } from './sheet.ts'

export interface RecordedColumn {
  readonly index: number
  readonly header: string
  readonly field: ColumnField | null
}

export interface BlankChoice {
  readonly field: string
  readonly policy: 'keep' | 'clear'
}

/** What a person decided. `header` is a column key: the header as it is looked up. */
export interface DecidedLayout {
  readonly columns: readonly { readonly header: string; readonly field: ColumnField | null }[]
  readonly substitutions: readonly { readonly header: string; readonly from: string; readonly to: string }[]
  readonly headerRow?: number
  readonly kind?: ExtractKind
  readonly units?: MoneyUnit
  readonly duplicates?: 'reject' | 'sum'
  readonly blanks?: readonly BlankChoice[]
}

export interface LayoutRecord {
  readonly kind: ExtractKind
  readonly headers: readonly RecordedColumn[]
  readonly decided: DecidedLayout
}

/** Decisions about a sheet that are worth remembering. */
export type MemorableDecision = Pick<
  SheetDecision,
  'headerRow' | 'kind' | 'units' | 'duplicates' | 'columns' | 'substitutions' | 'blanks'
>

/** Equal for two sheets whose header texts are equal, column by column. */
export function fingerprintOf(texts: HeaderTexts): string {
  const keys = texts.map((options) => headerKey(options[0] ?? ''))
  while (keys.at(-1) === '') keys.pop()
  return keys.join('\n')
}

/** Column keys by position, the second column of one name told from the first. */
function keysByIndex(columns: readonly Pick<RecordedColumn, 'index' | 'header'>[]): Map<number, string> {
  const seen = new Map<string, number>()
  return new Map(
    columns.map(({ index, header }) => {
      const nth = seen.get(headerKey(header)) ?? 0
      seen.set(headerKey(header), nth + 1)
      return [index, columnKey(header, nth)] as const
    }),
  )
}

/**
 * The record to keep with an imported file.
 * @param decision what was decided about the sheet this time
 * @param before the record whose decisions this reading took over; they are kept for the columns still there
 */
export function layoutRecord(
  layout: Pick<LayoutResult, 'kind' | 'columns'>,
  decision: MemorableDecision | null,
  before: LayoutRecord | null,
): LayoutRecord {
  const keys = keysByIndex(layout.columns)
  const present = new Set(keys.values())
  const columns = new Map<string, ColumnField | null>()
  for (const { header, field } of before?.decided.columns ?? [])
    if (present.has(header)) columns.set(header, field)
  for (const { index, field } of decision?.columns ?? []) {
    const key = keys.get(index)
    if (key === undefined) continue
    // A field given to this column is no other column's any more.
    for (const [other, taken] of columns) if (field !== null && taken === field) columns.delete(other)
    columns.set(key, field as ColumnField | null)
  }
  const kind = decision?.kind ?? before?.decided.kind
  const units = decision?.units ?? before?.decided.units
  const headerRow = decision?.headerRow ?? before?.decided.headerRow
  const duplicates = decision?.duplicates ?? before?.decided.duplicates
  const blanks = mergedBlanks(before?.decided.blanks, decision?.blanks)
  return {
    kind: layout.kind,
    headers: layout.columns.map(({ index, header, field }) => ({ index, header, field })),
    decided: {
      columns: [...columns].map(([header, field]) => ({ header, field })),
      substitutions: mergedSubstitutions(keys, before, decision),
      ...(kind === undefined ? {} : { kind }),
      ...(units === undefined ? {} : { units }),
      ...(headerRow === undefined ? {} : { headerRow }),
      ...(duplicates === undefined ? {} : { duplicates }),
      ...(blanks.length === 0 ? {} : { blanks }),
    },
  }
}

function mergedBlanks(
  before: readonly BlankChoice[] | undefined,
  now: readonly BlankChoice[] | undefined,
): BlankChoice[] {
  const policies = new Map([...(before ?? []), ...(now ?? [])].map(({ field, policy }) => [field, policy]))
  return [...policies].map(([field, policy]) => ({ field, policy }))
}

/** A text said to stand for itself is no rule any more. */
function mergedSubstitutions(
  keys: ReadonlyMap<number, string>,
  before: LayoutRecord | null,
  decision: MemorableDecision | null,
): DecidedLayout['substitutions'] {
  const present = new Set(keys.values())
  const rules = new Map<string, DecidedLayout['substitutions'][number]>()
  const put = (header: string | undefined, from: string, to: string) => {
    if (header !== undefined)
      rules.set(JSON.stringify([header, from.trim()]), { header, from: from.trim(), to })
  }
  for (const { header, from, to } of before?.decided.substitutions ?? [])
    if (present.has(header)) put(header, from, to)
  for (const { index, from, to } of decision?.substitutions ?? []) put(keys.get(index), from, to)
  return [...rules.values()].filter(({ from, to }) => from !== to.trim())
}

/** Where remembered layouts are looked up. */
export interface LayoutLookup {
  /** The latest record of exactly this layout. */
  exact(fingerprint: string): LayoutRecord | null
  /** Records with decisions, latest first. */
  recent(): readonly LayoutRecord[]
}

export interface RecalledLayout {
  readonly record: LayoutRecord
  /** False when only most of the headers are the same. */
  readonly exact: boolean
  /** 1-based sheet row of the header. */
  readonly headerRow: number
  /** The rows above the header name a money unit. */
  readonly titleHasUnit: boolean
}

/** The remembered layout of a sheet: one with the same header, else the most similar one that decisions exist for. */
export function recallLayout(sheet: Sheet, lookup: LayoutLookup): RecalledLayout | null {
  const candidates = [...headerCandidates(sheet)]
  const found = (record: LayoutRecord, exact: boolean, row: number): RecalledLayout => ({
    record,
    exact,
    headerRow: row + 1,
    titleHasUnit: sheet.rows
      .slice(0, row)
      .some((cells) => cells.some((value) => typeof value === 'string' && unitInText(value) !== null)),
  })
  for (const { row, texts } of candidates) {
    const record = lookup.exact(fingerprintOf(texts))
    if (record) return found(record, true, row)
  }
  let best: { record: LayoutRecord; row: number; share: number } | null = null
  for (const record of lookup.recent()) {
    for (const { row, texts } of candidates) {
      const share = likeness(texts, record.headers)
      if (share >= importDefaults.similarLayoutShare && share > (best?.share ?? 0))
        best = { record, row, share }
    }
  }
  return best && found(best.record, false, best.row)
}

/** Share of headers two layouts have in common, of the longer one. */
export function likeness(texts: HeaderTexts, headers: readonly Pick<RecordedColumn, 'header'>[]): number {
  const known = new Set(headers.map(({ header }) => headerKey(header)))
  const filled = texts.filter((options) => options.length > 0)
  const shared = filled.filter((options) => options.some((text) => known.has(headerKey(text)))).length
  return shared / Math.max(filled.length, known.size, 1)
}

/**
 * The context of a sheet with what was decided for its layout before; what is said now outranks it. Remembered units
 * and ways with duplicates hold for the very same layout only, and a unit named above the header outranks the unit.
 */
export function applyRemembered(recalled: RecalledLayout | null, context: LayoutContext): LayoutContext {
  if (!recalled) return context
  const { record, exact, headerRow, titleHasUnit } = recalled
  const { decided } = record
  const kind = context.kind ?? decided.kind
  const units = context.units ?? (exact && !titleHasUnit ? decided.units : undefined)
  return {
    ...context,
    remembered: {
      ...Object.fromEntries(decided.columns.map(({ header, field }) => [header, field])),
      ...context.remembered,
    },
    ...(kind === undefined ? {} : { kind }),
    ...(units === undefined ? {} : { units }),
    ...(decided.headerRow === undefined || context.headerRow !== undefined ? {} : { headerRow }),
  }
}

/**
 * A sheet's decisions completed by the remembered ones that rows are read by. What is decided now wins.
 * @param given what holds for the whole batch, which outranks memory too
 */
export function withRemembered(
  decision: SheetDecision,
  recalled: RecalledLayout | null,
  layout: Pick<LayoutResult, 'columns'>,
  given: { readonly duplicates?: 'reject' | 'sum' | undefined } = {},
): SheetDecision {
  if (!recalled) return decision
  const { decided } = recalled.record
  const indexes = new Map([...keysByIndex(layout.columns)].map(([index, key]) => [key, index]))
  const substitutions = decided.substitutions.flatMap(({ header, from, to }) => {
    const index = indexes.get(header)
    return index === undefined ? [] : [{ index, from, to }]
  })
  const duplicates =
    decision.duplicates ?? given.duplicates ?? (recalled.exact ? decided.duplicates : undefined)
  const blanks = mergedBlanks(decided.blanks, decision.blanks)
  return {
    ...decision,
    ...(substitutions.length === 0
      ? {}
      : { substitutions: [...substitutions, ...(decision.substitutions ?? [])] }),
    ...(duplicates === undefined ? {} : { duplicates }),
    ...(blanks.length === 0 ? {} : { blanks }),
  }
}
