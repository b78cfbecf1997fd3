/**
 * Answering by yes-rules in three values. Any rule whose comparisons all hold makes the answer yes. Where none does,
 * a missing column leaves it unknown: only when every column of every rule is there is the answer no.
 *
 * An empty cell in a column the branch has means "none" for what a customer may be without (a loan, a payroll, a
 * flag); for what everybody has (an age, assets) it means unknown, and such a comparison is marked `everyoneHas`.
 */
import type { Reason } from '../../../../shared/domain/reasons.ts'
import type { Answer, Column, Columns } from '../../../../shared/domain/segments.ts'
import { reevaluate, unknownReason } from './reason.ts'

export interface YesClause extends Omit<Reason, 'rule'> {
  /** The column whose empty cell leaves the comparison unknown. */
  readonly everyoneHas?: Column
}

export interface YesRule {
  readonly rule: string
  /** Columns the rule needs; of each inner list any one will do. */
  readonly columns: readonly (readonly Column[])[]
  /** The rule fires when all of them hold. */
  readonly clauses: readonly YesClause[]
}

export interface Judged {
  readonly answer: Answer
  /** Yes: what fired. Unknown: what is missing. No: for each rule the comparison that failed. */
  readonly reasons: readonly Reason[]
  readonly missing: readonly Column[]
}

const named = (rule: string, { field, value, op, threshold, evidence }: YesClause): Reason =>
  evidence ? { rule, field, value, op, threshold, evidence } : { rule, field, value, op, threshold }

/** The comparison that holds because the clause's does not; an empty cell is said to be empty. */
function opposite(rule: string, clause: YesClause): Reason {
  const { field, value, op, threshold, evidence } = clause
  const said = (opposed: Reason['op'], against: Reason['threshold']): Reason =>
    named(rule, { field, value, op: opposed, threshold: against, ...(evidence && { evidence }) })
  if (value === null) return { rule: `${rule}.blank`, field, value: null, op: 'unknown', threshold: null }
  switch (op) {
    case '>=':
      return said('<', threshold)
    case '>':
      return said('<=', threshold)
    case '<':
      return said('>=', threshold)
    case '<=':
      return said('>', threshold)
    case 'range': {
      const [lo = null, hi = null] = threshold as readonly (number | null)[]
      return lo !== null && Number(value) < lo ? said('<', lo) : said('>=', hi)
    }
    default:
      return said('=', value)
  }
}

/** The reasons of a rule that fires, else null. */
export function firedReasons({ rule, clauses }: YesRule): readonly Reason[] | null {
  return clauses.every(reevaluate) ? clauses.map((clause) => named(rule, clause)) : null
}

/**
 * The answer of all rules together.
 * @param subject rule name under which missing columns are listed, e.g. 'man.money'
 */
export function judge(subject: string, rules: readonly YesRule[], columns: Columns): Judged {
  const fired: Reason[] = []
  for (const rule of rules) for (const reason of firedReasons(rule) ?? []) fired.push(reason)
  if (fired.length > 0) return { answer: 'yes', reasons: fired, missing: [] }
  /** Missing column → whether the branch has it and only this customer's cell is empty. */
  const missing = new Map<Column, boolean>()
  const failed: Reason[] = []
  for (const { rule, columns: needed, clauses } of rules) {
    for (const anyOf of needed)
      if (anyOf[0] !== undefined && !anyOf.some((column) => columns.has(column))) missing.set(anyOf[0], false)
    const failing = clauses.find((clause) => !reevaluate(clause))
    if (!failing) continue
    const { value, everyoneHas } = failing
    if (value !== null || everyoneHas === undefined) failed.push(opposite(rule, failing))
    else if (!missing.has(everyoneHas)) missing.set(everyoneHas, true)
  }
  if (missing.size === 0) return { answer: 'no', reasons: failed, missing: [] }
  return {
    answer: 'unknown',
    reasons: [...missing].map(([column, cellEmpty]) => ({
      ...unknownReason(subject, column),
      evidence: { cellEmpty },
    })),
    missing: [...missing.keys()],
  }
}
