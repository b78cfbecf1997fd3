/**
 * Small files built in memory: workbooks by SheetJS, delimited texts in any encoding, zips and OLE containers
 * part by part where a file must be broken in a particular way.
 */
import { crc32, deflateRawSync } from 'node:zlib'
import * as XLSX from 'xlsx'
import { encodeGb18030 } from '../../electron/engine/io/gb18030-encode.ts'
import type { MergedRange, RawRow, Sheet } from '../../electron/engine/core/importing/sheet.ts'

export type Cell = string | number | boolean | null | XLSX.CellObject

export interface SheetSpec {
  readonly name?: string
  readonly rows: readonly (readonly Cell[])[]
  readonly merges?: readonly string[]
  readonly hidden?: boolean
  /** 1-based sheet rows to hide. */
  readonly hiddenRows?: readonly number[]
}

export type BookType = 'xlsx' | 'xlsm' | 'xls' | 'xlsb' | 'ods' | 'xlml'

/** A number shown as a date, as spreadsheet programs store dates. */
export function dateCell(serial: number, format = 'yyyy-mm-dd'): XLSX.CellObject {
  return { t: 'n', v: serial, z: format }
}

export function numberCell(value: number, format: string): XLSX.CellObject {
  return { t: 'n', v: value, z: format }
}

/** Bytes of a workbook of the given format. */
export function workbookBytes(
  sheets: readonly SheetSpec[],
  bookType: BookType = 'xlsx',
  options: { date1904?: boolean } = {},
): Uint8Array {
  const book = XLSX.utils.book_new()
  for (const [at, spec] of sheets.entries()) {
    const sheet = XLSX.utils.aoa_to_sheet(spec.rows.map((row) => [...row]))
    if (spec.merges) sheet['!merges'] = spec.merges.map((range) => XLSX.utils.decode_range(range))
    for (const row of spec.hiddenRows ?? []) (sheet['!rows'] ??= [])[row - 1] = { hidden: true }
    XLSX.utils.book_append_sheet(book, sheet, spec.name ?? `Sheet${at + 1}`)
  }
  book.Workbook = {
    Sheets: sheets.map((spec, at) => ({ name: spec.name ?? `Sheet${at + 1}`, Hidden: spec.hidden ? 1 : 0 })),
    WBProps: { date1904: options.date1904 ?? false },
  }
  const written: unknown = XLSX.write(book, {
    type: 'buffer',
    bookType,
    compression: true,
    cellStyles: true,
  })
  return new Uint8Array(written as Buffer)
}

export type TextEncodingName = 'utf-8' | 'utf-8-bom' | 'gb18030' | 'utf-16le'

/** Bytes of a text in the given encoding. */
export function textBytes(text: string, encoding: TextEncodingName = 'utf-8'): Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return new TextEncoder().encode(text)
    case 'utf-8-bom':
      return new TextEncoder().encode(`\ufeff${text}`)
    case 'gb18030':
      return encodeGb18030(text)
    case 'utf-16le':
      return new Uint8Array(Buffer.from(`\ufeff${text}`, 'utf16le'))
  }
}

/** Delimited text; fields are quoted only where they must be. */
export function delimitedText(
  rows: readonly (readonly string[])[],
  delimiter = ',',
  lineBreak = '\r\n',
): string {
  const field = (value: string) =>
    value.includes(delimiter) || /["\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value
  return rows.map((row) => row.map(field).join(delimiter)).join(lineBreak)
}

/** Bytes of a CSV file. */
export function csvBytes(
  rows: readonly (readonly string[])[],
  encoding: TextEncodingName = 'utf-8',
): Uint8Array {
  return textBytes(delimitedText(rows), encoding)
}

export interface ZipPart {
  readonly name: string
  readonly content: Uint8Array
  /** Size the directory claims, when it is to lie. */
  readonly claimedSize?: number
  readonly encrypted?: boolean
}

/** A zip archive written part by part, lies included. */
export function zipBytes(parts: readonly ZipPart[]): Uint8Array {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  let offset = 0
  for (const part of parts) {
    const name = Buffer.from(part.name)
    const packed = deflateRawSync(part.content)
    const size = part.claimedSize ?? part.content.length
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(part.encrypted ? 1 : 0, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(part.content), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(size, 18)
    common.writeUInt16LE(name.length, 22)
    const local = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, name, packed])
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE(offset, 10)
    directory.push(Buffer.concat([Buffer.from([0x50, 0x4b, 1, 2, 20, 0]), common, tail, name]))
    locals.push(local)
    offset += local.length
  }
  const central = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(parts.length, 8)
  end.writeUInt16LE(parts.length, 10)
  end.writeUInt32LE(central.length, 12)
  end.writeUInt32LE(offset, 16)
  return new Uint8Array(Buffer.concat([...locals, central, end]))
}

