import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { decodeText } from '../../../electron/engine/io/encodings.ts'
import { detectDelimiter, readDelimited, splitRecords } from '../../../electron/engine/io/read-delimited.ts'
import { delimitedText, textBytes } from '../../helpers/make-workbook.ts'

const field = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom('客户,号', '他说"好"', '第一行\n第二行', 'a\r\nb', ' 空格 ', '""', '䶮㛃𠮷', '1;2|3\t4'),
)
const table = fc
  .integer({ min: 2, max: 6 })
  .chain((width) =>
    fc.array(fc.array(field, { minLength: width, maxLength: width }), { minLength: 1, maxLength: 8 }),
  )

describe('splitRecords', () => {
  it('gives back every field of any table, through quotes, line breaks and delimiters', () => {
    fc.assert(
      fc.property(
        table,
        fc.constantFrom(',', ';', '\t', '|'),
        fc.constantFrom('\n', '\r\n'),
        (rows, delimiter, eol) => {
          const { rows: back, openQuoteAt } = splitRecords(delimitedText(rows, delimiter, eol), delimiter)
          expect(openQuoteAt).toBeNull()
          expect(back).toEqual(rows)
        },
      ),
    )
  })

  it('reads fields after a quote, quotes inside plain fields, and a missing last line break', () => {
    expect(splitRecords('"a"b,c"d\r\n,\r\n\r\nx', ',').rows).toEqual([['ab', 'c"d'], ['', ''], [], ['x']])
  })
})

describe('detectDelimiter', () => {
  it.each([
    ['清单，含标题\n客户号,姓名,备注\n1,张,a;b;c\n2,李,x', ','],
    ['客户号;AUM\n1;1,5\n2;2,5', ';'],
    ['客户号\t姓名\n1\t张,伟\n2\t李', '\t'],
    ['客户号|姓名|金额\n1|张|1,000\n2|李|2,000', '|'],
  ])('%j', (text, expected) => {
    expect(detectDelimiter(text)).toBe(expected)
  })

  it('obeys a sep= line and keeps the row numbers', () => {
    expect(readDelimited('sep=;\r\n客户号;姓名\r\n1;张', 'a.csv')).toEqual([
      [],
      ['客户号', '姓名'],
      ['1', '张'],
    ])
  })
})

describe('decodeText', () => {
  const chinese = fc
    .array(fc.constantFrom(...'客户号沈䶮㛃𠮷，。abc123\n'), { minLength: 1, maxLength: 60 })
    .map((c) => c.join(''))
  it('recovers Chinese text from any supported encoding', () => {
    fc.assert(
      fc.property(chinese, fc.constantFrom('utf-8', 'utf-8-bom', 'utf-16le'), (text, encoding) => {
        expect(decodeText(textBytes(text, encoding)).text).toBe(text)
      }),
    )
  })

  it('recovers GB18030 of whole sentences', () => {
    fc.assert(
      fc.property(chinese, (text) => {
        const whole = `客户号,客户姓名,${text}`
        expect(decodeText(textBytes(whole, 'gb18030'))).toEqual({
          text: whole,
          encoding: 'gb18030',
          replaced: 0,
        })
      }),
    )
  })
})
