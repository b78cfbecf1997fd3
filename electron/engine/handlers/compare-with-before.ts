/** What a stored file looks like beside the last extract of its kind: columns, empty cells, values kept. */
import { blankDrift, closestLayout, layoutDrift } from '../core/importing/drift.ts'
import { blanksKept } from '../db/repo/kept-facts.ts'
import { lastBlanks, lastLayouts } from '../db/repo/layout-memory.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { WriteDb } from '../db/types.ts'
import type { Compared } from './file-report.ts'
import type { StoredPart } from './open-datasets.ts'
import type { ReadSheet } from './store-sheet.ts'

export function comparedWithBefore(db: WriteDb, read: ReadSheet, part: StoredPart): Compared {
  const { layout, parsed } = read
  const headers = new Map(layout.columns.map(({ field, header }) => [String(field), header]))
  const named = <T extends { readonly field: string }>(each: T) => ({
    ...each,
    column: headers.get(each.field) ?? each.field,
  })
  const before = lastBlanks(db, layout.kind, part.asOf)
  const { blankDriftShare } = readPlaybook(db).playbook.import
  const moved = before
    ? blankDrift(before.blanks, before.rows, parsed.blanks, parsed.counts.accepted, blankDriftShare)
    : []
  const closest = closestLayout(lastLayouts(db, layout.kind, part.asOf), layout)
  return {
    drift: layoutDrift(closest?.headers ?? null, layout),
    blankDrift: moved.map(named),
    blanksKept: layout.kind === 'customers' ? blanksKept(db, part, part.fileId).map(named) : [],
  }
}
