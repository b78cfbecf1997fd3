/**
 * What changed between two snapshots, as lists of customer numbers in the order of the snapshot they come
 * from. Without a previous snapshot nothing has changed: all lists are empty.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { tierOf, tierRank } from './tier.ts'

export interface SnapshotChanges {
  readonly new: readonly string[]
  readonly vanished: readonly string[]
  /** In both snapshots, with any fact different. */
  readonly changed: readonly string[]
  readonly unchanged: readonly string[]
  readonly tierUp: readonly string[]
  readonly tierDown: readonly string[]
  /** In both snapshots with another managing RM, from or to nobody included. A hand-over is no churn. */
  readonly rmChanged: readonly string[]
}

const noChanges: SnapshotChanges = {
  new: [],
  vanished: [],
  changed: [],
  unchanged: [],
  tierUp: [],
  tierDown: [],
  rmChanged: [],
}

const rmOf = (facts: CustomerFacts) => facts.rmNo ?? facts.rmName

/** True when any fact but the date of the snapshot differs. */
function differs(before: CustomerFacts, now: CustomerFacts): boolean {
  return (Object.keys(now) as (keyof CustomerFacts)[]).some(
    (key) => key !== 'asOf' && before[key] !== now[key],
  )
}

/** Known by name only: no staff number, or the name standing in for it. */
const nameOnly = ({ rmNo, rmName }: CustomerFacts) => rmNo === null || rmNo === rmName

/** The managing RM is another one. Names are compared where one side has no staff number. */
export function rmDiffers(before: CustomerFacts, now: CustomerFacts): boolean {
  const [was, is] = [rmOf(before), rmOf(now)]
  if (was === null || is === null) return was !== is
  if (nameOnly(before) || nameOnly(now)) return (before.rmName ?? was) !== (now.rmName ?? is)
  return was !== is
}

/** True when anybody of the snapshot has a managing RM. */
export const namesAnyRm = (snapshot: readonly CustomerFacts[]) =>
  snapshot.some((facts) => rmOf(facts) !== null)

/**
 * New, vanished, changed and unchanged customers partition both snapshots. RM changes are read only where both
 * snapshots name RMs at all: a column missing this week is not a hand-over of everybody.
 * @param rmsNamed whether both whole snapshots do, where only a part of them is compared
 */
export function compareSnapshots(
  previous: readonly CustomerFacts[] | null,
  current: readonly CustomerFacts[],
  playbook: Playbook,
  rmsNamed = previous !== null && namesAnyRm(previous) && namesAnyRm(current),
): SnapshotChanges {
  if (!previous) return noChanges
  const before = new Map(previous.map((facts) => [facts.customerNo, facts]))
  const now = new Set(current.map((facts) => facts.customerNo))
  const changes = {
    new: [] as string[],
    vanished: previous.map((facts) => facts.customerNo).filter((no) => !now.has(no)),
    changed: [] as string[],
    unchanged: [] as string[],
    tierUp: [] as string[],
    tierDown: [] as string[],
    rmChanged: [] as string[],
  }
  for (const facts of current) {
    const no = facts.customerNo
    const was = before.get(no)
    if (!was) {
      changes.new.push(no)
      continue
    }
    changes[differs(was, facts) ? 'changed' : 'unchanged'].push(no)
    const [from, to] = [tierOf(was, playbook), tierOf(facts, playbook)]
    if (from && to && from !== to) changes[tierRank(to) > tierRank(from) ? 'tierUp' : 'tierDown'].push(no)
    if (rmsNamed && rmDiffers(was, facts)) changes.rmChanged.push(no)
  }
  return changes
}
