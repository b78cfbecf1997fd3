/**
 * What is known about a customer, item by item: the information half of familiarity. An item counts only
 * where the branch can obtain it; one that no column and nobody has ever filled is left out of the share.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'

interface InformationItem {
  readonly key: string
  /** True: we have it; false: looked for and not there (or out of date); null: nothing on record. */
  readonly known: (facts: CustomerFacts) => boolean | null
  readonly byConversation?: boolean
}

const callable = /^(1[3-9]\d{9}|0\d{2,3}-?\d{7,8})$/

const text = (value: string | null): boolean | null => (value === null || value.trim() === '' ? null : true)

/** Asked for in conversation only: no extract has a column for these, people keep by hand what they were told. */
const byConversation = (key: string): InformationItem => ({
  key,
  known: ({ told }) => (told?.split(',').includes(key) ? true : null),
  byConversation: true,
})

const items: readonly InformationItem[] = [
  { key: 'phone', known: ({ phone }) => (text(phone) === null ? null : callable.test((phone ?? '').trim())) },
  { key: 'birthDate', known: ({ birthDate }) => (birthDate === null ? null : true) },
  { key: 'work', known: ({ occupation, employer }) => text(occupation) ?? text(employer) },
  byConversation('family'),
  byConversation('assetsElsewhere'),
  byConversation('interests'),
  byConversation('preferredTime'),
  {
    key: 'riskTest',
    known: ({ riskRating, riskExpiry, asOf }) =>
      riskRating === null || riskExpiry === null ? null : riskExpiry >= asOf,
  },
  { key: 'wecom', known: ({ wecom }) => wecom },
  byConversation('sourceOfFunds'),
]

export const informationItems: readonly string[] = items.map((item) => item.key)

/**
 * Items on which the branch has no record at all, for no customer. Customers are asked for only until nothing an
 * extract can say is open any more, so the inputs may be read as they are needed. `told` are the items anybody of the
 * branch has told by hand.
 */
export function unobtainableItems(
  inputs: Iterable<{ readonly facts: CustomerFacts }>,
  told: ReadonlySet<string> = new Set(),
): string[] {
  const never = items.filter((item) => item.byConversation && !told.has(item.key))
  let open = items.filter((item) => !item.byConversation)
  for (const { facts } of inputs) {
    open = open.filter((item) => item.known(facts) === null)
    if (open.length === 0) break
  }
  const unobtainable = new Set([...never, ...open])
  return items.filter((item) => unobtainable.has(item)).map((item) => item.key)
}

/** How many of the obtainable items we have for the customer. */
export function informationKnown(
  facts: CustomerFacts,
  unobtainable: readonly string[],
): { readonly known: number; readonly obtainable: number } {
  const asked = items.filter((item) => !unobtainable.includes(item.key))
  return { known: asked.filter((item) => item.known(facts) === true).length, obtainable: asked.length }
}
