/**
 * Files made to hurt: every one of them must end soon, within bounded memory, as correct cells or as a refusal
 * that names the file and says what to do.
 */
import { existsSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it, onTestFinished } from 'vitest'
import { readWorkbook } from '../../../electron/engine/io/read-workbook.ts'
import type { RawRow, Workbook } from '../../../electron/engine/core/importing/sheet.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import {
  endlessDeflate,
  hostileZip,
  plainRows,
  plainTable,
  relation,
  relationsPart,
  sheetEnd,
  sheetStart,
  textCell,
  withPart,
  xlsxEntries,
} from '../../helpers/hostile-zip.ts'
import type { HostileEntry, XlsxSpec } from '../../helpers/hostile-zip.ts'
import { oleBytes, textBytes, workbookBytes } from '../../helpers/make-workbook.ts'
import type { BookType } from '../../helpers/make-workbook.ts'
import { tempDir } from '../../helpers/temp-dir.ts'

const fileName = '客户清单.xlsx'
const sheetPath = 'xl/worksheets/sheet1.xml'
/** Far above what any of these takes on an idle machine, far below what a bomb would. */
const maxMilliseconds = 15_000
/** Above what the process held when the file was opened, at its highest. */
const maxMegabytes = 450

type Outcome = { workbook: Workbook; refusal: null } | { workbook: null; refusal: Refusal }

/** Reads a file; fails on anything but a workbook or a refusal in words, and on wasted time or memory. */
async function outcome(bytes: Uint8Array, name = fileName): Promise<Outcome> {
  const before = process.memoryUsage().rss / 1e6
  const started = performance.now()
  let result: Outcome
  try {
    result = { workbook: await readWorkbook({ bytes, fileName: name }), refusal: null }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    result = { workbook: null, refusal: error }
    expect(error.message).toContain(name)
    expect(error.message).toMatch(/请|没有/)
    expect(error.message).toMatch(/。$/)
    expect(error.message.length).toBeLessThan(400)
    expect(error.details.file).toBe(name)
  }
  expect(performance.now() - started).toBeLessThan(maxMilliseconds)
  const peak = process.resourceUsage().maxRSS / 1e3
  expect(Math.max(0, peak - Math.max(before, peakBefore))).toBeLessThan(maxMegabytes)
  peakBefore = Math.max(peakBefore, peak)
  return result
}
let peakBefore = 0

async function codeOf(bytes: Uint8Array, name = fileName): Promise<string | null> {
  return (await outcome(bytes, name)).refusal?.code ?? null
}

async function rowsOf(bytes: Uint8Array, name = fileName): Promise<readonly RawRow[]> {
  const { workbook, refusal } = await outcome(bytes, name)
  if (refusal) throw refusal
  return workbook.sheets[0]!.rows
}

const xlsx = (spec: XlsxSpec, more: readonly HostileEntry[] = []) =>
  hostileZip([...xlsxEntries(spec), ...more])
const filler = (megabytes: number) => new Uint8Array(megabytes * 1_000_000)

