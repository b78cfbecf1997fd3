/**
 * Files damaged in a repeatable way: the same seed gives the same damage. Bytes are flipped, cut and spliced;
 * archives are taken apart and put together again with valid checksums around mark-up that lies; texts get the
 * wrong quotes, delimiters and encodings.
 */
import { inflateRawSync } from 'node:zlib'
import { encodeGb18030 } from '../../electron/engine/io/gb18030-encode.ts'
import { hostileZip } from './hostile-zip.ts'
import type { HostileEntry } from './hostile-zip.ts'

export class Dice {
  #state: number

  constructor(seed: number) {
    this.#state = (seed * 0x9e3779b1) >>> 0
  }

  /** 0 to 1, 1 not included. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0
    let mixed = this.#state
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }

  below(count: number): number {
    return Math.floor(this.next() * count)
  }

  pick<T>(choices: readonly T[]): T {
    return choices[this.below(choices.length)]!
  }

  /** Few most of the time, many sometimes. */
  few(): number {
    return 1 + Math.floor(this.next() ** 3 * 12)
  }
}

/** A file before it is damaged. */
export interface BaseFile {
  readonly name: string
  readonly bytes: Uint8Array
  readonly kind: 'zip' | 'binary' | 'text'
}

export interface MutatedFile {
  /** What was done to which file, for the message of a failing test. */
  readonly label: string
  readonly bytes: Uint8Array
}

type Change = (bytes: Uint8Array, dice: Dice, bases: readonly BaseFile[]) => Uint8Array

/** The file number `seed`: some base file, damaged in some way, often in several. */
export function mutatedFile(bases: readonly BaseFile[], seed: number): MutatedFile {
  const dice = new Dice(seed)
  const base = bases[seed % bases.length]!
  let bytes = Uint8Array.from(base.bytes)
  const done: string[] = []
  for (let left = dice.next() < 0.7 ? 1 : 2; left > 0; left--) {
    const changes = changesOf[dice.next() < 0.3 ? 'binary' : base.kind]
    const [name, change] = dice.pick(Object.entries(changes))
    done.push(name)
    try {
      bytes = Uint8Array.from(change(bytes, dice, bases))
    } catch (error) {
      // An archive damaged before cannot be taken apart again.
      if (!(error instanceof NotAnArchive)) throw error
    }
  }
  return { label: `#${seed} ${base.name}: ${done.join(', ')}`, bytes }
}

const joined = (...pieces: Uint8Array[]) => new Uint8Array(Buffer.concat(pieces))

function span(bytes: Uint8Array, dice: Dice): [start: number, end: number] {
  const start = dice.below(bytes.length + 1)
  return [
    start,
    Math.min(bytes.length, start + 1 + dice.below(1 + Math.ceil(bytes.length / dice.pick([2, 8, 64, 512])))),
  ]
}

const binaryChanges: Record<string, Change> = {
  flip(bytes, dice) {
    for (let left = dice.few(); left > 0 && bytes.length > 0; left--)
      bytes[dice.below(bytes.length)]! ^= 1 << dice.below(8)
    return bytes
  },
  set(bytes, dice) {
    for (let left = dice.few(); left > 0 && bytes.length > 0; left--)
      bytes[dice.below(bytes.length)] = dice.pick([0, 1, 0x7f, 0x80, 0xfe, 0xff])
    return bytes
  },
  number(bytes, dice) {
    if (bytes.length < 8) return bytes
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const value = dice.pick([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, 0xfffffffe, 0xffff, 0x10000, 0x100000])
    for (let left = dice.few(); left > 0; left--) view.setUint32(dice.below(bytes.length - 4), value, true)
    return bytes
  },
  truncate: (bytes, dice) => bytes.subarray(0, dice.below(bytes.length + 1)),
  behead: (bytes, dice) => bytes.subarray(dice.below(Math.min(bytes.length, 64) + 1)),
  drop(bytes, dice) {
    const [start, end] = span(bytes, dice)
    return joined(bytes.subarray(0, start), bytes.subarray(end))
  },
  repeat(bytes, dice) {
    const [start, end] = span(bytes, dice)
    const times = dice.pick([1, 2, 20])
    return joined(
      bytes.subarray(0, end),
      ...Array.from({ length: times }, () => bytes.subarray(start, end)),
      bytes.subarray(end),
    )
  },
  blank(bytes, dice) {
    const [start, end] = span(bytes, dice)
    return bytes.fill(dice.pick([0, 0x20, 0xff]), start, end)
  },
  splice(bytes, dice, bases) {
    const other = dice.pick(bases).bytes
    const [start, end] = span(other, dice)
    const at = dice.below(bytes.length + 1)
    return joined(
      bytes.subarray(0, at),
      other.subarray(start, end),
      bytes.subarray(at + dice.pick([0, end - start])),
    )
  },
  swap(bytes, dice) {
    const [a, b] = [dice.below(bytes.length + 1), dice.below(bytes.length + 1)].sort((x, y) => x - y) as [
      number,
      number,
    ]
    return joined(bytes.subarray(b), bytes.subarray(a, b), bytes.subarray(0, a))
  },
}

