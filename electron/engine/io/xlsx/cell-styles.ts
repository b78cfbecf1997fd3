/** Which cell styles show a number as a date or with leading zeros, from the styles part. */
import type { RawValue } from '../../core/importing/sheet.ts'
import { toNumber } from '../number-format.ts'
import { startTags } from './small-part.ts'
import { attribute } from './xml-text.ts'

/** Formats that spreadsheets know by number and do not write down, those of Chinese versions included. */
const builtIn: Readonly<Record<number, string>> = {
  14: 'yyyy/m/d',
  15: 'd-mmm-yy',
  16: 'd-mmm',
  17: 'mmm-yy',
  18: 'h:mm AM/PM',
  19: 'h:mm:ss AM/PM',
  20: 'h:mm',
  21: 'h:mm:ss',
  22: 'yyyy/m/d h:mm',
  27: 'yyyy"年"m"月"',
  28: 'm"月"d"日"',
  29: 'm"月"d"日"',
  30: 'm-d-yy',
  31: 'yyyy"年"m"月"d"日"',
  32: 'h"时"mm"分"',
  33: 'h"时"mm"分"ss"秒"',
  34: 'AM/PM h"时"mm"分"',
  35: 'AM/PM h"时"mm"分"ss"秒"',
  36: 'yyyy"年"m"月"',
  45: 'mm:ss',
  46: '[h]:mm:ss',
  47: 'mm:ss.0',
  50: 'yyyy"年"m"月"',
  51: 'm"月"d"日"',
  52: 'yyyy"年"m"月"',
  53: 'm"月"d"日"',
  54: 'm"月"d"日"',
  55: 'AM/PM h"时"mm"分"',
  56: 'AM/PM h"时"mm"分"ss"秒"',
  57: 'yyyy"年"m"月"',
  58: 'm"月"d"日"',
}

const maxDates = 50_000

export interface CellStyles {
  /** True when numbers of a style are just numbers. */
  isPlain(style: number): boolean
  /** A number as its style shows it. */
  value(value: number, style: number): RawValue
}

/** @param part the styles part; null when the workbook has none */
export function readStyles(part: Uint8Array | null, date1904: boolean): CellStyles {
  const formats = new Map(Object.entries(builtIn).map(([id, format]) => [Number(id), format]))
  const tags = part === null ? [] : startTags(part, ['numFmt', 'xf'])
  for (const { name, parent, text } of tags) {
    // Conditional formats hold number formats too, of no cell's style.
    if (name !== 'numFmt' || parent !== 'numFmts') continue
    const code = attribute(text, 'formatCode')
    if (code !== null) formats.set(Number(attribute(text, 'numFmtId')), code)
  }
  const styles = tags
    .filter(({ name, parent }) => name === 'xf' && parent === 'cellXfs')
    .map(({ text }) => formats.get(Number(attribute(text, 'numFmtId'))) ?? '')
  const plain = styles.map((format) => toNumber(40_000, format, false) === 40_000)
  // A column of dates repeats its days; working one out costs more than all else about the cell.
  const dates = styles.map(() => new Map<number, RawValue>())
  return {
    isPlain: (style) => plain[style] ?? true,
    value(value, style) {
      const known = dates[style]?.get(value)
      if (known !== undefined) return known
      const shown = toNumber(value, styles[style] ?? '', date1904)
      if (typeof shown === 'object' && (dates[style]?.size ?? 0) < maxDates) dates[style]?.set(value, shown)
      return shown
    },
  }
}
