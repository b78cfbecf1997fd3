/** All warnings of a customer, in the order of the rules' list; at most one per rule. */
import type { BranchContext, CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { classesFewerWarning, noLoginWarning, payrollStoppedWarning } from './account-use.ts'
import { aumFallWarning, monthAverageFallWarning, suddenFallWarning } from './asset-falls.ts'
import { maturityWarning } from './maturity.ts'
import { contactOverdueWarning, handoverWarning } from './relation.ts'
import { tierDownWarning } from './tier-down.ts'

export function warningsOf(
  input: CustomerInput,
  context: BranchContext,
  playbook: Playbook,
): readonly Warning[] {
  return [
    aumFallWarning(input, playbook),
    suddenFallWarning(input, playbook),
    monthAverageFallWarning(input, playbook),
    tierDownWarning(input, playbook),
    maturityWarning(input, playbook),
    payrollStoppedWarning(input, playbook),
    noLoginWarning(input),
    contactOverdueWarning(input, playbook),
    classesFewerWarning(input, playbook),
    handoverWarning(input, context, playbook),
  ].filter((warning) => warning !== null)
}
