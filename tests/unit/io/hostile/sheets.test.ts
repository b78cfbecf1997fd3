/** Sheets of unusual size, formulas that want to run, files that are not what their name says. */
import { describe, expect, it } from 'vitest'

import { endlessDeflate, hostileZip, plainRows, plainTable, textCell } from '../../../helpers/hostile-zip.ts'
import { oleBytes, textBytes, workbookBytes } from '../../../helpers/make-workbook.ts'
import type { BookType } from '../../../helpers/make-workbook.ts'
import { codeOf, outcome, rowsOf, xlsx } from './outcome.ts'

describe('sheets of unusual size', () => {
  it('ten thousand columns are read', async () => {
    const row = Array.from({ length: 10_000 }, (_, at) => `<c><v>${at}</v></c>`).join('')
    const rows = await rowsOf(xlsx({ rows: `<row r="1">${row}</row><row r="2">${row}</row>` }))
    expect(rows.map((cells) => cells.length)).toEqual([10_000, 10_000])
    expect(rows[1]?.[9_999]).toBe(9_999)
    const csv = await rowsOf(
      textBytes(`${Array.from({ length: 10_000 }, (_, at) => `列${at}`).join(',')}\n`),
      'a.csv',
    )
    expect(csv[0]?.[9_999]).toBe('列9999')
  })

  it.each([
    ['empty rows', (at: number) => `<row r="${at}" spans="1:3"/>`],
    ['styled empty cells', (at: number) => `<row r="${at}"><c r="A${at}" s="0"/></row>`],
  ])('a sheet padded to the last row with %s', async (_, row) => {
    const padding = Array.from({ length: 1_048_574 }, (_unused, at) => row(at + 3)).join('')
    expect(await rowsOf(xlsx({ rows: plainRows + padding }))).toEqual(plainTable)
  })

  it('a cell in the very last corner', async () => {
    const rows = await rowsOf(
      xlsx({ rows: `${plainRows}<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>` }),
    )
    expect(rows).toHaveLength(1_048_576)
    expect(rows[1_048_575]).toHaveLength(16_384)
    expect(rows[1_048_575]?.[16_383]).toBe(1)
  })

  it.each([
    ['a row beyond the last', '<row r="1048577"><c r="A1048577"><v>1</v></c></row>'],
    ['a row beyond counting', '<row r="99999999999999"><c r="A99999999999999"><v>1</v></c></row>'],
    ['a column beyond the last', '<row r="3"><c r="XFE3"><v>1</v></c></row>'],
    ['a column beyond counting', `<row r="3"><c r="${'Z'.repeat(40)}3"><v>1</v></c></row>`],
    ['row zero', '<row r="0"><c r="A0"><v>1</v></c></row>'],
    ['a row below zero', '<row r="-5"><c r="A-5"><v>1</v></c></row>'],
    ['a reference that is none', '<row r="3"><c r="&lt;&gt;"><v>1</v></c></row>'],
    ['rows in reverse', '<row r="9"><c r="A9"><v>9</v></c></row><row r="8"><c r="A8"><v>8</v></c></row>'],
    ['one row twice', '<row r="3"><c r="A3"><v>1</v></c></row><row r="3"><c r="A3"><v>2</v></c></row>'],
    ['a cell of another row', '<row r="3"><c r="A7"><v>1</v></c></row>'],
    ['a dimension beyond all', '</sheetData><dimension ref="A1:ZZZZZ99999999999"/><sheetData>'],
    [
      'merges beyond all',
      '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/><mergeCell ref="Z9:A1"/></mergeCells><sheetData>',
    ],
  ])('%s', async (_, more) => {
    const { refusal, workbook } = await outcome(xlsx({ rows: plainRows + more }))
    if (refusal) expect(refusal.code).toBe('UNREADABLE')
    else expect(workbook.sheets[0]?.rows.slice(0, 2)).toEqual(plainTable)
  })

  const spreadsheetMl = (row: string, cell: string) =>
    textBytes(
      `<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row${row}><Cell${cell}><Data ss:Type="String">客户号</Data></Cell></Row></Table></Worksheet></Workbook>`,
    )
  it.each<[string, Uint8Array]>([
    ['a row of SpreadsheetML', spreadsheetMl(' ss:Index="3000000000"', '')],
    ['a cell of SpreadsheetML', spreadsheetMl('', ' ss:Index="3000000000"')],
    ['a span of SpreadsheetML', spreadsheetMl('', ' ss:MergeAcross="3000000000"')],
    ['a span of HTML', textBytes('<table><tr><td colspan="3000000000">x</td><td>客户号</td></tr></table>')],
    [
      'rows of HTML',
      textBytes('<table><tr><td rowspan="3000000000">x</td><td>号</td></tr><tr><td>1</td></tr></table>'),
    ],
    [
      'a reference the reader leaves to another',
      xlsx({ rows: '<row r="1"><c r="4294967295" t="str"><v>x</v></c></row>' }),
    ],
    [
      'a formula without a result',
      xlsx({ rows: `<row r="1">${textCell('A1', 'x')}<c r="ZZZZZZ1"><f>1</f></c><c r="4294967295"/></row>` }),
    ],
  ])('%s three thousand million places away', async (_, bytes) => {
    const { refusal, workbook } = await outcome(bytes)
    if (refusal) expect(refusal.code).toMatch(/UNREADABLE|FILE_TOO_LARGE/)
    else for (const row of workbook.sheets[0]!.rows) expect(row.length).toBeLessThanOrEqual(16_384)
  })

  it('no cell is lost when two claim one place', async () => {
    const twice = '<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'
    expect(await codeOf(xlsx({ rows: twice }))).toBe('UNREADABLE')
  })

  it('a text longer than any cell may hold is read or refused, never cut', async () => {
    const long = '长'.repeat(40_000)
    const { refusal, workbook } = await outcome(xlsx({ rows: `<row r="1">${textCell('A1', long)}</row>` }))
    if (refusal) expect(refusal.code).toBe('UNREADABLE')
    else expect(workbook.sheets[0]?.rows[0]?.[0]).toBe(long)
    expect((await rowsOf(textBytes(`客户号,备注\n1,${long}`), 'a.csv'))[1]?.[1]).toBe(long)
  })

  it('a delimited field of megabytes is refused with its row', async () => {
    for (const field of [
      '长'.repeat(5_000_000),
      `"${'长\n'.repeat(2_500_000)}"`,
      `"${'长\n'.repeat(2_500_000)}`,
    ]) {
      const { refusal, workbook } = await outcome(textBytes(`客户号,备注\n1,${field}`), 'a.csv')
      if (refusal) expect(refusal).toMatchObject({ code: 'UNREADABLE', details: { row: 2 } })
      else expect(workbook.sheets[0]?.rows[1]?.[1]).toHaveLength(5_000_000)
    }
  })
})

