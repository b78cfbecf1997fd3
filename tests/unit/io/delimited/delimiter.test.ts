import { describe, expect, it } from 'vitest'
import { declaredDelimiter, detectDelimiter } from '../../../../electron/engine/io/delimited/delimiter.ts'
import { RecordSplitter } from '../../../../electron/engine/io/delimited/record-splitter.ts'

describe('detectDelimiter', () => {
  it.each([
    ['清单，含标题\n客户号,姓名,备注\n1,张,a;b;c\n2,李,x', ','],
    ['客户号;AUM\n1;1,5\n2;2,5', ';'],
    ['客户号\t姓名\n1\t张,伟\n2\t李', '\t'],
    ['客户号|姓名|金额\n1|张|1,000\n2|李|2,000', '|'],
    ['客户号', ','],
    ['客户号;"从未关上\n1;2\n3;4', ','],
  ])('%j', (text, expected) => {
    expect(detectDelimiter(text)).toBe(expected)
  })
})

describe('declaredDelimiter', () => {
  it.each([
    ['sep=;\r\n客户号;姓名', { delimiter: ';', length: 5 }],
    ['SEP=|\n客户号|姓名', { delimiter: '|', length: 5 }],
    ['sep=;;\n', null],
    ['客户号\nsep=;\n', null],
  ])('%j', (text, expected) => {
    expect(declaredDelimiter(text)).toEqual(expected)
  })
})

describe('RecordSplitter', () => {
  it('reads fields after a quote, quotes inside plain fields, and a missing last line break', () => {
    const rows: (string | null)[][] = []
    const splitter = new RecordSplitter(',', 'a.csv')
    for (const unit of '"a"b,c"d\r\n,\r\n\r\nx') splitter.push(unit, rows)
    splitter.finish(rows)
    expect(rows).toEqual([['ab', 'c"d'], [null, null], [], ['x']])
  })
})
