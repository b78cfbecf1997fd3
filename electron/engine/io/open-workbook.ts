/**
 * A file → its sheets as streams of rows, whatever program wrote it. The content decides the format, the name
 * is only for messages. Formats with a reader of our own are streamed; the others are read whole by the general
 * library and handed out in the same shape, so nothing above this file knows the difference.
 */
import type { RawRow, Sheet, Workbook } from '../core/importing/sheet.ts'
import { emptyFile } from '../core/importing/layout-workbook.ts'
import { fileSource } from './byte-source.ts'
import { openDelimited } from './delimited/open-delimited.ts'
import { readTextHead } from './delimited/text-head.ts'
import { readDefaults } from '../../../shared/playbook/import-limits.ts'
import { readApart } from './read-apart.ts'
import { containerOf, unreadableFile, zipFormat } from './read-format.ts'
import type { ByteSource, RowBatch, SheetEnd, SheetSource, WorkbookSource } from './row-source.ts'
import { openXlsx, type OpenedXlsx, type XlsxSheet } from './xlsx/open-xlsx.ts'
import { UnknownConstruct } from './xlsx/unknown-construct.ts'
import { tooLarge, zipEntries, type ReadLimits, type ZipEntry } from './zip-guard.ts'

const rowsPerBatch = 500

/** Opens the file at `path`; `fileName` is the name shown in messages. */
export async function openWorkbook(
  path: string,
  fileName: string,
  limits?: ReadLimits,
): Promise<WorkbookSource> {
  return openSource(fileSource(path), fileName, limits)
}

/**
 * Opens a workbook on any bytes; closing it closes the source.
 * @throws Refusal EMPTY_FILE, NOT_A_SPREADSHEET, PASSWORD_PROTECTED, TRUNCATED_ZIP, ZIP_BOMB, FILE_TOO_LARGE or
 * UNREADABLE, at once or while the rows are read
 */
export async function openSource(
  source: ByteSource,
  fileName: string,
  limits: ReadLimits = {},
): Promise<WorkbookSource> {
  try {
    if (source.size === 0) throw emptyFile(fileName)
    const container = containerOf(source.read(0, 64), fileName)
    if (container === 'text') {
      const head = readTextHead(source, fileName)
      if (head.format === 'delimited') return await openDelimited(source, fileName, {}, head)
    }
    if (container === 'zip') {
      const entries = zipEntries(source, fileName, limits)
      if (zipFormat(entries, fileName) === 'xlsx')
        return await openStreamed(source, entries, fileName, limits)
    }
    const workbook = await readInMemory(source, fileName, limits)
    source.close()
    return workbook
  } catch (error) {
    source.close()
    throw error
  }
}

/** Through the general library. */
async function readInMemory(
  source: ByteSource,
  fileName: string,
  limits: ReadLimits,
): Promise<WorkbookSource> {
  return inMemory(await readApart({ bytes: source.read(0, source.size), fileName, limits }))
}

/** An .xlsx through our own reader; the general library reads it where something unknown turns up. */
async function openStreamed(
  source: ByteSource,
  entries: readonly ZipEntry[],
  fileName: string,
  limits: ReadLimits,
): Promise<WorkbookSource> {
  let whole: WorkbookSource | null = null
  const fallback = async (): Promise<WorkbookSource> =>
    (whole ??= await readInMemory(source, fileName, limits))
  let opened: OpenedXlsx
  try {
    opened = await openXlsx(source, entries, fileName, limits)
  } catch (error) {
    if (!(error instanceof UnknownConstruct)) throw error
    if (error.hopeless !== null) throw unreadableFile(fileName, error.hopeless)
    return { ...(await fallback()), close: () => source.close() }
  }
  return {
    format: 'xlsx',
    encoding: null,
    date1904: opened.date1904,
    replacedCharacters: 0,
    sheets: opened.sheets.map((sheet) => withFallback(sheet, fileName, fallback)),
    close: () => source.close(),
  }
}

/**
 * A streamed sheet that goes on with the general library's rows when it meets something it does not know: the rows
 * given so far were known, and the same rows come first there.
 */
function withFallback(
  sheet: XlsxSheet,
  fileName: string,
  fallback: () => Promise<WorkbookSource>,
): SheetSource {
  return {
    ...sheet,
    async *read() {
      let next = 1
      try {
        const rows = sheet.read()
        for (;;) {
          const step = await rows.next()
          if (step.done) return step.value
          yield step.value
          next = step.value.first + step.value.rows.length
        }
      } catch (error) {
        if (!(error instanceof UnknownConstruct)) throw error
        if (error.hopeless !== null)
          throw unreadableFile(fileName, `工作表“${sheet.name}”：${error.hopeless}`)
        if (sheet.xmlBytes > readDefaults.maxGeneralSheetBytes) throw tooLarge(fileName, sheet.xmlBytes)
        const other = (await fallback()).sheets.find(({ name }) => name === sheet.name)
        if (!other) throw unreadableFile(fileName, `工作表“${sheet.name}”已损坏`)
        return yield* rowsFrom(other, next)
      }
    },
  }
}

/** The rows of a sheet from a row on. */
async function* rowsFrom(sheet: SheetSource, from: number): AsyncGenerator<RowBatch, SheetEnd> {
  const rows = sheet.read()
  for (;;) {
    const step = await rows.next()
    if (step.done) return step.value
    const { first, rows: batch } = step.value
    const skip = Math.max(0, from - first)
    if (skip < batch.length) yield { first: first + skip, rows: batch.slice(skip) }
  }
}

/** A workbook read whole, offered as streams. */
export function inMemory(workbook: Workbook): WorkbookSource {
  const { format, encoding, date1904, replacedCharacters } = workbook
  return {
    format,
    encoding,
    date1904,
    replacedCharacters,
    sheets: workbook.sheets.map(sheetInMemory),
    close: () => undefined,
  }
}

function sheetInMemory(sheet: Sheet): SheetSource {
  return {
    name: sheet.name,
    hidden: sheet.hidden,
    async *read(): AsyncGenerator<RowBatch, SheetEnd> {
      for (let at = 0; at < sheet.rows.length; at += rowsPerBatch)
        yield { first: at + 1, rows: sheet.rows.slice(at, at + rowsPerBatch) }
      return {
        lastRow: sheet.rows.length,
        cells: countCells(sheet.rows),
        hiddenRows: sheet.hiddenRows,
        hiddenColumns: sheet.hiddenColumns,
        merges: sheet.merges,
      }
    },
  }
}

function countCells(rows: readonly RawRow[]): number {
  let cells = 0
  for (const row of rows) for (const value of row) if (value !== null) cells++
  return cells
}
