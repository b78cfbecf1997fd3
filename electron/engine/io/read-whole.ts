/**
 * Bytes of a file → `Workbook` through the general spreadsheet library: for the formats that have no streaming
 * reader of our own, and for an .xlsx that holds something ours does not know.
 */
import * as XLSX from 'xlsx'
import { emptyFile } from '../core/importing/layout-workbook.ts'
import { isBlank } from '../core/importing/sheet.ts'
import type { RawRow, Sheet, Workbook } from '../core/importing/sheet.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { readDefaults } from '../../../shared/playbook/import-limits.ts'
import { bytesSource } from './byte-source.ts'
import { decodeText } from './encodings.ts'
import { readDelimited } from './read-delimited.ts'
import {
  containerOf,
  notASpreadsheet,
  passwordProtected,
  textFormat,
  unreadableFile,
  zipFormat,
} from './read-format.ts'
import { parseWithSheetJs } from './read-sheetjs.ts'
import { countSheetXml, sheetParts } from './read-xlsx-count.ts'
import type { SheetCount } from './read-xlsx-count.ts'
import { guardZip, tooLarge, zipEntries } from './zip-guard.ts'
import type { ReadLimits } from './zip-guard.ts'

export type { ReadLimits } from './zip-guard.ts'

const maxRows = 1_048_576

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
export function readWhole(input: ReadInput): Workbook {
  const { bytes, fileName } = input
  if (bytes.length === 0) throw emptyFile(fileName)
  const workbook = readContent(input)
  const filled = workbook.sheets.some(({ rows }) => rows.some((row) => row.some((value) => !isBlank(value))))
  if (!filled) throw emptyFile(fileName)
  return workbook
}

function readContent(input: ReadInput): Workbook {
  switch (containerOf(input.bytes, input.fileName)) {
    case 'zip':
      return readZip(input)
    case 'cfb':
      return readCompound(input)
    case 'biff':
      return binary(input, 'xls')
    case 'text':
      return readText(input)
  }
}

function binary(input: ReadInput, format: 'xls' | 'xlsb' | 'ods', counts: null = null): Workbook {
  const parsed = parseWithSheetJs(input.bytes, input.fileName, format, counts)
  return { ...parsed, format, encoding: null, replacedCharacters: 0 }
}

function readZip(input: ReadInput): Workbook {
  const { bytes, fileName, limits } = input
  const entries = zipEntries(bytesSource(bytes), fileName, limits)
  const format = zipFormat(entries, fileName)
  if (format !== 'xlsx') {
    let locked = false
    guardZip(bytes, entries, fileName, limits, (name, content) => {
      if (name === 'META-INF/manifest.xml')
        locked = new TextDecoder().decode(content).includes('encryption-data')
      else if (format === 'ods' && name === 'content.xml') guardRepeats(content, fileName)
    })
    if (locked) throw passwordProtected(fileName)
    return binary(input, format)
  }
  const counter = xlsxCounter()
  guardZip(bytes, entries, fileName, limits, counter.visit)
  const parsed = parseWithSheetJs(bytes, fileName, 'xlsx', counter.counts())
  return { ...parsed, format, encoding: null, replacedCharacters: 0 }
}

/**
 * An .ods says "this row a million times" in a few bytes, and the library writes every one of them out. Blank tails
 * are said that way too and cost nothing, so only rows and cells that hold something count.
 * @throws Refusal FILE_TOO_LARGE
 */
function guardRepeats(content: Uint8Array, fileName: string): void {
  const xml = new TextDecoder().decode(content)
  const repeats = (tag: string, of: string) =>
    Number(new RegExp(`\\bnumber-${of}-repeated="(\\d+)"`).exec(tag)?.[1] ?? 1)
  let cells = 0
  for (const [, rowTag = '', row = ''] of xml.matchAll(
    /<table:table-row\b([^>]*)>([\s\S]*?)<\/table:table-row>/g,
  )) {
    let filled = 0
    for (const [tag] of row.matchAll(/<table:table-cell\b[^>]*>/g))
      if (!tag.endsWith('/>') || tag.includes('office:value')) filled += repeats(tag, 'columns')
    cells += filled * repeats(rowTag, 'rows')
    if (cells > readDefaults.maxRepeatedCells) throw tooLarge(fileName, cells * 20)
  }
}