describe('formulas and links', () => {
  it('a formula gives its stored result and is never calculated', async () => {
    const rows =
      '<row r="1"><c r="A1"><f>1+1</f><v>3</v></c><c r="B1" t="str"><f>CMD|\'/C calc\'!A0</f><v>乙</v></c>' +
      '<c r="C1"><f>WEBSERVICE("http://127.0.0.1/")</f></c><c r="D1" t="e"><f>1/0</f><v>#DIV/0!</v></c>' +
      '<c r="E1"><f>[1]Sheet1!$A$1</f><v>12</v></c></row>'
    expect(await rowsOf(xlsx({ rows }))).toEqual([
      [3, '乙', { error: '公式未计算' }, { error: '#DIV/0!' }, 12],
    ])
  })

  it.each(['=1+1', '=HYPERLINK("http://x","y")', '+1', '-1', '@SUM(A1)', "=cmd|'/C calc'!A0", '\t=1'])(
    'the text %j stays that text',
    async (text) => {
      const escaped = text.replaceAll('"', '&quot;')
      expect(
        await rowsOf(xlsx({ rows: `<row r="1">${textCell('A1', escaped)}${textCell('B1', '号')}</row>` })),
      ).toEqual([[text, '号']])
      const csv = `客户号,备注\n1,"${text.replaceAll('"', '""')}"\n`
      expect((await rowsOf(textBytes(csv), 'a.csv'))[1]).toEqual(['1', text])
      const xls = workbookBytes([{ rows: [[text, '号']] }], 'xls')
      expect(await rowsOf(xls, 'a.xls')).toEqual([[text, '号']])
    },
  )
})

