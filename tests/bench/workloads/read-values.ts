/** The product's reader over every value of a file, nothing kept. */
import { openWorkbook } from '../../../electron/engine/io/open-workbook.ts'
import type { Workload } from '../outcome.ts'
import { countProblem, peakMb, wholeFile } from '../outcome.ts'

export const readValues: Workload = async (file) => {
  const from = performance.now()
  const workbook = await openWorkbook(file.path, file.path)
  let rows = 0
  let cells = 0
  try {
    for (const sheet of workbook.sheets)
      for await (const batch of sheet.read())
        for (const row of batch.rows) {
          const before = cells
          for (const value of row) if (value !== null && value !== '') cells++
          if (cells > before) rows++
        }
  } finally {
    workbook.close()
  }
  const ms = performance.now() - from
  const found = { rows, cells }
  return { ms, peakMb: peakMb(), ...found, problem: countProblem(found, wholeFile(file)) }
}
