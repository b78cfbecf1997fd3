/** "+3", "−2", "0": a change of a count; a dash where there is nothing to compare with. */
export function signedCount(n: number | null): string {
  if (n === null) return '—'
  const text = Math.abs(n).toLocaleString('zh-CN')
  return n > 0 ? `+${text}` : n < 0 ? `−${text}` : text
}
