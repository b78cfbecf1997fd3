/** Where a reader's bytes come from: a file on disk, read in pieces, or bytes already in memory. */
import { closeSync, fstatSync, openSync, readSync } from 'node:fs'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { ByteSource } from './row-source.ts'

/** @throws Refusal FILE_MISSING or FILE_UNREADABLE, in words fit for the person who chose the file */
export function fileSource(path: string): ByteSource {
  let handle: number
  try {
    handle = openSync(path, 'r')
  } catch (error) {
    throw cannotOpen(path, error)
  }
  const stat = fstatSync(handle)
  if (!stat.isFile()) {
    closeSync(handle)
    throw cannotOpen(path, null)
  }
  let open = true
  return {
    size: stat.size,
    read(offset, length) {
      const bytes = Buffer.allocUnsafe(Math.max(0, Math.min(length, stat.size - offset)))
      let filled = 0
      while (filled < bytes.length) {
        const got = readSync(handle, bytes, filled, bytes.length - filled, offset + filled)
        if (got === 0) break
        filled += got
      }
      return filled === bytes.length ? bytes : bytes.subarray(0, filled)
    },
    close() {
      if (open) closeSync(handle)
      open = false
    },
  }
}

function cannotOpen(path: string, error: unknown): Refusal {
  const missing = error !== null && (error as NodeJS.ErrnoException).code === 'ENOENT'
  return new Refusal(
    missing ? 'FILE_MISSING' : 'FILE_UNREADABLE',
    missing
      ? `没有找到文件 ${path}。没有导入任何数据，请核对路径。`
      : `读不了文件 ${path}：可能正被 Excel 打开，或没有权限。没有导入任何数据，请关闭它后重试。`,
    { file: path },
  )
}

export function bytesSource(bytes: Uint8Array): ByteSource {
  return {
    size: bytes.length,
    read: (offset, length) => bytes.subarray(offset, offset + length),
    close: () => undefined,
  }
}
