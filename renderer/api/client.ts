/**
 * Typed calls to the engine and the shell over the bridge. A refused call throws `ApiError`, whose message
 * is Chinese and fit to be shown.
 */
import type { InputOf, OutputOf, RouteName } from '../../shared/contract/contract.ts'
import { t } from '../i18n/index.ts'
import { envelopeSchema, type BridgeEvent, type BridgeEvents, type PanhuoBridge } from './bridge.ts'
import type { ShellInputOf, ShellOutputOf, ShellRouteName } from '../../shared/contract/shell.ts'

export class ApiError extends Error {
  readonly code: string
  readonly details: unknown
  constructor(code: string, message: string, details: unknown = null) {
    super(message)
    this.name = 'ApiError'
    this.code = code
    this.details = details
  }
}

/** Anything thrown, as an `ApiError`. */
export function toApiError(error: unknown): ApiError {
  if (error instanceof ApiError) return error
  return new ApiError('INTERNAL', error instanceof Error ? error.message : String(error))
}

function bridge(): PanhuoBridge {
  if (!window.panhuo) throw new ApiError('NO_BRIDGE', t('error.noBridge'))
  return window.panhuo
}

async function send(route: string, input: unknown, onId?: (id: string) => void): Promise<unknown> {
  const answer = envelopeSchema.safeParse(await bridge().invoke(route, input, onId))
  if (!answer.success) throw new ApiError('BAD_ANSWER', t('error.badAnswer'))
  if (!answer.data.ok) throw new ApiError(answer.data.code, answer.data.message, answer.data.details)
  return answer.data.data
}

/** Calls an engine route. `onId` is told the call's id, for progress and cancelling. */
export async function call<R extends RouteName>(
  route: R,
  input: InputOf<R>,
  onId?: (id: string) => void,
): Promise<OutputOf<R>> {
  return (await send(route, input, onId)) as OutputOf<R>
}

/** Calls a route the shell answers itself: dialogs, printing, information about the program. */
export async function shellCall<R extends ShellRouteName>(
  route: R,
  input: ShellInputOf<R>,
): Promise<ShellOutputOf<R>> {
  return (await send(route, input)) as ShellOutputOf<R>
}

/** Asks a running job to stop; it answers with the error code CANCELLED. */
export function cancelCall(id: string): void {
  bridge().cancel(id)
}

/** Listens to an event of the bridge; returns the function that stops listening. */
export function onEvent<E extends BridgeEvent>(
  event: E,
  listener: (data: BridgeEvents[E]) => void,
): () => void {
  return window.panhuo ? window.panhuo.on(event, listener) : () => undefined
}

/** Paths of files dropped on the window. */
export function pathsOf(files: File[]): string[] {
  return bridge().pathsOf(files)
}
