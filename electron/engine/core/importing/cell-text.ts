/**
 * How texts are brought to one spelling before they are compared: full width to half width, traditional to
 * simplified characters, no white space. Values that are stored keep their own characters.
 */
import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 't', to: 'cn' })

const simplifiedCache = new Map<string, string>()

/** Simplified form of a short word; remembered, since the same few words come back in every row. */
export function simplified(word: string): string {
  const known = simplifiedCache.get(word)
  if (known !== undefined) return known
  const result = toSimplified(word)
  if (simplifiedCache.size < 5_000) simplifiedCache.set(word, result)
  return result
}

/**
 * Cell text without what exports wrap around it: white space of any width, a trailing tab, the apostrophe
 * that forces text in a spreadsheet, and the `="…"` trick of CSV files.
 */
export function cleanText(text: string): string {
  let result = text
  const first = result.charCodeAt(0)
  if (first === 0x3d && /^="(?:[^"]|"")*"$/.test(result)) result = result.slice(2, -1).replaceAll('""', '"')
  result = result.trim()
  return result.charCodeAt(0) === 0x27 ? result.slice(1).trim() : result
}

/** Half-width form: full-width digits, letters, punctuation and spaces become ASCII. */
export function halfWidth(text: string): string {
  // Most cells are plain ASCII or plain Chinese; normalising is worth its price only where it can matter.
  return /[\u2000-\u200a\u3000\u3001\uff01-\uff5e\u00a0\ufe00-\ufe6f]/.test(text)
    ? text.normalize('NFKC')
    : text
}

/** Key of a coded value: half width, no spaces, lower case. */
export function wordKey(text: string): string {
  return halfWidth(text).replace(/\s+/g, '').toLowerCase()
}

/** Key of a header cell: as `wordKey`, in simplified characters and without decoration. */
export function headerKey(text: string): string {
  return simplified(wordKey(cleanText(text.normalize('NFKC'))))
    .replace(/[_\-·.]/g, '')
    .replace(/^[*:"']+|[*:"']+$/g, '')
}
