/** Stored results per snapshot date: what the grid sorts by, what the figures are, who changed RM when. */
import { findings, type Finding } from '../../../../shared/contract/customers.ts'
import type { Classification } from '../../../../shared/domain/classification.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ClassHistory } from '../../../../shared/domain/segments.ts'
import type { Tier } from '../../../../shared/playbook/schema.ts'
import { warningColours } from '../../../../shared/playbook/schema.ts'
import type { SegmentResults } from '../../core/segmentation/classify-segments.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import { scoped, type CustomerScope } from './facts.ts'
import { goneText } from './class-history.ts'
import { storedSegments } from './stored-segments.ts'

/** What the grid needs beside the classification itself. */
export interface ClassifiedRow {
  readonly result: Classification
  readonly segments: SegmentResults
  readonly aumDeltaFen: number | null
  readonly tierBefore: Tier | null
  readonly nearestMaturity: IsoDate | null
  readonly isNew: boolean
  readonly rmChanged: boolean
  readonly rmNo: string | null
  readonly rmName: string | null
  readonly gone: ClassHistory['lastHeld']
}

const stored: Readonly<Record<string, (row: ClassifiedRow) => string | number | null>> = {
  measure_fen: ({ result }) => result.measureFen,
  aum_delta_fen: ({ aumDeltaFen }) => aumDeltaFen,
  tier: ({ result }) => result.tier.result,
  tier_before: ({ tierBefore }) => tierBefore,
  dormancy: ({ result }) => result.dormancy.result,
  days_dormant: ({ result }) => result.daysDormant,
  familiarity: ({ result }) => result.familiarity.result.level,
  nine_box_row: ({ result }) => result.nineBoxRow,
  near_key: ({ result }) => result.near?.key ?? null,
  near_edge: ({ result }) => result.near?.edge ?? null,
  gap_fen: ({ result }) => result.near?.gapFen ?? null,
  aum_fall: ({ result }) => result.aumFall,
  warning: ({ result }) => warningColours[worst(result)] ?? null,
  warning_rank: ({ result }) => worst(result) + 1,
  warning_count: ({ result }) => result.warnings.length,
  days_since_contact: ({ result }) => result.daysSinceContact,
  nearest_maturity: ({ nearestMaturity }) => nearestMaturity,
  is_new: ({ isNew }) => Number(isNew),
  rm_changed: ({ rmChanged }) => Number(rmChanged),
  rm_no: ({ rmNo }) => rmNo,
  rm_name: ({ rmName }) => rmName,
  excluded: ({ result }) => result.excluded,
  classes_gone: ({ gone }) => goneText(gone),
  ...storedSegments,
}

const worst = ({ warnings }: Classification): number =>
  Math.max(-1, ...warnings.map(({ colour }) => warningColours.indexOf(colour)))

/** Stores results of customers that have none at the date. */
export function storeClassifications(
  db: WriteDb,
  asOf: IsoDate,
  playbookVersion: number,
  rows: Iterable<ClassifiedRow>,
): void {
  const columns = Object.entries(stored)
  const insert = db.prepare(
    `INSERT INTO classification (as_of, customer_no, playbook_version, ${columns.map(([name]) => name).join(', ')})
     VALUES (?, ?, ?, ${columns.map(() => '?').join(', ')})`,
  )
  const insertWarning = db.prepare(
    'INSERT INTO warning (as_of, customer_no, rule, colour) VALUES (?, ?, ?, ?)',
  )
  for (const row of rows) {
    const { customerNo, warnings } = row.result
    insert.run(asOf, customerNo, playbookVersion, ...columns.map(([, read]) => read(row)))
    for (const warning of warnings) insertWarning.run(asOf, customerNo, warning.rule, warning.colour)
  }
}

const resultTables = ['classification', 'warning', 'finding', 'rm_change'] as const

export function clearClassifications(db: WriteDb, asOf: IsoDate): void {
  for (const table of [...resultTables, 'analysis'])
    db.prepare(`DELETE FROM ${table} WHERE as_of = ?`).run(asOf)
}

/** Removes one customer's results of a date; the figures of the date stay. */
export function clearCustomer(db: WriteDb, asOf: IsoDate, customerNo: string): void {
  for (const table of resultTables)
    db.prepare(`DELETE FROM ${table} WHERE as_of = ? AND customer_no = ?`).run(asOf, customerNo)
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

/** True when anybody changed RM before a day. */
export function hasRmChanges(db: ReadDb, before: IsoDate): boolean {
  return db.prepare('SELECT 1 FROM rm_change WHERE as_of < ? LIMIT 1').get(before) !== undefined
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

export function replaceAnalysisBody<T>(db: WriteDb, asOf: IsoDate, body: T): void {
  db.prepare('UPDATE analysis SET json = ? WHERE as_of = ?').run(JSON.stringify(body), asOf)
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
