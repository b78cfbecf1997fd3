/**
 * One header cell → the field it names. A header is first taken apart (unit, percent, unit of time in its
 * brackets), then looked up: what was decided for this layout before, the branch's own wording (playbook), the
 * built-in dictionary. Every outcome carries its reason, a column left alone included.
 */
import type { ExtractKind, FieldDef } from '../../../../shared/domain/fields.ts'
import { assetClasses, fieldsByKind } from '../../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../../shared/domain/money.ts'
import {
  ambiguousHeaders,
  contactWindowPattern,
  headerAliases,
  meaningfulBracket,
  serialHeaders,
} from '../../../../shared/playbook/aliases.ts'
import type { ColumnField, HeaderAlias } from '../../../../shared/playbook/aliases.ts'
import { headerKey } from './cell-text.ts'
import { daysPer, smallNumber } from './parse-coded.ts'

export type ColumnReasonCode =
  | 'alias'
  | 'own_alias'
  | 'window'
  | 'shape'
  | 'remembered'
  | 'decided'
  | 'duplicate_header'
  | 'duplicate_field'
  | 'shape_mismatch'
  | 'ambiguous'
  | 'serial'
  | 'foreign_currency'
  | 'empty_header'
  | 'unmatched'

export interface ColumnReason {
  readonly code: ColumnReasonCode
  /** Chinese, for the person importing. */
  readonly detail: string
}

export interface HeaderReading {
  readonly field: ColumnField | null
  readonly reason: ColumnReason
  /** The smaller wins when two columns could fill one field: earlier decisions, own wording, place in the list. */
  readonly rank: number
  /** Unit the header itself speaks of; 'other' is one this product does not convert (千元, 亿元). */
  readonly unit: MoneyUnit | 'other' | null
  readonly percent: boolean
  /** Unit of time in the header's brackets, as written ("月", "分钟"). */
  readonly timeUnit: string | null
  readonly windowDays: number | null
}

interface Known {
  readonly field: ColumnField
  readonly rank: number
}

type Dictionary = ReadonlyMap<string, Known>

const decidedRank = -2
const ownRank = -1

const dictionaries = new Map<ExtractKind, Dictionary>()

/** Built-in alias → field of one extract kind. */
export function dictionaryOf(kind: ExtractKind): Dictionary {
  const ready = dictionaries.get(kind)
  if (ready) return ready
  const built = new Map<string, Known>()
  for (const [field, aliases] of Object.entries(headerAliases[kind])) {
    aliases?.forEach((alias, rank) => {
      if (!built.has(alias)) built.set(alias, { field: field as ColumnField, rank })
    })
  }
  dictionaries.set(kind, built)
  return built
}

/** Lists of own wording are looked up for every cell of many rows; each list is indexed once. */
const ownDictionaries = new WeakMap<readonly HeaderAlias[], ReadonlyMap<string, Known>>()

function ownWord(kind: ExtractKind, key: string, aliases: readonly HeaderAlias[]): Known | undefined {
  let index = ownDictionaries.get(aliases)
  if (!index) {
    const built = new Map<string, Known>()
    for (const { kind: of, field, header } of aliases) {
      const name = `${of}|${headerKey(header)}`
      if (!built.has(name)) built.set(name, { field: field as ColumnField, rank: ownRank })
    }
    ownDictionaries.set(aliases, built)
    index = built
  }
  return index.get(`${kind}|${key}`)
}

/** Catalogue entry of a field; undefined for the data date and staff numbers, which are no facts of their own. */
export function fieldDef(kind: ExtractKind, field: string): FieldDef | undefined {
  return (fieldsByKind[kind] as readonly FieldDef[]).find((def) => def.name === field)
}

interface Taken {
  readonly key: string
  readonly joined: string
  readonly bare: string
  readonly unit: MoneyUnit | 'other' | null
  readonly percent: boolean
  readonly timeUnit: string | null
  readonly foreign: boolean
}

const brackets = /[([【{<]([^)\]】}>]*)[)\]】}>]/g
const unitWord =
  /^(?:金额)?(?:单位[:：]?)?(?:人民币)?(亿元|千元|百元|角|分|万元|万|元|圆|亿|¥|rmb|cny|人民币)(?:人民币)?$/
const foreignWord = /美元|港币|港元|欧元|英镑|日元|外币|usd|hkd|eur|gbp|jpy/

function unitOf(word: string): MoneyUnit | 'other' {
  if (word === '万元' || word === '万') return 'wan'
  return /^(?:元|圆|¥|rmb|cny|人民币)$/.test(word) ? 'yuan' : 'other'
}

/** The money unit a text names: "单位：万元", "(元)", "金额单位:人民币万元"; null when it names none. */
export function unitInText(text: string): MoneyUnit | 'other' | null {
  const key = headerKey(text).replace(/^[([【]|[)\]】]$/g, '')
  const own = unitWord.exec(key)?.[1]
  if (own) return unitOf(own)
  const spoken = /单位[:：]?(?:人民币)?(亿元|千元|百元|万元|万|元)/.exec(key)?.[1]
  return spoken ? unitOf(spoken) : null
}

function takeApart(header: string): Taken {
  const key = headerKey(header)
  let unit: MoneyUnit | 'other' | null = null
  let percent = false
  let timeUnit: string | null = null
  const foreign = foreignWord.test(key)
  const kept = key.replace(brackets, (whole, inner: string) => {
    const word = unitWord.exec(inner)?.[1]
    if (word && !foreign) {
      unit = unitOf(word)
      return ''
    }
    if (inner === '%') {
      percent = true
      return ''
    }
    if (/^(?:天|日|月|个月|年|秒|分|分钟|s|min)$/.test(inner)) {
      timeUnit = inner
      return ''
    }
    return whole
  })
  const open = kept.replace(/[([【{<)\]】}>]/g, '')
  const bare = kept.replace(brackets, (whole, inner: string) => (meaningfulBracket.test(inner) ? whole : ''))
  return { key, joined: open, bare, unit, percent, timeUnit, foreign }
}

