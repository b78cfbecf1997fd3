/** Reasons seen in how the account is used: asleep, payroll gone, risk test ending, no login. */
import type { Classification, CustomerInput } from '../../../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../../shared/domain/dates.ts'
import type { WorkCalendar } from '../../../../../shared/domain/plan.ts'
import type { Playbook } from '../../../../../shared/playbook/schema.ts'
import type {
  NoLoginReason,
  PayrollReason,
  ReasonContext,
  RiskExpiryReason,
  SleeperReason,
} from '../plan-reason.ts'
import { latestFor, worthMoreThanNow } from './asset-reasons.ts'

/** True for a sleeper of any level, whatever the value. */
export function isAsleep(result: Classification): boolean {
  return result.dormancy.result !== null && result.dormancy.result !== 'active'
}

/** A sleeper worth a person's time: the highest known value reaches the playbook's line. */
export function sleeperReason(
  facts: CustomerFacts,
  result: Classification,
  playbook: Playbook,
): SleeperReason | null {
  const level = result.dormancy.result
  const valueFen = result.sleeperValueFen
  const line = playbook.planning.sleeperMinValueFen
  if (level === null || level === 'active' || valueFen === null || valueFen < line) return null
  const onceValuable = worthMoreThanNow(valueFen, result.tier.result, playbook)
  return {
    kind: 'sleeper',
    colour: null,
    latestDate: null,
    stakeFen: valueFen,
    extra: onceValuable
      ? { points: playbook.planning.weights.sleeperOnceValuable, words: '曾经价值更高' }
      : null,
    level,
    days: result.daysDormant,
    lastTxnDate: facts.lastTxnDate,
    valueFen,
    evidence: [
      ...result.dormancy.reasons,
      { rule: 'sleeper', field: 'sleeperValueFen', value: valueFen, op: '>=', threshold: line },
    ],
  }
}

export function payrollReason(
  input: CustomerInput,
  result: Classification,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): PayrollReason | null {
  const warning = result.warnings.find((w) => w.rule === 'payrollStopped')
  if (!warning) return null
  const { facts, previous } = input
  const lastDate = facts.payrollDate ?? previous?.payrollDate ?? null
  const amountFen = facts.payrollAmountFen ?? previous?.payrollAmountFen ?? null
  return {
    kind: 'payrollStopped',
    colour: warning.colour,
    latestDate: latestFor('payrollStopped', context, calendar, playbook),
    stakeFen: amountFen ?? 0,
    extra: null,
    lastDate,
    days: lastDate === null ? null : daysBetween(lastDate, context.asOf),
    amountFen,
    evidence: warning.reasons,
  }
}

/**
 * The risk test ends within the playbook's days. One that has ended already is a reason only while money lies
 * in products that need it; everybody else renews when a product comes up (the plan line says so then).
 */
export function riskExpiryReason(
  facts: CustomerFacts,
  context: ReasonContext,
  playbook: Playbook,
): RiskExpiryReason | null {
  const expiry = facts.riskExpiry
  if (expiry === null) return null
  const days = daysBetween(context.asOf, expiry)
  const ahead = playbook.planning.riskExpiryAheadDays
  const graded = (facts.wealthFen ?? 0) + (facts.fundFen ?? 0) + (facts.trustFen ?? 0)
  if (days > ahead || (days < 0 && graded <= 0)) return null
  return {
    kind: 'riskExpiry',
    colour: null,
    latestDate: null,
    stakeFen: graded,
    extra: null,
    expiry,
    days,
    evidence: [
      {
        rule: 'riskExpiry',
        field: 'daysToRiskExpiry',
        value: days,
        op: 'range',
        threshold: [null, ahead + 1],
        evidence: { riskExpiry: expiry },
      },
    ],
  }
}

export function noLoginReason(facts: CustomerFacts, result: Classification): NoLoginReason | null {
  const warning = result.warnings.find((w) => w.rule === 'noLogin')
  if (!warning) return null
  return {
    kind: 'noLogin',
    colour: warning.colour,
    latestDate: null,
    stakeFen: facts.aumFen ?? 0,
    extra: null,
    evidence: warning.reasons,
  }
}
