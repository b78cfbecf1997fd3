/**
 * Extract files by kind and size, made once and found again: a file's folder is named after the code that makes
 * it, so a changed generator never meets an old file.
 */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ExtractCount } from './extract-rows.ts'

/** Workbooks with shared or inline strings, delimited text in UTF-8 or GB18030. */
export type Variant = 'shared' | 'inline' | 'utf8' | 'gbk'

export interface ExtractFile extends ExtractCount {
  readonly path: string
  readonly variant: Variant
  /** Rows above the data and the non-empty cells in them. */
  readonly headRows: number
  readonly headCells: number
}

const engine = '../../electron/engine'
const sources = [
  'extract-rows.ts',
  'write-extract.ts',
  'zip-stream.ts',
  `${engine}/simulator/people.ts`,
  `${engine}/simulator/random.ts`,
  `${engine}/io/gb18030-encode.ts`,
]

function generatorHash(): string {
  const hash = createHash('sha256')
  for (const source of sources) hash.update(readFileSync(join(import.meta.dirname, source)))
  return hash.digest('hex').slice(0, 12)
}

async function write(path: string, variant: Variant, rows: number): Promise<Omit<ExtractFile, 'path'>> {
  const { titleCells, titleRows, writeCsv, writeXlsx } = await import('./write-extract.ts')
  if (variant === 'shared' || variant === 'inline') {
    const count = await writeXlsx(path, rows, variant)
    return { ...count, variant, headRows: titleRows.length, headCells: titleCells }
  }
  const count = writeCsv(path, rows, variant === 'gbk' ? 'gb18030' : 'utf-8')
  return { ...count, variant, headRows: 1, headCells: count.filled.length }
}

/** The extract file of a kind and size with what it holds; made when there is none yet. */
export async function extractFile(variant: Variant, rows: number): Promise<ExtractFile> {
  const root = join(tmpdir(), 'panhuo-bench')
  const folder = join(root, `${generatorHash()}-${rows}-${variant}`)
  const noted = join(folder, 'count.json')
  const name = `客户清单_20261120.${variant === 'utf8' || variant === 'gbk' ? 'csv' : 'xlsx'}`
  if (!existsSync(noted)) {
    mkdirSync(root, { recursive: true })
    const half = mkdtempSync(join(root, 'unfinished-'))
    try {
      const count = await write(join(half, name), variant, rows)
      writeFileSync(join(half, 'count.json'), JSON.stringify(count))
      // Complete or not there at all; whoever came first has made the same file.
      if (!existsSync(folder)) renameSync(half, folder)
    } finally {
      rmSync(half, { recursive: true, force: true })
    }
  }
  const count = JSON.parse(readFileSync(noted, 'utf8')) as Omit<ExtractFile, 'path'>
  return { ...count, path: join(folder, name) }
}
