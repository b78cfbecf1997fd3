/** Numbers from bytes, exactly as `Number` reads the same text. */

/** Powers of ten that a double holds exactly. */
const tens = Array.from({ length: 23 }, (_, power) => 10 ** power)

/**
 * The number written in bytes `start`..`end`; NaN when it is none. Up to 15 digits are an exact integer, and an exact
 * integer divided by an exact power of ten is rounded once, which is what correct reading of a decimal means.
 */
export function readNumber(data: Buffer, start: number, end: number): number {
  const negative = data[start] === 0x2d
  let digits = 0
  let mantissa = 0
  let point = -1
  const from = negative ? start + 1 : start
  for (let at = from; at < end; at++) {
    const byte = data[at] ?? 0
    if (byte >= 0x30 && byte <= 0x39) {
      mantissa = mantissa * 10 + (byte - 0x30)
      digits++
    } else if (byte === 0x2e && point < 0) point = at
    else return slow(data, start, end)
  }
  if (digits === 0 || digits > 15) return slow(data, start, end)
  const value = point < 0 ? mantissa : mantissa / (tens[end - 1 - point] ?? 1)
  return negative ? -value : value
}

function slow(data: Buffer, start: number, end: number): number {
  const text = data.toString('latin1', start, end).trim()
  return /^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN
}
