/** Archives made to hurt. */
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import {
  endlessDeflate,
  hostileZip,
  plainTable,
  sheetEnd,
  sheetStart,
  textCell,
  withPart,
  xlsxEntries,
} from '../../../helpers/hostile-zip.ts'
import type { HostileEntry } from '../../../helpers/hostile-zip.ts'
import { tempDir } from '../../../helpers/temp-dir.ts'
import { codeOf, filler, outcome, rowsOf, sheetPath, xlsx } from './outcome.ts'

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
