/** The pieces sentences about reasons are made of: amounts told apart, shares never rounded up, evidence by name. */
import { formatMoney, formatYuan, type Fen } from './money.ts'
import type { Reason } from './reasons.ts'

export type Say = (reason: Reason) => string

export const money = (fen: unknown): string => (typeof fen === 'number' ? formatMoney(fen) : '未知')

/** Two amounts told apart: in yuan and fen where the rounded words would be the same. */
export function moneyPair(a: Fen, b: Fen): readonly [string, string] {
  const words = [formatMoney(a), formatMoney(b)] as const
  return a !== b && words[0] === words[1] ? [`${formatYuan(a)} 元`, `${formatYuan(b)} 元`] : words
}

/** A gap: never "0 元" while something is missing. */
export const gap = (fen: number): string =>
  fen !== 0 && Math.abs(fen) < 10_000 ? `${formatYuan(fen)} 元` : formatMoney(fen)

/** Rounded down, so that 19.96 % is never said to have reached 20 %. */
export const percent = (share: number): string => `${Math.floor(share * 1000 + 1e-6) / 10}%`

export const num = (value: unknown): number => (typeof value === 'number' ? value : 0)
export const of = (reason: Reason, key: string) => reason.evidence?.[key] ?? null
export const text = (reason: Reason, key: string): string => String(of(reason, key) ?? '未知')
export const line = (reason: Reason): number => num(reason.threshold)
export const bound = (reason: Reason, end: 0 | 1): number | null => {
  const range = Array.isArray(reason.threshold) ? (reason.threshold as readonly (number | null)[]) : []
  return range[end] ?? null
}
