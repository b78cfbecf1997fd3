/**
 * Reading a batch of extract files before anything is written: bytes → layout → accepted rows, each file with
 * its date, all of it held in memory until the user confirms. What is stored later is exactly this.
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import type { FileReport } from '../../../shared/contract/imports.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ExtractKind } from '../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../shared/domain/money.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { layoutWorkbook } from '../core/importing/layout-workbook.ts'
import { ignoredNames } from '../core/importing/row-kind.ts'
import { createRowParser, type AcceptedRow, type ParseResult } from '../core/importing/row-parser.ts'
import type { LayoutResult } from '../core/importing/layout-types.ts'
import type { Sheet } from '../core/importing/sheet.ts'
import { readWorkbook } from '../io/read-workbook.ts'
import type { JobControl } from '../dispatch.ts'

export interface ReadOptions {
  readonly asOf?: IsoDate | undefined
  readonly kind?: ExtractKind | undefined
  readonly units?: MoneyUnit | undefined
  readonly maxRejectPercent?: number | undefined
  readonly duplicates?: 'reject' | 'sum' | undefined
}

export interface ReadFile {
  readonly path: string
  readonly fileName: string
  readonly contentHash: string
  readonly kind: ExtractKind
  readonly asOf: IsoDate
  readonly layout: LayoutResult
  readonly accepted: readonly AcceptedRow[]
  readonly report: FileReport
}

export interface ReadBatch {
  readonly files: readonly ReadFile[]
  /** Paths whose very content is in force already. */
  readonly alreadyImported: readonly string[]
}

const rowsPerCheckpoint = 500

function readBytes(path: string): Uint8Array {
  try {
    return readFileSync(path)
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT'
    throw new Refusal(
      missing ? 'FILE_MISSING' : 'FILE_UNREADABLE',
      missing
        ? `没有找到文件 ${path}。没有导入任何数据，请核对路径。`
        : `读不了文件 ${path}：可能正被 Excel 打开，或没有权限。没有导入任何数据，请关闭它后重试。`,
      { file: path },
    )
  }
}

function reportOf(
  path: string,
  encoding: string | null,
  layout: LayoutResult,
  parsed: ParseResult,
): FileReport {
  return {
    path,
    kind: layout.kind,
    sheet: layout.sheetName,
    headerRow: layout.headerRow,
    units: layout.units.unit,
    encoding,
    rowsRead: parsed.counts.read - parsed.counts.ignored,
    rowsAccepted: parsed.counts.accepted,
    rowsRejected: parsed.counts.rejected,
    rejects: parsed.rejects.map((r) => ({ ...r })),
    ignored: [...layout.ignored, ...parsed.ignored]
      .sort((a, b) => a.row - b.row)
      .map(({ row, reason }) => ({ row, reason: ignoredNames[reason] })),
    columns: layout.columns.map(({ header, field, reason }) => ({ header, field, reason: reason.detail })),
    unreadable: parsed.unreadable.map(({ column, count, examples }) => ({
      column,
      count,
      examples: [...examples],
    })),
    controlTotal: parsed.controlTotal,
  }
}

interface Understood {
  readonly path: string
  readonly fileName: string
  readonly contentHash: string
  readonly layout: LayoutResult
  readonly parsed: ParseResult
  readonly report: FileReport
}

/** Reads one sheet's rows, pausing between them. */
async function parseSheet(
  sheet: Sheet,
  layout: LayoutResult,
  options: ReadOptions,
  control: JobControl,
): Promise<ParseResult> {
  const parser = createRowParser(layout, {
    ...(options.duplicates === undefined ? {} : { duplicates: options.duplicates }),
    ...(options.maxRejectPercent === undefined ? {} : { maxRejectsPercent: options.maxRejectPercent }),
  })
  const total = sheet.rows.length
  for (let index = layout.firstDataRow - 1; index < total; index++) {
    parser.push(index + 1, sheet.rows[index] ?? [])
    if (index % rowsPerCheckpoint === 0)
      await control.checkpoint({ phase: 'checking', label: `核对 ${layout.fileName}`, done: index, total })
  }
  return parser.finish()
}

