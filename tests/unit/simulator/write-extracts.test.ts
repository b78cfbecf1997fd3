import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { read, utils } from 'xlsx'
import { createRowParser } from '../../../electron/engine/core/importing/row-parser.ts'
import { layoutWorkbook } from '../../../electron/engine/core/importing/layout-workbook.ts'
import { readWorkbook } from '../../../electron/engine/io/read-workbook.ts'
import { factOf, type FactName } from '../../../electron/engine/simulator/layouts.ts'
import { simulateBranch } from '../../../electron/engine/simulator/simulate-branch.ts'
import {
  extractsOf,
  extractLayouts,
  writeBranch,
  writeExtracts,
  type ExtractFile,
} from '../../../electron/engine/simulator/write-extracts.ts'

const options = { customers: 600, weeks: 4, seed: 'files', lastDate: '2026-11-20' }
const history = simulateBranch(options)

function filesOf(week: number, layout: 'A' | 'B' | 'C' | 'cycle'): ExtractFile[] {
  return [...extractsOf(history, week, layout)]
}

const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')

function linesOf(file: ExtractFile): unknown[][] {
  const book = file.name.endsWith('.csv')
    ? read(new TextDecoder('gb18030', { fatal: true }).decode(file.bytes), { type: 'string', raw: true })
    : read(file.bytes)
  const sheet = book.Sheets[book.SheetNames[0] ?? '']
  return sheet ? utils.sheet_to_json<unknown[]>(sheet, { header: 1, raw: true }) : []
}

async function importFile(file: ExtractFile) {
  const workbook = await readWorkbook({ bytes: file.bytes, fileName: file.name })
  const { extracts } = layoutWorkbook(workbook, { fileName: file.name })
  const found = extracts[0]
  if (!found || extracts.length !== 1) throw new Error(`${file.name}: ${extracts.length} extracts`)
  const parser = createRowParser(found.layout, {})
  for (let index = found.layout.firstDataRow - 1; index < found.sheet.rows.length; index++)
    parser.push(index + 1, found.sheet.rows[index] ?? [])
  return { layout: found.layout, parsed: parser.finish() }
}

afterEach(() => {
  vi.useRealTimers()
})

