/** Who belongs to a segment at a date: counts in one pass over the snapshot, members, overlap, what the data lack. */
import {
  segmentCodeLabel,
  segmentField,
  segmentFields,
  type SegmentFieldKey,
} from '../../../../shared/domain/segment-fields.ts'
import type { SegmentRule } from '../../../../shared/domain/segment-rule.ts'
import type { WorkCalendar } from '../../../../shared/domain/plan.ts'
import { compileRule, type SqlParams } from '../../core/segmentation/segment-compile.ts'
import { countRule, type RuleCounts } from '../../core/segmentation/segment-logic.ts'
import type { ReadDb } from '../types.ts'
import type { ClauseTruths } from './clause-truths.ts'
import type { GridSelection } from './customer-filter.ts'
import type { Dataset } from './datasets.ts'
import { segmentSources, type SegmentSources } from './segment-source.ts'

/** A rule, or the version of a list. */
export type SegmentSubject =
  | { readonly kind: 'rule'; readonly rule: SegmentRule }
  | { readonly kind: 'list'; readonly versionId: number }

/** Belongs, or cannot be said. */
export type Membership = 'yes' | 'unknown'

interface Condition {
  /** 1, 0 or NULL for the snapshot row `s`. */
  readonly sql: string
  readonly params: SqlParams
}

function conditionOf(
  subject: SegmentSubject,
  { sources }: SegmentSources,
  dataset: Dataset,
  calendar: WorkCalendar,
  prefix: string,
): Condition {
  if (subject.kind === 'rule')
    return compileRule(subject.rule, { sources, asOf: dataset.asOf, calendar, prefix })
  return {
    sql: `EXISTS (SELECT 1 FROM segment_member g
      WHERE g.version_id = @${prefix}version AND g.customer_no = s.customer_no)`,
    params: { [`${prefix}version`]: subject.versionId },
  }
}

/** All counts of a rule at a snapshot. */
export function countSegment(
  db: ReadDb,
  dataset: Dataset,
  rule: SegmentRule,
  calendar: WorkCalendar,
  truths: ClauseTruths,
): RuleCounts {
  return countRule(rule, truths.patterns(db, dataset, rule, calendar))
}

/** The customers of a segment as a selection for the grid, a plan or a list. */
export function segmentSelection(
  db: ReadDb,
  dataset: Dataset,
  subject: SegmentSubject,
  calendar: WorkCalendar,
  membership: Membership = 'yes',
): GridSelection {
  const tables = segmentSources(db, dataset)
  const { sql, params } = conditionOf(subject, tables, dataset, calendar, 'seg')
  return {
    sql: `SELECT s.customer_no FROM ${tables.from(sql)}
      WHERE s.dataset_id = @datasetId AND (${sql}) ${membership === 'yes' ? '= 1' : 'IS NULL'}`,
    params: { ...tables.params, ...params },
  }
}

export interface SegmentSize {
  readonly total: number
  readonly unknown: number
  readonly aumFen: number
}

/** How many customers of a snapshot belong to a segment, with their money, and of how many it cannot be said. */
export function sizeOfSegment(
  db: ReadDb,
  dataset: Dataset,
  subject: SegmentSubject,
  calendar: WorkCalendar,
): SegmentSize {
  const tables = segmentSources(db, dataset)
  const { sql, params } = conditionOf(subject, tables, dataset, calendar, 'seg')
  return db
    .prepare(
      `SELECT count(*) FILTER (WHERE truth = 1) AS total, count(*) FILTER (WHERE truth IS NULL) AS unknown,
         coalesce(sum(aum) FILTER (WHERE truth = 1), 0) AS aumFen
       FROM (SELECT ${sql} AS truth, s.aum_fen AS aum FROM ${tables.from(sql)}
             WHERE s.dataset_id = @datasetId)`,
    )
    .get({ ...tables.params, ...params }) as SegmentSize
}

export interface SegmentOverlap {
  readonly a: number
  readonly b: number
  readonly both: number
  /** Customers who belong to one and may belong to the other, or may belong to both. */
  readonly unknown: number
  readonly bothAumFen: number
}

