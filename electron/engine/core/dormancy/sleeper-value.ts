/** Rule: value rank of a sleeper. What the customer is or once was worth, so "asleep but once valuable" rises. */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'

/** The largest known of AUM, peak AUM and the playbook's months of payroll; null when none is known. */
export function sleeperValue(facts: CustomerFacts, playbook: Playbook): Fen | null {
  const payroll =
    facts.payrollAmountFen === null ? null : facts.payrollAmountFen * playbook.dormancy.payrollMonths
  const known = [facts.aumFen, facts.aumPeakFen, payroll].filter((fen) => fen !== null)
  return known.length === 0 ? null : Math.max(...known)
}
