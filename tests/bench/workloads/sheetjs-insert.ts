/** The general spreadsheet library and plain inserts of its values: no validation, no provenance. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as XLSX from 'xlsx'
import { columns } from '../extract-rows.ts'
import { countTable, createIndexes, createTable, insertRow, pragmas } from '../flat-table.ts'
import type { Workload } from '../outcome.ts'
import { countProblem, peakMb } from '../outcome.ts'
import { inScratchFolder } from '../scratch-folder.ts'

interface DenseSheet {
  readonly '!data'?: readonly (readonly ({ readonly v?: string | number } | undefined)[])[]
}

export const sheetJsInsert: Workload = (file) =>
  inScratchFolder(async (folder) => {
    await Promise.resolve()
    const db = new Database(join(folder, 'flat.db'))
    db.exec(pragmas)
    const from = performance.now()
    const book = XLSX.read(readFileSync(file.path), { dense: true })
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] as DenseSheet | undefined
    db.exec(createTable)
    const insert = db.prepare(insertRow)
    db.transaction(() => {
      for (const row of (sheet?.['!data'] ?? []).slice(file.headRows))
        insert.run(columns.map((_, at) => row[at]?.v ?? null))
      db.exec(createIndexes)
    })()
    const ms = performance.now() - from
    const peak = peakMb()
    const counted = db.prepare(countTable).get() as { rows: number; cells: number }
    db.close()
    return { ms, peakMb: peak, ...counted, problem: countProblem(counted, file) }
  })
