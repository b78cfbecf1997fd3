/**
 * Zip archives are walked before any parser sees them: every part is inflated once under a cap on entries,
 * total bytes and ratio, and checked against its CRC. Declared sizes are promises that inflating enforces, so
 * a bomb is refused without being unpacked. Parts may be looked at on the way (an independent cell count).
 */
import { crc32, inflateRawSync } from 'node:zlib'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { readDefaults } from '../../../shared/playbook/import-limits.ts'
import type { ByteSource } from './row-source.ts'

export interface ReadLimits {
  readonly maxEntries?: number
  /** Sum of all parts unpacked, bytes. */
  readonly maxInflatedBytes?: number
  readonly maxRatio?: number
}

export interface ZipEntry {
  readonly name: string
  readonly method: number
  readonly encrypted: boolean
  readonly compressedSize: number
  readonly size: number
  readonly crc: number
  readonly headerOffset: number
}

const endSignature = 0x06054b50
const end64Signature = 0x06064b50
const locatorSignature = 0x07064b50
const entrySignature = 0x02014b50
export const localSignature = 0x04034b50

/** The refusal of an archive that is cut off or altered. */
export function truncated(fileName: string): Refusal {
  return new Refusal(
    'TRUNCATED_ZIP',
    `文件“${fileName}”不完整或已损坏，可能没有下载完或复制中断。请重新获取该文件后再导入。`,
    { file: fileName },
  )
}

/** The refusal of an archive that unpacks to more than any extract. */
export function bomb(fileName: string, part: string): Refusal {
  return new Refusal(
    'ZIP_BOMB',
    `文件“${fileName}”解压后异常庞大（${part}），为保护电脑已停止读取。请用表格软件打开该文件，另存为新文件后再导入。`,
    { file: fileName, part },
  )
}

/** The refusal of an archive too large for the reader it needs. */
export function tooLarge(fileName: string, bytes: number): Refusal {
  const megabytes = Math.round(bytes / 1e6)
  return new Refusal(
    'FILE_TOO_LARGE',
    `文件“${fileName}”解压后约 ${megabytes} MB，超过可读取的上限。请拆分成几个文件，或另存为 CSV 后再导入。`,
    { file: fileName, megabytes },
  )
}

/** Bytes at the end that may hold the directory's end record, its comment and the zip64 locator. */
const tailBytes = 22 + 65_535 + 20

/** Entries of the archive's directory. Throws `Refusal` TRUNCATED_ZIP or ZIP_BOMB (too many entries). */
export function zipEntries(source: ByteSource, fileName: string, limits: ReadLimits = {}): ZipEntry[] {
  const { count, offset, length } = directoryPlace(source, fileName)
  if (count > (limits.maxEntries ?? readDefaults.maxEntries)) throw bomb(fileName, `含 ${count} 个部件`)
  if (offset + length > source.size) throw truncated(fileName)
  const view = viewOf(source.read(offset, length))
  const entries: ZipEntry[] = []
  let at = 0
  for (let index = 0; index < count; index++) {
    if (at + 46 > view.byteLength || view.getUint32(at, true) !== entrySignature) throw truncated(fileName)
    const nameLength = view.getUint16(at + 28, true)
    const extraLength = view.getUint16(at + 30, true)
    const next = at + 46 + nameLength + extraLength + view.getUint16(at + 32, true)
    if (next > view.byteLength) throw truncated(fileName)
    entries.push(readEntry(view, at, nameLength, extraLength))
    at = next
  }
  return entries
}

const viewOf = (bytes: Uint8Array) => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)

function findEnd(view: DataView): number {
  for (let at = view.byteLength - 22; at >= 0; at--) {
    if (view.getUint32(at, true) === endSignature) return at
  }
  return -1
}

function directoryPlace(
  source: ByteSource,
  fileName: string,
): { count: number; offset: number; length: number } {
  const tailAt = Math.max(0, source.size - tailBytes)
  const tail = viewOf(source.read(tailAt, source.size - tailAt))
  const end = findEnd(tail)
  if (end < 0) throw truncated(fileName)
  const count = tail.getUint16(end + 10, true)
  const length = tail.getUint32(end + 12, true)
  const offset = tail.getUint32(end + 16, true)
  if (count !== 0xffff && length !== 0xffffffff && offset !== 0xffffffff) return { count, offset, length }
  // Zip64: the locator before the end record says where the wide one is.
  const locator = end - 20
  if (locator < 0 || tail.getUint32(locator, true) !== locatorSignature) return { count, offset, length }
  const at = Number(tail.getBigUint64(locator + 8, true))
  const wide = at + 56 <= source.size ? viewOf(source.read(at, 56)) : null
  if (wide?.getUint32(0, true) !== end64Signature) throw truncated(fileName)
  return {
    count: Number(wide.getBigUint64(32, true)),
    length: Number(wide.getBigUint64(40, true)),
    offset: Number(wide.getBigUint64(48, true)),
  }
}

