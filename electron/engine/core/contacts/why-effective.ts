/** Why a contact counts as effective or not; agrees with `isEffectiveContact` for every contact. */
import type { Contact } from '../../../../shared/domain/customer.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { ContactWhy } from '../../../../shared/domain/contact-why.ts'
import { isEffectiveContact } from './effective-contact.ts'

/** What decided: channel and outcome before seconds. */
export function whyEffective(contact: Contact, playbook: Playbook): ContactWhy {
  const { channel, outcome, seconds } = contact
  if (isEffectiveContact(contact, playbook)) {
    if (channel === 'visit') return 'met'
    return outcome === 'replied' ? 'replied' : 'talked'
  }
  if (channel === 'visit') return 'noMeeting'
  if (channel !== 'phone') return 'oneWay'
  const longEnough = { ...contact, seconds: playbook.contact.effectiveSeconds }
  if (!isEffectiveContact(longEnough, playbook)) return 'notReached'
  return seconds === null ? 'noSeconds' : 'tooShort'
}
