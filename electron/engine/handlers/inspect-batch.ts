/**
 * What each chosen file and sheet would be read as, from its first rows: for the steps before a preview. Nothing is
 * refused here; a fault is part of the answer, so that it can be set right.
 */
import { basename } from 'node:path'
import type { InspectedFile, InspectedSheet, LayoutDrift } from '../../../shared/contract/imports.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { LayoutResult } from '../core/importing/layout-types.ts'
import { ignoredNames } from '../core/importing/row-kind.ts'
import { displayText } from '../core/importing/sheet.ts'
import { contentHash, expandPaths } from '../io/batch-files.ts'
import { openWorkbook } from '../io/open-workbook.ts'
import type { SheetSource, WorkbookSource } from '../io/row-source.ts'
import type { JobControl } from '../dispatch.ts'
import { decisionFor, isEmptyHead, understand, type ImportLookups, type ReadOptions } from './read-batch.ts'
import { readHead, type SheetHead } from './understand-sheet.ts'

/** Rows of the sheet shown for choosing the header row, and samples shown per column. */
const shownRows = 30
const shownColumns = 60
const shownSamples = 5

function headTexts({ sheet }: SheetHead): InspectedSheet['head'] {
  return sheet.rows.slice(0, shownRows).map((row, at) => ({
    row: at + 1,
    cells: row.slice(0, shownColumns).map((value) => displayText(value)),
  }))
}

function samplesOf({ sheet }: SheetHead, layout: LayoutResult, index: number): string[] {
  const samples = new Set<string>()
  for (let at = layout.firstDataRow - 1; at < sheet.rows.length && samples.size < shownSamples; at++) {
    const text = displayText(sheet.rows[at]?.[index]).trim()
    if (text !== '') samples.add(text)
  }
  return [...samples]
}

function layoutOf(head: SheetHead, layout: LayoutResult, drift: LayoutDrift[]): InspectedSheet['layout'] {
  const hidden = new Set(head.sheet.hiddenColumns)
  return {
    kind: layout.kind,
    headerRow: layout.headerRow,
    groupRow: layout.groupRow,
    units: layout.units,
    asOf: layout.asOf.conflict ? null : layout.asOf.date,
    dates: [...layout.asOf.dates],
    columns: layout.columns.map((column) => ({
      index: column.index,
      header: column.header,
      field: column.field,
      reason: column.reason.detail,
      remembered: column.reason.code === 'remembered',
      unit: column.unit,
      hidden: hidden.has(column.index),
      samples: samplesOf(head, layout, column.index),
    })),
    ignored: layout.ignored.map(({ row, reason }) => ({ row, reason: ignoredNames[reason] })),
    drift,
    hiddenRows: layout.hiddenRows,
  }
}

async function inspectSheet(
  source: SheetSource,
  file: { path: string; fileName: string; workbook: WorkbookSource },
  options: ReadOptions,
  lookups: ImportLookups,
): Promise<InspectedSheet> {
  const decision = decisionFor(options, file.path, source.name)
  const base = { name: source.name, hidden: source.hidden, refusal: null, layout: null }
  const head = await readHead(source)
  if (isEmptyHead(head)) return { ...base, state: 'skipped', reason: '空的工作表', head: [] }
  const shown = { ...base, head: headTexts(head) }
  const someVisible = file.workbook.sheets.some(({ hidden }) => !hidden)
  const passedOver =
    decision?.include === false
      ? '您选择了不导入这个工作表'
      : source.hidden && someVisible && decision?.include !== true
        ? '隐藏的工作表'
        : null
  try {
    const { layout } = understand(file.workbook, file, head, options, lookups, true)
    const understood = { ...shown, layout: layoutOf(head, layout, lookups.drift(layout)) }
    if (passedOver) return { ...understood, state: 'skipped', reason: passedOver }
    if (layout.refusal) return { ...understood, state: 'refused', reason: null, refusal: layout.refusal }
    return { ...understood, state: 'extract', reason: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    if (passedOver) return { ...shown, state: 'skipped', reason: passedOver }
    const { code, message } = error
    return { ...shown, state: 'refused', reason: null, refusal: { code, message } }
  }
}

async function inspectFile(
  path: string,
  options: ReadOptions,
  lookups: ImportLookups,
  control: JobControl,
): Promise<InspectedFile> {
  const fileName = basename(path)
  const pause = () =>
    control.checkpoint({ phase: 'reading', label: `查看 ${fileName}`, done: 0, total: null })
  const base = { path, fileName, format: null, encoding: null, alreadyImported: false, sheets: [] }
  let workbook: WorkbookSource | null = null
  try {
    const alreadyImported = lookups.isKnown(await contentHash(path, pause))
    workbook = await openWorkbook(path, fileName)
    const { format, encoding } = workbook
    const sheets: InspectedSheet[] = []
    for (const source of workbook.sheets) {
      await pause()
      sheets.push(await inspectSheet(source, { path, fileName, workbook }, options, lookups))
    }
    return { ...base, format, encoding, alreadyImported, refusal: null, sheets: oneExtract(sheets) }
  } catch (error) {
    if (!(error instanceof Refusal) || error.code === 'CANCELLED') throw error
    return { ...base, refusal: { code: error.code, message: error.message } }
  } finally {
    workbook?.close()
  }
}

/** A sheet without header is simply passed over when another sheet of the file is an extract. */
function oneExtract(sheets: readonly InspectedSheet[]): InspectedSheet[] {
  if (!sheets.some(({ state }) => state === 'extract')) return [...sheets]
  return sheets.map((sheet) =>
    sheet.refusal && ['NO_HEADER', 'MISSING_COLUMN', 'NO_KEY_COLUMN'].includes(sheet.refusal.code)
      ? { ...sheet, state: 'skipped', reason: sheet.refusal.message }
      : sheet,
  )
}

/** Looks at every file; folders stand for the extracts in them. */
export async function inspectBatch(
  paths: readonly string[],
  options: ReadOptions,
  lookups: ImportLookups,
  control: JobControl,
): Promise<{ files: InspectedFile[] }> {
  const files: InspectedFile[] = []
  for (const path of expandPaths(paths)) files.push(await inspectFile(path, options, lookups, control))
  return { files }
}
