/**
 * Undo of commands made by hand: while a command runs, temporary triggers on the hand-kept tables write down
 * the inverse of every row change as an SQL statement. Undoing runs those statements newest first, and the
 * same triggers then record the way forward again. Imports do not pass here; they are undone as datasets.
 */
import type { WriteDb } from './types.ts'

const recordedTables = [
  'setting',
  'playbook_version',
  'customer_hand',
  'note',
  'tag',
  'family_link',
  'life_event',
  'rm',
  'rm_absence',
  'calendar_day',
  'calendar_year',
  'plan',
  'segment',
  'segment_version',
  'man_answer',
  'customer_kept',
  'customer_rm',
  'grid_view',
] as const

interface ColumnInfo {
  readonly name: string
  readonly type: string
  readonly pk: number
}

/** Columns of a table except the alias of its rowid, which is addressed as `rowid` throughout. */
function plainColumns(db: WriteDb, table: string): string[] {
  const columns = db.pragma(`table_info(${table})`) as ColumnInfo[]
  const keys = columns.filter((c) => c.pk > 0)
  const alias = keys.length === 1 && keys[0]?.type === 'INTEGER' ? keys[0].name : null
  return columns.filter((c) => c.name !== alias).map((c) => c.name)
}

/** Installs the recorders on this connection; they stay silent until `record` runs. */
export function installUndoLog(db: WriteDb): void {
  db.exec(`CREATE TEMP TABLE IF NOT EXISTS recording (on_now INTEGER NOT NULL);
    CREATE TEMP TABLE IF NOT EXISTS recorded (seq INTEGER PRIMARY KEY, statement TEXT NOT NULL);
    DELETE FROM recording; INSERT INTO recording VALUES (0); DELETE FROM recorded;`)
  for (const table of recordedTables) {
    const columns = plainColumns(db, table)
    const restored = ['rowid', ...columns.map((c) => `"${c}"`)].join(',')
    const values = ['old.rowid', ...columns.map((c) => `quote(old."${c}")`)].join(` || ',' || `)
    const recorder = (event: 'INSERT' | 'UPDATE' | 'DELETE', inverse: string) => {
      db.exec(`CREATE TEMP TRIGGER IF NOT EXISTS undo_${table}_${event} AFTER ${event} ON main.${table}
         WHEN (SELECT on_now FROM recording) = 1
       BEGIN INSERT INTO recorded (statement) VALUES (${inverse}); END;`)
    }
    recorder('INSERT', `'DELETE FROM ${table} WHERE rowid=' || new.rowid`)
    recorder('DELETE', `'INSERT INTO ${table} (${restored}) VALUES (' || ${values} || ')'`)
    if (columns.length === 0) continue
    const assign = columns.map((c) => `'"${c}"=' || quote(old."${c}")`).join(` || ',' || `)
    recorder('UPDATE', `'UPDATE ${table} SET ' || ${assign} || ' WHERE rowid=' || old.rowid`)
  }
}

/** Runs `change` and returns its result with the inverse statements, newest change last. */
function record<T>(db: WriteDb, change: () => T): { result: T; inverse: string[] } {
  db.prepare('DELETE FROM recorded').run()
  db.prepare('UPDATE recording SET on_now = 1').run()
  try {
    const result = change()
    const inverse = db.prepare('SELECT statement FROM recorded ORDER BY seq').pluck().all() as string[]
    return { result, inverse }
  } finally {
    db.prepare('UPDATE recording SET on_now = 0').run()
    db.prepare('DELETE FROM recorded').run()
  }
}

function storeChanges(
  db: WriteDb,
  commandId: number,
  direction: 'undo' | 'redo',
  statements: string[],
): void {
  db.prepare('DELETE FROM command_change WHERE command_id = ? AND direction = ?').run(commandId, direction)
  const insert = db.prepare(
    'INSERT INTO command_change (command_id, direction, seq, statement) VALUES (?, ?, ?, ?)',
  )
  statements.forEach((statement, seq) => insert.run(commandId, direction, seq, statement))
}

/**
 * Runs one command in one transaction, logged under its label and undoable if it changed a hand-kept row.
 * Any command undone before can no longer be done again afterwards.
 */
export function runCommand<T>(
  db: WriteDb,
  command: { route: string; label: string; at: string },
  change: () => T,
): T {
  return db
    .transaction(() => {
      const { result, inverse } = record(db, change)
      if (inverse.length > 0)
        db.prepare(`UPDATE command_log SET state = 'final' WHERE state = 'undone'`).run()
      const { lastInsertRowid } = db
        .prepare('INSERT INTO command_log (at, route, label, state) VALUES (?, ?, ?, ?)')
        .run(command.at, command.route, command.label, inverse.length > 0 ? 'done' : 'final')
      storeChanges(db, Number(lastInsertRowid), 'undo', inverse)
      return result
    })
    .immediate()
}

interface LoggedCommand {
  readonly command_id: number
  readonly label: string
}

function next(db: Pick<WriteDb, 'prepare'>, direction: 'undo' | 'redo'): LoggedCommand | undefined {
  const sql =
    direction === 'undo'
      ? `SELECT command_id, label FROM command_log WHERE state = 'done' ORDER BY command_id DESC LIMIT 1`
      : `SELECT command_id, label FROM command_log WHERE state = 'undone' ORDER BY command_id LIMIT 1`
  return db.prepare(sql).get() as LoggedCommand | undefined
}

/** Label of what undo or redo would do, null when there is nothing. */
export function nextLabel(db: Pick<WriteDb, 'prepare'>, direction: 'undo' | 'redo'): string | null {
  return next(db, direction)?.label ?? null
}

/** Takes the last command back, or does it again. Returns its label, null when there was nothing to do. */
export function step(db: WriteDb, direction: 'undo' | 'redo'): string | null {
  const command = next(db, direction)
  if (!command) return null
  db.transaction(() => {
    const statements = db
      .prepare(
        'SELECT statement FROM command_change WHERE command_id = ? AND direction = ? ORDER BY seq DESC',
      )
      .pluck()
      .all(command.command_id, direction) as string[]
    const { inverse } = record(db, () => {
      for (const statement of statements) db.exec(statement)
    })
    storeChanges(db, command.command_id, direction === 'undo' ? 'redo' : 'undo', inverse)
    db.prepare('UPDATE command_log SET state = ? WHERE command_id = ?').run(
      direction === 'undo' ? 'undone' : 'done',
      command.command_id,
    )
  }).immediate()
  return command.label
}
