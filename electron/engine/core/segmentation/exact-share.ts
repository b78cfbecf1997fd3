/**
 * Shares of money without floating-point edges: an amount exactly on a line is on it. Shares are taken with
 * six decimals; fen are multiplied as big integers.
 */
import type { Fen } from '../../../../shared/domain/money.ts'

const parts = 1_000_000

const inParts = (share: number) => BigInt(Math.round(share * parts))

/** The smallest whole number of fen that is at least `share` of `whole` (whole ≥ 0). */
export function shareOf(whole: Fen, share: number): Fen {
  const product = BigInt(whole) * inParts(share)
  return Number((product + BigInt(parts - 1)) / BigInt(parts))
}

/**
 * Which share of `whole` (> 0) the `part` (≥ 0) is, rounded down to six decimals: it reaches a line of at most
 * six decimals exactly when the true quotient does.
 */
export function shareIn(part: Fen, whole: Fen): number {
  return Number((BigInt(part) * BigInt(parts)) / BigInt(whole)) / parts
}
