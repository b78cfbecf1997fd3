/**
 * Facts of a customer that a person keeps by hand. Rule of precedence: what an extract says wins; a value kept by
 * hand counts where the extract says nothing (blank cell with nothing known before, or no column), and no import
 * changes it. Facts that no extract brings are the person's alone.
 */
export const keptFields = [
  'employer',
  'occupation',
  'birthDate',
  'address',
  'family',
  'children',
  'interests',
  'assetsElsewhere',
  'sourceOfFunds',
  'preferredTime',
  'preferredChannel',
] as const
export type KeptField = (typeof keptFields)[number]

/** Those that extracts may bring too. */
export const filledFields = ['employer', 'occupation', 'birthDate', 'address'] as const

/** How a value is entered: a text, a date, or yuan (kept as fen). */
export const keptFieldType = (field: KeptField): 'text' | 'date' | 'money' =>
  field === 'birthDate' ? 'date' : field === 'assetsElsewhere' ? 'money' : 'text'

/** How two customers belong together; `other_no` is the first one's … */
export const familyRelations = ['spouse', 'parent', 'child', 'sibling', 'relative', 'colleague'] as const
export type FamilyRelation = (typeof familyRelations)[number]

/** The same link seen from the other side. */
export function inverseRelation(relation: FamilyRelation): FamilyRelation {
  if (relation === 'parent') return 'child'
  return relation === 'child' ? 'parent' : relation
}

/** Wallet share as a fraction; null unless both amounts are known and there is any money. */
export function walletShare(oursFen: number | null, elsewhereFen: number | null): number | null {
  if (oursFen === null || elsewhereFen === null) return null
  const total = oursFen + elsewhereFen
  return total > 0 ? oursFen / total : null
}
