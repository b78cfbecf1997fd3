/** What reading a batch asks of the database: earlier contents, earlier layouts, the branch's own words. */
import { closestLayout, layoutDrift } from '../core/importing/drift.ts'
import { fileInForce, knownContent } from '../db/repo/datasets.ts'
import { lastLayouts, layoutLookup } from '../db/repo/layout-memory.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import type { ImportLookups } from './read-batch.ts'

/** A date after every extract, for a layout that does not say its own. */
const endOfTime = '9999-12-31'

export function lookupsOf(db: ReadDb): ImportLookups {
  return {
    isKnown: (hash) => knownContent(db, hash),
    isInForce: (fileId, hash) => fileInForce(db, fileId, hash),
    layouts: layoutLookup(db),
    aliases: readPlaybook(db).playbook.import.aliases,
    drift(layout) {
      const before = layout.asOf.date ?? layout.asOf.dates[0] ?? endOfTime
      const closest = closestLayout(lastLayouts(db, layout.kind, before), layout)
      return layoutDrift(closest?.headers ?? null, layout)
    },
  }
}
