/**
 * The table of texts that cells refer to, kept as the bytes of the file with an index and decoded when asked for:
 * a large branch's table is hundreds of megabytes as strings and a fifth of that as bytes.
 */
import { cellText } from './xml-text.ts'
import { TagScanner, type TagReceiver } from './tag-scanner.ts'
import { UnknownConstruct } from './unknown-construct.ts'

const cacheSize = 1 << 15

export class SharedStrings {
  #bytes: Buffer
  #used = 0
  #ends = new Uint32Array(1 << 12)
  #count = 0
  readonly #cachedAt = new Int32Array(cacheSize).fill(-1)
  readonly #cached = new Array<string>(cacheSize).fill('')

  /** @param partSize bytes of the part: no more text than that, and what is never written is never in memory */
  constructor(partSize: number) {
    this.#bytes = Buffer.allocUnsafeSlow(partSize)
  }

  get count(): number {
    return this.#count
  }

  append(data: Buffer, start: number, end: number): void {
    const size = end - start
    if (this.#used + size > this.#bytes.length) {
      if (this.#used + size > 0xffff_ffff) throw new UnknownConstruct('shared strings beyond 4 GB')
      const larger = Buffer.allocUnsafe(Math.max(this.#bytes.length * 1.5, this.#used + size + 4_096) | 0)
      this.#bytes.copy(larger, 0, 0, this.#used)
      this.#bytes = larger
    }
    data.copy(this.#bytes, this.#used, start, end)
    this.#used += size
  }

  finishItem(): void {
    if (this.#count === this.#ends.length) {
      const larger = new Uint32Array(this.#ends.length * 2)
      larger.set(this.#ends)
      this.#ends = larger
    }
    this.#ends[this.#count++] = this.#used
  }

  /** The text at an index; undefined outside the table. */
  get(index: number): string | undefined {
    if (!(index >= 0 && index < this.#count)) return undefined
    const slot = index & (cacheSize - 1)
    if (this.#cachedAt[slot] === index) return this.#cached[slot]
    const start = index === 0 ? 0 : (this.#ends[index - 1] ?? 0)
    const text = cellText(this.#bytes.toString('utf8', start, this.#ends[index]))
    this.#cachedAt[slot] = index
    this.#cached[slot] = text
    return text
  }
}

const [letterS, letterI, letterT] = [0x73, 0x69, 0x74]

/** rPh, a reading aid above the text. */
const isPhonetic = (data: Buffer, start: number, length: number) =>
  length === 3 && data[start] === 0x72 && data[start + 1] === 0x50 && data[start + 2] === 0x68

/** Reads the table from its part: texts of runs joined, phonetic guides left out. */
export class SharedStringsReader implements TagReceiver {
  readonly strings: SharedStrings
  readonly #scanner = new TagScanner(this)
  #inItem = false
  #phonetic = 0
  wantsText = false

  constructor(partSize: number) {
    this.strings = new SharedStrings(partSize)
  }

  push(chunk: Buffer): void {
    this.#scanner.push(chunk)
  }

  end(): SharedStrings {
    this.#scanner.end()
    return this.strings
  }

  take(): number {
    return -1
  }

  open(data: Buffer, start: number, end: number, _tagEnd: number, selfClosing: boolean): void {
    const length = end - start
    if (length === 2 && data[start] === letterS && data[start + 1] === letterI) {
      if (selfClosing) this.strings.finishItem()
      this.#inItem = !selfClosing
    } else if (length === 1 && data[start] === letterT) {
      this.wantsText = this.#inItem && this.#phonetic === 0 && !selfClosing
    } else if (isPhonetic(data, start, length) && !selfClosing) this.#phonetic++
  }

  close(data: Buffer, start: number, end: number): void {
    const length = end - start
    if (length === 1 && data[start] === letterT) this.wantsText = false
    else if (length === 2 && data[start] === letterS && data[start + 1] === letterI) {
      this.strings.finishItem()
      this.#inItem = false
    } else if (isPhonetic(data, start, length)) this.#phonetic--
  }

  text(data: Buffer, start: number, end: number, raw: boolean): void {
    if (!raw) this.strings.append(data, start, end)
    else {
      const escaped = Buffer.from(data.toString('utf8', start, end).replaceAll('&', '&amp;'))
      this.strings.append(escaped, 0, escaped.length)
    }
  }
}
