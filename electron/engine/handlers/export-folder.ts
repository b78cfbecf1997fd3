/** Where an export goes. */
import { existsSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '../../../shared/domain/refusal.ts'

/** @throws Refusal FOLDER_MISSING before anything is gathered for a place that is not there */
export function folderMustExist(path: string): void {
  if (existsSync(dirname(path))) return
  throw new Refusal('FOLDER_MISSING', `文件夹 ${dirname(path)} 不存在。没有导出任何内容，请换一个位置。`)
}
