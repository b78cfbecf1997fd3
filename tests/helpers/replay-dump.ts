/**
 * The database in a form in which two ways to the same state look the same: ids are replaced by what they stand
 * for, history and audit are left out. A table that is not listed here stops the test, so that a new one is never
 * silently left out of comparisons.
 */
import type { ReadDb } from '../../electron/engine/db/types.ts'

type Row = Record<string, unknown>

const derived = ['customer', 'rm_change', 'classification', 'warning', 'finding', 'analysis']
const byHand = [
  'customer_hand',
  'note',
  'tag',
  'family_link',
  'life_event',
  'rm',
  'rm_absence',
  'calendar_day',
  'calendar_year',
  'setting',
  'playbook_version',
  'segment',
  'segment_version',
  'segment_member',
  'man_answer',
  'customer_kept',
  'customer_rm',
  'grid_view',
]
const plans = ['plan', 'plan_item', 'plan_omission']
const rowTables: Record<string, string> = {
  holdings: 'holding',
  movements: 'movement',
  contacts: 'contact',
  products: 'product',
  targets: 'target',
}
const facts = ['dataset', 'import_file', 'profile', 'snapshot', ...Object.values(rowTables)]
const history = ['import', 'import_reject', 'command_log', 'command_change', 'export_log']
const ids = [
  'dataset_id',
  'import_id',
  'file_id',
  'profile_id',
  'contact_id',
  'replaced_by',
  'base_dataset_id',
]

const rowsOf = (db: ReadDb, sql: string, ...args: unknown[]): Row[] => db.prepare(sql).all(...args) as Row[]
const withoutIds = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([key]) => !ids.includes(key)))
const sorted = (rows: readonly Row[]): string[] => rows.map((row) => JSON.stringify(row)).sort()

/** The tables of the database; an unlisted one is refused. */
function tablesOf(db: ReadDb): string[] {
  const listed = [...derived, ...byHand, ...plans, ...facts, ...history]
  const found = rowsOf(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`,
  ).map(({ name }) => String(name))
  const unknown = found.filter((name) => !listed.includes(name))
  if (unknown.length > 0)
    throw new Error(`say in replay-dump.ts what these tables are: ${unknown.join(', ')}`)
  return found
}

/** Rows of the given tables, those that exist. */
function rowsByTable(db: ReadDb, names: readonly string[]): Record<string, string[]> {
  const tables = tablesOf(db).filter((name) => names.includes(name))
  return Object.fromEntries(tables.map((name) => [name, sorted(rowsOf(db, `SELECT * FROM ${name}`))]))
}

/** Rows of a dataset in the order they were stored, with the file each customer came from. */
function datasetRows(db: ReadDb, kind: unknown, datasetId: unknown): Row[] {
  const table = rowTables[String(kind)]
  if (table !== undefined)
    return rowsOf(db, `SELECT * FROM ${table} WHERE dataset_id = ? ORDER BY rowid`, datasetId).map(withoutIds)
  return rowsOf(
    db,
    `SELECT s.*, p.*, f.file_name AS source FROM snapshot s JOIN profile p USING (profile_id)
     JOIN import_file f USING (file_id) WHERE s.dataset_id = ? ORDER BY s.customer_no`,
    datasetId,
  ).map(withoutIds)
}

function activeDatasets(db: ReadDb): Row[] {
  return rowsOf(db, `SELECT * FROM dataset WHERE state = 'active' ORDER BY kind, as_of`).map((dataset) => ({
    ...withoutIds(dataset),
    files: rowsOf(
      db,
      'SELECT * FROM import_file WHERE dataset_id = ? ORDER BY file_id',
      dataset['dataset_id'],
    ).map(withoutIds),
    rows: datasetRows(db, dataset['kind'], dataset['dataset_id']),
  }))
}

/** Contents standing behind one another per kind and date; the same content twice in a row counts once. */
function chains(db: ReadDb): Record<string, string[]> {
  const found: Record<string, string[]> = {}
  for (const { datasetId, key } of rowsOf(
    db,
    `SELECT dataset_id AS datasetId, kind || ' ' || as_of AS key FROM dataset WHERE state <> 'undone'
     ORDER BY kind, as_of, dataset_id`,
  )) {
    const hashes = rowsOf(
      db,
      'SELECT content_hash FROM import_file WHERE dataset_id = ? ORDER BY file_id',
      datasetId,
    )
    const content = JSON.stringify(hashes.map((row) => row['content_hash']))
    const chain = (found[String(key)] ??= [])
    if (chain.at(-1) !== content) chain.push(content)
  }
  return found
}

/** Everything the branch's data says and everything kept by hand except plans. */
export function replayDump(db: ReadDb): Record<string, unknown> {
  return {
    active: activeDatasets(db),
    chains: chains(db),
    profiles: sorted(rowsOf(db, 'SELECT * FROM profile').map(withoutIds)),
    handContacts: sorted(rowsOf(db, 'SELECT * FROM contact WHERE dataset_id IS NULL').map(withoutIds)),
    ...rowsByTable(db, [...derived, ...byHand]),
  }
}

/** Everything kept by hand, ids and plans included: no import and no undo may touch it. */
export function handDump(db: ReadDb): Record<string, string[]> {
  return {
    ...rowsByTable(db, [...byHand, ...plans]),
    contact: sorted(rowsOf(db, 'SELECT * FROM contact WHERE dataset_id IS NULL')),
  }
}

/** What is wrong with the datasets' chains: each replaced by the next, the last one active, undone ones outside. */
export function chainFaults(db: ReadDb): string[] {
  const datasets = rowsOf(db, 'SELECT * FROM dataset ORDER BY kind, as_of, dataset_id')
  const keyOf = (d: Row) => `${String(d['kind'])} ${String(d['as_of'])}`
  return datasets.flatMap((d) => {
    const chain = datasets.filter((o) => keyOf(o) === keyOf(d) && o['state'] !== 'undone')
    const next = chain[chain.indexOf(d) + 1]
    const state = !chain.includes(d) ? 'undone' : next ? 'replaced' : 'active'
    const by = state === 'replaced' ? next?.['dataset_id'] : null
    return d['state'] === state && d['replaced_by'] === by
      ? []
      : [
          `${keyOf(d)} #${String(d['dataset_id'])}: ${String(d['state'])} by ${String(d['replaced_by'])}, not ${state} by ${String(by)}`,
        ]
  })
}

/** Problems SQLite itself finds in the file. */
export function fileFaults(db: ReadDb): unknown[] {
  const integrity = (db.pragma('integrity_check') as { integrity_check: string }[]).filter(
    (row) => row.integrity_check !== 'ok',
  )
  return [...integrity, ...(db.pragma('foreign_key_check') as unknown[])]
}

/** Every row of every table, ids, history and counters included; SQLite's own statistics are left out. */
export function wholeDump(db: ReadDb): Record<string, string[]> {
  const tables = rowsOf(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_stat%' ORDER BY name`,
  ).map(({ name }) => String(name))
  return Object.fromEntries(tables.map((t) => [t, sorted(rowsOf(db, `SELECT * FROM ${t}`))]))
}
