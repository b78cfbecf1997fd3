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
import { containerOf } from './read-format.ts'
import { readWhole } from './read-whole.ts'
import type { ByteSource, RowBatch, SheetEnd, SheetSource, WorkbookSource } from './row-source.ts'
import type { ReadLimits } from './zip-guard.ts'

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
    if (containerOf(source.read(0, 64), fileName) === 'text') {
      const head = readTextHead(source, fileName)
      if (head.format === 'delimited') return await openDelimited(source, fileName, {}, head)
    }
    const workbook = readWhole({ bytes: source.read(0, source.size), fileName, limits })
    source.close()
    return inMemory(workbook)
  } catch (error) {
    source.close()
    throw error
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
    // eslint-disable-next-line @typescript-eslint/require-await
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
