/**
 * A sheet's bytes → rows. The common cell (a number or a shared text) is read straight from its bytes; everything else
 * goes tag by tag. What it does not know it says, it never guesses.
 */
import type { MergedRange, RawRow, RawValue } from '../../core/importing/sheet.ts'
import type { RowBatch, SheetEnd } from '../row-source.ts'
import type { CellStyles } from './cell-styles.ts'
import { readNumber } from './read-number.ts'
import type { SharedStrings } from './shared-strings.ts'
import { TagScanner, type TagReceiver } from './tag-scanner.ts'
import { UnknownConstruct } from './unknown-construct.ts'
import { attribute, cellText } from './xml-text.ts'

const rowsPerBatch = 500
/** Blank rows within a batch; a wider gap starts a new one. */
const filledGap = 20
const maxColumns = 16_384
const maxRows = 1_048_576
const beyondEnd = '行号或列号超出表格的上限'
const maxTextLength = 1_000_000

const plainNumber = 0
const sharedText = 1
const inlineText = 2
const inlineType = Buffer.from('inlineStr"')
const inlineOpen = Buffer.from('<is><t>')
const inlineOpenSpaced = Buffer.from('<is><t xml:space="preserve">')
const inlineClose = Buffer.from('</t></is></c>')

function startsAt(data: Buffer, at: number, wanted: Buffer): boolean {
  for (let offset = 0; offset < wanted.length; offset++)
    if (data[at + offset] !== wanted[offset]) return false
  return true
}

const isOn = (value: string | null) => value === '1' || value === 'true' || value === 'on'

export class SheetReader implements TagReceiver {
  readonly #scanner = new TagScanner(this)
  readonly #strings: SharedStrings | null
  readonly #styles: CellStyles
  #section: 'before' | 'data' | 'after' = 'before'
  wantsText = false

  #row = 0
  #inRow = false
  #cells: RawValue[] = []
  #column = -1
  #inCell = false
  #type = ''
  #style = 0
  #text = ''
  #hasValue = false
  #hasInline = false
  #hasFormula = false
  #phonetic = 0

  #batches: RowBatch[] = []
  #rows: RawRow[] = []
  #first = 1
  /** Rows and cells as the independent counter counts them. */
  readonly seen = { rows: 0, cells: 0 }
  #lastRow = 0
  #filled = 0
  readonly #hiddenRows: number[] = []
  readonly #hiddenColumns: number[] = []
  readonly #merges: MergedRange[] = []

  constructor(strings: SharedStrings | null, styles: CellStyles) {
    this.#strings = strings
    this.#styles = styles
  }

  push(chunk: Buffer): void {
    this.#scanner.push(chunk)
  }

  /** Batches that are complete. */
  takeBatches(): RowBatch[] {
    const batches = this.#batches
    this.#batches = []
    return batches
  }

