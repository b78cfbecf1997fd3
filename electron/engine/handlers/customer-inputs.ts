/** Gathers what the rules may look at for the customers of a snapshot: facts, what was before, lists, hand-kept. */
import type { CustomerInput } from '../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { addDays, monthStart, type IsoDate } from '../../../shared/domain/dates.ts'
import type { SegmentInput } from '../../../shared/domain/segments.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { noClassHistory, readClassHistory } from '../db/repo/class-history.ts'
import { lastRmChanges } from '../db/repo/classifications.ts'
import { activeDataset, snapshotDates } from '../db/repo/datasets.ts'
import { readContacts, readFacts, readHoldings, readMovements, type CustomerScope } from '../db/repo/facts.ts'
import { readManAnswers, readTags } from '../db/repo/hand-answers.ts'
import type { ReadDb } from '../db/types.ts'

const leastMovementDays = 30

/** Movements are read as far back as any rule of the playbook looks, the first of these days included. */
export function movementDaysOf({ man: { money, need } }: Playbook): number {
  return Math.max(leastMovementDays, money.inflowDays, need.inflowDays, need.outflowDays) + 1
}

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

export const byNumber = (facts: readonly CustomerFacts[]) => new Map(facts.map((f) => [f.customerNo, f]))

/** Facts of the scope that were read already: of the snapshot and of the one before it. */
export interface ReadAlready {
  readonly current: readonly CustomerFacts[]
  readonly previous: ReadonlyMap<string, CustomerFacts>
}

/** What the rules may look at, for all customers of a snapshot, some or one of them. */
export function loadInputs(
  db: ReadDb,
  asOf: IsoDate,
  playbook: Playbook,
  scope?: CustomerScope,
  read?: ReadAlready,
): CustomerInput[] {
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return []
  const at = (date: IsoDate | null): ReadonlyMap<string, CustomerFacts> => {
    const earlier = date === null ? null : activeDataset(db, 'customers', date)
    return earlier ? byNumber(readFacts(db, earlier, scope)) : new Map<string, CustomerFacts>()
  }
  const { previous, lastMonth } = predecessors(db, asOf)
  const before = read?.previous ?? at(previous)
  const monthBefore = lastMonth === previous ? before : at(lastMonth)
  const holdings = readHoldings(db, asOf, scope)
  const movements = readMovements(db, asOf, movementDaysOf(playbook), scope)
  const contacts = readContacts(db, asOf, scope)
  const handovers = lastRmChanges(db, asOf, scope)
  return (read?.current ?? readFacts(db, dataset, scope)).map((facts) => ({
    facts,
    previous: before.get(facts.customerNo) ?? null,
    lastMonth: monthBefore.get(facts.customerNo) ?? null,
    holdings: holdings.get(facts.customerNo) ?? [],
    movements: movements.get(facts.customerNo) ?? [],
    contacts: contacts.get(facts.customerNo) ?? [],
    rmChangedOn: handovers.get(facts.customerNo) ?? null,
  }))
}

/** The same customers with what the segment rules look at besides. */
export function segmentInputs(
  db: ReadDb,
  asOf: IsoDate,
  inputs: readonly CustomerInput[],
  scope?: CustomerScope,
): SegmentInput[] {
  const history = readClassHistory(db, asOf, scope)
  const tags = readTags(db, scope)
  const answers = readManAnswers(db, asOf, scope)
  return inputs.map((input) => {
    const { customerNo } = input.facts
    return {
      ...input,
      history: history.get(customerNo) ?? noClassHistory,
      tags: tags.get(customerNo) ?? [],
      // No table holds needs yet; the rule is silent until one does.
      openNeeds: 0,
      manOverrides: answers.get(customerNo) ?? [],
    }
  })
}
