/** Which sheets of a workbook are extracts, and what `inspect` tells about each of them. */
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { detectLayout } from './detect-layout.ts'
import type { LayoutContext, LayoutResult } from './layout-types.ts'
import { ignoredNames, rowClassifier } from './row-kind.ts'
import { isBlank } from './sheet.ts'
import type { Sheet, Workbook } from './sheet.ts'

export interface SheetLayout {
  readonly sheet: Sheet
  readonly layout: LayoutResult
}

export interface WorkbookLayout {
  readonly extracts: readonly SheetLayout[]
  /** Sheets left out, with the Chinese reason. */
  readonly skipped: readonly { readonly sheet: string; readonly reason: string }[]
}

function isEmpty(sheet: Sheet): boolean {
  return sheet.rows.every((row) => row.every((value) => isBlank(value)))
}

/**
 * Layouts of all visible sheets that are extracts. Sheets without a header are skipped when another one has
 * it; any other fault of a sheet, or no extract at all, is thrown as that sheet's `Refusal`.
 */
export function layoutWorkbook(workbook: Workbook, context: LayoutContext): WorkbookLayout {
  const extracts: SheetLayout[] = []
  const skipped: { sheet: string; reason: string }[] = []
  let first: Refusal | null = null
  const visible = workbook.sheets.filter(({ hidden }) => !hidden)
  for (const sheet of workbook.sheets) {
    if (sheet.hidden && visible.length > 0) skipped.push({ sheet: sheet.name, reason: '隐藏的工作表' })
    else if (isEmpty(sheet)) skipped.push({ sheet: sheet.name, reason: '空的工作表' })
    else {
      try {
        extracts.push({ sheet, layout: detectLayout(sheet, { ...context, date1904: workbook.date1904 }) })
      } catch (error) {
        if (!(error instanceof Refusal)) throw error
        if (!['NO_HEADER', 'MISSING_COLUMN', 'NO_KEY_COLUMN'].includes(error.code)) throw error
        first ??= error
        skipped.push({ sheet: sheet.name, reason: error.message })
      }
    }
  }
  if (extracts.length > 0) return { extracts, skipped }
  throw first ?? emptyFile(context.fileName)
}

/** The refusal of a file without any content. */
export function emptyFile(fileName: string): Refusal {
  return new Refusal('EMPTY_FILE', `文件“${fileName}”是空的，没有可导入的内容。请确认选对了文件。`, {
    file: fileName,
  })
}

export interface InspectedSheet {
  readonly name: string
  readonly hidden: boolean
  readonly rows: number
  readonly headerRow: number | null
  readonly columns: readonly { header: string; field: string | null; reason: string; code: string }[]
  readonly ignored: readonly { row: number; reason: string; code: string }[]
  readonly units: 'yuan' | 'wan' | null
  readonly unitsSource: string | null
  readonly asOf: string | null
  readonly asOfSources: readonly { source: string; date: string; detail: string }[]
  readonly kind: string | null
  readonly hiddenRows: number
  /** Why the sheet cannot be imported as it is; null when it can. */
  readonly problem: { code: string; message: string } | null
}

export interface Inspection {
  readonly file: string
  readonly format: string
  readonly encoding: string | null
  readonly sheets: readonly InspectedSheet[]
}

/** Everything the import would understand of a workbook, without importing. Never throws a `Refusal`. */
export function inspectWorkbook(
  workbook: Workbook,
  fileName: string,
  options: Omit<LayoutContext, 'fileName' | 'date1904' | 'inspectOnly'> = {},
): Inspection {
  const context = { ...options, fileName, date1904: workbook.date1904, inspectOnly: true }
  return {
    file: fileName,
    format: workbook.format,
    encoding: workbook.encoding,
    sheets: workbook.sheets.map((sheet) => inspectSheet(sheet, context)),
  }
}

function inspectSheet(sheet: Sheet, context: LayoutContext): InspectedSheet {
  const base = { name: sheet.name, hidden: sheet.hidden, rows: sheet.rows.length }
  try {
    const layout = detectLayout(sheet, context)
    if (layout.refusal) throw new Refusal(layout.refusal.code, layout.refusal.message)
    return { ...base, ...inspected(layout, sheet) }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return {
      ...base,
      headerRow: null,
      columns: [],
      ignored: [],
      units: null,
      unitsSource: null,
      asOf: null,
      asOfSources: [],
      kind: null,
      hiddenRows: sheet.hiddenRows.length,
      problem: { code: error.code, message: error.message },
    }
  }
}

function inspected(layout: LayoutResult, sheet: Sheet): Omit<InspectedSheet, 'name' | 'hidden' | 'rows'> {
  const classify = rowClassifier(layout)
  const ignored = [...layout.ignored]
  for (let at = layout.firstDataRow - 1; at < sheet.rows.length; at++) {
    const reason = classify(sheet.rows[at] ?? [])
    if (reason) ignored.push({ row: at + 1, reason })
  }
  const { conflict, sources } = layout.asOf
  return {
    headerRow: layout.headerRow,
    columns: columnReport(layout),
    ignored: ignored.map(({ row, reason }) => ({ row, reason: ignoredNames[reason], code: reason })),
    units: layout.units.unit,
    unitsSource: layout.units.source,
    asOf: conflict ? null : layout.asOf.date,
    asOfSources: sources,
    kind: layout.kind,
    hiddenRows: layout.hiddenRows,
    problem: conflict
      ? {
          code: 'AS_OF_CONFLICT',
          message: `数据日期互相矛盾：${sources.map(({ detail, date }) => `${detail}为 ${date}`).join('，')}。`,
        }
      : null,
  }
}

/** Columns with the Chinese reason each was read as a field or left out. */
export function columnReport(
  layout: LayoutResult,
): { header: string; field: string | null; reason: string; code: string }[] {
  return layout.columns.map(({ header, field, reason }) => ({
    header,
    field,
    reason: reason.detail,
    code: reason.code,
  }))
}