describe('not what the name says', () => {
  const table = [
    ['客户号', '客户姓名'],
    ['006200000007', '沈䶮'],
  ]
  const files: Record<string, Uint8Array> = Object.fromEntries([
    ...(['xlsx', 'xls', 'xlsb', 'ods', 'xlml'] as BookType[]).map((type) => [
      type,
      workbookBytes([{ rows: table }], type),
    ]),
    ['csv', textBytes('客户号,客户姓名\r\n006200000007,沈䶮\r\n', 'gb18030')],
    [
      'html',
      textBytes(
        `<table>${table.map((row) => `<tr><td>${row.join('</td><td>')}</td></tr>`).join('')}</table>`,
      ),
    ],
  ])

  it.each(Object.keys(files))('%s is read under any name', async (type) => {
    for (const extension of ['xlsx', 'xls', 'xlsb', 'ods', 'csv', 'txt', 'html', 'pdf', 'exe', '']) {
      expect(await rowsOf(files[type]!, `清单.${extension}`)).toEqual(table)
    }
  })

  it.each(Object.keys(files))('%s cut short is refused or read as far as it goes, soon', async (type) => {
    const whole = files[type]!
    for (let part = 1; part < 24; part++) {
      await outcome(whole.subarray(0, Math.floor((whole.length * part) / 24)))
    }
  })

  it.each([
    [
      'an encrypted .xlsx',
      { EncryptedPackage: new Uint8Array(9_000), EncryptionInfo: new Uint8Array(300) },
      'PASSWORD_PROTECTED',
    ],
    ['an encrypted .xlsx without its key', { EncryptedPackage: new Uint8Array(9_000) }, 'PASSWORD_PROTECTED'],
    ['an installer', { 'Binary.x': new Uint8Array(900) }, 'NOT_A_SPREADSHEET'],
    ['a workbook stream of zeros', { Workbook: new Uint8Array(9_000) }, 'UNREADABLE|EMPTY_FILE'],
    [
      'a workbook stream of noise',
      { Workbook: Uint8Array.from({ length: 9_000 }, (_, at) => (at * 7919) & 255) },
      'UNREADABLE|EMPTY_FILE',
    ],
    ['an empty workbook stream', { Workbook: new Uint8Array() }, 'UNREADABLE|EMPTY_FILE'],
  ])('%s', async (_, streams, code) => {
    expect(await codeOf(oleBytes(streams), '清单.xlsx')).toMatch(new RegExp(`^(?:${code})$`))
  })

  it('an OLE container whose sectors run in a circle', async () => {
    const bytes = Uint8Array.from(workbookBytes([{ rows: table }], 'xls'))
    const view = new DataView(bytes.buffer)
    const fat = 512 * (view.getUint32(0x4c, true) + 1)
    // Every sector is followed by the first.
    for (let at = fat; at < fat + 512; at += 4) view.setUint32(at, 0, true)
    await outcome(bytes, '清单.xls')
    for (let at = fat; at < fat + 512; at += 4) view.setUint32(at, (at - fat) / 4, true)
    await outcome(bytes, '清单.xls')
    // A million sectors of directory are claimed.
    view.setUint32(0x2c, 1_000_000, true)
    view.setUint32(0x48, 1_000_000, true)
    await outcome(bytes, '清单.xls')
  })

  it('texts of an old .xls that claim to be longer than the file', async () => {
    const two = (value: number) => [value & 255, value >> 8]
    const label = [...two(0x0204), ...two(8), ...two(1), ...two(1), ...two(0), ...two(65_535)]
    const bof = (kind: number) => [
      ...two(0x0809),
      ...two(8),
      ...two(0x0500),
      ...two(kind),
      ...two(0),
      ...two(0),
    ]
    const globals = [...bof(5), ...two(0x0042), ...two(2), ...two(936), ...two(0x0085), ...two(8)]
    const start = globals.length + 8 + 4
    const stream = Buffer.concat([
      Buffer.from([...globals, ...two(start), 0, 0, 0, 0, 1, 65, ...two(0x000a), 0, 0, ...bof(0x10)]),
      ...Array.from({ length: 3_000 }, () => Buffer.from(label)),
      Buffer.from([...two(0x000a), 0, 0]),
    ])
    const { refusal } = await outcome(oleBytes({ Book: stream }), '旧.xls')
    if (refusal) expect(refusal.code).toMatch(/UNREADABLE|EMPTY_FILE/)
  })

  it.each(['ods', 'xlsb'] as const)('bombs in an %s are refused like any other', async (type) => {
    const name = type === 'ods' ? 'content.xml' : 'xl/worksheets/sheet1.bin'
    const bomb = endlessDeflate('', Buffer.alloc(16_000_000, ' '), 40, '')
    const rest = type === 'ods' ? ['META-INF/manifest.xml'] : ['xl/workbook.bin']
    const parts = [{ name, ...bomb }, ...rest.map((part) => ({ name: part, content: '<a/>' }))]
    expect(await codeOf(hostileZip(parts), `a.${type}`)).toBe('ZIP_BOMB')
  })

  it('an .ods that repeats a row a million times and a cell sixteen thousand times', async () => {
    const office = 'urn:oasis:names:tc:opendocument:xmlns'
    const content =
      `<office:document-content xmlns:office="${office}:office:1.0" xmlns:table="${office}:table:1.0" xmlns:text="${office}:text:1.0">` +
      '<office:body><office:spreadsheet><table:table table:name="a">' +
      '<table:table-row><table:table-cell office:value-type="string"><text:p>客户号</text:p></table:table-cell><table:table-cell table:number-columns-repeated="16383"/></table:table-row>' +
      '<table:table-row table:number-rows-repeated="1048575"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>' +
      '</table:table></office:spreadsheet></office:body></office:document-content>'
    const parts = [
      { name: 'mimetype', content: 'application/vnd.oasis.opendocument.spreadsheet', method: 0 },
      { name: 'content.xml', content },
      { name: 'styles.xml', content: '<office:document-styles/>' },
      { name: 'META-INF/manifest.xml', content: '<manifest/>' },
    ]
    expect(await rowsOf(hostileZip(parts), 'a.ods')).toEqual([['客户号']])
    const filled = content.replace(
      '<table:table-cell table:number-columns-repeated="16384"/>',
      '<table:table-cell table:number-columns-repeated="16384" office:value-type="float" office:value="1"><text:p>1</text:p></table:table-cell>',
    )
    expect(
      await codeOf(
        hostileZip(parts.map((part) => (part.name === 'content.xml' ? { ...part, content: filled } : part))),
        'a.ods',
      ),
    ).not.toBeNull()
  })
})
