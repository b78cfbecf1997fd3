/** A real engine on a real file, with a clock that stands still unless moved. */
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { callRoute, type CallOptions } from '../../electron/engine/dispatch.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { InputOf, OutputOf, RouteName } from '../../shared/contract/contract.ts'
import { tempDir } from './temp-dir.ts'

export interface TestEngine {
  readonly engine: Engine
  readonly dbPath: string
  readonly dir: string
  call<R extends RouteName>(route: R, input: InputOf<R>, options?: CallOptions): Promise<OutputOf<R>>
  setNow(now: string): void
  /** Previews and commits files, answering every question with yes. */
  import(
    paths: readonly string[],
    options?: InputOf<'imports.preview'>['options'],
  ): Promise<OutputOf<'imports.commit'>>
}

export function testEngine(options: { dbPath?: string; keyHex?: string } = {}): TestEngine {
  const dir = tempDir()
  const dbPath = options.dbPath ?? join(dir, 'branch.db')
  let now = '2026-11-21T09:30:00'
  const problems: unknown[] = []
  const engine = createEngine({
    dbPath,
    keyHex: options.keyHex ?? null,
    clock: { now: () => now },
    log: (error) => problems.push(error),
  })
  onTestFinished(() => {
    engine.close()
    if (problems.length > 0) throw problems[0]
  })
  const call: TestEngine['call'] = (route, input, extra) => callRoute(engine.dispatch, route, input, extra)
  return {
    engine,
    dbPath,
    dir,
    call,
    setNow(value) {
      now = value
    },
    async import(paths, importOptions = {}) {
      const preview = await call('imports.preview', { paths: [...paths], options: importOptions })
      const confirmed = preview.confirmations.map((c) => c.code)
      return call('imports.commit', { token: preview.token, confirmed })
    },
  }
}

const history = [
  'import',
  'dataset',
  'import_file',
  'import_reject',
  'sqlite_sequence',
  'command_log',
  'command_change',
  'export_log',
]

/** Everything the database holds except history and audit, for comparing before and after. */
export function dump({ context }: Engine): Record<string, unknown[]> {
  const tables = context.read
    .prepare(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name`)
    .pluck()
    .all() as string[]
  return Object.fromEntries(
    tables
      .filter((t) => !history.includes(t))
      .map((t) => [
        t,
        (context.read.prepare(`SELECT * FROM ${t}`).all() as unknown[]).map((r) => JSON.stringify(r)).sort(),
      ]),
  )
}
