/**
 * One part of a zip archive as a stream of unpacked bytes: never more in memory than a chunk, never more unpacked
 * than the directory promised, checked against its CRC at the end. Unpacking runs on the thread pool.
 */
import { Readable } from 'node:stream'
import { crc32, createInflateRaw } from 'node:zlib'
import type { ByteSource } from '../row-source.ts'
import { bomb, localSignature, truncated, type ZipEntry } from '../zip-guard.ts'

const packedChunk = 1 << 17
const unpackedChunk = 1 << 17

/** Where a part's packed bytes begin. */
function contentStart(source: ByteSource, entry: ZipEntry, fileName: string): number {
  const header = source.read(entry.headerOffset, 30)
  const view = new DataView(header.buffer, header.byteOffset, header.byteLength)
  if (header.length < 30 || view.getUint32(0, true) !== localSignature) throw truncated(fileName)
  return entry.headerOffset + 30 + view.getUint16(26, true) + view.getUint16(28, true)
}

function* packedBytes(source: ByteSource, entry: ZipEntry, fileName: string): Generator<Uint8Array> {
  const start = contentStart(source, entry, fileName)
  for (let at = 0; at < entry.compressedSize;) {
    const piece = source.read(start + at, Math.min(packedChunk, entry.compressedSize - at))
    if (piece.length === 0) throw truncated(fileName)
    at += piece.length
    yield piece
  }
}

async function* unpack(source: ByteSource, entry: ZipEntry, fileName: string): AsyncGenerator<Buffer> {
  const packed = Readable.from(packedBytes(source, entry, fileName), { objectMode: true, highWaterMark: 4 })
  const inflate = createInflateRaw({ chunkSize: unpackedChunk })
  packed.on('error', (error) => inflate.destroy(error))
  try {
    for await (const chunk of packed.pipe(inflate)) yield chunk as Buffer
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? ''
    throw code.startsWith('Z_') || code === 'ERR_STREAM_PREMATURE_CLOSE' ? truncated(fileName) : error
  } finally {
    packed.destroy()
    inflate.destroy()
  }
}

async function* stored(source: ByteSource, entry: ZipEntry, fileName: string): AsyncGenerator<Buffer> {
  await Promise.resolve()
  for (const piece of packedBytes(source, entry, fileName))
    yield Buffer.from(piece.buffer, piece.byteOffset, piece.byteLength)
}

/** @throws Refusal TRUNCATED_ZIP for damage, ZIP_BOMB when more comes out than was promised */
export async function* inflatePart(
  source: ByteSource,
  entry: ZipEntry,
  fileName: string,
): AsyncGenerator<Buffer> {
  if (entry.method !== 0 && entry.method !== 8) throw truncated(fileName)
  let size = 0
  let crc = 0
  const chunks = (entry.method === 0 ? stored : unpack)(source, entry, fileName)
  for await (const chunk of chunks) {
    size += chunk.length
    if (size > entry.size) throw bomb(fileName, entry.name)
    crc = crc32(chunk, crc)
    yield chunk
  }
  if (size !== entry.size || crc !== entry.crc) throw truncated(fileName)
}

/** A small part whole; null when it is larger than `cap` bytes. */
export async function readPart(
  source: ByteSource,
  entry: ZipEntry,
  fileName: string,
  cap: number,
): Promise<Buffer | null> {
  if (entry.size > cap) return null
  const chunks: Buffer[] = []
  for await (const chunk of inflatePart(source, entry, fileName)) chunks.push(chunk)
  return Buffer.concat(chunks)
}
