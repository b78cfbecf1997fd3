/**
 * From facts to stored results: gathers what the rules need at a date, classifies every customer and stores
 * the outcome. Everything here can be thrown away and made again from the active datasets.
 */
import type { BranchContext, Classification, CustomerInput } from '../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { addDays, monthStart, type IsoDate } from '../../../shared/domain/dates.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { workingDaysBetween } from '../core/calendar/calendar.ts'
import { classify } from '../core/segmentation/classify.ts'
import { compareSnapshots } from '../core/segmentation/compare-snapshots.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import {
  figuresNeedingHistory,
  firstWeekFindings,
  noHistory,
  noteHistory,
} from '../core/segmentation/first-week.ts'
import { unobtainableItems } from '../core/segmentation/familiarity.ts'
import { startSummary, type AnalysisSummary } from '../core/segmentation/summarize.ts'
import {
  analysisDates,
  clearClassifications,
  lastRmChanges,
  readAnalysis,
  storeAnalysis,
  storeClassifications,
  storeFindings,
  storeRmChanges,
} from '../db/repo/classifications.ts'
import { activeDataset, snapshotDates, type Dataset } from '../db/repo/datasets.ts'
import {
  customerRanges,
  hasContactsBetween,
  namesRms,
  readContacts,
  readFacts,
  readHoldings,
  readMovements,
  type CustomerRange,
  type CustomerScope,
} from '../db/repo/facts.ts'
import { playbookVersionAt } from '../db/repo/playbook-at.ts'
import { readCalendar, readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'

const movementDays = 30

/** The snapshot before a date, and the last one of the previous calendar month. */
export function predecessors(
  db: ReadDb,
  asOf: IsoDate,
): { previous: IsoDate | null; lastMonth: IsoDate | null } {
  const earlier = snapshotDates(db).filter((d) => d < asOf)
  const lastMonthEnd = addDays(monthStart(asOf), -1)
  return {
    previous: earlier.at(-1) ?? null,
    lastMonth: earlier.findLast((d) => d <= lastMonthEnd && d >= monthStart(lastMonthEnd)) ?? null,
  }
}

const byNumber = (facts: readonly CustomerFacts[]) => new Map(facts.map((f) => [f.customerNo, f]))

/** What the rules may look at, for all customers of a snapshot, some or one of them. */
export function loadInputs(db: ReadDb, asOf: IsoDate, scope?: CustomerScope): CustomerInput[] {
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return []
  const at = (date: IsoDate | null) => {
    const earlier = date === null ? null : activeDataset(db, 'customers', date)
    return earlier ? byNumber(readFacts(db, earlier, scope)) : new Map<string, CustomerFacts>()
  }
  const { previous, lastMonth } = predecessors(db, asOf)
  const [before, monthBefore] = [at(previous), at(lastMonth)]
  const holdings = readHoldings(db, asOf, scope)
  const movements = readMovements(db, asOf, movementDays, scope)
  const contacts = readContacts(db, asOf, scope)
  const handovers = lastRmChanges(db, asOf, scope)
  return readFacts(db, dataset, scope).map((facts) => ({
    facts,
    previous: before.get(facts.customerNo) ?? null,
    lastMonth: monthBefore.get(facts.customerNo) ?? null,
    holdings: holdings.get(facts.customerNo) ?? [],
    movements: movements.get(facts.customerNo) ?? [],
    contacts: contacts.get(facts.customerNo) ?? [],
    rmChangedOn: handovers.get(facts.customerNo) ?? null,
  }))
}

/** The part of the branch context that is stored with the figures of a date. */
interface StoredContext {
  readonly hasContactLog: boolean
  readonly unobtainable: readonly string[]
}
interface AnalysisBody {
  readonly summary: AnalysisSummary
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
  function* facts(): Generator<{ facts: CustomerFacts }> {
    for (const range of customerRanges(db, [dataset], customersAtOnce))
      for (const each of readFacts(db, dataset, range)) yield { facts: each }
  }
  return {
    hasContactLog: hasContactsBetween(db, dataset, from, asOf),
    unobtainable: unobtainableItems(facts()),
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
  const inputs = loadInputs(db, dataset.asOf, range)
  const rows = inputs.map((input) => ({
    result: classify(input, context, playbook),
    aumDeltaFen: delta(input),
    tierBefore: input.previous ? tierOf(input.previous, playbook) : null,
    nearestMaturity: nearestMaturity(input, dataset.asOf),
    isNew: before !== null && input.previous === null,
    rmChanged: moved.has(input.facts.customerNo),
  }))
  storeClassifications(db, dataset.asOf, version, rows)
  return { inputs, results: rows.map((r) => r.result) }
}

interface Snapshot {
  readonly dataset: Dataset
  readonly before: Dataset | null
  readonly version: number
  readonly playbook: Playbook
  readonly context: BranchContext
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
  const snapshot = { dataset, before, version, playbook, context, rmsNamed }
  const summing = startSummary(dataset.aumFen ?? 0, playbook)
  const history = noHistory()
  let done = 0
  for (const range of customerRanges(db, [dataset], customersAtOnce)) {
    const { inputs, results } = derivePart(db, snapshot, range)
    storeFindings(db, asOf, firstWeekFindings(inputs, results, playbook, asOf, named))
    summing.add(results)
    noteHistory(inputs, results, history)
    done += inputs.length
    yield done
  }
  storeAnalysis<AnalysisBody>(db, asOf, {
    playbookVersion: version,
    comparedWith: previous,
    body: { summary: summing.result(), context: stored, needsHistory: figuresNeedingHistory(history) },
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
  const isStale = (date: IsoDate) => readAnalysis(db, date)?.playbookVersion !== playbookVersionAt(db, date)
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
  return loadInputs(db, asOf, customerNo).map((input) => ({
    input,
    result: classify(input, context, playbook),
  }))
}
