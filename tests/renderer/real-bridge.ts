/**
 * `window.panhuo` over the real engine in this process, on a real database file, with the sample weeks
 * imported the way a person imports them. Answers are cloned as they are between processes, so a value that
 * could not cross fails here too.
 */
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { BridgeEvent, BridgeEvents, PanhuoBridge } from '../../renderer/api/bridge.ts'
import { contract, isRouteName } from '../../shared/contract/contract.ts'
import type { Envelope } from '../../shared/contract/route.ts'

const fixtures = join(import.meta.dirname, '../fixtures')
const weekMarks = ['20261113', '20261120'] as const

/** The sample files of a week, 1 or 2. */
export function weekFiles(week: 1 | 2): string[] {
  const mark = weekMarks[week - 1] ?? ''
  return readdirSync(fixtures)
    .filter((name) => name.includes(mark))
    .sort()
    .map((name) => join(fixtures, name))
}

export interface RealBridge {
  readonly engine: Engine
  importWeek(week: 1 | 2): Promise<void>
  /** Tells the window something the shell would tell it. */
  emit<E extends BridgeEvent>(event: E, data: BridgeEvents[E]): void
  close(): void
}

/** Installs the bridge and imports the first `weeks` sample weeks (0 = an empty branch). */
export async function installRealBridge(weeks: 0 | 1 | 2): Promise<RealBridge> {
  const dir = mkdtempSync(join(tmpdir(), 'panhuo-renderer-'))
  const engine = createEngine({
    dbPath: join(dir, 'panhuo.db'),
    keyHex: null,
    clock: { now: () => '2026-11-20T17:05:00' },
    log: (error) => {
      throw error
    },
  })
  const listeners = new Map<BridgeEvent, Set<(data: never) => void>>()
  const running = new Map<string, AbortController>()

  const emit = <E extends BridgeEvent>(event: E, data: BridgeEvents[E]) =>
    listeners.get(event)?.forEach((listen) => (listen as (data: BridgeEvents[E]) => void)(data))

  async function invoke(route: string, input: unknown, onId?: (id: string) => void) {
    const id = crypto.randomUUID()
    const controller = new AbortController()
    running.set(id, controller)
    onId?.(id)
    const answer = await engine.dispatch(route, structuredClone(input), {
      signal: controller.signal,
      onProgress: (progress) => emit('progress', { id, ...progress }),
    })
    running.delete(id)
    if (answer.ok && isRouteName(route) && contract[route].kind !== 'query') emit('changed', { topics: [] })
    return structuredClone(answer) as Envelope<unknown>
  }

  const bridge: PanhuoBridge = {
    invoke,
    cancel: (id) => running.get(id)?.abort(),
    on(event, listen) {
      const set = listeners.get(event) ?? new Set()
      listeners.set(event, set)
      set.add(listen as (data: never) => void)
      return () => set.delete(listen as (data: never) => void)
    },
    pathsOf: (files) => files.map((file) => join(fixtures, file.name)),
  }
  window.panhuo = bridge

  async function importWeek(week: 1 | 2) {
    const preview = await callRoute(engine.dispatch, 'imports.preview', {
      paths: weekFiles(week),
      options: {},
    })
    const confirmed = preview.confirmations.map((c) => c.code)
    await callRoute(engine.dispatch, 'imports.commit', { token: preview.token, confirmed })
    emit('changed', { topics: [] })
  }
  for (const week of [1, 2] as const) if (week <= weeks) await importWeek(week)

  return {
    engine,
    importWeek,
    emit,
    close() {
      delete window.panhuo
      engine.close()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}
