/**
 * Takes customers out of log lines. Mobile numbers, identity-card numbers and bank-card numbers are replaced
 * wherever they appear in text, at any depth of a logged value; a log may leave the branch, a customer not.
 */
const RUNS: readonly { pattern: RegExp; label: string }[] = [
  { pattern: /(?<![0-9])[0-9]{17}[0-9Xx](?![0-9A-Za-z])/g, label: '[证件号]' },
  { pattern: /(?<![0-9])[0-9]{12,19}(?![0-9])/g, label: '[卡号]' },
  { pattern: /(?<![0-9])1[3-9][0-9]{9}(?![0-9])/g, label: '[手机号]' },
]
const MAX_DEPTH = 6

/** The text with every phone, identity and card number replaced by a label. */
export function redactText(text: string): string {
  return RUNS.reduce((line, { pattern, label }) => line.replace(pattern, label), text)
}

/** The same for any value that may be logged; errors become plain text, deep structures are cut off. */
export function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value === 'number' || typeof value === 'bigint') return redactNumber(value)
  if (value instanceof Error) return redactText(value.stack ?? value.message)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[…]'
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  const entries = Object.entries(value).map(([name, item]) => [
    redactText(name),
    redactValue(item, depth + 1),
  ])
  return Object.fromEntries(entries)
}

function redactNumber(value: number | bigint): unknown {
  const text = String(value)
  const clean = redactText(text)
  return clean === text ? value : clean
}
