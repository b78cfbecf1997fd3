/**
 * What every host of the engine must do, said once. Run against the supervisor in plain Node and, through the
 * real app, against a Node child and an Electron utility process.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { EngineAnswer, EngineStatus } from '../../electron/main/engine-frames.ts'

export type HostDriver = {
  ask: (route: string, input?: unknown) => Promise<EngineAnswer>
  /** Asks and cancels as soon as the request has left. */
  askAndCancel: (route: string) => Promise<EngineAnswer>
  /** Data of every 'progress' event so far, oldest first. */
  progress: () => Promise<unknown[]>
  states: () => Promise<EngineStatus['state'][]>
  restart: () => Promise<void>
  close: () => Promise<void>
}

export function hostSuite(name: string, isUtility: boolean, open: () => Promise<HostDriver>): void {
  describe(name, () => {
    let host: HostDriver
    beforeAll(async () => {
      host = await open()
    })
    afterAll(() => host.close())

    test('hands the engine what it needs to start, inside the expected process', async () => {
      const answer = await host.ask('echo.init')
      expect(answer).toMatchObject({ ok: true, data: { hasParentPort: isUtility, productVersion: '0.1.0' } })
    })

    test('carries values both ways unchanged', async () => {
      const value = {
        text: '王小明',
        amount: 123456789012,
        none: null,
        list: [1, [2]],
        nested: { yes: true },
      }
      expect(await host.ask('echo.value', value)).toEqual({ ok: true, data: value })
    })

    test('carries bytes as bytes', async () => {
      const answer = await host.ask('echo.bytes', { length: 100_000 })
      const bytes = answer.ok ? (answer.data as Uint8Array) : new Uint8Array()
      expect(bytes).toBeInstanceOf(Uint8Array)
      expect([bytes.length, bytes[0], bytes[99_999]]).toEqual([100_000, 7, 7])
    })

    test('answers many at once, each with its own', async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, (_, n) => host.ask('echo.value', n)))
      expect(answers).toEqual(Array.from({ length: 50 }, (_, n) => ({ ok: true, data: n })))
    })

    test('passes a refusal on with its details', async () => {
      const refusal = { ok: false, code: 'REFUSED', message: '不可以', details: { field: 'a' } }
      expect(await host.ask('echo.refuse')).toEqual(refusal)
    })

    test('delivers progress in order, before the answer', async () => {
      await host.ask('echo.progress', { steps: 3 })
      expect(await host.progress()).toMatchObject([{ done: 1 }, { done: 2 }, { done: 3 }])
    })

    test('cancels what is running', async () => {
      expect(await host.askAndCancel('echo.wait')).toMatchObject({ ok: false, code: 'CANCELLED' })
    })

    test('answers everything in flight when the engine dies, and comes back', async () => {
      const waiting = host.ask('echo.wait')
      expect(await host.ask('echo.crash')).toMatchObject({ ok: false, code: 'ENGINE_DIED' })
      expect(await waiting).toMatchObject({ ok: false, code: 'ENGINE_DIED' })
      expect(await host.ask('echo.value', 1)).toEqual({ ok: true, data: 1 })
      expect((await host.states()).slice(-3)).toEqual(['dead', 'starting', 'ready'])
    })

    test('gives up after the third restart within a minute, until asked', async () => {
      const codes: string[] = []
      for (let crash = 0; crash < 3; crash++) {
        const answer = await host.ask('echo.crash')
        codes.push(answer.ok ? 'ok' : answer.code)
      }
      expect(codes).toEqual(['ENGINE_DIED', 'ENGINE_DIED', 'ENGINE_DIED'])
      expect((await host.states()).at(-1)).toBe('failed')
      expect(await host.ask('echo.value', 1)).toMatchObject({ ok: false, code: 'ENGINE_FAILED' })
      await host.restart()
      expect(await host.ask('echo.value', 2)).toEqual({ ok: true, data: 2 })
    })
  })
}
