/**
 * The start of a text file and the encoding of all of it. A byte order mark decides; else one pass checks whether
 * every byte is UTF-8, and where one is not, the surroundings of the first break tell a UTF-8 file with a few
 * broken bytes from GB18030, which is what Chinese spreadsheet programs write.
 */
import { isUtf8 } from 'node:buffer'
import { emptyFile } from '../../core/importing/layout-workbook.ts'
import { detectEncoding } from '../encodings.ts'
import type { EncodingName } from '../encodings.ts'
import { textFormat } from '../read-format.ts'
import type { ByteSource } from '../row-source.ts'

/** Bytes decoded at a time. */
export const defaultChunkBytes = 1 << 18
/** Bytes around the first break in a UTF-8 text that are weighed. */
const windowBytes = 2_000_000
/** Characters from which format and delimiter are told. */
const headChars = 200_000

export interface TextHead {
  readonly encoding: EncodingName
  /** Mark-up is read whole by another reader, which also tells whether it holds a table. */
  readonly format: 'delimited' | 'markup'
  readonly text: string
}

/**
 * Looks at the start of a text file.
 * @throws Refusal EMPTY_FILE, or NOT_A_SPREADSHEET for binary rubbish and texts of another kind
 */
export function readTextHead(source: ByteSource, fileName: string, chunkBytes = defaultChunkBytes): TextHead {
  const encoding = encodingOf(source, chunkBytes)
  const decoder = new CountingDecoder(encoding)
  let text = ''
  let offset = 0
  while (offset < source.size && text.length < headChars) {
    const bytes = source.read(offset, chunkBytes)
    if (bytes.length === 0) break
    offset += bytes.length
    text += decoder.decode(bytes, offset >= source.size)
  }
  if (offset >= source.size && text.trim() === '') throw emptyFile(fileName)
  if (text.trimStart().startsWith('<')) return { encoding, format: 'markup', text }
  textFormat(text, decoder.replaced, fileName)
  return { encoding, format: 'delimited', text }
}

/** The encoding of a whole text file. */
function encodingOf(source: ByteSource, chunkBytes: number): EncodingName {
  const start = source.read(0, 3)
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le'
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be'
  if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return 'utf-8'
  const broken = firstBrokenChunk(source, chunkBytes)
  if (broken === null) return 'utf-8'
  const end = Math.min(source.size, broken + chunkBytes)
  const from = Math.max(0, end - windowBytes)
  const window = source.read(from, end - from)
  const healthy = detectEncoding(from === 0 ? window : window.subarray(characterStart(window)))
  return healthy === 'gb18030' ? 'gb18030' : 'utf-8'
}

/** Offset of the first chunk that is no UTF-8, or null when all are. */
function firstBrokenChunk(source: ByteSource, chunkBytes: number): number | null {
  for (let offset = 0; offset < source.size;) {
    const bytes = source.read(offset, chunkBytes)
    if (bytes.length === 0) break
    const atEnd = offset + bytes.length >= source.size
    const whole = atEnd ? bytes : bytes.subarray(0, bytes.length - cutCharacter(bytes))
    // Four bytes hold any character, so a chunk that is all cut off is no text either.
    if (whole.length === 0 || !isUtf8(whole)) return offset
    offset += whole.length
  }
  return null
}

/** How many bytes at the end begin a UTF-8 character that the chunk cuts off. */
function cutCharacter(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0
    if (byte < 0x80) return 0
    if (byte < 0xc0) continue
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2
    return length > back ? back : 0
  }
  return 0
}

/** Continuation bytes at the start, which belong to a character before the window. */
function characterStart(bytes: Uint8Array): number {
  let at = 0
  while (at < 3 && ((bytes[at] ?? 0) & 0xc0) === 0x80) at++
  return at
}

/** Decodes a text chunk by chunk, without its byte order mark, and counts what stood for no character. */
export class CountingDecoder {
  readonly #decoder: TextDecoder
  #started = false
  /** Broken sequences shown as U+FFFD so far. */
  replaced = 0
  /** UTF-16 code units given so far. */
  length = 0

  constructor(encoding: EncodingName) {
    this.#decoder = new TextDecoder(encoding, { ignoreBOM: true })
  }

  decode(bytes: Uint8Array, last: boolean): string {
    let text = this.#decoder.decode(bytes, { stream: !last })
    if (!this.#started && text !== '') {
      this.#started = true
      if (text.startsWith('\ufeff')) text = text.slice(1)
    }
    for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) this.replaced++
    this.length += text.length
    return text
  }
}
