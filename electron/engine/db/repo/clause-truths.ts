/**
 * The truths of a rule's conditions for every customer of a snapshot, remembered between counts: whoever builds a
 * segment changes one condition at a time, and only that one is asked of the database again.
 *
 * What is remembered is good as long as nobody has committed anything (`data_version`), for one snapshot at a time.
 */
import { clausesOf, type SegmentClause, type SegmentRule } from '../../../../shared/domain/segment-rule.ts'
import type { WorkCalendar } from '../../../../shared/domain/plan.ts'
import { compileRule, patternSql } from '../../core/segmentation/segment-compile.ts'
import { truthAt, type Pattern } from '../../core/segmentation/segment-logic.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'
import { segmentSources } from './segment-source.ts'

/** Truth of one condition per customer, in the order of customer numbers. */
type Truths = Uint8Array

const mostRemembered = 64

export interface ClauseTruths {
  /** How many customers share each pattern of truths of the rule's conditions. */
  patterns(
    db: ReadDb,
    dataset: Dataset,
    rule: SegmentRule,
    calendar: WorkCalendar,
  ): ReadonlyMap<Pattern, number>
}

/** Asks the database for the truths of some conditions in one pass. */
function askedOf(
  db: ReadDb,
  dataset: Dataset,
  clauses: readonly SegmentClause[],
  calendar: WorkCalendar,
): Truths[] {
  const tables = segmentSources(db, dataset)
  const rule: SegmentRule = { kind: 'group', match: 'all', items: [...clauses] }
  const compiled = compileRule(rule, { sources: tables.sources, asOf: dataset.asOf, calendar })
  const sql = patternSql(compiled.clauses)
  const patterns = db
    .prepare(`SELECT ${sql} FROM ${tables.from(sql)} WHERE s.dataset_id = @datasetId ORDER BY s.customer_no`)
    .pluck()
    .all({ ...tables.params, ...compiled.params }) as Pattern[]
  return clauses.map((_, nth) => Uint8Array.from(patterns, (pattern) => truthAt(pattern, nth)))
}

function counted(truths: readonly Truths[], customers: number): Map<Pattern, number> {
  const patterns = new Float64Array(customers)
  truths.forEach((each, nth) => {
    const weight = 3 ** nth
    for (let i = 0; i < customers; i += 1) patterns[i] = (patterns[i] ?? 0) + (each[i] ?? 0) * weight
  })
  const counts = new Map<Pattern, number>()
  for (const pattern of patterns) counts.set(pattern, (counts.get(pattern) ?? 0) + 1)
  return counts
}

export function createClauseTruths(): ClauseTruths {
  let stand = ''
  /** Least recently used first. */
  const remembered = new Map<string, Truths>()
  return {
    patterns(db, dataset, rule, calendar) {
      const now = [db.pragma('data_version', { simple: true }), dataset.datasetId, dataset.asOf].join(' ')
      if (now !== stand) remembered.clear()
      stand = now
      const wanted = clausesOf(rule).map(({ clause }) => ({ clause, key: JSON.stringify(clause) }))
      const missing = new Map(
        wanted.filter(({ key }) => !remembered.has(key)).map(({ clause, key }) => [key, clause]),
      )
      if (missing.size > 0) {
        const asked = askedOf(db, dataset, [...missing.values()], calendar)
        ;[...missing.keys()].forEach((key, nth) => remembered.set(key, asked[nth] ?? new Uint8Array()))
      }
      const truths = wanted.map(({ key }) => {
        const found = remembered.get(key) ?? new Uint8Array()
        remembered.delete(key)
        remembered.set(key, found)
        return found
      })
      for (const key of remembered.keys()) {
        if (remembered.size <= mostRemembered) break
        remembered.delete(key)
      }
      return truths.length === 0 ? new Map([[0, dataset.rowCount]]) : counted(truths, truths[0]?.length ?? 0)
    },
  }
}
