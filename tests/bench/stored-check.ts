/** What an import left in the database, held against what the file was made with: column by column, and the sum. */
import { openReader } from '../../electron/engine/db/open.ts'
import { columns } from './extract-rows.ts'
import type { ExtractFile } from './extract-files.ts'

export interface Stored {
  readonly rows: number
  /** Non-empty cells of the file that are in the database. */
  readonly cells: number
  readonly problem: string | null
}

export function storedCheck(dbPath: string, file: ExtractFile): Stored {
  const reader = openReader(dbPath, null)
  try {
    const names = columns.flatMap(({ stored }) => stored)
    const counts = reader.db
      .prepare(
        `SELECT count(*) AS "rows", sum(s.aum_fen) AS "aumFen", ${names.map((name) => `count(${name}) AS "${name}"`).join(', ')}
         FROM snapshot s JOIN profile p USING (profile_id)`,
      )
      .get() as Record<string, number | null>
    const problems: string[] = []
    let cells = 0
    const compare = (what: string, found: number, meant: number) => {
      if (found !== meant) problems.push(`${what}: ${found} instead of ${meant}`)
    }
    columns.forEach(({ header, stored }, at) => {
      const found = stored.map((name) => counts[name] ?? 0)
      for (const count of found) compare(header, count, file.filled[at] ?? 0)
      cells += Math.min(...found)
    })
    const rows = counts['rows'] ?? 0
    compare('rows', rows, file.rows)
    compare('sum of balances', counts['aumFen'] ?? 0, file.aumFen)
    return { rows, cells, problem: problems.length === 0 ? null : problems.join('; ') }
  } finally {
    reader.close()
  }
}