function readEntry(view: DataView, at: number, nameLength: number, extraLength: number): ZipEntry {
  const nameBytes = new Uint8Array(view.buffer, view.byteOffset + at + 46, nameLength)
  const wide = wideSizes(view, at + 46 + nameLength, extraLength)
  const take = (offset: number) => {
    const value = view.getUint32(offset, true)
    return value === 0xffffffff ? (wide.shift() ?? value) : value
  }
  // Order matters: the zip64 extra field lists only what did not fit, in this order.
  const size = take(at + 24)
  const compressedSize = take(at + 20)
  const headerOffset = take(at + 42)
  return {
    name: new TextDecoder().decode(nameBytes),
    method: view.getUint16(at + 10, true),
    encrypted: (view.getUint16(at + 8, true) & 1) === 1,
    compressedSize,
    size,
    crc: view.getUint32(at + 16, true),
    headerOffset,
  }
}

/** Numbers of the zip64 extra field, in the order they are stored. */
function wideSizes(view: DataView, at: number, length: number): number[] {
  for (let offset = at; offset + 4 <= at + length;) {
    const size = view.getUint16(offset + 2, true)
    if (view.getUint16(offset, true) === 1) {
      const numbers: number[] = []
      for (let p = offset + 4; p + 8 <= Math.min(offset + 4 + size, at + length); p += 8) {
        numbers.push(Number(view.getBigUint64(p, true)))
      }
      return numbers
    }
    offset += 4 + size
  }
  return []
}

/** Content of one part, checked against its declared size and CRC. */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, fileName: string): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = entry.headerOffset
  if (at + 30 > bytes.length || view.getUint32(at, true) !== localSignature) throw truncated(fileName)
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true)
  const packed = bytes.subarray(start, start + entry.compressedSize)
  if (packed.length !== entry.compressedSize) throw truncated(fileName)
  const content = entry.method === 0 ? packed : unpack(packed, entry, fileName)
  if (content.length !== entry.size || crc32(content) !== entry.crc) throw truncated(fileName)
  return content
}

function unpack(packed: Uint8Array, entry: ZipEntry, fileName: string): Uint8Array {
  if (entry.method !== 8) throw truncated(fileName)
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(entry.size, 1) })
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : null
    // More comes out than the directory admits: the classic lying bomb.
    throw code === 'ERR_BUFFER_TOO_LARGE' ? bomb(fileName, entry.name) : truncated(fileName)
  }
}

/** Weighs what the directory promises. Throws `Refusal` ZIP_BOMB or FILE_TOO_LARGE. */
export function checkSizes(
  entries: readonly ZipEntry[],
  fileSize: number,
  fileName: string,
  limits: ReadLimits,
): void {
  const cap = limits.maxInflatedBytes ?? readDefaults.maxInflatedBytes
  const maxRatio = limits.maxRatio ?? readDefaults.maxRatio
  let total = 0
  for (const entry of entries) {
    const ratio = entry.size / Math.max(entry.compressedSize, 1)
    if (entry.size > readDefaults.ratioFreeBytes && ratio > maxRatio) throw bomb(fileName, entry.name)
    total += entry.size
  }
  // Parts may share compressed bytes, so the file's own size is what the sum is measured against.
  if (total > cap)
    throw total / fileSize > maxRatio
      ? bomb(fileName, `共 ${entries.length} 个部件`)
      : tooLarge(fileName, total)
}

/**
 * Checks sizes, then unpacks and verifies every part, handing each to `visit` before it is let go.
 * Throws `Refusal` ZIP_BOMB, FILE_TOO_LARGE, TRUNCATED_ZIP or PASSWORD_PROTECTED.
 */
export function guardZip(
  bytes: Uint8Array,
  entries: readonly ZipEntry[],
  fileName: string,
  limits: ReadLimits = {},
  visit?: (name: string, content: Uint8Array) => void,
): void {
  checkSizes(entries, bytes.length, fileName, limits)
  for (const entry of entries) {
    if (entry.name.endsWith('/')) continue
    const content = inflateEntry(bytes, entry, fileName)
    visit?.(entry.name, content)
  }
}
