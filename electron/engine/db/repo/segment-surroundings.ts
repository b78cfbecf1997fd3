/**
 * What the data around a snapshot hold as a whole, and from it whether a result could be told at all: nobody "has no
 * warning" because there was nothing to compare with.
 */
import type { WarningRule } from '../../../../shared/domain/classification.ts'
import { addDays, monthStart, type IsoDate } from '../../../../shared/domain/dates.ts'
import { assetClasses } from '../../../../shared/domain/fields.ts'
import type { ReadDb } from '../types.ts'
import { readAnalysis } from './classifications.ts'
import { activeDataset, latestDataset, snapshotDates, type Dataset } from './datasets.ts'
import { namesRms } from './customer-rm.ts'

/** What takes a look through a table is asked only when needed. */
export interface Surroundings {
  readonly previousId: number | null
  readonly lastMonthId: number | null
  readonly holdingsId: number | null
  readonly movementsId: number | null
  /** The list of holdings has products without a date. */
  undatedHoldings(): boolean
  contactLog(): boolean
  rmsNamed(): boolean
  rmsNamedBefore(): boolean
}

export function surroundingsOf(db: ReadDb, dataset: Dataset): Surroundings {
  const { asOf } = dataset
  const earlier = snapshotDates(db).filter((date) => date < asOf)
  const monthEnd = addDays(monthStart(asOf), -1)
  const at = (date: IsoDate | undefined) => (date === undefined ? null : activeDataset(db, 'customers', date))
  const previous = at(earlier.at(-1))
  const holdingsId = latestDataset(db, 'holdings', asOf)?.datasetId ?? null
  return {
    previousId: previous?.datasetId ?? null,
    lastMonthId: at(earlier.findLast((d) => d <= monthEnd && d >= monthStart(monthEnd)))?.datasetId ?? null,
    holdingsId,
    movementsId: activeDataset(db, 'movements', asOf)?.datasetId ?? null,
    undatedHoldings: () =>
      db
        .prepare('SELECT 1 FROM holding WHERE dataset_id = ? AND maturity_date IS NULL LIMIT 1')
        .get(holdingsId) !== undefined,
    contactLog: () =>
      readAnalysis<{ context?: { hasContactLog?: boolean } }>(db, asOf)?.body.context?.hasContactLog ?? false,
    rmsNamed: () => namesRms(db, dataset),
    rmsNamedBefore: () => previous !== null && namesRms(db, previous),
  }
}

export const classColumn = (key: string) => `${key}_fen`

/** Holds where every product of the customer that is on the list has a date. */
export function maturitiesKnown(around: Surroundings): string {
  if (around.holdingsId === null) return '0'
  if (!around.undatedHoldings()) return '1'
  return `NOT EXISTS (SELECT 1 FROM holding o
    WHERE o.dataset_id = @holdingsId AND o.customer_no = s.customer_no AND o.maturity_date IS NULL)`
}

const bothAum = 'k.aum_delta_fen IS NOT NULL'

/** Classes can be compared, and none that held money before is unknown now. */
function classesComparable(): string {
  const columns = assetClasses.map(classColumn)
  const compared = columns.map((column) => `(s.${column} IS NOT NULL AND b.${column} IS NOT NULL)`)
  const lost = columns.map((column) => `coalesce(s.${column} IS NULL AND b.${column} > 0, 0)`)
  return `(${compared.join(' OR ')}) AND NOT (${lost.join(' OR ')})`
}

/**
 * SQL conditions, 1 or 0, under which a warning that did not fire means "no": the rule had what it looks at. Aliases
 * as in `segment-source.ts`.
 */
const judgeable: Record<WarningRule, (around: Surroundings) => string> = {
  aumFall: () => bothAum,
  suddenFall: () => bothAum,
  monthAverageFall: () => 's.aum_month_avg_fen IS NOT NULL AND m.aum_month_avg_fen IS NOT NULL',
  tierDown: () => 'k.tier IS NOT NULL AND k.tier_before IS NOT NULL',
  maturity: maturitiesKnown,
  payrollStopped: () => 'coalesce(p.payroll = 0, 0) OR s.payroll_date IS NOT NULL',
  noLogin: () =>
    `coalesce(p.mobile_bank = 0, 0) OR coalesce(s.login_count > 0, 0) OR coalesce(m.login_count > 0, 0)
     OR (s.login_count IS NOT NULL AND m.login_count IS NOT NULL)`,
  contactOverdue: () => 'k.tier IS NOT NULL AND k.days_since_contact IS NOT NULL',
  classesFewer: classesComparable,
  handover: (around) => {
    if (!around.rmsNamedBefore()) return '0'
    const contactSeen = around.contactLog() ? '1' : 's.last_contact_date IS NOT NULL'
    return `k.rm_no IS NOT NULL AND (${contactSeen} OR NOT EXISTS (
      SELECT 1 FROM rm_change g WHERE g.customer_no = s.customer_no AND g.as_of <= @asOf))`
  },
}

/** True for the name of a warning rule. */
export function isWarningRule(code: string): code is WarningRule {
  return Object.hasOwn(judgeable, code)
}

/** When a warning that did not fire means "no". */
export function couldJudge(rule: WarningRule, around: Surroundings): string {
  return judgeable[rule](around)
}
