/**
 * What storing costs at the least: SQLite's own command line imports the rows from delimited text. Where it is
 * not installed, rows already in memory are inserted instead, and the outcome says so.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { extractRows } from '../extract-rows.ts'
import type { ExtractFile } from '../extract-files.ts'
import { countTable, createIndexes, createTable, insertRow, pragmas } from '../flat-table.ts'
import type { Workload } from '../outcome.ts'
import { countProblem, peakMb } from '../outcome.ts'
import { inScratchFolder } from '../scratch-folder.ts'

const commandLine = 'sqlite3'

function version(): string | null {
  const { status, stdout } = spawnSync(commandLine, ['--version'], { encoding: 'utf8' })
  return status === 0 ? (stdout.split(' ')[0] ?? '') : null
}

function importByCommandLine(file: ExtractFile, dbPath: string): number {
  const script = [
    pragmas,
    createTable,
    // The product leaves the last checkpoint to closing, which is not timed there either.
    '.dbconfig no_ckpt_on_close on',
    `.import --csv --skip 1 "${file.path.replaceAll('\\', '/')}" extract`,
    createIndexes,
  ].join('\n')
  const from = performance.now()
  const { status, stderr } = spawnSync(commandLine, ['-batch', '-bail', dbPath], {
    input: script,
    encoding: 'utf8',
  })
  const ms = performance.now() - from
  if (status !== 0) throw new Error(`${commandLine}: ${stderr}`)
  return ms
}

function insertFromMemory(file: ExtractFile, dbPath: string): number {
  const rows = [...extractRows(file.rows)]
  const db = new Database(dbPath)
  db.exec(pragmas)
  const from = performance.now()
  db.exec(createTable)
  const insert = db.prepare(insertRow)
  db.transaction(() => {
    for (const row of rows) insert.run(row)
    db.exec(createIndexes)
  })()
  const ms = performance.now() - from
  db.close()
  return ms
}

export const sqliteImport: Workload = (file) =>
  inScratchFolder(async (folder) => {
    const dbPath = join(folder, 'flat.db')
    const found = version()
    const ms = await Promise.resolve(
      found === null ? insertFromMemory(file, dbPath) : importByCommandLine(file, dbPath),
    )
    const peak = peakMb()
    const db = new Database(dbPath)
    const counted = db.prepare(countTable).get() as { rows: number; cells: number }
    db.close()
    return {
      ms,
      peakMb: peak,
      ...counted,
      problem: countProblem(counted, file),
      means:
        found === null
          ? 'prepared insert of rows already in memory (no sqlite3 command line found)'
          : `sqlite3 ${found} .import`,
    }
  })
