/**
 * Keeps one engine alive. Pairs answers with questions, holds questions back until the engine is ready, and
 * when it dies answers everything in flight with ENGINE_DIED and starts it again: at most three times within
 * a minute, so that a broken database or machine ends in a sentence instead of a loop.
 */
import type { ChannelEvents, EngineChannel, StartChannel } from './engine-channel.ts'
import { frameFromEngine } from './engine-frames.ts'
import type { EngineAnswer, EngineInit, EngineStatus, FrameFromEngine } from './engine-frames.ts'

export type EngineProcess = {
  start: () => void
  /** Resolves always; a dead engine is an answer, not an exception. */
  request: (id: string, route: string, input: unknown) => Promise<EngineAnswer>
  cancel: (id: string) => void
  /** Starts afresh and forgets earlier deaths. */
  restart: () => void
  /** Ends the process for good. */
  stop: () => void
  status: () => EngineStatus
  pid: () => number | undefined
}

export type EngineOptions = {
  startChannel: StartChannel
  init: EngineInit
  /** A sentence that keeps the engine from starting at all; null on an ordinary start. */
  blockedBy: string | null
  onStatus: (status: EngineStatus) => void
  /** Events the engine raises: 'progress', 'changed', … */
  onEvent: (name: string, data: unknown) => void
  log: (line: string) => void
}

const RESTART_DELAYS_MS = [250, 1_000, 3_000]
const RESTART_WINDOW_MS = 60_000
const DIED = {
  ok: false as const,
  code: 'ENGINE_DIED',
  message: '数据引擎意外中断，本次操作没有完成。引擎正在自动重启，请稍后再试。',
}

export function createEngineProcess(options: EngineOptions): EngineProcess {
  const asked = new Map<string, (answer: EngineAnswer) => void>()
  let held: { id: string; route: string; input: unknown }[] = []
  let channel: EngineChannel | null = null
  let status: EngineStatus = { state: 'starting', message: null }
  let deaths: number[] = []
  let timer: NodeJS.Timeout | undefined
  let stopped = false
  let replacing = false

  function enter(state: EngineStatus['state'], message: string | null): void {
    status = { state, message }
    options.onStatus(status)
  }

  function start(): void {
    clearTimeout(timer)
    if (options.blockedBy !== null) return fail(options.blockedBy)
    enter('starting', null)
    let current: EngineChannel | null = null
    // A process that was replaced may still report; only the one in place counts.
    const isCurrent = (): boolean => channel === current
    const events: ChannelEvents = {
      message: (frame) => {
        if (isCurrent()) receive(frame)
      },
      output: (text) => options.log(text.trimEnd()),
      exit: (reason) => {
        if (isCurrent()) died(reason)
      },
    }
    current = options.startChannel(events)
    channel = current
    current.post({ init: options.init })
  }

  function receive(raw: unknown): void {
    const parsed = frameFromEngine.safeParse(raw)
    if (!parsed.success) return options.log('engine sent an unknown frame')
    handle(parsed.data)
  }

  function handle(frame: FrameFromEngine): void {
    if ('ready' in frame) {
      enter('ready', null)
      for (const question of held) channel?.post(question)
      held = []
    } else if ('fatal' in frame) {
      fail(frame.fatal.message)
    } else if ('event' in frame) {
      options.onEvent(frame.event, frame.data)
    } else {
      const { id, ...answer } = frame
      asked.get(id)?.(answer)
      asked.delete(id)
    }
  }

  function died(reason: string): void {
    channel = null
    options.log(`engine gone: ${reason}`)
    answerAll(DIED)
    if (stopped) return
    if (replacing) {
      replacing = false
      return start()
    }
    const now = Date.now()
    deaths = [...deaths.filter((at) => now - at < RESTART_WINDOW_MS), now]
    const delay = RESTART_DELAYS_MS[deaths.length - 1]
    if (delay === undefined)
      return fail('数据引擎在一分钟内多次中断，已停止自动重启。请查看日志，或点击「重新启动引擎」。')
    enter('dead', '数据引擎意外中断，正在自动重启。')
    timer = setTimeout(start, delay)
  }

  function fail(message: string): void {
    enter('failed', message)
    answerAll({ ok: false, code: 'ENGINE_FAILED', message })
    endProcess()
  }

  function answerAll(answer: EngineAnswer): void {
    held = []
    const waiting = [...asked.values()]
    asked.clear()
    for (const reply of waiting) reply(answer)
  }

  function endProcess(): void {
    clearTimeout(timer)
    const old = channel
    channel = null
    old?.kill()
  }

  function request(id: string, route: string, input: unknown): Promise<EngineAnswer> {
    if (status.state === 'failed') {
      return Promise.resolve({ ok: false, code: 'ENGINE_FAILED', message: status.message ?? DIED.message })
    }
    if (asked.has(id)) return Promise.resolve({ ok: false, code: 'BAD_FRAME', message: '请求编号重复。' })
    return new Promise((reply) => {
      asked.set(id, reply)
      if (status.state === 'ready') channel?.post({ id, route, input })
      else held.push({ id, route, input })
    })
  }

  function cancel(id: string): void {
    if (!asked.has(id)) return
    const waiting = held.findIndex((question) => question.id === id)
    if (waiting < 0) return channel?.post({ id, cancel: true })
    held.splice(waiting, 1)
    asked.get(id)?.({ ok: false, code: 'CANCELLED', message: '已取消。' })
    asked.delete(id)
  }

  function restart(): void {
    deaths = []
    answerAll(DIED)
    if (!channel) return start()
    // The next one starts when this one is gone: two engines must not open the same database.
    replacing = true
    enter('starting', null)
    channel.kill()
  }

  function stop(): void {
    stopped = true
    answerAll(DIED)
    endProcess()
  }

  return { start, request, cancel, restart, stop, status: () => status, pid: () => channel?.pid() }
}
