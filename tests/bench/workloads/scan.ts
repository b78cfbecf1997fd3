/**
 * The physical limit of reading a workbook: inflate the sheet and the shared strings and look at every byte once,
 * counting cells and rows but taking no values. Shares no code with the product, so its counts are independent.
 */
import { createReadStream } from 'node:fs'
import { open, type FileHandle } from 'node:fs/promises'
import { createInflateRaw } from 'node:zlib'
import type { Workload } from '../outcome.ts'
import { countProblem, peakMb, wholeFile } from '../outcome.ts'

interface Part {
  readonly name: string
  readonly start: number
  readonly packed: number
}

async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const buffer = Buffer.alloc(length)
  await file.read(buffer, 0, length, position)
  return buffer
}

async function partsOf(path: string): Promise<Part[]> {
  const file = await open(path)
  try {
    const { size } = await file.stat()
    const end = await bytesAt(file, size - 22, 22)
    const directory = await bytesAt(file, end.readUInt32LE(16), end.readUInt32LE(12))
    const parts: Part[] = []
    for (let at = 0; at < directory.length;) {
      const nameLength = directory.readUInt16LE(at + 28)
      const offset = directory.readUInt32LE(at + 42)
      const local = await bytesAt(file, offset, 30)
      parts.push({
        name: directory.toString('utf8', at + 46, at + 46 + nameLength),
        start: offset + 30 + local.readUInt16LE(26) + local.readUInt16LE(28),
        packed: directory.readUInt32LE(at + 20),
      })
      at += 46 + nameLength + directory.readUInt16LE(at + 30) + directory.readUInt16LE(at + 32)
    }
    return parts
  } finally {
    await file.close()
  }
}

/** Opening tags `<c ` and `<row ` of a part. */
async function countTags(path: string, { start, packed }: Part): Promise<{ cells: number; rows: number }> {
  const from = createReadStream(path, { start, end: start + packed - 1, highWaterMark: 1 << 18 })
  const inflate = from.pipe(createInflateRaw({ chunkSize: 1 << 18 }))
  let cells = 0
  let rows = 0
  let last3 = 0
  for await (const chunk of inflate) {
    const bytes = chunk as Buffer
    for (let at = 0; at < bytes.length; at++) {
      last3 = ((last3 << 8) | (bytes[at] ?? 0)) & 0xffffff
      if (last3 === 0x3c6320) cells++
      else if (last3 === 0x3c726f) rows++
    }
  }
  return { cells, rows }
}

export const scan: Workload = async (file) => {
  const from = performance.now()
  let found = { rows: 0, cells: 0 }
  for (const part of await partsOf(file.path)) {
    if (part.name === 'xl/worksheets/sheet1.xml') found = await countTags(file.path, part)
    else if (part.name === 'xl/sharedStrings.xml') await countTags(file.path, part)
  }
  const ms = performance.now() - from
  return { ms, peakMb: peakMb(), ...found, problem: countProblem(found, wholeFile(file)) }
}