/** An .xlsx around hand-written sheet XML (the content of `<sheetData>`). */
export function rawXlsx(sheetData: string, extra: readonly ZipPart[] = []): Uint8Array {
  const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
  const rel = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
  const part = (name: string, xml: string): ZipPart => ({
    name,
    content: new TextEncoder().encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>${xml}`),
  })
  return zipBytes([
    part(
      '[Content_Types].xml',
      '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
        '<Default Extension="xml" ContentType="application/xml"/>' +
        '<Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>' +
        '<Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>' +
        '</Types>',
    ),
    part(
      '_rels/.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    ),
    part(
      'xl/workbook.xml',
      `<workbook xmlns="${main}" xmlns:r="${rel}"><sheets><sheet name="数据" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${rel}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    part(
      'xl/worksheets/sheet1.xml',
      `<worksheet xmlns="${main}"><sheetData>${sheetData}</sheetData></worksheet>`,
    ),
    ...extra,
  ])
}

/** An OLE container with the given streams (an encrypted workbook, a Word document). */
export function oleBytes(streams: Readonly<Record<string, Uint8Array>>): Uint8Array {
  const container = XLSX.CFB.utils.cfb_new()
  for (const [name, content] of Object.entries(streams)) {
    XLSX.CFB.utils.cfb_add(container, `/${name}`, Buffer.from(content))
  }
  return new Uint8Array(XLSX.CFB.write(container, { type: 'buffer' }) as Buffer)
}

/** An .xls of Excel 95 in code page 936, which today's writers no longer make. `hiddenRow` is 1-based. */
export function oldXlsBytes(rows: readonly (readonly string[])[], hiddenRow: number): Uint8Array {
  const record = (type: number, ...data: number[]) => {
    const head = [type & 255, type >> 8, data.length & 255, data.length >> 8]
    return Buffer.from([...head, ...data])
  }
  const two = (value: number) => [value & 255, value >> 8]
  const bof = (kind: number) => record(0x0809, ...two(0x0500), ...two(kind), ...two(0), ...two(0))
  const labels = rows.flatMap((row, r) =>
    row.map((text, c) => {
      const bytes = encodeGb18030(text)
      return record(0x0204, ...two(r), ...two(c), ...two(0), ...two(bytes.length), ...bytes)
    }),
  )
  const hidden = record(
    0x0208,
    ...two(hiddenRow - 1),
    ...two(0),
    ...two(2),
    ...two(255),
    0,
    0,
    0,
    0,
    0x20,
    1,
    0,
    0,
  )
  const codepage = record(0x0042, ...two(936))
  const eof = record(0x000a)
  const sheetName = [...encodeGb18030('清单')]
  const globals = (offset: number) =>
    Buffer.concat([
      bof(5),
      codepage,
      record(0x0085, ...two(offset), 0, 0, 0, 0, sheetName.length, ...sheetName),
      eof,
    ])
  const start = globals(0).length
  return oleBytes({ Book: Buffer.concat([globals(start), bof(0x10), hidden, ...labels, eof]) })
}

/** A sheet as readers produce it, without a file. */
export function sheetOf(rows: readonly RawRow[], merges: readonly MergedRange[] = []): Sheet {
  return { name: '数据', hidden: false, rows, hiddenRows: [], hiddenColumns: [], merges }
}
