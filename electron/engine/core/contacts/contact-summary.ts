/** One customer's contact log seen from the data date: how often, when last, whether the customer answered. */
import type { Contact } from '../../../../shared/domain/customer.ts'
import { daysBetween, type IsoDate } from '../../../../shared/domain/dates.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { isEffectiveContact } from './effective-contact.ts'

export interface ContactSummary {
  /** Effective contacts within the familiarity window. */
  readonly effectiveInWindow: number
  /** An effective meeting within the playbook's days for the bonus. */
  readonly recentVisit: boolean
  readonly lastContactDate: IsoDate | null
  /** The newest contact reached the customer: answered, came, or replied. */
  readonly lastAnswered: boolean
  readonly lastEffectiveDate: IsoDate | null
  /** Days from the last effective contact to the data date. */
  readonly daysSinceEffective: number | null
}

const answered = ['answered', 'visited', 'replied']

/**
 * Sums up the contacts up to `asOf`, in whatever order they come (of one day the first listed counts as
 * newest). A window of n days holds the dates less than or exactly n days before the data date.
 */
export function contactSummary(
  contacts: readonly Contact[],
  asOf: IsoDate,
  playbook: Playbook,
): ContactSummary {
  const { windowDays, bonusVisitDays } = playbook.familiarity
  let effectiveInWindow = 0
  let recentVisit = false
  let last: Contact | null = null
  let lastEffectiveDate: IsoDate | null = null
  for (const contact of contacts) {
    if (contact.contactDate > asOf) continue
    if (last === null || contact.contactDate > last.contactDate) last = contact
    if (!isEffectiveContact(contact, playbook)) continue
    const days = daysBetween(contact.contactDate, asOf)
    if (days <= windowDays) effectiveInWindow += 1
    if (contact.channel === 'visit' && days <= bonusVisitDays) recentVisit = true
    if (lastEffectiveDate === null || contact.contactDate > lastEffectiveDate)
      lastEffectiveDate = contact.contactDate
  }
  const lastOutcome = last?.outcome ?? null
  return {
    effectiveInWindow,
    recentVisit,
    lastContactDate: last?.contactDate ?? null,
    lastAnswered: lastOutcome !== null && answered.includes(lastOutcome),
    lastEffectiveDate,
    daysSinceEffective: lastEffectiveDate === null ? null : daysBetween(lastEffectiveDate, asOf),
  }
}
