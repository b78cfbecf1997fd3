/** Rules: the relation cools. Contact overdue against the tier's rhythm, and a hand-over without first contact. */
import type { BranchContext, CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { lastContactOf } from '../contacts/last-contact.ts'
import { tierOf } from '../segmentation/tier.ts'
import { warn } from './warning.ts'

/**
 * Rule: contact overdue (yellow), the days since the last contact reach the playbook's multiple of the tier's
 * rhythm. Only with a past contact on record: nobody is late for a customer who was never met.
 */
export function contactOverdueWarning(
  { facts, contacts }: CustomerInput,
  playbook: Playbook,
): Warning | null {
  const tier = tierOf(facts, playbook)
  const rhythmDays = playbook.tiers.find((line) => line.tier === tier)?.rhythmDays
  const last = lastContactOf(facts, contacts, playbook)
  if (rhythmDays === undefined || !last) return null
  const factor = playbook.warnings.contactOverdueFactor
  return warn('contactOverdue', 'yellow', [
    {
      field: 'daysSinceContact',
      value: last.days,
      op: '>=',
      threshold: rhythmDays * factor,
      evidence: { lastContactDate: last.date, unconfirmed: last.unconfirmed, rhythmDays, factor },
    },
  ])
}

/**
 * Rule: hand-over (orange), the playbook's working days have passed since the RM changed and no effective
 * contact is on record since. Silent without a calendar, without an RM now, and where neither a contact log
 * nor the extract could have shown a contact.
 */
export function handoverWarning(
  { facts, contacts, rmChangedOn }: CustomerInput,
  context: BranchContext,
  playbook: Playbook,
): Warning | null {
  const rm = facts.rmName ?? facts.rmNo
  if (rmChangedOn === null || !context.workingDaysSince || rm === null) return null
  if (!context.hasContactLog && facts.lastContactDate === null) return null
  const last = lastContactOf(facts, contacts, playbook)
  return warn('handover', 'orange', [
    {
      field: 'workingDaysSinceHandover',
      value: context.workingDaysSince(rmChangedOn),
      op: '>=',
      threshold: playbook.warnings.handoverWorkingDays,
      evidence: { changedOn: rmChangedOn, rm },
    },
    {
      field: 'contactedSinceHandover',
      value: last !== null && last.date >= rmChangedOn,
      op: '=',
      threshold: false,
      evidence: { changedOn: rmChangedOn, lastContactDate: last?.date ?? null },
    },
  ])
}
