/** The bad rows of an import as a workbook that can be mended and dropped in again. */
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { ReadDb } from '../db/types.ts'

export function saveRejects(_db: ReadDb, importId: number, _target: string): { path: string; rows: number } {
  throw new Refusal('IMPORT_UNKNOWN', `没有第 ${importId} 次导入。`)
}
