/** Input that must be refused: exit 3, a message naming the file and the remedy, the database untouched. */
import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterAll } from 'vitest'
import { csvBytes, oleBytes, workbookBytes, zipBytes } from '../helpers/make-workbook.ts'
import { panhuo } from '../helpers/panhuo.ts'
import { week1Files } from '../helpers/samples.ts'

const dir = mkdtempSync(join(tmpdir(), 'panhuo-bad-'))
const dbPath = join(dir, 'branch.db')
afterAll(() => {
  rmSync(dir, { recursive: true, force: true })
})

/** Content of every table but the connection's own; what "identical to before" means. */
function content(): string {
  const dumped = panhuo('explain', '006200000000', '--db', dbPath, '--json').stdout
  const figures = panhuo('analyze', '--db', dbPath, '--json').stdout
  return createHash('sha256').update(dumped).update(figures).update(readFileSync(dbPath)).digest('hex')
}

beforeAll(() => {
  expect(panhuo('import', ...week1Files, '--db', dbPath).code).toBe(0)
})

const header = ['客户号', '客户姓名', 'AUM余额']
const manyRejects = [
  header,
  ...Array.from({ length: 40 }, (_, i) => [`0062${i}`.padEnd(12, '0'), '某人', i < 4 ? '看不清' : '100']),
]
const bombSheet = Buffer.alloc(400 * 1024 * 1024, ' ')

const cases: readonly [name: string, file: string, bytes: () => Uint8Array, message: RegExp][] = [
  ['an empty file', '空_20261120.xlsx', () => new Uint8Array(0), /空/],
  [
    'no spreadsheet',
    '图_20261120.xlsx',
    () => Buffer.from('%PDF-1.7\n%âãÏÓ\n1 0 obj\n<<>>\nendobj\n'),
    /不是|无法/,
  ],
  [
    'a password',
    '密_20261120.xlsx',
    () => oleBytes({ EncryptionInfo: new Uint8Array(64), EncryptedPackage: new Uint8Array(512) }),
    /密码/,
  ],
  [
    'a truncated zip',
    '断_20261120.xlsx',
    () => readFileSync(week1Files[0]!).subarray(0, 60_000),
    /不完整|损坏/,
  ],
  [
    'no header',
    '无表头_20261120.xlsx',
    () =>
      workbookBytes([
        {
          rows: [
            ['一', '二'],
            [1, 2],
            [3, 4],
          ],
        },
      ]),
    /表头/,
  ],
  [
    'no customer number',
    '无号_20261120.xlsx',
    () =>
      workbookBytes([
        {
          rows: [
            ['客户姓名', '手机号码', 'AUM余额', '活期余额'],
            ['某人', '19900000000', 5, 5],
          ],
        },
      ]),
    /客户号/,
  ],
  [
    'a key column of long numbers',
    '长号_20261120.xlsx',
    () => workbookBytes([{ rows: [header, [6212345678901234567, '甲', 1], [6212345678901234568, '乙', 2]] }]),
    /客户号/,
  ],
  ['too many rejected rows', '多退_20261120.csv', () => csvBytes(manyRejects), /10|退|不能/],
  [
    'a zip bomb',
    '弹_20261120.xlsx',
    () =>
      zipBytes([
        { name: '[Content_Types].xml', content: new Uint8Array(0) },
        { name: 'xl/workbook.xml', content: new Uint8Array(0) },
        { name: 'xl/worksheets/sheet1.xml', content: bombSheet },
      ]),
    /弹_20261120/,
  ],
]

describe('bad input', () => {
  test.each(cases)('%s is refused, named, and changes nothing', (_name, file, bytes, message) => {
    const path = join(dir, file)
    writeFileSync(path, bytes())
    const before = content()
    const ran = panhuo('import', path, '--db', dbPath, '--json')
    expect(ran.stderr).toMatch(message)
    expect(ran.stderr).toContain(file)
    expect(ran.code).toBe(3)
    expect(ran.json<{ error: { code: string } }>().error.code).toMatch(/^[A-Z_]+$/)
    expect(content()).toBe(before)
  })

  test('single damaged rows are rejected and listed, the import goes on', () => {
    const path = join(dir, '客户清单_20261120.csv')
    const rows = Array.from({ length: 60 }, (_, i) => [
      `0062000${String(i * 7).padStart(5, '0')}`,
      '某人',
      i === 3 ? '看不清' : '100000',
    ])
    writeFileSync(path, csvBytes([header, ...rows]))
    const ran = panhuo('import', path, '--db', dbPath, '--dry-run', '--json')
    expect(ran.code).toBe(0)
    const [report] = ran.json<{
      files: { rowsAccepted: number; rejects: { row: number; column: string; value: string }[] }[]
    }>().files
    expect(report).toMatchObject({
      rowsAccepted: 59,
      rejects: [{ row: 5, column: 'AUM余额', value: '看不清' }],
    })
  })
})
