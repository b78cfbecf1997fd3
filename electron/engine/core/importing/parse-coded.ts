/** Cells with a closed meaning: flags, grades, channels, outcomes, counts, rates and terms. */
import {
  channelWords,
  directionWords,
  emptyWords,
  flagNo,
  flagYes,
  genderWords,
  openTermWords,
  outcomeWords,
  riskWords,
} from '../../../../shared/playbook/cell-words.ts'
import type { ChannelCode, OutcomeCode } from '../../../../shared/playbook/cell-words.ts'
import { cleanText, remembering, simplified, wordKey } from './cell-text.ts'
import { unreadable } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { displayText } from './sheet.ts'
import type { RawValue } from './sheet.ts'

const empty = new Set(emptyWords)
const yes = new Set(flagYes)
const no = new Set(flagNo)
const openTerm = new Set(openTermWords)

/** The cell as a comparable word; '' when it says nothing; null for an error cell or a date. */
function wordOf(raw: RawValue): string | null {
  if (raw !== null && typeof raw === 'object') return null
  const word = wordKey(cleanText(displayText(raw)))
  return empty.has(word) ? '' : word
}

function coded<T>(raw: RawValue, words: Readonly<Record<string, T>>): Parsed<T> {
  const word = wordOf(raw)
  if (word === null) return unreadable
  if (word === '') return null
  const own = Object.hasOwn(words, word) ? words[word] : undefined
  return own ?? words[simplified(word)] ?? unreadable
}

/** true, false, null for nothing, or `unreadable`. */
export function parseFlag(raw: RawValue): Parsed<boolean> {
  if (typeof raw === 'boolean' || raw === null) return raw
  return typeof raw === 'object' ? unreadable : flagOf(displayText(raw))
}

const flagOf = remembering((text: string): Parsed<boolean> => {
  const word = wordOf(text)
  if (word === null) return unreadable
  if (word === '') return null
  if (yes.has(word)) return true
  if (no.has(word)) return false
  const simple = simplified(word)
  return yes.has(simple) ? true : no.has(simple) ? false : unreadable
})

/** True when every letter of the cell could be a flag that is no amount (是, 否, Y …). */
export function isFlagWord(raw: RawValue): boolean {
  return (
    typeof raw === 'boolean' ||
    (typeof raw === 'string' && !/\d/.test(raw) && typeof parseFlag(raw) === 'boolean')
  )
}

export const parseGender = (raw: RawValue): Parsed<'male' | 'female'> => coded(raw, genderWords)
export const parseDirection = (raw: RawValue): Parsed<'in' | 'out'> =>
  // "-" and "+" are directions here, though a dash elsewhere says nothing.
  raw === '-' ? 'out' : raw === '+' ? 'in' : coded(raw, directionWords)
export const parseChannel = (raw: RawValue): Parsed<ChannelCode> => coded(raw, channelWords)
export const parseOutcome = (raw: RawValue): Parsed<OutcomeCode> => coded(raw, outcomeWords)

/** 1 to 5 from "C3", "R2", "PR4", "3", "平衡型" or both together ("C3-平衡型"). */
export function parseRiskLevel(raw: RawValue): Parsed<number> {
  if (raw === null) return null
  return typeof raw === 'object' ? unreadable : riskOf(displayText(raw))
}

const riskOf = remembering((text: string): Parsed<number> => {
  const word = wordOf(text)?.replace(/^(\d)\.0+$/, '$1') ?? null
  if (word === null) return unreadable
  if (word === '' || word === '无' || word === '未评' || word === '未评估' || word === '未测评') return null
  const grade = /(?:^|[^a-z])(?:c|r|pr|a|p)?([1-5])(?:级|$|[^\d.])/.exec(word)?.[1]
  if (grade && !/\d{2}/.test(word)) return Number(grade)
  const simple = simplified(word).replace(/\(.*\)|-/g, '')
  return riskWords[simple] ?? riskWords[simple.replace(/型$/, '')] ?? unreadable
})

/** A non-negative whole number; "12次" and "3.0" are read, "3.5" and "-1" are not. */
export function parseCount(raw: RawValue): Parsed<number> {
  if (typeof raw === 'number') return Number.isSafeInteger(raw) && raw >= 0 ? raw : unreadable
  const word = wordOf(raw)
  if (word === null || typeof raw === 'boolean') return unreadable
  if (word === '') return null
  const digits = /^(\d{1,3}(?:,\d{3})+|\d+)(?:\.0*)?(?:次|个月|个|月|岁|天|秒|户|笔)?$/.exec(word)?.[1]
  return digits ? safe(Number(digits.replaceAll(',', ''))) : unreadable
}

