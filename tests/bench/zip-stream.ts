/**
 * A zip archive written front to back, the way spreadsheet servers stream theirs: sizes and check sums follow each
 * part's content, so nothing of a part is held. Parts and archive stay below 4 GB; there is no zip64.
 */
import { createWriteStream } from 'node:fs'
import { once } from 'node:events'
import { finished } from 'node:stream/promises'
import { crc32, createDeflateRaw } from 'node:zlib'

/** UTF-8 names, sizes in a descriptor behind the content. */
const flags = 0x0808
const deflated = 8
/** 1 January 2026, so that equal content makes equal bytes. */
const dosDate = ((2026 - 1980) << 9) | (1 << 5) | 1

interface Written {
  readonly name: Buffer
  readonly offset: number
  readonly crc: number
  readonly packed: number
  readonly size: number
}

export class ZipStream {
  private readonly out
  private readonly parts: Written[] = []
  private offset = 0

  constructor(path: string) {
    this.out = createWriteStream(path, { highWaterMark: 1 << 20 })
  }

  private async write(bytes: Uint8Array): Promise<void> {
    this.offset += bytes.length
    if (!this.out.write(bytes)) await once(this.out, 'drain')
  }

  /** Adds one part from its content in pieces. */
  async add(name: string, content: Iterable<Uint8Array>): Promise<void> {
    const offset = this.offset
    const encoded = Buffer.from(name)
    await this.write(Buffer.concat([this.head(0x04034b50, encoded, { crc: 0, packed: 0, size: 0 }), encoded]))
    const start = this.offset
    const deflate = createDeflateRaw({ level: 6, chunkSize: 1 << 18 })
    const drained = (async () => {
      for await (const packed of deflate) await this.write(packed as Buffer)
    })()
    let crc = 0
    let size = 0
    for (const piece of content) {
      crc = crc32(piece, crc)
      size += piece.length
      if (!deflate.write(piece)) await once(deflate, 'drain')
    }
    deflate.end()
    await drained
    const packed = this.offset - start
    const descriptor = Buffer.alloc(16)
    ;[0x08074b50, crc, packed, size].forEach((value, at) => descriptor.writeUInt32LE(value, at * 4))
    await this.write(descriptor)
    this.parts.push({ name: encoded, offset, crc, packed, size })
  }

  /** Local header (30 bytes) or directory entry (46 bytes), both without the name. */
  private head(
    signature: number,
    name: Buffer,
    { crc, packed, size }: { crc: number; packed: number; size: number },
  ): Buffer {
    const directory = signature === 0x02014b50
    const head = Buffer.alloc(directory ? 46 : 30)
    let at = head.writeUInt32LE(signature, 0)
    if (directory) at = head.writeUInt16LE(20, at)
    for (const value of [20, flags, deflated, 0, dosDate]) at = head.writeUInt16LE(value, at)
    for (const value of [crc, packed, size]) at = head.writeUInt32LE(value, at)
    head.writeUInt16LE(name.length, at)
    return head
  }

  /** Writes the directory; resolves when the file is complete. */
  async close(): Promise<void> {
    const start = this.offset
    for (const part of this.parts) {
      const entry = this.head(0x02014b50, part.name, part)
      entry.writeUInt32LE(part.offset, 42)
      await this.write(Buffer.concat([entry, part.name]))
    }
    const end = Buffer.alloc(22)
    end.writeUInt32LE(0x06054b50, 0)
    end.writeUInt16LE(this.parts.length, 8)
    end.writeUInt16LE(this.parts.length, 10)
    end.writeUInt32LE(this.offset - start, 12)
    end.writeUInt32LE(start, 16)
    this.out.end(end)
    await finished(this.out)
  }
}
