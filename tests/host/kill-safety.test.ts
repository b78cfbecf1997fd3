/**
 * Killed while importing or undoing, the process leaves a database that opens, is whole, and holds exactly what was
 * committed last: all of the week or nothing of it, down to ids and counters.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { copyFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { openDatabase } from '../../electron/engine/db/open.ts'
import { Random } from '../../electron/engine/simulator/random.ts'
import { simulateBranch } from '../../electron/engine/simulator/simulate-branch.ts'
import { writeExtracts } from '../../electron/engine/simulator/write-extracts.ts'
import type { KillPhase, KillTask } from '../helpers/kill-runner.ts'
import { chainFaults, fileFaults, wholeDump } from '../helpers/replay-dump.ts'
import { tempDir } from '../helpers/temp-dir.ts'
import { testEngine } from '../helpers/test-engine.ts'

const kills = 200
const atOnce = 2

interface Runner {
  readonly child: ChildProcess
  /** Resolves when the process has said the phase, has failed or is gone. */
  reached(phase: KillPhase): Promise<void>
  readonly said: readonly KillPhase[]
  readonly gone: Promise<unknown>
}

/** @param cache where compiled modules are kept, so that a start costs half */
function startRunner(cache: string): Runner {
  const child = fork(join(import.meta.dirname, '..', 'helpers', 'kill-runner.ts'), [], {
    execArgv: [],
    env: { ...process.env, NODE_COMPILE_CACHE: cache },
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  const said: KillPhase[] = []
  const waiting: (() => void)[] = []
  const gone = new Promise((resolve) => child.once('exit', resolve))
  const wake = () => {
    for (const go of waiting.splice(0)) go()
  }
  child.on('message', (phase) => {
    said.push(phase as KillPhase)
    wake()
  })
  void gone.then(wake)
  return {
    child,
    said,
    gone,
    async reached(phase) {
      while (
        !said.includes(phase) &&
        !said.includes('failed') &&
        child.exitCode === null &&
        child.signalCode === null
      )
        await new Promise<void>((resolve) => waiting.push(resolve))
    },
  }
}

interface Scenario {
  readonly name: string
  readonly source: string
  readonly work: KillTask['work']
}

/** A small branch of three weeks on disk, and the three ways of writing to it that are cut short. */
async function scenarios(dir: string): Promise<Scenario[]> {
  const history = simulateBranch({ customers: 60, weeks: 4, seed: 'killed', lastDate: '2026-11-20' })
  const files = history.weeks.map((_, nth) => writeExtracts(history, nth, 'cycle', join(dir, `week${nth}`)))
  const other = simulateBranch({ customers: 60, weeks: 4, seed: 'other', lastDate: '2026-11-20' })
  const replacing = writeExtracts(other, 1, 'cycle', join(dir, 'again'))
  const source = join(dir, 'before.db')
  const engine = testEngine({ dbPath: source })
  for (const paths of files.slice(0, 3)) await engine.import(paths)
  const copy = join(dir, 'source.db')
  engine.engine.context.write.prepare('VACUUM INTO ?').run(copy)
  return [
    { name: 'a new week', source: copy, work: { route: 'import', paths: files[3] ?? [] } },
    { name: 'a week replaced', source: copy, work: { route: 'import', paths: replacing } },
    {
      name: 'undo of the first week',
      source: copy,
      work: { route: 'undo', importId: 1, lastDate: history.weeks[2]?.asOf ?? '' },
    },
  ]
}

interface States {
  readonly before: string
  readonly after: string
  /** Milliseconds from `began` to `committing` and to `committed`, as last seen: other work slows both down. */
  toCommitting: number
  toCommitted: number
}

function stateOf(dbPath: string): string {
  const db = openDatabase({ path: dbPath, keyHex: null, mustExist: true })
  try {
    expect(fileFaults(db)).toEqual([])
    expect(chainFaults(db)).toEqual([])
    return JSON.stringify(wholeDump(db))
  } finally {
    db.close()
  }
}

async function begin(runner: Runner, task: KillTask): Promise<void> {
  await runner.reached('ready')
  expect(runner.said).toEqual(['ready'])
  runner.child.send(task)
  await runner.reached('began')
}

/** Lets the work finish once undisturbed: the two states there may be, and how long it takes. */
async function measure(dir: string, { source, work }: Scenario): Promise<States> {
  const dbPath = join(dir, 'measured.db')
  copyFileSync(source, dbPath)
  const before = stateOf(dbPath)
  const runner = startRunner(join(dir, 'compiled'))
  await begin(runner, { dbPath, work })
  const began = performance.now()
  await runner.reached('committing')
  const toCommitting = performance.now() - began
  await runner.reached('committed')
  const toCommitted = performance.now() - began
  expect(runner.said).toContain('committed')
  runner.child.kill('SIGKILL')
  await runner.gone
  const after = stateOf(dbPath)
  expect(after).not.toBe(before)
  for (const end of ['', '-wal', '-shm']) rmSync(`${dbPath}${end}`, { force: true })
  return { before, after, toCommitting, toCommitted }
}

interface Outcome {
  readonly scenario: string
  readonly state: 'before' | 'after' | 'between'
  readonly told: boolean
  readonly reached: KillPhase | undefined
}

/** When to kill: half of the time anywhere in the work, else close to the commit or when it is just done. */
function moment(
  random: Random,
  { toCommitting, toCommitted }: States,
): { from: 'began' | 'committing' | 'committed'; delay: number } {
  const kind = random.next()
  if (kind < 0.5) return { from: 'began', delay: random.between(0, 1.3 * toCommitted) }
  if (kind < 0.85) return { from: 'committing', delay: random.between(0, 1.6 * (toCommitted - toCommitting)) }
  return { from: 'committed', delay: random.between(0, 10) }
}

/** Milliseconds more finely than timers do: the last of them are waited out. */
async function pause(milliseconds: number): Promise<void> {
  const until = performance.now() + milliseconds
  if (milliseconds > 3) await new Promise((resolve) => setTimeout(resolve, milliseconds - 2))
  while (performance.now() < until) await new Promise((resolve) => setImmediate(resolve))
}

test(`${kills} kills leave nothing half done`, { timeout: 900_000 }, async () => {
  const dir = tempDir()
  const list = await scenarios(dir)
  const measured: States[] = []
  for (const scenario of list) measured.push(await measure(dir, scenario))

  const outcomes: Outcome[] = []
  async function killOnce(nth: number, runner: Runner): Promise<void> {
    const scenario = list[nth % list.length]!
    const states = measured[nth % list.length]!
    const dbPath = join(dir, `killed-${nth}.db`)
    copyFileSync(scenario.source, dbPath)
    const { from, delay } = moment(new Random(`kill ${nth}`), states)
    await begin(runner, { dbPath, work: scenario.work })
    const began = performance.now()
    await runner.reached(from === 'began' ? 'began' : 'committing')
    const toCommitting = performance.now() - began
    if (from === 'committed') {
      await runner.reached('committed')
      Object.assign(states, { toCommitting, toCommitted: performance.now() - began })
    }
    await pause(delay)
    runner.child.kill('SIGKILL')
    await runner.gone
    expect([runner.child.signalCode, runner.said.includes('failed')]).toEqual(['SIGKILL', false])
    const found = stateOf(dbPath)
    for (const end of ['', '-wal', '-shm']) rmSync(`${dbPath}${end}`, { force: true })
    outcomes.push({
      scenario: scenario.name,
      state: found === states.before ? 'before' : found === states.after ? 'after' : 'between',
      told: runner.said.includes('committed'),
      reached: runner.said.at(-1),
    })
  }

  let next = 0
  async function killer(): Promise<void> {
    // The next process starts while the one before is at work.
    let ahead = startRunner(join(dir, 'compiled'))
    try {
      while (next < kills) {
        const nth = next++
        const runner = ahead
        ahead = startRunner(join(dir, 'compiled'))
        await killOnce(nth, runner)
      }
    } finally {
      next = kills
      ahead.child.kill('SIGKILL')
      await ahead.gone
    }
  }
  await Promise.all(Array.from({ length: atOnce }, killer))

  expect(outcomes).toHaveLength(kills)
  expect(outcomes.filter((o) => o.state === 'between')).toEqual([])
  expect(outcomes.filter((o) => o.told && o.state !== 'after')).toEqual([])
  for (const { name } of list) {
    const of = outcomes.filter((o) => o.scenario === name)
    const share = (state: Outcome['state']) => of.filter((o) => o.state === state).length / of.length
    expect(share('before'), `${name}: killed before the commit`).toBeGreaterThanOrEqual(0.3)
    expect(share('after'), `${name}: killed after the commit`).toBeGreaterThanOrEqual(0.05)
  }
})
