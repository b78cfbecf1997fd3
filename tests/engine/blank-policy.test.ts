/** Empty and masked cells against a plain model, over histories of weeks that come, go and are replaced. */
import fc from 'fast-check'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../electron/engine/db/open.ts'
import {
  activeDataset,
  activeDatasets,
  closeDataset,
  insertDataset,
  insertFile,
  insertImport,
} from '../../electron/engine/db/repo/datasets.ts'
import { createRowWriter } from '../../electron/engine/db/repo/fact-rows.ts'
import { readFacts } from '../../electron/engine/db/repo/facts.ts'
import { blanksKept, keptFacts } from '../../electron/engine/db/repo/kept-facts.ts'
import type { WriteDb } from '../../electron/engine/db/types.ts'
import { addDays, type IsoDate } from '../../shared/domain/dates.ts'
import type { FactRow } from '../../shared/domain/fields.ts'
import { tempDir } from '../helpers/temp-dir.ts'

interface Row {
  readonly facts: FactRow
  readonly masked?: readonly string[]
}
interface Week {
  readonly asOf: IsoDate
  readonly keep: readonly string[]
  readonly rows: readonly Row[]
}

function emptyDb(): WriteDb {
  const db = openDatabase({ path: join(tempDir(), 'branch.db'), keyHex: null })
  onTestFinished(() => {
    db.close()
  })
  return db
}

/** Stores a week as an import does, counts of empty cells included. */
function store(db: WriteDb, { asOf, keep, rows }: Week): number {
  const importId = insertImport(db, `${asOf}T10:00:00`)
  const datasetId = insertDataset(db, importId, 'customers', asOf)
  const fileId = insertFile(db, datasetId, { fileName: `${asOf}.xlsx`, contentHash: asOf, sheet: '数据' })
  const writer = createRowWriter(db, datasetId, 'customers')
  rows.forEach(({ facts, masked }, at) => writer.write(fileId, at + 2, facts, masked ?? []))
  const fields = Object.keys(rows[0]?.facts ?? {})
  const blanks = Object.fromEntries(
    fields.map((field) => [field, rows.filter(({ facts }) => facts[field] === null).length]),
  )
  closeDataset(db, datasetId, { rows: rows.length, aumFen: null, contactWindowDays: null, blanks, keep })
  return importId
}

const take = (db: WriteDb, importId: number) => {
  db.prepare(`UPDATE dataset SET state = 'undone' WHERE import_id = ?`).run(importId)
}

function factsAt(db: WriteDb, asOf: IsoDate) {
  const dataset = activeDataset(db, 'customers', asOf)
  return new Map((dataset ? readFacts(db, dataset) : []).map((facts) => [facts.customerNo, facts]))
}

const [w1, w2, w3, w4] = ['2026-10-30', '2026-11-06', '2026-11-13', '2026-11-20'] as const
const week = (asOf: IsoDate, keep: readonly string[], ...rows: (FactRow | [FactRow, string[]])[]): Week => ({
  asOf,
  keep,
  rows: rows.map((row) =>
    Array.isArray(row)
      ? { facts: (row as [FactRow, string[]])[0], masked: (row as [FactRow, string[]])[1] }
      : { facts: row as FactRow },
  ),
})

describe('an empty cell', () => {
  const phone = '13800138000'
  const keep = ['phone', 'birthDate']

  test('keeps what was known, or is unknown, as its field is meant', () => {
    const db = emptyDb()
    store(
      db,
      week(w1, keep, {
        customerNo: '1',
        phone,
        birthDate: '1960-05-01',
        address: '甲路',
        aum: 100,
        payroll: true,
      }),
    )
    store(
      db,
      week(w2, keep, {
        customerNo: '1',
        phone: null,
        birthDate: null,
        address: null,
        aum: null,
        payroll: null,
      }),
    )
    expect(factsAt(db, w2).get('1')).toMatchObject({
      phone,
      birthDate: '1960-05-01',
      age: 66,
      address: null,
      aumFen: null,
      payroll: null,
    })
    const dataset = activeDataset(db, 'customers', w2)!
    expect(blanksKept(db, dataset)).toEqual([
      { field: 'phone', count: 1 },
      { field: 'birthDate', count: 1 },
    ])
    expect(blanksKept(db, activeDataset(db, 'customers', w1)!)).toEqual([])
  })

  test('a whole column left out keeps the facts, too, for as long as it stays away', () => {
    const db = emptyDb()
    store(db, week(w1, keep, { customerNo: '1', phone, aum: 1 }, { customerNo: '2', phone: null, aum: 1 }))
    store(db, week(w2, keep, { customerNo: '1', aum: 1 }, { customerNo: '2', aum: 1 }))
    store(db, week(w3, keep, { customerNo: '1', aum: 1 }, { customerNo: '2', aum: 1 }))
    expect([...factsAt(db, w3).values()].map((f) => f.phone)).toEqual([phone, null])
  })

  test('what was cleared in between does not come back', () => {
    const db = emptyDb()
    store(db, week(w1, keep, { customerNo: '1', phone }))
    store(db, week(w2, [], { customerNo: '1', phone: null }))
    store(db, week(w3, keep, { customerNo: '1', phone: null }))
    expect(factsAt(db, w2).get('1')?.phone).toBeNull()
    expect(factsAt(db, w3).get('1')?.phone).toBeNull()
    store(db, week(w2, [], { customerNo: '1', aum: 5 }))
    expect(factsAt(db, w3).get('1')?.phone).toBeNull()
  })

  test('a later week, or one taken back, does not change what was known at a date', () => {
    const db = emptyDb()
    store(db, week(w2, keep, { customerNo: '1', phone: null }))
    store(db, week(w3, keep, { customerNo: '1', phone }))
    expect(factsAt(db, w2).get('1')?.phone).toBeNull()
    const first = store(db, week(w1, keep, { customerNo: '1', phone: '13900139000' }))
    expect(factsAt(db, w2).get('1')?.phone).toBe('13900139000')
    take(db, first)
    expect(factsAt(db, w2).get('1')?.phone).toBeNull()
  })
})

