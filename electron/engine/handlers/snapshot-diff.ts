/** What changed between a snapshot and the one before: counts for the record and lists in the manager's words. */
import type { ChangeKind, ChangeLine, WeekReport } from '../../../shared/contract/imports.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { tierLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { compareSnapshots } from '../core/segmentation/compare-snapshots.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import { activeDataset, type Dataset } from '../db/repo/datasets.ts'
import { countStoredChanges } from '../db/repo/fact-rows.ts'
import { namesRms } from '../db/repo/customer-rm.ts'
import { customerRanges, readFacts } from '../db/repo/facts.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import { predecessors } from './customer-inputs.ts'

export interface SnapshotDiff {
  readonly comparedWith: IsoDate | null
  readonly changes: WeekReport['changes']
  readonly aumBeforeFen: number | null
  /** AUM of the customers in both snapshots, now and before: what a mistaken unit shows in. */
  readonly keptFen: { readonly now: number; readonly before: number }
  readonly lists: Record<ChangeKind, ChangeLine[]>
}

/** Lines a list holds at most, and the biggest flows shown each way. */
const listLimit = 200
const biggestShown = 20
const customersAtOnce = 2_000

const money = (facts: CustomerFacts) => (facts.aumFen === null ? '未知' : formatMoney(facts.aumFen))
const owner = (facts: CustomerFacts) => facts.rmName ?? '无人管户'

function tierText(facts: CustomerFacts, playbook: Playbook): string {
  const key = tierOf(facts, playbook)
  return key ? tierLabel(key) : '未知'
}

function delta(now: CustomerFacts | undefined, before: CustomerFacts | undefined): number | null {
  if (now && before) return now.aumFen === null || before.aumFen === null ? null : now.aumFen - before.aumFen
  if (now) return now.aumFen
  return before && before.aumFen !== null ? -before.aumFen : null
}

function lineOf(
  now: CustomerFacts | undefined,
  before: CustomerFacts | undefined,
  show: (facts: CustomerFacts) => string,
): ChangeLine {
  return {
    customerNo: now?.customerNo ?? before?.customerNo ?? '',
    name: now?.name ?? before?.name ?? null,
    rmName: now?.rmName ?? before?.rmName ?? null,
    before: before ? show(before) : '—',
    after: now ? show(now) : '—',
    deltaFen: delta(now, before),
  }
}

const byNumber = (a: ChangeLine, b: ChangeLine) => (a.customerNo < b.customerNo ? -1 : 1)
const largest = (a: ChangeLine, b: ChangeLine) =>
  Math.abs(b.deltaFen ?? 0) - Math.abs(a.deltaFen ?? 0) || byNumber(a, b)

/** Keeps the first `limit` lines in an order, however many come. */
function topLines(limit: number, order: (a: ChangeLine, b: ChangeLine) => number) {
  let lines: ChangeLine[] = []
  return {
    add(line: ChangeLine): void {
      lines.push(line)
      if (lines.length >= limit * 20) lines = lines.sort(order).slice(0, limit)
    },
    result: () => lines.sort(order).slice(0, limit),
  }
}

function startLists(playbook: Playbook) {
  const tier = (facts: CustomerFacts) => tierText(facts, playbook)
  const lists = {
    new: topLines(listLimit, largest),
    vanished: topLines(listLimit, largest),
    tierUp: topLines(listLimit, byNumber),
    tierDown: topLines(listLimit, byNumber),
    rmChanged: topLines(listLimit, byNumber),
    biggestIn: topLines(biggestShown, largest),
    biggestOut: topLines(biggestShown, largest),
  }
  const show = { new: money, vanished: money, tierUp: tier, tierDown: tier, rmChanged: owner }
  return {
    add(kind: keyof typeof show, now: CustomerFacts | undefined, before: CustomerFacts | undefined) {
      lists[kind].add(lineOf(now, before, show[kind]))
    },
    flow(now: CustomerFacts, before: CustomerFacts) {
      const by = delta(now, before) ?? 0
      if (by !== 0) lists[by > 0 ? 'biggestIn' : 'biggestOut'].add(lineOf(now, before, money))
    },
    result(): Record<ChangeKind, ChangeLine[]> {
      return Object.fromEntries(
        Object.entries(lists).map(([kind, list]) => [kind, list.result()]),
      ) as unknown as Record<ChangeKind, ChangeLine[]>
    },
  }
}

const noChanges = { new: 0, vanished: 0, changed: 0, unchanged: 0, tierUp: 0, tierDown: 0, rmChanged: 0 }

/** A date without a customer list, or the first one. */
export const noDiff: SnapshotDiff = {
  comparedWith: null,
  changes: noChanges,
  aumBeforeFen: null,
  keptFen: { now: 0, before: 0 },
  lists: { new: [], vanished: [], tierUp: [], tierDown: [], rmChanged: [], biggestIn: [], biggestOut: [] },
}

/** Yields now and then while it compares, some customers at a time. */
export function* diffSnapshots(db: ReadDb, dataset: Dataset): Generator<void, SnapshotDiff> {
  const { playbook } = readPlaybook(db)
  const { previous } = predecessors(db, dataset.asOf)
  const before = previous === null ? null : activeDataset(db, 'customers', previous)
  const lists = startLists(playbook)
  const kept = { now: 0, before: 0 }
  if (!before) return noDiff
  const rmsNamed = namesRms(db, dataset) && namesRms(db, before)
  const { both, changed } = countStoredChanges(db, before, dataset)
  const counts = { ...noChanges, changed, unchanged: both - changed }
  for (const range of customerRanges(db, [before, dataset], customersAtOnce)) {
    yield
    const current = readFacts(db, dataset, range)
    const earlier = readFacts(db, before, range)
    const now = new Map(current.map((facts) => [facts.customerNo, facts]))
    const was = new Map(earlier.map((facts) => [facts.customerNo, facts]))
    const changes = compareSnapshots(earlier, current, playbook, rmsNamed)
    for (const kind of ['new', 'vanished', 'tierUp', 'tierDown', 'rmChanged'] as const) {
      counts[kind] += changes[kind].length
      for (const no of changes[kind]) lists.add(kind, now.get(no), was.get(no))
    }
    for (const facts of current) {
      const then = was.get(facts.customerNo)
      if (!then) continue
      lists.flow(facts, then)
      if (facts.aumFen === null || then.aumFen === null) continue
      kept.now += facts.aumFen
      kept.before += then.aumFen
    }
  }
  return {
    comparedWith: previous,
    changes: counts,
    aumBeforeFen: before.aumFen,
    keptFen: kept,
    lists: lists.result(),
  }
}
