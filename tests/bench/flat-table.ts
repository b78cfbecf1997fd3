/**
 * One plain table for the rows of an extract, for the programs an import is compared with. Its indexes stand for
 * the ones an import keeps: a row by customer, by customer and date, by profile, profiles by content, customers
 * by manager. They are made after the rows, which is the faster order.
 */
import { columns } from './extract-rows.ts'

const quoted = (name: string) => `"${name}"`
const typeOf = (kind: string) => (kind === 'number' ? 'REAL' : 'TEXT')
const index = (name: string, unique: boolean, ...on: string[]) =>
  `CREATE ${unique ? 'UNIQUE ' : ''}INDEX ${name} ON extract (${on.map(quoted).join(', ')});`

export const pragmas = 'PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -64000;'
export const createTable = `CREATE TABLE extract (${columns.map(({ header, kind }) => `${quoted(header)} ${typeOf(kind)}`).join(', ')});`
export const createIndexes = [
  index('by_customer', true, '客户号'),
  index('by_customer_and_day', false, '客户号', '开户日期'),
  index('by_identity', false, '证件号码'),
  index('by_content', true, '客户号', '证件号码'),
  index('by_manager', false, '管户客户经理', '客户号'),
].join('\n')
export const insertRow = `INSERT INTO extract VALUES (${columns.map(() => '?').join(', ')})`

const filled = columns.map(({ header }) => `sum(${quoted(header)} IS NOT NULL AND ${quoted(header)} <> '')`)

/** Rows and non-empty cells of the table, as columns `rows` and `cells`. */
export const countTable = `SELECT count(*) AS "rows", ${filled.join(' + ')} AS "cells" FROM extract`
