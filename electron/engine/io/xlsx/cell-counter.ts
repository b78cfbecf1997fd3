/**
 * Counts rows and cells that hold something in a sheet's bytes, independently of the reader: it knows nothing of
 * values, only where elements begin. A reader that loses a cell says nothing about it; this does.
 */
import { ChunkSeam } from './chunk-seam.ts'

const lt = 0x3c
const gt = 0x3e
const slash = 0x2f
const [letterI, letterO, letterR, letterS, letterV, letterW] = [0x69, 0x6f, 0x72, 0x73, 0x76, 0x77]

/** No other '<' can stand within the bytes of `<v>`. */
const shortestElement = 3

/** Longest look-ahead from a '<': a prefix, a name, its attributes. */
const window = 4_096

export class CellCounter {
  rows = 0
  cells = 0
  readonly #seam = new ChunkSeam()
  /** Length of the elements' prefix with its colon; -1 until the first element was seen. */
  #prefix = -1
  #over = false

  push(chunk: Buffer): void {
    if (this.#over) return
    const data = this.#seam.join(chunk)
    this.#seam.keep(data.subarray(this.#count(data, data.length - window)))
  }

  end(): void {
    const { rest } = this.#seam
    if (!this.#over) this.#count(rest, rest.length)
  }

  #count(data: Buffer, until: number): number {
    let [rows, cells, at] = [0, 0, 0]
    if (this.#prefix < 0) this.#prefix = prefixLength(data)
    const skip = 1 + Math.max(this.#prefix, 0)
    while (at < until) {
      if (data[at] !== lt) {
        at++
        continue
      }
      if (data[at + 1] === slash) {
        if (isSheetDataEnd(data, at + 1 + skip)) {
          this.#over = true
          break
        }
        at += shortestElement
        continue
      }
      const first = data[at + skip]
      if (first === letterV) {
        const second = data[at + skip + 1]
        // An empty element, or one closed at once, is an empty cell.
        if (second === gt ? data[at + skip + 2] !== lt : endsName(second) && holdsText(data, at)) cells++
      } else if (first === letterI) {
        const third = data[at + skip + 2]
        if (data[at + skip + 1] === letterS && endsName(third) && third !== slash) cells++
      } else if (first === letterR) {
        if (
          data[at + skip + 1] === letterO &&
          data[at + skip + 2] === letterW &&
          endsName(data[at + skip + 3])
        )
          rows++
      }
      at += shortestElement
    }
    this.rows += rows
    this.cells += cells
    return this.#over ? data.length : at
  }
}

/** True when an element with attributes is neither closed at once nor empty. */
function holdsText(data: Buffer, at: number): boolean {
  const close = data.indexOf(gt, at)
  return close >= 0 && data[close - 1] !== 0x2f && data[close + 1] !== lt
}

/** A name ends at white space, '/' or '>'. */
function endsName(byte: number | undefined): boolean {
  return byte === gt || byte === slash || (byte !== undefined && byte <= 0x20)
}

/** Length of the prefix of the first element with its colon; -1 when there is none yet. */
function prefixLength(data: Buffer): number {
  for (let at = data.indexOf(lt); at >= 0; at = data.indexOf(lt, at + 1)) {
    const first = data[at + 1] ?? 0
    if (first === 0x3f || first === 0x21) continue
    for (let end = at + 1; end < data.length && !endsName(data[end]); end++)
      if (data[end] === 0x3a) return end - at
    return 0
  }
  return -1
}

const sheetDataEnd = Buffer.from('sheetData>')

function isSheetDataEnd(data: Buffer, at: number): boolean {
  return data[at] === letterS && data[at + 5] === 0x44 && data.subarray(at, at + 10).equals(sheetDataEnd)
}
