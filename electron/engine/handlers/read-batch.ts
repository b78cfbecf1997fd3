/**
 * A batch before anything is written: every file opened, every sheet understood, every date settled. The rows
 * themselves stay in the files; storing streams them from there.
 */
import { basename } from 'node:path'
import type { LayoutDrift, SheetDecision } from '../../../shared/contract/imports.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { HeaderAlias } from '../../../shared/playbook/aliases.ts'
import { originContext, originSheetName, readOrigin } from '../core/importing/bad-rows.ts'
import { applyRemembered, recallLayout, withRemembered } from '../core/importing/layout-memory.ts'
import type { LayoutLookup, RecalledLayout } from '../core/importing/layout-memory.ts'
import type { LayoutContext, LayoutResult } from '../core/importing/layout-types.ts'
import { emptyFile } from '../core/importing/layout-workbook.ts'
import { isBlank } from '../core/importing/sheet.ts'
import { contentHash, expandPaths } from '../io/batch-files.ts'
import { openWorkbook } from '../io/open-workbook.ts'
import type { SheetSource, WorkbookSource } from '../io/row-source.ts'
import type { JobControl } from '../dispatch.ts'
import { readHead, understandSheet, type SheetHead } from './understand-sheet.ts'

export interface ReadOptions {
  readonly asOf?: IsoDate | undefined
  readonly kind?: ExtractKind | undefined
  readonly units?: MoneyUnit | undefined
  readonly maxRejectPercent?: number | undefined
  readonly duplicates?: 'reject' | 'sum' | undefined
  readonly decisions?: readonly SheetDecision[] | undefined
}

/** What reading asks of what was imported before. */
export interface ImportLookups {
  /** True when a dataset in force holds this very content. */
  isKnown(contentHash: string): boolean
  /** True when the rows of a stored file are in force. */
  isInForce(fileId: number, contentHash: string): boolean
  /** What was decided for layouts before. */
  readonly layouts: LayoutLookup
  /** How a layout differs from the one its kind of extract came in before. */
  drift(layout: LayoutResult): LayoutDrift[]
  /** The branch's own words for columns. */
  readonly aliases: readonly HeaderAlias[]
}

export interface BatchSheet {
  readonly source: SheetSource
  readonly head: SheetHead
  readonly layout: LayoutResult
  /** The context the layout came from, for another reading. */
  readonly context: LayoutContext
  /** What was decided for this sheet now, and what was remembered of its layout. */
  readonly decision: SheetDecision | null
  readonly recalled: RecalledLayout | null
  /** Both together: what its rows are read by. */
  readonly effective: SheetDecision | null
  /** Mended rows of an earlier import, to join those already in force for their date. */
  readonly merges: boolean
}

export interface BatchFile {
  readonly path: string
  readonly fileName: string
  readonly contentHash: string
  readonly workbook: WorkbookSource
  readonly sheets: readonly BatchSheet[]
}

export interface Batch {
  readonly files: readonly BatchFile[]
  /** Paths whose very content is in force already. */
  readonly alreadyImported: readonly string[]
  /** Lets go of the files. */
  close(): void
}

/** Refusals that say a sheet is no extract rather than a damaged one. */
const notAnExtract = ['NO_HEADER', 'MISSING_COLUMN', 'NO_KEY_COLUMN']

