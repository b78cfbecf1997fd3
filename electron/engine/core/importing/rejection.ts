/** Why a single row is not imported, in words for the person who will mend it. */
export type RejectCode =
  | 'KEY_EMPTY'
  | 'KEY_DAMAGED'
  | 'KEY_DUPLICATE'
  | 'MONEY_UNREADABLE'
  | 'REQUIRED_EMPTY'
  | 'REQUIRED_UNREADABLE'

/** Chinese sentence naming row, column and what to do; `first` is the earlier row of a duplicate. */
export function rejectionMessage(
  row: number,
  code: RejectCode,
  column: string | null,
  value: string,
  first?: { readonly row: number; readonly fileName: string | null },
): string {
  const at = `第 ${row} 行`
  const named = column === null ? '' : `“${column}”`
  switch (code) {
    case 'KEY_EMPTY':
      return `${at}没有${named}，但有其他内容，请补上客户号。`
    case 'KEY_DAMAGED':
      return `${at}${named}的“${value}”不是完整的客户号（超过 15 位的数字、科学计数法、错误值、被遮挡，或根本不是号码），请把该列设为文本后重新导出。`
    case 'KEY_DUPLICATE':
      return first?.fileName
        ? `${at}${named}“${value}”在文件“${first.fileName}”第 ${first.row} 行已经出现过，本行未导入。`
        : `${at}${named}“${value}”与第 ${first?.row ?? '?'} 行重复，未导入；如一户多行，请改用“合并求和”。`
    case 'MONEY_UNREADABLE':
      return `${at}${named}的“${value}”不是金额，请改正后重新导入。`
    case 'REQUIRED_EMPTY':
      return `${at}缺少必填的${named}。`
    case 'REQUIRED_UNREADABLE':
      return `${at}${named}的“${value}”无法识别，该列为必填。`
  }
}