describe('archives that unpack to far more than they are', () => {
  const gigabyte = endlessDeflate(
    `${sheetStart}<row r="1"><c r="A1" t="inlineStr"><is><t>`,
    Buffer.alloc(16_000_000, 'a'),
    64,
    `</t></is></c></row>${sheetEnd}`,
  )
  const withSheet = (sheet: Partial<HostileEntry>) =>
    hostileZip(withPart(xlsxEntries(), { name: sheetPath, ...sheet }))

  it('a gigabyte in one cell, told by the directory', async () => {
    expect(await codeOf(withSheet(gigabyte))).toBe('ZIP_BOMB')
  })

  it('a gigabyte in one cell of which the directory admits a kilobyte', async () => {
    expect(await codeOf(withSheet({ ...gigabyte, size: 1_000 }))).toBe('ZIP_BOMB')
  })

  it('a gigabyte in one shared string of which the directory admits two hundred megabytes', async () => {
    const rows = '<row r="1"><c r="A1" t="s"><v>0</v></c></row>'
    const parts = xlsxEntries({ rows, strings: '' })
    const strings = { name: 'xl/sharedStrings.xml', ...gigabyte, size: 200_000_000 }
    expect(await codeOf(hostileZip(withPart(parts, strings)))).toBe('ZIP_BOMB')
  })

  it('a gigabyte in a picture nobody asked for', async () => {
    const { refusal, workbook } = await outcome(xlsx({}, [{ name: 'xl/media/a.png', ...gigabyte }]))
    if (refusal) expect(refusal.code).toBe('ZIP_BOMB')
    else expect(workbook.sheets[0]?.rows).toEqual(plainTable)
  })

  it('sixty megabytes in one cell at an innocent ratio', async () => {
    // Sixteen kilobytes without pattern, over and over: deflate finds the repetition, the ratio stays low.
    let state = 7
    const noise = Buffer.from(
      Array.from(
        { length: 24_000 },
        () => 97 + (((state = (state * 1_103_515_245 + 12_345) >>> 0) >>> 16) % 26),
      ),
    )
    const one = endlessDeflate(
      `${sheetStart}<row r="1"><c r="A1" t="inlineStr"><is><t>`,
      Buffer.concat([noise, noise, noise, noise]),
      625,
      `</t></is></c></row>${sheetEnd}`,
    )
    expect(one.size / one.packed.length).toBeLessThan(100)
    const { refusal, workbook } = await outcome(withSheet(one))
    if (refusal) expect(['UNREADABLE', 'FILE_TOO_LARGE', 'ZIP_BOMB']).toContain(refusal.code)
    else expect(workbook.sheets[0]?.rows[0]?.[0]).toHaveLength(60_000_000)
  })

  it('archives within archives are not unpacked', async () => {
    let inner: Uint8Array = hostileZip([{ name: '0.bin', content: filler(50) }])
    for (let depth = 1; depth < 5; depth++) {
      inner = hostileZip(
        Array.from({ length: 10 }, (_, at) => ({ name: `${depth}-${at}.zip`, content: inner })),
      )
    }
    const refusal = (await outcome(inner)).refusal
    expect(refusal).toMatchObject({ code: 'NOT_A_SPREADSHEET' })
    expect(refusal?.message).toContain('压缩包')
    expect(await rowsOf(xlsx({}, [{ name: 'xl/embeddings/内.zip', content: inner }]))).toEqual(plainTable)
  })

  it('hundreds of entries on the same bytes', async () => {
    const kernel: HostileEntry = { name: 'xl/media/0.bin', content: filler(9) }
    const shared = Array.from({ length: 250 }, (_, at) => ({
      ...kernel,
      name: `xl/media/${at + 1}.bin`,
      shares: xlsxEntries().length,
    }))
    const { refusal, workbook } = await outcome(xlsx({}, [kernel, ...shared]))
    if (refusal) expect(refusal.code).toBe('ZIP_BOMB')
    else expect(workbook.sheets[0]?.rows).toEqual(plainTable)
  })

  it('an entry that reaches into the next one', async () => {
    const parts = xlsxEntries()
    const long = { ...parts[1]!, compressedSize: 4_000 }
    const { refusal } = await outcome(hostileZip([parts[0]!, long, ...parts.slice(2)]))
    if (refusal) expect(['TRUNCATED_ZIP', 'UNREADABLE', 'ZIP_BOMB']).toContain(refusal.code)
  })

  it.each([
    ['ten thousand entries', 10_000, {}],
    ['sixty-five thousand entries', 65_529, {}],
    ['a hundred thousand entries', 100_000, { wide: true }],
  ])('%s', async (_, count, end) => {
    const empty = { content: new Uint8Array(), packed: new Uint8Array(), method: 0 }
    const names = Array.from({ length: count }, (_unused, at) => ({ name: `xl/m/${at}`, ...empty }))
    expect(await codeOf(hostileZip([...xlsxEntries(), ...names], end))).toBe('ZIP_BOMB')
  })

  it('four billion entries, none of them there', async () => {
    for (const count of [3_000_000_000, 2 ** 40]) {
      expect(await codeOf(hostileZip(xlsxEntries(), { wide: true, count }))).toMatch(/ZIP_BOMB|TRUNCATED_ZIP/)
    }
  })
})

