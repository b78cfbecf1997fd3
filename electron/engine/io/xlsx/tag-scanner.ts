/**
 * Mark-up in chunks, cut anywhere → tags and texts, as positions in bytes. Only what is complete is handed on; the
 * rest waits for the next chunk. No tree, no strings: the receiver looks at the bytes it cares for.
 */
import { ChunkSeam } from './chunk-seam.ts'
import { brokenMarkUp, UnknownConstruct } from './unknown-construct.ts'

export interface TagReceiver {
  /** A start tag; `nameStart`..`nameEnd` is its local name, `end` the position of its '>'. */
  open(data: Buffer, nameStart: number, nameEnd: number, end: number, selfClosing: boolean): void
  close(data: Buffer, nameStart: number, nameEnd: number): void
  /** Characters between tags, entities not decoded; `raw` is true for CDATA, which has none. */
  text(data: Buffer, start: number, end: number, raw: boolean): void
  /** True while texts matter; others are skipped unseen. */
  readonly wantsText: boolean
  /**
   * A shortcut: looks at the bytes from '<' and, where it knows what stands there whole, takes it and answers with the
   * position after it; -1 leaves it to the ordinary way.
   */
  take(data: Buffer, lt: number): number
}

const lt = 0x3c
const gt = 0x3e
const slash = 0x2f
const colon = 0x3a
const doubleQuote = 0x22
const singleQuote = 0x27

/** A single tag or text larger than this is no spreadsheet's. */
const maxToken = 4 << 20

export class TagScanner {
  readonly #receiver: TagReceiver
  readonly #seam = new ChunkSeam()

  constructor(receiver: TagReceiver) {
    this.#receiver = receiver
  }

  push(chunk: Buffer): void {
    const data = this.#seam.join(chunk)
    const done = this.#scan(data)
    const left = data.length - done
    if (left > maxToken) throw new UnknownConstruct('token', '有长达数兆的内容')
    this.#seam.keep(data.subarray(done))
  }

  /** @throws UnknownConstruct when the mark-up stops in the middle of something */
  end(): void {
    if (this.#seam.rest.some((byte) => byte > 0x20))
      throw new UnknownConstruct('mark-up ends early', brokenMarkUp)
  }

  /** Returns how far the data was used. */
  #scan(data: Buffer): number {
    const receiver = this.#receiver
    const length = data.length
    let at = 0
    for (;;) {
      // Texts are short, so a loop beats a native search.
      let tag = at
      while (tag < length && data[tag] !== lt) tag++
      if (tag === length) return receiver.wantsText ? at : length
      if (tag > at && receiver.wantsText) receiver.text(data, at, tag, false)
      at = tag
      const taken = receiver.take(data, tag)
      if (taken >= 0) {
        at = taken
        continue
      }
      const next = this.#tag(data, tag)
      if (next < 0) return tag
      at = next
    }
  }

  /** Hands one tag on; the position after it, or -1 when it is not complete. */
  #tag(data: Buffer, start: number): number {
    const first = data[start + 1]
    if (first === undefined) return -1
    if (first === 0x21 || first === 0x3f) return this.#declaration(data, start)
    const end = tagEnd(data, start + 1)
    if (end < 0) return -1
    const closing = first === slash
    let nameStart = start + (closing ? 2 : 1)
    let nameEnd = nameStart
    for (; nameEnd < end; nameEnd++) {
      const byte = data[nameEnd] ?? gt
      if (byte === colon) nameStart = nameEnd + 1
      else if (byte <= 0x20 || byte === slash) break
    }
    if (closing) this.#receiver.close(data, nameStart, nameEnd)
    else this.#receiver.open(data, nameStart, nameEnd, end, data[end - 1] === slash)
    return end + 1
  }

  /** Comments, CDATA, processing instructions. */
  #declaration(data: Buffer, start: number): number {
    const [open, close, skip] =
      data[start + 1] === 0x3f
        ? ['<?', '?>', 2]
        : data[start + 2] === 0x2d
          ? ['<!--', '-->', 4]
          : ['<![CDATA[', ']]>', 9]
    const have = data.toString('latin1', start, start + open.length)
    if (!open.startsWith(have)) throw new UnknownConstruct('document type')
    if (have.length < open.length) return -1
    const end = data.indexOf(close, start + skip, 'latin1')
    if (end < 0) return -1
    if (skip === 9 && this.#receiver.wantsText) this.#receiver.text(data, start + skip, end, true)
    return end + close.length
  }
}

/** Position of a tag's '>', which quoted values may hold too; -1 when it has not come. */
function tagEnd(data: Buffer, from: number): number {
  const length = data.length
  for (let at = from; at < length; at++) {
    const byte = data[at]
    if (byte === gt) return at
    if (byte === doubleQuote || byte === singleQuote) {
      const quoted = data.indexOf(byte, at + 1)
      if (quoted < 0) return -1
      at = quoted
    } else if (byte === lt) throw new UnknownConstruct('tag in a tag', brokenMarkUp)
  }
  return -1
}