function contextOf(
  fileName: string,
  workbook: WorkbookSource,
  options: ReadOptions,
  aliases: readonly HeaderAlias[],
): LayoutContext {
  return {
    fileName,
    date1904: workbook.date1904,
    aliases,
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(options.units === undefined ? {} : { units: options.units }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  }
}

export function decisionFor(options: ReadOptions, path: string, sheet: string): SheetDecision | null {
  return options.decisions?.findLast((d) => d.path === path && d.sheet === sheet) ?? null
}

export const isEmptyHead = ({ sheet, complete }: SheetHead) =>
  complete && sheet.rows.every((row) => row.every((value) => isBlank(value)))

/** A sheet as its head, the batch's options, what was decided now and what is remembered make it. */
export function understand(
  workbook: WorkbookSource,
  file: { readonly path: string; readonly fileName: string },
  head: SheetHead,
  options: ReadOptions,
  lookups: ImportLookups,
  inspectOnly = false,
): Omit<BatchSheet, 'source' | 'merges'> {
  const decision = decisionFor(options, file.path, head.sheet.name)
  const plain = contextOf(file.fileName, workbook, options, lookups.aliases)
  const recalled = recallLayout(head.sheet, lookups.layouts)
  const context = applyRemembered(recalled, inspectOnly ? { ...plain, inspectOnly } : plain)
  const layout = understandSheet(head.sheet, context, decision)
  const own = decision ?? { path: file.path, sheet: head.sheet.name }
  const effective = withRemembered(own, recalled, layout, { duplicates: options.duplicates })
  return { head, layout, context, decision, recalled, effective }
}

/** The sheets of a workbook that are extracts; one that was explicitly included must be one. */
async function understandFile(
  workbook: WorkbookSource,
  file: { path: string; fileName: string },
  options: ReadOptions,
  lookups: ImportLookups,
): Promise<BatchSheet[]> {
  const mended = await readMended(workbook, file.fileName, lookups)
  if (mended) return [mended]
  const sheets: BatchSheet[] = []
  let first: Refusal | null = null
  const someVisible = workbook.sheets.some(({ hidden }) => !hidden)
  for (const source of workbook.sheets) {
    const decision = decisionFor(options, file.path, source.name)
    const included = decision?.include
    if (included === false || (included !== true && source.hidden && someVisible)) continue
    const head = await readHead(source)
    if (isEmptyHead(head)) continue
    try {
      sheets.push({ source, ...understand(workbook, file, head, options, lookups), merges: false })
    } catch (error) {
      if (!(error instanceof Refusal) || included === true || !notAnExtract.includes(error.code)) throw error
      first ??= error
    }
  }
  if (sheets.length > 0) return sheets
  throw first ?? emptyFile(file.fileName)
}

/** A workbook of bad rows that came back mended; null for every other workbook. */
async function readMended(
  workbook: WorkbookSource,
  fileName: string,
  lookups: ImportLookups,
): Promise<BatchSheet | null> {
  const marked = workbook.sheets.find(({ name }) => name === originSheetName)
  const source = workbook.sheets.find((sheet) => sheet !== marked)
  const origin = marked ? readOrigin((await readHead(marked)).sheet.rows) : null
  if (!origin || !source) return null
  if (!lookups.isInForce(origin.fileId, origin.contentHash))
    throw new Refusal(
      'MERGE_BASE_GONE',
      `文件“${fileName}”是某次导入的问题行，但那次导入已经撤销、被替换，或不在这个数据库里。没有导入任何数据，请重新导入整份清单。`,
      { file: fileName },
    )
  const head = await readHead(source)
  const context = originContext(origin, head.sheet.rows[0] ?? [], { fileName, date1904: workbook.date1904 })
  const layout = understandSheet(head.sheet, context, null)
  return { source, head, layout, context, decision: null, recalled: null, effective: null, merges: true }
}

/** A sheet that does not say its date takes the one date the others of the batch agree on. */
function settleDates(files: readonly BatchFile[]): BatchFile[] {
  const spoken = new Set(files.flatMap((file) => file.sheets.flatMap(({ layout }) => layout.asOf.date ?? [])))
  const shared = spoken.size === 1 ? [...spoken][0] : undefined
  return files.map((file) => ({
    ...file,
    sheets: file.sheets.map((sheet) => {
      const { layout } = sheet
      if (layout.asOf.date !== null || layout.asOf.dates.length > 1) return sheet
      if (shared === undefined)
        throw new Refusal(
          'AS_OF_UNKNOWN',
          `看不出文件“${file.fileName}”是哪一天的数据：标题、列和文件名里都没有日期。没有导入任何数据，请指定数据日期。`,
          { file: file.fileName, sheet: layout.sheetName },
        )
      const context = { ...sheet.context, asOf: shared }
      return { ...sheet, context, layout: understandSheet(sheet.head.sheet, context, sheet.decision) }
    }),
  }))
}

/** Opens one file; `null` when its content is in force or in the batch already. */
async function openFile(
  path: string,
  isKnown: (hash: string) => boolean,
  control: JobControl,
): Promise<{ fileName: string; contentHash: string; workbook: WorkbookSource } | null> {
  const fileName = basename(path)
  const pause = () =>
    control.checkpoint({ phase: 'reading', label: `读取 ${fileName}`, done: 0, total: null })
  await pause()
  const hash = await contentHash(path, pause)
  if (isKnown(hash)) return null
  return { fileName, contentHash: hash, workbook: await openWorkbook(path, fileName) }
}

/**
 * Opens and understands all files of a batch. Nothing is written; the caller closes the batch.
 * @throws Refusal naming file, sheet, row or column and the remedy; CANCELLED through the control
 */
export async function openBatch(
  paths: readonly string[],
  options: ReadOptions,
  lookups: ImportLookups,
  control: JobControl,
): Promise<Batch> {
  const alreadyImported: string[] = []
  const files: BatchFile[] = []
  const inBatch = new Set<string>()
  const opened: WorkbookSource[] = []
  const close = () => {
    for (const workbook of opened) workbook.close()
  }
  try {
    for (const path of expandPaths(paths)) {
      const known = (hash: string) => lookups.isKnown(hash) || inBatch.has(hash)
      const file = await openFile(path, known, control)
      if (file === null) {
        alreadyImported.push(path)
        continue
      }
      opened.push(file.workbook)
      inBatch.add(file.contentHash)
      files.push({
        path,
        ...file,
        sheets: await understandFile(file.workbook, { path, ...file }, options, lookups),
      })
    }
    return { files: settleDates(files), alreadyImported, close }
  } catch (error) {
    close()
    throw error
  }
}
