/** Where each fact of a customer came from: the row of a file, that of an earlier week, or a person. */
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import type { SaidRow } from '../db/repo/customer-past.ts'
import type { Kept } from '../db/repo/hand-kept.ts'

type Origin = CustomerFull['origins'][number]

/** Who set a fact by hand, and when. */
interface Person {
  readonly setAt: string
  readonly setBy: string
}

const isRm = (field: string) => field === 'rmNo' || field === 'rmName'
const stored = (value: unknown) => (typeof value === 'boolean' ? Number(value) : value)

/**
 * Of every fact that is known. A blank or masked cell that keeps an earlier value names the row that last said that
 * value; `rows` are the customer's, latest first. `byPerson` = the mark or the RM was set by a person.
 */
export function originsOf(
  facts: CustomerFacts,
  rows: readonly SaidRow[],
  kept: readonly Kept[],
  byPerson: { readonly dnc: Person | null; readonly rm: Person | null },
): Origin[] {
  const byHand = new Map(kept.map((each) => [each.field as string, each]))
  const [current] = rows
  const isBlank = (field: string) => (current?.facts[field] ?? null) === null
  const originOf = (field: string, value: unknown, from: string | null): Origin[] => {
    const person = field === 'dnc' ? byPerson.dnc : isRm(field) ? byPerson.rm : null
    if (person) return [{ field, from, origin: { kind: 'hand', setAt: person.setAt, setBy: person.setBy } }]
    const source = field === 'rmNo' && isBlank('rmNo') ? 'rmName' : field
    const said = rows.find((row) => row.facts[source] === stored(value))
    const hand = byHand.get(field)
    const blankNow = isBlank(source)
    // What a person keeps counts only where the extract keeps nothing from earlier weeks.
    if (hand && hand.value === value && blankNow && !(said && current?.keep.includes(field)))
      return [{ field, from, origin: { kind: 'hand', setAt: hand.setAt, setBy: hand.setBy } }]
    if (!said) return []
    const { fileName, sheet, row, asOf } = said
    const isKept = said !== current
    return [{ field, from, origin: { kind: 'extract', fileName, sheet, row, asOf, kept: isKept } }]
  }
  return Object.entries(facts).flatMap(([field, value]) => {
    if (value === null || value === undefined || field === 'told' || field === 'asOf') return []
    if (field === 'customerNo' && current) {
      const { fileName, sheet, row, asOf } = current
      return [{ field, from: null, origin: { kind: 'extract', fileName, sheet, row, asOf, kept: false } }]
    }
    if (field === 'age' && facts.birthDate !== null)
      return originOf('birthDate', facts.birthDate, null).map(({ origin }) => ({
        field,
        from: 'birthDate',
        origin,
      }))
    if (field === 'rmName' && isBlank('rmName') && !byPerson.rm)
      return originOf('rmNo', value, null).map(({ origin }) => ({ field, from: 'rmNo', origin }))
    return originOf(field, value, null)
  })
}
