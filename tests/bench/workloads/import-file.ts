/**
 * A file into a new database the way the product does it: preview (reads, checks, stores, derives) and commit.
 * `parts.stored` leaves out deriving: rows read, validated and stored with provenance and indexes, and the commit.
 */
import { join } from 'node:path'
import { callRoute } from '../../../electron/engine/dispatch.ts'
import { createEngine } from '../../../electron/engine/engine.ts'
import { systemClock } from '../../../electron/engine/system-clock.ts'
import type { Outcome, Workload } from '../outcome.ts'
import { peakMb } from '../outcome.ts'
import { inScratchFolder } from '../scratch-folder.ts'
import { storedCheck } from '../stored-check.ts'

export const importFile: Workload = (file) =>
  inScratchFolder(async (folder): Promise<Outcome> => {
    const dbPath = join(folder, 'branch.db')
    const engine = createEngine({ dbPath, keyHex: null, clock: systemClock, log: console.error })
    let derivingAt = 0
    const from = performance.now()
    const preview = await callRoute(
      engine.dispatch,
      'imports.preview',
      { paths: [file.path], options: {} },
      {
        onProgress: ({ phase }) => {
          if (phase === 'deriving' && derivingAt === 0) derivingAt = performance.now()
        },
      },
    )
    const previewedAt = performance.now()
    const confirmed = preview.confirmations.map(({ code }) => code)
    const { weeks } = await callRoute(engine.dispatch, 'imports.commit', { token: preview.token, confirmed })
    const until = performance.now()
    const peak = peakMb()
    engine.close()
    const commit = until - previewedAt
    const stored = storedCheck(dbPath, file)
    const unread = weeks
      .flatMap(({ files }) => files)
      .flatMap(({ rejects, unreadable }) => [rejects, unreadable])
    const lost = unread.some((list) => list.length > 0) ? 'cells were rejected or unreadable' : null
    return {
      ms: until - from,
      peakMb: peak,
      rows: stored.rows,
      cells: stored.cells,
      problem: stored.problem ?? lost ?? (derivingAt === 0 ? 'deriving was never reported' : null),
      parts: { stored: derivingAt - from + commit, preview: previewedAt - from, commit },
    }
  })
