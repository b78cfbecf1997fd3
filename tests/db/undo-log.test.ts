import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { openDatabase } from '../../electron/engine/db/open.ts'
import {
  deleteAbsence,
  insertAbsence,
  saveRm,
  setCalendarDay,
  writeSetting,
} from '../../electron/engine/db/repo/settings.ts'
import type { WriteDb } from '../../electron/engine/db/types.ts'
import { installUndoLog, nextLabel, runCommand, step } from '../../electron/engine/db/undo-log.ts'

const tables = ['setting', 'rm', 'rm_absence', 'calendar_day', 'calendar_year']
const dump = (db: WriteDb) =>
  JSON.stringify(tables.map((t) => db.prepare(`SELECT rowid, * FROM ${t} ORDER BY rowid`).all()))

function open(): WriteDb {
  const db = openDatabase({ path: ':memory:', keyHex: null })
  installUndoLog(db)
  return db
}
const run = (db: WriteDb, label: string, change: () => unknown) =>
  runCommand(db, { route: 'test', label, at: '2026-11-23T09:00:00' }, change)

const text = fc.string({ maxLength: 6, unit: 'binary' }).filter((s) => !s.includes('\0'))
const action = fc.oneof(
  fc.record({ kind: fc.constant('setting' as const), key: fc.constantFrom('a', 'b'), value: text }),
  fc.record({
    kind: fc.constant('rm' as const),
    rmNo: fc.constantFrom('1', '2'),
    name: text,
    minutes: fc.option(fc.nat(480)),
  }),
  fc.record({ kind: fc.constant('absence' as const), rmNo: fc.constantFrom('1', '2'), reason: text }),
  fc.record({ kind: fc.constant('removeAbsence' as const), id: fc.integer({ min: 1, max: 4 }) }),
  fc.record({
    kind: fc.constant('day' as const),
    day: fc.constantFrom('2027-01-01', '2027-10-01'),
    off: fc.option(fc.boolean()),
  }),
)
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never

function apply(db: WriteDb, a: Action): void {
  if (a.kind === 'setting') writeSetting(db, a.key, a.value)
  else if (a.kind === 'rm')
    saveRm(db, { rmNo: a.rmNo, name: a.name, role: 'rm', leftOn: null, dailyMinutes: a.minutes })
  else if (a.kind === 'absence')
    insertAbsence(db, { rmNo: a.rmNo, from: '2026-11-23', to: '2026-11-24', minutes: null, reason: a.reason })
  else if (a.kind === 'removeAbsence') deleteAbsence(db, a.id)
  else setCalendarDay(db, a.day, a.off === null ? null : a.off ? 'off' : 'work', '')
}

describe('undo of commands', () => {
  test('undoing everything returns to the start, doing it again to the end, at every step', () => {
    fc.assert(
      fc.property(fc.array(action, { minLength: 1, maxLength: 12 }), (actions) => {
        const db = open()
        const states = [dump(db)]
        for (const a of actions) {
          run(db, a.kind, () => {
            apply(db, a)
          })
          // A command that touched no row leaves nothing to undo.
          if (countDone(db) === states.length) states.push(dump(db))
        }
        for (let i = states.length - 2; i >= 0; i--) {
          expect(step(db, 'undo')).not.toBeNull()
          expect(dump(db)).toBe(states[i])
        }
        expect(step(db, 'undo')).toBeNull()
        for (let i = 1; i < states.length; i++) {
          expect(step(db, 'redo')).not.toBeNull()
          expect(dump(db)).toBe(states[i])
        }
        expect(step(db, 'redo')).toBeNull()
        db.close()
      }),
      { numRuns: 60 },
    )
  })

  test('a new command after an undo ends the way forward', () => {
    const db = open()
    run(db, 'first', () => {
      writeSetting(db, 'k', '1')
    })
    expect(step(db, 'undo')).toBe('first')
    run(db, 'second', () => {
      writeSetting(db, 'k', '2')
    })
    expect(nextLabel(db, 'redo')).toBeNull()
    expect(nextLabel(db, 'undo')).toBe('second')
    db.close()
  })

  test('a command that fails leaves no trace and nothing to undo', () => {
    const db = open()
    const before = dump(db)
    expect(() =>
      run(db, 'broken', () => {
        writeSetting(db, 'k', '1')
        throw new Error('broken on purpose')
      }),
    ).toThrow('broken on purpose')
    expect(dump(db)).toBe(before)
    expect(nextLabel(db, 'undo')).toBeNull()
    run(db, 'next', () => {
      writeSetting(db, 'k', '2')
    })
    step(db, 'undo')
    expect(dump(db)).toBe(before)
    db.close()
  })
})

function countDone(db: WriteDb): number {
  return db.prepare("SELECT count(*) FROM command_log WHERE state = 'done'").pluck().get() as number
}
