/**
 * Entry of the engine as a process of its own. Speaks frames with whoever started it: Electron's utility
 * process or a plain Node child; the only difference is the port.
 *
 *   in:  { init: {...} } first, then { id, route, input } and { id, cancel: true }
 *   out: { ready: true } or { fatal: { code, message } } first, then { id, ok, ... } and { event, data }
 */
import { createEngine, type Engine } from './engine.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { contract, isRouteName } from '../../shared/contract/contract.ts'
import { systemClock } from './system-clock.ts'

interface InitFrame {
  readonly init: { readonly dbPath: string; readonly keyHex: string | null; readonly backupDir?: string }
}
interface CallFrame {
  readonly id: string
  readonly route: string
  readonly input: unknown
}
interface CancelFrame {
  readonly id: string
  readonly cancel: true
}
type Frame = InitFrame | CallFrame | CancelFrame

interface UtilityPort {
  on(event: 'message', listener: (message: { data: unknown }) => void): void
  postMessage(message: unknown): void
}

const utilityPort = (process as unknown as { parentPort?: UtilityPort }).parentPort

function send(frame: unknown): void {
  if (utilityPort) utilityPort.postMessage(frame)
  else process.send?.(frame)
}

let engine: Engine | null = null
const running = new Map<string, AbortController>()

function start({ init }: InitFrame): void {
  try {
    engine = createEngine({
      dbPath: init.dbPath,
      keyHex: init.keyHex,
      ...(init.backupDir === undefined ? {} : { backupDir: init.backupDir }),
      clock: systemClock,
      log: (error) => console.error(error instanceof Error ? error.stack : String(error)),
    })
    send({ ready: true })
  } catch (error) {
    if (!(error instanceof Refusal)) console.error(error)
    const code = error instanceof Refusal ? error.code : 'DB_TROUBLE'
    const message =
      error instanceof Refusal ? error.message : '打不开数据库。请检查磁盘空间和文件权限后重启程序。'
    send({ fatal: { code, message } })
  }
}

async function answer({ id, route, input }: CallFrame): Promise<void> {
  if (!engine) {
    send({ id, ok: false, code: 'ENGINE_NOT_READY', message: '数据引擎还没有准备好，请稍候再试。' })
    return
  }
  const abort = new AbortController()
  running.set(id, abort)
  const envelope = await engine.dispatch(route, input, {
    signal: abort.signal,
    onProgress: (progress) => send({ event: 'progress', data: { id, ...progress } }),
  })
  running.delete(id)
  send({ id, ...envelope })
  if (envelope.ok && isRouteName(route) && contract[route].kind !== 'query')
    send({ event: 'changed', data: { topics: [route] } })
}

function receive(frame: Frame): void {
  if ('init' in frame) start(frame)
  else if ('cancel' in frame) running.get(frame.id)?.abort()
  else void answer(frame)
}

if (utilityPort) utilityPort.on('message', ({ data }) => receive(data as Frame))
else {
  process.on('message', (frame) => receive(frame as Frame))
  // The shell is gone: nothing may go on writing behind the user's back.
  process.on('disconnect', () => {
    engine?.close()
    process.exit(0)
  })
}
