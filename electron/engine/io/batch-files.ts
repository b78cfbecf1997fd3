/** Which files a choice of files and folders means, and what their content is known by. */
import { createHash } from 'node:crypto'
import { readdirSync, statSync } from 'node:fs'
import { basename, join } from 'node:path'
import { readDefaults } from '../../../shared/playbook/import-limits.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { fileSource } from './byte-source.ts'

const extractName = /\.(?:xlsx|xlsm|xls|xlsb|ods|csv|tsv|txt|et|html?|xml)$/i

/** Lock files of an open workbook ("~$清单.xlsx", ".~lock.清单.ods#") are no extracts. */
const isExtract = (name: string) => extractName.test(name) && !name.startsWith('~$') && !name.startsWith('.')

/**
 * Files as given, folders replaced by the extracts in them and in their folders, in the order of their names.
 * @throws Refusal EMPTY_FOLDER, TOO_MANY_FILES
 */
export function expandPaths(paths: readonly string[]): string[] {
  const files = paths.flatMap((path) => {
    if (!isFolder(path)) return [path]
    const found = extractsIn(path, readDefaults.maxFolderDepth)
    if (found.length > 0) return found
    throw new Refusal(
      'EMPTY_FOLDER',
      `文件夹“${basename(path)}”里没有 xlsx、xls、ods 或 csv 等数据文件。没有导入任何数据，请选择放数据文件的文件夹。`,
      { file: path },
    )
  })
  const distinct = [...new Set(files)]
  if (distinct.length > readDefaults.maxFiles)
    throw new Refusal(
      'TOO_MANY_FILES',
      `一次选了 ${distinct.length} 个文件，最多 ${readDefaults.maxFiles} 个。没有导入任何数据，请分几次导入。`,
    )
  return distinct
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false
}

function extractsIn(folder: string, depth: number): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory())
      return depth > 0 && !entry.name.startsWith('.') ? extractsIn(path, depth - 1) : []
    return entry.isFile() && isExtract(entry.name) ? [path] : []
  })
}

const hashChunk = 4 << 20

/** SHA-256 of a file's content, read in pieces; `pause` runs between them. */
export async function contentHash(path: string, pause: () => Promise<void>): Promise<string> {
  const source = fileSource(path)
  try {
    const hash = createHash('sha256')
    for (let at = 0; at < source.size; at += hashChunk) {
      hash.update(source.read(at, hashChunk))
      await pause()
    }
    return hash.digest('hex')
  } finally {
    source.close()
  }
}
