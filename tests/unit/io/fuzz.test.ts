/**
 * Damaged files by the thousand: each ends soon as rows to the end or as a refusal in words. More of them on demand:
 * PANHUO_FUZZ_RUNS=50000, from another start with PANHUO_FUZZ_FIRST.
 */
import { cpus } from 'node:os'
import { Worker } from 'node:worker_threads'
import { describe, expect, it } from 'vitest'
import { mutatedFile } from '../../helpers/mutate.ts'
import { baseFiles } from './fuzz/base-files.ts'
import type { WorkerMessage, WorkerTask } from './fuzz/worker.ts'

const runs = Number(process.env['PANHUO_FUZZ_RUNS'] ?? 2_400)
const firstSeed = Number(process.env['PANHUO_FUZZ_FIRST'] ?? 1)
/** A file that takes longer hangs, or as good as. */
const maxMilliseconds = 10_000
const maxMegabytes = 400

interface Report {
  faults: string[]
  results: Map<string, number>
  read: number
}

/** Runs seeds in a thread; a thread that hangs or dies is a fault of the file it was at, and the next one goes on. */
async function runSeeds({ first, last }: WorkerTask, report: Report): Promise<void> {
  let at = first
  while (at <= last) at = await runThread({ first: at, last }, report)
}

function runThread(task: WorkerTask, report: Report): Promise<number> {
  return new Promise((resolve) => {
    const worker = new Worker(new URL('./fuzz/worker.ts', import.meta.url), {
      workerData: task,
      resourceLimits: { maxOldGenerationSizeMb: maxMegabytes },
    })
    let current = { seed: task.first - 1, label: 'the start' }
    let timer: NodeJS.Timeout | undefined
    let stopped = false
    const stop = (fault: string) => {
      if (stopped) return
      stopped = true
      clearTimeout(timer)
      report.faults.push(`${current.label}: ${fault}`)
      void worker.terminate().then(() => resolve(Math.max(current.seed, task.first) + 1))
    }
    worker.on('message', (message: WorkerMessage) => {
      clearTimeout(timer)
      if (message.kind === 'start') {
        current = message
        timer = setTimeout(() => stop(`still not done after ${maxMilliseconds} ms`), maxMilliseconds)
        return
      }
      report.read++
      report.results.set(message.result, (report.results.get(message.result) ?? 0) + 1)
      if (message.fault !== null) report.faults.push(`${current.label}: ${message.fault}`)
    })
    worker.on('error', (error) => stop(String(error)))
    worker.on('exit', () => {
      clearTimeout(timer)
      if (!stopped) resolve(task.last + 1)
    })
  })
}

describe('damaged files', () => {
  it('give the same damage for the same seed, and another for another', async () => {
    const [bases, again] = [await baseFiles(), await baseFiles()]
    const files = new Set<string>()
    for (let seed = 1; seed <= 200; seed++) {
      const file = mutatedFile(bases, seed)
      expect(mutatedFile(again, seed)).toEqual(file)
      files.add(Buffer.from(file.bytes).toString('base64'))
    }
    expect(files.size).toBeGreaterThan(180)
  })

  it(
    `${runs} of them end as rows or as a refusal`,
    async () => {
      const report: Report = { faults: [], results: new Map(), read: 0 }
      const threads = Math.min(2, cpus().length)
      const share = Math.ceil(runs / threads)
      await Promise.all(
        Array.from({ length: threads }, (_, at) =>
          runSeeds(
            { first: firstSeed + at * share, last: firstSeed + Math.min(runs, (at + 1) * share) - 1 },
            report,
          ),
        ),
      )
      expect(report.faults).toEqual([])
      expect(report.read).toBe(runs)
      // Damage that is always noticed, or never, would test nothing.
      for (const result of ['refused', 'xlsx', 'xls', 'xlsb', 'ods', 'delimited', 'html', 'spreadsheetml'])
        expect(report.results.get(result) ?? 0).toBeGreaterThan(runs / 200)
    },
    Math.max(120_000, runs * 100),
  )
})
