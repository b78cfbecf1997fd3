/** Small settings, the playbook's versions, the roster with absences and the working calendar. */
import { completePlaybook } from '../../../../shared/playbook/complete.ts'
import { defaultPlaybook } from '../../../../shared/playbook/defaults.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Rm, RmAbsence, WorkCalendar } from '../../../../shared/domain/plan.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import { latestDataset } from './datasets.ts'

export function readSetting(db: ReadDb, key: string): string | null {
  return (
    (db.prepare('SELECT value FROM setting WHERE key = ?').pluck().get(key) as string | undefined) ?? null
  )
}

export function writeSetting(db: WriteDb, key: string, value: string): void {
  db.prepare(
    'INSERT INTO setting (key, value) VALUES (?, ?) ON CONFLICT DO UPDATE SET value = excluded.value',
  ).run(key, value)
}

export interface PlaybookVersion {
  readonly version: number
  readonly fromDate: IsoDate
  readonly savedAt: string
  readonly note: string
}

/** Version 1 is the shipped playbook; it is stored only once somebody saves a second one. */
const shipped: PlaybookVersion = { version: 1, fromDate: '2000-01-01', savedAt: '', note: '' }

export function playbookVersions(db: ReadDb): PlaybookVersion[] {
  const stored = db
    .prepare(
      'SELECT version, from_date AS fromDate, saved_at AS savedAt, note FROM playbook_version ORDER BY version DESC',
    )
    .all() as PlaybookVersion[]
  return [...stored, shipped]
}

/** The newest playbook, or the given version of it. A version of an older shape takes new defaults. */
export function readPlaybook(db: ReadDb, version?: number): { version: number; playbook: Playbook } {
  const wanted = version ?? playbookVersions(db)[0]?.version ?? 1
  if (wanted === 1) return { version: 1, playbook: defaultPlaybook }
  const json = db.prepare('SELECT json FROM playbook_version WHERE version = ?').pluck().get(wanted) as
    string | undefined
  if (json === undefined) throw new Error(`playbook version ${wanted} is not stored`)
  return { version: wanted, playbook: completePlaybook(JSON.parse(json)) }
}

export function insertPlaybook(
  db: WriteDb,
  entry: { playbook: Playbook; fromDate: IsoDate; savedAt: string; note: string },
): number {
  const version = (playbookVersions(db)[0]?.version ?? 1) + 1
  db.prepare(
    'INSERT INTO playbook_version (version, from_date, saved_at, note, json) VALUES (?, ?, ?, ?, ?)',
  ).run(version, entry.fromDate, entry.savedAt, entry.note, JSON.stringify(entry.playbook))
  return version
}

export interface RosterEntry extends Rm {
  readonly customers: number
  /** Only known from extracts; nobody has entered this RM. */
  readonly fromExtract: boolean
}

/** Everybody who manages customers in the latest snapshot, and everybody entered by hand. */
export function readRoster(db: ReadDb, asOf: IsoDate | null): RosterEntry[] {
  const byHand = db
    .prepare('SELECT rm_no AS rmNo, name, role, left_on AS leftOn, daily_minutes AS dailyMinutes FROM rm')
    .all() as Rm[]
  const dataset = asOf === null ? null : latestDataset(db, 'customers', asOf)
  const managing = dataset
    ? (db
        .prepare(
          `SELECT rm_no AS rmNo, max(rm_name) AS name, count(*) AS customers FROM classification
           WHERE as_of = ? AND rm_no IS NOT NULL GROUP BY 1`,
        )
        .all(dataset.asOf) as { rmNo: string; name: string; customers: number }[])
    : []
  const count = new Map(managing.map((m) => [m.rmNo, m.customers]))
  const entered = new Set(byHand.map((r) => r.rmNo))
  return [
    ...byHand.map((r) => ({ ...r, customers: count.get(r.rmNo) ?? 0, fromExtract: false })),
    ...managing
      .filter((m) => !entered.has(m.rmNo))
      .map((m) => ({ ...m, role: 'rm' as const, leftOn: null, dailyMinutes: null, fromExtract: true })),
  ].sort((a, b) => (a.rmNo < b.rmNo ? -1 : 1))
}

export function saveRm(db: WriteDb, rm: Rm): void {
  db.prepare(
    `INSERT INTO rm (rm_no, name, role, left_on, daily_minutes) VALUES (@rmNo, @name, @role, @leftOn, @dailyMinutes)
     ON CONFLICT DO UPDATE SET name = excluded.name, role = excluded.role, left_on = excluded.left_on,
       daily_minutes = excluded.daily_minutes`,
  ).run(rm)
}

export type StoredAbsence = RmAbsence & { readonly absenceId: number }

export function readAbsences(db: ReadDb): StoredAbsence[] {
  return db
    .prepare(
      `SELECT absence_id AS absenceId, rm_no AS rmNo, from_date AS "from", to_date AS "to", minutes, reason
       FROM rm_absence ORDER BY from_date, rm_no`,
    )
    .all() as StoredAbsence[]
}

export function insertAbsence(db: WriteDb, a: RmAbsence): number {
  return Number(
    db
      .prepare('INSERT INTO rm_absence (rm_no, from_date, to_date, minutes, reason) VALUES (?, ?, ?, ?, ?)')
      .run(a.rmNo, a.from, a.to, a.minutes, a.reason).lastInsertRowid,
  )
}

export function deleteAbsence(db: WriteDb, absenceId: number): boolean {
  return db.prepare('DELETE FROM rm_absence WHERE absence_id = ?').run(absenceId).changes > 0
}

export interface CalendarDay {
  readonly day: IsoDate
  readonly kind: 'work' | 'off'
  readonly name: string
}

export function readCalendarDays(db: ReadDb): CalendarDay[] {
  return db.prepare('SELECT day, kind, name FROM calendar_day ORDER BY day').all() as CalendarDay[]
}

export function readCalendar(db: ReadDb): WorkCalendar {
  const exceptions: Record<IsoDate, 'work' | 'off'> = {}
  for (const { day, kind } of readCalendarDays(db)) exceptions[day] = kind
  const publishedYears = db.prepare('SELECT year FROM calendar_year ORDER BY year').pluck().all() as number[]
  return { exceptions, publishedYears }
}

/** kind null removes the exception; a year in which anybody set a day counts as published. */
export function setCalendarDay(db: WriteDb, day: IsoDate, kind: 'work' | 'off' | null, name: string): void {
  if (kind === null) db.prepare('DELETE FROM calendar_day WHERE day = ?').run(day)
  else
    db.prepare(
      `INSERT INTO calendar_day (day, kind, name) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET kind = excluded.kind, name = excluded.name`,
    ).run(day, kind, name)
  db.prepare('INSERT OR IGNORE INTO calendar_year (year) VALUES (?)').run(Number(day.slice(0, 4)))
}

/** Fills an empty calendar table with the published days the product ships. */
export function seedCalendarTable(db: WriteDb, days: readonly CalendarDay[], years: readonly number[]): void {
  if (db.prepare('SELECT 1 FROM calendar_year').get() !== undefined) return
  const insertDay = db.prepare('INSERT INTO calendar_day (day, kind, name) VALUES (?, ?, ?)')
  const insertYear = db.prepare('INSERT INTO calendar_year (year) VALUES (?)')
  db.transaction(() => {
    for (const d of days) insertDay.run(d.day, d.kind, d.name)
    for (const year of years) insertYear.run(year)
  }).immediate()
}
