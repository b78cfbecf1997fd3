/** The bad rows of an import as workbooks that can be mended and dropped in again, one a file that has any. */
import { existsSync } from 'node:fs'
import { dirname, extname } from 'node:path'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { badRowsTable, type BadRow, type KeptColumn } from '../core/importing/bad-rows.ts'
import type { RawRow } from '../core/importing/sheet.ts'
import { filesWithRejects, rejectsOf } from '../db/repo/datasets.ts'
import { logExport } from '../db/repo/export-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { JobControl } from '../dispatch.ts'
import { writeBadRows } from '../io/write-bad-rows.ts'
import type { HandlerContext } from './context.ts'
import { branchNames } from './settings.ts'

/** A row is refused for its first fault only, so every row stands once. */
function badRows(db: ReadDb, fileId: number): BadRow[] {
  return rejectsOf(db, fileId).map(({ row, index, message, cellsJson }) => ({
    row,
    cells: JSON.parse(cellsJson) as RawRow,
    problems: [{ index, message }],
  }))
}

/** "问题行.xlsx", then "问题行-2.xlsx" for a second file. */
function numbered(target: string, nth: number): string {
  const ending = extname(target)
  return nth === 0 ? target : `${target.slice(0, target.length - ending.length)}-${nth + 1}${ending}`
}

/**
 * @returns the (first) file written and the rows in all of them
 * @throws Refusal NO_REJECTS, TARGET_FOLDER_MISSING
 */
export async function saveRejects(
  { read, write, clock }: HandlerContext,
  importId: number,
  target: string,
  control: JobControl,
): Promise<{ path: string; rows: number }> {
  const files = filesWithRejects(read, importId)
  if (files.length === 0) throw new Refusal('NO_REJECTS', '这次导入没有问题行，不需要另存。')
  if (!existsSync(dirname(target)))
    throw new Refusal(
      'TARGET_FOLDER_MISSING',
      `文件夹 ${dirname(target)} 不存在。没有导出任何内容，请换一个位置。`,
    )
  let rows = 0
  for (const [nth, file] of files.entries()) {
    await control.checkpoint({ phase: 'writing', label: file.fileName, done: nth, total: files.length })
    const { fileId, contentHash, kind, asOf, columnsJson } = file
    const columns = JSON.parse(columnsJson) as KeptColumn[]
    const bad = badRows(read, fileId)
    const path = numbered(target, nth)
    await writeBadRows(path, badRowsTable(columns, bad), { fileId, contentHash, kind, asOf, columns })
    rows += bad.length
    logExport(write, {
      at: clock.now(),
      userName: branchNames(read).userName,
      kind: 'import.rejects',
      scope: file.fileName,
      purpose: '',
      rows: bad.length,
      masked: false,
      target: path,
    })
  }
  return { path: target, rows }
}
