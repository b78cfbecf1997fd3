/**
 * Turns a frame (route name, input) into an envelope: parses the input by the contract, runs the handler,
 * and lets nothing but `{ ok: false, code, message }` out when something goes wrong.
 *
 * Queries read the last committed state over their own connection. Commands and jobs share the writing
 * connection and wait for one another, so an import that pauses to report progress can never have another
 * write slip into its transaction.
 */
import { z } from 'zod'
import {
  contract,
  isRouteName,
  type InputOf,
  type OutputOf,
  type ParsedInputOf,
  type RouteName,
} from '../../shared/contract/contract.ts'
import type { Envelope, Progress } from '../../shared/contract/route.ts'
import { Refusal } from '../../shared/domain/refusal.ts'

/** What a running job may do besides its work. */
export interface JobControl {
  /** Reports progress, lets other work run, and throws `Refusal CANCELLED` once the caller has cancelled. */
  checkpoint(progress: Progress): Promise<void>
}

type Handler<R extends RouteName> = (
  input: ParsedInputOf<R>,
  control: JobControl,
) => OutputOf<R> | Promise<OutputOf<R>>
export type Handlers = { readonly [R in RouteName]: Handler<R> }

export interface CallOptions {
  readonly signal?: AbortSignal
  readonly onProgress?: (progress: Progress) => void
}

export interface Dispatch {
  (route: string, input: unknown, options?: CallOptions): Promise<Envelope<unknown>>
}

/** A typed call that throws what went wrong, for callers in the same process. */
export async function callRoute<R extends RouteName>(
  dispatch: Dispatch,
  route: R,
  input: InputOf<R>,
  options?: CallOptions,
): Promise<OutputOf<R>> {
  const answer = await dispatch(route, input, options)
  if (!answer.ok)
    throw new Refusal(answer.code, answer.message, (answer.details ?? {}) as Record<string, unknown>)
  return answer.data as OutputOf<R>
}

function controlOf(options: CallOptions): JobControl {
  let yieldedAt = 0
  return {
    async checkpoint(progress) {
      options.onProgress?.(progress)
      // Yielding on every call would cost more than the work between two calls.
      const now = performance.now()
      if (now - yieldedAt > 8) {
        await new Promise((resolve) => setImmediate(resolve))
        yieldedAt = performance.now()
      }
      if (options.signal?.aborted) throw new Refusal('CANCELLED', '已取消，数据没有任何改动。')
    },
  }
}

function failure(error: unknown, log: (error: unknown) => void): Envelope<never> {
  if (error instanceof Refusal)
    return { ok: false, code: error.code, message: error.message, details: error.details }
  log(error)
  const code = (error as { code?: unknown } | null)?.code
  if (typeof code === 'string' && code.startsWith('SQLITE_'))
    return {
      ok: false,
      code: 'DB_TROUBLE',
      message: `数据库读写失败（${code}）。上一次保存的数据没有改动。请检查磁盘空间和文件权限后重试。`,
    }
  return {
    ok: false,
    code: 'INTERNAL',
    message: '程序内部出错，数据没有改动。请重试；若再次出现，请查看日志。',
  }
}

const readsOnly = (route: (typeof contract)[RouteName]) => route.kind === 'query' || 'readsOnly' in route

/**
 * Every route's handler, or a compile error. `log` receives what users are not shown; `beforeWriting` runs ahead
 * of every command and every job that writes, once nothing else is writing.
 */
export function createDispatch(
  handlers: Handlers,
  log: (error: unknown) => void,
  beforeWriting: (route: RouteName) => void = () => undefined,
): Dispatch {
  let writing: Promise<unknown> = Promise.resolve()
  return async (name, input, options = {}) => {
    if (!isRouteName(name)) return { ok: false, code: 'NO_ROUTE', message: `没有这个功能：${name}` }
    const route = contract[name]
    const parsed = route.input.safeParse(input)
    if (!parsed.success)
      return {
        ok: false,
        code: 'BAD_INPUT',
        message: z.prettifyError(parsed.error),
        details: parsed.error.issues,
      }
    const handler = handlers[name] as (input: unknown, control: JobControl) => unknown
    const run = async (): Promise<Envelope<unknown>> => {
      try {
        if (!readsOnly(route)) beforeWriting(name)
        return { ok: true, data: await handler(parsed.data, controlOf(options)) }
      } catch (error) {
        return failure(error, log)
      }
    }
    if (route.kind === 'query') return run()
    const turn = writing.then(run)
    writing = turn
    return turn
  }
}
