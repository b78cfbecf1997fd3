/**
 * A segment rule as an SQL expression: 1 for customers who belong, 0 for those who do not, NULL where it cannot be
 * said. SQL's own logic of AND, OR and NOT over NULL is the three-valued logic of the product.
 *
 * No text of a rule ever becomes SQL: fields are looked up in a given table of expressions, operations are cases of
 * this file, and every value is a bound parameter.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { addDays } from '../../../../shared/domain/dates.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import type { SegmentFieldKey } from '../../../../shared/domain/segment-fields.ts'
import {
  clausesOf,
  readClause,
  type Operand,
  type ReadClause,
  type SegmentClause,
  type SegmentNode,
  type SegmentOp,
  type SegmentRule,
} from '../../../../shared/domain/segment-rule.ts'
import { resolvePoint, shifted, type DateFrame } from './segment-dates.ts'

/** How a field is read in SQL; written by the program, never taken from a rule. */
export type FieldSource =
  | {
      readonly kind: 'value'
      /** The value, NULL while unknown. */
      readonly sql: string
      /** 1 where the value is NULL because the customer is known to have none. */
      readonly none?: string
    }
  | {
      readonly kind: 'codes'
      /** Whether a code applies: 1, 0, or NULL while unknown. `mark` is the parameter bound to the code. */
      readonly has: (code: string, mark: string) => string
    }

export type FieldSources = (key: SegmentFieldKey) => FieldSource

export type SqlParams = Record<string, string | number>

export interface CompiledRule {
  /** 1, 0 or NULL for the row. */
  readonly sql: string
  /** The same of each clause, in the order of `clausesOf`. */
  readonly clauses: readonly string[]
  readonly params: SqlParams
}

export interface CompileOptions extends DateFrame {
  readonly sources: FieldSources
  /** Put before the names of parameters, for several rules in one statement. */
  readonly prefix?: string
}

type Bind = (value: string | number) => string

const comparison: Partial<Record<SegmentOp, string>> = {
  gte: '>=',
  gt: '>',
  lte: '<=',
  lt: '<',
  eq: '=',
  on: '=',
  before: '<',
  after: '>',
  onOrBefore: '<=',
  onOrAfter: '>=',
}

/** The letters A-Z as small ones, as SQLite's lower() does it. */
const lowered = (text: string) => text.replace(/[A-Z]/g, (letter) => letter.toLowerCase())

const isLeapDay = (day: IsoDate) => addDays(day, 1).slice(5) === '02-29'

/** The day of the year lies in the span; who was born on 29 February is met on the 28th of other years. */
function anniversary(value: string, from: IsoDate, to: IsoDate, bind: Bind): string {
  const end = to.slice(5) === '02-28' && !isLeapDay(to) ? '02-29' : to.slice(5)
  const [a, b] = [bind(from.slice(5)), bind(end)]
  const day = `substr(${value}, 6, 5)`
  return from.slice(0, 4) === to.slice(0, 4)
    ? `(${day} >= ${a} AND ${day} <= ${b})`
    : `(${day} >= ${a} OR ${day} <= ${b})`
}

const between = (value: string, from: string, to: string) => `(${value} >= ${from} AND ${value} <= ${to})`

/** What is asked of a known value. Operations that say "not" are compiled as the opposite of their positive. */
function positive(value: string, op: SegmentOp, operand: Operand, frame: DateFrame, bind: Bind): string {
  const sign = comparison[op]
  switch (operand.kind) {
    case 'flag':
      return `(${value} = ${bind(Number(operand.value))})`
    case 'amount':
      return `(${value} ${sign ?? '='} ${bind(operand.value)})`
    case 'range':
      return between(value, bind(operand.from), bind(operand.to))
    case 'point':
      return `(${value} ${sign ?? '='} ${bind(resolvePoint(operand.value, frame))})`
    case 'pointRange':
      return between(value, bind(resolvePoint(operand.from, frame)), bind(resolvePoint(operand.to, frame)))
    case 'span': {
      if (op === 'withinLast')
        return between(value, bind(shifted(operand.value, -1, frame)), bind(frame.asOf))
      const end = shifted(operand.value, 1, frame)
      return op === 'anniversary'
        ? anniversary(value, frame.asOf, end, bind)
        : between(value, bind(frame.asOf), bind(end))
    }
    case 'text': {
      const at = `instr(lower(${value}), ${bind(lowered(operand.value))})`
      return op === 'startsWith' ? `(${at} = 1)` : `(${at} > 0)`
    }
    case 'list':
      return `(${value} IN (${operand.values.map(bind).join(', ')}))`
    case 'nothing':
      throw new Error(`operation ${op} takes no value`)
  }
}

