/**
 * How texts are brought to one spelling before they are compared: full width to half width, traditional to
 * simplified characters, no white space. Values that are stored keep their own characters.
 */
import { Converter } from 'opencc-js/t2cn'

const toSimplified = Converter({ from: 't', to: 'cn' })

/** `read` with its answers remembered, for columns in which the same few texts come back in every row. */
export function remembering<T>(read: (text: string) => T): (text: string) => T {
  const answers = new Map<string, T>()
  return (text) => {
    const known = answers.get(text)
    if (known !== undefined || answers.has(text)) return known as T
    const answer = read(text)
    if (answers.size < 5_000) answers.set(text, answer)
    return answer
  }
}

/** Simplified form of a short word. */
export const simplified = remembering((word: string): string => toSimplified(word))

const invisible = /\p{Cf}/gu

/** The text without characters nobody sees: direction marks, zero-width spaces, byte order marks. */
export function withoutInvisible(text: string): string {
  return text.replace(invisible, '')
}

/** A first or last character that cannot be wrapping: nearly every cell, so that it need not be copied. */
function isPlain(code: number): boolean {
  return (code > 0x3d && code < 0x7f) || (code >= 0x30 && code < 0x3a) || (code >= 0x4e00 && code <= 0x9fff)
}

/**
 * Cell text without what exports wrap around it: white space of any width, a trailing tab, invisible marks of
 * copied text, the apostrophe that forces text in a spreadsheet, and the `="…"` trick of CSV files.
 */
export function cleanText(text: string): string {
  const first = text.charCodeAt(0)
  if (isPlain(first) && isPlain(text.charCodeAt(text.length - 1))) return text
  let result = text
  if (first === 0x3d && /^="(?:[^"]|"")*"$/.test(result)) result = result.slice(2, -1).replaceAll('""', '"')
  result = withoutInvisible(result).trim()
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
  return simplified(wordKey(withoutInvisible(cleanText(text.normalize('NFKC')))))
    .replace(/[_\-·.]/g, '')
    .replaceAll('帐', '账')
    .replace(/^[*:"']+|[*:"']+$/g, '')
}
