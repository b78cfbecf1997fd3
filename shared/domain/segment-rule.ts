/**
 * The rule of a segment: groups of conditions that must all hold (`all`), of which one must hold (`any`) or none may
 * (`none`). Shape and meaning are checked here in one go: a rule that parses names only listed fields, asks of each
 * only what its type allows, and is small enough to be counted at once.
 *
 * Relative dates are counted from the data date: `{ unit: 'workday', n: 5, direction: 'past' }` is the fifth working
 * day before it.
 */
import { z } from 'zod'
import { isIsoDate, type IsoDate } from './dates.ts'
import {
  segmentField,
  type SegmentField,
  type SegmentFieldKey,
  type SegmentFieldType,
} from './segment-fields.ts'

/** Conditions of a rule; the counts of every condition fit into one number up to here. */
export const maxClauses = 30
/** Groups within groups, the outermost counted. */
export const maxDepth = 5

const amountOps = ['gte', 'gt', 'lte', 'lt', 'eq', 'between'] as const
const dateOps = [
  'withinLast',
  'withinNext',
  'onOrBefore',
  'onOrAfter',
  'before',
  'after',
  'on',
  'between',
] as const

const opsOfType = {
  money: amountOps,
  number: amountOps,
  date: dateOps,
  flag: ['is'],
  choice: ['in', 'notIn'],
  text: ['contains', 'notContains', 'startsWith', 'in', 'notIn'],
  set: ['hasAny', 'hasAll', 'hasNone'],
  presence: [],
} as const satisfies Record<SegmentFieldType, readonly string[]>

export type SegmentOp =
  (typeof opsOfType)[SegmentFieldType][number] | 'anniversary' | 'none' | 'known' | 'unknown'

/** What may be asked of a field, in the order to offer it. */
export function opsOf(field: SegmentField): readonly SegmentOp[] {
  return [
    ...opsOfType[field.type],
    ...(field.yearly ? (['anniversary'] as const) : []),
    ...(field.none === undefined ? [] : (['none'] as const)),
    // Whether any of the codes of a set applies is asked code by code.
    ...(field.type === 'set' ? [] : (['known', 'unknown'] as const)),
  ]
}

const isoDate = z.string().refine(isIsoDate, '日期须为 YYYY-MM-DD')
const span = z.strictObject({ unit: z.enum(['day', 'workday']), n: z.int().min(0).max(3660) })
const relativeDate = span.extend({ direction: z.enum(['past', 'future']) })
const datePoint = z.union([isoDate, relativeDate])
const word = z.string().trim().min(1, '请填写内容').max(100)

export type DateSpan = z.infer<typeof span>
export type RelativeDate = z.infer<typeof relativeDate>
export type DatePoint = IsoDate | RelativeDate

const value = z.union([
  z.null(),
  z.boolean(),
  z.int(),
  z.string().max(100),
  z.array(z.string().max(100)).max(500),
  z.tuple([z.int(), z.int()]),
  relativeDate,
  span,
  z.tuple([datePoint, datePoint]),
])
export type ClauseValue = z.infer<typeof value>

/** A clause's value as its operation reads it. */
export type Operand =
  | { readonly kind: 'nothing' }
  | { readonly kind: 'flag'; readonly value: boolean }
  | { readonly kind: 'amount'; readonly value: number }
  | { readonly kind: 'range'; readonly from: number; readonly to: number }
  | { readonly kind: 'text'; readonly value: string }
  | { readonly kind: 'list'; readonly values: readonly string[] }
  | { readonly kind: 'point'; readonly value: DatePoint }
  | { readonly kind: 'pointRange'; readonly from: DatePoint; readonly to: DatePoint }
  | { readonly kind: 'span'; readonly value: DateSpan }

const nothing = z.null().transform((): Operand => ({ kind: 'nothing' }))
const flag = z.boolean('请选择是或否').transform((v): Operand => ({ kind: 'flag', value: v }))
const amount = z.int('请填写数值').transform((v): Operand => ({ kind: 'amount', value: v }))
const range = z
  .tuple([z.int(), z.int()], '请填写起止两个数值')
  .refine(([from, to]) => from <= to, '起始值不能大于截止值')
  .transform(([from, to]): Operand => ({ kind: 'range', from, to }))
const text = word.transform((v): Operand => ({ kind: 'text', value: v }))
const point = datePoint.transform((v): Operand => ({ kind: 'point', value: v }))
const pointRange = z
  .tuple([datePoint, datePoint], '请填写起止两个日期')
  .refine(([from, to]) => typeof from !== 'string' || typeof to !== 'string' || from <= to, {
    message: '起始日期不能晚于截止日期',
  })
  .transform(([from, to]): Operand => ({ kind: 'pointRange', from, to }))
