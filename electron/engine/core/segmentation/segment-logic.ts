/**
 * Three-valued logic of segment rules, and the counts shown while a rule is edited. Truths are ordered
 * no < unknown < yes, so "all" is the least of its parts, "any" the greatest, and "not" turns the order round.
 *
 * Counting does not look at customers but at patterns: how many customers share the same truths of all conditions.
 * One pass over the data gives the patterns, and every count of every condition and group follows from them.
 */
import type { SegmentNode, SegmentRule } from '../../../../shared/domain/segment-rule.ts'
import { clausesOf } from '../../../../shared/domain/segment-rule.ts'

export const no = 0
export const unknown = 1
export const yes = 2
export type Truth = typeof no | typeof unknown | typeof yes

export const negated = (truth: Truth): Truth => (2 - truth) as Truth

/** Truths of a rule's clauses in their order, as the digits of a number to base 3, the first clause lowest. */
export type Pattern = number

/** The truth of a clause of a pattern. */
export function truthAt(pattern: Pattern, nth: number): Truth {
  return (Math.floor(pattern / 3 ** nth) % 3) as Truth
}

/** A rule's nodes with the clause truths they need, so that evaluating walks no paths. */
type Plan =
  | { readonly kind: 'clause'; readonly nth: number; readonly id: number }
  | {
      readonly kind: 'group'
      readonly match: 'all' | 'any' | 'none'
      readonly items: readonly Plan[]
      readonly id: number
    }

interface Numbered {
  readonly plan: Plan
  readonly paths: readonly (readonly number[])[]
}

function numbered(rule: SegmentRule): Numbered {
  const paths: number[][] = []
  let clauses = 0
  const walk = (node: SegmentNode, path: readonly number[]): Plan => {
    const id = paths.push([...path]) - 1
    if (node.kind === 'clause') return { kind: 'clause', nth: clauses++, id }
    const items = node.items.map((item, i) => walk(item, [...path, i]))
    return { kind: 'group', match: node.match, items, id }
  }
  return { plan: walk(rule, []), paths }
}

/** The truth of a node with the node `without` left out; null for a node of which nothing is left. */
function evaluate(plan: Plan, truths: readonly Truth[], without: number | null): Truth | null {
  if (plan.id === without) return null
  if (plan.kind === 'clause') return truths[plan.nth] ?? unknown
  let least: Truth = yes
  let greatest: Truth = no
  let parts = 0
  for (const item of plan.items) {
    const truth = evaluate(item, truths, without)
    if (truth === null) continue
    parts += 1
    if (truth < least) least = truth
    if (truth > greatest) greatest = truth
  }
  if (parts === 0) return null
  if (plan.match === 'all') return least
  return plan.match === 'any' ? greatest : negated(greatest)
}

/** The truth of a rule for a customer, from those of its clauses in their order. A rule without clauses is true. */
export function ruleTruth(rule: SegmentRule, truths: readonly Truth[]): Truth {
  return evaluate(numbered(rule).plan, truths, null) ?? yes
}

export interface NodeCount {
  /** Positions from the outermost group inwards. */
  readonly path: readonly number[]
  readonly kind: 'clause' | 'group'
  /** Customers for whom this node alone holds, and of whom it cannot be said. */
  readonly matches: number
  readonly unknown: number
  /** Customers who would belong without this node and surely do not with it. */
  readonly removes: number
  /** Customers who would belong without this node and of whom it cannot be said with it. */
  readonly unsettles: number
  /** Customers who belong with this node and would not without it. */
  readonly adds: number
}

export interface RuleCounts {
  readonly customers: number
  readonly total: number
  readonly unknown: number
  readonly nodes: readonly NodeCount[]
}

/** All counts of a rule; `patterns` holds how many customers share each pattern of clause truths. */
export function countRule(rule: SegmentRule, patterns: ReadonlyMap<Pattern, number>): RuleCounts {
  const { plan, paths } = numbered(rule)
  const clauseCount = clausesOf(rule).length
  const nodes: Plan[] = []
  const collect = (node: Plan) => {
    nodes.push(node)
    if (node.kind === 'group') node.items.forEach(collect)
  }
  collect(plan)
  const inner = nodes.slice(1).map((node) => ({
    node,
    count: {
      path: paths[node.id] ?? [],
      kind: node.kind,
      matches: 0,
      unknown: 0,
      removes: 0,
      unsettles: 0,
      adds: 0,
    },
  }))
  const sums = { customers: 0, total: 0, unknown: 0 }
  for (const [pattern, customers] of patterns) {
    const truths = Array.from({ length: clauseCount }, (_, nth) => truthAt(pattern, nth))
    const truth = evaluate(plan, truths, null) ?? yes
    sums.customers += customers
    if (truth === yes) sums.total += customers
    if (truth === unknown) sums.unknown += customers
    for (const { node, count } of inner) {
      const own = evaluate(node, truths, null)
      if (own === yes) count.matches += customers
      if (own === unknown) count.unknown += customers
      const rest = evaluate(plan, truths, node.id) ?? yes
      if (rest === yes && truth === no) count.removes += customers
      if (rest === yes && truth === unknown) count.unsettles += customers
      if (rest !== yes && truth === yes) count.adds += customers
    }
  }
  return { ...sums, nodes: inner.map(({ count }) => count) }
}
