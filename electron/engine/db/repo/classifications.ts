/** Stored results per snapshot date: what the grid sorts by, what the figures are, who changed RM when. */
import { findings, type Finding } from '../../../../shared/contract/customers.ts'
import type { Classification } from '../../../../shared/domain/classification.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Tier } from '../../../../shared/playbook/schema.ts'
import { warningColours } from '../../../../shared/playbook/schema.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import { scoped, type CustomerScope } from './facts.ts'

/** What the grid needs beside the classification itself. */
export interface ClassifiedRow {
  readonly result: Classification
  readonly aumDeltaFen: number | null
  readonly tierBefore: Tier | null
  readonly nearestMaturity: IsoDate | null
  readonly isNew: boolean
  readonly rmChanged: boolean
}

/** Stores results of customers that have none at the date. */
export function storeClassifications(
  db: WriteDb,
  asOf: IsoDate,
  playbookVersion: number,
  rows: readonly ClassifiedRow[],
): void {
  const insert = db.prepare(
    `INSERT INTO classification (as_of, customer_no, playbook_version, measure_fen, aum_delta_fen, tier, tier_before,
       dormancy, days_dormant, familiarity, nine_box_row, near_key, near_edge, gap_fen, aum_fall, warning,
       warning_rank, warning_count, days_since_contact, nearest_maturity, is_new, rm_changed, excluded)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const insertWarning = db.prepare(
    'INSERT INTO warning (as_of, customer_no, rule, colour) VALUES (?, ?, ?, ?)',
  )
  for (const { result: r, ...row } of rows) {
    const rank = Math.max(-1, ...r.warnings.map((w) => warningColours.indexOf(w.colour)))
    insert.run(
      asOf,
      r.customerNo,
      playbookVersion,
      r.measureFen,
      row.aumDeltaFen,
      r.tier.result,
      row.tierBefore,
      r.dormancy.result,
      r.daysDormant,
      r.familiarity.result.level,
      r.nineBoxRow,
      r.near?.key ?? null,
      r.near?.edge ?? null,
      r.near?.gapFen ?? null,
      r.aumFall,
      warningColours[rank] ?? null,
      rank + 1,
      r.warnings.length,
      r.daysSinceContact,
      row.nearestMaturity,
      Number(row.isNew),
      Number(row.rmChanged),
      r.excluded,
    )
    for (const warning of r.warnings) insertWarning.run(asOf, r.customerNo, warning.rule, warning.colour)
  }
}

export function clearClassifications(db: WriteDb, asOf: IsoDate): void {
  for (const table of ['classification', 'warning', 'finding', 'rm_change', 'analysis'])
    db.prepare(`DELETE FROM ${table} WHERE as_of = ?`).run(asOf)
}

/** Stores which customers each finding names. */
export function storeFindings(
  db: WriteDb,
  asOf: IsoDate,
  found: Readonly<Record<Finding, readonly { readonly customerNo: string }[]>>,
): void {
  const insert = db.prepare('INSERT OR IGNORE INTO finding (as_of, customer_no, finding) VALUES (?, ?, ?)')
  for (const finding of findings)
    for (const { customerNo } of found[finding]) insert.run(asOf, customerNo, finding)
}

export function storeRmChanges(
  db: WriteDb,
  asOf: IsoDate,
  changes: readonly { customerNo: string; from: string | null; to: string | null }[],
): void {
  const insert = db.prepare(
    'INSERT INTO rm_change (customer_no, as_of, from_rm_no, to_rm_no) VALUES (?, ?, ?, ?)',
  )
  for (const c of changes) insert.run(c.customerNo, asOf, c.from, c.to)
}

/** The last hand-over of each customer seen up to a date. */
export function lastRmChanges(db: ReadDb, asOf: IsoDate, scope?: CustomerScope): Map<string, IsoDate> {
  const { sql, params } = scoped(scope, 'customer_no')
  const rows = db
    .prepare(
      `SELECT customer_no AS customerNo, max(as_of) AS asOf FROM rm_change
       WHERE as_of <= @asOf${sql} GROUP BY customer_no`,
    )
    .all({ asOf, ...params }) as {
    customerNo: string
    asOf: IsoDate
  }[]
  return new Map(rows.map((r) => [r.customerNo, r.asOf]))
}

export interface StoredAnalysis<T> {
  readonly playbookVersion: number
  readonly comparedWith: IsoDate | null
  readonly body: T
}

export function storeAnalysis<T>(db: WriteDb, asOf: IsoDate, analysis: StoredAnalysis<T>): void {
  db.prepare('INSERT INTO analysis (as_of, playbook_version, compared_with, json) VALUES (?, ?, ?, ?)').run(
    asOf,
    analysis.playbookVersion,
    analysis.comparedWith,
    JSON.stringify(analysis.body),
  )
}

/** Dates with stored figures. */
export function analysisDates(db: ReadDb): IsoDate[] {
  return db.prepare('SELECT as_of FROM analysis ORDER BY as_of').pluck().all() as IsoDate[]
}

export function readAnalysis<T>(db: ReadDb, asOf: IsoDate): StoredAnalysis<T> | null {
  const row = db
    .prepare(
      'SELECT playbook_version AS version, compared_with AS comparedWith, json FROM analysis WHERE as_of = ?',
    )
    .get(asOf) as { version: number; comparedWith: IsoDate | null; json: string } | undefined
  return row
    ? { playbookVersion: row.version, comparedWith: row.comparedWith, body: JSON.parse(row.json) as T }
    : null
}