const numbers = [
  '0',
  '-1',
  '1',
  '2',
  '16384',
  '16385',
  '65536',
  '1048576',
  '1048577',
  '2147483648',
  '4294967295',
  '99999999999999999999',
  '1e9',
  '1e308',
  '-0.0',
  'NaN',
  '',
  ' ',
  '0x10',
  '１２',
  '2026-13-45',
  'true',
  '#REF!',
]
const texts = [
  '&amp;',
  '&#0;',
  '&#x110000;',
  '&#xD800;',
  '&bogus;',
  '&',
  ']]>',
  '<',
  '>',
  '"',
  '\0',
  '\ufffe',
  '\ufeff',
  '𠮷',
  '_x000D_',
  '=1+1',
  '__proto__',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '<![CDATA[x]]>',
  '<!-- ',
  '<?x ?>',
  'x'.repeat(70_000),
]
const references = [
  'A1',
  'XFD1048576',
  'XFE1',
  'A0',
  'A1048577',
  'AAAAAAA1',
  'A99999999999',
  '1A',
  '',
  '$A$1',
  'A1:B2',
  'Z9:A1',
  'B1',
  'A2',
  'C7',
]

/** Mark-up changed so that it may stay well formed. */
const markupChanges: Record<string, (text: string, dice: Dice) => string> = {
  attribute: (text, dice) =>
    replaceOne(text, dice, /="[^"]*"/g, () => `="${dice.pick([...numbers, ...references])}"`),
  reference: (text, dice) =>
    replaceOne(
      text,
      dice,
      /\b(?:r|ref|ss:Index)="[^"]*"/g,
      (found) => `${found.split('=')[0]!}="${dice.pick([...references, ...numbers])}"`,
    ),
  content: (text, dice) => replaceOne(text, dice, />[^<]+</g, () => `>${dice.pick([...numbers, ...texts])}<`),
  dropTag: (text, dice) => replaceOne(text, dice, /<[^>]*>/g, () => ''),
  doubleTag: (text, dice) =>
    replaceOne(text, dice, /<[^>]*>/g, (found) => found.repeat(dice.pick([2, 2, 1_000]))),
  dropElement: (text, dice) => replaceOne(text, dice, /<([\w:]+)[^>]*>[^<]*<\/\1>/g, () => ''),
  doubleElement: (text, dice) =>
    replaceOne(text, dice, /<([\w:]+)[^>]*>[^<]*<\/\1>/g, (found) => found + found),
  rename: (text, dice) =>
    replaceOne(text, dice, /<\/?[\w:]+/g, (found) =>
      dice.pick([
        `${found}x`,
        found.toUpperCase(),
        found.replace('<', '<x:'),
        '<c',
        '<row',
        '</row',
        '<si',
        '<f',
        '<v',
      ]),
    ),
  swapAttributes: (text, dice) =>
    replaceOne(text, dice, /<[^>]*>/g, (found) => {
      const values = found.match(/"[^"]*"/g) ?? []
      return found.replace(/"[^"]*"/g, () => dice.pick(values))
    }),
  addAttribute: (text, dice) =>
    replaceOne(
      text,
      dice,
      /<[\w:]+/g,
      (found) =>
        `${found} ${dice.pick(['t="s"', 't="b"', 't="e"', 't="str"', 't="d"', 's="9999"', 'hidden="1"', 'r="C7"', 'table:number-columns-repeated="900"', 'table:number-rows-repeated="900"', 'ss:Index="70000"', 'colspan="90000"', 'rowspan="90000"', 'TargetMode="External"'])}`,
    ),
  insert(text, dice) {
    const at = dice.below(text.length + 1)
    return text.slice(0, at) + dice.pick(texts) + text.slice(at)
  },
  cut: (text, dice) => text.slice(0, dice.below(text.length + 1)),
}

