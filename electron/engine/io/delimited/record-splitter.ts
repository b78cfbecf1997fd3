/**
 * Delimited text → records, fed a chunk at a time: quotes, doubled quotes and line breaks may lie across chunk
 * borders. Rows are records, so a line break inside quotes does not start a new one. Values stay text; what
 * "006200003017" or "3/4/2026" means is the column's business. A quote that never closes is refused, since it
 * would swallow the rest of the file without a trace.
 */
import { Refusal } from '../../../../shared/domain/refusal.ts'

export type Delimiter = ',' | ';' | '\t' | '|'

export interface RecordLimits {
  /** Characters of one field. A field beyond it is almost always a quote nobody closed. */
  readonly maxFieldChars: number
  /** Fields of one record. */
  readonly maxColumns: number
}

/** What the spreadsheet programs allow per row; and far more text than any cell of theirs holds. */
export const recordLimits: RecordLimits = { maxFieldChars: 1_000_000, maxColumns: 16_384 }

const quote = 0x22
const newline = 0x0a
const carriage = 0x0d

/** Where in the grammar the next character stands. */
type Place = 'fieldStart' | 'plain' | 'quoted' | 'quoteSeen' | 'afterCarriage'

export class RecordSplitter {
  readonly #separator: number
  readonly #fileName: string
  readonly #limits: RecordLimits
  #place: Place = 'fieldStart'
  /** Fields of the record under way; null for an empty one. */
  #row: (string | null)[] = []
  /** What earlier chunks and the quoted part have given of the field under way. */
  #part = ''
  #records = 0

  constructor(separator: Delimiter, fileName: string, limits: RecordLimits = recordLimits) {
    this.#separator = separator.charCodeAt(0)
    this.#fileName = fileName
    this.#limits = limits
  }

  /** True while a quoted field has not been closed. */
  get quoteOpen(): boolean {
    return this.#place === 'quoted'
  }

  /**
   * Splits a further chunk and adds the records that end in it to `rows`; an empty line is an empty row.
   * @throws Refusal UNREADABLE for a field or record beyond the limits
   */
  push(text: string, rows: (string | null)[][]): void {
    let at = 0
    while (at < text.length) {
      const code = text.charCodeAt(at)
      switch (this.#place) {
        case 'afterCarriage':
          this.#place = 'fieldStart'
          if (code === newline) at++
          break
        case 'fieldStart':
          this.#place = code === quote ? 'quoted' : 'plain'
          if (code === quote) at++
          break
        case 'quoteSeen':
          // Anything between the closing quote and the separator belongs to the field as written.
          this.#place = code === quote ? 'quoted' : 'plain'
          if (code !== quote) break
          this.#part += '"'
          at++
          break
        case 'quoted': {
          const close = text.indexOf('"', at)
          this.#grow(text.slice(at, close < 0 ? text.length : close))
          if (close < 0) return
          this.#place = 'quoteSeen'
          at = close + 1
          break
        }
        case 'plain':
          at = this.#plain(text, at, rows)
      }
    }
    if (this.#row.length > this.#limits.maxColumns) throw this.#tooWide()
  }

  /**
   * Ends the text; its last record may lack the line break.
   * @throws Refusal UNREADABLE when a quote is still open, with the record it opened in
   */
  finish(rows: (string | null)[][]): void {
    if (this.#place === 'quoted') throw this.#openQuote()
    if (this.#place === 'plain' || this.#place === 'quoteSeen' || this.#row.length > 0) {
      this.#endField('')
      this.#endRecord(rows)
    }
    this.#place = 'fieldStart'
  }

  /** Reads unquoted fields from `at` until a quote opens or the chunk ends; returns where it stopped. */
  #plain(text: string, from: number, rows: (string | null)[][]): number {
    const separator = this.#separator
    const length = text.length
    let start = from
    for (let at = from; at < length; at++) {
      const code = text.charCodeAt(at)
      if (code !== separator && code !== newline && code !== carriage) continue
      this.#endField(text.slice(start, at))
      start = at + 1
      if (code !== separator) {
        this.#endRecord(rows)
        if (code === carriage) {
          this.#place = 'afterCarriage'
          return start
        }
      }
      if (start >= length || text.charCodeAt(start) === quote) {
        this.#place = 'fieldStart'
        return start
      }
    }
    this.#grow(text.slice(start))
    return length
  }

  #grow(more: string): void {
    this.#part = this.#part === '' ? more : this.#part + more
    if (this.#part.length > this.#limits.maxFieldChars) throw this.#tooLong()
  }

  #endField(rest: string): void {
    if (this.#part === '') {
      this.#row.push(rest === '' ? null : rest)
      return
    }
    this.#grow(rest)
    this.#row.push(this.#part)
    this.#part = ''
  }

  #endRecord(rows: (string | null)[][]): void {
    const row = this.#row
    if (row.length > this.#limits.maxColumns) throw this.#tooWide()
    rows.push(row.length === 1 && row[0] === null ? [] : row)
    this.#row = []
    this.#records++
  }

  #openQuote(): Refusal {
    const row = this.#records + 1
    return this.#refusal(
      `从第 ${row} 行起有一个双引号没有成对，其后的内容无法分列。请补上引号或另存为 xlsx 后再导入。`,
    )
  }

  #tooLong(): Refusal {
    const row = this.#records + 1
    const limit = this.#limits.maxFieldChars.toLocaleString('zh-CN')
    return this.#refusal(
      this.#place === 'plain'
        ? `第 ${row} 行有一格超过 ${limit} 个字符，不像是数据表。请核对分隔符和换行后重新导出。`
        : `第 ${row} 行有一格超过 ${limit} 个字符，多半是从这里起有一个双引号没有成对。请补上引号或另存为 xlsx 后再导入。`,
    )
  }

  #tooWide(): Refusal {
    const limit = this.#limits.maxColumns.toLocaleString('zh-CN')
    return this.#refusal(
      `第 ${this.#records + 1} 行超过 ${limit} 列，不像是数据表。请核对分隔符和换行后重新导出。`,
    )
  }

  #refusal(what: string): Refusal {
    const row = this.#records + 1
    return new Refusal('UNREADABLE', `文件“${this.#fileName}”${what}`, { file: this.#fileName, row })
  }
}
