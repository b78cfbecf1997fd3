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
import { compareSnapshots, type SnapshotChanges } from '../core/segmentation/compare-snapshots.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import { firstWeekFindings } from '../core/segmentation/first-week.ts'
import { unobtainableItems } from '../core/segmentation/familiarity.ts'
import { summarize, type AnalysisSummary } from '../core/segmentation/summarize.ts'
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
import { compareStoredFacts } from '../db/repo/fact-rows.ts'
import { readContacts, readFacts, readHoldings, readMovements } from '../db/repo/facts.ts'
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

/** What the rules may look at, for all customers of a snapshot or one of them. */
export function loadInputs(db: ReadDb, asOf: IsoDate, customerNo?: string): CustomerInput[] {
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return []
  const at = (date: IsoDate | null) => {
    const earlier = date === null ? null : activeDataset(db, 'customers', date)
    return earlier ? byNumber(readFacts(db, earlier, customerNo)) : new Map<string, CustomerFacts>()
  }
  const { previous, lastMonth } = predecessors(db, asOf)
  const [before, monthBefore] = [at(previous), at(lastMonth)]
  const holdings = readHoldings(db, asOf, customerNo)
  const movements = readMovements(db, asOf, movementDays, customerNo)
  const contacts = readContacts(db, asOf, customerNo)
  const handovers = lastRmChanges(db, asOf, customerNo)
  return readFacts(db, dataset, customerNo).map((facts) => ({
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

function observeContext(inputs: readonly CustomerInput[], asOf: IsoDate, playbook: Playbook): StoredContext {
  const from = addDays(asOf, -playbook.familiarity.windowDays)
  return {
    hasContactLog: inputs.some((i) => i.contacts.some((c) => c.contactDate >= from && c.contactDate <= asOf)),
    unobtainable: unobtainableItems(inputs),
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

/** Hand-overs between a snapshot and the one before; the rules look them up, so they are stored first. */
function deriveRmChanges(db: WriteDb, dataset: Dataset): ReadonlySet<string> {
  const { changes, current, previous } = changesAt(db, dataset)
  const moved = new Set(changes.rmChanged)
  const before = byNumber(previous)
  storeRmChanges(
    db,
    dataset.asOf,
    current
      .filter((facts) => moved.has(facts.customerNo))
      .map(({ customerNo, rmNo }) => ({ customerNo, from: before.get(customerNo)?.rmNo ?? null, to: rmNo })),
  )
  return moved
}

/** Classifies a whole snapshot with the playbook that applies to it and stores results and figures. */
export function deriveDate(db: WriteDb, asOf: IsoDate): void {
  const dataset = activeDataset(db, 'customers', asOf)
  clearClassifications(db, asOf)
  if (!dataset) return
  const { version, playbook } = readPlaybook(db, playbookVersionAt(db, asOf))
  const moved = deriveRmChanges(db, dataset)
  const inputs = loadInputs(db, asOf)
  const { previous } = predecessors(db, asOf)
  const stored = observeContext(inputs, asOf, playbook)
  const context = contextOf(db, asOf, stored)
  const rows = inputs.map((input) => ({
    result: classify(input, context, playbook),
    aumDeltaFen: delta(input),
    tierBefore: input.previous ? tierOf(input.previous, playbook) : null,
    nearestMaturity: nearestMaturity(input, asOf),
    isNew: previous !== null && input.previous === null,
    rmChanged: moved.has(input.facts.customerNo),
  }))
  const results = rows.map((r) => r.result)
  const findings = firstWeekFindings(inputs, results, playbook, asOf)
  storeClassifications(db, asOf, version, rows)
  storeFindings(db, asOf, findings)
  storeAnalysis<AnalysisBody>(db, asOf, {
    playbookVersion: version,
    comparedWith: previous,
    body: {
      summary: summarize(results, dataset.aumFen ?? 0, playbook),
      context: stored,
      needsHistory: findings.needsHistory,
    },
  })
}

/**
 * Derives a date and every later one, whose comparisons may rest on it, and earlier ones to which another version
 * of the playbook applies now. Results of dates without a snapshot go. Yields each date before its work.
 */
export function* deriveFrom(db: WriteDb, asOf: IsoDate): Generator<IsoDate> {
  const dates = snapshotDates(db)
  for (const date of analysisDates(db)) if (!dates.includes(date)) clearClassifications(db, date)
  const isStale = (date: IsoDate) => readAnalysis(db, date)?.playbookVersion !== playbookVersionAt(db, date)
  for (const date of dates.filter((d) => d >= asOf || isStale(d))) {
    yield date
    deriveDate(db, date)
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

/** What changed between a snapshot and the one before, with the customers concerned. */
export function changesAt(
  db: ReadDb,
  dataset: Dataset,
): {
  comparedWith: IsoDate | null
  changes: SnapshotChanges
  current: CustomerFacts[]
  previous: CustomerFacts[]
} {
  const { previous } = predecessors(db, dataset.asOf)
  const before = previous === null ? null : activeDataset(db, 'customers', previous)
  const current = readFacts(db, dataset)
  const previousFacts = before ? readFacts(db, before) : []
  return {
    comparedWith: previous,
    current,
    previous: previousFacts,
    changes: {
      ...compareSnapshots(before ? previousFacts : null, current, readPlaybook(db).playbook),
      ...(before ? compareStoredFacts(db, before, dataset) : {}),
    },
  }
}
