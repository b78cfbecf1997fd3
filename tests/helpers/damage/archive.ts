/** Archives taken apart and put together again, with valid checksums around what was changed. */
import { inflateRawSync } from 'node:zlib'
import { hostileZip } from '../hostile-zip.ts'
import type { HostileEntry } from '../hostile-zip.ts'
import { encodeGb18030 } from '../../../electron/engine/io/gb18030-encode.ts'
import { binaryChanges } from './binary.ts'
import type { Change, Dice } from './dice.ts'
import { changedMarkup } from './markup.ts'

export class NotAnArchive extends Error {}

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

export const zipChanges: Record<string, Change> = Object.fromEntries(
  Object.entries(archiveChanges).map(([name, change]) => [
    name,
    (bytes: Uint8Array, dice: Dice) => {
      const entries = unzipped(bytes)
      return entries.length === 0 ? bytes : hostileZip(change(entries, dice))
    },
  ]),
)
