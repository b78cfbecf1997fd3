/**
 * Which characters the bytes of a text file stand for: a byte order mark decides, else strict UTF-8, else
 * GB18030, which is what Chinese spreadsheet programs write. A UTF-8 file with a few broken bytes stays UTF-8.
 */
export type EncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030'

export interface DecodedText {
  readonly text: string
  readonly encoding: EncodingName
  /** Broken sequences shown as U+FFFD. */
  readonly replaced: number
}

function markOf(bytes: Uint8Array): EncodingName | null {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return 'utf-8'
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le'
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
}

/** Broken sequences and whole multi-byte sequences of the bytes read as UTF-8, from a part of the file. */
function utf8Health(bytes: Uint8Array): { broken: number; whole: number } {
  const text = new TextDecoder('utf-8').decode(bytes.subarray(0, 2_000_000))
  let broken = 0
  let whole = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === 0xfffd) broken++
    else if (code > 0x7f) whole++
  }
  return { broken, whole }
}

/** The encoding of a text file's bytes. */
export function detectEncoding(bytes: Uint8Array): EncodingName {
  const mark = markOf(bytes)
  if (mark) return mark
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    const { broken, whole } = utf8Health(bytes)
    return broken * 20 < whole ? 'utf-8' : 'gb18030'
  }
}

/** Decodes a text file, without its byte order mark. */
export function decodeText(bytes: Uint8Array): DecodedText {
  const encoding = detectEncoding(bytes)
  const text = new TextDecoder(encoding).decode(bytes)
  let replaced = 0
  for (let at = text.indexOf('\ufffd'); at >= 0; at = text.indexOf('\ufffd', at + 1)) replaced++
  return { text, encoding, replaced }
}
