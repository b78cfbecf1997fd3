/**
 * Every row of a batch read and checked without storing anything, with the rows that need a look: also for files
 * an import would refuse, because that is where they are mended.
 */
import { problemRowLimit, type CheckedSheet, type ImportProblem } from '../../../shared/contract/imports.ts'
import { displayText, type RawRow } from '../core/importing/sheet.ts'
import type { AcceptedRow, FirstRow } from '../core/importing/row-types.ts'
import type { JobControl } from '../dispatch.ts'
import {
  openBatch,
  type BatchFile,
  type BatchSheet,
  type ImportLookups,
  type ReadOptions,
} from './read-batch.ts'
import { readSheet } from './store-sheet.ts'

type Seen = Map<string, { row: number; fileName: string }>

/** Problems of a sheet as they come, at most the rows the list may hold. */
function problemList() {
  let rows = new Map<number, string[]>()
  let problems: ImportProblem[] = []
  let more = 0
  return {
    add(problem: ImportProblem, cells: RawRow): void {
      if (!rows.has(problem.row) && rows.size >= problemRowLimit) {
        more++
        return
      }
      if (!rows.has(problem.row))
        rows.set(
          problem.row,
          cells.map((value) => displayText(value)),
        )
      problems.push(problem)
    },
    clear(): void {
      rows = new Map()
      problems = []
      more = 0
    },
    result: () => ({
      rows: [...rows].map(([row, cells]) => ({ row, cells })).sort((a, b) => a.row - b.row),
      problems,
      moreProblems: more,
    }),
  }
}

async function checkSheet(
  file: BatchFile,
  sheet: BatchSheet,
  options: ReadOptions,
  seen: Seen,
  control: JobControl,
): Promise<CheckedSheet> {
  const list = problemList()
  let mine: Seen = new Map()
  const read = await readSheet(sheet, options, control, (layout) => {
    list.clear()
    mine = new Map()
    const take = (row: AcceptedRow): FirstRow | null => {
      if (layout.kind !== 'customers') return null
      const key = `${layout.asOf.date ?? row.asOf ?? ''}|${String(row.facts['customerNo'])}`
      const first = seen.get(key) ?? mine.get(key)
      if (first) return { row: first.row, fileName: seen.has(key) ? first.fileName : null }
      mine.set(key, { row: row.row, fileName: file.fileName })
      return null
    }
    return {
      onAccepted: take,
      onUnread: ({ row, column, value, cells }) => {
        const text = displayText(value)
        const message = `第 ${row} 行“${column.header}”的“${text}”无法识别，将按“不知道”导入。`
        const problem = { row, index: column.index, column: column.header, value: text, message }
        list.add({ ...problem, code: 'UNREADABLE', level: 'unknown' }, cells)
      },
    }
  })
  for (const [key, first] of mine) seen.set(key, first)
  const { layout, parsed, refusal } = read
  for (const { cells, ...reject } of parsed.rejects) list.add({ ...reject, level: 'reject' }, cells)
  return {
    path: file.path,
    fileName: file.fileName,
    sheet: layout.sheetName,
    kind: layout.kind,
    columns: layout.columns.map(({ index, header, field }) => ({ index, header, field })),
    rowsRead: parsed.counts.read - parsed.counts.ignored,
    rowsAccepted: parsed.counts.accepted,
    rowsRejected: parsed.counts.rejected,
    refusal: refusal ? { code: refusal.code, message: refusal.message } : null,
    ...list.result(),
  }
}

/** @throws Refusal when a file cannot be understood at all */
export async function checkBatch(
  paths: readonly string[],
  options: ReadOptions,
  lookups: ImportLookups,
  control: JobControl,
): Promise<{ files: CheckedSheet[] }> {
  const batch = await openBatch(paths, options, lookups, control)
  try {
    const seen: Seen = new Map()
    const files: CheckedSheet[] = []
    for (const file of batch.files)
      for (const sheet of file.sheets) files.push(await checkSheet(file, sheet, options, seen, control))
    return { files }
  } finally {
    batch.close()
  }
}
