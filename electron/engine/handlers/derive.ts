/**
 * From facts to stored results: gathers what the rules need at a date, classifies every customer and stores
 * the outcome. Everything here can be thrown away and made again from the active datasets.
 */
import type { BranchContext, Classification, CustomerInput } from '../../../shared/domain/classification.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Columns, SegmentInput } from '../../../shared/domain/segments.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { classify } from '../core/segmentation/classify.ts'
import { classifySegments, type SegmentResults } from '../core/segmentation/classify-segments.ts'
import { compareSnapshots } from '../core/segmentation/compare-snapshots.ts'
import { startClassTotals } from '../core/segmentation/class-totals.ts'
import { classesGone } from '../core/segmentation/customer-columns.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import {
  figuresNeedingHistory,
  firstWeekFindings,
  noHistory,
  noteHistory,
} from '../core/segmentation/first-week.ts'
import { startSummary } from '../core/segmentation/summarize.ts'
import { startSegmentSummary } from '../core/segmentation/summarize-segments.ts'
import {
  analysisDates,
  clearClassifications,
  clearCustomer,
  readAnalysis,
  replaceAnalysisBody,
  storeAnalysis,
  storeClassifications,
  storeFindings,
  storeRmChanges,
  type ClassifiedRow,
} from '../db/repo/classifications.ts'
import { activeDataset, snapshotDates, type Dataset } from '../db/repo/datasets.ts'
import { namesRms } from '../db/repo/customer-rm.ts'
import { customerRanges, readFacts, type CustomerScope } from '../db/repo/facts.ts'
import { playbookVersionAt } from '../db/repo/playbook-at.ts'
import { recount } from '../db/repo/recount.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import {
  contextOf,
  customersAtOnce,
  derivationForm,
  observeContext,
  type AnalysisBody,
  type StoredContext,
} from './analysis-context.ts'
import { byNumber, loadInputs, predecessors, segmentInputs } from './customer-inputs.ts'

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
}

/** Everything all rules say of one customer. */
export function judge(input: SegmentInput, context: BranchContext, columns: Columns, playbook: Playbook) {
  const result = classify(input, context, playbook)
  return { result, segments: classifySegments(input, result, columns, playbook) }
}

interface Snapshot {
  readonly dataset: Dataset
  readonly before: Dataset | null
  readonly version: number
  readonly playbook: Playbook
  readonly stored: StoredContext
  readonly context: BranchContext
  readonly columns: Columns
  /** The snapshot names managing RMs. */
  readonly named: boolean
  /** Both snapshots name managing RMs. */
  readonly rmsNamed: boolean
}

/** The snapshot with what is the same for all of its customers. */
function snapshotOf(db: ReadDb, dataset: Dataset): Snapshot {
  const { asOf } = dataset
  const { version, playbook } = readPlaybook(db, playbookVersionAt(db, asOf))
  const { previous } = predecessors(db, asOf)
  const before = previous === null ? null : activeDataset(db, 'customers', previous)
  const stored = observeContext(db, dataset, playbook)
  const named = namesRms(db, dataset)
  const rmsNamed = named && before !== null && namesRms(db, before)
  const context = contextOf(db, asOf, stored)
  const columns = new Set(stored.columns)
  return { dataset, before, version, playbook, stored, context, columns, named, rmsNamed }
}

/**
 * Everything about some customers of a snapshot; their hand-overs first, since the rules look them up. What the segment
 * rules say is shown to `judged` and stored customer by customer: all of it at once would be much to hold.
 */
