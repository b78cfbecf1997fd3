/**
 * Money is an integer number of fen (分). Floats enter only here, when a cell's decimal is read, and
 * leave only as formatted text.
 */
export type Fen = number

export type MoneyUnit = 'yuan' | 'wan'

const fenPer: Record<MoneyUnit, number> = { yuan: 100, wan: 1_000_000 }

/** Fen for an amount in the given unit, rounded half away from zero; null when not finite or unsafe. */
export function toFen(amount: number, unit: MoneyUnit): Fen | null {
  const fen = Math.sign(amount) * Math.round(Math.abs(amount) * fenPer[unit])
  return Number.isSafeInteger(fen) ? fen + 0 : null
}

function grouped(value: number, digits: number): string {
  return value.toLocaleString('zh-CN', { minimumFractionDigits: digits, maximumFractionDigits: digits })
}

/** "12,345.67": yuan with two decimals, no unit. */
export function formatYuan(fen: Fen): string {
  return grouped(fen / 100, 2)
}

/** "1,234.57": 万元 with the given decimals, no unit (columns name it in their header). */
export function formatWan(fen: Fen, digits = 2): string {
  return grouped(fen / 1_000_000, digits)
}

/** Amount in words a person would say: "20.95 亿", "3.2 万", "5,800 元". */
export function formatMoney(fen: Fen): string {
  const yuan = Math.abs(fen) / 100
  const sign = fen < 0 ? '−' : ''
  if (yuan >= 99_995_000) return `${sign}${grouped(yuan / 1e8, 2)} 亿`
  if (yuan >= 9_999.5) return `${sign}${grouped(yuan / 1e4, 2).replace(/\.?0+$/, '')} 万`
  return `${sign}${grouped(Math.round(yuan), 0)} 元`
}
