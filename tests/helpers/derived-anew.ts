import { deriveFrom } from '../../electron/engine/handlers/derive.ts'
import { replayDump } from './replay-dump.ts'
import type { TestEngine } from './test-engine.ts'

/** What there would be if everything were derived from nothing; rolled back afterwards. */
export function derivedAnew({ engine }: TestEngine): Record<string, unknown> {
  const { write } = engine.context
  write.exec('BEGIN')
  try {
    Array.from(deriveFrom(write, '0000-01-01'))
    return replayDump(write)
  } finally {
    write.exec('ROLLBACK')
  }
}
