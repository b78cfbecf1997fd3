/**
 * How fast imports are and what they need, as ratios to what the machine can do at best:
 *
 *   npm run -s bench                  100,000 × 30, five rounds; some minutes
 *   npm run -s bench -- --quick       10,000 × 30, one round; for a look, not for claims
 *   npm run -s bench -- --million     also 1,000,000 × 30, once
 *   npm run -s bench -- --rows N --rounds N --no-history
 *
 * One JSON line per figure on stdout, progress on stderr; runs that are not quick are added to history.jsonl. Exits
 * with 1 when a figure does not count because rows or cells went missing. A missed target is told by `ok`, not by
 * the exit.
 */
import { execFileSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { figures, lineOf, millionFigures, type Figure } from './figures.ts'
import { fileOf, runRounds, type Job, type Outcomes } from './measure.ts'

const { values } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    million: { type: 'boolean', default: false },
    rows: { type: 'string' },
    rounds: { type: 'string' },
    'no-history': { type: 'boolean', default: false },
  },
})
const rows = Number(values.rows ?? (values.quick ? 10_000 : 100_000))
const rounds = Number(values.rounds ?? (values.quick ? 1 : 5))
if (![rows, rounds].every((count) => Number.isInteger(count) && count > 0)) {
  console.error('--rows and --rounds take whole numbers from 1')
  process.exit(2)
}

const tell = (line: string) => process.stderr.write(`${line}\n`)
const history = join(import.meta.dirname, 'history.jsonl')

function commit(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { cwd: import.meta.dirname, encoding: 'utf8' }).trim()
  try {
    return (
      git('rev-parse', '--short', 'HEAD') + (git('status', '--porcelain', '-uno') === '' ? '' : '+changes')
    )
  } catch {
    return 'unknown'
  }
}

const about = {
  date: new Date().toISOString().slice(0, 16),
  commit: commit(),
  machine: `${cpus().length} × ${cpus()[0]?.model.trim() ?? 'unknown'}, ${Math.round(totalmem() / 1e9)} GB, ${process.platform}, node ${process.versions.node}`,
  /** Of one minute, before the start: other work on the machine shows here. */
  load: Number((loadavg()[0] ?? 0).toFixed(1)),
}

async function jobsOf(count: number): Promise<Job[]> {
  const [shared, inline, utf8, gbk] = [
    await fileOf('shared', count),
    await fileOf('inline', count),
    await fileOf('utf8', count),
    await fileOf('gbk', count),
  ]
  return [
    { name: 'scan.shared', work: 'scan', file: shared },
    { name: 'read.shared', work: 'read', file: shared },
    { name: 'sqlite', work: 'sqlite', file: utf8 },
    { name: 'import.shared', work: 'import', file: shared },
    { name: 'import.gbk', work: 'import', file: gbk },
    { name: 'scan.inline', work: 'scan', file: inline },
    { name: 'read.inline', work: 'read', file: inline },
    { name: 'import.inline', work: 'import', file: inline },
    { name: 'window', work: 'window', file: shared },
    { name: 'sheetjs', work: 'sheetjs', file: shared },
  ]
}

async function millionJobs(): Promise<Job[]> {
  const file = await fileOf('shared', 1_000_000)
  return ['scan', 'read', 'import'].map((work) => ({ name: `million.${work}`, work, file }))
}

let counts = true
function print(list: readonly Figure[], outcomes: Outcomes, size: number): void {
  for (const figure of list) {
    const result = lineOf(figure, outcomes)
    const line = JSON.stringify({ ...result, rows: size, ...about })
    if (result.invalid !== null) counts = false
    console.log(line)
    if (!values.quick && !values['no-history']) appendFileSync(history, `${line}\n`)
  }
}

tell(`${rows} rows, ${rounds} round(s); making files that are not there yet`)
const outcomes = await runRounds(await jobsOf(rows), rounds, tell)
print(figures, outcomes, rows)
if (values.million) {
  tell('1000000 rows, once')
  const million = await runRounds(await millionJobs(), 1, tell)
  print(millionFigures, new Map([...outcomes, ...million]), 1_000_000)
}
process.exitCode = counts ? 0 : 1
