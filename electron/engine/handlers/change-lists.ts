/** What changed between two snapshots as lists of customers, in the words of the person who manages them. */
import type { ChangeKind, ChangeLine } from '../../../shared/contract/imports.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { tierLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { tierOf } from '../core/segmentation/tier.ts'
import type { changesAt } from './derive.ts'

const listLimit = 200

/** Up to 200 customers per kind of change, the largest amounts first. */
export function changeLists(
  current: readonly CustomerFacts[],
  previous: readonly CustomerFacts[],
  changes: ReturnType<typeof changesAt>['changes'],
  playbook: Playbook,
): Record<ChangeKind, ChangeLine[]> {
  const now = new Map(current.map((f) => [f.customerNo, f]))
  const before = new Map(previous.map((f) => [f.customerNo, f]))
  const money = (facts: CustomerFacts | undefined) =>
    facts?.aumFen === null || facts === undefined ? '未知' : formatMoney(facts.aumFen)
  const tier = (facts: CustomerFacts | undefined) => {
    const key = facts ? tierOf(facts, playbook) : null
    return key ? tierLabel(key) : '未知'
  }
  const delta = (no: string) => {
    const [a, b] = [now.get(no)?.aumFen ?? null, before.get(no)?.aumFen ?? null]
    if (now.has(no) && before.has(no)) return a === null || b === null ? null : a - b
    return now.has(no) ? a : b === null ? null : -b
  }
  const lines = (nos: readonly string[], show: (facts: CustomerFacts | undefined) => string): ChangeLine[] =>
    nos.slice(0, listLimit).map((customerNo) => {
      const [a, b] = [now.get(customerNo), before.get(customerNo)]
      return {
        customerNo,
        name: a?.name ?? b?.name ?? null,
        rmName: a?.rmName ?? b?.rmName ?? null,
        before: b ? show(b) : '—',
        after: a ? show(a) : '—',
        deltaFen: delta(customerNo),
      }
    })
  const moved = current
    .filter((f) => before.has(f.customerNo))
    .map((f) => ({ no: f.customerNo, by: delta(f.customerNo) ?? 0 }))
  const biggest = (sign: 1 | -1) =>
    moved
      .filter((m) => m.by * sign > 0)
      .sort((a, b) => (b.by - a.by) * sign || (a.no < b.no ? -1 : 1))
      .slice(0, 20)
      .map((m) => m.no)
  const byLoss = (nos: readonly string[]) =>
    [...nos].sort((a, b) => Math.abs(delta(b) ?? 0) - Math.abs(delta(a) ?? 0))
  return {
    new: lines(byLoss(changes.new), money),
    vanished: lines(byLoss(changes.vanished), money),
    tierUp: lines(changes.tierUp, tier),
    tierDown: lines(changes.tierDown, tier),
    rmChanged: lines(changes.rmChanged, (f) => f?.rmName ?? '无人管户'),
    biggestIn: lines(biggest(1), money),
    biggestOut: lines(biggest(-1), money),
  }
}

export const noLists = (): Record<ChangeKind, ChangeLine[]> => ({
  new: [],
  vanished: [],
  tierUp: [],
  tierDown: [],
  rmChanged: [],
  biggestIn: [],
  biggestOut: [],
})

/** AUM of the customers in both snapshots, now and before. */
export function keptFen(current: readonly CustomerFacts[], previous: readonly CustomerFacts[]) {
  const before = new Map(previous.map((f) => [f.customerNo, f.aumFen]))
  const sums = { now: 0, before: 0 }
  for (const { customerNo, aumFen } of current) {
    const then = before.get(customerNo) ?? null
    if (aumFen === null || then === null) continue
    sums.now += aumFen
    sums.before += then
  }
  return sums
}
