/**
 * Rule: familiarity (熟悉程度), from contact frequency AND information held, never one alone. Frequency comes
 * from the contact log; where the log covers nothing of the window for the branch, from the extract's contact
 * count, marked unconfirmed; with neither the level is unknown.
 */
import type {
  CustomerInput,
  BranchContext,
  FamiliarityResult,
} from '../../../../shared/domain/classification.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { contactSummary } from '../contacts/contact-summary.ts'
import { informationKnown } from './information.ts'
import { allHold, reevaluate, unknownReason } from './reason.ts'

export { unobtainableItems } from './information.ts'

type Line = Playbook['familiarity']['familiar']

interface Score {
  readonly points: number
  readonly evidence: NonNullable<Reason['evidence']>
}

function frequencyScore(input: CustomerInput, context: BranchContext, playbook: Playbook): Score | null {
  const { frequencyPoints, bonusPoints, windowDays } = playbook.familiarity
  const log = contactSummary(input.contacts, input.facts.asOf, playbook)
  const contacts = context.hasContactLog ? log.effectiveInWindow : input.facts.contactCount
  if (contacts === null) return null
  const base = frequencyPoints[Math.min(contacts, frequencyPoints.length - 1)] ?? 0
  const bonus = log.recentVisit || log.lastAnswered ? bonusPoints : 0
  return {
    points: base + bonus,
    evidence: { contacts, windowDays, bonus, unconfirmed: !context.hasContactLog },
  }
}

/** Points for the share of obtainable items known, rounded down so that a line is never reached by rounding. */
function informationScore(input: CustomerInput, context: BranchContext, playbook: Playbook): Score | null {
  const { known, obtainable } = informationKnown(input.facts, context.unobtainable)
  if (obtainable === 0) return null
  return {
    points: Math.floor((known * playbook.familiarity.informationPoints) / obtainable),
    evidence: { known, obtainable },
  }
}

/** Level and both scores, with the lines that were reached and those that were missed. */
export function classifyFamiliarity(
  input: CustomerInput,
  context: BranchContext,
  playbook: Playbook,
): Explained<FamiliarityResult> {
  const frequency = frequencyScore(input, context, playbook)
  const information = informationScore(input, context, playbook)
  const scores = {
    frequencyPoints: frequency?.points ?? null,
    informationPoints: information?.points ?? 0,
    unconfirmed: frequency !== null && !context.hasContactLog,
  }
  if (!frequency || !information) {
    const missing = [
      ...(frequency ? [] : [unknownReason('familiarity', 'frequencyPoints')]),
      ...(information ? [] : [unknownReason('familiarity', 'informationPoints')]),
    ]
    return { result: { ...scores, level: null }, reasons: missing }
  }
  const { familiar, acquainted } = playbook.familiarity
  const compare = (rule: string, op: '>=' | '<', line: Line): readonly [Reason, Reason] => [
    {
      rule,
      field: 'frequencyPoints',
      value: frequency.points,
      op,
      threshold: line.frequency,
      evidence: frequency.evidence,
    },
    {
      rule,
      field: 'informationPoints',
      value: information.points,
      op,
      threshold: line.information,
      evidence: information.evidence,
    },
  ]
  /** The half of a line that was missed; called only for a line not reached. */
  const missed = (rule: string, line: Line) => compare(rule, '<', line).find(reevaluate)

  const close = allHold(compare('familiarity.familiar', '>=', familiar))
  if (close) return { result: { ...scores, level: 'familiar' }, reasons: close }
  for (const line of acquainted) {
    const reached = allHold(compare('familiarity.acquainted', '>=', line))
    if (!reached) continue
    const above = missed('familiarity.acquainted', familiar)
    return { result: { ...scores, level: 'acquainted' }, reasons: [...reached, ...(above ? [above] : [])] }
  }
  const failures = acquainted.flatMap((line) => missed('familiarity.stranger', line) ?? [])
  return { result: { ...scores, level: 'stranger' }, reasons: lowestPerField(failures) }
}

/** Missing the lower line means missing the higher one too: one sentence per field is enough. */
function lowestPerField(reasons: readonly Reason[]): readonly Reason[] {
  const lowest = new Map<string, Reason>()
  for (const reason of reasons) {
    const kept = lowest.get(reason.field)
    if (!kept || Number(reason.threshold) < Number(kept.threshold)) lowest.set(reason.field, reason)
  }
  return [...lowest.values()]
}