/** Collects what the independent count needs while the parts go by. */
function xlsxCounter(): {
  visit: (name: string, content: Uint8Array) => void
  counts: () => Map<string, SheetCount>
} {
  const byPart = new Map<string, SheetCount>()
  let workbook = { folder: '', xml: '' }
  const relations = new Map<string, string>()
  return {
    visit(part, content) {
      const name = part.replaceAll('\\', '/').replace(/^\//, '')
      if (/(?:^|\/)workbook\d*\.xml$/i.test(name)) {
        workbook = { folder: name.split('/').slice(0, -1).join('/'), xml: new TextDecoder().decode(content) }
      } else if (/(?:^|\/)_rels\/workbook\d*\.xml\.rels$/i.test(name)) {
        relations.set(name.split('/').slice(0, -2).join('/'), new TextDecoder().decode(content))
      } else if (/sheets?\/.*\.xml$/i.test(name)) {
        byPart.set(name, countSheetXml(content))
      }
    },
    counts() {
      const counts = new Map<string, SheetCount>()
      const parts = sheetParts(workbook.xml, relations.get(workbook.folder) ?? '', workbook.folder)
      for (const [name, part] of parts) {
        const count = byPart.get(part)
        if (count) counts.set(name, count)
      }
      return counts
    },
  }
}

/** OLE containers: .xls, .et, or an encrypted .xlsx. */
function readCompound(input: ReadInput): Workbook {
  const { bytes, fileName } = input
  let names: string[]
  try {
    names = XLSX.CFB.read(Buffer.from(bytes), { type: 'buffer' }).FullPaths.map((path: string) =>
      path.replace(/^.*\//, '').toLowerCase(),
    )
  } catch {
    throw unreadableFile(fileName, '文件不完整或已损坏')
  }
  if (names.includes('encryptedpackage')) throw passwordProtected(fileName)
  if (!names.some((name) => name === 'workbook' || name === 'book')) {
    const word = names.includes('worddocument')
    throw notASpreadsheet(fileName, word ? ' Word 文档' : null)
  }
  return binary(input, 'xls')
}

function readText(input: ReadInput): Workbook {
  const { bytes, fileName } = input
  if (bytes.length > readDefaults.maxTextBytes) {
    throw new Refusal('FILE_TOO_LARGE', `文件“${fileName}”超过可读取的上限。请拆分成几个文件后再导入。`, {
      file: fileName,
    })
  }
  const { text, encoding, replaced } = decodeText(bytes)
  if (text.trim() === '') throw emptyFile(fileName)
  const format = textFormat(text, replaced, fileName)
  if (format === 'delimited') {
    const rows = trimEnd(readDelimited(text, fileName))
    const sheet: Sheet = {
      name: sheetName(fileName),
      hidden: false,
      rows,
      hiddenRows: [],
      hiddenColumns: [],
      merges: [],
    }
    return { format, encoding, date1904: false, sheets: [sheet], replacedCharacters: replaced }
  }
  guardPlaces(text, fileName)
  const parsed = parseWithSheetJs(text, fileName, format, null)
  return { ...parsed, format, encoding, replacedCharacters: replaced }
}

/**
 * Mark-up that places a cell by number, or spans it, beyond the last row of any table: the library would make room for
 * everything before it.
 * @throws Refusal UNREADABLE
 */
function guardPlaces(text: string, fileName: string): void {
  for (const [, place] of text.matchAll(
    /(?:\bIndex|\bMergeAcross|\bMergeDown|\bcolspan|\browspan)\s*=\s*["']?\s*(\d+)/gi,
  ))
    if (Number(place) > maxRows) throw unreadableFile(fileName, '行号或列号超出表格的上限')
}

function sheetName(fileName: string): string {
  return fileName.replace(/^.*[\\/]/, '').replace(/\.[^.]*$/, '')
}

/** Without the rows after the last one that holds anything. */
function trimEnd(rows: RawRow[]): RawRow[] {
  let length = rows.length
  while (length > 0 && (rows[length - 1] ?? []).every((value) => isBlank(value))) length--
  return length === rows.length ? rows : rows.slice(0, length)
}
