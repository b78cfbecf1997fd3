/** What the rules know of the branch as a whole at a date, observed once and stored with the figures. */
import type { BranchContext } from '../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { addDays, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Column } from '../../../shared/domain/segments.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { workingDaysBetween } from '../core/calendar/calendar.ts'
import { isLoan } from '../core/segmentation/customer-columns.ts'
import { unobtainableItems } from '../core/segmentation/familiarity.ts'
import type { AnalysisSummary } from '../core/segmentation/summarize.ts'
import type { ClassTotals } from '../core/segmentation/class-totals.ts'
import type { SegmentSummary } from '../core/segmentation/summarize-segments.ts'
import { columnsOf } from '../db/repo/data-columns.ts'
import type { Dataset } from '../db/repo/datasets.ts'
import { customerRanges, hasContactsBetween, readFacts } from '../db/repo/facts.ts'
import { toldFields } from '../db/repo/hand-kept.ts'
import { readCalendar } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import { movementDaysOf } from './customer-inputs.ts'

/** Grows with every change of what is derived: results stored by an earlier form of it are made again. */
export const derivationForm = 4

/** The part of the branch context that is stored with the figures of a date. */
export interface StoredContext {
  readonly hasContactLog: boolean
  readonly unobtainable: readonly string[]
  readonly columns: readonly Column[]
}
export interface AnalysisBody {
  readonly form: number
  readonly summary: AnalysisSummary & SegmentSummary
  readonly context: StoredContext
  readonly classes: ClassTotals
  /** Figures that need data the branch did not have yet, as sentences. */
  readonly needsHistory: readonly string[]
}

/** The branch context of a date with what was stored of it. */
export function contextOf(db: ReadDb, asOf: IsoDate, stored: StoredContext): BranchContext {
  const calendar = readCalendar(db)
  return { asOf, ...stored, workingDaysSince: (date) => workingDaysBetween(date, asOf, calendar) }
}

/** Customers looked at together; few enough that nothing waits long and memory stays flat. */
export const customersAtOnce = 2_000

/** What holds for the branch as a whole, looked for only until it is found. */
export function observeContext(db: ReadDb, dataset: Dataset, playbook: Playbook): StoredContext {
  const { asOf } = dataset
  const from = addDays(asOf, -playbook.familiarity.windowDays)
  const seen = new Set<keyof CustomerFacts>()
  function* facts(): Generator<{ facts: CustomerFacts }> {
    for (const range of customerRanges(db, [dataset], customersAtOnce))
      for (const each of readFacts(db, dataset, range)) {
        for (const key of Object.keys(each) as (keyof CustomerFacts)[]) if (each[key] !== null) seen.add(key)
        yield { facts: each }
      }
  }
  const unobtainable = unobtainableItems(facts(), toldFields(db, dataset))
  const asked = {
    movementDays: movementDaysOf(playbook),
    isLoan: (holding: Parameters<typeof isLoan>[0]) => isLoan(holding, playbook),
  }
  return {
    hasContactLog: hasContactsBetween(db, dataset, from, asOf),
    unobtainable,
    columns: columnsOf(db, dataset, asked, seen),
  }
}
