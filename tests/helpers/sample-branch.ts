/** One engine on the two sample weeks for all tests of a file that only read, or take back what they write. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { createEngine, type Engine } from '../../electron/engine/engine.ts'
import type { InputOf, OutputOf, RouteName } from '../../shared/contract/contract.ts'
import { week1Files, week2Files } from './samples.ts'

export interface SampleBranch {
  /** There once the first test runs. */
  readonly engine: Engine
  call<R extends RouteName>(route: R, input: InputOf<R>): Promise<OutputOf<R>>
}

export function sampleBranch(): SampleBranch {
  const dir = mkdtempSync(join(tmpdir(), 'panhuo-branch-'))
  let opened: Engine | null = null
  const engine = () => {
    if (opened === null) throw new Error('the sample branch is opened before the tests run')
    return opened
  }
  const call: SampleBranch['call'] = (route, input) => callRoute(engine().dispatch, route, input)
  beforeAll(async () => {
    opened = createEngine({
      dbPath: join(dir, 'branch.db'),
      keyHex: null,
      clock: { now: () => '2026-11-21T09:30:00' },
      log: (error) => {
        throw error
      },
    })
    const preview = await call('imports.preview', { paths: [...week1Files, ...week2Files], options: {} })
    await call('imports.commit', { token: preview.token, confirmed: [] })
  })
  afterAll(() => {
    opened?.close()
    rmSync(dir, { recursive: true, force: true })
  })
  return {
    get engine() {
      return engine()
    },
    call,
  }
}
