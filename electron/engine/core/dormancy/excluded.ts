/**
 * Rule: who is kept off sleeper lists and plans, though never off the counts: the deceased, customers who asked
 * not to be contacted, restricted accounts, and the bank's own staff.
 */
import type { Classification } from '../../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'

/** Words with which an extract says that an account is *not* restricted. */
const unrestricted = ['', '无', '否', '正常', '未冻结', '无限制', '-', '—']

/** The strongest reason to leave the customer alone; unknown facts exclude nobody. */
export function excludedOf(facts: CustomerFacts): Classification['excluded'] {
  if (facts.deceased === true) return 'deceased'
  if (facts.dnc === true) return 'dnc'
  if (facts.restriction !== null && !unrestricted.includes(facts.restriction.trim())) return 'restricted'
  if (facts.staff === true) return 'staff'
  return null
}
