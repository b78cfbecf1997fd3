/**
 * Text to GB18030 bytes. Node decodes GB18030 but does not encode it, so the code tables are turned round
 * once: every two-byte and every four-byte sequence of the basic plane is decoded and remembered by the
 * character it stands for. The planes above follow by arithmetic. Lone surrogates become U+FFFD.
 */
const leadFirst = 0x81
const leadLast = 0xfe
/** Four-byte sequences below this linear position stand for the basic plane. */
const basicPlaneEnd = 39_420
/** Linear position of U+10000. */
const supplementaryStart = 189_000
const replacement = 0xfffd

interface Tables {
  /** Lead and trail byte in one number, 0 where the character has no two-byte form. */
  readonly two: Uint16Array
  /** Linear position + 1 of the four-byte form, 0 where there is none. */
  readonly four: Uint16Array
}

let tables: Tables | null = null

/** Puts the four bytes of a linear position at `at`. */
function putFour(target: Uint8Array, at: number, linear: number): void {
  target[at] = 0x81 + Math.floor(linear / 12_600)
  target[at + 1] = 0x30 + (Math.floor(linear / 1_260) % 10)
  target[at + 2] = 0x81 + (Math.floor(linear / 10) % 126)
  target[at + 3] = 0x30 + (linear % 10)
}

/** One decoded entry per line; a line break between sequences keeps an unassigned one from eating the next. */
function decodeLines(bytes: Uint8Array): string[] {
  return new TextDecoder('gb18030').decode(bytes).split('\n')
}

/** The single basic-plane code unit of a line, or -1 where the sequence stands for nothing. */
function unitOf(line: string | undefined): number {
  if (line?.length !== 1) return -1
  const unit = line.charCodeAt(0)
  return unit === replacement ? -1 : unit
}

function buildTwoByte(): Uint16Array {
  const table = new Uint16Array(65_536)
  const pairs: number[] = []
  for (let lead = leadFirst; lead <= leadLast; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) if (trail !== 0x7f) pairs.push((lead << 8) | trail)
  }
  const bytes = new Uint8Array(pairs.length * 3)
  pairs.forEach((pair, index) => bytes.set([pair >> 8, pair & 0xff, 0x0a], index * 3))
  const lines = decodeLines(bytes)
  pairs.forEach((pair, index) => {
    const unit = unitOf(lines[index])
    // Two sequences may decode to one character (the ideographic space); the lower one is the usual one.
    if (unit >= 0x80 && table[unit] === 0) table[unit] = pair
  })
  return table
}

function buildFourByte(): Uint16Array {
  const table = new Uint16Array(65_536)
  const bytes = new Uint8Array(basicPlaneEnd * 5)
  for (let linear = 0; linear < basicPlaneEnd; linear++) {
    putFour(bytes, linear * 5, linear)
    bytes[linear * 5 + 4] = 0x0a
  }
  decodeLines(bytes).forEach((line, linear) => {
    const unit = unitOf(line)
    if (unit >= 0x80 && table[unit] === 0) table[unit] = linear + 1
  })
  table[replacement] ||= 39_417 + 1
  return table
}

/** Encodes `text` as GB18030, without a byte order mark. Every Unicode character has a form. */
export function encodeGb18030(text: string): Uint8Array {
  tables ??= { two: buildTwoByte(), four: buildFourByte() }
  const { two, four } = tables
  const out = new Uint8Array(text.length * 4)
  let at = 0
  for (let index = 0; index < text.length; index++) {
    let unit = text.charCodeAt(index)
    if (unit < 0x80) {
      out[at++] = unit
      continue
    }
    if (unit >= 0xd800 && unit <= 0xdfff) {
      const code = text.codePointAt(index) ?? replacement
      if (code > 0xffff) {
        putFour(out, at, code - 0x10000 + supplementaryStart)
        at += 4
        index++
        continue
      }
      unit = replacement
    }
    const pair = two[unit] ?? 0
    if (pair !== 0) {
      out[at++] = pair >> 8
      out[at++] = pair & 0xff
      continue
    }
    putFour(out, at, (four[unit] || (four[replacement] ?? 1)) - 1)
    at += 4
  }
  return out.slice(0, at)
}
