/**
 * How long an import takes, as a ratio to what the general spreadsheet library needs just to read the same file:
 *
 *   node tests/bench/import.ts [customers] [rounds]
 *
 * Prints one JSON line a round and the median ratio. A ratio near 1 means storing, classifying and comparing cost
 * little beside reading. Not a test: machines differ, ratios within one run do not.
 */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as XLSX from 'xlsx'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { createEngine } from '../../electron/engine/engine.ts'
import { systemClock } from '../../electron/engine/system-clock.ts'
import { simulateBranch } from '../../electron/engine/simulator/simulate-branch.ts'
import { writeExtracts } from '../../electron/engine/simulator/write-extracts.ts'

const customers = Number(process.argv[2] ?? 20_000)
const rounds = Number(process.argv[3] ?? 3)
const dir = mkdtempSync(join(tmpdir(), 'panhuo-bench-'))

async function timed(work: () => unknown): Promise<number> {
  const from = performance.now()
  await work()
  return performance.now() - from
}

/** Reading alone, every cell typed, nothing kept. */
function readOnly(path: string): number {
  const book = XLSX.read(readFileSync(path), { dense: true })
  return Object.keys(book.Sheets).length
}

async function importWeek(path: string, dbPath: string): Promise<void> {
  const engine = createEngine({ dbPath, keyHex: null, clock: systemClock, log: console.error })
  const { token, confirmations } = await callRoute(engine.dispatch, 'imports.preview', {
    paths: [path],
    options: {},
  })
  await callRoute(engine.dispatch, 'imports.commit', { token, confirmed: confirmations.map((c) => c.code) })
  engine.close()
}

const history = simulateBranch({ customers, weeks: 1, seed: 'bench', lastDate: '2026-11-20' })
const [path = ''] = writeExtracts(history, 0, 'A', dir)
const ratios: number[] = []
for (let round = 1; round <= rounds; round++) {
  const read = await timed(() => readOnly(path))
  const whole = await timed(() => importWeek(path, join(dir, `round-${round}.db`)))
  ratios.push(whole / read)
  console.log(
    JSON.stringify({
      round,
      customers,
      readMs: Math.round(read),
      importMs: Math.round(whole),
      ratio: Number((whole / read).toFixed(2)),
    }),
  )
}
ratios.sort((a, b) => a - b)
console.log(JSON.stringify({ median: Number((ratios[Math.floor(ratios.length / 2)] ?? 0).toFixed(2)) }))
rmSync(dir, { recursive: true, force: true })
