/** Rows among and below the data that are not data: totals, footers, repeated headers, blank lines. */
import {
  countFooterPattern,
  footerPattern,
  subtotalPattern,
  totalPattern,
  wholeFilePrefix,
} from '../../../../shared/playbook/cell-words.ts'
import { halfWidth, headerKey } from './cell-text.ts'
import type { IgnoredReason, LayoutResult } from './layout-types.ts'
import { displayText, isBlank } from './sheet.ts'
import type { RawRow, RawValue } from './sheet.ts'

/** Chinese name of each reason a row is left out. */
export const ignoredNames: Readonly<Record<IgnoredReason, string>> = {
  title: '标题行',
  unit: '单位行',
  blank: '空行',
  group_header: '分组表头行',
  repeated_header: '重复的表头行',
  subtotal: '小计行',
  total: '合计行',
  footer: '表尾说明行',
  no_key: '没有客户号，内容不足以成为一行数据',
  dropped: '按您的选择不导入',
}

function label(value: RawValue | undefined): string {
  return typeof value === 'string' ? halfWidth(value).replace(/\s+/g, '') : ''
}

/** Total or subtotal by a label such as 合计, 小计 or 张伟合计; null for anything else. */
export function totalKind(text: string): 'subtotal' | 'total' | null {
  if (text === '') return null
  if (subtotalPattern.test(text)) return 'subtotal'
  const prefix = totalPattern.exec(text)?.[1]
  if (prefix === undefined) return null
  return wholeFilePrefix.test(prefix) ? 'total' : 'subtotal'
}

/** Looks at one row below the header; null when it is to be read as data. */
export function rowClassifier(layout: LayoutResult): (row: RawRow) => IgnoredReason | null {
  const keyColumn = layout.columns.find(({ field }) => field === 'customerNo') ?? null
  const leading = keyColumn ?? layout.columns.find(({ field }) => field !== null) ?? null
  const leadingHeader = leading ? headerKey(leading.header) : ''
  const nameColumn = layout.columns.find(({ field }) => field === 'name') ?? null
  return (row) => {
    const firstAt = row.findIndex((value) => !isBlank(value))
    if (firstAt < 0) return 'blank'
    const key = leading ? row[leading.index] : undefined
    const keyLabel = label(key)
    // A row with a customer number is data, whatever stands beside it.
    if (/\d{4,}/.test(keyLabel)) return null
    if (keyLabel !== '' && headerKey(displayText(key)) === leadingHeader) return 'repeated_header'
    const first = label(row[firstAt])
    const total = totalKind(first) ?? totalKind(keyLabel)
    if (total) return total
    if (keyLabel === '' && (key === null || key === undefined || typeof key === 'string')) {
      const named = nameColumn ? totalKind(label(row[nameColumn.index])) : null
      if (named) return named
      const footer = footerPattern.test(first) || row.some((value) => countFooterPattern.test(label(value)))
      return footer ? 'footer' : null
    }
    return keyColumn && footerPattern.test(keyLabel) ? 'footer' : null
  }
}