  end(): SheetEnd {
    this.#scanner.end()
    if (this.#section === 'data') throw new UnknownConstruct('sheet ends in its data')
    this.#flush()
    return {
      lastRow: this.#lastRow,
      cells: this.#filled,
      hiddenRows: this.#hiddenRows,
      hiddenColumns: this.#hiddenColumns,
      merges: this.#merges,
    }
  }

  /** `<c r="B7" s="2" t="s"><v>12</v></c>` and `<c r="B7" s="2"/>`, complete and plainly written. */
  take(data: Buffer, lt: number): number {
    if (data[lt + 1] !== 0x63 || data[lt + 2] !== 0x20 || !this.#inRow || this.#inCell) return -1
    let at = lt + 3
    let column = -1
    let style = 0
    let type = plainNumber
    for (;;) {
      const name = data[at]
      if (name === 0x3e || name === 0x2f) break
      if (name === 0x20) {
        at++
        continue
      }
      if (data[at + 1] !== 0x3d || data[at + 2] !== 0x22) return -1
      at += 3
      if (name === 0x72) {
        let letters = 0
        let byte = data[at] ?? 0
        for (; byte >= 0x41 && byte <= 0x5a; byte = data[++at] ?? 0) letters = letters * 26 + (byte - 0x40)
        let row = 0
        for (; byte >= 0x30 && byte <= 0x39; byte = data[++at] ?? 0) row = row * 10 + (byte - 0x30)
        if (byte !== 0x22 || row !== this.#row) return -1
        column = letters - 1
        at++
      } else if (name === 0x73) {
        let byte = data[at] ?? 0
        for (style = 0; byte >= 0x30 && byte <= 0x39; byte = data[++at] ?? 0)
          style = style * 10 + (byte - 0x30)
        if (byte !== 0x22) return -1
        at++
      } else if (name === 0x74) {
        if (data[at + 1] === 0x22 && (data[at] === 0x73 || data[at] === 0x6e)) {
          type = data[at] === 0x73 ? sharedText : plainNumber
          at += 2
        } else if (startsAt(data, at, inlineType)) {
          type = inlineText
          at += inlineType.length
        } else return -1
      } else return -1
    }
    if (column < 0) return -1
    if (data[at] === 0x2f) {
      if (data[at + 1] !== 0x3e) return -1
      this.#moveTo(column)
      return at + 2
    }
    if (type === inlineText) return this.#takeInline(data, at + 1, column)
    if (data[at + 1] !== 0x3c || data[at + 2] !== 0x76 || data[at + 3] !== 0x3e) return -1
    const start = at + 4
    let end = start
    while (end < data.length && data[end] !== 0x3c) end++
    if (end === start || !isCellEnd(data, end)) return -1
    const number = readNumber(data, start, end)
    if (Number.isNaN(number)) return -1
    this.#moveTo(column)
    this.seen.cells++
    if (type === sharedText) this.#put(this.#sharedText(number))
    else this.#put(this.#styles.isPlain(style) ? number : this.#styles.value(number, style))
    return end + 8
  }

  /** `<is><t>text</t></is></c>` */
  #takeInline(data: Buffer, at: number, column: number): number {
    const open = startsAt(data, at, inlineOpen)
      ? inlineOpen.length
      : startsAt(data, at, inlineOpenSpaced)
        ? inlineOpenSpaced.length
        : 0
    if (open === 0) return -1
    const start = at + open
    let end = start
    let plain = true
    for (let byte = data[end]; end < data.length && byte !== 0x3c; byte = data[++end])
      // Entities, line breaks, escapes and characters beyond ASCII take the ordinary way of reading texts.
      if (byte === 0x26 || byte === 0x0d || byte === 0x5f || (byte ?? 0) >= 0x80) plain = false
    if (!startsAt(data, end, inlineClose)) return -1
    this.#moveTo(column)
    this.seen.cells++
    const text = data.toString(plain ? 'latin1' : 'utf8', start, end)
    this.#put(plain ? text : cellText(text))
    return end + inlineClose.length
  }

  open(data: Buffer, start: number, nameEnd: number, tagEnd: number, selfClosing: boolean): void {
    const name = data.toString('latin1', start, nameEnd)
    if (this.#inCell) this.#openInCell(name, selfClosing)
    else if (this.#section === 'data') {
      // A space before the name makes attributes look alike, whatever the prefix was.
      const tag = ` ${data.toString('utf8', nameEnd, tagEnd)}`
      if (name === 'row') this.#openRow(tag, selfClosing)
      else if (name === 'c' && this.#inRow) this.#openCell(tag, selfClosing)
      else throw new UnknownConstruct(`element ${name} in the data`)
    } else this.#openOutside(name, ` ${data.toString('utf8', nameEnd, tagEnd)}`, selfClosing)
  }

  close(data: Buffer, start: number, nameEnd: number): void {
    const name = data.toString('latin1', start, nameEnd)
    if (name === 'v' || name === 't' || name === 'f') this.wantsText = false
    else if (name === 'rPh') this.#phonetic--
    else if (name === 'c' && this.#inCell) this.#closeCell()
    else if (name === 'row' && this.#inRow) this.#closeRow()
    else if (name === 'sheetData') this.#section = 'after'
  }

  text(data: Buffer, start: number, end: number, raw: boolean): void {
    const piece = data.toString('utf8', start, end)
    this.#text += raw ? piece.replaceAll('&', '&amp;') : piece
    if (this.#text.length > maxTextLength)
      throw new UnknownConstruct('text of a cell too long', '有长达数兆的单元格')
  }

  #openOutside(name: string, tag: string, selfClosing: boolean): void {
    if (name === 'sheetData') {
      if (this.#section === 'after') throw new UnknownConstruct('data twice')
      this.#section = selfClosing ? 'after' : 'data'
    } else if (name === 'col' && isOn(attribute(tag, 'hidden'))) {
      const last = Math.min(Number(attribute(tag, 'max')), maxColumns)
      for (let at = Number(attribute(tag, 'min')); at <= last; at++) this.#hiddenColumns.push(at - 1)
    } else if (name === 'mergeCell') this.#merges.push(rangeOf(attribute(tag, 'ref') ?? ''))
    else if (name === 'chartsheet' || name === 'dialogsheet') throw new UnknownConstruct(name)
  }

  #openRow(tag: string, selfClosing: boolean): void {
    if (this.#inRow) throw new UnknownConstruct('row in a row')
    const said = attribute(tag, 'r')
    const row = said === null ? this.#row + 1 : Number(said)
    // The general library would make room for every row up to it.
    if (row > maxRows) throw new UnknownConstruct('too many rows', beyondEnd)
    if (!Number.isInteger(row) || row <= this.#row) throw new UnknownConstruct(`row ${String(said)}`)
    this.#row = row
    this.seen.rows++
    if (isOn(attribute(tag, 'hidden'))) this.#hiddenRows.push(row)
    this.#cells = []
    this.#column = -1
    this.#inRow = !selfClosing
  }

  #closeRow(): void {
    this.#inRow = false
    if (this.#cells.length === 0) return
    const gap = this.#row - this.#first - this.#rows.length
    if (this.#rows.length > 0 && (this.#rows.length >= rowsPerBatch || gap > filledGap)) this.#flush()
    if (this.#rows.length === 0) this.#first = this.#row
    while (this.#first + this.#rows.length < this.#row) this.#rows.push([])
    this.#rows.push(this.#cells)
    this.#lastRow = this.#row
  }

  #flush(): void {
    if (this.#rows.length > 0) this.#batches.push({ first: this.#first, rows: this.#rows })
    this.#rows = []
  }

  #openCell(tag: string, selfClosing: boolean): void {
    const reference = attribute(tag, 'r')
    this.#moveTo(reference === null ? this.#column + 1 : this.#columnOf(reference))
    this.#type = attribute(tag, 't') ?? 'n'
    this.#style = Number(attribute(tag, 's') ?? 0)
    this.#text = ''
    this.#hasValue = this.#hasInline = this.#hasFormula = false
    this.#inCell = !selfClosing
  }

  #openInCell(name: string, selfClosing: boolean): void {
    if (name === 'v') {
      this.#hasValue = true
      this.wantsText = !selfClosing
    } else if (name === 'is') this.#hasInline = !selfClosing
    else if (name === 't') this.wantsText = this.#hasInline && this.#phonetic === 0 && !selfClosing
    else if (name === 'f') this.#hasFormula = true
    else if (name === 'rPh' && !selfClosing) this.#phonetic++
    else if (name === 'c' || name === 'row') throw new UnknownConstruct(`${name} in a cell`)
  }

  #closeCell(): void {
    this.#inCell = false
    const text = this.#text
    if (this.#hasInline || (this.#hasValue && text !== '')) this.seen.cells++
    if (this.#hasFormula && text === '' && !(this.#hasValue && this.#type === 'str'))
      this.#put({ error: '公式未计算' })
    else if (text !== '') this.#put(this.#valueOf(text))
  }

  #valueOf(text: string): RawValue {
    switch (this.#type) {
      case 's':
        return this.#sharedText(Number(text))
      case 'str':
      case 'inlineStr':
        return cellText(text)
      case 'b':
        return text.trim() === '1' || text.trim() === 'true'
      case 'e':
        return { error: cellText(text).trim() }
      case 'd': {
        const date = /^(\d{4}-\d{2}-\d{2})(?:T|$)/.exec(text.trim())?.[1]
        if (date === undefined) throw new UnknownConstruct('date cell')
        return { date }
      }
      case 'n': {
        const bytes = Buffer.from(text, 'latin1')
        const number = readNumber(bytes, 0, bytes.length)
        if (Number.isNaN(number)) throw new UnknownConstruct('number cell')
        return this.#styles.value(number, this.#style)
      }
      default:
        throw new UnknownConstruct(`cell type ${this.#type.slice(0, 20)}`)
    }
  }

  #sharedText(index: number): string {
    const text = this.#strings?.get(index)
    if (text === undefined) throw new UnknownConstruct('shared text that is not there')
    return text
  }

  #columnOf(reference: string): number {
    const match = /^([A-Z]{1,3})(\d{1,7})$/i.exec(reference)
    if (!match?.[1]) throw new UnknownConstruct('reference of no cell', beyondEnd)
    if (Number(match[2]) !== this.#row) throw new UnknownConstruct('cell of another row')
    return columnNumber(match[1])
  }

  #moveTo(column: number): void {
    if (column <= this.#column) throw new UnknownConstruct('cells out of order')
    if (column >= maxColumns) throw new UnknownConstruct('too many columns', beyondEnd)
    this.#column = column
  }

  #put(value: RawValue): void {
    if (value === null || value === '') return
    while (this.#cells.length < this.#column) this.#cells.push(null)
    this.#cells.push(value)
    this.#filled++
  }
}

/** `</v></c>` */
function isCellEnd(data: Buffer, at: number): boolean {
  return (
    data[at + 1] === 0x2f &&
    data[at + 2] === 0x76 &&
    data[at + 3] === 0x3e &&
    data[at + 4] === 0x3c &&
    data[at + 5] === 0x2f &&
    data[at + 6] === 0x63 &&
    data[at + 7] === 0x3e
  )
}

function columnNumber(letters: string): number {
  let number = 0
  for (const letter of letters.toUpperCase()) number = number * 26 + (letter.charCodeAt(0) - 64)
  return number - 1
}

/** "A1:C2" or "B3". */
function rangeOf(reference: string): MergedRange {
  const match = /^\$?([A-Z]{1,3})\$?(\d+)(?::\$?([A-Z]{1,3})\$?(\d+))?$/i.exec(reference)
  if (!match?.[1]) throw new UnknownConstruct('merged range')
  const [, left, top, right = left, bottom = top] = match
  return {
    top: Number(top) - 1,
    left: columnNumber(left),
    bottom: Number(bottom) - 1,
    right: columnNumber(right ?? left),
  }
}
