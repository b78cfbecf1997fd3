/** All reasons that apply to a customer, strongest first (urgency of kind and colour, then the fixed order). */
import type { Classification, CustomerInput } from '../../../../../shared/domain/classification.ts'
import { planReasonKinds } from '../../../../../shared/playbook/schema.ts'
import type { WorkCalendar } from '../../../../../shared/domain/plan.ts'
import type { Playbook } from '../../../../../shared/playbook/schema.ts'
import type { PlanReason, ReasonContext } from '../plan-reason.ts'
import { noLoginReason, payrollReason, riskExpiryReason, sleeperReason } from './account-reasons.ts'
import { classesFewerReason, fallReason, nearReason, peakReason, tierDownReason } from './asset-reasons.ts'
import { maturityReasons } from './maturity-reasons.ts'
import {
  birthdayReason,
  handoverReason,
  newCustomerReason,
  overdueReason,
  promisedReason,
} from './relation-reasons.ts'

/** Points of one reason alone: its kind, its colour and its own extra. */
export function urgencyOf(reason: PlanReason, playbook: Playbook): number {
  const { urgency, colour } = playbook.planning.weights
  return urgency[reason.kind] + (reason.colour ? colour[reason.colour] : 0) + (reason.extra?.points ?? 0)
}

export function findReasons(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): readonly PlanReason[] {
  const found: readonly (PlanReason | null)[] = [
    fallReason(input, result, context, calendar, playbook),
    ...maturityReasons(input, context, calendar, playbook),
    payrollReason(input, result, context, calendar, playbook),
    tierDownReason(input, result, context, calendar, playbook),
    handoverReason(input, result, context, calendar, playbook),
    nearReason(result),
    sleeperReason(input.facts, result, playbook),
    overdueReason(result, context, playbook),
    peakReason(input.facts, playbook),
    riskExpiryReason(input.facts, context, playbook),
    promisedReason(input, context),
    classesFewerReason(input, result, context, calendar, playbook),
    newCustomerReason(input, context, playbook),
    birthdayReason(input, result, context, calendar),
    noLoginReason(input.facts, result),
  ]
  return found
    .filter((reason) => reason !== null)
    .sort(
      (a, b) =>
        urgencyOf(b, playbook) - urgencyOf(a, playbook) ||
        planReasonKinds.indexOf(a.kind) - planReasonKinds.indexOf(b.kind),
    )
}