/** How two segments lie over each other in a snapshot. */
export function overlapOf(
  db: ReadDb,
  dataset: Dataset,
  [first, second]: readonly [SegmentSubject, SegmentSubject],
  calendar: WorkCalendar,
): SegmentOverlap {
  const tables = segmentSources(db, dataset)
  const [a, b] = [
    conditionOf(first, tables, dataset, calendar, 'a'),
    conditionOf(second, tables, dataset, calendar, 'b'),
  ]
  return db
    .prepare(
      `SELECT count(*) FILTER (WHERE a = 1) AS a, count(*) FILTER (WHERE b = 1) AS b,
         count(*) FILTER (WHERE a = 1 AND b = 1) AS both,
         count(*) FILTER (WHERE (a AND b) IS NULL) AS unknown,
         coalesce(sum(aum) FILTER (WHERE a = 1 AND b = 1), 0) AS bothAumFen
       FROM (SELECT ${a.sql} AS a, ${b.sql} AS b, s.aum_fen AS aum
             FROM ${tables.from(`${a.sql} ${b.sql}`)} WHERE s.dataset_id = @datasetId)`,
    )
    .get({ ...tables.params, ...a.params, ...b.params }) as SegmentOverlap
}

/** Fields of which nothing is known for any customer of the snapshot. Sets whose codes are asked one by one aside. */
export function missingFields(db: ReadDb, dataset: Dataset): SegmentFieldKey[] {
  const tables = segmentSources(db, dataset)
  const asked = segmentFields.flatMap(({ key }) => {
    const source = tables.sources(key)
    if (source.kind === 'codes') return []
    const none = source.none === undefined ? '' : ` OR coalesce(${source.none}, 0)`
    return [{ key, sql: `max(${source.sql} IS NOT NULL${none})` }]
  })
  const columns = asked.map(({ sql }) => sql).join(', ')
  const known = db
    .prepare(`SELECT ${columns} FROM ${tables.from(columns)} WHERE s.dataset_id = @datasetId`)
    .raw()
    .get(tables.params) as (number | null)[]
  return asked.filter((_, i) => known[i] !== 1).map(({ key }) => key)
}

export interface CodeOption {
  readonly code: string
  readonly label: string
  readonly customers: number
}

const mostOptions = 200

function communityLabel(code: string): string {
  const field = segmentField('community')
  return field ? segmentCodeLabel(field, code) : code
}

/** Codes the data hold for a field without fixed ones, most frequent first. */
function optionsOf(db: ReadDb, dataset: Dataset, key: SegmentFieldKey): CodeOption[] {
  const list = (sql: string, params: SqlParams) =>
    db
      .prepare(`${sql} GROUP BY 1 ORDER BY customers DESC, code LIMIT ${mostOptions}`)
      .all(params) as CodeOption[]
  const tables = segmentSources(db, dataset)
  const count = 'count(DISTINCT o.customer_no) AS customers'
  if (key === 'tag') return list(`SELECT o.tag AS code, o.tag AS label, ${count} FROM tag o`, {})
  if (key === 'holdingClass')
    return list(
      `SELECT o.product_class AS code, o.product_class AS label, ${count} FROM holding o
       WHERE o.dataset_id = @holdingsId AND o.product_class IS NOT NULL`,
      tables.params,
    )
  if (key === 'community')
    return list(
      `SELECT o.community AS code, o.community AS label, ${count} FROM (
         SELECT community_work AS community, customer_no FROM classification
         WHERE as_of = @asOf AND community_work IS NOT NULL
         UNION ALL SELECT community_home, customer_no FROM classification
         WHERE as_of = @asOf AND community_home IS NOT NULL) o WHERE 1`,
      { asOf: dataset.asOf },
    ).map((option) => ({ ...option, label: communityLabel(option.code) }))
  const source = tables.sources(key)
  if (source.kind === 'codes') return []
  const label = key === 'rm' ? 'max(k.rm_name)' : source.sql
  return list(
    `SELECT ${source.sql} AS code, ${label} AS label, count(*) AS customers FROM ${tables.from(`${source.sql} ${label}`)}
     WHERE s.dataset_id = @datasetId AND ${source.sql} IS NOT NULL`,
    tables.params,
  )
}

/** Codes to offer for every field that has no fixed ones. */
export function openOptions(db: ReadDb, dataset: Dataset): Record<string, CodeOption[]> {
  const open = segmentFields.filter(
    (each) => !('choices' in each && each.choices) && (each.type === 'choice' || each.type === 'set'),
  )
  return Object.fromEntries(open.map(({ key }) => [key, optionsOf(db, dataset, key)]))
}