describe('archives whose headers contradict each other', () => {
  const damaged = /^(?:TRUNCATED_ZIP|ZIP_BOMB|UNREADABLE)$/
  const sheet = xlsxEntries().find(({ name }) => name === sheetPath)!
  const changed = (change: Partial<HostileEntry>) =>
    hostileZip(withPart(xlsxEntries(), { ...sheet, ...change }))

  it.each<[string, Partial<HostileEntry>]>([
    ['a CRC that is another', { crc: 0x12345678 }],
    ['more bytes promised than there are', { size: 5_000 }],
    ['fewer bytes promised than there are', { size: 10 }],
    ['compressed bytes cut short', { compressedSize: 20 }],
    ['compressed bytes beyond the end of the file', { compressedSize: 4_000_000_000 }],
    ['an unknown method', { method: 14 }],
    ['stored bytes called deflated', { packed: Buffer.from(String(sheet.content)), method: 8 }],
    ['deflated bytes called stored', { packed: deflateRawSync(String(sheet.content)), method: 0 }],
    ['a stream of another kind', { packed: Buffer.alloc(200, 0xff) }],
  ])('%s', async (_, change) => {
    expect(await codeOf(changed(change))).toMatch(damaged)
  })

  it('a locked entry asks for the password to be taken off', async () => {
    expect(await codeOf(changed({ flags: 1 }))).toBe('PASSWORD_PROTECTED')
  })

  it.each<[string, HostileEntry[], Parameters<typeof hostileZip>[1]]>([
    [
      'local sizes left to the data descriptor',
      [{ ...sheet, flags: 8, local: { size: 0, compressedSize: 0 } }],
      {},
    ],
    ['another name in the local header', [{ ...sheet, local: { name: 'xl/worksheets/other.xml' } }], {}],
    ['an entry stored', [{ ...sheet, method: 0 }], {}],
    ['zip64 sizes', [{ ...sheet, wide: true }], {}],
    ['a zip64 directory', [sheet], { wide: true }],
    ['zip64 throughout', [{ ...sheet, wide: true }], { wide: true }],
    ['a comment that looks like another end', [sheet], { comment: Buffer.from('x'.repeat(100)) }],
  ])('%s is read all the same', async (_, [part], end) => {
    expect(await rowsOf(hostileZip(withPart(xlsxEntries(), part!), end))).toEqual(plainTable)
  })

  it.each<[string, Parameters<typeof hostileZip>[1]]>([
    ['a directory beyond the file', { offset: 900_000_000 }],
    ['a directory far beyond any file', { wide: true, offset: 2n ** 63n }],
    ['a directory in the middle of a part', { offset: 77 }],
    ['more entries than the directory has', { count: 30 }],
    ['bytes in front of the archive', { before: Buffer.from('#!/bin/sh\n'.repeat(10)) }],
  ])('%s', async (_, end) => {
    const { refusal, workbook } = await outcome(hostileZip(xlsxEntries(), end))
    if (refusal) expect(refusal.code).toMatch(/TRUNCATED_ZIP|UNREADABLE|NOT_A_SPREADSHEET/)
    else expect(workbook.sheets[0]?.rows).toEqual(plainTable)
  })

  it('no entry at all, and only folders', async () => {
    expect(await codeOf(hostileZip([]))).toBe('NOT_A_SPREADSHEET')
    expect(await codeOf(hostileZip([{ name: 'xl/' }, { name: 'xl/worksheets/' }]))).toBe('NOT_A_SPREADSHEET')
  })

  it('two parts of one name are never mixed', async () => {
    const second = {
      name: sheetPath,
      content: `${sheetStart}<row r="1"><c r="A1"><v>7</v></c></row>${sheetEnd}`,
    }
    const { refusal, workbook } = await outcome(xlsx({}, [second]))
    if (refusal) expect(refusal.code).toMatch(damaged)
    else expect([plainTable, [[7]]]).toContainEqual(workbook.sheets[0]?.rows)
  })

  it('every truncation of a workbook', async () => {
    const whole = xlsx({})
    for (let length = 4; length < whole.length; length += 13) {
      expect(await codeOf(whole.subarray(0, length))).toBe('TRUNCATED_ZIP')
    }
  })
})