function derivePart(
  db: WriteDb,
  snapshot: Snapshot,
  range: CustomerScope,
  judged?: (segments: SegmentResults) => void,
): DerivedPart {
  const { dataset, before, playbook, version, context, columns } = snapshot
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
  const results: Classification[] = []
  function* rows(): Generator<ClassifiedRow> {
    for (const input of segmentInputs(db, dataset.asOf, inputs, range)) {
      const { result, segments } = judge(input, context, columns, playbook)
      results.push(result)
      judged?.(segments)
      yield {
        result,
        segments,
        aumDeltaFen: delta(input),
        tierBefore: input.previous ? tierOf(input.previous, playbook) : null,
        nearestMaturity: nearestMaturity(input, dataset.asOf),
        isNew: before !== null && input.previous === null,
        rmChanged: moved.has(input.facts.customerNo),
        rmNo: input.facts.rmNo,
        rmName: input.facts.rmName,
        gone: classesGone(input.facts, input.history),
      }
    }
  }
  storeClassifications(db, dataset.asOf, version, rows())
  return { inputs, results }
}

/**
 * Classifies a whole snapshot with the playbook that applies to it and stores results and figures, some customers
 * at a time. Yields the number of customers done so far.
 */
export function* deriveDate(db: WriteDb, asOf: IsoDate): Generator<number> {
  const dataset = activeDataset(db, 'customers', asOf)
  clearClassifications(db, asOf)
  if (!dataset) return
  const snapshot = snapshotOf(db, dataset)
  const { playbook } = snapshot
  const summing = startSummary(dataset.aumFen ?? 0, playbook)
  const summingSegments = startSegmentSummary()
  const summingClasses = startClassTotals()
  const history = noHistory()
  let done = 0
  for (const range of customerRanges(db, [dataset], customersAtOnce)) {
    const { inputs, results } = derivePart(db, snapshot, range, (segments) => {
      summingSegments.add(segments)
      summingClasses.add(segments)
    })
    storeFindings(db, asOf, firstWeekFindings(inputs, results, playbook, asOf, snapshot.named))
    summing.add(results)
    noteHistory(inputs, results, history)
    done += inputs.length
    yield done
  }
  storeAnalysis<AnalysisBody>(db, asOf, {
    playbookVersion: snapshot.version,
    comparedWith: snapshot.before?.asOf ?? null,
    body: {
      form: derivationForm,
      summary: { ...summing.result(), ...summingSegments.result() },
      context: snapshot.stored,
      classes: summingClasses.result(),
      needsHistory: figuresNeedingHistory(history),
    },
  })
}

/** The stored results of a date are missing, of an earlier form, or made with another version of the playbook. */
function isStale(db: ReadDb, date: IsoDate): boolean {
  const stored = readAnalysis<AnalysisBody>(db, date)
  return stored?.body.form !== derivationForm || stored.playbookVersion !== playbookVersionAt(db, date)
}

/**
 * Derives some customers of a date anew. Where what holds for the branch as a whole has changed as well, the whole
 * date: then nobody's results can be kept.
 */
export function deriveCustomers(db: WriteDb, asOf: IsoDate, customerNos: readonly string[]): void {
  const dataset = activeDataset(db, 'customers', asOf)
  const analysis = readAnalysis<AnalysisBody>(db, asOf)
  if (!dataset || !analysis) return
  const snapshot = snapshotOf(db, dataset)
  const same = JSON.stringify(snapshot.stored) === JSON.stringify(analysis.body.context)
  if (!same || isStale(db, asOf)) {
    // Walking the generator is the work.
    Array.from(deriveDate(db, asOf))
    return
  }
  for (let from = 0; from < customerNos.length; from += customersAtOnce) {
    const some = customerNos.slice(from, from + customersAtOnce)
    for (const customerNo of some) clearCustomer(db, asOf, customerNo)
    const { inputs, results } = derivePart(db, snapshot, some)
    storeFindings(db, asOf, firstWeekFindings(inputs, results, snapshot.playbook, asOf, snapshot.named))
  }
  // Totals of the classes rest on what extracts say alone.
  const summary = recount(db, asOf, analysis.body.summary)
  replaceAnalysisBody<AnalysisBody>(db, asOf, { ...analysis.body, summary })
}

/** True when results stored by an earlier form of the derivation are there. */
export function hasOldResults(db: ReadDb): boolean {
  return analysisDates(db).some((date) => readAnalysis<AnalysisBody>(db, date)?.body.form !== derivationForm)
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
  for (const date of dates.filter((d) => d >= asOf || isStale(db, d))) {
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
