/** Where a customer stands: in a cell of the nine-box or in a tier; 'unknown' when the data do not say. */
import { familiarityKeys, nineBoxRows, tierKeys } from '../playbook/schema.ts'

/** Cells as 'row.column'. */
export const cellKeys = nineBoxRows.flatMap((row) =>
  familiarityKeys.map((column) => `${row}.${column}` as const),
)
export const placeKeys = [...cellKeys, ...tierKeys, 'unknown'] as const
export type PlaceKey = (typeof placeKeys)[number]

/** What moves are counted by. */
export const movedBy = ['cell', 'tier'] as const
export type MovedBy = (typeof movedBy)[number]

/** Not in the earlier snapshot, or not in the later one. */
export const outside = 'outside'
export type Place = PlaceKey | typeof outside
