import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytesSource, fileSource } from '../../../../electron/engine/io/byte-source.ts'
import { openDelimited } from '../../../../electron/engine/io/delimited/open-delimited.ts'
import type { DelimitedLimits } from '../../../../electron/engine/io/delimited/open-delimited.ts'
import type { ByteSource, SheetEnd, WorkbookSource } from '../../../../electron/engine/io/row-source.ts'
import type { RawRow } from '../../../../electron/engine/core/importing/sheet.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { delimitedText, textBytes } from '../../../helpers/make-workbook.ts'
import type { TextEncodingName } from '../../../helpers/make-workbook.ts'
import { tempDir } from '../../../helpers/temp-dir.ts'
import { splitWhole } from './whole-splitter.ts'

async function collect(source: WorkbookSource): Promise<{ rows: RawRow[]; end: SheetEnd }> {
  const rows: RawRow[] = []
  const stream = source.sheets[0]!.read()
  for (;;) {
    const step = await stream.next()
    if (step.done) return { rows, end: step.value }
    expect(step.value.rows.length).toBeLessThanOrEqual(500)
    expect(step.value.first).toBeGreaterThan(rows.length)
    while (rows.length < step.value.first - 1) rows.push([])
    rows.push(...step.value.rows)
  }
}

async function read(bytes: Uint8Array, limits: DelimitedLimits = {}, fileName = '清单.csv') {
  const source = await openDelimited(bytesSource(bytes), fileName, limits)
  const { rows, end } = await collect(source)
  return { source, rows, end }
}

async function refusalOf(bytes: Uint8Array, limits: DelimitedLimits = {}): Promise<Refusal> {
  try {
    await read(bytes, limits)
  } catch (error) {
    if (error instanceof Refusal) return error
    throw error
  }
  throw new Error('the file was accepted')
}

const field = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  fc.constantFrom(
    '客户,号',
    '他说"好"',
    '第一行\n第二行',
    'a\r\nb',
    ' 空格 ',
    '""',
    '䶮㛃𠮷',
    '1;2|3\t4',
    '',
    '"',
  ),
)
const chinese = fc.constantFrom(...'客户号沈䶮㛃𠮷，。abc"",,;;\t|123\r\n\n ')
const encodings = ['utf-8', 'utf-8-bom', 'gb18030', 'utf-16le'] as const
const encodingArb = fc.constantFrom<TextEncodingName>(...encodings)
const chunkBytes = fc.integer({ min: 4, max: 40 })

/** Rows as the stream promises them: nothing after the last cell, blank rows without cells. */
function promised(rows: (string | null)[][]): (string | null)[][] {
  const filled = (row: (string | null)[]) => row.some((value) => value !== null && value.trim() !== '')
  return rows.map((row) => (filled(row) ? row : [])).slice(0, rows.findLastIndex(filled) + 1)
}

