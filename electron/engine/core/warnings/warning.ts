/** Building a warning: it exists exactly when all of its reasons hold. */
import type { Warning, WarningRule } from '../../../../shared/domain/classification.ts'
import type { Reason } from '../../../../shared/domain/reasons.ts'
import type { WarningColour } from '../../../../shared/playbook/schema.ts'
import { allHold } from '../segmentation/reason.ts'

/** A comparison of a rule, before the rule's name and colour are put on it. */
export type Clause = Omit<Reason, 'rule'>

/** The warning when every clause holds, else null. Its reasons are named `rule.colour`. */
export function warn(rule: WarningRule, colour: WarningColour, clauses: readonly Clause[]): Warning | null {
  const reasons = allHold(clauses.map((clause) => ({ rule: `${rule}.${colour}`, ...clause })))
  return reasons && { rule, colour, reasons }
}
