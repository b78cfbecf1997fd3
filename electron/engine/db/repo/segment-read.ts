/** How the SQL of a segment's field is written down. */
import type { FieldSource } from '../../core/segmentation/segment-compile.ts'
import type { Surroundings } from './segment-surroundings.ts'

export const value = (sql: string, none?: string): FieldSource => ({
  kind: 'value',
  sql: `(${sql})`,
  ...(none === undefined ? {} : { none: `(${none})` }),
})
export const coded = (has: (code: string, mark: string) => string): FieldSource => ({ kind: 'codes', has })

export interface Known {
  readonly around: Surroundings
  /** SQL of a profile fact as known at the date. */
  readonly kept: (field: string) => string
}
export type Read = (known: Known) => FieldSource

export const plain = (sql: string, none?: string): Read => {
  const source = value(sql, none)
  return () => source
}