describe('openDelimited', () => {
  it('gives back every field of any table, in any encoding, wherever the chunks are cut', async () => {
    const width = fc.integer({ min: 2, max: 6 })
    const table = width.chain((n) =>
      fc.array(fc.array(field, { minLength: n, maxLength: n }), { minLength: 1, maxLength: 8 }),
    )
    const delimiter = fc.constantFrom(',', ';', '\t', '|')
    const eol = fc.constantFrom('\n', '\r\n', '\r')
    await fc.assert(
      fc.asyncProperty(
        table,
        delimiter,
        eol,
        encodingArb,
        chunkBytes,
        async (rows, sep, end, encoding, size) => {
          // A header of plain names settles delimiter and encoding, as in every extract.
          const whole = [rows[0]!.map((_, at) => `客户姓名${at}`), ...rows]
          const text = `sep=${sep}\n${delimitedText(whole, sep, end)}`
          // The sign for a lost character stands for one wherever it comes from.
          fc.pre(!text.includes('\ufffd'))
          const back = await read(textBytes(text, encoding), { chunkBytes: size })
          const named = encoding === 'utf-8-bom' ? 'utf-8' : encoding
          expect(back.source).toMatchObject({ encoding: named, replacedCharacters: 0 })
          const plain = whole.map((row) => row.map((value) => (value === '' ? null : value)))
          expect(back.rows).toEqual(promised([[], ...plain]))
          expect(back.end.lastRow).toBe(back.rows.length)
          expect(back.end.cells).toBe(back.rows.flat().filter((value) => value !== null).length)
        },
      ),
    )
  })

  it('splits any text at all like the plain splitter of whole texts', async () => {
    const text = fc.array(chinese, { maxLength: 80 }).map((units) => `sep=,\n客户,号\n${units.join('')}`)
    await fc.assert(
      fc.asyncProperty(text, encodingArb, chunkBytes, async (whole, encoding, size) => {
        const expected = splitWhole(whole.slice('sep=,'.length), ',')
        const bytes = textBytes(whole, encoding)
        if (expected === 'open quote') {
          const refusal = await refusalOf(bytes, { chunkBytes: size })
          expect(refusal.code).toBe('UNREADABLE')
          expect(refusal.message).toMatch(/清单\.csv.*双引号没有成对/)
        } else expect((await read(bytes, { chunkBytes: size })).rows).toEqual(promised(expected))
      }),
      { numRuns: 500 },
    )
  })

  it('starts over on every reading, also after one that was stopped early', async () => {
    const text = Array.from({ length: 3_000 }, (_, at) => `${at},张伟`).join('\n')
    const source = await openDelimited(bytesSource(textBytes(text, 'gb18030')), 'a.csv', { chunkBytes: 999 })
    const stopped = source.sheets[0]!.read()
    expect((await stopped.next()).value).toMatchObject({ first: 1 })
    expect(source.sheets[0]!.fraction!()).toBeLessThan(0.5)
    await stopped.return(undefined as never)
    const first = await collect(source)
    expect(first.rows).toHaveLength(3_000)
    expect(source.sheets[0]!.fraction!()).toBe(1)
    expect(await collect(source)).toEqual(first)
  })

  it('counts rows as records, and a blank run costs nothing', async () => {
    const text = `客户号,备注\r\n1,"两\r\n行"\r\n${',\r\n'.repeat(100_000)}2,x\r\n${' ,\r\n'.repeat(100_000)}`
    const source = await openDelimited(bytesSource(textBytes(text)), 'a.csv')
    const batches = []
    const stream = source.sheets[0]!.read()
    for (let step = await stream.next(); !step.done; step = await stream.next()) batches.push(step.value)
    expect(batches).toEqual([
      {
        first: 1,
        rows: [
          ['客户号', '备注'],
          ['1', '两\r\n行'],
        ],
      },
      { first: 100_003, rows: [['2', 'x']] },
    ])
  })

  it.each([
    ['清单，含标题\n客户号,姓名,备注\n1,张,a;b;c\n2,李,x', ['1', '张', 'a;b;c']],
    ['标题\n客户号;AUM\n1;1,5\n2;2,5', ['1', '1,5']],
    ['标题\n客户号\t姓名\n1\t张,伟\n2\t李', ['1', '张,伟']],
    ['标题\n客户号|姓名|金额\n1|张|1,000\n2|李|2,000', ['1', '张', '1,000']],
  ])('finds the delimiter of %j', async (text, third) => {
    expect((await read(textBytes(text))).rows[2]).toEqual(third)
  })

  it('keeps a text that forces text, and leading zeros, as they stand', async () => {
    const { rows } = await read(textBytes('客户号,序号\n="006200000001",007\n"=""0062""",1e5'))
    expect(rows.slice(1)).toEqual([
      ['="006200000001"', '007'],
      ['="0062"', '1e5'],
    ])
  })

  it('names the row where a quote opens that never closes', async () => {
    const refusal = await refusalOf(textBytes('客户号,姓名\n1,"张\n伟"\n2,"李\n3,王\n'), { chunkBytes: 5 })
    expect(refusal).toMatchObject({ code: 'UNREADABLE', details: { file: '清单.csv', row: 3 } })
    expect(refusal.message).toContain('从第 3 行起')
  })

  it('does not read on through gigabytes for a quote that never closes', async () => {
    let furthest = 0
    const line = textBytes('1,"张伟,上海\n')
    const endless = {
      size: 3_000_000_000,
      read(offset: number, length: number) {
        // Looking for the encoding passes over all of it, but only reading the rows comes here after that.
        furthest = offset
        const bytes = Buffer.alloc(Math.min(length, 3_000_000_000 - offset), 'abcdefg\n')
        bytes.set(line.subarray(0, bytes.length - 1))
        return offset === 0 ? bytes : bytes.fill('x')
      },
      close: () => undefined,
    }
    const head = { encoding: 'utf-8', format: 'delimited', text: '1,"张伟' } as const
    const source = await openDelimited(endless, '清单.csv', {}, head)
    await expect(collect(source)).rejects.toMatchObject({ code: 'UNREADABLE', details: { row: 1 } })
    expect(furthest).toBeLessThan(3_000_000)
  })

  it('refuses a field and a record that no table has', async () => {
    const long = await refusalOf(textBytes(`客户号,姓名\n1,${'长'.repeat(1_200_000)}\n`))
    expect(long).toMatchObject({ code: 'UNREADABLE', details: { row: 2 } })
    const wide = await refusalOf(textBytes(`客户号,姓名\n1,2\n${'1,'.repeat(20_000)}\n`))
    expect(wide).toMatchObject({ code: 'UNREADABLE', details: { row: 3 } })
    expect(wide.message).toContain('16,384 列')
  })
})

