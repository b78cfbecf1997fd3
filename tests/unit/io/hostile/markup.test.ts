/** Relations and mark-up made to hurt. */
import { writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { Workbook } from '../../../../electron/engine/core/importing/sheet.ts'
import {
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
} from '../../../helpers/hostile-zip.ts'
import type { XlsxSpec } from '../../../helpers/hostile-zip.ts'
import { textBytes } from '../../../helpers/make-workbook.ts'
import { tempDir } from '../../../helpers/temp-dir.ts'
import { codeOf, outcome, rowsOf, sheetPath, xlsx } from './outcome.ts'

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
