/** Which columns the branch's data has, what a customer's classes are, and words found in what people wrote. */
import type { CustomerInput } from '../../../../shared/domain/classification.ts'
import type { Contact, CustomerFacts, Holding } from '../../../../shared/domain/customer.ts'
import { ageOn, daysBetween } from '../../../../shared/domain/dates.ts'
import { assetClasses, type AssetClass } from '../../../../shared/domain/fields.ts'
import type { ClassHistory, Column, Columns } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'

/** Notes what one customer shows to be there; a whole snapshot is noted customer by customer. */
export function noteColumns(input: CustomerInput, seen: Set<Column>, playbook: Playbook): void {
  const { facts, previous, holdings, movements, contacts } = input
  for (const key of Object.keys(facts) as (keyof CustomerFacts)[]) if (facts[key] !== null) seen.add(key)
  if (previous) seen.add('history')
  if (holdings.length > 0) seen.add('holdings')
  if (movements.length > 0) seen.add('movements')
  if (holdings.some((holding) => isLoan(holding, playbook))) seen.add('loanEnd')
  if (contacts.some(({ notes }) => notes !== null && notes.trim() !== '')) seen.add('contactNotes')
}

/** Age in full years at the data date: from the birth date, else as the extract says. */
export function ageOf({ birthDate, age, asOf }: CustomerFacts): number | null {
  return birthDate === null ? age : ageOn(birthDate, asOf)
}

/** Classes that had to be bought, unlike the account itself. */
export const boughtClasses = assetClasses.filter((each) => each !== 'demand')
export const classColumn = (asset: AssetClass) => `${asset}Fen` as const
/** "The extract says what customers hold": any column of a class that had to be bought. */
export const anyBoughtColumn: readonly Column[] = boughtClasses.map(classColumn)

const holds = (facts: CustomerFacts, asset: AssetClass) => (facts[classColumn(asset)] ?? 0) > 0

/** Classes with money now; null when the extract says nothing of any class for this customer. */
export function classesHeld(facts: CustomerFacts): AssetClass[] | null {
  if (assetClasses.every((asset) => facts[classColumn(asset)] === null)) return null
  return assetClasses.filter((asset) => holds(facts, asset))
}

/** Classes held in earlier snapshots, whatever their order; those of the data date and later are left out. */
export function classHistoryOf(earlier: Iterable<CustomerFacts>, asOf: CustomerFacts['asOf']): ClassHistory {
  let since: string | null = null
  const lastHeld: Partial<Record<AssetClass, string>> = {}
  for (const facts of earlier) {
    if (facts.asOf >= asOf) continue
    if (since === null || facts.asOf < since) since = facts.asOf
    for (const asset of assetClasses)
      if (holds(facts, asset) && facts.asOf > (lastHeld[asset] ?? '')) lastHeld[asset] = facts.asOf
  }
  return { since, lastHeld }
}

/** Classes held before and not now, with the date they were held last. */
export function classesGone(facts: CustomerFacts, { lastHeld }: ClassHistory): ClassHistory['lastHeld'] {
  return Object.fromEntries(
    assetClasses.flatMap((asset) =>
      lastHeld[asset] === undefined || holds(facts, asset) ? [] : [[asset, lastHeld[asset]]],
    ),
  )
}

export interface Bought {
  readonly asset: AssetClass
  /** The data date, or the last snapshot that still held it. */
  readonly heldOn: string
}

/** The class bought or held last, by a class that had to be bought; null when none is known. */
export function lastBought(facts: CustomerFacts, history: ClassHistory): Bought | null {
  const now = boughtClasses.find((asset) => holds(facts, asset))
  if (now) return { asset: now, heldOn: facts.asOf }
  const before = boughtClasses.flatMap((asset) => {
    const heldOn = history.lastHeld[asset]
    return heldOn === undefined ? [] : [{ asset, heldOn }]
  })
  return before.sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1))[0] ?? null
}

/** The class given up last: held before, its column still there, no money in it now. */
export function lastGone(facts: CustomerFacts, history: ClassHistory, columns: Columns): Bought | null {
  const gone = boughtClasses.flatMap((asset) => {
    const heldOn = history.lastHeld[asset]
    const visible = columns.has(classColumn(asset)) && !holds(facts, asset)
    return heldOn === undefined || !visible ? [] : [{ asset, heldOn }]
  })
  return gone.sort((a, b) => (a.heldOn < b.heldOn ? 1 : -1))[0] ?? null
}

/** A loan in the list of maturities is a debt, not a product. */
export function isLoan(
  { productClass, productName }: Pick<Holding, 'productClass' | 'productName'>,
  playbook: Playbook,
): boolean {
  return wordIn([productClass, productName], playbook.man.need.loanWords) !== null
}

const negations = '无没未不非勿'

const comparable = (text: string) => text.normalize('NFKC').toLowerCase()

/** The words of a list as they are looked for; made once per list, as it is searched for every customer. */
const wantedOf = new WeakMap<readonly string[], readonly string[]>()

/**
 * The first of the words that stands in any of the texts, null when none does. A word right behind a negation
 * ("无投诉", "不用和家人商量") is not found.
 */
export function wordIn(texts: readonly (string | null)[], words: readonly string[]): string | null {
  const wanted = wantedOf.get(words) ?? words.map(comparable)
  wantedOf.set(words, wanted)
  for (const text of texts) {
    if (text === null || text === '') continue
    const within = comparable(text)
    const found = wanted.findIndex((word) => standsIn(within, word))
    if (found >= 0) return words[found] ?? null
  }
  return null
}

function standsIn(within: string, word: string): boolean {
  for (let at = within.indexOf(word); at >= 0; at = within.indexOf(word, at + 1)) {
    const before =
      within
        .slice(Math.max(0, at - 2), at)
        .split(/[\s,。;、!?:]/)
        .at(-1) ?? ''
    if (![...before].some((char) => negations.includes(char))) return true
  }
  return false
}

/** Notes of contacts up to the data date, at most `days` old where a limit is given. */
export function notesOf(contacts: readonly Contact[], asOf: string, days = Infinity): string[] {
  return contacts.flatMap(({ notes, contactDate }) =>
    notes !== null && contactDate <= asOf && daysBetween(contactDate, asOf) <= days ? [notes] : [],
  )
}
