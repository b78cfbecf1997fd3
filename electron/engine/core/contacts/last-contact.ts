/**
 * The last time anybody really spoke with the customer: from the contact log, or, where the log says nothing
 * about that day, from the extract's own "last contact date" (then marked as unconfirmed).
 */
import type { Contact, CustomerFacts } from '../../../../shared/domain/customer.ts'
import { daysBetween, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { contactSummary } from './contact-summary.ts'

export interface LastContact {
  readonly date: IsoDate
  /** Days to the data date. */
  readonly days: number
  /** Taken from the extract's column; no log confirms it. */
  readonly unconfirmed: boolean
}

/**
 * The later of the log's last effective contact and the extract's date; null when neither is known. An extract
 * date on which the log holds only ineffective attempts (a missed call) is explained by them and not used.
 */
export function lastContactOf(
  facts: CustomerFacts,
  contacts: readonly Contact[],
  playbook: Playbook,
): LastContact | null {
  const { asOf, lastContactDate: stated } = facts
  const logged = contactSummary(contacts, asOf, playbook).lastEffectiveDate
  const usable = stated !== null && stated <= asOf && !contacts.some((c) => c.contactDate === stated)
  const unconfirmed = usable && (logged === null || stated > logged)
  const date = unconfirmed ? stated : logged
  return date === null ? null : { date, days: daysBetween(date, asOf), unconfirmed }
}
