/** What one piece of work, run in a process of its own, reports about itself. */
import type { ExtractFile } from './extract-files.ts'

export interface Outcome {
  readonly ms: number
  /** Highest resident memory of the process until the work was done, MB of a million bytes. */
  readonly peakMb: number
  /** What was delivered, titles and headers included where the work sees them. */
  readonly rows: number
  readonly cells: number
  /** How that differs from what the file holds, null when nothing does. */
  readonly problem: string | null
  /** Further figures of the same run by name. */
  readonly parts?: Readonly<Record<string, number>>
  /** Which of several possible means was used. */
  readonly means?: string
}

export type Workload = (file: ExtractFile) => Promise<Outcome>

export const peakMb = () => Math.round((process.resourceUsage().maxRSS * 1024) / 1e6)

/** Compares delivered rows and non-empty cells with what the file holds. */
export function countProblem(
  found: { readonly rows: number; readonly cells: number },
  meant: { readonly rows: number; readonly cells: number },
): string | null {
  if (found.rows === meant.rows && found.cells === meant.cells) return null
  return `${found.rows} rows with ${found.cells} cells instead of ${meant.rows} with ${meant.cells}`
}

/** Everything in the file, titles and headers included. */
export const wholeFile = ({ rows, cells, headRows, headCells }: ExtractFile) => ({
  rows: rows + headRows,
  cells: cells + headCells,
})
