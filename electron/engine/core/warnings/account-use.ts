/** Rules: the account is used less. Payroll no longer comes, nobody logs in, product classes disappear. */
import type { CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../shared/domain/dates.ts'
import { assetClasses } from '../../../../shared/domain/fields.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { warn } from './warning.ts'

/**
 * Rule: payroll stopped (orange), more than the playbook's days since the last payroll date. A customer the
 * extract says is no payroll customer is none; where it has no such column, the date alone speaks.
 */
export function payrollStoppedWarning({ facts }: CustomerInput, playbook: Playbook): Warning | null {
  const { payroll, payrollDate, payrollAmountFen, asOf } = facts
  if (payroll === false || payrollDate === null) return null
  return warn('payrollStopped', 'orange', [
    {
      field: 'daysSincePayroll',
      value: daysBetween(payrollDate, asOf),
      op: '>',
      threshold: playbook.warnings.payrollStoppedDays,
      evidence: { payrollDate, payrollAmountFen },
    },
  ])
}

/**
 * Rule: no login in this and the previous calendar month (yellow). Needs both months' counts; customers known
 * to have no mobile bank cannot log in and are not warned about.
 */
export function noLoginWarning({ facts, lastMonth }: CustomerInput): Warning | null {
  if (!lastMonth || facts.mobileBank === false) return null
  return warn('noLogin', 'yellow', [
    { field: 'loginCount', value: facts.loginCount, op: '=', threshold: 0, evidence: { asOf: facts.asOf } },
    {
      field: 'previousLoginCount',
      value: lastMonth.loginCount,
      op: '=',
      threshold: 0,
      evidence: { asOf: lastMonth.asOf },
    },
  ])
}

/**
 * Classes with money before and now, over the classes both snapshots report. Null when no class is reported in
 * both, or when a class that held money before is unknown now: then fewer classes cannot be told from less data.
 */
function classCounts(before: CustomerFacts, now: CustomerFacts): { before: number; now: number } | null {
  const counts = { before: 0, now: 0 }
  let compared = false
  for (const asset of assetClasses) {
    const [was, is] = [before[`${asset}Fen`], now[`${asset}Fen`]]
    if (was !== null && was > 0 && is === null) return null
    if (was === null || is === null) continue
    compared = true
    if (was > 0) counts.before += 1
    if (is > 0) counts.now += 1
  }
  return compared ? counts : null
}

/** Rule: fewer asset classes, down to the playbook's last one (yellow) or to none (orange). */
export function classesFewerWarning({ facts, previous }: CustomerInput, playbook: Playbook): Warning | null {
  const counts = previous && classCounts(previous, facts)
  if (!previous || !counts) return null
  const { yellowAt, orangeAt } = playbook.warnings.classesFewer
  const evidence = { previous: counts.before, previousAsOf: previous.asOf }
  const fewer = {
    field: 'classCount',
    value: counts.now,
    op: '<',
    threshold: counts.before,
    evidence,
  } as const
  const left = (at: number) => ({ field: 'classesLeft', value: counts.now, op: '<=', threshold: at }) as const
  return (
    warn('classesFewer', 'orange', [fewer, left(orangeAt)]) ??
    warn('classesFewer', 'yellow', [fewer, left(yellowAt)])
  )
}
