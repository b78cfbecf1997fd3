/**
 * Stored results follow what people change by hand, at once and in the same transaction: the playbook, the working
 * calendar, and what is kept of single customers (answers, tags, wishes, contacts logged by hand). What changed is
 * seen by comparing before and after, so that a command, its undo and its redo all take the same way.
 */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { activeDataset } from '../db/repo/datasets.ts'
import { analysisDates, hasRmChanges } from '../db/repo/classifications.ts'
import { handFacts, type HandFact } from '../db/repo/hand-answers.ts'
import { readCalendar } from '../db/repo/settings.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import { deriveCustomers, deriveDate, deriveFrom } from './derive.ts'

interface HandMade {
  readonly calendar: Readonly<Record<IsoDate, 'work' | 'off'>>
  readonly facts: ReadonlyMap<string, HandFact>
}

const handMade = (db: ReadDb): HandMade => ({
  calendar: readCalendar(db).exceptions,
  facts: handFacts(db),
})

/** Keys under which two maps differ. */
const differing = <T>(before: ReadonlyMap<string, T>, after: ReadonlyMap<string, T>): string[] =>
  [...new Set([...before.keys(), ...after.keys()])].filter((key) => before.get(key) !== after.get(key))

/** Working days count from a hand-over to the data date: a changed day matters to the dates it lies between. */
function followCalendar(db: WriteDb, days: readonly IsoDate[]): void {
  for (const date of analysisDates(db))
    if (days.some((day) => day <= date && hasRmChanges(db, day))) Array.from(deriveDate(db, date))
}

function followFacts(db: WriteDb, changed: readonly HandFact[]): void {
  for (const date of analysisDates(db)) {
    const customers = changed.filter(({ fromDate }) => fromDate <= date).map(({ customerNo }) => customerNo)
    if (customers.length > 0 && activeDataset(db, 'customers', date))
      deriveCustomers(db, date, [...new Set(customers)])
  }
}

/**
 * Runs a change by hand and derives anew what rests on it; all of it or nothing is stored. Every command that touches
 * what rules look at goes through here.
 */
export function following<T>(db: WriteDb, change: () => T): T {
  return db
    .transaction(() => {
      const before = handMade(db)
      const result = change()
      const after = handMade(db)
      // Dates to which another version of the playbook applies now are found by what is stored with them.
      Array.from(deriveFrom(db, '9999-12-31'))
      const days = differing(
        new Map(Object.entries(before.calendar)),
        new Map(Object.entries(after.calendar)),
      )
      if (days.length > 0) followCalendar(db, days)
      const keys = differing(
        new Map([...before.facts].map(([key, { value }]) => [key, value])),
        new Map([...after.facts].map(([key, { value }]) => [key, value])),
      )
      const changed = keys.flatMap((key) =>
        [before.facts.get(key), after.facts.get(key)].filter((fact) => fact !== undefined),
      )
      if (changed.length > 0) followFacts(db, changed)
      return result
    })
    .immediate()
}
