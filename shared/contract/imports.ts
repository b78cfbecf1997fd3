/** Bringing head office's extracts in, looking at what changed, and taking an import back. */
import { z } from 'zod'
import { extractKinds } from '../domain/fields.ts'
import { command, job, query, readingJob } from './route.ts'
import { done, fen, isoDate, none } from './common.ts'

const rejectedRow = z.object({
  row: z.int(),
  column: z.string().nullable(),
  /** Zero-based position of the column in the sheet; null when the whole row is meant. */
  index: z.int().nullable(),
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

/** How a layout differs from the one this kind of extract last came in. */
const layoutDrift = z.object({
  kind: z.enum(['renamed', 'missing', 'new']),
  field: z.string().nullable(),
  /** Header before and now; null where there is none. */
  before: z.string().nullable(),
  now: z.string().nullable(),
})
export type LayoutDrift = z.infer<typeof layoutDrift>

export const fileReport = z.object({
  path: z.string(),
  fileName: z.string(),
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
  /** Columns whose share of empty cells moved noticeably against the extract before. */
  blankDrift: z.array(
    z.object({ column: z.string(), field: z.string(), before: z.number(), now: z.number() }),
  ),
  /** Rows whose empty cell keeps the value known before, per column read that way. */
  blanksKept: z.array(z.object({ column: z.string(), field: z.string(), count: z.int() })),
  drift: z.array(layoutDrift),
  /** Cells and rows the person importing has set right or left out. */
  corrected: z.int(),
  dropped: z.int(),
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

const units = z.enum(['yuan', 'wan'])
const duplicates = z.enum(['reject', 'sum'])

/**
 * What the person importing decided about one sheet of one file. Everything here is a choice on top of what the
 * file says; the file itself is never changed, and a preview with the same decisions gives the same result.
 */
export const sheetDecision = z.object({
  path: z.string(),
  sheet: z.string(),
  /** False leaves the sheet out, true reads it though it was passed over. */
  include: z.boolean().optional(),
  /** 1-based sheet row of the (last) header row. */
  headerRow: z.int().min(1).optional(),
  kind: z.enum(extractKinds).optional(),
  units: units.optional(),
  asOf: isoDate.optional(),
  duplicates: duplicates.optional(),
  /** Field of a column by its zero-based position; null leaves the column out. */
  columns: z.array(z.object({ index: z.int().min(0), field: z.string().nullable() })).optional(),
  /** "Fix all like this": a cell text of a column is read as another text. Remembered with the layout. */
  substitutions: z.array(z.object({ index: z.int().min(0), from: z.string(), to: z.string() })).optional(),
  /** One cell set right: 1-based sheet row, zero-based column. */
  cells: z.array(z.object({ row: z.int().min(1), index: z.int().min(0), to: z.string() })).optional(),
  /** 1-based sheet rows left out. */
  dropRows: z.array(z.int().min(1)).optional(),
  /** What an empty cell of a field means: the value known before stays, or it is unknown now. */
  blanks: z.array(z.object({ field: z.string(), policy: z.enum(['keep', 'clear']) })).optional(),
})
export type SheetDecision = z.infer<typeof sheetDecision>

export const importOptions = z.object({
  asOf: isoDate.optional(),
  kind: z.enum(extractKinds).optional(),
  units: units.optional(),
  maxRejectPercent: z.number().min(0).max(100).optional(),
  duplicates: duplicates.optional(),
  decisions: z.array(sheetDecision).optional(),
})

const fileRefusal = z.object({ code: z.string(), message: z.string() })

const inspectedColumn = z.object({
  index: z.int(),
  header: z.string(),
  field: z.string().nullable(),
  /** Chinese, why the column was read as this field or not at all. */
  reason: z.string(),
  /** The mapping was decided by a person for this layout before. */
  remembered: z.boolean(),
  unit: units.nullable(),
  /** The file hides this column; it is read all the same. */
  hidden: z.boolean(),
  /** Up to five different values, as they stand in the sheet. */
  samples: z.array(z.string()),
})

const inspectedSheet = z.object({
  name: z.string(),
  hidden: z.boolean(),
  /** extract = will be read; skipped = left out with a reason; refused = something must be decided first. */
  state: z.enum(['extract', 'skipped', 'refused']),
  reason: z.string().nullable(),
  refusal: fileRefusal.nullable(),
  /** First rows of the sheet as texts, for choosing the header row. */
  head: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
  layout: z
    .object({
      kind: z.enum(extractKinds),
      headerRow: z.int(),
      groupRow: z.int().nullable(),
      units: z.object({ unit: units, source: z.enum(['header', 'given', 'title', 'assumed']) }),
      asOf: isoDate.nullable(),
      dates: z.array(isoDate),
      columns: z.array(inspectedColumn),
      ignored: z.array(ignoredRow),
      drift: z.array(layoutDrift),
      hiddenRows: z.int(),
    })
    .nullable(),
})
export type InspectedSheet = z.infer<typeof inspectedSheet>

const inspectedFile = z.object({
  path: z.string(),
  fileName: z.string(),
  format: z.string().nullable(),
  encoding: z.string().nullable(),
  alreadyImported: z.boolean(),
  /** Set when the file as a whole cannot be read. */
  refusal: fileRefusal.nullable(),
  sheets: z.array(inspectedSheet),
})
export type InspectedFile = z.infer<typeof inspectedFile>

/** A cell or row that needs a look: `reject` costs the row its place, `unknown` only the cell its value. */
const problem = z.object({
  row: z.int(),
  index: z.int().nullable(),
  column: z.string().nullable(),
  code: z.string(),
  value: z.string(),
  message: z.string(),
  level: z.enum(['reject', 'unknown']),
})
export type ImportProblem = z.infer<typeof problem>

const checkedSheet = z.object({
  path: z.string(),
  fileName: z.string(),
  sheet: z.string(),
  kind: z.enum(extractKinds),
  columns: z.array(z.object({ index: z.int(), header: z.string(), field: z.string().nullable() })),
  rowsRead: z.int(),
  rowsAccepted: z.int(),
  rowsRejected: z.int(),
  /** Why the file cannot be imported as it is (too many bad rows, a damaged key column). */
  refusal: fileRefusal.nullable(),
  /** Rows with problems, corrected cells included, at most `problemRowLimit`. */
  rows: z.array(z.object({ row: z.int(), cells: z.array(z.string()) })),
  problems: z.array(problem),
  /** Problems found beyond those listed. */
  moreProblems: z.int(),
})
export type CheckedSheet = z.infer<typeof checkedSheet>

/** Rows with problems that `imports.check` lists per sheet. */
export const problemRowLimit = 2_000

const flagged = z.object({
  /** Contacts logged by hand, notes and other hand-kept rows about customers no extract knows any more. */
  contacts: z.int(),
  notes: z.int(),
  customers: z.array(z.object({ customerNo: z.string(), name: z.string().nullable() })),
  /** Weeks whose plan was made from data that is no longer there. */
  plans: z.array(z.string()),
})
export type FlaggedWork = z.infer<typeof flagged>

const importEntry = z.object({
  importId: z.int(),
  importedAt: z.string(),
  state: z.enum(['active', 'undone', 'replaced']),
  asOf: z.array(isoDate),
  files: z.array(
    z.object({ fileName: z.string(), kind: z.enum(extractKinds), asOf: isoDate, rows: z.int() }),
  ),
  rejected: z.int(),
  undoable: z.boolean(),
})
export type ImportEntry = z.infer<typeof importEntry>

export const importRoutes = {
  /** Reads and checks files without writing; the same parse is what `imports.commit` stores. */
  'imports.preview': job(z.object({ paths: z.array(z.string()).min(1), options: importOptions }), preview),
  /**
   * Stores a previewed batch, all or nothing: one import a data date (`importIds`, oldest first; `importId` is the
   * last). `confirmed` lists the codes answered with yes.
   */
  'imports.commit': job(
    z.object({ token: z.string(), confirmed: z.array(z.string()) }),
    z.object({ importId: z.int(), importIds: z.array(z.int()), weeks: z.array(weekReport) }),
  ),
  'imports.discard': command(z.object({ token: z.string() }), done),
  'imports.history': query(none, z.object({ imports: z.array(importEntry) })),
  'imports.report': query(z.object({ importId: z.int() }), z.object({ weeks: z.array(weekReport) })),
  /** What each file and sheet is understood as, without reading it all; refusals are part of the answer. */
  'imports.inspect': readingJob(
    z.object({ paths: z.array(z.string()).min(1), options: importOptions }),
    z.object({ files: z.array(inspectedFile) }),
  ),
  /** Reads everything and lists the rows to look at, also where a preview would refuse the file. */
  'imports.check': readingJob(
    z.object({ paths: z.array(z.string()).min(1), options: importOptions }),
    z.object({ files: z.array(checkedSheet) }),
  ),
  /** Takes an import back, the latest one unless named. Work kept by hand stays; what lost its basis is told. */
  'imports.undo': job(
    z.object({ importId: z.int().optional() }),
    z.object({ importId: z.int(), asOf: z.array(isoDate), flagged }),
  ),
  /** Writes the bad rows of an import as a workbook that can be mended and dropped in again. */
  'imports.saveRejects': job(
    z.object({ importId: z.int(), target: z.string() }),
    z.object({ path: z.string(), rows: z.int() }),
  ),
}