function ofValue(
  source: Extract<FieldSource, { kind: 'value' }>,
  { op, operand }: ReadClause,
  frame: DateFrame,
  bind: Bind,
): string {
  const { sql: value, none } = source
  const known =
    none === undefined ? `(${value} IS NOT NULL)` : `(${value} IS NOT NULL OR coalesce(${none}, 0))`
  if (op === 'known') return known
  if (op === 'unknown') return `(NOT ${known})`
  if (op === 'none') return `(CASE WHEN ${value} IS NOT NULL THEN 0 WHEN ${none ?? '0'} THEN 1 END)`
  const compared = positive(value, op, operand, frame, bind)
  const whole =
    none === undefined ? compared : `(CASE WHEN ${value} IS NULL AND ${none} THEN 0 ELSE ${compared} END)`
  return op === 'notIn' || op === 'notContains' ? `(NOT ${whole})` : whole
}

function ofCodes(
  source: Extract<FieldSource, { kind: 'codes' }>,
  { op, operand }: ReadClause,
  bind: Bind,
): string {
  const values = operand.kind === 'list' ? operand.values : []
  const each = values.map((code) => `(${source.has(code, bind(code))})`)
  if (op === 'hasAll') return `(${each.join(' AND ')})`
  const any = `(${each.join(' OR ')})`
  return op === 'hasNone' ? `(NOT ${any})` : any
}

function combined(node: SegmentNode, sqlOf: ReadonlyMap<SegmentClause, string>): string {
  if (node.kind === 'clause') return sqlOf.get(node) ?? 'NULL'
  const parts = node.items.map((item) => combined(item, sqlOf))
  if (node.match === 'all') return parts.length === 0 ? '1' : `(${parts.join(' AND ')})`
  const any = parts.length === 0 ? '0' : `(${parts.join(' OR ')})`
  return node.match === 'any' ? any : `(NOT ${any})`
}

/**
 * Compiles a rule against the given fields at a data date.
 * @throws Refusal SEGMENT_RULE when a stored rule no longer makes sense
 */
export function compileRule(rule: SegmentRule, options: CompileOptions): CompiledRule {
  const { sources, prefix = 'seg' } = options
  const params: SqlParams = {}
  let bound = 0
  const bind: Bind = (value) => {
    const name = `${prefix}${bound++}`
    params[name] = value
    return `@${name}`
  }
  const sqlOf = new Map<SegmentClause, string>()
  const clauses: string[] = []
  for (const { clause } of clausesOf(rule)) {
    const read = readClause(clause)
    if ('problem' in read) throw new Refusal('SEGMENT_RULE', `客群条件有误：${read.problem}。请修改后再试。`)
    const source = sources(read.field.key)
    const sql = source.kind === 'codes' ? ofCodes(source, read, bind) : ofValue(source, read, options, bind)
    sqlOf.set(clause, sql)
    clauses.push(sql)
  }
  return { sql: combined(rule, sqlOf), clauses, params }
}

/** SQL of a number whose digits to base 3 are the truths of the clauses, the first one lowest. */
export function patternSql(clauses: readonly string[]): string {
  const digits = clauses.map((sql, nth) => `coalesce(2 * ${sql}, 1) * ${3 ** nth}`)
  return digits.length === 0 ? '0' : digits.join(' + ')
}
