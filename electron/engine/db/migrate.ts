/**
 * Brings a file to the current schema: a copy first (`VACUUM INTO`, which keeps the key), then all pending
 * migrations in one transaction together with `user_version`, so a crash leaves the old file whole.
 */
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { currentVersion, migrations, type Migration } from './migrations/index.ts'
import type { WriteDb } from './types.ts'

export interface MigrateOptions {
  /** File to copy before migrating; null when there is nothing to lose. */
  readonly path: string | null
  readonly backupDir: string
  /** Migrations to run instead of the product's, for tests of the mechanism. */
  readonly list?: readonly Migration[]
}

/** @throws Refusal DB_NEWER when the file was written by a later version. */
export function migrate(db: WriteDb, options: MigrateOptions): void {
  const list = options.list ?? migrations
  const target = options.list ? Math.max(...list.map((m) => m.version)) : currentVersion
  const at = Number(db.pragma('user_version', { simple: true }))
  if (at > target)
    throw new Refusal(
      'DB_NEWER',
      `数据库由更新版本的盘活写成（版本 ${at}，本程序只认到 ${target}）。数据未改动。请安装新版本后再打开。`,
    )
  const pending = list.filter((m) => m.version > at).sort((a, b) => a.version - b.version)
  if (pending.length === 0) return
  if (options.path !== null && at > 0) {
    mkdirSync(options.backupDir, { recursive: true })
    const copy = join(
      options.backupDir,
      `before-${target}-from-${at}-${process.pid}-${process.hrtime.bigint()}.db`,
    )
    db.prepare('VACUUM INTO ?').run(copy)
  }
  db.transaction(() => {
    for (const migration of pending) db.exec(migration.sql)
    db.pragma(`user_version = ${target}`)
  }).immediate()
}
