/** Our own reading of a sheet's mark-up: every way programs write cells, cut at any byte. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RawRow } from '../../../../electron/engine/core/importing/sheet.ts'
import { CellCounter } from '../../../../electron/engine/io/xlsx/cell-counter.ts'
import { readStyles } from '../../../../electron/engine/io/xlsx/cell-styles.ts'
import { readNumber } from '../../../../electron/engine/io/xlsx/read-number.ts'
import { SharedStringsReader } from '../../../../electron/engine/io/xlsx/shared-strings.ts'
import { SheetReader } from '../../../../electron/engine/io/xlsx/sheet-reader.ts'

const styles = `<styleSheet><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;"/>
  <numFmt numFmtId="165" formatCode="000000"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="31"/></cellXfs></styleSheet>`
const table =
  '<sst><si><t>客户号</t></si><si><t xml:space="preserve"> a&amp;b </t></si><si><r><rPr><b/></rPr><t>张</t></r><r><t>伟</t></r>' +
  '<rPh sb="0" eb="1"><t>ZHANG</t></rPh></si><si/><si><t>一_x000D_二</t></si><si><t><![CDATA[<&>]]></t></si></sst>'

interface Read {
  readonly rows: RawRow[]
  readonly counted: { rows: number; cells: number }
  readonly reader: SheetReader
  readonly end: ReturnType<SheetReader['end']>
}

function pieces(bytes: Buffer, cuts: readonly number[]): Buffer[] {
  const places = [...new Set([0, ...cuts.map((cut) => cut % (bytes.length + 1)), bytes.length])].sort(
    (a, b) => a - b,
  )
  return places.slice(1).map((place, nth) => bytes.subarray(places[nth], place))
}

function read(sheet: string, cuts: readonly number[] = [], date1904 = false): Read {
  const strings = new SharedStringsReader(Buffer.byteLength(table))
  for (const piece of pieces(Buffer.from(table), cuts)) strings.push(piece)
  const reader = new SheetReader(strings.end(), readStyles(Buffer.from(styles), date1904))
  const counter = new CellCounter()
  const rows: RawRow[] = []
  const take = () => {
    for (const { first, rows: batch } of reader.takeBatches()) {
      while (rows.length < first - 1) rows.push([])
      rows.push(...batch)
    }
  }
  for (const piece of pieces(Buffer.from(sheet), cuts)) {
    reader.push(piece)
    counter.push(piece)
    take()
  }
  const end = reader.end()
  counter.end()
  take()
  return { rows, counted: { rows: counter.rows, cells: counter.cells }, reader, end }
}

const data = (rows: string) => `<?xml version="1.0"?><worksheet><sheetData>${rows}</sheetData></worksheet>`
const cells = (xml: string, date1904 = false) => read(data(`<row r="1">${xml}</row>`), [], date1904).rows[0]

describe('cells', () => {
  test.each<[string, string, RawRow | undefined]>([
    [
      'shared texts: plain, spaced, rich without reading aids, empty, escaped, CDATA',
      '<c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="s"><v>3</v></c><c r="E1" t="s"><v>4</v></c><c r="F1" t="s"><v>5</v></c>',
      ['客户号', ' a&b ', '张伟', null, '一\r二', '<&>'],
    ],
    [
      'inline texts: plain, rich, spaced, empty',
      '<c r="A1" t="inlineStr"><is><t>006200</t></is></c><c r="B1" t="inlineStr"><is><r><t>张</t></r><r><t>伟</t></r><rPh><t>Z</t></rPh></is></c><c r="C1" t="inlineStr"><is><t xml:space="preserve"> x </t></is></c><c r="D1" t="inlineStr"><is><t/></is></c>',
      ['006200', '张伟', ' x '],
    ],
    [
      'numbers as every program writes them',
      '<c r="A1"><v>-12.50</v></c><c r="B1" t="n"><v>1.5E3</v></c><c r="C1"><v> 7 </v></c><c r="D1"><v>0.1</v></c><c r="E1"><v>123456789012345678</v></c>',
      [-12.5, 1500, 7, 0.1, 123456789012345680],
    ],
    [
      'booleans and errors',
      '<c r="A1" t="b"><v>1</v></c><c r="B1" t="b"><v>0</v></c><c r="C1" t="e"><v>#N/A</v></c>',
      [true, false, { error: '#N/A' }],
    ],
    [
      'formulas: their stored result, never their text; one without a result says so',
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1" t="str"><f>"a"</f><v>a&lt;</v></c><c r="C1"><f>NOW()</f></c><c r="D1" t="str"><f>""</f><v></v></c><c r="E1"><v>1</v></c>',
      [2, 'a<', { error: '公式未计算' }, null, 1],
    ],
    [
      'dates by style: built in, Chinese, written out, and ISO',
      '<c r="A1" s="1"><v>46346</v></c><c r="B1" s="2"><v>46346.75</v></c><c r="C1" s="4"><v>46346</v></c><c r="D1" t="d"><v>2026-11-20T08:00:00</v></c>',
      [{ date: '2026-11-20' }, { date: '2026-11-20' }, { date: '2026-11-20' }, { date: '2026-11-20' }],
    ],
    ['numbers shown with leading zeros are identifiers', '<c r="A1" s="3"><v>62</v></c>', ['000062']],
    ['no references at all', '<c><v>1</v></c><c/><c t="s"><v>0</v></c>', [1, null, '客户号']],
    [
      'gaps and styled empty cells',
      '<c r="B1" s="1"/><c r="D1"><v>4</v></c><c r="E1"><v/></c><c r="F1" s="3"></c>',
      [null, null, null, 4],
    ],
    [
      'a namespace prefix, single quotes, comments',
      "<x:c r='A1' t=\"s\" ><!-- <v>9</v> --><x:v>0</x:v></x:c><x:c r='B1'><x:v>5</x:v></x:c>",
      ['客户号', 5],
    ],
    ['attributes that hold a bracket', '<c r="A1" cm="a>b"><v>1</v></c>', [1]],
  ])('%s', (_, xml, expected) => {
    expect(cells(xml)).toEqual(expected)
  })

  test('dates of the 1904 calendar', () => {
    expect(cells('<c r="A1" s="1"><v>44884</v></c>', true)).toEqual([{ date: '2026-11-20' }])
  })
})

describe('sheets', () => {
  test('a million padded rows cost nothing and yield nothing', () => {
    const padded = Array.from(
      { length: 50_000 },
      (_, i) => `<row r="${i + 3}" s="1" customFormat="1"/>`,
    ).join('')
    const { rows, end } = read(
      data(`<row r="2"><c r="A2"><v>1</v></c></row>${padded}<row r="1048576"><c r="A1048576" s="1"/></row>`),
    )
    expect(rows).toEqual([[], [1]])
    expect(end.lastRow).toBe(2)
  })

  test('hidden rows and columns and merged ranges are told', () => {
    const { end } = read(
      '<worksheet><cols><col min="2" max="3" width="9" hidden="1"/></cols><sheetData><row r="1" hidden="1"><c r="A1"><v>1</v></c></row></sheetData>' +
        '<mergeCells count="1"><mergeCell ref="A1:C2"/></mergeCells></worksheet>',
    )
    expect(end).toMatchObject({
      hiddenRows: [1],
      hiddenColumns: [1, 2],
      merges: [{ top: 0, left: 0, bottom: 1, right: 2 }],
    })
  })

  test.each([
    ['rows out of order', data('<row r="2"/><row r="1"/>')],
    ['cells out of order', data('<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>')],
    ['a cell of another row', data('<row r="1"><c r="A2"><v>1</v></c></row>')],
    ['a type of cell nobody knows', data('<row r="1"><c r="A1" t="x"><v>1</v></c></row>')],
    ['a number that is none', data('<row r="1"><c r="A1"><v>12a</v></c></row>')],
    ['a shared text that is not there', data('<row r="1"><c r="A1" t="s"><v>99</v></c></row>')],
    ['an end in the middle', '<worksheet><sheetData><row r="1"><c r="A1"><v>1</v></c>'],
    ['alternate content', data('<mc:AlternateContent/>')],
  ])('%s is left to the general library', (_, xml) => {
    expect(() => read(xml)).toThrow(expect.objectContaining({ name: 'UnknownConstruct' }) as Error)
  })
})

const text = fc.string({
  unit: fc.constantFrom('张', '𠮷', 'a', '&amp;', ' ', '_x000D_', '&#20255;', ']', '"'),
  maxLength: 8,
})
const cell = fc.oneof(
  fc.tuple(fc.constant('s'), fc.integer({ min: 0, max: 5 })).map(
    ([t, v]) =>
      (r: string) =>
        `<c r="${r}" t="${t}"><v>${v}</v></c>`,
  ),
  text.map((v) => (r: string) => `<c r="${r}" t="inlineStr"><is><t xml:space="preserve">${v}</t></is></c>`),
  fc
    .double({ noNaN: true, noDefaultInfinity: true })
    .map((v) => (r: string) => `<c r="${r}" s="0"><v>${v}</v></c>`),
  fc.constantFrom(
    (r: string) => `<c r="${r}" s="1"/>`,
    (r: string) => `<c r='${r}'><f>A1&gt;2</f><v>3</v></c>`,
    (r: string) => `<c r="${r}" t="str"><f/><v><![CDATA[<v>]]></v></c>`,
    (r: string) => `<!-- <c> --><c r="${r}" t="b"><v>1</v></c><?pi x?>`,
  ),
)
const sheet = fc
  .array(fc.array(cell, { maxLength: 6 }), { maxLength: 6 })
  .map((rows) =>
    data(
      rows
        .map((row, r) => `<row r="${r + 1}">${row.map((c, i) => c(`${'ABCDEF'[i]}${r + 1}`)).join('')}</row>`)
        .join('\n'),
    ),
  )

test('where the bytes are cut makes no difference, and the independent count agrees', () => {
  fc.assert(
    fc.property(sheet, fc.array(fc.nat({ max: 5_000 }), { maxLength: 12 }), (xml, cuts) => {
      const [whole, cut] = [read(xml), read(xml, cuts)]
      expect(cut.rows).toEqual(whole.rows)
      expect(cut.counted).toEqual(whole.counted)
      expect(cut.reader.seen.rows).toBe(cut.counted.rows)
    }),
    { numRuns: 400 },
  )
})

test('cut after every single byte', () => {
  const xml = data(
    '<row r="1"><c r="A1" t="s"><v>2</v></c><c r="B1" t="inlineStr"><is><t>x&lt;y</t></is></c><c r="C1" s="1"><v>46346</v></c></row>',
  )
  const every = Array.from({ length: Buffer.byteLength(xml) }, (_, i) => i)
  expect(read(xml, every).rows).toEqual([['张伟', 'x<y', { date: '2026-11-20' }]])
  expect(read(xml, every).counted).toEqual({ rows: 1, cells: 3 })
})

test('a number is what the platform reads in the same text', () => {
  const decimal = fc.oneof(
    fc.double().map(String),
    fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.nat({ max: 22 }))
      .map(([digits, places]) => {
        const whole = String(digits < 0n ? -digits : digits).padStart(places + 1, '0')
        const at = whole.length - places
        return `${digits < 0n ? '-' : ''}${whole.slice(0, at)}${places > 0 ? `.${whole.slice(at)}` : ''}`
      }),
  )
  fc.assert(
    fc.property(decimal, (written) => {
      const bytes = Buffer.from(written)
      const expected = Number(written)
      const got = readNumber(bytes, 0, bytes.length)
      expect(Object.is(got, Number.isFinite(expected) ? expected : Number.NaN) || got === expected).toBe(true)
    }),
    { numRuns: 3_000 },
  )
})