const moneySuffix = /(?:余额|持仓|市值|金额|保有量|资产|合计)$/
const flagSuffix = /(?:标志|标识|客户|签约|状态|情况)$/

/** Spellings to try, most literal first. */
function* spellings(taken: Taken): Generator<{ key: string; only?: 'flag' | 'asset' }> {
  yield { key: taken.joined }
  yield { key: taken.bare }
  const base = taken.bare
  if (base.startsWith('客户')) yield { key: base.slice(2) }
  const unflagged = base.replace(/^是否(?:为|是|有|已|开通|签约|持有|添加|办理)*/, '').replace(flagSuffix, '')
  if (unflagged !== base && unflagged !== '') yield { key: unflagged, only: 'flag' }
  const unsuffixed = base.replace(moneySuffix, '')
  if (unsuffixed !== base && unsuffixed !== '') yield { key: unsuffixed, only: 'asset' }
}

export type RememberedColumns = Readonly<Record<string, ColumnField | null>>

/**
 * Reads one header cell for an extract kind.
 * @param remembered header key → field (null = leave out) decided for this layout before
 * @param aliases the branch's own wording, from the playbook
 */
export function readHeader(
  header: string,
  kind: ExtractKind,
  remembered?: RememberedColumns,
  aliases: readonly HeaderAlias[] = [],
): HeaderReading {
  const taken = takeApart(header)
  const base = {
    rank: 0,
    unit: taken.unit,
    percent: taken.percent,
    timeUnit: taken.timeUnit,
    windowDays: null,
  }
  const none = (code: ColumnReasonCode, detail: string): HeaderReading => ({
    ...base,
    field: null,
    reason: { code, detail },
  })
  if (taken.key === '') return none('empty_header', '表头为空')
  const decided = remembered && Object.hasOwn(remembered, taken.key) ? remembered[taken.key] : undefined
  if (decided !== undefined) {
    const detail = decided === null ? '按上次的选择忽略' : '按上次的选择对应'
    return { ...base, field: decided, rank: decidedRank, reason: { code: 'remembered', detail } }
  }
  const own = [taken.key, taken.joined, taken.bare]
    .map((key) => ownWord(kind, key, aliases))
    .find((known) => known !== undefined)
  if (own) return { ...base, ...own, reason: { code: 'own_alias', detail: '按经营手册里本网点的叫法对应' } }
  if (serialHeaders.includes(taken.joined)) return none('serial', '序号列，不导入')
  if (taken.foreign) return none('foreign_currency', '外币金额，不导入')
  const counted = windowed(taken, kind, base)
  if (counted) return counted
  for (const { key, only } of spellings(taken)) {
    const known = dictionaryOf(kind).get(key)
    if (!known || !allowed(kind, known.field, only)) continue
    const detail = key === taken.key ? '列名与常用叫法一致' : `列名按“${key}”识别`
    return { ...base, field: known.field, rank: known.rank, reason: { code: 'alias', detail } }
  }
  return trailingUnit(header, taken, kind, remembered, aliases) ?? left(taken, none)
}

function allowed(kind: ExtractKind, field: ColumnField, only: 'flag' | 'asset' | undefined): boolean {
  if (only === undefined) return true
  if (only === 'flag') return fieldDef(kind, field)?.type === 'flag'
  return kind === 'customers' && ([...assetClasses, 'loan'] as readonly string[]).includes(field)
}

/** "近90天联系次数", "联系次数(近三个月)": the count and the days it covers. */
function windowed(taken: Taken, kind: ExtractKind, base: object): HeaderReading | null {
  if (kind !== 'customers') return null
  const turned = taken.key.replace(/^(.*次数)[([【](.*)[)\]】]$/, '$2$1')
  const match = contactWindowPattern.exec(taken.joined) ?? contactWindowPattern.exec(turned)
  const count = match?.[1] ? smallNumber(match[1]) : null
  if (!match?.[2] || count === null) return null
  const windowDays = Math.round(count * daysPer(match[2]))
  const detail = `联系次数，统计窗口 ${windowDays} 天`
  return { ...(base as HeaderReading), field: 'contactCount', windowDays, reason: { code: 'window', detail } }
}

/** "AUM余额万元", "AUM/万元": a unit at the end without brackets. */
function trailingUnit(
  header: string,
  taken: Taken,
  kind: ExtractKind,
  remembered: RememberedColumns | undefined,
  aliases: readonly HeaderAlias[],
): HeaderReading | null {
  const [whole, unit] = /(?<=.)[/,:]?(万元|万|元)$/.exec(taken.joined) ?? []
  if (!whole || !unit || taken.unit !== null) return null
  const shorter = readHeader(headerKey(header).slice(0, -whole.length), kind, remembered, aliases)
  const money = shorter.field !== null && fieldDef(kind, shorter.field)?.type === 'money'
  return money ? { ...shorter, unit: unitOf(unit) } : null
}

function left(taken: Taken, none: (code: ColumnReasonCode, detail: string) => HeaderReading): HeaderReading {
  const why = Object.hasOwn(ambiguousHeaders, taken.joined) ? ambiguousHeaders[taken.joined] : undefined
  return why ? none('ambiguous', why) : none('unmatched', '没有认得的叫法，不导入')
}
