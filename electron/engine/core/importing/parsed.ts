/** Result of reading one cell: a value, null for "says nothing", or the mark of a cell nobody can read. */
export const unreadable: unique symbol = Symbol('unreadable')
export type Parsed<T> = T | null | typeof unreadable
