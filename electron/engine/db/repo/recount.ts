/** The figures of a date counted from its stored results, for when only some customers were derived anew. */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { warningColours } from '../../../../shared/playbook/schema.ts'
import { specialGroups } from '../../../../shared/playbook/segmentation.ts'
import type { AnalysisSummary } from '../../core/segmentation/summarize.ts'
import type { SegmentSummary } from '../../core/segmentation/summarize-segments.ts'
import type { ReadDb } from '../types.ts'
import { groupBit } from './group-bits.ts'

type Summary = AnalysisSummary & SegmentSummary

/** What each customer counts under; null counts nowhere. */
const keys = {
  tiers: `coalesce(tier, 'unknown')`,
  familiarity: `coalesce(familiarity, 'unknown')`,
  nineBox: `coalesce(nine_box_row || '.' || familiarity, 'unknown')`,
  dormancy: `coalesce(dormancy, 'unknown')`,
  aumFallWarnings: 'aum_fall',
  nearThreshold: `CASE near_edge WHEN 'rising' THEN near_key END`,
  man: `coalesce(man_group, 'unknown')`,
  stages: `coalesce(stage, 'unknown')`,
} as const satisfies Partial<Record<keyof Summary, string>>

interface Counted {
  readonly key: string | null
  readonly n: number
}

/** The counts under the given keys, in their order; what nobody is in counts 0. */
function underKeys<K extends string>(like: Readonly<Record<K, number>>, rows: readonly Counted[]) {
  const found = new Map(rows.map(({ key, n }) => [key, n]))
  return Object.fromEntries(Object.keys(like).map((key) => [key, found.get(key) ?? 0])) as Record<K, number>
}

/** `before` gives the keys, which the playbook of the date decides; customers and AUM are the snapshot's own. */
export function recount(db: ReadDb, asOf: IsoDate, before: Summary): Summary {
  const count = <K extends string>(like: Readonly<Record<K, number>>, key: string) =>
    underKeys(
      like,
      db
        .prepare(`SELECT ${key} AS key, count(*) AS n FROM classification WHERE as_of = ? GROUP BY 1`)
        .all(asOf) as Counted[],
    )
  const inGroup = specialGroups.map((group) => `sum(groups_in & ${groupBit(group)} <> 0) AS "${group}"`)
  const groups = db
    .prepare(`SELECT ${inGroup.join(', ')} FROM classification WHERE as_of = ?`)
    .get(asOf) as Record<string, number>
  const fired = db
    .prepare('SELECT rule, colour AS key, count(*) AS n FROM warning WHERE as_of = ? GROUP BY rule, colour')
    .all(asOf) as (Counted & { readonly rule: string })[]
  const noColours = Object.fromEntries(warningColours.map((colour) => [colour, 0]))
  return {
    ...before,
    tiers: count(before.tiers, keys.tiers),
    familiarity: count(before.familiarity, keys.familiarity),
    nineBox: count(before.nineBox, keys.nineBox),
    dormancy: count(before.dormancy, keys.dormancy),
    aumFallWarnings: count(before.aumFallWarnings, keys.aumFallWarnings),
    warnings: Object.fromEntries(
      Object.keys(before.warnings).map((rule) => [
        rule,
        underKeys(
          noColours,
          fired.filter((each) => each.rule === rule),
        ),
      ]),
    ) as Summary['warnings'],
    nearThreshold: count(before.nearThreshold, keys.nearThreshold),
    man: count(before.man, keys.man),
    stages: count(before.stages, keys.stages),
    groups: underKeys(
      before.groups,
      Object.entries(groups).map(([key, n]) => ({ key, n })),
    ),
  }
}
