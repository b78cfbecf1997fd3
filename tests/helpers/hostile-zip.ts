/**
 * Archives no honest program writes: every field of every header may lie, entries may share bytes, and deflate
 * streams may promise gigabytes without anyone ever holding them.
 */
import { constants, crc32, deflateRawSync } from 'node:zlib'

export interface HostileEntry {
  readonly name: string
  /** What the entry unpacks to; deflated unless `packed` or `method` says otherwise. */
  readonly content?: Uint8Array | string
  /** Stored bytes as they are, with the size and CRC the caller gives. */
  readonly packed?: Uint8Array
  readonly method?: number
  readonly flags?: number
  /** Claims of the directory. */
  readonly size?: number
  readonly compressedSize?: number
  readonly crc?: number
  /** Claims of the local header where they differ from the directory's. */
  readonly local?: { readonly name?: string; readonly size?: number; readonly compressedSize?: number }
  /** The directory points at the local header of this entry instead of an own one. */
  readonly shares?: number
  /** Sizes and offset go to a zip64 extra field. */
  readonly wide?: boolean
}

export interface HostileEnd {
  /** Writes a zip64 end of directory. */
  readonly wide?: boolean
  readonly count?: number
  readonly offset?: number | bigint
  readonly comment?: Uint8Array
  /** Bytes before the archive, as in self-extracting ones; offsets do not count them. */
  readonly before?: Uint8Array
}

interface Settled {
  readonly entry: HostileEntry
  readonly packed: Uint8Array
  readonly size: number
  readonly compressedSize: number
  readonly crc: number
}

const wide32 = 0xffffffff

/** An archive of the given entries. */
export function hostileZip(entries: readonly HostileEntry[], end: HostileEnd = {}): Uint8Array {
  const pieces: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let offset = 0
  for (const entry of entries) {
    const settled = settle(entry)
    const shared = entry.shares === undefined ? undefined : offsets[entry.shares]
    const at = shared ?? offset
    offsets.push(at)
    if (shared === undefined) {
      const local = Buffer.concat([localHeader(settled), settled.packed])
      pieces.push(local)
      offset += local.length
    }
    directory.push(directoryEntry(settled, at))
  }
  const central = Buffer.concat(directory)
  const tail = endOfDirectory(entries.length, central.length, offset, end)
  return new Uint8Array(Buffer.concat([end.before ?? Buffer.alloc(0), ...pieces, central, tail]))
}

function settle(entry: HostileEntry): Settled {
  const content = typeof entry.content === 'string' ? Buffer.from(entry.content) : entry.content
  const bytes = content ?? new Uint8Array()
  const packed = entry.packed ?? (entry.method === 0 ? bytes : deflateRawSync(bytes))
  return {
    entry,
    packed,
    size: entry.size ?? bytes.length,
    compressedSize: entry.compressedSize ?? packed.length,
    crc: entry.crc ?? crc32(bytes),
  }
}

function localHeader({ entry, size, compressedSize, crc }: Settled): Buffer {
  const name = Buffer.from(entry.local?.name ?? entry.name)
  const extra = entry.wide
    ? wideExtra([entry.local?.size ?? size, entry.local?.compressedSize ?? compressedSize])
    : Buffer.alloc(0)
  const head = Buffer.alloc(30)
  head.writeUInt32LE(0x04034b50, 0)
  head.writeUInt16LE(entry.wide ? 45 : 20, 4)
  head.writeUInt16LE(entry.flags ?? 0, 6)
  head.writeUInt16LE(entry.method ?? 8, 8)
  head.writeUInt32LE(crc, 14)
  head.writeUInt32LE(entry.wide ? wide32 : (entry.local?.compressedSize ?? compressedSize) >>> 0, 18)
  head.writeUInt32LE(entry.wide ? wide32 : (entry.local?.size ?? size) >>> 0, 22)
  head.writeUInt16LE(name.length, 26)
  head.writeUInt16LE(extra.length, 28)
  return Buffer.concat([head, name, extra])
}

function directoryEntry({ entry, size, compressedSize, crc }: Settled, offset: number): Buffer {
  const name = Buffer.from(entry.name)
  const extra = entry.wide ? wideExtra([size, compressedSize, offset]) : Buffer.alloc(0)
  const head = Buffer.alloc(46)
  head.writeUInt32LE(0x02014b50, 0)
  head.writeUInt16LE(45, 4)
  head.writeUInt16LE(entry.wide ? 45 : 20, 6)
  head.writeUInt16LE(entry.flags ?? 0, 8)
  head.writeUInt16LE(entry.method ?? 8, 10)
  head.writeUInt32LE(crc, 16)
  head.writeUInt32LE(entry.wide ? wide32 : compressedSize >>> 0, 20)
  head.writeUInt32LE(entry.wide ? wide32 : size >>> 0, 24)
  head.writeUInt16LE(name.length, 28)
  head.writeUInt16LE(extra.length, 30)
  head.writeUInt32LE(entry.wide ? wide32 : offset >>> 0, 42)
  return Buffer.concat([head, name, extra])
}

function wideExtra(numbers: readonly number[]): Buffer {
  const extra = Buffer.alloc(4 + numbers.length * 8)
  extra.writeUInt16LE(1, 0)
  extra.writeUInt16LE(numbers.length * 8, 2)
  numbers.forEach((value, at) => extra.writeBigUInt64LE(BigInt(value), 4 + at * 8))
  return extra
}