function replaceOne(text: string, dice: Dice, pattern: RegExp, by: (found: string) => string): string {
  const places = [...text.matchAll(pattern)]
  if (places.length === 0) return text
  const { index, 0: found } = dice.pick(places)
  return text.slice(0, index) + by(found) + text.slice(index + found.length)
}

function changedMarkup(bytes: Uint8Array, dice: Dice): Uint8Array {
  let text = Buffer.from(bytes).toString('utf8')
  for (let left = dice.few(); left > 0; left--) text = dice.pick(Object.values(markupChanges))(text, dice)
  return Buffer.from(text)
}

class NotAnArchive extends Error {}

/** The parts of an archive whose directory is whole. */
export function unzipped(bytes: Uint8Array): HostileEntry[] {
  const buffer = Buffer.from(bytes)
  const end = buffer.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]))
  try {
    const entries: HostileEntry[] = []
    let at = buffer.readUInt32LE(end + 16)
    for (let left = buffer.readUInt16LE(end + 10); left > 0; left--) {
      const [nameLength, extraLength] = [buffer.readUInt16LE(at + 28), buffer.readUInt16LE(at + 30)]
      const local = buffer.readUInt32LE(at + 42)
      const start = local + 30 + buffer.readUInt16LE(local + 26) + buffer.readUInt16LE(local + 28)
      const packed = buffer.subarray(start, start + buffer.readUInt32LE(at + 20))
      const method = buffer.readUInt16LE(at + 10)
      const content = method === 8 ? inflateRawSync(packed, { maxOutputLength: 4_000_000 }) : packed
      entries.push({ name: buffer.toString('utf8', at + 46, at + 46 + nameLength), content, method })
      at += 46 + nameLength + extraLength + buffer.readUInt16LE(at + 32)
    }
    return entries
  } catch {
    throw new NotAnArchive()
  }
}

type ArchiveChange = (entries: HostileEntry[], dice: Dice) => HostileEntry[]
/** Parts that say what a workbook holds, first. */
const telling = /workbook|sheet|content|strings|styles|rels/i

const archiveChanges: Record<string, ArchiveChange> = {
  markup: inSomePart((content, dice) => changedMarkup(content, dice)),
  markupAgain: inSomePart((content, dice) => changedMarkup(content, dice)),
  partBytes: inSomePart((content, dice) =>
    dice.pick([
      binaryChanges['flip']!,
      binaryChanges['number']!,
      binaryChanges['truncate']!,
      binaryChanges['repeat']!,
      binaryChanges['drop']!,
    ])(Uint8Array.from(content), dice, []),
  ),
  partEmpty: inSomePart(() => new Uint8Array()),
  partEncoding: inSomePart((content, dice) => {
    const text = Buffer.from(content).toString('utf8')
    return dice.pick([
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(`\ufeff${text}`),
      encodeGb18030(text),
    ])
  }),
  remove(entries, dice) {
    entries.splice(dice.below(entries.length), 1)
    return entries
  },
  duplicate: (entries, dice) => [...entries, dice.pick(entries)],
  duplicateChanged: (entries, dice) => {
    const entry = dice.pick(entries)
    return [...entries, { ...entry, content: changedMarkup(contentOf(entry), dice) }]
  },
  rename: (entries, dice) =>
    changeOne(entries, dice, (entry) => ({
      ...entry,
      name: dice.pick([
        `../${entry.name}`,
        `/${entry.name}`,
        entry.name.replaceAll('/', '\\'),
        entry.name.toUpperCase(),
        'xl/worksheets/sheet1.xml',
        '',
      ]),
    })),
  exchange(entries, dice) {
    const [a, b] = [dice.below(entries.length), dice.below(entries.length)]
    const [first, second] = [entries[a]!, entries[b]!]
    entries[a] = { ...first, content: contentOf(second) }
    entries[b] = { ...second, content: contentOf(first) }
    return entries
  },
  lies: (entries, dice) =>
    changeOne(entries, dice, (entry) => ({
      ...entry,
      ...dice.pick<Partial<HostileEntry>>([
        { size: 1 },
        { size: 50_000_000 },
        { compressedSize: 1 },
        { crc: 7 },
        { method: 99 },
        { flags: 1 },
        { flags: 8, local: { size: 0, compressedSize: 0 } },
        { wide: true },
      ]),
    })),
}

