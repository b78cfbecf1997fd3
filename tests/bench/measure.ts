/** Runs pieces of work round after round, each in a process of its own, and keeps every outcome. */
import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { ExtractFile, Variant } from './extract-files.ts'
import type { Outcome } from './outcome.ts'

const run = promisify(execFile)
const childPath = join(import.meta.dirname, 'child.ts')

/** A piece of work on a file; `work` is a name `child.ts` knows. */
export interface Job {
  readonly name: string
  readonly work: string
  readonly file: ExtractFile
}

async function inChild<T>(work: string, argument: unknown): Promise<T> {
  const { stdout, stderr } = await run(process.execPath, [childPath, work, JSON.stringify(argument)], {
    maxBuffer: 1 << 26,
  })
  if (stderr !== '') process.stderr.write(stderr)
  return JSON.parse(stdout.trimEnd().split('\n').at(-1) ?? '') as T
}

/** The extract file of a kind and size, made in another process: making one must not swell this one. */
export const fileOf = (variant: Variant, rows: number) => inChild<ExtractFile>('make', { variant, rows })

/** Runs one job; one that fails is an outcome with the reason as its problem. */
async function outcomeOf({ work, file }: Job): Promise<Outcome> {
  try {
    return await inChild<Outcome>(work, file)
  } catch (error) {
    const said = String((error as { stderr?: unknown }).stderr ?? error)
    const reason = said.split('\n').find((line) => /Refusal|Error|heap|Warning/.test(line)) ?? said
    return { ms: NaN, peakMb: NaN, rows: 0, cells: 0, problem: reason.trim().slice(0, 400) }
  }
}

/** Outcomes by job name, one a round. */
export type Outcomes = ReadonlyMap<string, readonly Outcome[]>

/**
 * All jobs in turn, `rounds` times over; every other round backwards, so that a machine getting slower or faster
 * on the way favours nobody.
 */
export async function runRounds(
  jobs: readonly Job[],
  rounds: number,
  tell: (line: string) => void,
): Promise<Outcomes> {
  const outcomes = new Map<string, Outcome[]>(jobs.map(({ name }) => [name, []]))
  for (let round = 0; round < rounds; round++) {
    for (const job of round % 2 === 0 ? jobs : [...jobs].reverse()) {
      const outcome = await outcomeOf(job)
      outcomes.get(job.name)?.push(outcome)
      tell(
        `${round + 1}/${rounds} ${job.name}: ${Math.round(outcome.ms)} ms, ${outcome.peakMb} MB${outcome.problem ? ` — ${outcome.problem}` : ''}`,
      )
    }
  }
  return outcomes
}

/** The middle value; the mean of the two middle ones of an even number. NaN when there is none. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length / 2
  const at = (index: number) => sorted[index] ?? NaN
  return sorted.length % 2 === 1 ? at(Math.floor(middle)) : (at(middle - 1) + at(middle)) / 2
}
