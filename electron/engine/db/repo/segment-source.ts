/**
 * Where each field of segment rules is read in SQL, for the customers of one snapshot. Expressions yield NULL where
 * the data do not say; whether a result is known at all (no warning because nothing fell, or because there was
 * nothing to compare with) is decided here, customer by customer.
 *
 * Aliases: `s` snapshot, `p` profile, `k` classification, `h` kept by hand, `b` the snapshot before, `m` the last one
 * of the previous month, `mv` and `hd` sums of movements and holdings. Only tables a rule needs are joined.
 */
import { assetClasses } from '../../../../shared/domain/fields.ts'
import { addDays, monthStart, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { SegmentFieldKey } from '../../../../shared/domain/segment-fields.ts'
import type { WarningRule } from '../../../../shared/domain/classification.ts'
import type { FieldSource, FieldSources, SqlParams } from '../../core/segmentation/segment-compile.ts'
import { profileColumns, snapshotColumns } from '../columns.ts'
import type { ReadDb } from '../types.ts'
import { readAnalysis } from './classifications.ts'
import { activeDataset, latestDataset, snapshotDates, type Dataset } from './datasets.ts'
import { namesRms } from './facts.ts'
import { keptFacts } from './kept-facts.ts'

const joins = {
  p: 'JOIN profile p ON p.profile_id = s.profile_id',
  k: 'LEFT JOIN classification k ON k.as_of = @asOf AND k.customer_no = s.customer_no',
  h: 'LEFT JOIN customer_hand h ON h.customer_no = s.customer_no',
  b: 'LEFT JOIN snapshot b ON b.dataset_id = @previousId AND b.customer_no = s.customer_no',
  m: 'LEFT JOIN snapshot m ON m.dataset_id = @lastMonthId AND m.customer_no = s.customer_no',
  mv: `LEFT JOIN (
    SELECT customer_no, count(*) = count(direction) AS told,
      sum(CASE direction WHEN 'in' THEN amount_fen END) AS in_fen,
      sum(CASE direction WHEN 'out' THEN amount_fen END) AS out_fen
    FROM movement WHERE dataset_id = @movementsId GROUP BY customer_no) mv ON mv.customer_no = s.customer_no`,
  hd: `LEFT JOIN (
    SELECT customer_no, sum(amount_fen) AS amount_fen FROM holding WHERE dataset_id = @holdingsId
    GROUP BY customer_no) hd ON hd.customer_no = s.customer_no`,
} as const
type Join = keyof typeof joins

/** What the data of a date hold as a whole. */
interface Surroundings {
  readonly previousId: number | null
  readonly lastMonthId: number | null
  readonly holdingsId: number | null
  /** The list of holdings has products without a date. */
  readonly undatedHoldings: boolean
  readonly movementsId: number | null
  readonly contactLog: boolean
  readonly rmsNamed: boolean
  readonly rmsNamedBefore: boolean
}

function surroundingsOf(db: ReadDb, dataset: Dataset): Surroundings {
  const { asOf } = dataset
  const earlier = snapshotDates(db).filter((date) => date < asOf)
  const monthEnd = addDays(monthStart(asOf), -1)
  const at = (date: IsoDate | undefined) => (date === undefined ? null : activeDataset(db, 'customers', date))
  const previous = at(earlier.at(-1))
  const holdingsId = latestDataset(db, 'holdings', asOf)?.datasetId ?? null
  const undated = db.prepare('SELECT 1 FROM holding WHERE dataset_id = ? AND maturity_date IS NULL LIMIT 1')
  const analysis = readAnalysis<{ context?: { hasContactLog?: boolean } }>(db, asOf)
  return {
    previousId: previous?.datasetId ?? null,
    lastMonthId: at(earlier.findLast((d) => d <= monthEnd && d >= monthStart(monthEnd)))?.datasetId ?? null,
    holdingsId,
    undatedHoldings: undated.get(holdingsId) !== undefined,
    movementsId: activeDataset(db, 'movements', asOf)?.datasetId ?? null,
    contactLog: analysis?.body.context?.hasContactLog ?? false,
    rmsNamed: namesRms(db, dataset),
    rmsNamedBefore: previous !== null && namesRms(db, previous),
  }
}

/** True where every product of the customer that is on the list has a date. */
function maturitiesKnown({ holdingsId, undatedHoldings }: Surroundings): string {
  if (holdingsId === null) return '0'
  if (!undatedHoldings) return '1'
  return `NOT EXISTS (SELECT 1 FROM holding o
    WHERE o.dataset_id = @holdingsId AND o.customer_no = s.customer_no AND o.maturity_date IS NULL)`
}

interface Source {
  readonly source: FieldSource
  readonly joins: readonly Join[]
}

const value = (needs: readonly Join[], sql: string, none?: string): Source => ({
  joins: needs,
  source: { kind: 'value', sql: `(${sql})`, ...(none === undefined ? {} : { none: `(${none})` }) },
})
const coded = (needs: readonly Join[], has: (code: string, mark: string) => string): Source => ({
  joins: needs,
  source: { kind: 'codes', has },
})

/** Columns of the branch's asset classes, by their key. */
const classColumn = (key: string) => `${key}_fen`

/** A warning that did not fire says "no" only where the rule had what it looks at. */
function couldJudge(around: Surroundings): Record<WarningRule, { joins: readonly Join[]; sql: string }> {
  const compared = assetClasses.map((key) => {
    const column = classColumn(key)
    return `(s.${column} IS NOT NULL AND b.${column} IS NOT NULL)`
  })
  const lost = assetClasses.map((key) => {
    const column = classColumn(key)
    return `coalesce(s.${column} IS NULL AND b.${column} > 0, 0)`
  })
  const bothAum = { joins: ['k'], sql: 'k.aum_delta_fen IS NOT NULL' } as const
  const handoverSeen = around.contactLog ? '1' : 's.last_contact_date IS NOT NULL'
  return {
    aumFall: bothAum,
    suddenFall: bothAum,
    monthAverageFall: {
      joins: ['m'],
      sql: 's.aum_month_avg_fen IS NOT NULL AND m.aum_month_avg_fen IS NOT NULL',
    },
    tierDown: { joins: ['k'], sql: 'k.tier IS NOT NULL AND k.tier_before IS NOT NULL' },
    maturity: { joins: [], sql: maturitiesKnown(around) },
    payrollStopped: { joins: ['p'], sql: 'coalesce(p.payroll = 0, 0) OR s.payroll_date IS NOT NULL' },
    noLogin: {
      joins: ['p', 'm'],
      sql: `coalesce(p.mobile_bank = 0, 0) OR coalesce(s.login_count > 0, 0) OR coalesce(m.login_count > 0, 0)
        OR (s.login_count IS NOT NULL AND m.login_count IS NOT NULL)`,
    },
    contactOverdue: { joins: ['k'], sql: 'k.tier IS NOT NULL AND k.days_since_contact IS NOT NULL' },
    classesFewer: { joins: ['b'], sql: `(${compared.join(' OR ')}) AND NOT (${lost.join(' OR ')})` },
    handover: {
      joins: ['p'],
      sql: `${Number(around.rmsNamedBefore)} AND coalesce(p.rm_no, p.rm_name) IS NOT NULL
        AND (${handoverSeen} OR NOT EXISTS (
          SELECT 1 FROM rm_change g WHERE g.customer_no = s.customer_no AND g.as_of <= @asOf))`,
    },
  }
}

/** Everything that is not simply a column of the snapshot or the profile. */
function derived(
  around: Surroundings,
  kept: (field: string) => string,
): Partial<Record<SegmentFieldKey, Source>> {
  const judged = couldJudge(around)
  const isRule = (code: string): code is WarningRule => Object.hasOwn(judged, code)
  const hasMovements = around.movementsId === null ? '0' : '1'
  const hasHoldings = around.holdingsId === null ? '0' : '1'
  const since = (sql: string) => (around.previousId === null ? 'NULL' : sql)
  const moved = (column: string) =>
    value(
      ['mv'],
      `CASE WHEN mv.told THEN mv.${column} END`,
      `${hasMovements} AND coalesce(mv.told, 1) AND mv.${column} IS NULL`,
    )
  const notNear = (edge: string) => `k.measure_fen IS NOT NULL AND coalesce(k.near_edge, '') <> '${edge}'`
  return {
    age: value(
      ['p'],
      `coalesce(strftime('%Y', @asOf) - strftime('%Y', ${kept('birthDate')})
        - (strftime('%m-%d', @asOf) < strftime('%m-%d', ${kept('birthDate')})), s.age)`,
    ),
    rm: value(
      ['p'],
      'coalesce(p.rm_no, p.rm_name)',
      around.rmsNamed ? 'coalesce(p.rm_no, p.rm_name) IS NULL' : '0',
    ),
    coRm: value(['p'], 'coalesce(p.co_rm_no, p.co_rm_name)'),
    riskRating: value(['p'], 'CAST(p.risk_rating AS TEXT)'),
    dnc: value(['p', 'h'], `coalesce(h.dnc, ${kept('dnc')})`),
    aumDelta: value(['k'], 'k.aum_delta_fen'),
    assetClass: coded([], (code) =>
      (assetClasses as readonly string[]).includes(code) ? `s.${classColumn(code)} > 0` : 'NULL',
    ),
    nearestMaturity: value(['k'], 'k.nearest_maturity', maturitiesKnown(around)),
    holdingClass: coded([], (_code, mark) => {
      const of =
        'SELECT 1 FROM holding o WHERE o.dataset_id = @holdingsId AND o.customer_no = s.customer_no AND'
      return `CASE WHEN ${hasHoldings} = 0 THEN NULL WHEN EXISTS (${of} o.product_class = ${mark}) THEN 1
        WHEN EXISTS (${of} o.product_class IS NULL) THEN NULL ELSE 0 END`
    }),
    holdingAmount: value(['hd'], 'hd.amount_fen', hasHoldings),
    inflow: moved('in_fen'),
    outflow: moved('out_fen'),
    tier: value(['k'], 'k.tier'),
    tierBefore: value(['k'], 'k.tier_before'),
    measure: value(['k'], 'k.measure_fen'),
    dormancy: value(['k'], 'k.dormancy'),
    daysDormant: value(['k'], 'k.days_dormant'),
    familiarity: value(['k'], 'k.familiarity'),
    nineBoxRow: value(['k'], 'k.nine_box_row'),
    near: value(['k'], `CASE k.near_edge WHEN 'rising' THEN k.near_key END`, notNear('rising')),
    nearFalling: value(['k'], `CASE k.near_edge WHEN 'falling' THEN k.near_key END`, notNear('falling')),
    gap: value(['k'], `CASE k.near_edge WHEN 'rising' THEN k.gap_fen END`, notNear('rising')),
    daysSinceContact: value(['k'], 'k.days_since_contact'),
    isNew: value(['k'], since('k.is_new')),
    rmChanged: value(['k'], around.rmsNamed && around.rmsNamedBefore ? 'k.rm_changed' : 'NULL'),
    // Findings leave out customers who are not to be contacted, so of those nothing is said.
    peakFarAbove: value(
      ['k'],
      `CASE WHEN k.excluded IS NULL AND s.aum_peak_fen IS NOT NULL AND s.aum_fen IS NOT NULL THEN EXISTS (
        SELECT 1 FROM finding f WHERE f.as_of = @asOf AND f.customer_no = s.customer_no
          AND f.finding = 'peakFarAbove') END`,
    ),
    excluded: value(['k'], 'k.excluded', 'k.customer_no IS NOT NULL'),
    warnings: coded(['k', ...new Set(Object.values(judged).flatMap((rule) => rule.joins))], (code, mark) =>
      isRule(code)
        ? `CASE WHEN EXISTS (SELECT 1 FROM warning w WHERE w.as_of = @asOf AND w.customer_no = s.customer_no
             AND w.rule = ${mark}) THEN 1 WHEN ${judged[code].sql} THEN 0 END`
        : 'NULL',
    ),
    aumFall: value(['k'], 'k.aum_fall', judged.aumFall.sql),
    warning: value(['k'], 'k.warning', 'k.customer_no IS NOT NULL'),
    warningCount: value(['k'], 'k.warning_count'),
    tag: coded(
      [],
      (_code, mark) => `EXISTS (SELECT 1 FROM tag t WHERE t.customer_no = s.customer_no AND t.tag = ${mark})`,
    ),
  }
}

const profileColumn = new Map(profileColumns.map(({ key, column }) => [key, column]))
const snapshotColumn = new Map(snapshotColumns.map(({ key, column }) => [key, column]))

export interface SegmentSources {
  readonly sources: FieldSources
  /** Tables behind a snapshot's customers, for a statement that reads the given fields. */
  from(fields: Iterable<SegmentFieldKey>): string
  /** Parameters every such statement takes. */
  readonly params: SqlParams
}

/** How the fields of one snapshot's customers are read. */
export function segmentSources(db: ReadDb, dataset: Dataset): SegmentSources {
  const around = surroundingsOf(db, dataset)
  const kept = keptFacts(db, dataset.datasetId)
  const special = derived(around, (name) => kept.sql(name))
  const sourceOf = (key: SegmentFieldKey): Source => {
    const found = special[key]
    if (found) return found
    if (profileColumn.has(key)) return value(['p'], kept.sql(key))
    const column = snapshotColumn.get(key)
    if (column === undefined) throw new Error(`field ${key} is stored nowhere`)
    return value([], `s.${column}`)
  }
  return {
    sources: (key) => sourceOf(key).source,
    from(fields) {
      const needed = new Set([...fields].flatMap((key) => sourceOf(key).joins))
      const list = (Object.keys(joins) as Join[]).filter((join) => needed.has(join))
      return ['snapshot s', ...list.map((join) => joins[join])].join('\n')
    },
    params: {
      asOf: dataset.asOf,
      datasetId: dataset.datasetId,
      // No dataset has the id 0: joins on it find nothing.
      previousId: around.previousId ?? 0,
      lastMonthId: around.lastMonthId ?? 0,
      holdingsId: around.holdingsId ?? 0,
      movementsId: around.movementsId ?? 0,
    },
  }
}
