import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { readWorkbook } from '../../../electron/engine/io/read-workbook.ts'
import { isDateFormat } from '../../../electron/engine/io/number-format.ts'
import type { ReadLimits } from '../../../electron/engine/io/read-workbook.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import {
  csvBytes,
  dateCell,
  numberCell,
  oldXlsBytes,
  oleBytes,
  rawXlsx,
  textBytes,
  workbookBytes,
  zipBytes,
} from '../../helpers/make-workbook.ts'
import type { BookType } from '../../helpers/make-workbook.ts'

const read = (bytes: Uint8Array, fileName = '样例.xlsx', limits?: ReadLimits) =>
  readWorkbook({ bytes, fileName, ...(limits ? { limits } : {}) })

async function refusalOf(bytes: Uint8Array, fileName = '样例.xlsx', limits?: ReadLimits): Promise<Refusal> {
  try {
    await read(bytes, fileName, limits)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the file was accepted')
}

const rows = [
  ['客户号', '客户姓名', 'AUM余额', '开户日期', '是否代发'],
  ['006200000007', '沈䶮', 12345.67, dateCell(46347), true],
  ['006200000014', '张伟', null, dateCell(1), false],
]
const readRows = [
  ['客户号', '客户姓名', 'AUM余额', '开户日期', '是否代发'],
  ['006200000007', '沈䶮', 12345.67, { date: '2026-11-21' }, true],
  ['006200000014', '张伟', null, { date: '1900-01-01' }, false],
]

describe('formats', async () => {
  it.each<[BookType, string]>([
    ['xlsx', 'xlsx'],
    ['xlsm', 'xlsx'],
    ['xls', 'xls'],
    ['xlsb', 'xlsb'],
    ['ods', 'ods'],
    ['xlml', 'spreadsheetml'],
  ])(
    'reads %s whatever its name says, with leading zeros, rare characters and dates',
    async (bookType, format) => {
      const book = await read(workbookBytes([{ name: '清单', rows }], bookType), '清单.csv')
      expect(book.format).toBe(format)
      expect(book.sheets.map(({ name }) => name)).toEqual(['清单'])
      expect(book.sheets[0]?.rows).toEqual(readRows)
    },
  )

  it('reads the Chinese and the hidden rows of an old .xls in its GBK code page', async () => {
    const table = [
      ['客户号', '客户姓名'],
      ['0062', '张伟'],
    ]
    const sheet = (await read(oldXlsBytes(table, 2), 'a.xls')).sheets[0]
    expect(sheet?.rows).toEqual(table)
    expect(sheet?.hiddenRows).toEqual([2])
  })

  it.each(['utf-8', 'gb18030'] as const)(
    'reads an HTML table saved as .xls in %s, cells staying text',
    async (encoding) => {
      const html =
        '<html><head><meta charset="x"></head><body><table><tr><th>客户号</th><th>姓名</th></tr>' +
        '<tr><td>006200003017</td><td>沈䶮</td></tr><tr><td>622202001234567890</td><td>张&nbsp;伟</td></tr></table></body></html>'
      const book = await read(textBytes(html, encoding), '清单.xls')
      expect(book).toMatchObject({ format: 'html', encoding })
      expect(book.sheets[0]?.rows[1]).toEqual(['006200003017', '沈䶮'])
      expect(book.sheets[0]?.rows[2]?.[0]).toBe('622202001234567890')
    },
  )

  it('counts dates of a 1904 workbook from 1904', async () => {
    const book = await read(
      workbookBytes([{ rows: [[dateCell(0), dateCell(44884)]] }], 'xlsx', { date1904: true }),
    )
    expect(book.date1904).toBe(true)
    expect(book.sheets[0]?.rows[0]).toEqual([{ date: '1904-01-01' }, { date: '2026-11-20' }])
  })

  it('drops the time of day but keeps a mere time and a zero-padded identifier', async () => {
    const cells = [
      dateCell(46346.75, 'yyyy/m/d h:mm'),
      numberCell(0.5, 'h:mm'),
      numberCell(6200003017, '000000000000'),
    ]
    expect((await read(workbookBytes([{ rows: [cells] }]))).sheets[0]?.rows[0]).toEqual([
      { date: '2026-11-20' },
      0.5,
      '006200003017',
    ])
  })

  it.each([
    ['yyyy"年"m"月"d"日"', true],
    ['[$-804]yyyy/m/d;@', true],
    ['m/d/yy', true],
    ['mmm-yy', true],
    ['[Red]#,##0.00', false],
    ['h:mm:ss', false],
    ['[h]:mm', false],
    ['0.00"d"', false],
    ['¥#,##0.00_);[Red](¥#,##0.00)', false],
  ])('number format %s is a date: %s', async (format, expected) => {
    expect(isDateFormat(format)).toBe(expected)
  })

  it('reports hidden sheets and rows without dropping them', async () => {
    const specs = [
      { name: '清单', rows, hiddenRows: [3] },
      { name: '参数', rows: [['a']], hidden: true },
    ]
    const book = await read(workbookBytes(specs))
    expect(book.sheets.map(({ hidden }) => hidden)).toEqual([false, true])
    expect(book.sheets[0]?.hiddenRows).toEqual([3])
    expect(book.sheets[0]?.rows).toHaveLength(3)
  })

  it('gives the cached result of a formula, and an error where none was stored', async () => {
    const book = await read(
      rawXlsx(
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f>SUM(A1)</f></c><c r="C1" t="e"><v>#N/A</v></c>' +
          '<c r="D1" t="str"><f>"a"</f><v>乙</v></c></row>',
      ),
    )
    expect(book.sheets[0]?.rows[0]).toEqual([2, { error: '公式未计算' }, { error: '#N/A' }, '乙'])
  })

  it('gets through a sheet padded to a million blank rows and a false range', async () => {
    const blank = Array.from({ length: 1_048_575 }, (_, at) => `<row r="${at + 2}"/>`).join('')
    const book = await read(
      rawXlsx(`<row r="1"><c r="A1" t="inlineStr"><is><t>客户号</t></is></c></row>${blank}`),
    )
    expect(book.sheets[0]?.rows).toEqual([['客户号']])
  })

  it('keeps sheet row numbers when rows and columns are skipped', async () => {
    const book = await read(rawXlsx('<row r="4"><c r="C4"><v>7</v></c></row>'))
    expect(book.sheets[0]?.rows).toEqual([[], [], [], [null, null, 7]])
  })

  it('refuses a sheet of which the parser loses a cell', async () => {
    // Two cells claim one place: one of the values would vanish without a word.
    const refusal = await refusalOf(rawXlsx('<row r="1"><c r="A1"><v>1</v></c><c r="A1"><v>2</v></c></row>'))
    expect(refusal.code).toBe('UNREADABLE')
    expect(refusal.message).toContain('应有 2 个单元格')
  })
})

describe('what is no readable spreadsheet', async () => {
  const xlsx = workbookBytes([{ rows: Array.from({ length: 200 }, (_, at) => [at, `客户${at}`]) }])

  it.each<[string, Uint8Array, string]>([
    ['an empty file', new Uint8Array(), 'EMPTY_FILE'],
    ['a file of blanks', textBytes(' \r\n\r\n'), 'EMPTY_FILE'],
    ['a workbook without a cell', workbookBytes([{ rows: [] }]), 'EMPTY_FILE'],
    ['a PDF', textBytes('%PDF-1.7\n1 0 obj'), 'NOT_A_SPREADSHEET'],
    ['a program', Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'NOT_A_SPREADSHEET'],
    [
      'random bytes',
      Uint8Array.from({ length: 4000 }, (_, at) => (at * 7919 + (at >> 3)) & 255),
      'NOT_A_SPREADSHEET',
    ],
    [
      'a web page without a table',
      textBytes('<!DOCTYPE html><html><body>登录超时</body></html>'),
      'NOT_A_SPREADSHEET',
    ],
    ['a JSON answer', textBytes('{"code": 500, "message": "error, try again"}'), 'NOT_A_SPREADSHEET'],
    ['a zip of something else', zipBytes([{ name: '清单.xlsx', content: xlsx }]), 'NOT_A_SPREADSHEET'],
    ['a Word document', oleBytes({ WordDocument: new Uint8Array(600) }), 'NOT_A_SPREADSHEET'],
    [
      'an encrypted .xlsx',
      oleBytes({ EncryptedPackage: new Uint8Array(600), EncryptionInfo: new Uint8Array(64) }),
      'PASSWORD_PROTECTED',
    ],
    [
      'an encrypted zip',
      zipBytes([{ name: 'xl/workbook.xml', content: xlsx, encrypted: true }]),
      'PASSWORD_PROTECTED',
    ],
    ['half an .xlsx', xlsx.subarray(0, xlsx.length >> 1), 'TRUNCATED_ZIP'],
    ['half an .xls', workbookBytes([{ rows }], 'xls').subarray(0, 900), 'UNREADABLE'],
  ])('%s is refused', async (_, bytes, code) => {
    const refusal = await refusalOf(bytes, '客户清单.xlsx')
    expect(refusal.code).toBe(code)
    expect(refusal.message).toContain('客户清单.xlsx')
    expect(refusal.details.file).toBe('客户清单.xlsx')
  })

  it('an encrypted .xls asks for the password to be taken off', async () => {
    // BIFF8 BOF, then FILEPASS with XOR obfuscation, then EOF.
    const stream = Uint8Array.from([
      0x09, 0x08, 0x10, 0x00, 0x00, 0x06, 0x05, 0x00, 0xbb, 0x0d, 0xcc, 0x07, 0, 0, 0, 0, 6, 0, 0, 0,
      0x2f, 0x00, 0x06, 0x00, 0x00, 0x00, 0x34, 0x12, 0x78, 0x56,
      0x0a, 0x00, 0x00, 0x00,
    ]) // prettier-ignore
    expect((await refusalOf(oleBytes({ Workbook: stream }), 'a.xls')).code).toBe('PASSWORD_PROTECTED')
  })

  it('one flipped byte inside a part is noticed', async () => {
    const broken = Uint8Array.from(xlsx)
    const at = Math.floor(broken.length / 2)
    broken[at] = (broken[at] ?? 0) ^ 0x40
    expect(['TRUNCATED_ZIP', 'ZIP_BOMB']).toContain((await refusalOf(broken)).code)
  })

  it('an unclosed quote is refused with its row instead of swallowing the rest', async () => {
    const refusal = await refusalOf(textBytes('客户号,姓名\n1,"张\n2,李\n3,王\n'), 'a.csv')
    expect(refusal).toMatchObject({ code: 'UNREADABLE', details: { row: 2 } })
  })
})

describe('zip bombs', async () => {
  it('refuses a part that unpacks a thousandfold, before unpacking it', async () => {
    const bomb = rawXlsx('', [{ name: 'xl/media/a.bin', content: new Uint8Array(60_000_000) }])
    expect((await refusalOf(bomb)).code).toBe('ZIP_BOMB')
  })

  it('refuses a part that is larger than the directory admits, and never unpacks what no sheet needs', async () => {
    const media = { name: 'xl/media/a.bin', content: new Uint8Array(5_000_000), claimedSize: 100 }
    const bytes = rawXlsx('<row r="1"><c r="A1"><v>1</v></c></row>', [media])
    expect((await read(bytes)).sheets[0]?.rows).toEqual([[1]])
    const directory = Buffer.from(bytes.buffer)
    const entry = directory.lastIndexOf('xl/worksheets/sheet1.xml') - 46
    directory.writeUInt32LE(20, entry + 24)
    expect((await refusalOf(bytes)).code).toBe('ZIP_BOMB')
  })

  it('refuses too many parts and too many bytes by the limits given', async () => {
    const xlsx = workbookBytes([{ rows }])
    expect((await refusalOf(xlsx, 'a.xlsx', { maxEntries: 3 })).code).toBe('ZIP_BOMB')
    expect((await refusalOf(xlsx, 'a.xlsx', { maxInflatedBytes: 1000 })).code).toBe('FILE_TOO_LARGE')
    expect((await read(xlsx, 'a.xlsx', { maxInflatedBytes: 1_000_000 })).sheets).toHaveLength(1)
  })
})

describe('delimited text', async () => {
  const table = [
    ['客户号', '姓名'],
    ['006200014931', '沈䶮'],
  ]
  it.each([
    ['utf-8', 'utf-8'],
    ['utf-8-bom', 'utf-8'],
    ['gb18030', 'gb18030'],
    ['utf-16le', 'utf-16le'],
  ] as const)('is decoded from %s', async (encoding, named) => {
    const book = await read(csvBytes(table, encoding), '清单.txt')
    expect(book).toMatchObject({ format: 'delimited', encoding: named, replacedCharacters: 0 })
    expect(book.sheets[0]).toMatchObject({ name: '清单', rows: table })
  })

  it('stays UTF-8 when a single character is cut in half', async () => {
    const text = textBytes(`${'客户号,姓名\n006200014931,沈䶮\n'.repeat(20)}006200014938,张`)
    const book = await read(text.subarray(0, text.length - 1), 'a.csv')
    expect(book).toMatchObject({ encoding: 'utf-8', replacedCharacters: 1 })
    expect(book.sheets[0]?.rows[1]).toEqual(['006200014931', '沈䶮'])
  })

  it('the samples keep their rare characters', async () => {
    const bytes = readFileSync(new URL('../../fixtures/接触记录_20261120.csv', import.meta.url))
    const book = await read(new Uint8Array(bytes), '接触记录_20261120.csv')
    expect(book.encoding).toBe('gb18030')
    expect(book.sheets[0]?.rows[3]?.[1]).toBe('沈䶮')
  })
})