describe('parts named to escape', () => {
  it.each([
    '../../../../evil',
    '/etc/evil',
    'C:\\evil',
    '\\\\server\\share\\evil',
    'xl/../../evil',
    'a\0b',
    '',
    '.',
    'CON',
  ])('a part named %j is never written and hurts nothing', async (name) => {
    const inside = join(tempDir(), 'a', 'b', 'c')
    const target = join(inside, '..', '..', 'evil')
    const parts = [
      { name, content: 'evil' },
      { name: target, content: 'evil' },
    ]
    expect(await rowsOf(xlsx({}, parts))).toEqual(plainTable)
    expect(existsSync(target)).toBe(false)
  })

  it('__proto__ and constructor are names like any other', async () => {
    const parts = ['__proto__', 'constructor', 'xl/__proto__', 'toString'].map((name) => ({
      name,
      content: 'x',
    }))
    expect(await rowsOf(xlsx({}, parts))).toEqual(plainTable)
    const rows = `<row r="1">${textCell('A1', '__proto__')}${textCell('B1', 'constructor')}</row>`
    expect(await rowsOf(xlsx({ rows }))).toEqual([['__proto__', 'constructor']])
    const workbook = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="__proto__" sheetId="1" r:id="rId1"/></sheets></workbook>`
    const { workbook: book, refusal } = await outcome(xlsx({ workbook }))
    if (!refusal) expect(book.sheets.map(({ name }) => name)).toEqual(['__proto__'])
    expect(({} as Record<string, unknown>)['v']).toBeUndefined()
  })
})

describe('relations that lead astray', () => {
  const unusable = /^(?:UNREADABLE|EMPTY_FILE|NOT_A_SPREADSHEET|TRUNCATED_ZIP)$/
  const sheetRelation = (target: string, more = '') =>
    relationsPart(relation('rId1', 'worksheet', target, more))

  it.each([
    ['a sheet that is the workbook itself', sheetRelation('workbook.xml')],
    ['a sheet that is its own list of relations', sheetRelation('_rels/workbook.xml.rels')],
    ['a sheet that is not there', sheetRelation('worksheets/none.xml')],
    ['a sheet outside the archive', sheetRelation('../../../../../../etc/passwd')],
    ['a sheet on the disk', sheetRelation('file:///etc/passwd', ' TargetMode="External"')],
    [
      'relations to one another',
      relationsPart(
        relation('rId1', 'worksheet', '_rels/workbook.xml.rels') +
          relation('rId1', 'worksheet', 'workbook.xml'),
      ),
    ],
    ['no relations', relationsPart('')],
    ['relations cut off', sheetRelation('worksheets/sheet1.xml').slice(0, 120)],
  ])('%s', async (_, relations) => {
    const { refusal, workbook } = await outcome(xlsx({ relations }))
    if (refusal) expect(refusal.code).toMatch(unusable)
    else expect(workbook.sheets[0]?.rows).toEqual(plainTable)
  })

  it('nothing is fetched from the network', async () => {
    let asked = 0
    const server = createServer((_request, response) => {
      asked++
      response.end('x')
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/a`
    const doctype = `<!DOCTYPE a [<!ENTITY x SYSTEM "${url}">]>`
    const sheetPart = sheetStart.replace('<worksheet', `${doctype}<worksheet`) + plainRows + sheetEnd
    await outcome(xlsx({ relations: sheetRelation(url, ' TargetMode="External"') }))
    await outcome(xlsx({ sheetPart }))
    const link = {
      name: 'xl/externalLinks/_rels/externalLink1.xml.rels',
      content: relationsPart(relation('rId1', 'externalLinkPath', url, ' TargetMode="External"')),
    }
    expect(await rowsOf(xlsx({}, [link]))).toEqual(plainTable)
    await outcome(
      textBytes(
        `<html><link rel=stylesheet href="${url}"><img src="${url}"><table><tr><td>客户号</td></tr></table></html>`,
      ),
    )
    expect(asked).toBe(0)
  })

  it('one part claimed by many sheets', async () => {
    const sheets = Array.from(
      { length: 200 },
      (_, at) => `<sheet name="表${at}" sheetId="${at + 1}" r:id="rId1"/>`,
    )
    const workbook = `<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${sheets.join('')}</sheets></workbook>`
    const { refusal, workbook: book } = await outcome(xlsx({ workbook }))
    if (!refusal) for (const sheet of book.sheets) expect(sheet.rows).toEqual(plainTable)
  })

  it('a workbook without a sheet, and one without a workbook part', async () => {
    expect(await codeOf(xlsx({ workbook: '<workbook/>' }))).toMatch(unusable)
    expect(await codeOf(hostileZip(xlsxEntries().filter(({ name }) => name !== 'xl/workbook.xml')))).toMatch(
      unusable,
    )
  })
})