describe('a masked value', () => {
  const masked: [FactRow, string[]] = [
    { customerNo: '1', name: '张*', phone: '138****8000' },
    ['name', 'phone'],
  ]
  test('gives way to the last whole one of the same or an earlier date, else stands', () => {
    const db = emptyDb()
    store(db, week(w1, [], masked))
    store(db, week(w2, [], { customerNo: '1', name: '张伟', phone: '13800138000' }))
    store(db, week(w3, [], masked))
    expect(factsAt(db, w1).get('1')).toMatchObject({ name: '张*', phone: '138****8000' })
    expect(factsAt(db, w3).get('1')).toMatchObject({ name: '张伟', phone: '13800138000' })
  })
})

/** What is known of one field at the end of a customer's history, latest last. */
type Cell = 'absent' | 'empty' | { readonly text: string; readonly masked: boolean }
function known(history: readonly { cell: Cell; keep: boolean }[]): string | null {
  const last = history.at(-1)
  const before = history.slice(0, -1)
  if (!last || last.cell === 'absent') return before.length > 0 ? known(before) : null
  if (last.cell === 'empty') return last.keep ? known(before) : null
  if (!last.cell.masked) return last.cell.text
  const whole = before.findLast(({ cell }) => typeof cell === 'object' && !cell.masked)?.cell
  return typeof whole === 'object' ? whole.text : last.cell.text
}

test('any history reads as the model says, whatever is undone and in whatever order it came', () => {
  const cell = fc.oneof(
    fc.constant<Cell>('absent'),
    fc.constant<Cell>('empty'),
    fc.record({ text: fc.constantFrom('甲', '乙', '丙'), masked: fc.boolean() }),
  )
  const weeks = fc.array(
    fc.record({
      keep: fc.boolean(),
      cells: fc.array(cell, { minLength: 3, maxLength: 3 }),
      hasColumn: fc.boolean(),
      undone: fc.constantFrom(false, false, false, true),
      place: fc.nat(1000),
    }),
    { minLength: 1, maxLength: 6 },
  )
  const dir = tempDir()
  let runs = 0
  fc.assert(
    fc.property(weeks, fc.constantFrom('address', 'remark'), (history, field) => {
      const file = openDatabase({ path: join(dir, `${runs++}.db`), keyHex: null })
      try {
        const canMask = field === 'address'
        const shown = (at: number, nth: number): Cell => {
          const { hasColumn, cells } = history[at]!
          const each = cells[nth]!
          if (each === 'absent') return 'absent'
          if (!hasColumn || each === 'empty') return 'empty'
          return canMask ? each : { ...each, masked: false }
        }
        const dated = history.map((each, at) => ({ ...each, at, asOf: addDays(w1, 7 * at) }))
        for (const { at, asOf, keep, hasColumn, undone } of dated.toSorted((a, b) => a.place - b.place)) {
          const rows = [0, 1, 2].flatMap((nth): Row[] => {
            const each = shown(at, nth)
            if (each === 'absent') return []
            const text = each === 'empty' ? null : each.text
            return [
              {
                facts: { customerNo: `c${nth}`, ...(hasColumn ? { [field]: text } : {}), aum: at },
                masked: each !== 'empty' && each.masked ? [field] : [],
              },
            ]
          })
          const id = store(file, { asOf, keep: keep ? [field] : [], rows })
          if (undone) take(file, id)
        }
        const inForce = dated.filter(({ undone }) => !undone)
        for (const dataset of activeDatasets(file, 'customers')) {
          const upTo = inForce.filter(({ asOf }) => asOf <= dataset.asOf)
          const facts = readFacts(file, dataset) as unknown as Record<string, unknown>[]
          for (const each of facts) {
            const nth = Number(String(each['customerNo']).slice(1))
            const path = upTo.map(({ at, keep }) => ({ cell: shown(at, nth), keep }))
            expect(each[field]).toBe(known(path))
          }
        }
      } finally {
        file.close()
      }
    }),
    { numRuns: 60 },
  )
})

test('looking back goes through the keys of dataset and snapshot, never through a whole table', () => {
  const db = emptyDb()
  store(db, week(w1, ['phone'], { customerNo: '1', phone: '1' }))
  store(db, week(w4, ['phone'], { customerNo: '1', phone: null }))
  const { datasetId } = activeDataset(db, 'customers', w4)!
  const { sql } = keptFacts(db, datasetId)
  const plan = db
    .prepare(
      `EXPLAIN QUERY PLAN SELECT ${sql('phone')} FROM snapshot s JOIN profile p ON p.profile_id = s.profile_id
       WHERE s.dataset_id = ?`,
    )
    .all(datasetId) as { detail: string }[]
  const steps = plan.map(({ detail }) => detail)
  expect(steps.filter((step) => step.startsWith('SCAN'))).toEqual([])
  expect(steps.filter((step) => /TEMP B-TREE/.test(step))).toEqual([])
})
