import Database from 'better-sqlite3'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { migrate } from '../../electron/engine/db/migrate.ts'
import { currentVersion, migrations } from '../../electron/engine/db/migrations/index.ts'
import { openDatabase, openReader } from '../../electron/engine/db/open.ts'
import type { WriteDb } from '../../electron/engine/db/types.ts'
import { tempDir } from '../helpers/temp-dir.ts'

const key = '0123456789abcdef'.repeat(4)
const otherKey = 'fedcba9876543210'.repeat(4)

function codeOf(action: () => unknown): string {
  try {
    action()
  } catch (error) {
    return (error as { code: string }).code
  }
  return 'nothing thrown'
}

describe('opening a database', () => {
  test('a new file is at the current version and takes writes that a reader sees once committed', () => {
    const path = join(tempDir(), 'a.db')
    const db = openDatabase({ path, keyHex: null })
    expect(db.pragma('user_version', { simple: true })).toBe(currentVersion)
    const reader = openReader(path, null)
    db.prepare("INSERT INTO setting VALUES ('k', 'v')").run()
    expect(reader.db.prepare('SELECT value FROM setting').pluck().get()).toBe('v')
    expect(() => reader.db.prepare("INSERT INTO setting VALUES ('x', 'y')").run()).toThrow(/readonly/)
    reader.close()
    db.close()
  })

  test('a keyed file has no readable byte, opens with its key only, and is not harmed by a wrong one', () => {
    const path = join(tempDir(), 'a.db')
    const db = openDatabase({ path, keyHex: key })
    db.prepare("INSERT INTO setting VALUES ('needle', 'haystack')").run()
    db.close()
    const bytes = readFileSync(path)
    expect(bytes.includes('SQLite format')).toBe(false)
    expect(bytes.includes('haystack')).toBe(false)
    expect(codeOf(() => openDatabase({ path, keyHex: null }))).toBe('DB_UNREADABLE')
    expect(codeOf(() => openDatabase({ path, keyHex: otherKey }))).toBe('DB_UNREADABLE')
    expect(codeOf(() => openDatabase({ path, keyHex: 'short' }))).toBe('KEY_MALFORMED')
    expect(readFileSync(path).equals(bytes)).toBe(true)
    const again = openDatabase({ path, keyHex: key })
    expect(again.prepare('SELECT value FROM setting').pluck().get()).toBe('haystack')
    again.close()
  })

  test('a file that is no database is refused and left as it was', () => {
    const path = join(tempDir(), 'a.db')
    writeFileSync(path, 'just some text, long enough to be looked at as a header by anybody')
    expect(codeOf(() => openDatabase({ path, keyHex: null }))).toBe('DB_UNREADABLE')
    expect(readFileSync(path, 'utf8')).toMatch(/^just some text/)
  })

  test('reading commands do not create a missing file', () => {
    const path = join(tempDir(), 'none.db')
    expect(codeOf(() => openDatabase({ path, keyHex: null, mustExist: true }))).toBe('DB_MISSING')
    expect(existsSync(path)).toBe(false)
  })

  test('a file of a later version is refused, unchanged', () => {
    const path = join(tempDir(), 'a.db')
    const db = openDatabase({ path, keyHex: null })
    db.pragma(`user_version = ${currentVersion + 10}`)
    db.close()
    expect(codeOf(() => openDatabase({ path, keyHex: null }))).toBe('DB_NEWER')
    const raw = new Database(path)
    expect(raw.pragma('user_version', { simple: true })).toBe(currentVersion + 10)
    raw.close()
  })
})

describe('migrating', () => {
  const later = { version: currentVersion + 10, sql: 'CREATE TABLE later (x INTEGER) STRICT;' }

  test('copies the file first, and the copy holds the old version with its rows and key', () => {
    const dir = tempDir()
    const path = join(dir, 'a.db')
    const backupDir = join(dir, 'copies')
    const db = openDatabase({ path, keyHex: key, backupDir })
    db.prepare("INSERT INTO setting VALUES ('k', 'old')").run()
    migrate(db, { path, backupDir, list: [...migrations, later] })
    expect(db.pragma('user_version', { simple: true })).toBe(later.version)
    db.close()
    const [copy] = readdirSync(backupDir)
    expect(readFileSync(join(backupDir, copy!)).includes('SQLite format')).toBe(false)
    const old = openDatabase({ path: join(backupDir, copy!), keyHex: key })
    expect(old.pragma('user_version', { simple: true })).toBe(currentVersion)
    expect(old.prepare('SELECT value FROM setting').pluck().get()).toBe('old')
    old.close()
  })

  test('a failing migration leaves version and schema as they were', () => {
    const dir = tempDir()
    const db = openDatabase({ path: join(dir, 'a.db'), keyHex: null })
    const broken = {
      version: currentVersion + 20,
      sql: 'CREATE TABLE half (x INTEGER) STRICT; SELECT nonsense(;',
    }
    const list = [...migrations, later, broken]
    expect(() => migrate(db, { path: join(dir, 'a.db'), backupDir: dir, list })).toThrow()
    expect(db.pragma('user_version', { simple: true })).toBe(currentVersion)
    expect(db.prepare("SELECT name FROM sqlite_schema WHERE name IN ('later', 'half')").all()).toEqual([])
    db.close()
  })

  test('versions grow by tens and never repeat', () => {
    const versions = migrations.map((m) => m.version)
    expect(versions).toEqual([...new Set(versions)].sort((a, b) => a - b))
    expect(versions.every((v) => v % 10 === 0)).toBe(true)
  })

  test('every table is STRICT', () => {
    const db: WriteDb = openDatabase({ path: ':memory:', keyHex: null })
    const loose = db
      .prepare(
        "SELECT name FROM pragma_table_list WHERE schema = 'main' AND strict = 0 AND name NOT LIKE 'sqlite_%'",
      )
      .pluck()
      .all()
    expect(loose).toEqual([])
    db.close()
  })
})
