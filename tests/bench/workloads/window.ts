/**
 * How long the window waits for an answer while an import runs: the engine in a process of its own under the
 * product's supervisor, asked at a steady beat whether or not it has answered the questions before.
 */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { nodeChannel } from '../../../electron/main/engine-channel.ts'
import { createEngineProcess, type EngineProcess } from '../../../electron/main/engine-process.ts'
import type { InputOf, OutputOf, RouteName } from '../../../shared/contract/contract.ts'
import type { ExtractFile } from '../extract-files.ts'
import type { Outcome, Workload } from '../outcome.ts'
import { peakMb } from '../outcome.ts'
import { inScratchFolder } from '../scratch-folder.ts'
import { storedCheck } from '../stored-check.ts'

const beatMs = 50
const enginePath = join(import.meta.dirname, '..', '..', '..', 'electron', 'engine', 'index.ts')

async function ask<R extends RouteName>(
  engine: EngineProcess,
  route: R,
  input: InputOf<R>,
): Promise<OutputOf<R>> {
  const answer = await engine.request(randomUUID(), route, input)
  if (!answer.ok) throw new Error(`${route}: ${answer.code} ${answer.message}`)
  return answer.data as OutputOf<R>
}

async function importThrough(engine: EngineProcess, path: string): Promise<number> {
  const from = performance.now()
  const { token, confirmations } = await ask(engine, 'imports.preview', { paths: [path], options: {} })
  await ask(engine, 'imports.commit', { token, confirmed: confirmations.map(({ code }) => code) })
  return performance.now() - from
}

/** Waiting times of questions asked at a steady beat until `running` is over, shortest first. */
async function askSteadily(engine: EngineProcess, running: Promise<unknown>): Promise<number[]> {
  const over = running.then(
    () => true,
    () => true,
  )
  const waits: Promise<number>[] = []
  const begun = performance.now()
  for (;;) {
    const due = begun + waits.length * beatMs
    const ended = await Promise.race([over, pause(Math.max(0, due - performance.now()), false)])
    if (ended) break
    waits.push(ask(engine, 'imports.history', {}).then(() => performance.now() - due))
  }
  return (await Promise.all(waits)).sort((a, b) => a - b)
}

async function measure(
  file: ExtractFile,
  dbPath: string,
): Promise<Omit<Outcome, 'rows' | 'cells' | 'problem'>> {
  let left: () => void = () => undefined
  const gone = new Promise<void>((resolve) => {
    left = resolve
  })
  const start = nodeChannel(process.execPath, enginePath)
  const engine = createEngineProcess({
    // The supervisor no longer listens to an engine it has stopped; the database must be let go all the same.
    startChannel: (events) =>
      start({
        ...events,
        exit: (reason) => {
          events.exit(reason)
          left()
        },
      }),
    init: {
      dbPath,
      keyHex: null,
      backupDir: join(dbPath, '..', 'backups'),
      exportUser: null,
      productVersion: '0',
    },
    blockedBy: null,
    onStatus: () => undefined,
    onEvent: () => undefined,
    log: (line) => console.error(line),
  })
  engine.start()
  try {
    await ask(engine, 'imports.history', {})
    const importing = importThrough(engine, file.path)
    const waits = await askSteadily(engine, importing)
    const at = (share: number) => waits[Math.min(waits.length - 1, Math.floor(share * waits.length))] ?? 0
    return {
      ms: await importing,
      peakMb: peakMb(),
      parts: { worst: at(1), p99: at(0.99), median: at(0.5), questions: waits.length },
    }
  } finally {
    engine.stop()
    await gone
  }
}

export const askWhileImporting: Workload = (file) =>
  inScratchFolder(async (folder) => {
    const dbPath = join(folder, 'branch.db')
    const measured = await measure(file, dbPath)
    return { ...measured, ...storedCheck(dbPath, file) }
  })