function safe(value: number): Parsed<number> {
  return Number.isSafeInteger(value) ? value : unreadable
}

/** Seconds of a call: "318", "318秒", "5分18秒", "00:05:18", "5:18", or a time of day cell; `perUnit` for "(分钟)". */
export function parseSeconds(raw: RawValue, perUnit = 1): Parsed<number> {
  if (typeof raw === 'number') {
    if (raw > 0 && raw < 1 && perUnit === 1) return Math.round(raw * 86_400)
    return raw >= 0 ? safe(Math.round(raw * perUnit)) : unreadable
  }
  const word = wordOf(raw)
  if (word === null || typeof raw === 'boolean') return unreadable
  if (word === '') return null
  const clock = /^(?:(\d{1,2}):)?(\d{1,3}):(\d{2})$/.exec(word)
  if (clock) return Number(clock[1] ?? 0) * 3600 + Number(clock[2]) * 60 + Number(clock[3])
  const spoken = /^(?:(\d+)(?:小时|时))?(?:(\d+)(?:分钟|分))?(?:(\d+)秒?)?$/.exec(word)
  if (spoken && /[时分秒]/.test(word)) {
    return Number(spoken[1] ?? 0) * 3600 + Number(spoken[2] ?? 0) * 60 + Number(spoken[3] ?? 0)
  }
  return /^\d+(?:\.\d+)?$/.test(word) ? safe(Math.round(Number(word) * perUnit)) : unreadable
}

/** A yearly rate as a fraction. `percent`: the column's bare numbers are percent. Of a range, the lower end. */
export function parseRate(raw: RawValue, percent: boolean): Parsed<number> {
  if (typeof raw === 'number') return asFraction(raw, percent)
  const word = wordOf(raw)
  if (word === null || typeof raw === 'boolean') return unreadable
  if (word === '' || word === '无') return null
  const match = /^(-?\d+(?:\.\d+)?)(%?)(?:[-~–—至](\d+(?:\.\d+)?)(%?))?$/.exec(word)
  if (!match?.[1]) return unreadable
  return asFraction(Number(match[1]), match[2] === '%' || match[4] === '%' || percent)
}

function asFraction(value: number, percent: boolean): Parsed<number> {
  const fraction = percent ? Number((value / 100).toPrecision(12)) : value
  return Math.abs(fraction) <= 1 ? fraction : unreadable
}

/** A term in days: "90天", "3个月" (30 days each), "1年" (365), "6M"; bare numbers count `daysPerUnit`. */
export function parseTerm(raw: RawValue, daysPerUnit: number): Parsed<number> {
  if (typeof raw === 'number') return raw >= 0 ? safe(Math.round(raw * daysPerUnit)) : unreadable
  const word = wordOf(raw)
  if (word === null || typeof raw === 'boolean') return unreadable
  if (word === '' || openTerm.has(word)) return null
  if (word === '半年') return 182
  const match = /^([\d.]+|[一二两三四五六九十])(天|日|d|周|w|个月|月|m|年|y)?期?$/.exec(word)
  if (!match?.[1]) return unreadable
  const count = smallNumber(match[1])
  return count === null ? unreadable : safe(Math.round(count * (match[2] ? daysPer(match[2]) : daysPerUnit)))
}

/** Days of a unit of time as terms and contact windows count them. */
export function daysPer(unit: string): number {
  if (/^(?:年|y)$/.test(unit)) return 365
  if (/月|^m$/.test(unit)) return 30
  return /^(?:周|w)$/.test(unit) ? 7 : 1
}

const chineseDigits: Readonly<Record<string, number>> = {
  半: 0.5,
  一: 1,
  二: 2,
  两: 2,
  三: 3,
  四: 4,
  五: 5,
  六: 6,
  九: 9,
  十: 10,
  十二: 12,
}

/** "90", "三", "十二" as a number; null for anything else. */
export function smallNumber(text: string): number | null {
  return chineseDigits[text] ?? (/^\d+(?:\.\d+)?$/.test(text) ? Number(text) : null)
}
