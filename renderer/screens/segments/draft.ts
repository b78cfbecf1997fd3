/**
 * A rule while it is edited. Every condition and group has an id that stays when it moves, so that focus, counts and
 * an older draft find it again; conditions that are not filled in yet may stand in it and are left out of counting.
 */
import { opsOf, readClause, type ClauseValue, type GroupMatch } from '../../../shared/domain/segment-rule.ts'
import type { SegmentNode, SegmentOp, SegmentRule } from '../../../shared/domain/segment-rule.ts'
import { segmentField, type SegmentField } from '../../../shared/domain/segment-fields.ts'

export interface DraftClause {
  readonly id: number
  readonly kind: 'clause'
  readonly field: string
  readonly op: string
  readonly value: ClauseValue
}
export interface DraftGroup {
  readonly id: number
  readonly kind: 'group'
  readonly match: GroupMatch
  readonly items: readonly DraftNode[]
}
export type DraftNode = DraftClause | DraftGroup

let lastId = 0
const newId = () => (lastId += 1)

export const emptyDraft = (): DraftGroup => ({ id: newId(), kind: 'group', match: 'all', items: [] })

function fromNode(node: SegmentNode): DraftNode {
  if (node.kind === 'clause') return { id: newId(), ...node }
  return { id: newId(), kind: 'group', match: node.match, items: node.items.map(fromNode) }
}

/** A saved rule, ready to be edited. */
export function draftOf(rule: SegmentRule): DraftGroup {
  return { id: newId(), kind: 'group', match: rule.match, items: rule.items.map(fromNode) }
}

/** What a condition starts with: nothing where only the person can know it. */
function firstValue(field: SegmentField, op: SegmentOp): ClauseValue {
  if (op === 'is') return true
  if (op === 'withinLast' || op === 'withinNext' || op === 'anniversary') return { unit: 'day', n: 30 }
  if (field.type === 'date' && op === 'between')
    return [
      { unit: 'day', n: 90, direction: 'past' },
      { unit: 'day', n: 30, direction: 'past' },
    ]
  if (field.type === 'date' && op !== 'known' && op !== 'unknown' && op !== 'none')
    return { unit: 'day', n: 30, direction: 'past' }
  if (/^(in|notIn|has.*)$/.test(op)) return []
  return null
}

export function clauseOn(field: SegmentField, op: SegmentOp | undefined = opsOf(field)[0]): DraftClause {
  const first = op ?? 'known'
  return { id: newId(), kind: 'clause', field: field.key, op: first, value: firstValue(field, first) }
}

const amountOps: ReadonlySet<string> = new Set(['gte', 'gt', 'lte', 'lt', 'eq'])
const listOps: ReadonlySet<string> = new Set(['in', 'notIn', 'hasAny', 'hasAll', 'hasNone'])
const wordOps: ReadonlySet<string> = new Set(['contains', 'notContains', 'startsWith'])

/** Another operation on the same field; what was entered stays where both read it alike. */
export function withOp(clause: DraftClause, op: SegmentOp): DraftClause {
  const field = segmentField(clause.field)
  if (!field) return clause
  const both = (set: ReadonlySet<string>) => set.has(clause.op) && set.has(op)
  const keeps = both(amountOps) || both(listOps) || both(wordOps)
  return { ...clause, op, value: keeps ? clause.value : firstValue(field, op) }
}

type Change = (node: DraftNode) => readonly DraftNode[]

function changeIn(group: DraftGroup, id: number, change: Change): DraftGroup {
  return {
    ...group,
    items: group.items.flatMap((item) => {
      if (item.id === id) return change(item)
      return item.kind === 'group' ? [changeIn(item, id, change)] : [item]
    }),
  }
}

/** Puts another node in the place of one. */
export function replaced(root: DraftGroup, id: number, by: (node: DraftNode) => DraftNode): DraftGroup {
  if (root.id !== id) return changeIn(root, id, (node) => [by(node)])
  const next = by(root)
  return next.kind === 'group' ? next : root
}

export const added = (root: DraftGroup, groupId: number, node: DraftNode): DraftGroup =>
  replaced(root, groupId, (group) =>
    group.kind === 'group' ? { ...group, items: [...group.items, node] } : group,
  )

export const removed = (root: DraftGroup, id: number): DraftGroup => changeIn(root, id, () => [])

/** A condition, or a group, in a group of its own: the way to an OR inside an AND. */
export const wrapped = (root: DraftGroup, id: number): DraftGroup =>
  changeIn(root, id, (node) => [{ id: newId(), kind: 'group', match: 'any', items: [node] }])

/** A group's conditions in its place. */
export const unwrapped = (root: DraftGroup, id: number): DraftGroup =>
  changeIn(root, id, (node) => (node.kind === 'group' ? node.items : [node]))

interface Flat {
  readonly groupId: number
  readonly at: number
}

function insertAt(root: DraftGroup, { groupId, at }: Flat, node: DraftNode): DraftGroup {
  return replaced(root, groupId, (group) =>
    group.kind === 'group' ? { ...group, items: group.items.toSpliced(at, 0, node) } : group,
  )
}

function placeAfterMove(root: DraftGroup, id: number, by: -1 | 1): { to: Flat; node: DraftNode } | null {
  const seek = (group: DraftGroup, parent: Flat | null): { to: Flat; node: DraftNode } | null => {
    for (const [i, node] of group.items.entries()) {
      if (node.id !== id) {
        const inside = node.kind === 'group' ? seek(node, { groupId: group.id, at: i }) : null
        if (inside) return inside
        continue
      }
      const next = group.items[i + by]
      if (next?.kind === 'group')
        return { node, to: { groupId: next.id, at: by === 1 ? 0 : next.items.length } }
      if (next) return { node, to: { groupId: group.id, at: i + by } }
      // Past the end of a group: out of it, before or behind it.
      return parent && { node, to: { groupId: parent.groupId, at: by === 1 ? parent.at + 1 : parent.at } }
    }
    return null
  }
  return seek(root, null)
}

/** One place up or down, into groups and out of them. */
export function moved(root: DraftGroup, id: number, by: -1 | 1): DraftGroup {
  const place = placeAfterMove(root, id, by)
  return place ? insertAt(removed(root, id), place.to, place.node) : root
}

/** What is wrong with a condition, or null. */
export function problemOf(clause: DraftClause): string | null {
  const read = readClause(clause)
  return 'problem' in read ? read.problem : null
}

export interface Countable {
  readonly rule: SegmentRule
  /** Which condition or group of the draft stands at a path of the rule: "1.0" → id. */
  readonly idAt: ReadonlyMap<string, number>
  /** Conditions not filled in yet, and groups without any. */
  readonly leftOut: number
}

/** The part of a draft that can be counted. */
export function countable(root: DraftGroup): Countable {
  const idAt = new Map<string, number>()
  let leftOut = 0
  const read = (node: DraftNode, path: readonly number[]): SegmentNode | null => {
    if (node.kind === 'clause') {
      if (problemOf(node) !== null) return null
      idAt.set(path.join('.'), node.id)
      return { kind: 'clause', field: node.field, op: node.op, value: node.value }
    }
    const items: SegmentNode[] = []
    for (const item of node.items) {
      const kept = read(item, [...path, items.length])
      if (kept) items.push(kept)
      else leftOut += 1
    }
    if (items.length === 0 && path.length > 0) return null
    idAt.set(path.join('.'), node.id)
    return { kind: 'group', match: node.match, items }
  }
  const rule = read(root, [])
  return { rule: rule?.kind === 'group' ? rule : { kind: 'group', match: 'all', items: [] }, idAt, leftOut }
}