function contentOf(entry: HostileEntry): Uint8Array {
  return typeof entry.content === 'string' ? Buffer.from(entry.content) : (entry.content ?? new Uint8Array())
}

function changeOne(
  entries: HostileEntry[],
  dice: Dice,
  change: (entry: HostileEntry) => HostileEntry,
): HostileEntry[] {
  const worth = entries.filter(({ name }) => telling.test(name))
  const chosen = dice.pick(worth.length > 0 ? worth : entries)
  return entries.map((entry) => (entry === chosen ? change(entry) : entry))
}

function inSomePart(change: (content: Uint8Array, dice: Dice) => Uint8Array): ArchiveChange {
  return (entries, dice) =>
    changeOne(entries, dice, (entry) => ({ ...entry, content: change(contentOf(entry), dice) }))
}

const zipChanges: Record<string, Change> = Object.fromEntries(
  Object.entries(archiveChanges).map(([name, change]) => [
    name,
    (bytes: Uint8Array, dice: Dice) => {
      const entries = unzipped(bytes)
      return entries.length === 0 ? bytes : hostileZip(change(entries, dice))
    },
  ]),
)

/** Pieces of text put anywhere; all are plain ASCII, so they do their harm in every encoding. */
const textPieces = [
  '"',
  '""',
  '"\n',
  ',',
  ';',
  '\t',
  '|',
  '\r',
  '\n',
  '\r\n',
  '\0',
  '\u001a',
  '<',
  '<table>',
  '</td>',
  'sep=;\n',
  '='.repeat(50),
  ','.repeat(20_000),
  '"'.repeat(20_001),
  'x'.repeat(300_000),
]

const textChanges: Record<string, Change> = {
  piece(bytes, dice) {
    for (let left = dice.few(); left > 0; left--) {
      const at = dice.below(bytes.length + 1)
      bytes = joined(bytes.subarray(0, at), Buffer.from(dice.pick(textPieces)), bytes.subarray(at))
    }
    return bytes
  },
  start: (bytes, dice) => joined(Buffer.from(dice.pick(textPieces)), bytes),
  otherSeparator(bytes, dice) {
    const [from, to] = [dice.pick([0x2c, 0x0a, 0x22]), dice.pick([0x3b, 0x09, 0x7c, 0x22, 0x0d, 0x00])]
    return bytes.map((byte) => (byte === from && dice.next() < 0.5 ? to : byte))
  },
  mark: (bytes, dice) =>
    joined(
      Buffer.from(
        dice.pick([
          [0xef, 0xbb, 0xbf],
          [0xff, 0xfe],
          [0xfe, 0xff],
          [0x84, 0x31, 0x95, 0x33],
        ]),
      ),
      bytes,
    ),
  otherEncoding(bytes, dice) {
    const text = Buffer.from(bytes).toString('utf8')
    return dice.pick([
      Buffer.from(`\ufeff${text}`, 'utf16le'),
      Buffer.from(text, 'utf16le').swap16(),
      Buffer.from(text, 'latin1'),
      encodeGb18030(text),
    ])
  },
  halfOtherEncoding(bytes, dice) {
    const at = dice.below(bytes.length + 1)
    return joined(bytes.subarray(0, at), encodeGb18030(Buffer.from(bytes.subarray(at)).toString('utf8')))
  },
  markup: (bytes, dice) => changedMarkup(bytes, dice),
}

const changesOf: Record<BaseFile['kind'], Record<string, Change>> = {
  zip: zipChanges,
  binary: binaryChanges,
  text: textChanges,
}