/** Every sheet of a file that is an extract; a workbook may hold several. */
async function understand(
  file: { path: string; fileName: string; bytes: Uint8Array; contentHash: string },
  options: ReadOptions,
  control: JobControl,
): Promise<Understood[]> {
  const { path, fileName, bytes, contentHash } = file
  await control.checkpoint({ phase: 'reading', label: `读取 ${fileName}`, done: 0, total: null })
  const workbook = readWorkbook({ bytes, fileName })
  const { extracts } = layoutWorkbook(workbook, {
    fileName,
    ...(options.kind === undefined ? {} : { kind: options.kind }),
    ...(options.units === undefined ? {} : { units: options.units }),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
  })
  const understood: Understood[] = []
  for (const { sheet, layout } of extracts) {
    const parsed = await parseSheet(sheet, layout, options, control)
    const report = reportOf(path, workbook.encoding, layout, parsed)
    understood.push({ path, fileName, contentHash, layout, parsed, report })
  }
  return understood
}

/** A file that does not say its date takes the one date the others of the batch agree on. */
function settleDates(files: readonly Understood[]): ReadFile[] {
  const spoken = new Set(files.flatMap((f) => (f.layout.asOf.date === null ? [] : [f.layout.asOf.date])))
  const shared = spoken.size === 1 ? [...spoken][0] : undefined
  return files.map((file) => {
    const { layout, fileName } = file
    if (layout.asOf.date === null && layout.asOf.dates.length > 1)
      throw new Refusal(
        'AS_OF_MIXED',
        `文件“${fileName}”的数据日期列里有 ${layout.asOf.dates.length} 个日期（${layout.asOf.dates.slice(0, 3).join('、')}…）。没有导入任何数据，请按日期拆成几个文件，或用“数据日期”指定一个。`,
        { file: fileName, sheet: layout.sheetName },
      )
    const asOf = layout.asOf.date ?? shared
    if (asOf === undefined)
      throw new Refusal(
        'AS_OF_UNKNOWN',
        `看不出文件“${fileName}”是哪一天的数据：标题、列和文件名里都没有日期。没有导入任何数据，请指定数据日期。`,
        { file: fileName, sheet: layout.sheetName },
      )
    return {
      path: file.path,
      fileName,
      contentHash: file.contentHash,
      kind: layout.kind,
      asOf,
      layout,
      accepted: file.parsed.accepted,
      report: file.report,
    }
  })
}

/** A customer may stand in one file of a date only; a second row elsewhere is rejected, naming the first. */
function rejectAcrossFiles(files: readonly ReadFile[]): ReadFile[] {
  const seen = new Map<string, { fileName: string; row: number }>()
  return files.map((file) => {
    if (file.kind !== 'customers') return file
    const rejects: FileReport['rejects'] = []
    const accepted = file.accepted.filter(({ row, facts }) => {
      const customerNo = String(facts['customerNo'])
      const key = `${file.asOf}|${customerNo}`
      const first = seen.get(key)
      if (!first) {
        seen.set(key, { fileName: file.fileName, row })
        return true
      }
      rejects.push({
        row,
        column: null,
        code: 'KEY_DUPLICATE',
        value: customerNo,
        message: `客户号 ${customerNo} 在文件“${first.fileName}”第 ${first.row} 行已经出现过，本行不导入。`,
      })
      return false
    })
    if (rejects.length === 0) return file
    return {
      ...file,
      accepted,
      report: {
        ...file.report,
        rowsAccepted: accepted.length,
        rowsRejected: file.report.rowsRejected + rejects.length,
        rejects: [...file.report.rejects, ...rejects],
      },
    }
  })
}

/**
 * Reads all files of a batch. Nothing is written.
 * @param isKnown tells whether a content hash is already in force
 * @throws Refusal naming file, sheet, row or column and the remedy; CANCELLED through the control
 */
export async function readBatch(
  paths: readonly string[],
  options: ReadOptions,
  isKnown: (contentHash: string) => boolean,
  control: JobControl,
): Promise<ReadBatch> {
  const alreadyImported: string[] = []
  const understood: Understood[] = []
  const inBatch = new Set<string>()
  for (const path of paths) {
    const bytes = readBytes(path)
    const contentHash = createHash('sha256').update(bytes).digest('hex')
    if (isKnown(contentHash) || inBatch.has(contentHash)) {
      alreadyImported.push(path)
      continue
    }
    inBatch.add(contentHash)
    const file = { path, fileName: basename(path), bytes, contentHash }
    understood.push(...(await understand(file, options, control)))
  }
  return { files: rejectAcrossFiles(settleDates(understood)), alreadyImported }
}
