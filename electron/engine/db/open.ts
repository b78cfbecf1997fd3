/**
 * Opens (and creates) the branch's database: key, pragmas, refusal of files this version must not touch,
 * migrations with a copy taken first.
 */
import Database from 'better-sqlite3'
import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { migrate } from './migrate.ts'
import type { ReadDb, WriteDb } from './types.ts'

export interface OpenOptions {
  readonly path: string
  /** 64 hex digits; null opens an unencrypted file. */
  readonly keyHex: string | null
  /** Where the copy before a migration goes; default `backups` beside the file. */
  readonly backupDir?: string
  /** Refuse to create a missing file (reading commands). */
  readonly mustExist?: boolean
}

function cannotRead(path: string, keyed: boolean): Refusal {
  return new Refusal(
    'DB_UNREADABLE',
    keyed
      ? `打不开数据库 ${path}：密钥不对，或文件已损坏。数据未改动。请核对密钥文件，或用备份恢复。`
      : `打不开数据库 ${path}：它已加密或不是盘活的数据库。数据未改动。请用 --key-file 给出密钥，或换一个文件。`,
    { file: path },
  )
}

function unlock(db: Pick<WriteDb, 'pragma'>, keyHex: string | null): void {
  if (keyHex === null) return
  db.pragma(`cipher='sqlcipher'`)
  db.pragma(`key="x'${keyHex}'"`)
}

/** A second connection to a file `openDatabase` has opened: sees what is committed and cannot write. */
export function openReader(path: string, keyHex: string | null): { readonly db: ReadDb; close(): void } {
  const db = new Database(path, { readonly: true })
  unlock(db, keyHex)
  db.pragma('temp_store = MEMORY')
  db.pragma('busy_timeout = 5000')
  return { db: db as unknown as ReadDb, close: () => db.close() }
}

/**
 * @returns an open connection at the current schema version
 * @throws Refusal DB_MISSING, DB_UNREADABLE, DB_NEWER
 */
export function openDatabase(options: OpenOptions): WriteDb {
  const { path, keyHex } = options
  const inMemory = path === ':memory:'
  if (!inMemory) {
    if (options.mustExist && !existsSync(path))
      throw new Refusal('DB_MISSING', `没有找到数据库 ${path}。请先导入一周数据，或核对 --db 的路径。`, {
        file: path,
      })
    mkdirSync(dirname(path), { recursive: true })
  }
  if (keyHex !== null && !/^[0-9a-f]{64}$/i.test(keyHex))
    throw new Refusal('KEY_MALFORMED', '密钥须为 64 位十六进制数字。请检查密钥文件。')
  const isNew = inMemory || !existsSync(path) || statSync(path).size === 0
  let db: WriteDb
  try {
    db = new Database(path) as WriteDb
  } catch {
    throw cannotRead(path, keyHex !== null)
  }
  try {
    unlock(db, keyHex)
    // The first read proves the key; a wrong one fails here and nothing has been written.
    db.prepare('SELECT count(*) FROM sqlite_schema').get()
  } catch {
    db.close()
    throw cannotRead(path, keyHex !== null)
  }
  try {
    db.pragma('journal_mode = WAL')
    db.pragma('synchronous = FULL')
    db.pragma('foreign_keys = ON')
    db.pragma('temp_store = MEMORY')
    // KiB. Four times as much made importing 100,000 customers no faster, encrypted or not.
    db.pragma('cache_size = -16384')
    db.pragma('busy_timeout = 5000')
    migrate(db, {
      path: inMemory || isNew ? null : path,
      backupDir: options.backupDir ?? `${dirname(path)}/backups`,
    })
  } catch (error) {
    db.close()
    throw error
  }
  return db
}
