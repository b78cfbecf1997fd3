/** Small files of every format and of several writers, for damaging. */
import ExcelJS from 'exceljs'
import { hostileZip, sheetEnd, sheetStart, textCell, xlsxEntries } from '../../../helpers/hostile-zip.ts'
import {
  dateCell,
  delimitedText,
  numberCell,
  oldXlsBytes,
  textBytes,
  workbookBytes,
} from '../../../helpers/make-workbook.ts'
import type { BookType, Cell } from '../../../helpers/make-workbook.ts'
import type { BaseFile } from '../../../helpers/mutate.ts'

const header = ['客户号', '客户姓名', 'AUM余额', '开户日期', '是否代发']
const rows: Cell[][] = [
  ['某银行某分行 客户清单', null, null, null, '单位：元'],
  header,
  ...Array.from({ length: 12 }, (_, at): Cell[] => [
    `0062000000${String(at).padStart(2, '0')}`,
    at % 3 === 0 ? '沈䶮' : '张伟',
    at % 4 === 0 ? null : numberCell(12_345.67 * at, '#,##0.00'),
    dateCell(46_300 + at),
    at % 2 === 0 ? '是' : '否',
  ]),
]
const plain = [
  header,
  ...Array.from({ length: 12 }, (_, at) => [
    `00620${at}`,
    '沈䶮',
    `${at}.5`,
    '2026-11-20',
    at % 3 === 0 ? '他说"好"，\n再来' : '是',
  ]),
]

/** The files, always in the same order. */
export async function baseFiles(): Promise<BaseFile[]> {
  const library = (type: BookType): BaseFile => ({
    name: type,
    kind: type === 'xls' ? 'binary' : type === 'xlml' ? 'text' : 'zip',
    bytes: workbookBytes(
      [
        { name: '清单', rows, merges: ['A1:D1'], hiddenRows: [5] },
        { name: '参数', rows: [['网点', '客户经理']], hidden: true },
      ],
      type,
    ),
  })
  return [
    library('xlsx'),
    { name: 'exceljs', kind: 'zip', bytes: await byExcelJs() },
    { name: 'hand-made xlsx', kind: 'zip', bytes: byHand() },
    library('xls'),
    { name: 'csv utf-8', kind: 'text', bytes: textBytes(delimitedText(plain), 'utf-8-bom') },
    library('xlsb'),
    library('ods'),
    { name: 'csv gb18030', kind: 'text', bytes: textBytes(delimitedText(plain), 'gb18030') },
    { name: 'old xls', kind: 'binary', bytes: oldXlsBytes(plain, 3) },
    library('xlml'),
    { name: 'html', kind: 'text', bytes: textBytes(html(), 'gb18030') },
    { name: 'tsv utf-16', kind: 'text', bytes: textBytes(delimitedText(plain, '\t', '\n'), 'utf-16le') },
  ]
}

async function byExcelJs(): Promise<Uint8Array> {
  const book = new ExcelJS.Workbook()
  // The writer stamps the time of day, which would make another file of every run.
  book.created = book.modified = new Date('2026-11-20T00:00:00Z')
  const sheet = book.addWorksheet('清单', { views: [{ state: 'frozen', ySplit: 1 }] })
  sheet.addRow(header)
  for (let at = 0; at < 8; at++)
    sheet.addRow([
      `00620${at}`,
      { richText: [{ text: '张' }, { text: '伟', font: { bold: true } }] },
      { formula: `A${at + 1}`, result: at },
      new Date(Date.UTC(2026, 10, 20)),
      at % 2 === 0,
    ])
  sheet.getColumn(4).numFmt = 'yyyy"年"m"月"d"日"'
  sheet.getColumn(3).hidden = true
  sheet.mergeCells('A12:C12')
  return new Uint8Array(await book.xlsx.writeBuffer())
}

/** Shared strings, prefixes, a bare row and cells without references, as other writers leave them. */
function byHand(): Uint8Array {
  const strings =
    '<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" count="3"><si><t>客户号</t></si><si><r><t>客户</t></r><r><t xml:space="preserve">姓名 </t></r><rPh><t>x</t></rPh></si><si><t>张&amp;伟_x000D_</t></si></sst>'
  const styles =
    '<styleSheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><numFmts count="1"><numFmt numFmtId="164" formatCode="000000"/></numFmts><cellXfs count="3"><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/></cellXfs></styleSheet>'
  const sheetPart = `${sheetStart.replace('<sheetData>', '<dimension ref="A1:C9"/><cols><col min="2" max="2" hidden="1"/></cols><sheetData>')}<row><c t="s"><v>0</v></c><c t="s"><v>1</v></c>${textCell('C1', 'AUM')}</row><row r="2" hidden="1"><c r="A2" s="2"><v>620</v></c><c r="B2" t="s"><v>2</v></c><c r="C2"><f>1+1</f><v>2</v></c></row><row r="4"><c r="A4" s="1"><v>46000</v></c><c r="B4" t="b"><v>1</v></c><c r="C4" t="e"><v>#N/A</v></c><c r="D4"><f t="shared" si="0">A1</f></c></row>${sheetEnd.replace('</worksheet>', '<mergeCells count="1"><mergeCell ref="A6:C6"/></mergeCells></worksheet>')}`
  return hostileZip(xlsxEntries({ sheetPart, strings, styles }))
}

function html(): string {
  const cells = plain.map(
    (row) =>
      `<tr>${row.map((value) => `<td style='mso-number-format:"@"'>${value.replaceAll('"', '&quot;')}</td>`).join('')}</tr>`,
  )
  return `<html xmlns:x="urn:schemas-microsoft-com:office:excel"><head><meta charset="gbk"></head><body><table border="1"><tr><th colspan="5">客户&nbsp;清单</th></tr>${cells.join('\n')}</table></body></html>`
}
