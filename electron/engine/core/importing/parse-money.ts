/** Amounts as head office writes them: grouped, bracketed, full width, with a unit of their own or with none. */
import { toFen } from '../../../../shared/domain/money.ts'
import type { Fen, MoneyUnit } from '../../../../shared/domain/money.ts'
import { emptyWords } from '../../../../shared/playbook/cell-words.ts'
import { cleanText, halfWidth } from './cell-text.ts'
import { unreadable } from './parsed.ts'
import type { Parsed } from './parsed.ts'
import type { RawValue } from './sheet.ts'

const empty = new Set(emptyWords)
const plain = /^(\d+|\d{1,3}(?:,\d{3})+)?(\.\d*)?$/
/** Python writes tiny amounts this way, exactly; a positive exponent is a spreadsheet's lossy display. */
const tiny = /^\d(?:\.\d+)?e-\d{1,2}$/

const nothing = new Set(['无', '没有'])

/** Fen, null for an empty cell, a dash or a word for nothing, or `unreadable`. */
export function parseMoney(raw: RawValue, unit: MoneyUnit): Parsed<Fen> {
  if (raw === null) return null
  if (typeof raw === 'number') return toFen(raw, unit) ?? unreadable
  if (typeof raw !== 'string') return unreadable
  return parseMoneyText(raw, unit)
}

function parseMoneyText(raw: string, unit: MoneyUnit): Parsed<Fen> {
  let text = halfWidth(cleanText(raw))
    .replace(/[\s\p{Cf}¥￥$]|rmb|cny|人民币|人民幣/giu, '')
    .toLowerCase()
    .replaceAll('，', ',')
  if (text === '' || empty.has(text) || nothing.has(text)) return null
  let sign = 1
  const bracketed = /^\((.+)\)$/.exec(text)
  if (bracketed?.[1]) {
    sign = -1
    text = bracketed[1]
  } else if (/^[-−–+]/.test(text)) {
    sign = text.startsWith('+') ? 1 : -1
    text = text.slice(1)
  } else if (/\d-$/.test(text)) {
    sign = -1
    text = text.slice(0, -1)
  }
  const own = ownUnit(text)
  if (own) text = text.slice(0, -own.length)
  if (tiny.test(text)) return toFen(sign * Number(text), own?.unit ?? unit) ?? unreadable
  const parts = plain.exec(text)
  if (!parts || (!parts[1] && !/\d/.test(parts[2] ?? ''))) return unreadable
  const amount = Number(text.replaceAll(',', '')) * (own?.times ?? 1)
  return toFen(sign * amount, own?.unit ?? unit) ?? unreadable
}

function ownUnit(text: string): { unit: MoneyUnit; times: number; length: number } | null {
  const suffix = /(亿元|億元|亿|億|万元|萬元|万|萬|w|元整|元|圆|圓)$/.exec(text)?.[1]
  if (!suffix) return null
  if (/^[亿億]/.test(suffix)) return { unit: 'wan', times: 10_000, length: suffix.length }
  return { unit: /^[元圆圓]/.test(suffix) ? 'yuan' : 'wan', times: 1, length: suffix.length }
}
