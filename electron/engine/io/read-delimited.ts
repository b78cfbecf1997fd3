/**
 * Comma, semicolon, tab or bar separated text → rows of texts. Values stay text: what "006200003017" or
 * "3/4/2026" means is the column's business. A quote that never closes is refused, since it would swallow the
 * rest of the file without a trace.
 */
import { Refusal } from '../../../shared/domain/refusal.ts'

export type Delimiter = ',' | ';' | '\t' | '|'
const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']

const quote = 0x22
const newline = 0x0a
const carriage = 0x0d

/** Splits text into records; the last line may lack its line break. `maxRecords` stops early. */
export function splitRecords(
  text: string,
  delimiter: Delimiter,
  maxRecords = Infinity,
): { rows: string[][]; openQuoteAt: number | null } {
  const rows: string[][] = []
  const separator = delimiter.charCodeAt(0)
  const length = text.length
  let row: string[] = []
  let at = 0
  while (at < length && rows.length < maxRecords) {
    let field: string
    if (text.charCodeAt(at) === quote) {
      const closed = quotedField(text, at)
      if (closed === null) return { rows, openQuoteAt: rows.length + 1 }
      // Anything between the closing quote and the separator belongs to the field as written.
      const end = fieldEnd(text, closed.next, separator)
      field = closed.value + text.slice(closed.next, end)
      at = end
    } else {
      const end = fieldEnd(text, at, separator)
      field = text.slice(at, end)
      at = end
    }
    row.push(field)
    if (at < length && text.charCodeAt(at) === separator) {
      at++
      if (at < length) continue
      row.push('')
    }
    if (text.charCodeAt(at) === carriage && text.charCodeAt(at + 1) === newline) at++
    at++
    rows.push(row.length === 1 && row[0] === '' ? [] : row)
    row = []
  }
  return { rows, openQuoteAt: null }
}

function fieldEnd(text: string, from: number, separator: number): number {
  let at = from
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === separator || code === newline || code === carriage) break
  }
  return at
}

function quotedField(text: string, open: number): { value: string; next: number } | null {
  let at = open + 1
  let value = ''
  for (;;) {
    const close = text.indexOf('"', at)
    if (close < 0) return null
    value += text.slice(at, close)
    if (text.charCodeAt(close + 1) !== quote) return { value, next: close + 1 }
    value += '"'
    at = close + 2
  }
}

/** The delimiter under which most of the first records have the same, largest width. */
export function detectDelimiter(text: string): Delimiter {
  const head = text.slice(0, 200_000)
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const widths = new Map<number, number>()
    for (const row of splitRecords(head, delimiter, 50).rows) {
      if (row.length > 1) widths.set(row.length, (widths.get(row.length) ?? 0) + 1)
    }
    const score = Math.max(0, ...[...widths].map(([width, count]) => (width - 1) * count * count))
    if (score > bestScore) {
      best = delimiter
      bestScore = score
    }
  }
  return best
}

/** All records of a text. A leading "sep=;" line names the delimiter and counts as an empty row. */
export function readDelimited(text: string, fileName: string): (string | null)[][] {
  const declared = /^sep=([,;\t|])\r?\n/i.exec(text)
  const body = declared ? text.slice(declared[0].length - 1) : text
  const delimiter = (declared?.[1] as Delimiter | undefined) ?? detectDelimiter(text)
  const { rows, openQuoteAt } = splitRecords(body, delimiter)
  if (openQuoteAt !== null) {
    throw new Refusal(
      'UNREADABLE',
      `文件“${fileName}”从第 ${openQuoteAt} 行起有一个双引号没有成对，其后的内容无法分列。请补上引号或另存为 xlsx 后再导入。`,
      { file: fileName, row: openQuoteAt },
    )
  }
  return rows.map((row) => row.map((field) => (field === '' ? null : field)))
}
