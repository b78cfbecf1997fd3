/**
 * The key of the database. A random 256-bit key is wrapped by the operating system and kept beside the
 * database; it is never written in the clear and an existing one is never replaced.
 *
 * Without a keystore (some Linux desktops) the database stays unencrypted and the window says so. A database
 * that began without a key keeps opening without one, even when a keystore appears later.
 */
import { randomBytes } from 'node:crypto'
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** The part of Electron's safeStorage that is used; tests bring their own. */
export type KeyStore = {
  isEncryptionAvailable: () => boolean
  getSelectedStorageBackend?: () => string
  encryptString: (text: string) => Buffer
  decryptString: (bytes: Buffer) => string
}

export type DatabaseKey =
  | { state: 'wrapped'; keyHex: string }
  | { state: 'plain-warning'; keyHex: null }
  | { state: 'unreadable'; keyHex: null; message: string }

const KEY_PATTERN = /^[0-9a-f]{64}$/
const UNREADABLE =
  '无法解开数据库密钥：密钥由操作系统账户保护，当前账户或电脑与创建数据时不同，或系统密钥库尚未解锁。' +
  '数据和密钥文件都没有改动。请用原来的系统账户登录后重试。'

/** The key to open `dbFile` with, created on the very first start. Blocking; call after `app` is ready. */
export function databaseKey(keyFile: string, dbFile: string, store: KeyStore): DatabaseKey {
  if (existsSync(keyFile)) return unwrap(keyFile, store)
  if (existsSync(dbFile) || !isTrustworthy(store)) return { state: 'plain-warning', keyHex: null }
  const keyHex = randomBytes(32).toString('hex')
  writeKey(keyFile, store.encryptString(keyHex))
  // Opening the database with a key that cannot be read back would lose the data at the next start.
  const kept = unwrap(keyFile, store)
  return kept.state === 'wrapped' && kept.keyHex === keyHex ? kept : unreadable()
}

function unwrap(keyFile: string, store: KeyStore): DatabaseKey {
  try {
    const keyHex = store.decryptString(readFileSync(keyFile))
    return KEY_PATTERN.test(keyHex) ? { state: 'wrapped', keyHex } : unreadable()
  } catch {
    return unreadable()
  }
}

function unreadable(): DatabaseKey {
  return { state: 'unreadable', keyHex: null, message: UNREADABLE }
}

/** `basic_text` obfuscates with a password printed in Chromium's source: no protection, so not called one. */
function isTrustworthy(store: KeyStore): boolean {
  return store.isEncryptionAvailable() && store.getSelectedStorageBackend?.() !== 'basic_text'
}

function writeKey(keyFile: string, bytes: Buffer): void {
  mkdirSync(dirname(keyFile), { recursive: true })
  const draft = `${keyFile}.new`
  const file = openSync(draft, 'w', 0o600)
  try {
    writeSync(file, bytes)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  renameSync(draft, keyFile)
}
