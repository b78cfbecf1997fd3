/** The supervisor on the plain-Node host: the shared suite, and what only shows without a window around it. */
import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeChannel } from '../../electron/main/engine-channel.ts'
import type { EngineStatus } from '../../electron/main/engine-frames.ts'
import { createEngineProcess } from '../../electron/main/engine-process.ts'
import type { EngineProcess } from '../../electron/main/engine-process.ts'
import { hostSuite } from './host-suite.ts'

const ECHO = join(import.meta.dirname, 'echo-engine.cjs')
const INIT = { dbPath: '', keyHex: null, backupDir: '', exportUser: null, productVersion: '0.1.0' }

function supervise(blockedBy: string | null = null): {
  engine: EngineProcess
  states: EngineStatus['state'][]
  progress: unknown[]
} {
  const states: EngineStatus['state'][] = []
  const progress: unknown[] = []
  const engine = createEngineProcess({
    startChannel: nodeChannel(process.execPath, ECHO),
    init: INIT,
    blockedBy,
    onStatus: ({ state }) => states.push(state),
    onEvent: (_name, data) => progress.push(data),
    log: () => undefined,
  })
  return { engine, states, progress }
}

hostSuite('the supervisor on a Node child', false, async () => {
  const { engine, states, progress } = supervise()
  engine.start()
  return {
    ask: (route, input = {}) => engine.request(randomUUID(), route, input),
    askAndCancel: (route) => {
      const id = randomUUID()
      const answer = engine.request(id, route, {})
      engine.cancel(id)
      return answer
    },
    progress: async () => progress,
    states: async () => states,
    restart: async () => engine.restart(),
    close: async () => engine.stop(),
  }
})

describe('the supervisor', () => {
  test('cancels a request the engine has not seen yet', async () => {
    const { engine } = supervise()
    engine.start()
    const answer = engine.request('early', 'echo.value', 1)
    engine.cancel('early')
    expect(await answer).toMatchObject({ ok: false, code: 'CANCELLED' })
    engine.stop()
  })

  test('refuses a second request under an id still in use', async () => {
    const { engine } = supervise()
    engine.start()
    const first = engine.request('same', 'echo.value', 1)
    expect(await engine.request('same', 'echo.value', 2)).toMatchObject({ ok: false, code: 'BAD_FRAME' })
    expect(await first).toEqual({ ok: true, data: 1 })
    engine.stop()
  })

  test('starts the next engine only when the old one is gone', async () => {
    const { engine } = supervise()
    engine.start()
    await engine.request('warm', 'echo.value', 1)
    const old = engine.pid() ?? 0
    engine.restart()
    await engine.request('after', 'echo.value', 1)
    expect(engine.pid()).not.toBe(old)
    expect(() => process.kill(old, 0)).toThrow('ESRCH')
    engine.stop()
  })

  test('never starts an engine past a block', async () => {
    const { engine, states } = supervise('密钥无法解开')
    engine.start()
    engine.restart()
    expect(states).toEqual(['failed', 'failed'])
    expect(engine.pid()).toBeUndefined()
    expect(await engine.request('x', 'echo.value', 1)).toMatchObject({ message: '密钥无法解开' })
  })
})
