/** What a file is, told by its first bytes and parts; the extension is never asked. */
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { ZipEntry } from './zip-guard.ts'

export type Container = 'zip' | 'cfb' | 'biff' | 'text'

const alien: readonly (readonly [string, readonly number[]])[] = [
  ['PDF 文件', [0x25, 0x50, 0x44, 0x46]],
  ['程序文件', [0x4d, 0x5a]],
  ['程序文件', [0x7f, 0x45, 0x4c, 0x46]],
  ['PNG 图片', [0x89, 0x50, 0x4e, 0x47]],
  ['JPEG 图片', [0xff, 0xd8, 0xff]],
  ['GIF 图片', [0x47, 0x49, 0x46, 0x38]],
  ['RAR 压缩包', [0x52, 0x61, 0x72, 0x21]],
  ['7z 压缩包', [0x37, 0x7a, 0xbc, 0xaf]],
  ['gzip 压缩包', [0x1f, 0x8b]],
  ['RTF 文档', [0x7b, 0x5c, 0x72, 0x74, 0x66]],
  ['SQLite 数据库', [0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66]],
]

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, at) => bytes[at] === byte)
}

/** Refusal of a file that is something else; `what` is its Chinese name where known. */
export function notASpreadsheet(fileName: string, what: string | null): Refusal {
  const is = what === null ? '不是表格文件' : `实际是${what}，不是表格`
  return new Refusal(
    'NOT_A_SPREADSHEET',
    `文件“${fileName}”${is}。请选择 xlsx、xls、ods 或 csv 格式的数据文件；压缩包请先解压。`,
    { file: fileName, ...(what === null ? {} : { is: what }) },
  )
}

/** The refusal of a workbook its parser gives up on. */
export function unreadableFile(fileName: string, why: string): Refusal {
  return new Refusal(
    'UNREADABLE',
    `文件“${fileName}”无法读取（${why}）。请用表格软件打开并另存为 xlsx 后再导入。`,
    { file: fileName, why },
  )
}

/** Refusal of a file that needs a password. */
export function passwordProtected(fileName: string): Refusal {
  return new Refusal(
    'PASSWORD_PROTECTED',
    `文件“${fileName}”设有打开密码，无法读取。请用表格软件打开，去掉密码另存后再导入。`,
    { file: fileName },
  )
}

/** The outermost format. Throws `Refusal` NOT_A_SPREADSHEET for known formats of another kind. */
export function containerOf(bytes: Uint8Array, fileName: string): Container {
  if (startsWith(bytes, [0x50, 0x4b, 0x03, 0x04]) || startsWith(bytes, [0x50, 0x4b, 0x05, 0x06])) return 'zip'
  if (startsWith(bytes, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1])) return 'cfb'
  if (bytes[0] === 0x09 && [0x00, 0x02, 0x04, 0x08].includes(bytes[1] ?? -1) && (bytes[2] ?? 99) <= 0x10)
    return 'biff'
  const known = alien.find(([, signature]) => startsWith(bytes, signature))
  if (known) throw notASpreadsheet(fileName, known[0])
  return 'text'
}

/** Which spreadsheet a zip archive is. Throws NOT_A_SPREADSHEET or PASSWORD_PROTECTED. */
export function zipFormat(entries: readonly ZipEntry[], fileName: string): 'xlsx' | 'xlsb' | 'ods' {
  if (entries.some(({ encrypted }) => encrypted)) throw passwordProtected(fileName)
  const names = new Set(entries.map(({ name }) => name.toLowerCase().replaceAll('\\', '/')))
  const has = (pattern: RegExp) => [...names].some((name) => pattern.test(name))
  if (has(/^(?:xl\/)?workbook\d*\.xml$/)) return 'xlsx'
  if (has(/^(?:xl\/)?workbook\d*\.bin$/)) return 'xlsb'
  if (names.has('content.xml') && names.has('meta-inf/manifest.xml')) return 'ods'
  if (has(/^word\//)) throw notASpreadsheet(fileName, ' Word 文档')
  if (has(/^ppt\//)) throw notASpreadsheet(fileName, ' PowerPoint 文档')
  if (names.has('[content_types].xml')) return 'xlsx'
  throw notASpreadsheet(fileName, '压缩包')
}

export type TextFormat = 'html' | 'spreadsheetml' | 'delimited'

/** Which spreadsheet a text is. Throws NOT_A_SPREADSHEET for binary rubbish and other mark-up. */
export function textFormat(text: string, replaced: number, fileName: string): TextFormat {
  const head = text.slice(0, 65_536)
  const controls = head.match(/[\u0000-\u0008\u000e-\u001f]/g)?.length ?? 0
  if (controls > 2 || replaced * 50 > text.length) throw notASpreadsheet(fileName, null)
  const start = head.trimStart().slice(0, 4_096).toLowerCase()
  if (!start.startsWith('<')) {
    if (start.startsWith('mime-version:')) throw notASpreadsheet(fileName, '网页存档（mht）')
    if (/^[{[]/.test(start) && /^[{[][\s\S]{0,200}":/.test(start))
      throw notASpreadsheet(fileName, ' JSON 数据')
    return 'delimited'
  }
  if (/<(?:\w+:)?workbook[\s>]/i.test(head) && /urn:schemas-microsoft-com:office:spreadsheet/i.test(head))
    return 'spreadsheetml'
  if (/<table[\s>]/i.test(text)) return 'html'
  throw notASpreadsheet(fileName, /^<(?:!doctype html|html)/.test(start) ? '没有表格的网页' : ' XML 文档')
}
