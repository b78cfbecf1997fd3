/**
 * Rule: maturities. Due within the playbook's days yellow, within fewer orange, past due with the money still
 * in the list red. One warning per customer, about the worst holding: colour, then amount, then date.
 */
import type { CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import type { Holding } from '../../../../shared/domain/customer.ts'
import { daysBetween, type IsoDate } from '../../../../shared/domain/dates.ts'
import { warningColours, type Playbook } from '../../../../shared/playbook/schema.ts'
import { warn, type Clause } from './warning.ts'

function ofHolding(holding: Holding, asOf: IsoDate, playbook: Playbook): Warning | null {
  const { maturityDate, productName, productClass, amountFen } = holding
  if (maturityDate === null) return null
  const { yellowDays, orangeDays, pastDays } = playbook.warnings.maturity
  const due = (from: number, to: number): Clause => ({
    field: 'daysToMaturity',
    value: daysBetween(asOf, maturityDate),
    op: 'range',
    threshold: [from, to],
    evidence: { product: productName ?? productClass, amountFen, maturityDate },
  })
  const money: Clause = { field: 'holdingAmountFen', value: amountFen, op: '>', threshold: 0 }
  return (
    warn('maturity', 'red', [due(-pastDays, 0), money]) ??
    warn('maturity', 'orange', [due(0, orangeDays + 1), money]) ??
    warn('maturity', 'yellow', [due(orangeDays + 1, yellowDays + 1), money])
  )
}

export function maturityWarning({ facts, holdings }: CustomerInput, playbook: Playbook): Warning | null {
  const found = holdings.flatMap((holding) => {
    const warning = ofHolding(holding, facts.asOf, playbook)
    return warning ? [{ warning, holding, rank: warningColours.indexOf(warning.colour) }] : []
  })
  found.sort(
    (a, b) =>
      b.rank - a.rank ||
      b.holding.amountFen - a.holding.amountFen ||
      ((a.holding.maturityDate ?? '') < (b.holding.maturityDate ?? '') ? -1 : 1),
  )
  return found[0]?.warning ?? null
}
