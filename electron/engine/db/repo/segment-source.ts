/**
 * Where each field of segment rules is read in SQL, for the customers of one snapshot. Expressions yield NULL where
 * the data do not say.
 *
 * Aliases: `s` snapshot, `p` profile, `k` classification, `h` kept by hand, `b` the snapshot before, `m` the last one
 * of the previous month, `w` warnings, `mv` and `hd` sums of movements and holdings. Only tables that the finished
 * expressions mention are joined.
 */
import { warningRules } from '../../../../shared/domain/classification.ts'
import { assetClasses } from '../../../../shared/domain/fields.ts'
import type { SegmentFieldKey } from '../../../../shared/domain/segment-fields.ts'
import type { FieldSources, SqlParams } from '../../core/segmentation/segment-compile.ts'
import { profileColumns, snapshotColumns } from '../columns.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'
import { keptFacts } from './kept-facts.ts'
import { groupingSources } from './segment-groupings.ts'
import { coded, plain, value, type Known, type Read } from './segment-read.ts'
import {
  classColumn,
  couldJudge,
  isWarningRule,
  maturitiesKnown,
  surroundingsOf,
} from './segment-surroundings.ts'

const warningBit = (rule: string) => 2 ** (warningRules as readonly string[]).indexOf(rule)
const warningBits = warningRules.map((rule) => `WHEN '${rule}' THEN ${warningBit(rule)}`).join(' ')

const joins = {
  p: 'JOIN profile p ON p.profile_id = s.profile_id',
  k: 'LEFT JOIN classification k ON k.as_of = @asOf AND k.customer_no = s.customer_no',
  h: 'LEFT JOIN customer_hand h ON h.customer_no = s.customer_no',
  b: 'LEFT JOIN snapshot b ON b.dataset_id = @previousId AND b.customer_no = s.customer_no',
  m: 'LEFT JOIN snapshot m ON m.dataset_id = @lastMonthId AND m.customer_no = s.customer_no',
  w: `LEFT JOIN (
    SELECT customer_no, sum(CASE rule ${warningBits} ELSE 0 END) AS fired FROM warning WHERE as_of = @asOf
    GROUP BY customer_no) w ON w.customer_no = s.customer_no`,
  mv: `LEFT JOIN (
    SELECT customer_no, count(*) = count(direction) AS told,
      sum(CASE direction WHEN 'in' THEN amount_fen END) AS in_fen,
      sum(CASE direction WHEN 'out' THEN amount_fen END) AS out_fen
    FROM movement WHERE dataset_id = @movementsId GROUP BY customer_no) mv ON mv.customer_no = s.customer_no`,
  hd: `LEFT JOIN (
    SELECT customer_no, sum(amount_fen) AS amount_fen, count(*) > count(product_class) AS unclassed
    FROM holding WHERE dataset_id = @holdingsId GROUP BY customer_no) hd ON hd.customer_no = s.customer_no`,
} as const

/** Tables behind a snapshot's customers, for expressions over the aliases. */
function tablesFor(expressions: string): string {
  const mentioned = Object.entries(joins).filter(([alias]) => new RegExp(`\\b${alias}\\.`).test(expressions))
  return ['snapshot s', ...mentioned.map(([, join]) => join)].join('\n')
}

/** Movements of customers who are not on the list are none; a movement without a direction leaves both unknown. */
const moved =
  (column: string): Read =>
  ({ around }) =>
    value(
      `CASE WHEN mv.told THEN mv.${column} END`,
      around.movementsId === null ? '0' : `coalesce(mv.told, 1) AND mv.${column} IS NULL`,
    )

const atEdge = (edge: 'rising' | 'falling', column: string): Read =>
  plain(
    `CASE k.near_edge WHEN '${edge}' THEN k.${column} END`,
    `k.measure_fen IS NOT NULL AND coalesce(k.near_edge, '') <> '${edge}'`,
  )

