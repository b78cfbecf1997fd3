/** Bringing head office's extracts in, looking at what changed, and taking an import back. */
import { z } from 'zod'
import { extractKinds } from '../domain/fields.ts'
import { command, job, query } from './route.ts'
import { done, fen, isoDate, none } from './common.ts'

const rejectedRow = z.object({
  row: z.int(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string(),
  message: z.string(),
})
const columnMatch = z.object({
  header: z.string(),
  field: z.string().nullable(),
  /** Chinese, why the column was read as this field or not at all. */
  reason: z.string(),
})
const ignoredRow = z.object({ row: z.int(), reason: z.string() })

export const fileReport = z.object({
  path: z.string(),
  kind: z.enum(extractKinds),
  sheet: z.string(),
  headerRow: z.int(),
  units: z.enum(['yuan', 'wan']),
  encoding: z.string().nullable(),
  rowsRead: z.int(),
  rowsAccepted: z.int(),
  rowsRejected: z.int(),
  rejects: z.array(rejectedRow),
  ignored: z.array(ignoredRow),
  columns: z.array(columnMatch),
  /** Cells that could not be read and became unknown, per column. */
  unreadable: z.array(z.object({ column: z.string(), count: z.int(), examples: z.array(z.string()) })),
  /** Sum of the file's total row against our own sum, fen; matches null when the file has no total row. */
  controlTotal: z.object({
    found: fen.nullable(),
    computed: fen.nullable(),
    matches: z.boolean().nullable(),
  }),
})
export type FileReport = z.infer<typeof fileReport>

export const changeCounts = z.object({
  new: z.int(),
  vanished: z.int(),
  changed: z.int(),
  unchanged: z.int(),
  tierUp: z.int(),
  tierDown: z.int(),
  rmChanged: z.int(),
})

export const changeKinds = [
  'new',
  'vanished',
  'tierUp',
  'tierDown',
  'rmChanged',
  'biggestIn',
  'biggestOut',
] as const
export type ChangeKind = (typeof changeKinds)[number]

/** One customer of a change list; `before`/`after` are Chinese or amounts as text. */
export const changeLine = z.object({
  customerNo: z.string(),
  name: z.string().nullable(),
  rmName: z.string().nullable(),
  before: z.string(),
  after: z.string(),
  deltaFen: fen.nullable(),
})
export type ChangeLine = z.infer<typeof changeLine>

export const weekReport = z.object({
  asOf: isoDate,
  files: z.array(fileReport),
  comparedWith: isoDate.nullable(),
  changes: changeCounts,
  aumFen: fen,
})
export type WeekReport = z.infer<typeof weekReport>

const preview = z.object({
  /** Names this parsed batch in the engine's memory until it is committed or discarded. */
  token: z.string(),
  weeks: z.array(
    weekReport.extend({
      customers: z.int(),
      aumBeforeFen: fen.nullable(),
      /** Kinds of this date already imported that would be replaced. */
      replaces: z.array(z.enum(extractKinds)),
      /** Up to 200 lines per kind of change. */
      lists: z.record(z.enum(changeKinds), z.array(changeLine)),
    }),
  ),
  /** Files whose content is already imported; they would change nothing. */
  alreadyImported: z.array(z.string()),
  /** Set when a commit needs a yes first, with the Chinese question. */
  confirmations: z.array(z.object({ code: z.string(), message: z.string() })),
})
export type ImportPreview = z.infer<typeof preview>

export const importOptions = z.object({
  asOf: isoDate.optional(),
  kind: z.enum(extractKinds).optional(),
  units: z.enum(['yuan', 'wan']).optional(),
  maxRejectPercent: z.number().min(0).max(100).optional(),
  duplicates: z.enum(['reject', 'sum']).optional(),
})

const importEntry = z.object({
  importId: z.int(),
  importedAt: z.string(),
  state: z.enum(['active', 'undone', 'replaced']),
  asOf: z.array(isoDate),
  files: z.array(
    z.object({ fileName: z.string(), kind: z.enum(extractKinds), asOf: isoDate, rows: z.int() }),
  ),
  rejected: z.int(),
  /** Only the latest active import can be undone from here. */
  undoable: z.boolean(),
})
export type ImportEntry = z.infer<typeof importEntry>

export const importRoutes = {
  /** Reads and checks files without writing; the same parse is what `imports.commit` stores. */
  'imports.preview': job(z.object({ paths: z.array(z.string()).min(1), options: importOptions }), preview),
  /** Stores a previewed batch, all or nothing. `confirmed` lists the codes answered with yes. */
  'imports.commit': job(
    z.object({ token: z.string(), confirmed: z.array(z.string()) }),
    z.object({ importId: z.int(), weeks: z.array(weekReport) }),
  ),
  'imports.discard': command(z.object({ token: z.string() }), done),
  'imports.history': query(none, z.object({ imports: z.array(importEntry) })),
  'imports.report': query(z.object({ importId: z.int() }), z.object({ weeks: z.array(weekReport) })),
  'imports.undo': command(none, z.object({ importId: z.int(), asOf: z.array(isoDate) })),
}
