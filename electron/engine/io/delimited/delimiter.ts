/** Which character separates the fields, told by a leading "sep=" line or by the shape of the first records. */
import { RecordSplitter } from './record-splitter.ts'
import type { Delimiter } from './record-splitter.ts'

const delimiters: readonly Delimiter[] = [',', ';', '\t', '|']
/** Characters and records looked at. */
const headChars = 200_000
const headRecords = 50
/** Wide enough that no head is refused for its width here; refusing is for the reading proper. */
const noLimits = { maxFieldChars: Infinity, maxColumns: Infinity }

/** The delimiter under which most of the first records have the same, largest width. */
export function detectDelimiter(text: string): Delimiter {
  const head = text.slice(0, headChars)
  let best: Delimiter = ','
  let bestScore = 0
  for (const delimiter of delimiters) {
    const widths = new Map<number, number>()
    for (const row of firstRecords(head, delimiter)) {
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

/** The first records; one that the head cuts off counts only when the head is all there is. */
function firstRecords(head: string, delimiter: Delimiter): (string | null)[][] {
  const splitter = new RecordSplitter(delimiter, '', noLimits)
  const rows: (string | null)[][] = []
  for (let at = 0; at < head.length && rows.length < headRecords; at += 2_000) {
    splitter.push(head.slice(at, at + 2_000), rows)
  }
  if (rows.length < headRecords && !splitter.quoteOpen) splitter.finish(rows)
  return rows.slice(0, headRecords)
}

/**
 * The delimiter a text declares in a first line like "sep=;", as spreadsheet programs write it. `length` is the
 * declaration without its line break, so that the line still counts as a row, an empty one.
 */
export function declaredDelimiter(text: string): { delimiter: Delimiter; length: number } | null {
  const declared = /^sep=([,;\t|])\r?\n/i.exec(text)
  if (!declared) return null
  return { delimiter: declared[1] as Delimiter, length: 'sep=;'.length }
}
