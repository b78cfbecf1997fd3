/**
 * Migrations in order. Versions grow by tens; a released migration is never edited, the next one mends it.
 * To add one: a file `NNNN-what.ts` exporting `version` and `sql`, and a line here.
 */
import * as firstSchema from './0010-first-schema.ts'
import * as importDecisions from './0020-import-decisions.ts'
import * as segments from './0030-segments.ts'
import * as segmentation from './0040-segmentation.ts'
import * as handKept from './0060-hand-kept.ts'
import * as gridWork from './0070-grid-work.ts'

export interface Migration {
  readonly version: number
  readonly sql: string
}

export const migrations: readonly Migration[] = [
  firstSchema,
  importDecisions,
  segments,
  segmentation,
  handKept,
  gridWork,
]
export const currentVersion = Math.max(...migrations.map((m) => m.version))
