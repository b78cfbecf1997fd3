/** Opens the engine for one command, with the key file and a clock that tests and replays may set. */
import { readFileSync } from 'node:fs'
import { callRoute, type CallOptions } from '../engine/dispatch.ts'
import { createEngine, type Engine } from '../engine/engine.ts'
import { systemClock } from '../engine/system-clock.ts'
import type { InputOf, OutputOf, RouteName } from '../../shared/contract/contract.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import type { Invocation } from './command.ts'
import { showProgress } from './progress.ts'

/** The key is the file's text, 64 hex digits; white space around it is ignored. */
function readKey(path: string | undefined): string | null {
  if (path === undefined) return null
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    throw new Refusal('KEY_FILE_MISSING', `读不到密钥文件 ${path}。请核对 --key-file 的路径。`, {
      file: path,
    })
  }
}

export interface Session {
  call<R extends RouteName>(route: R, input: InputOf<R>, options?: CallOptions): Promise<OutputOf<R>>
  readonly engine: Engine
}

/** Runs `work` on the database of `--db` and closes it whatever happens. */
export async function withEngine<T>(
  invocation: Invocation,
  work: (session: Session) => Promise<T>,
  options: { mayCreate?: boolean; dbPath?: string } = {},
): Promise<T> {
  const fixedNow = process.env['PANHUO_NOW']
  const engine = createEngine({
    dbPath: options.dbPath ?? invocation.required('db'),
    keyHex: readKey(invocation.text('key-file')),
    mustExist: options.mayCreate !== true,
    clock: fixedNow === undefined ? systemClock : { now: () => fixedNow },
    log: (error) => {
      console.error(error instanceof Error ? error.stack : String(error))
    },
  })
  const abort = new AbortController()
  const stop = () => {
    abort.abort()
  }
  process.once('SIGINT', stop)
  try {
    return await work({
      engine,
      call: (route, input, extra) =>
        callRoute(engine.dispatch, route, input, {
          signal: abort.signal,
          onProgress: showProgress,
          ...extra,
        }),
    })
  } finally {
    process.off('SIGINT', stop)
    engine.close()
  }
}