/** Everything that is not simply a column of the snapshot or the profile. */
const derived: Partial<Record<SegmentFieldKey, Read>> = {
  age: ({ kept }) =>
    value(`coalesce(strftime('%Y', @asOf) - strftime('%Y', ${kept('birthDate')})
      - (strftime('%m-%d', @asOf) < strftime('%m-%d', ${kept('birthDate')})), s.age)`),
  rm: ({ around }) => value('k.rm_no', around.rmsNamed() ? 'k.rm_no IS NULL' : '0'),
  coRm: plain('coalesce(p.co_rm_no, p.co_rm_name)'),
  riskRating: plain('CAST(p.risk_rating AS TEXT)'),
  dnc: ({ kept }) => value(`coalesce(h.dnc, ${kept('dnc')})`),
  aumDelta: plain('k.aum_delta_fen'),
  assetClass: () =>
    coded((code) =>
      (assetClasses as readonly string[]).includes(code) ? `s.${classColumn(code)} > 0` : 'NULL',
    ),
  nearestMaturity: ({ around }) => value('k.nearest_maturity', maturitiesKnown(around)),
  holdingClass: ({ around }) =>
    coded((_code, mark) =>
      around.holdingsId === null
        ? 'NULL'
        : `CASE WHEN hd.customer_no IS NULL THEN 0
             WHEN EXISTS (SELECT 1 FROM holding o WHERE o.dataset_id = @holdingsId
               AND o.customer_no = s.customer_no AND o.product_class = ${mark}) THEN 1
             WHEN hd.unclassed THEN NULL ELSE 0 END`,
    ),
  holdingAmount: ({ around }) => value('hd.amount_fen', around.holdingsId === null ? '0' : '1'),
  inflow: moved('in_fen'),
  outflow: moved('out_fen'),
  tier: plain('k.tier'),
  tierBefore: plain('k.tier_before'),
  measure: plain('k.measure_fen'),
  dormancy: plain('k.dormancy'),
  daysDormant: plain('k.days_dormant'),
  familiarity: plain('k.familiarity'),
  nineBoxRow: plain('k.nine_box_row'),
  near: atEdge('rising', 'near_key'),
  nearFalling: atEdge('falling', 'near_key'),
  gap: atEdge('rising', 'gap_fen'),
  daysSinceContact: plain('k.days_since_contact'),
  isNew: ({ around }) => value(around.previousId === null ? 'NULL' : 'k.is_new'),
  rmChanged: ({ around }) => value(around.rmsNamed() && around.rmsNamedBefore() ? 'k.rm_changed' : 'NULL'),
  ...groupingSources,
  // Findings leave out customers who are not to be contacted, so of those nothing is said.
  peakFarAbove: plain(
    `CASE WHEN k.excluded IS NOT NULL OR s.aum_peak_fen IS NULL OR s.aum_fen IS NULL THEN NULL
       ELSE EXISTS (SELECT 1 FROM finding f WHERE f.as_of = @asOf AND f.customer_no = s.customer_no
         AND f.finding = 'peakFarAbove') END`,
  ),
  excluded: plain('k.excluded', 'k.customer_no IS NOT NULL'),
  warnings: ({ around }) =>
    coded((code) =>
      isWarningRule(code)
        ? `CASE WHEN coalesce(w.fired, 0) & ${warningBit(code)} THEN 1
             WHEN ${couldJudge(code, around)} THEN 0 END`
        : 'NULL',
    ),
  aumFall: ({ around }) => value('k.aum_fall', couldJudge('aumFall', around)),
  warning: plain('k.warning', 'k.customer_no IS NOT NULL'),
  warningCount: plain('k.warning_count'),
  tag: () =>
    coded(
      (_c, mark) => `EXISTS (SELECT 1 FROM tag t WHERE t.customer_no = s.customer_no AND t.tag = ${mark})`,
    ),
}

const profileColumn = new Map(profileColumns.map(({ key, column }) => [key, column]))
const snapshotColumn = new Map(snapshotColumns.map(({ key, column }) => [key, column]))

export interface SegmentSources {
  readonly sources: FieldSources
  /** The tables that expressions over the sources read, `s` the snapshot's customers. */
  from(expressions: string): string
  /** Parameters every such statement takes. */
  readonly params: SqlParams
}

/** How the fields of one snapshot's customers are read. */
export function segmentSources(db: ReadDb, dataset: Dataset): SegmentSources {
  const around = surroundingsOf(db, dataset)
  const facts = keptFacts(db, dataset.datasetId)
  const known: Known = { around, kept: (field) => facts.sql(field) }
  return {
    sources: (key) => {
      const read = derived[key]
      if (read) return read(known)
      if (profileColumn.has(key)) return value(facts.sql(key))
      const column = snapshotColumn.get(key)
      if (column === undefined) throw new Error(`field ${key} is stored nowhere`)
      return value(`s.${column}`)
    },
    from: tablesFor,
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
