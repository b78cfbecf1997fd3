/** A whole workbook in memory, for small files and for looking at one: every stream collected. */
import { emptyFile } from '../core/importing/layout-workbook.ts'
import { isBlank } from '../core/importing/sheet.ts'
import type { RawRow, Sheet, Workbook } from '../core/importing/sheet.ts'
import { bytesSource } from './byte-source.ts'
import { openSource } from './open-workbook.ts'
import type { SheetSource } from './row-source.ts'
import type { ReadLimits } from './zip-guard.ts'

export type { ReadLimits } from './zip-guard.ts'

export interface ReadInput {
  readonly bytes: Uint8Array
  /** Name shown in messages. */
  readonly fileName: string
  readonly limits?: ReadLimits
}

/**
 * Reads a workbook of any supported format. Throws `Refusal`: EMPTY_FILE, NOT_A_SPREADSHEET,
 * PASSWORD_PROTECTED, TRUNCATED_ZIP, ZIP_BOMB, FILE_TOO_LARGE or UNREADABLE.
 */
export async function readWorkbook({ bytes, fileName, limits }: ReadInput): Promise<Workbook> {
  const source = await openSource(bytesSource(bytes), fileName, limits)
  try {
    const sheets: Sheet[] = []
    for (const sheet of source.sheets) sheets.push(await collect(sheet))
    if (sheets.every(({ rows }) => rows.every((row) => row.every((value) => isBlank(value)))))
      throw emptyFile(fileName)
    const { format, encoding, date1904, replacedCharacters } = source
    return { format, encoding, date1904, sheets, replacedCharacters }
  } finally {
    source.close()
  }
}

async function collect(source: SheetSource): Promise<Sheet> {
  const rows: RawRow[] = []
  const stream = source.read()
  for (;;) {
    const step = await stream.next()
    if (step.done) {
      const { hiddenRows, hiddenColumns, merges } = step.value
      return { name: source.name, hidden: source.hidden, rows, hiddenRows, hiddenColumns, merges }
    }
    while (rows.length < step.value.first - 1) rows.push([])
    rows.push(...step.value.rows)
  }
}
