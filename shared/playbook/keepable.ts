/**
 * Facts of a customer that an empty cell may leave as they were: who the customer is, how to reach them, and the two
 * standing facts that keep somebody from being contacted. Balances, counts, dates of behaviour, ratings and
 * ownership are of their week: an empty cell there is unknown, never the value of a week ago.
 */
export const keepableFields = [
  'name',
  'idNo',
  'phone',
  'gender',
  'birthDate',
  'address',
  'employer',
  'occupation',
  'openDate',
  'remark',
  'dnc',
  'deceased',
] as const
export type KeepableField = (typeof keepableFields)[number]

export function isKeepable(field: string): field is KeepableField {
  return (keepableFields as readonly string[]).includes(field)
}
