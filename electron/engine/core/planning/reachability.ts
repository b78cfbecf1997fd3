/** How a customer can be reached: a telephone that still answers, 企微, and whether a call was ever answered. */
import type { CustomerInput } from '../../../../shared/domain/classification.ts'
import type { Contact } from '../../../../shared/domain/customer.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { isEffectiveContact } from '../contacts/effective-contact.ts'

export interface Reachability {
  readonly phone: boolean
  /** Last four digits, null when there is no number. */
  readonly phoneTail: string | null
  /** A number is on record but the last call to it found it dead. */
  readonly deadNumber: boolean
  readonly wecom: boolean
  readonly answeredBefore: boolean
}

const tailLength = 4

const newestCall = (contacts: readonly Contact[]): Contact | undefined =>
  contacts
    .filter((c) => c.channel === 'phone' || c.outcome === 'dead_number')
    .reduce<Contact | undefined>(
      (last, c) => (!last || c.contactDate > last.contactDate ? c : last),
      undefined,
    )

export function reachabilityOf(input: CustomerInput, playbook: Playbook): Reachability {
  const digits = (input.facts.phone ?? '').replace(/\D/g, '')
  const hasNumber = digits.length >= tailLength
  const deadNumber = hasNumber && newestCall(input.contacts)?.outcome === 'dead_number'
  return {
    phone: hasNumber && !deadNumber,
    phoneTail: hasNumber ? digits.slice(-tailLength) : null,
    deadNumber,
    wecom: input.facts.wecom === true,
    answeredBefore: input.contacts.some((c) => isEffectiveContact(c, playbook)),
  }
}
