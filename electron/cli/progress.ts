/** Progress on stderr, so that stdout stays the result alone. Rewrites one line on a terminal. */
import type { Progress } from '../../shared/contract/route.ts'

let shown = ''

export function showProgress(progress: Progress): void {
  const of = progress.total === null ? '' : ` / ${progress.total}`
  const text = `${progress.label} ${progress.done}${of}`
  if (process.stderr.isTTY) process.stderr.write(`\r\u001b[K${text}`)
  else if (progress.label !== shown) process.stderr.write(`${progress.label}\n`)
  shown = progress.label
}

/** Ends the rewritten line before anything else is printed. */
export function endProgress(): void {
  if (process.stderr.isTTY && shown !== '') process.stderr.write('\r\u001b[K')
  shown = ''
}
