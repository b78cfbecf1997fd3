/**
 * Database handles by what they may do: a function that takes a `ReadDb` cannot write, and the compiler
 * says so. Both are the same connection; only the process that opened it holds the write brand.
 */
import type Database from 'better-sqlite3'

declare const readable: unique symbol
declare const writable: unique symbol

export type ReadDb = Pick<Database.Database, 'prepare' | 'pragma' | 'name'> & { readonly [readable]: true }
export type WriteDb = Database.Database & { readonly [readable]: true; readonly [writable]: true }
