/** The shared host suite through the real app, on both hosts. The echo engine needs no SQLite, so any Electron will do. */
import { join } from 'node:path'
import type { EngineStatus } from '../../electron/main/engine-frames.ts'
import type { EngineAnswer } from '../../electron/main/engine-frames.ts'
import type { PanhuoBridge } from '../../electron/preload/bridge.ts'
import { REPO_ROOT } from '../../scripts/electron-runtime.ts'
import { repositoryNode } from '../../scripts/launch.ts'
import { launchApp } from '../e2e/electron-app.ts'
import { hostSuite } from './host-suite.ts'
import type { HostDriver } from './host-suite.ts'

type OwnWindow = { panhuo: PanhuoBridge; progressSeen: unknown[] }

async function driveApp(engineNode: string | undefined): Promise<HostDriver> {
  const running = await launchApp({
    env: {
      PANHUO_ENGINE_ENTRY: join(REPO_ROOT, 'tests', 'host', 'echo-engine.cjs'),
      PANHUO_ENGINE_NODE: engineNode,
    },
  })
  const { page } = running
  await page.evaluate(() => {
    const own = window as unknown as OwnWindow
    own.progressSeen = []
    own.panhuo.on('progress', (data) => own.progressSeen.push(data))
  })
  return {
    // Bytes would leave the page as an object of numbers, so they travel as a plain array from here on.
    ask: async (route, input = {}) => {
      const { answer, bytes } = await page.evaluate(
        async ([name, value]) => {
          const reply = await (window as unknown as OwnWindow).panhuo.invoke(name, value)
          const isBytes = reply.ok && reply.data instanceof Uint8Array
          return {
            answer: isBytes ? null : reply,
            bytes: isBytes ? Array.from(reply.data as Uint8Array) : [],
          }
        },
        [route, input] as const,
      )
      return answer ?? ({ ok: true, data: Uint8Array.from(bytes) } satisfies EngineAnswer)
    },
    askAndCancel: (route) =>
      page.evaluate((name) => {
        const { panhuo } = window as unknown as OwnWindow
        let sent = ''
        const answer = panhuo.invoke(name, {}, (id) => {
          sent = id
        })
        panhuo.cancel(sent)
        return answer
      }, route),
    progress: () => page.evaluate(() => (window as unknown as OwnWindow).progressSeen),
    states: async () => (await running.engineHistory()).map(({ state }: EngineStatus) => state),
    restart: async () => void (await running.shell('shell.restartEngine', {})),
    close: running.close,
  }
}

hostSuite('the app with a Node child', false, () => driveApp(repositoryNode()))
hostSuite('the app with a utility process', true, () => driveApp(undefined))