describe('the extracts of a made-up branch', () => {
  it('are the same bytes for the same seed, at any hour', () => {
    const hashes = (clock: string) => {
      vi.useFakeTimers({ now: new Date(clock), toFake: ['Date'] })
      const again = simulateBranch(options)
      return extractLayouts.flatMap((layout) =>
        [...extractsOf(again, 1, layout)].map(({ name, bytes }) => [name, hash(bytes)]),
      )
    }
    const morning = hashes('2026-11-23T01:02:03Z')
    expect(hashes('2031-05-06T17:28:39Z')).toEqual(morning)
    const other = simulateBranch({ ...options, seed: 'others' })
    const list = [...extractsOf(other, 1, 'A')][0]
    expect(list && hash(list.bytes)).not.toBe(morning[0]?.[1])
  })

  it('bear the date in their names and one layout a week', () => {
    expect(filesOf(0, 'cycle').map(({ name }) => name)).toEqual([
      '客户清单_20261030.xlsx',
      '到期明细_20261030.xls',
      '大额变动_20261030.csv',
      '接触记录_20261030.csv',
      '在售产品_20261030.xlsx',
      '目标_20261030.xlsx',
    ])
    expect(filesOf(1, 'cycle').map(({ name }) => name)).toContain('存量客户明细_20261106.csv')
    expect(filesOf(2, 'cycle').map(({ name }) => name)).toContain('客户资产表20261113.xls')
    expect(filesOf(3, 'cycle').map(({ name }) => name)).toContain('客户清单_20261120.xlsx')
    expect(filesOf(1, 'cycle').some(({ kind }) => kind === 'targets')).toBe(false)
  })

  it('give SheetJS as many rows as were written, with the total of layout A equal to the sum', () => {
    const frame = { A: 5, B: 1, C: 6 }
    const groups = new Set(history.weeks[0]?.customers.map(({ rmNo }) => rmNo)).size
    for (const layout of extractLayouts)
      for (const file of filesOf(0, layout)) {
        const extra = file.kind === 'customers' ? frame[layout] + (layout === 'C' ? groups : 0) : 1
        expect([file.name, linesOf(file).length]).toEqual([file.name, file.rows + extra])
      }
    const list = filesOf(0, 'A')[0]
    const total = (list ? linesOf(list) : []).find((line) => line[0] === '合计')
    const sum = history.weeks[0]?.customers.reduce((all, { aum }) => all + aum, 0) ?? 0
    expect(total?.[15]).toBe(sum / 1_000_000)
  })

  it('bring back every fact through the product’s own reader, in every layout', async () => {
    const week = history.weeks[1]
    const rows = new Map(week?.customers.map((row) => [row.person.customerNo, row]))
    const names = new Map(history.roster.map(({ no, name }) => [no, name]))
    for (const layout of extractLayouts) {
      const file = filesOf(1, layout)[0]
      if (!file) throw new Error('no customer list')
      const { layout: found, parsed } = await importFile(file)
      expect([found.kind, found.asOf.date]).toEqual(['customers', '2026-11-06'])
      expect([parsed.rejects, parsed.unreadable]).toEqual([[], []])
      expect(parsed.accepted.length).toBe(rows.size)
      expect(found.columns.filter(({ field }) => field === null).map(({ header }) => header)).toEqual(
        layout === 'A' ? ['序号'] : [],
      )
      if (layout !== 'B') expect(parsed.controlTotal.matches).toBe(true)
      for (const { facts } of parsed.accepted) {
        const row = rows.get(String(facts['customerNo']))
        if (!row) throw new Error(`unknown customer ${String(facts['customerNo'])}`)
        const told: Record<string, unknown> = { ...facts }
        const expected = Object.fromEntries(
          Object.keys(told).map((field) => {
            if (field === 'rmName') return [field, row.rmNo === null ? null : (names.get(row.rmNo) ?? null)]
            if (field === 'gender') return [field, row.person.gender === '男' ? 'male' : 'female']
            return [field, factOf(row, field as FactName, history.branch)]
          }),
        )
        expect(told).toEqual(expected)
      }
    }
  })

  it('bring back the smaller files whole', async () => {
    const week = history.weeks[0]
    for (const file of filesOf(0, 'A')) {
      if (file.kind === 'customers') continue
      const { layout, parsed } = await importFile(file)
      expect([file.name, layout.kind, layout.asOf.date]).toEqual([file.name, file.kind, '2026-10-30'])
      expect([file.name, parsed.rejects, parsed.unreadable]).toEqual([file.name, [], []])
      expect(parsed.accepted.length).toBe(file.rows)
      const money = {
        holdings: 'amount',
        movements: 'amount',
        products: 'minAmount',
        targets: 'targetAmount',
      }
      if (file.kind === 'contacts') continue
      const field = money[file.kind]
      const source = { ...week?.[file.kind] } as Record<number, { amount?: number; minAmount?: number }>
      parsed.accepted.forEach(({ facts }, index) =>
        expect(facts[field]).toBe(source[index]?.amount ?? source[index]?.minAmount),
      )
    }
  })

  it('land in a directory, or with a callback', () => {
    const directory = mkdtempSync(join(tmpdir(), 'panhuo-extracts-'))
    try {
      const written = writeBranch(history, 'cycle', directory)
      expect(readdirSync(directory)).toEqual(history.weeks.map(({ asOf }) => asOf))
      const seen: ExtractFile[] = []
      const names = writeExtracts(history, 0, 'cycle', (file) => seen.push(file))
      expect(seen.map(({ name }) => name)).toEqual(names)
      expect(written.slice(0, names.length)).toEqual(names.map((name) => join(directory, '2026-10-30', name)))
      seen.forEach(({ bytes }, index) => expect(hash(readFileSync(written[index] ?? ''))).toBe(hash(bytes)))
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
})