describe('mark-up tricks', () => {
  const laughs = [
    '<!DOCTYPE lolz [<!ENTITY a0 "哈哈哈哈哈哈哈哈哈哈">',
    ...Array.from({ length: 9 }, (_, at) => `<!ENTITY a${at + 1} "${`&a${at};`.repeat(10)}">`),
    ']>',
  ].join('')
  const longest = (book: Workbook) => Math.max(...book.sheets.map(({ rows }) => JSON.stringify(rows).length))

  it.each(['worksheet', 'sst', 'workbook', 'Relationships', 'styleSheet'])(
    'a billion laughs in <%s>',
    async (root) => {
      const rows = `<row r="1"><c r="A1" t="inlineStr"><is><t>&a9;</t></is></c><c r="B1" t="s"><v>0</v></c></row>`
      const strings =
        '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>&a9;</t></si></sst>'
      const styles =
        '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="&a9;"/></numFmts><cellXfs count="1"><xf numFmtId="164"/></cellXfs></styleSheet>'
      const entries = xlsxEntries({ rows, strings, styles }).map((entry) => ({
        ...entry,
        content: String(entry.content).replace(`<${root}`, `${laughs}<${root}`),
      }))
      const { refusal, workbook } = await outcome(hostileZip(entries))
      if (refusal) expect(refusal.code).toBe('UNREADABLE')
      else expect(longest(workbook)).toBeLessThan(1_000)
    },
  )

  it('no file of this computer comes in through an entity', async () => {
    const secret = join(tempDir(), 'secret.txt')
    writeFileSync(secret, 'TOP-SECRET')
    const doctype = `<!DOCTYPE a [<!ENTITY x SYSTEM "file://${secret}"><!ENTITY % y SYSTEM "file://${secret}"> %y;]>`
    const rows = `<row r="1">${textCell('A1', '&x;')}${textCell('B1', '客户号')}</row>`
    const sheetPart = sheetStart.replace('<worksheet', `${doctype}<worksheet`) + rows + sheetEnd
    const spreadsheetMl = `<?xml version="1.0"?>${doctype}<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet ss:Name="a"><Table><Row><Cell><Data ss:Type="String">&x;</Data></Cell></Row></Table></Worksheet></Workbook>`
    const html = `${doctype}<html><table><tr><td>&x;</td><td>客户号</td></tr></table></html>`
    const include = textCell(
      'A1',
      `<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="file://${secret}" parse="text"/>`,
    )
    for (const bytes of [
      xlsx({ sheetPart }),
      textBytes(spreadsheetMl),
      textBytes(html),
      xlsx({ rows: `<row r="1">${include}${textCell('B1', '号')}</row>` }),
    ]) {
      const { workbook } = await outcome(bytes)
      expect(JSON.stringify(workbook)).not.toContain('TOP-SECRET')
    }
  })

  it.each<[string, XlsxSpec]>([
    ['in a sheet', { rows: `${'<a>'.repeat(200_000)}${'</a>'.repeat(200_000)}${plainRows}` }],
    [
      'in a cell',
      {
        rows: `<row r="1"><c r="A1" t="inlineStr"><is>${'<r>'.repeat(100_000)}<t>x</t>${'</r>'.repeat(100_000)}</is></c></row>`,
      },
    ],
    ['never closed', { rows: '<row><c>'.repeat(200_000) }],
    ['in the styles', { styles: '<styleSheet><cellXfs>'.repeat(50_000) }],
    ['in the workbook', { workbook: `<workbook>${'<sheets>'.repeat(100_000)}</workbook>` }],
    ['in the relations', { relations: '<Relationships>'.repeat(100_000) }],
    ['in the shared strings', { strings: '<sst><si><r>'.repeat(50_000) }],
    ['in the content types', { contentTypes: '<Types>'.repeat(100_000) }],
  ])('nesting without end %s', async (_, spec) => {
    const { refusal } = await outcome(xlsx(spec))
    if (refusal) expect(refusal.code).toMatch(/^(?:UNREADABLE|EMPTY_FILE|NOT_A_SPREADSHEET|TRUNCATED_ZIP)$/)
  })

  it.each<[string, string]>([
    ['unterminated tags', '<row r="1"><c r="A1" '.repeat(50_000)],
    ['unterminated comments', '<!-- '.repeat(100_000)],
    ['unterminated CDATA', '<![CDATA['.repeat(100_000)],
    ['unterminated values', '<c r="'.repeat(100_000)],
    ['unterminated entities', textCell('A1', '&amp'.repeat(100_000))],
    ['angle brackets', '<'.repeat(500_000)],
    ['blanks inside a tag', `<row ${' '.repeat(2_000_000)} r="1">`],
    [
      'attributes beyond number',
      `<row ${Array.from({ length: 100_000 }, (_, at) => `a${at}="1"`).join(' ')} r="1">`,
    ],
    ['slashes', '<c/'.repeat(200_000)],
  ])('%s take no quadratic time', async (_, rows) => {
    await outcome(xlsx({ rows }))
    await outcome(xlsx({ strings: `<sst>${rows}`, rows: '<row r="1"><c r="A1" t="s"><v>0</v></c></row>' }))
  })

  it.each([
    '<!-- ',
    '<sheet ',
    '<xf "',
    '<numFmts>',
    '<cellXfs ',
    '<Relationship Id="',
    "<Relationship Id='>",
  ])('%j without end takes no quadratic time in the small parts either', async (piece) => {
    const much = piece.repeat(300_000)
    await outcome(xlsx({ styles: `<styleSheet>${much}` }))
    await outcome(xlsx({ relations: `<Relationships>${much}` }))
    await outcome(xlsx({ workbook: `<workbook>${much}` }))
  })

  it('text in comments and CDATA is not taken for cells', async () => {
    const rows = `<!-- <row r="9"><c r="A9"><v>9</v></c></row> -->${plainRows}<!-- <c r="A1"><v>5</v></c> -->`
    const { refusal, workbook } = await outcome(xlsx({ rows }))
    if (refusal) expect(refusal.code).toBe('UNREADABLE')
    else expect(workbook.sheets[0]?.rows).toEqual(plainTable)
  })

  it.each(['ucs2', 'latin1'] as const)('a part in %s is no way round', async (encoding) => {
    const content = Buffer.from(`\ufeff${sheetStart}${plainRows}${sheetEnd}`, encoding)
    const { refusal } = await outcome(hostileZip(withPart(xlsxEntries(), { name: sheetPath, content })))
    if (refusal) expect(refusal.code).toMatch(/UNREADABLE|EMPTY_FILE/)
  })

  it('numbers, styles and strings that point nowhere', async () => {
    const cells = [
      '<c r="A1" t="s"><v>99</v></c>',
      '<c r="B1" t="s"><v>-1</v></c>',
      '<c r="C1" s="4000000000"><v>46347</v></c>',
      '<c r="D1"><v>1e999</v></c>',
      '<c r="E1"><v>not a number</v></c>',
      '<c r="F1" t="b"><v>9</v></c>',
      '<c r="G1" t="unheard"><v>1</v></c>',
      '<c r="H1" t="d"><v>2026-99-99</v></c>',
      textCell('I1', '客户号'),
    ]
    for (const cell of cells.slice(0, -1)) {
      const { refusal, workbook } = await outcome(xlsx({ rows: `<row r="1">${cell}${cells.at(-1)!}</row>` }))
      if (refusal) expect(refusal.code).toMatch(/UNREADABLE/)
      else expect(workbook.sheets[0]?.rows[0]?.[8]).toBe('客户号')
    }
  })
})

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
