/**
 * A process that does one piece of writing and says how far it is, made to be killed at any moment. Says `ready`
 * once loaded, waits for its task, says `began`, `committing` (everything is stored and derived, the commit comes next) and `committed`, then stays alive until it is killed.
 */
import { flushCompileCache } from 'node:module'
import { callRoute } from '../../electron/engine/dispatch.ts'
import { createEngine } from '../../electron/engine/engine.ts'

export interface KillTask {
  readonly dbPath: string
  readonly work:
    | { readonly route: 'import'; readonly paths: readonly string[] }
    | { readonly route: 'undo'; readonly importId: number; readonly lastDate: string }
}
export type KillPhase = 'ready' | 'began' | 'committing' | 'committed' | 'failed'

const say = (phase: KillPhase): void => void process.send?.(phase)

async function run({ dbPath, work }: KillTask): Promise<void> {
  const { context, dispatch } = createEngine({
    dbPath,
    keyHex: null,
    clock: { now: () => '2026-11-21T09:30:00' },
    log: console.error,
  })
  // So small a cache that most of the transaction reaches the disk long before it is committed.
  context.write.pragma('cache_size = 16')
  say('began')
  if (work.route === 'undo') {
    const { importId, lastDate } = work
    await callRoute(
      dispatch,
      'imports.undo',
      { importId },
      {
        onProgress: ({ label, done, total }) => {
          if (label.includes(lastDate) && done > 0 && done === total) say('committing')
        },
      },
    )
  } else {
    const preview = await callRoute(dispatch, 'imports.preview', { paths: [...work.paths], options: {} })
    const confirmed = preview.confirmations.map((c) => c.code)
    say('committing')
    await callRoute(dispatch, 'imports.commit', { token: preview.token, confirmed })
  }
  say('committed')
}

// A listener that stays keeps the process alive when its work is done.
process.on('message', (task) => {
  run(task as KillTask).catch((error: unknown) => {
    console.error(error)
    say('failed')
  })
})
// A killed process would never write down what it compiled.
flushCompileCache()
say('ready')
