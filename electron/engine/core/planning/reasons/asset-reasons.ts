/**
 * Reasons seen in the balances: falls, tier drops, fewer product classes, a peak far above today, and a tier
 * line just ahead. The warnings decide *that* something fell; here the amounts for the sentence are gathered.
 */
import { assetClasses } from '../../../../../shared/domain/fields.ts'
import type { AssetClass } from '../../../../../shared/domain/fields.ts'
import type {
  Classification,
  CustomerInput,
  WarningRule,
} from '../../../../../shared/domain/classification.ts'
import type { CustomerFacts, Movement } from '../../../../../shared/domain/customer.ts'
import { factLabel } from '../../../../../shared/domain/labels.ts'
import type { Fen } from '../../../../../shared/domain/money.ts'
import type { WorkCalendar } from '../../../../../shared/domain/plan.ts'
import type { Playbook, Tier } from '../../../../../shared/playbook/schema.ts'
import { addWorkdays } from '../../calendar/calendar.ts'
import { shareOf } from '../../segmentation/exact-share.ts'
import { tierAt, tierOf, tierRank } from '../../segmentation/tier.ts'
import type {
  ClassesReason,
  FallReason,
  NearReason,
  PeakReason,
  ReasonContext,
  TierDownReason,
} from '../plan-reason.ts'

const warningOf = (result: Classification, rule: WarningRule) => result.warnings.find((w) => w.rule === rule)

/** Working days the playbook grants a kind, counted from the data date; null when it sets none. */
export function latestFor(
  kind: keyof Playbook['planning']['latestWorkingDays'],
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): string | null {
  const days = playbook.planning.latestWorkingDays[kind]
  return days === undefined ? null : addWorkdays(context.asOf, days, calendar)
}

function largestOutflow(movements: readonly Movement[], since: string | null): Movement | null {
  const out = movements.filter((m) => m.direction === 'out' && (since === null || m.txnDate > since))
  return out.sort((a, b) => b.amountFen - a.amountFen || (a.txnDate < b.txnDate ? 1 : -1))[0] ?? null
}

/** A sudden fall, or an ordinary one (point in time before month average); a sudden fall covers the other. */
export function fallReason(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): FallReason | null {
  const sudden = warningOf(result, 'suddenFall')
  const fall = warningOf(result, 'aumFall')
  const average = warningOf(result, 'monthAverageFall')
  const warning = sudden ?? fall ?? average
  if (!warning) return null
  const onAverage = !sudden && !fall
  const kind = sudden ? 'suddenFall' : 'fall'
  const before = onAverage ? input.lastMonth : input.previous
  const beforeFen = (onAverage ? before?.aumMonthAvgFen : before?.aumFen) ?? null
  const nowFen = onAverage ? input.facts.aumMonthAvgFen : input.facts.aumFen
  const since = before?.asOf ?? null
  return {
    kind,
    colour: warning.colour,
    latestDate: latestFor(kind, context, calendar, playbook),
    stakeFen: beforeFen === null || nowFen === null ? 0 : Math.max(0, beforeFen - nowFen),
    extra: null,
    measure: onAverage ? 'monthAverage' : 'aum',
    beforeFen,
    nowFen,
    since,
    outflow: largestOutflow(input.movements, since),
    evidence: warning.reasons,
  }
}

export function tierDownReason(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): TierDownReason | null {
  const warning = warningOf(result, 'tierDown')
  if (!warning) return null
  const before = input.previous
  const from = before === null ? null : tierOf(before, playbook)
  const lineFen = playbook.tiers.find((line) => line.tier === from)?.loFen ?? null
  const measureFen = result.measureFen
  return {
    kind: 'tierDown',
    colour: warning.colour,
    latestDate: latestFor('tierDown', context, calendar, playbook),
    stakeFen: lineFen === null || measureFen === null ? 0 : Math.max(0, lineFen - measureFen),
    extra: null,
    from,
    to: result.tier.result,
    lineFen,
    measureFen,
    evidence: warning.reasons,
  }
}

const amountOf = (facts: CustomerFacts, asset: AssetClass): Fen | null => facts[`${asset}Fen`]

/** Chinese names of the asset classes with money in them. */
export function classesHeld(facts: CustomerFacts | null): readonly string[] {
  if (!facts) return []
  return assetClasses.filter((asset) => (amountOf(facts, asset) ?? 0) > 0).map((asset) => factLabel(asset))
}

/** "活期 3.2 万" for each class with money, largest first. */
export function amountsHeld(facts: CustomerFacts): readonly { name: string; fen: Fen }[] {
  return assetClasses
    .map((asset) => ({ name: factLabel(asset), fen: amountOf(facts, asset) ?? 0 }))
    .filter((held) => held.fen > 0)
    .sort((a, b) => b.fen - a.fen)
}

export function classesFewerReason(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): ClassesReason | null {
  const warning = warningOf(result, 'classesFewer')
  if (!warning) return null
  return {
    kind: 'classesFewer',
    colour: warning.colour,
    latestDate: latestFor('classesFewer', context, calendar, playbook),
    stakeFen: input.facts.aumFen ?? 0,
    extra: null,
    before: classesHeld(input.previous),
    now: classesHeld(input.facts),
    evidence: warning.reasons,
  }
}

/** Just below a tier line (the falling edge is shown elsewhere, it plans no call). */
export function nearReason(result: Classification): NearReason | null {
  const near = result.near
  if (near?.edge !== 'rising' || result.measureFen === null) return null
  return {
    kind: 'nearThreshold',
    colour: null,
    latestDate: null,
    stakeFen: near.gapFen,
    extra: null,
    lineFen: near.lineFen,
    gapFen: near.gapFen,
    measureFen: result.measureFen,
    evidence: near.reasons,
  }
}

/** Once worth much more than today: peak over the playbook's amount, today under its share of the peak. */
export function peakReason(facts: CustomerFacts, playbook: Playbook): PeakReason | null {
  const { peakFen: line, share } = playbook.warnings.peakFarAbove
  const { aumPeakFen: peakFen, aumFen: nowFen } = facts
  if (peakFen === null || nowFen === null || peakFen < line) return null
  const limit = shareOf(peakFen, share)
  if (nowFen >= limit) return null
  return {
    kind: 'peakFarAbove',
    colour: null,
    latestDate: null,
    stakeFen: peakFen - nowFen,
    extra: null,
    peakFen,
    nowFen,
    evidence: [
      { rule: 'peakFarAbove', field: 'aumPeakFen', value: peakFen, op: '>=', threshold: line },
      {
        rule: 'peakFarAbove',
        field: 'aumFen',
        value: nowFen,
        op: '<',
        threshold: limit,
        evidence: { aumPeakFen: peakFen, share },
      },
    ],
  }
}

/** True when the value lies in a higher tier than the customer's present one: asleep but once valuable. */
export function worthMoreThanNow(valueFen: Fen, tier: Tier | null, playbook: Playbook): boolean {
  return tierRank(tierAt(valueFen, playbook)) > (tier === null ? -1 : tierRank(tier))
}
