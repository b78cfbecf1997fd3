/**
 * Rule: lifecycle stage (四阶段), the first that applies: cooling (an orange or red warning, a complaint, a look at
 * other banks), close (familiar, enough classes, contact on rhythm), product holder (something bought), account only
 * (nothing but the account). Unknown where the extract does not say what customers hold.
 */
import type { FamiliarityResult, Warning } from '../../../../shared/domain/classification.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import { assetClasses } from '../../../../shared/domain/fields.ts'
import type { Columns, SegmentInput, StageResult } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { lastContactOf } from '../contacts/last-contact.ts'
import { daysDormantOf } from '../dormancy/dormancy.ts'
import { boughtClasses, classColumn, classesHeld, notesOf, wordIn } from './customer-columns.ts'
import { allHold, reevaluate, unknownReason } from './reason.ts'
import { tierOf } from './tier.ts'

/** What other rules have said of the customer already. */
export interface StageContext {
  readonly warnings: readonly Warning[]
  readonly familiarity: FamiliarityResult
}

function cooling(input: SegmentInput, warnings: readonly Warning[], playbook: Playbook): readonly Reason[] {
  const { facts, contacts } = input
  const { complaintWords, compareWords, noteDays } = playbook.stages
  const texts = [facts.remark, ...notesOf(contacts, facts.asOf, noteDays)]
  const rule = 'stage.cooling'
  const noted = (field: string, word: string | null): readonly Reason[] =>
    word === null ? [] : [{ rule, field, value: word, op: '=', threshold: word }]
  return [
    ...warnings
      .filter(({ colour }) => colour !== 'yellow')
      .map((warning): Reason => ({
        rule,
        field: 'warningColour',
        value: warning.colour,
        op: '=',
        threshold: warning.colour,
        evidence: { warning: warning.rule },
      })),
    ...noted('complaintNote', wordIn(texts, complaintWords)),
    ...noted('compareNote', wordIn(texts, compareWords)),
  ]
}

function close(input: SegmentInput, { familiarity }: StageContext, playbook: Playbook) {
  const { facts, contacts } = input
  const tier = tierOf(facts, playbook)
  const rhythmDays = playbook.tiers.find((line) => line.tier === tier)?.rhythmDays
  const last = lastContactOf(facts, contacts, playbook)
  const held = classesHeld(facts)
  if (rhythmDays === undefined || !last || !held) return null
  const rule = 'stage.close'
  return allHold([
    { rule, field: 'familiarity', value: familiarity.level, op: '=', threshold: 'familiar' },
    { rule, field: 'classCount', value: held.length, op: '>=', threshold: playbook.stages.closeClasses },
    {
      rule,
      field: 'daysSinceContact',
      value: last.days,
      op: '<=',
      threshold: rhythmDays,
      evidence: { lastContactDate: last.date, unconfirmed: last.unconfirmed },
    },
  ])
}

/** The columns without which "nothing but the account" cannot be said of the customer; empty when it can. */
function hiddenClasses({ facts }: SegmentInput, columns: Columns, playbook: Playbook): readonly string[] {
  const absent = boughtClasses.map(classColumn).filter((column) => !columns.has(column))
  if (absent.length === boughtClasses.length) return absent
  if (classesHeld(facts) === null) return boughtClasses.map(classColumn)
  const explained = assetClasses.reduce((sum, asset) => sum + Math.max(0, facts[classColumn(asset)] ?? 0), 0)
  const unexplained = (facts.aumFen ?? 0) - explained
  return unexplained > playbook.stages.unexplainedFen ? absent : []
}

/** Stage and, for an account-only customer, whether so little happens that the customer is in truth lost. */
export function classifyStage(
  input: SegmentInput,
  context: StageContext,
  columns: Columns,
  playbook: Playbook,
): Explained<StageResult> {
  const { facts } = input
  const stage = (key: StageResult['stage'], reasons: readonly Reason[]): Explained<StageResult> => ({
    result: { stage: key, substantiveLoss: null },
    reasons,
  })
  const cooled = cooling(input, context.warnings, playbook)
  if (cooled.length > 0) return stage('cooling', cooled)
  const known = close(input, context, playbook)
  if (known) return stage('close', known)
  const bought = boughtClasses.flatMap((asset): Reason[] => {
    const field = classColumn(asset)
    const reason: Reason = { rule: 'stage.product_holder', field, value: facts[field], op: '>', threshold: 0 }
    return reevaluate(reason) ? [reason] : []
  })
  if (bought.length > 0) return stage('product_holder', bought)
  const hidden = hiddenClasses(input, columns, playbook)
  if (hidden.length > 0)
    return stage(
      null,
      hidden.map((column) => ({
        ...unknownReason('stage', column),
        evidence: { cellEmpty: columns.has(column as keyof typeof facts) },
      })),
    )
  const only: Reason = { rule: 'stage.account_only', field: 'boughtCount', value: 0, op: '=', threshold: 0 }
  const days = daysDormantOf(facts)
  if (days === null) return stage('account_only', [only])
  const quiet: Reason = {
    rule: 'stage.account_only',
    field: 'daysDormant',
    value: days,
    op: '>=',
    threshold: playbook.dormancy.lightDays,
    evidence: { lastTxnDate: facts.lastTxnDate },
  }
  const lost = reevaluate(quiet)
  return {
    result: { stage: 'account_only', substantiveLoss: lost },
    reasons: lost ? [only, quiet] : [only],
  }
}
