/**
 * Which contacts count. Rule: effective contact. A meeting that took place, a call with somebody on the line
 * for the playbook's seconds, or an answer from the customer. Channel and outcome decide before seconds: a
 * missed call of two minutes of ringing is no contact, and a meeting needs no seconds.
 */
import type { Contact, ContactOutcome } from '../../../../shared/domain/customer.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'

/** Outcomes with which a meeting did not take place; a logged meeting without outcome did. */
const noMeeting: readonly ContactOutcome[] = ['missed', 'dead_number', 'sent']

/** Outcomes of a call in which the customer was spoken to about the matter. */
const spoken: readonly ContactOutcome[] = ['answered', 'visited', 'declined']

/** True when the contact counts as effective; unknown channel, outcome or seconds never make one. */
export function isEffectiveContact(contact: Contact, playbook: Playbook): boolean {
  const { channel, outcome, seconds } = contact
  if (channel === 'visit') return outcome === null || !noMeeting.includes(outcome)
  if (outcome === 'replied') return true
  if (channel !== 'phone' || outcome === null || !spoken.includes(outcome)) return false
  return seconds !== null && seconds >= playbook.contact.effectiveSeconds
}
