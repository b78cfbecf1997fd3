/**
 * The extract as files: a workbook with shared strings (what Excel and most report servers write), one with
 * inline strings (what streaming servers write), and delimited text. All stream, so a million rows need little
 * memory; only the table of shared strings is held, as its format demands.
 */
import { closeSync, openSync, writeSync } from 'node:fs'
import { daysBetween } from '../../shared/domain/dates.ts'
import { encodeGb18030 } from '../../electron/engine/io/gb18030-encode.ts'
import { columns, dataDate, extractRows, type ExtractCount, type Row } from './extract-rows.ts'
import { ZipStream } from './zip-stream.ts'

export type Strings = 'shared' | 'inline'

/** Rows above the data and the non-empty cells in them. */
export const titleRows: readonly (readonly string[])[] = [
  ['幸福路支行客户资产清单'],
  [`数据日期：${dataDate}`, '单位：元'],
  columns.map(({ header }) => header),
]
export const titleCells = titleRows.reduce((sum, row) => sum + row.length, 0)

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const packages = 'http://schemas.openxmlformats.org/package/2006'
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml'
/** Rows that are turned into bytes at once. */
const rowsPerPiece = 200

const escapeXml = (text: string) =>
  /[&<>]/.test(text) ? text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;') : text
const letters = columns.map((_, at) => (at < 26 ? '' : 'A') + String.fromCharCode(65 + (at % 26)))
const serialOf = (day: string) => daysBetween('1899-12-30', day)

class SharedStrings {
  private readonly known = new Map<string, number>()
  private readonly pieces: Buffer[] = []
  private pending = ''
  private uses = 0

  indexOf(text: string): number {
    this.uses++
    const known = this.known.get(text)
    if (known !== undefined) return known
    const index = this.known.size
    this.known.set(text, index)
    this.pending += `<si><t>${escapeXml(text)}</t></si>`
    if (this.pending.length > 1 << 18) this.flush()
    return index
  }

  private flush(): void {
    this.pieces.push(Buffer.from(this.pending))
    this.pending = ''
  }

  *xml(): Generator<Uint8Array> {
    this.flush()
    yield Buffer.from(
      `${declaration}<sst xmlns="${main}" count="${this.uses}" uniqueCount="${this.known.size}">`,
    )
    yield* this.pieces
    yield Buffer.from('</sst>')
  }
}

/** Sheet XML in pieces. `counted` receives what the rows held. */
function* sheetXml(
  rows: number,
  textCell: (reference: string, text: string) => string,
  counted: (count: ExtractCount) => void,
): Generator<Uint8Array> {
  const widest = `${letters.at(-1) ?? 'A'}${rows + titleRows.length}`
  let xml = `${declaration}<worksheet xmlns="${main}"><dimension ref="A1:${widest}"/><sheetData>`
  let rowNo = 0
  const put = (row: Row, dataRow: boolean) => {
    rowNo++
    xml += `<row r="${rowNo}">`
    for (let at = 0; at < row.length; at++) {
      const value = row[at]
      if (value === null || value === undefined) continue
      const reference = `${letters[at] ?? ''}${rowNo}`
      if (typeof value === 'number') xml += `<c r="${reference}"><v>${value}</v></c>`
      else if (dataRow && columns[at]?.kind === 'day')
        xml += `<c r="${reference}" s="1"><v>${serialOf(value)}</v></c>`
      else xml += textCell(reference, value)
    }
    xml += '</row>'
  }
  for (const row of titleRows) put(row, false)
  const all = extractRows(rows)
  for (;;) {
    const step = all.next()
    if (step.done) {
      counted(step.value)
      break
    }
    put(step.value, true)
    if (rowNo % rowsPerPiece !== 0) continue
    yield Buffer.from(xml)
    xml = ''
  }
  yield Buffer.from(`${xml}</sheetData></worksheet>`)
}

function fixedParts(strings: Strings): [string, string][] {
  const shared = strings === 'shared'
  const override = (part: string, type: string) =>
    `<Override PartName="/xl/${part}.xml" ContentType="${contentType}.${type}+xml"/>`
  const relation = (id: number, type: string, target: string) =>
    `<Relationship Id="rId${id}" Type="${relations}/${type}" Target="${target}"/>`
  const related = (body: string) => `<Relationships xmlns="${packages}/relationships">${body}</Relationships>`
  const format = (id: number) => `<xf numFmtId="${id}" fontId="0" fillId="0" borderId="0" xfId="0"/>`
  return [
    [
      '[Content_Types].xml',
      `<Types xmlns="${packages}/content-types">` +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        override('workbook', 'sheet.main') +
        override('worksheets/sheet1', 'worksheet') +
        override('styles', 'styles') +
        (shared ? override('sharedStrings', 'sharedStrings') : '') +
        '</Types>',
    ],
    ['_rels/.rels', related(relation(1, 'officeDocument', 'xl/workbook.xml'))],
    [
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${relations}"><sheets><sheet name="客户清单" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ],
    [
      'xl/_rels/workbook.xml.rels',
      related(
        relation(1, 'worksheet', 'worksheets/sheet1.xml') +
          relation(2, 'styles', 'styles.xml') +
          (shared ? relation(3, 'sharedStrings', 'sharedStrings.xml') : ''),
      ),
    ],
    [
      'xl/styles.xml',
      `<styleSheet xmlns="${main}"><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>` +
        '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>' +
        `<cellXfs count="2">${format(0)}${format(14)}</cellXfs></styleSheet>`,
    ],
  ]
}

/** Writes the extract as a workbook; returns what it holds below the header. */
export async function writeXlsx(path: string, rows: number, strings: Strings): Promise<ExtractCount> {
  const zip = new ZipStream(path)
  for (const [name, xml] of fixedParts(strings)) await zip.add(name, [Buffer.from(declaration + xml)])
  const table = new SharedStrings()
  const textCell =
    strings === 'shared'
      ? (reference: string, text: string) => `<c r="${reference}" t="s"><v>${table.indexOf(text)}</v></c>`
      : (reference: string, text: string) =>
          `<c r="${reference}" t="inlineStr"><is><t>${escapeXml(text)}</t></is></c>`
  let count: ExtractCount | null = null
  await zip.add(
    'xl/worksheets/sheet1.xml',
    sheetXml(rows, textCell, (counted) => {
      count = counted
    }),
  )
  if (strings === 'shared') await zip.add('xl/sharedStrings.xml', table.xml())
  await zip.close()
  if (count === null) throw new Error('sheet was not written to its end')
  return count
}

const csvField = (value: string | number | null) => {
  const text = value === null ? '' : String(value)
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

/** Writes the same rows as delimited text under one header row; returns what it holds below it. */
export function writeCsv(path: string, rows: number, encoding: 'utf-8' | 'gb18030'): ExtractCount {
  const handle = openSync(path, 'w')
  const flush = (text: string) =>
    writeSync(handle, encoding === 'utf-8' ? Buffer.from(text) : encodeGb18030(text))
  let text = `${columns.map(({ header }) => header).join(',')}\r\n`
  const all = extractRows(rows)
  try {
    for (;;) {
      const step = all.next()
      if (step.done) {
        flush(text)
        return step.value
      }
      text += `${step.value.map(csvField).join(',')}\r\n`
      if (text.length < 1 << 18) continue
      flush(text)
      text = ''
    }
  } finally {
    closeSync(handle)
  }
}