const spanOperand = span.transform((v): Operand => ({ kind: 'span', value: v }))
const yearSpan = span
  .refine(({ n }) => n <= 180, '最多往后 180 天')
  .transform((v): Operand => ({ kind: 'span', value: v }))

const listOf = ({ choices, label }: SegmentField) =>
  z
    .array(word, '请至少选择一项')
    .min(1, '请至少选择一项')
    .max(500, '最多 500 项')
    .refine((values) => !choices || values.every((code) => Object.hasOwn(choices, code)), {
      message: `“${label}”没有这个选项`,
    })
    .transform((values): Operand => ({ kind: 'list', values: [...new Set(values)] }))

function operandSchema(field: SegmentField, op: SegmentOp): z.ZodType<Operand> {
  if (op === 'known' || op === 'unknown' || op === 'none') return nothing
  if (op === 'anniversary') return yearSpan
  if (op === 'withinLast' || op === 'withinNext') return spanOperand
  if (op === 'is') return flag
  if (op === 'contains' || op === 'notContains' || op === 'startsWith') return text
  if (op === 'between') return field.type === 'date' ? pointRange : range
  if (field.type === 'date') return point
  if (field.type === 'money' || field.type === 'number') return amount
  return listOf(field)
}

/** A clause that is known to make sense. */
export interface ReadClause {
  readonly field: SegmentField & { readonly key: SegmentFieldKey }
  readonly op: SegmentOp
  readonly operand: Operand
}

interface Problem {
  readonly problem: string
}

/** Reads a clause against the list of fields, or says in Chinese what is wrong with it. */
export function readClause(clause: Omit<SegmentClause, 'kind'>): ReadClause | Problem {
  const field = segmentField(clause.field)
  if (!field) return { problem: `没有“${clause.field}”这项内容` }
  const op = opsOf(field).find((each) => each === clause.op)
  if (!op) return { problem: `“${field.label}”不能用“${clause.op}”来比较` }
  const operand = operandSchema(field, op).safeParse(clause.value)
  if (!operand.success)
    return { problem: `“${field.label}”：${operand.error.issues[0]?.message ?? '值不合要求'}` }
  return { field, op, operand: operand.data }
}

const clause = z
  .strictObject({
    kind: z.literal('clause'),
    field: z.string().max(40),
    op: z.string().max(20),
    value,
  })
  .superRefine((each, context) => {
    const read = readClause(each)
    if ('problem' in read) context.addIssue({ code: 'custom', message: read.problem })
  })
export type SegmentClause = z.infer<typeof clause>

export type GroupMatch = 'all' | 'any' | 'none'
export interface SegmentGroup {
  kind: 'group'
  match: GroupMatch
  items: SegmentNode[]
}
export type SegmentNode = SegmentClause | SegmentGroup

type NodeSchema = z.ZodType<SegmentNode, SegmentNode>

const groupOf = (inner: NodeSchema, least: number) =>
  z.strictObject({
    kind: z.literal('group'),
    match: z.enum(['all', 'any', 'none']),
    items: z.array(inner).min(least, '请给分组加上条件，或删除它').max(maxClauses),
  })

/** Built level by level instead of recursively, so that no input, however deep, can exhaust the stack. */
function nested(levels: number): NodeSchema {
  return levels === 0 ? clause : z.discriminatedUnion('kind', [clause, groupOf(nested(levels - 1), 1)])
}

/** Clauses of a node with where they stand, depth first: the order all counts and results follow. */
export function clausesOf(
  node: SegmentNode,
  path: readonly number[] = [],
): { readonly path: readonly number[]; readonly clause: SegmentClause }[] {
  if (node.kind === 'clause') return [{ path, clause: node }]
  return node.items.flatMap((item, i) => clausesOf(item, [...path, i]))
}

/** A rule while it is being edited: an empty outermost group stands for everybody. */
export const segmentDraft = groupOf(nested(maxDepth - 1), 0).superRefine((rule, context) => {
  if (clausesOf(rule).length > maxClauses)
    context.addIssue({ code: 'custom', message: `一个客群最多 ${maxClauses} 个条件` })
})
/** A rule that may be saved. */
export const segmentRule = segmentDraft.refine((rule) => rule.items.length > 0, '请至少添加一个条件')
export type SegmentRule = SegmentGroup
