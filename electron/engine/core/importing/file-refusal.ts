/** When so much of a file is unusable that importing the rest would mislead, the file is refused as a whole. */
import { Refusal } from '../../../../shared/domain/refusal.ts'
import type { LayoutResult } from './layout-types.ts'
import type { RejectedRow } from './row-types.ts'

interface FileState {
  readonly layout: LayoutResult
  readonly keyHeader: string | null
  readonly rejects: readonly RejectedRow[]
  readonly damagedKeys: number
  /** Rows whose key cell was not empty. */
  readonly keyedRows: number
  readonly acceptedCount: number
  /** Percent. */
  readonly limit: number
}

/** `Refusal` KEY_COLUMN_DAMAGED, NO_ROWS or TOO_MANY_REJECTS with the rejects in its details; null when good. */
export function fileRefusal(state: FileState): Refusal | null {
  const { layout, rejects, damagedKeys, keyedRows, acceptedCount, limit } = state
  const file = `文件“${layout.fileName}”的工作表“${layout.sheetName}”`
  const details = {
    file: layout.fileName,
    sheet: layout.sheetName,
    rejected: rejects.length,
    accepted: acceptedCount,
    rejects: rejects.slice(0, 200).map(({ cells: _, ...reject }) => reject),
  }
  if (damagedKeys * 2 > keyedRows) {
    const column = state.keyHeader ?? '客户号'
    const [first] = rejects.filter(({ code }) => code === 'KEY_DAMAGED')
    return new Refusal(
      'KEY_COLUMN_DAMAGED',
      `${file}的“${column}”列大多已损坏（${damagedKeys} 行，如第 ${first?.row ?? '?'} 行“${first?.value ?? ''}”），` +
        '超过 15 位的数字在表格软件里会丢失末尾几位。请在源系统按文本格式重新导出后再导入。',
      { ...details, column, ...(first ? { row: first.row, value: first.value } : {}) },
    )
  }
  const total = acceptedCount + rejects.length
  if (total === 0) {
    return new Refusal('NO_ROWS', `${file}只有表头，没有数据行。请确认导出的内容后重新导入。`, details)
  }
  if (rejects.length * 100 > total * limit) {
    const [first] = rejects
    return new Refusal(
      'TOO_MANY_REJECTS',
      `${file}共 ${total} 行数据，其中 ${rejects.length} 行无法导入，超过允许的 ${limit}%。` +
        `例如：${first?.message ?? ''}请改正文件后重新导入，或放宽允许的比例。`,
      { ...details, ...(first ? { row: first.row, value: first.value } : {}) },
    )
  }
  return null
}