function endOfDirectory(entries: number, length: number, start: number, end: HostileEnd): Buffer {
  const count = end.count ?? entries
  const offset = end.offset ?? start
  const comment = end.comment ?? new Uint8Array()
  const tail = Buffer.alloc(22)
  tail.writeUInt32LE(0x06054b50, 0)
  tail.writeUInt16LE(end.wide ? 0xffff : count & 0xffff, 8)
  tail.writeUInt16LE(end.wide ? 0xffff : count & 0xffff, 10)
  tail.writeUInt32LE(end.wide ? wide32 : length, 12)
  tail.writeUInt32LE(end.wide ? wide32 : Number(offset) >>> 0, 16)
  tail.writeUInt16LE(comment.length, 20)
  if (!end.wide) return Buffer.concat([tail, comment])
  const wide = Buffer.alloc(56)
  wide.writeUInt32LE(0x06064b50, 0)
  wide.writeBigUInt64LE(44n, 4)
  wide.writeUInt16LE(45, 12)
  wide.writeUInt16LE(45, 14)
  wide.writeBigUInt64LE(BigInt(count), 24)
  wide.writeBigUInt64LE(BigInt(count), 32)
  wide.writeBigUInt64LE(BigInt(length), 40)
  wide.writeBigUInt64LE(BigInt(offset), 48)
  const locator = Buffer.alloc(20)
  locator.writeUInt32LE(0x07064b50, 0)
  locator.writeBigUInt64LE(BigInt(start + length), 8)
  locator.writeUInt32LE(1, 16)
  return Buffer.concat([wide, locator, tail, comment])
}

/**
 * A deflate stream of `head`, then `block` as often as `times` says, then `tail`: a gigabyte in a megabyte,
 * without anybody holding the gigabyte.
 */
export function endlessDeflate(
  head: string,
  block: Uint8Array,
  times: number,
  tail: string,
): { packed: Uint8Array; size: number; crc: number } {
  const open = { finishFlush: constants.Z_FULL_FLUSH }
  const first = Buffer.from(head)
  const last = Buffer.from(tail)
  const packedBlock = deflateRawSync(block, open)
  let crc = crc32(first)
  for (let at = 0; at < times; at++) crc = crc32(block, crc)
  return {
    packed: Buffer.concat([
      deflateRawSync(first, open),
      ...Array.from({ length: times }, () => packedBlock),
      deflateRawSync(last),
    ]),
    size: first.length + block.length * times + last.length,
    crc: crc32(last, crc),
  }
}

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const pack = 'http://schemas.openxmlformats.org/package/2006'
const xml = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
const ns = `xmlns="${main}" xmlns:r="${rel}"`

/** Start and end of a sheet part around its `<row>` elements. */
export const sheetStart = `${xml}<worksheet ${ns}><sheetData>`
export const sheetEnd = '</sheetData></worksheet>'

/** One relation of a part. */
export function relation(id: string, type: string, target: string, more = ''): string {
  return `<Relationship Id="${id}" Type="${rel}/${type}" Target="${target}"${more}/>`
}

export function relationsPart(relations: string): string {
  return `${xml}<Relationships xmlns="${pack}/relationships">${relations}</Relationships>`
}

export interface XlsxSpec {
  /** Rows of the one sheet, as mark-up; or the whole part. */
  readonly rows?: string
  readonly sheetPart?: string
  readonly strings?: string
  readonly styles?: string
  readonly workbook?: string
  readonly relations?: string
  readonly contentTypes?: string
}

/** The parts of a small .xlsx, each of them replaceable. */
export function xlsxEntries(spec: XlsxSpec = {}): HostileEntry[] {
  const parts: [string, string | undefined][] = [
    [
      '[Content_Types].xml',
      spec.contentTypes ??
        `${xml}<Types xmlns="${pack}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${override('workbook', 'sheet.main')}${override('worksheets/sheet1', 'worksheet')}${spec.strings === undefined ? '' : override('sharedStrings', 'sharedStrings')}${spec.styles === undefined ? '' : override('styles', 'styles')}</Types>`,
    ],
    ['_rels/.rels', relationsPart(relation('rId1', 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      spec.workbook ??
        `${xml}<workbook ${ns}><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      spec.relations ??
        relationsPart(
          relation('rId1', 'worksheet', 'worksheets/sheet1.xml') +
            (spec.strings === undefined ? '' : relation('rId2', 'sharedStrings', 'sharedStrings.xml')) +
            (spec.styles === undefined ? '' : relation('rId3', 'styles', 'styles.xml')),
        ),
    ],
    ['xl/worksheets/sheet1.xml', spec.sheetPart ?? `${sheetStart}${spec.rows ?? plainRows}${sheetEnd}`],
    ['xl/sharedStrings.xml', spec.strings],
    ['xl/styles.xml', spec.styles],
  ]
  return parts.flatMap(([name, content]) => (content === undefined ? [] : [{ name, content }]))
}

function override(part: string, type: string): string {
  return `<Override PartName="/xl/${part}.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.${type}+xml"/>`
}

/** A cell holding a text of its own. */
export function textCell(reference: string, text: string): string {
  return `<c r="${reference}" t="inlineStr"><is><t xml:space="preserve">${text}</t></is></c>`
}

/** What `plainRows` reads as. */
export const plainTable = [
  ['客户号', 'AUM余额'],
  ['006200000007', 12345.67],
]
export const plainRows = `<row r="1">${textCell('A1', '客户号')}${textCell('B1', 'AUM余额')}</row><row r="2">${textCell('A2', '006200000007')}<c r="B2"><v>12345.67</v></c></row>`

/** The entries with one part replaced. */
export function withPart(entries: readonly HostileEntry[], part: HostileEntry): HostileEntry[] {
  return entries.map((entry) => (entry.name === part.name ? part : entry))
}
