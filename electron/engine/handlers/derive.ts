/**
 * From facts to stored results: gathers what the rules need at a date, classifies every customer and stores
 * the outcome. Everything here can be thrown away and made again from the active datasets.
 */
import type { BranchContext, Classification, CustomerInput } from '../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { addDays, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Column, Columns, SegmentInput } from '../../../shared/domain/segments.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { workingDaysBetween } from '../core/calendar/calendar.ts'
import { classify } from '../core/segmentation/classify.ts'
import { classifySegments, type SegmentResults } from '../core/segmentation/classify-segments.ts'
import { compareSnapshots } from '../core/segmentation/compare-snapshots.ts'
import { isLoan } from '../core/segmentation/customer-columns.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import {
  figuresNeedingHistory,
  firstWeekFindings,
  noHistory,
  noteHistory,
} from '../core/segmentation/first-week.ts'
import { unobtainableItems } from '../core/segmentation/familiarity.ts'
import { startSummary, type AnalysisSummary } from '../core/segmentation/summarize.ts'
import { startSegmentSummary, type SegmentSummary } from '../core/segmentation/summarize-segments.ts'
import {
  analysisDates,
  clearClassifications,
  readAnalysis,
  storeAnalysis,
  storeClassifications,
  storeFindings,
  storeRmChanges,
} from '../db/repo/classifications.ts'
import { columnsOf } from '../db/repo/data-columns.ts'
import { activeDataset, snapshotDates, type Dataset } from '../db/repo/datasets.ts'
import {
  customerRanges,
  hasContactsBetween,
  namesRms,
  readFacts,
  type CustomerRange,
  type CustomerScope,
} from '../db/repo/facts.ts'
import { playbookVersionAt } from '../db/repo/playbook-at.ts'
import { readCalendar, readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import { byNumber, loadInputs, movementDaysOf, predecessors, segmentInputs } from './customer-inputs.ts'

/** Grows with every change of what is derived: results stored by an earlier form of it are made again. */
const derivationForm = 2

/** The part of the branch context that is stored with the figures of a date. */
interface StoredContext {
  readonly hasContactLog: boolean
  readonly unobtainable: readonly string[]
  readonly columns: readonly Column[]
}
interface AnalysisBody {
  readonly form: number
  readonly summary: AnalysisSummary & SegmentSummary
  readonly context: StoredContext
  /** Figures that need data the branch did not have yet, as sentences. */
  readonly needsHistory: readonly string[]
}

function contextOf(db: ReadDb, asOf: IsoDate, stored: StoredContext): BranchContext {
  const calendar = readCalendar(db)
  return { asOf, ...stored, workingDaysSince: (date) => workingDaysBetween(date, asOf, calendar) }
}

/** Customers looked at together; few enough that nothing waits long and memory stays flat. */
const customersAtOnce = 2_000

/** What holds for the branch as a whole, looked for only until it is found. */
function observeContext(db: ReadDb, dataset: Dataset, playbook: Playbook): StoredContext {
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
  const unobtainable = unobtainableItems(facts())
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

function nearestMaturity(input: CustomerInput, asOf: IsoDate): IsoDate | null {
  const ahead = input.holdings.map((h) => h.maturityDate).filter((d): d is IsoDate => d !== null && d >= asOf)
  return ahead.sort()[0] ?? null
}

function delta(input: CustomerInput): number | null {
  const [now, before] = [input.facts.aumFen, input.previous?.aumFen ?? null]
  return now === null || before === null ? null : now - before
}

interface DerivedPart {
  readonly inputs: readonly CustomerInput[]
  readonly results: readonly Classification[]
  readonly segments: readonly SegmentResults[]
}

/** Everything all rules say of one customer. */
function judge(input: SegmentInput, context: BranchContext, columns: Columns, playbook: Playbook) {
  const result = classify(input, context, playbook)
  return { result, segments: classifySegments(input, result, columns, playbook) }
}

/** Everything about some customers of a snapshot; their hand-overs first, since the rules look them up. */
function derivePart(db: WriteDb, snapshot: Snapshot, range: CustomerRange): DerivedPart {
  const { dataset, before, playbook, version, context } = snapshot
  const current = readFacts(db, dataset, range)
  const earlier = before ? readFacts(db, before, range) : null
  const moved = new Set(compareSnapshots(earlier, current, playbook, snapshot.rmsNamed).rmChanged)
  const was = byNumber(earlier ?? [])
  storeRmChanges(
    db,
    dataset.asOf,
    current
      .filter((facts) => moved.has(facts.customerNo))
      .map(({ customerNo, rmNo }) => ({ customerNo, from: was.get(customerNo)?.rmNo ?? null, to: rmNo })),
  )
  const read = { current, previous: was }
  const inputs = loadInputs(db, dataset.asOf, playbook, range, read)
  const columns = new Set(snapshot.columns)
  const rows = segmentInputs(db, dataset.asOf, inputs, range).map((input) => ({
    ...judge(input, context, columns, playbook),
    aumDeltaFen: delta(input),
    tierBefore: input.previous ? tierOf(input.previous, playbook) : null,
    nearestMaturity: nearestMaturity(input, dataset.asOf),
    isNew: before !== null && input.previous === null,
    rmChanged: moved.has(input.facts.customerNo),
  }))
  storeClassifications(db, dataset.asOf, version, rows)
  return { inputs, results: rows.map((r) => r.result), segments: rows.map((r) => r.segments) }
}

interface Snapshot {
  readonly dataset: Dataset
  readonly before: Dataset | null
  readonly version: number
  readonly playbook: Playbook
  readonly context: BranchContext
  readonly columns: readonly Column[]
  /** Both snapshots name managing RMs. */
  readonly rmsNamed: boolean
}

/**
 * Classifies a whole snapshot with the playbook that applies to it and stores results and figures, some customers
 * at a time. Yields the number of customers done so far.
 */
export function* deriveDate(db: WriteDb, asOf: IsoDate): Generator<number> {
  const dataset = activeDataset(db, 'customers', asOf)
  clearClassifications(db, asOf)
  if (!dataset) return
  const { version, playbook } = readPlaybook(db, playbookVersionAt(db, asOf))
  const { previous } = predecessors(db, asOf)
  const before = previous === null ? null : activeDataset(db, 'customers', previous)
  const stored = observeContext(db, dataset, playbook)
  const named = namesRms(db, dataset)
  const rmsNamed = named && before !== null && namesRms(db, before)
  const context = contextOf(db, asOf, stored)
  const snapshot = { dataset, before, version, playbook, context, columns: stored.columns, rmsNamed }
  const summing = startSummary(dataset.aumFen ?? 0, playbook)
  const summingSegments = startSegmentSummary()
  const history = noHistory()
  let done = 0
  for (const range of customerRanges(db, [dataset], customersAtOnce)) {
    const { inputs, results, segments } = derivePart(db, snapshot, range)
    storeFindings(db, asOf, firstWeekFindings(inputs, results, playbook, asOf, named))
    summing.add(results)
    summingSegments.add(segments)
    noteHistory(inputs, results, history)
    done += inputs.length
    yield done
  }
  storeAnalysis<AnalysisBody>(db, asOf, {
    playbookVersion: version,
    comparedWith: previous,
    body: {
      form: derivationForm,
      summary: { ...summing.result(), ...summingSegments.result() },
      context: stored,
      needsHistory: figuresNeedingHistory(history),
    },
  })
}

/**
 * Derives a date and every later one, whose comparisons may rest on it, and earlier ones to which another version
 * of the playbook applies now. Results of dates without a snapshot go. Yields how far it is, often enough that other
 * work can come between.
 */
export function* deriveFrom(
  db: WriteDb,
  asOf: IsoDate,
): Generator<{ readonly date: IsoDate; readonly done: number; readonly total: number }> {
  const dates = snapshotDates(db)
  for (const date of analysisDates(db)) if (!dates.includes(date)) clearClassifications(db, date)
  const isStale = (date: IsoDate) => {
    const stored = readAnalysis<AnalysisBody>(db, date)
    return stored?.body.form !== derivationForm || stored.playbookVersion !== playbookVersionAt(db, date)
  }
  for (const date of dates.filter((d) => d >= asOf || isStale(d))) {
    const total = activeDataset(db, 'customers', date)?.rowCount ?? 0
    yield { date, done: 0, total }
    for (const done of deriveDate(db, date)) yield { date, done, total }
  }
}

/** The stored figures of a date in the shape of the contract, null when there is no snapshot. */
export function analysisOf(db: ReadDb, asOf: IsoDate) {
  const stored = readAnalysis<AnalysisBody>(db, asOf)
  if (!stored) return null
  return {
    comparedWith: stored.comparedWith,
    needsHistory: stored.body.needsHistory,
    analysis: { asOf, playbookVersion: stored.playbookVersion, ...stored.body.summary },
  }
}

export interface ClassifiedCustomer {
  readonly input: CustomerInput
  readonly result: Classification
}

/** Customers classified exactly as the stored figures of the date were: same playbook version, same context. */
export function classifiedAt(db: ReadDb, asOf: IsoDate, customerNo?: string): ClassifiedCustomer[] {
  const stored = readAnalysis<AnalysisBody>(db, asOf)
  if (!stored) return []
  const { playbook } = readPlaybook(db, stored.playbookVersion)
  const context = contextOf(db, asOf, stored.body.context)
  return loadInputs(db, asOf, playbook, customerNo).map((input) => ({
    input,
    result: classify(input, context, playbook),
  }))
}

export interface SegmentedCustomer {
  readonly input: SegmentInput
  readonly result: Classification
  readonly segments: SegmentResults
  readonly columns: Columns
  readonly playbook: Playbook
}

/** Customers with everything the rules say of them, exactly as the stored results of the date were made. */
export function segmentedAt(db: ReadDb, asOf: IsoDate, scope?: CustomerScope): SegmentedCustomer[] {
  const stored = readAnalysis<AnalysisBody>(db, asOf)
  if (!stored) return []
  const { playbook } = readPlaybook(db, stored.playbookVersion)
  const context = contextOf(db, asOf, stored.body.context)
  const columns: Columns = new Set(stored.body.context.columns)
  return segmentInputs(db, asOf, loadInputs(db, asOf, playbook, scope), scope).map((input) => ({
    input,
    ...judge(input, context, columns, playbook),
    columns,
    playbook,
  }))
}
