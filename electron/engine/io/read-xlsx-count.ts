/**
 * An independent look at the XML of an .xlsx sheet: how many cells hold a value, which rows are hidden, which
 * formulas were never calculated. The parser's result is held against the count, because a parser that drops
 * cells says nothing about it.
 */
export interface SheetCount {
  /** Cells with a value, a cached formula result or an inline text. */
  readonly cells: number
  /** 1-based rows the file hides. */
  readonly hiddenRows: readonly number[]
  /** References such as "F12" of formulas without a stored result. */
  readonly uncalculated: readonly string[]
}

const lt = 0x3c
const gt = 0x3e
const slash = 0x2f
const colon = 0x3a

/** Walks the mark-up once, tag by tag; texts between tags are not looked at. */
export function countSheetXml(xml: Uint8Array): SheetCount {
  const bytes = Buffer.from(xml.buffer, xml.byteOffset, xml.byteLength)
  const hiddenRows: number[] = []
  const uncalculated: string[] = []
  let cells = 0
  let row = 0
  let cellAt = 0
  let reference = ''
  let hasValue = false
  let hasFormula = false
  let at = bytes.indexOf(lt)
  while (at >= 0 && at < bytes.length) {
    const close = bytes.indexOf(gt, at)
    if (close < 0) break
    const closing = bytes[at + 1] === slash
    const empty = bytes[close - 1] === slash
    const name = tagName(bytes, at + (closing ? 2 : 1), close)
    if (!closing && name === 'row') {
      const tag = bytes.toString('latin1', at, close)
      const said = /\br=["'](\d+)["']/.exec(tag)?.[1]
      row = said ? Number(said) : row + 1
      if (/\bhidden=["'](?:1|true)["']/.test(tag)) hiddenRows.push(row)
    } else if (name === 'c') {
      if (closing) {
        if (hasValue) cells++
        else if (hasFormula) uncalculated.push(reference)
      } else if (!empty) {
        hasValue = false
        hasFormula = false
        reference = ''
        cellAt = at
      }
    } else if (!closing && name === 'v') {
      // An empty element is an empty cell; the next byte tells without decoding the value.
      if (!empty && bytes[close + 1] !== lt) hasValue = true
    } else if (!closing && name === 'is') {
      hasValue = true
    } else if (!closing && name === 'f') {
      hasFormula = true
      reference = /\br=["']([A-Z]+\d+)["']/.exec(bytes.toString('latin1', cellAt, at))?.[1] ?? ''
    } else if (closing && name === 'sheetData') {
      break
    }
    at = bytes.indexOf(lt, close)
  }
  return { cells, hiddenRows, uncalculated }
}

/** Local name of a tag, its namespace prefix dropped; only short names matter here. */
function tagName(bytes: Buffer, from: number, to: number): string {
  let start = from
  let end = from
  for (; end < to; end++) {
    const byte = bytes[end] ?? gt
    if (byte === colon) start = end + 1
    else if (byte <= 0x20 || byte === slash || byte === gt) break
  }
  return end - start > 9 ? '' : bytes.toString('latin1', start, end)
}

/** Worksheet part of each sheet name, from the workbook part and its relations. */
export function sheetParts(workbookXml: string, relationsXml: string, folder: string): Map<string, string> {
  const targets = new Map<string, string>()
  for (const [tag] of relationsXml.matchAll(/<(?:\w+:)?Relationship\b[^>]*>/g)) {
    const id = attribute(tag, 'Id')
    const target = attribute(tag, 'Target')
    if (id && target && /worksheet/i.test(attribute(tag, 'Type') ?? '')) {
      targets.set(id, target.startsWith('/') ? target.slice(1) : resolve(folder, target))
    }
  }
  const parts = new Map<string, string>()
  for (const [tag] of workbookXml.matchAll(/<(?:\w+:)?sheet\b[^>]*>/g)) {
    const name = attribute(tag, 'name')
    const part = targets.get(attribute(tag, '(?:\\w+:)id') ?? '')
    if (name !== null && part) parts.set(decodeEntities(name), part)
  }
  return parts
}

function resolve(folder: string, target: string): string {
  const steps = folder === '' ? [] : folder.split('/')
  for (const step of target.split('/')) {
    if (step === '..') steps.pop()
    else if (step !== '.' && step !== '') steps.push(step)
  }
  return steps.join('/')
}

function attribute(tag: string, name: string): string | null {
  const match = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(tag)
  return match ? (match[1] ?? match[2] ?? '') : null
}

function decodeEntities(text: string): string {
  return text
    .replace(/&#x([0-9a-f]+);/gi, (_, hex: string) => String.fromCodePoint(Number.parseInt(hex, 16)))
    .replace(/&#(\d+);/g, (_, digits: string) => String.fromCodePoint(Number(digits)))
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&')
}