describe('the encoding of a stream', () => {
  it('stays UTF-8 when single characters are broken, and counts them', async () => {
    const whole = textBytes('客户号,姓名\n006200014931,沈䶮\n'.repeat(40_000))
    const broken = Uint8Array.from(whole)
    broken[1_000_000] = 0xff
    broken[1_500_000] = 0xff
    const { source, rows } = await read(broken.subarray(0, broken.length - 2))
    expect(source.encoding).toBe('utf-8')
    expect(source.replacedCharacters).toBeGreaterThanOrEqual(3)
    expect(source.replacedCharacters).toBeLessThan(9)
    expect(rows).toHaveLength(80_000)
  })

  it('is GB18030 when the first Chinese comes after megabytes of digits', async () => {
    const digits = '1234567890,12345678,1\n'.repeat(200_000)
    const { source, rows } = await read(textBytes(`${digits}1,张伟,1\n2,李娜,2\n`, 'gb18030'))
    expect(source.encoding).toBe('gb18030')
    expect(rows.at(-1)).toEqual(['2', '李娜', '2'])
  })

  it('is UTF-8 when a long UTF-8 text is cut in its last character', async () => {
    const whole = textBytes(`${'1,张伟,上海\n'.repeat(80_000)}2,李`)
    const { source, rows } = await read(whole.subarray(0, whole.length - 1))
    expect(source).toMatchObject({ encoding: 'utf-8', replacedCharacters: 1 })
    expect(rows[0]).toEqual(['1', '张伟', '上海'])
  })

  it('is the same for every chunk size', async () => {
    const whole = `客户号,姓名\n${'1,张䶮𠮷\n'.repeat(50)}`
    for (const encoding of encodings) {
      const expected = (await read(textBytes(whole, encoding))).rows
      for (let size = 4; size < 30; size++) {
        expect((await read(textBytes(whole, encoding), { chunkBytes: size })).rows).toEqual(expected)
      }
    }
  })

  it('reads UTF-16 with the big end first', async () => {
    const bytes = Buffer.from('\ufeff客户号\t姓名\n1\t张伟\n', 'utf16le').swap16()
    const { source, rows } = await read(new Uint8Array(bytes), { chunkBytes: 7 })
    expect(source.encoding).toBe('utf-16be')
    expect(rows).toEqual([
      ['客户号', '姓名'],
      ['1', '张伟'],
    ])
  })
})

describe('what is no delimited text', () => {
  const noise = Uint8Array.from({ length: 4_000 }, (_, at) => (at * 7919 + (at >> 3)) & 255)
  it.each<[string, Uint8Array, string]>([
    ['random bytes', noise, 'NOT_A_SPREADSHEET'],
    ['texts with NULs', textBytes('客户号,姓名\n1,\0\0\0\0张\n'), 'NOT_A_SPREADSHEET'],
    ['JSON', textBytes('{"code": 500, "message": "error"}'), 'NOT_A_SPREADSHEET'],
    ['mark-up', textBytes('<html><body>超时</body></html>'), 'NOT_A_SPREADSHEET'],
    ['blanks', textBytes(' \r\n\r\n'), 'EMPTY_FILE'],
    ['delimiters around nothing', textBytes(',,,\r\n"",,\r\n'), 'EMPTY_FILE'],
    ['more than the limit', textBytes('客户号,姓名\n1,张伟'), 'FILE_TOO_LARGE'],
  ])('%s', async (_, bytes, code) => {
    const refusal = await refusalOf(bytes, code === 'FILE_TOO_LARGE' ? { maxBytes: 20 } : {})
    expect(refusal.code).toBe(code)
    expect(refusal.message).toContain('清单.csv')
  })

  it('rubbish that only starts like a text', async () => {
    const start = textBytes('客户号,姓名\n1,张伟\n'.repeat(30_000), 'gb18030')
    const bytes = Buffer.concat([start, Buffer.alloc(2_000_000, '\xff\xff\xff\n', 'latin1')])
    expect((await refusalOf(new Uint8Array(bytes))).code).toBe('NOT_A_SPREADSHEET')
  })
})

it('reads no further than a chunk beyond the rows it hands out', async () => {
  const line = textBytes(`006200000007,张伟明,${'上海分行营业部'.repeat(10)},1234567.89\n`, 'gb18030')
  const path = join(tempDir(), '大文件.csv')
  writeFileSync(path, Buffer.alloc(line.length * 100_000, line))
  const file = fileSource(path)
  let reading = false
  let offset = 0
  const watched: ByteSource = {
    ...file,
    read(at, length) {
      if (reading) {
        expect(length).toBeLessThan(1_000_000)
        offset = at + length
      }
      return file.read(at, length)
    },
  }
  const source = await openDelimited(watched, '大文件.csv')
  reading = true
  let seen = 0
  const stream = source.sheets[0]!.read()
  for (let step = await stream.next(); !step.done; step = await stream.next()) {
    expect(step.value.first).toBe(seen + 1)
    seen += step.value.rows.length
    expect(offset - seen * line.length).toBeLessThan(1_000_000)
  }
  source.close()
  expect(seen).toBe(100_000)
  expect(() => file.read(0, 1)).toThrow()
})
