/** Cells kept as text: customer numbers, identity numbers, phones, names and free text. */
import { emptyTextWords, emptyWords, unrestrictedWords } from '../../../../shared/playbook/cell-words.ts'
import { cleanText, halfWidth, remembering, withoutInvisible } from './cell-text.ts'
import { isValidIdNo } from './id-number.ts'
import { unreadable } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import { displayText } from './sheet.ts'
import type { RawValue } from './sheet.ts'

const empty = new Set(emptyWords)
const emptyText = new Set(emptyTextWords)
const unrestricted = new Set(unrestrictedWords)

/** Spreadsheets keep 15 digits of a number; a longer one has lost its end. */
const exactDigits = 999_999_999_999_999
const exponentText = /^\d(?:\.\d+)?E\+?\d+$/i

const grouped = /^\d{1,3}(?:,\d{3})+$/

/**
 * A customer number as text; null when empty, a word that says so, or nothing but zeros; `unreadable` when digits
 * were lost, it is masked, or it has neither digit nor letter.
 */
export function parseKey(raw: RawValue): Parsed<string> {
  const text = identifier(raw)
  if (typeof text !== 'string') return text
  if (emptyText.has(text) || /^0+$/.test(text)) return null
  if (grouped.test(text)) return identifier(Number(text.replaceAll(',', '')))
  return isMasked(text) || !/[\da-z]/i.test(text) ? unreadable : text
}

/** Text of an identifier cell: numbers in full, `unreadable` beyond 15 digits or in E+ notation. */
export function identifier(raw: RawValue): Parsed<string> {
  if (raw === null) return null
  if (typeof raw === 'number') {
    return Number.isInteger(raw) && raw >= 0 && raw <= exactDigits ? String(raw) : unreadable
  }
  if (typeof raw !== 'string') return unreadable
  const half = halfWidth(cleanText(raw))
  if (/^\d+$/.test(half)) return half
  const text = withoutInvisible(half).replace(/\s+/g, '')
  const lower = text.toLowerCase()
  if (text === '' || empty.has(lower)) return null
  if (exponentText.test(text) || lower.startsWith('#')) return unreadable
  return /^\d+\.0+$/.test(text) ? text.slice(0, text.indexOf('.')) : text
}

/**
 * Identity number in half width with an upper-case X; masked numbers are kept as they are. Eighteen digits whose
 * check character is wrong and which end in 000 went through a spreadsheet that kept fifteen of them.
 */
export function parseIdNo(raw: RawValue): Parsed<string> {
  const text = identifier(raw)
  if (typeof text !== 'string') return text
  if (text === '无' || /^0+$/.test(text)) return null
  return /^\d{15}000$/.test(text) && !isValidIdNo(text) ? unreadable : text.toUpperCase()
}

/**
 * Phone without spaces, hyphens of a mobile number and the country code; masked numbers are kept. Of several numbers
 * in one cell the first mobile, else the first.
 */
export function parsePhone(raw: RawValue): Parsed<string> {
  const text = identifier(raw)
  if (typeof text !== 'string') return text
  if (text === '无' || /^0+$/.test(text)) return null
  if (/^1\d{10}$/.test(text)) return text
  const numbers = halfWidth(String(raw))
    .split(/[/;、,|\s]+/)
    .filter((part) => part.replace(/[^\d*]/g, '').length >= 7)
    .map((part) => mobileOf(part) ?? part)
  if (numbers.length > 1) return numbers.find((each) => mobileOf(each) !== null) ?? numbers[0] ?? text
  return mobileOf(text) ?? text
}

function mobileOf(text: string): string | null {
  const mobile = text.replace(/-/g, '').replace(/^(?:\+86|0086|86)(?=1\d)/, '')
  return /^1[\d*]{10}$/.test(mobile) ? mobile : null
}

/** Free text, white space trimmed; null for an empty cell or a word that says nothing. */
export function parseText(raw: RawValue): Parsed<string> {
  if (raw === null) return null
  if (typeof raw === 'object' && 'error' in raw) return unreadable
  const own = cleanText(displayText(raw))
  const text = own.includes('\u3000') ? own.replaceAll('\u3000', ' ').trim() : own
  // No word that says nothing is longer.
  if (text.length > 12) return text
  if (text.startsWith('#') && /^#(?:n\/a|ref!|value!|name\?|div\/0!|null!|num!)$/i.test(text))
    return unreadable
  const lower = text.toLowerCase()
  return text === '' || empty.has(lower) || emptyText.has(text) ? null : text
}

/** A person's name: the padding between two characters ("张　伟") goes, spaces of Latin names stay. */
export function parseName(raw: RawValue): Parsed<string> {
  const text = parseText(raw)
  return typeof text === 'string' ? text.replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '') : text
}

/** State of an account that restricts it; null also when the cell says that nothing does (正常, 无, 否). */
export function parseRestriction(raw: RawValue): Parsed<string> {
  const text = typeof raw === 'boolean' ? (raw ? '是' : '否') : parseText(raw)
  return typeof text === 'string' && unrestricted.has(text.toLowerCase()) ? null : text
}

/** A dot between two characters belongs to a name (阿卜杜拉•买买提), at its end it hides something. */
const hidden = /[*＊×█▇■]|[●•]{2}|^[●•]|[●•]$|\dx{3,}|^\p{Script=Han}{1,2}某{1,2}$/iu
/** What is left of a rare character that some system on the way could not write. */
const lost = /[?？□\ufffd]/

/**
 * True for a value the sender has partly hidden ("138****1234", "张*", "张某某") or a system on the way has partly
 * lost ("王?"): it must not replace a whole one.
 */
export function isMasked(text: string): boolean {
  return hidden.test(text) || lost.test(text)
}

export interface StaffCell {
  readonly name: string | null
  readonly no: string | null
}

/** Name and staff number of "张伟/80231", "80231 张伟", "张伟(80231)", "张伟" or "80231". */
export function parseStaff(raw: RawValue): Parsed<StaffCell> {
  const text = parseText(raw)
  return typeof text === 'string' ? staffOf(text) : text
}

const staffOf = remembering((text: string): StaffCell | null => {
  const half = halfWidth(text)
  const number = /(?<![A-Za-z\d])[A-Za-z]{0,3}\d{3,}(?![A-Za-z\d])/.exec(half)?.[0] ?? null
  const rest = number === null ? half : half.replace(number, ' ')
  const name = rest
    .replace(/工号|[()[\]【】/|:：,，、;；_\-—\\]/g, ' ')
    .trim()
    .replace(/(?<=\p{Script=Han})\s+(?=\p{Script=Han})/gu, '')
  if (name === '' && number === null) return null
  return { name: name === '' ? null : name, no: number }
})
