/**
 * A delimited text file of any size as a stream of rows. The file is looked at once for its encoding and its
 * delimiter; reading decodes and splits it chunk by chunk, so no more than a chunk and a batch are in memory.
 */
import { emptyFile } from '../../core/importing/layout-workbook.ts'
import { isBlank } from '../../core/importing/sheet.ts'
import type { RawRow } from '../../core/importing/sheet.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { notASpreadsheet } from '../read-format.ts'
import type { EncodingName } from '../encodings.ts'
import type { ByteSource, RowBatch, SheetEnd, WorkbookSource } from '../row-source.ts'
import { declaredDelimiter, detectDelimiter } from './delimiter.ts'
import { RecordSplitter, recordLimits } from './record-splitter.ts'
import type { Delimiter, RecordLimits } from './record-splitter.ts'
import { CountingDecoder, defaultChunkBytes, readTextHead } from './text-head.ts'
import type { TextHead } from './text-head.ts'

const rowsPerBatch = 500

export interface DelimitedLimits extends Partial<RecordLimits> {
  readonly maxBytes?: number
  /** Bytes read at a time, 4 or more. */
  readonly chunkBytes?: number
}

type AllLimits = Required<DelimitedLimits>
/** Four gigabytes are larger than any extract of a whole province; a file beyond it is something else. */
const defaults: AllLimits = { ...recordLimits, maxBytes: 4_000_000_000, chunkBytes: defaultChunkBytes }

/**
 * Opens a text file as one sheet named after the file. `source` is let go by `close()` of the result; when
 * opening fails it stays the caller's. `head` is what `readTextHead` said, where the caller has asked already.
 * `replacedCharacters` is final once the sheet has been read to its end.
 * @throws Refusal EMPTY_FILE, NOT_A_SPREADSHEET or FILE_TOO_LARGE; reading throws UNREADABLE for a quote that
 * never closes and for fields and records no table has, EMPTY_FILE when no field holds anything
 */
export async function openDelimited(
  source: ByteSource,
  fileName: string,
  limits: DelimitedLimits = {},
  head?: TextHead,
): Promise<WorkbookSource> {
  if (source.size > (limits.maxBytes ?? defaults.maxBytes)) {
    throw new Refusal('FILE_TOO_LARGE', `文件“${fileName}”超过可读取的上限。请拆分成几个文件后再导入。`, {
      file: fileName,
    })
  }
  await Promise.resolve()
  const start = head ?? readTextHead(source, fileName, limits.chunkBytes)
  if (start.format !== 'delimited') throw notASpreadsheet(fileName, null)
  const reading = new DelimitedReading(source, fileName, start, { ...defaults, ...limits })
  return {
    format: 'delimited',
    encoding: start.encoding,
    date1904: false,
    get replacedCharacters() {
      return reading.replaced
    },
    sheets: [
      {
        name: sheetName(fileName),
        hidden: false,
        read: () => reading.rows(),
        fraction: () => reading.fraction,
      },
    ],
    close: () => source.close(),
  }
}

function sheetName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
}

class DelimitedReading {
  readonly #source: ByteSource
  readonly #fileName: string
  readonly #encoding: EncodingName
  readonly #delimiter: Delimiter
  /** Characters of a "sep=;" line, which are no fields. */
  readonly #skip: number
  readonly #limits: AllLimits
  replaced = 0
  fraction = 0

  constructor(source: ByteSource, fileName: string, head: TextHead, limits: AllLimits) {
    this.#source = source
    this.#fileName = fileName
    this.#encoding = head.encoding
    const declared = declaredDelimiter(head.text)
    this.#delimiter = declared?.delimiter ?? detectDelimiter(head.text)
    this.#skip = declared?.length ?? 0
    this.#limits = limits
  }

  async *rows(): AsyncGenerator<RowBatch, SheetEnd> {
    const batches = new BatchMaker()
    for (const rows of this.#records()) {
      yield* batches.add(rows)
    }
    yield* batches.rest()
    if (batches.lastRow === 0) throw emptyFile(this.#fileName)
    return {
      lastRow: batches.lastRow,
      cells: batches.cells,
      hiddenRows: [],
      hiddenColumns: [],
      merges: [],
    }
  }

  /** Records of the file, as many at a time as a chunk of bytes gives. */
  *#records(): Generator<RawRow[]> {
    const source = this.#source
    const splitter = new RecordSplitter(this.#delimiter, this.#fileName, this.#limits)
    const decoder = new CountingDecoder(this.#encoding)
    let skip = this.#skip
    for (let offset = 0; offset < source.size;) {
      const bytes = source.read(offset, this.#limits.chunkBytes)
      offset += bytes.length
      const last = bytes.length === 0 || offset >= source.size
      const text = decoder.decode(bytes, last)
      this.replaced = decoder.replaced
      const rows: (string | null)[][] = []
      splitter.push(skip === 0 ? text : text.slice(skip), rows)
      skip = Math.max(0, skip - text.length)
      if (last) splitter.finish(rows)
      this.fraction = Math.min(1, offset / source.size)
      yield rows
      if (last) break
    }
    // Rubbish that only starts like a text.
    if (decoder.replaced * 50 > decoder.length) throw notASpreadsheet(this.#fileName, null)
  }
}

/** Packs records into batches; runs of blank ones become gaps, so that a padded file costs nothing. */
class BatchMaker {
  #first = 1
  #rows: RawRow[] = []
  #blank = 0
  #seen = 0
  lastRow = 0
  cells = 0;

  *add(rows: readonly RawRow[]): Generator<RowBatch> {
    for (const row of rows) {
      this.#seen++
      if (row.every(isBlank)) {
        this.#blank++
        continue
      }
      if (this.#rows.length + this.#blank >= rowsPerBatch) yield* this.rest()
      if (this.#rows.length === 0) this.#first = this.#seen
      else for (; this.#blank > 0; this.#blank--) this.#rows.push([])
      this.#blank = 0
      this.#rows.push(row)
      this.lastRow = this.#seen
      for (const value of row) if (value !== null) this.cells++
    }
  }

  *rest(): Generator<RowBatch> {
    if (this.#rows.length === 0) return
    const batch = { first: this.#first, rows: this.#rows }
    this.#rows = []
    yield batch
  }
}
