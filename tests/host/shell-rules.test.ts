/** The pure rules of the shell: addresses, paths, settings, redaction, key handling. */
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { assetPath } from '../../electron/main/assets.ts'
import { createChosenPaths } from '../../electron/main/chosen-paths.ts'
import { pagePolicy } from '../../electron/main/csp.ts'
import { readLaunchSettings } from '../../electron/main/launch-settings.ts'
import { printFooter } from '../../electron/main/print-footer.ts'
import { redactText, redactValue } from '../../electron/main/redact.ts'
import { databaseKey } from '../../electron/main/security-key.ts'
import type { KeyStore } from '../../electron/main/security-key.ts'
import { isOwnPage } from '../../electron/main/sender.ts'

describe('files behind app:// addresses', () => {
  const root = resolve('/srv/page')

  test('never lie outside the root, whatever the address', () => {
    const piece = fc.constantFrom(
      '..',
      '.',
      'a',
      '%2e%2e',
      '%2f',
      '/',
      '\\',
      '%5c',
      '%00',
      'index.html',
      '%',
      '//',
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const file = assetPath(root, `/${pieces.join('')}`)
        return file === null || file.startsWith(`${root}/`)
      }),
    )
  })

  test('are found by plain and by encoded names', () => {
    expect(assetPath(root, '/')).toBe(join(root, 'index.html'))
    expect(assetPath(root, '/assets/%E7%9B%98.js')).toBe(join(root, 'assets', '盘.js'))
    expect(assetPath(root, '/..%2fsecret')).toBeNull()
  })
})

test('only the page of app://panhuo, or the development server where there is one, is our own', () => {
  const dev = 'http://localhost:5173'
  expect(isOwnPage('app://panhuo/index.html#/x', null)).toBe(true)
  expect(isOwnPage('http://localhost:5173/', dev)).toBe(true)
  for (const url of [
    'app://print/1',
    'https://panhuo/',
    'app://panhuo.evil/',
    'file:///x',
    'data:text/html,x',
    '',
    dev,
  ])
    expect(isOwnPage(url, null)).toBe(false)
  expect(isOwnPage('data:text/html,x', dev)).toBe(false)
})

test('the page policy allows no text to become code', () => {
  expect(pagePolicy('N')).not.toMatch(/unsafe-eval|script-src[^;]*unsafe|\*|https?:/)
})

describe('launch settings', () => {
  const env = {
    PANHUO_ENGINE_NODE: '/node',
    PANHUO_ENGINE_ENTRY: '/engine.cjs',
    ELECTRON_RENDERER_URL: 'http://localhost:1',
    PANHUO_USER_DATA: '/data',
  }

  test('that would swap code are ignored in a release', () => {
    const released = readLaunchSettings(env, [], true)
    expect(released).toMatchObject({
      engineNode: null,
      engineEntry: null,
      devPage: null,
      userDataDir: '/data',
    })
    expect(readLaunchSettings(env, [], false)).toMatchObject({
      engineNode: '/node',
      engineEntry: '/engine.cjs',
    })
  })

  test('read a print job in both spellings', () => {
    const job = { html: 'a.html', out: 'b.pdf' }
    expect(readLaunchSettings({}, ['x', '--print-html', 'a.html', '--out', 'b.pdf'], true).printJob).toEqual(
      job,
    )
    expect(readLaunchSettings({}, ['x', '--print-html=a.html', '--out=b.pdf'], true).printJob).toEqual(job)
    expect(() => readLaunchSettings({}, ['--print-html', 'a.html'], true)).toThrow('--out')
  })
})

describe('the log', () => {
  test('shows no phone, identity or card number, at any depth', () => {
    const person = {
      phone: '13812345678',
      ids: ['11010519491231002X'],
      note: '卡6222021234567890123到期',
      no: 13812345678,
    }
    const shown = JSON.stringify(redactValue([person, new Error('客户 13987654321 不存在')]))
    expect(shown).not.toMatch(/138|139|110105|62220/)
    expect(shown).toContain('[手机号]')
    expect(shown).toContain('[证件号]')
    expect(shown).toContain('[卡号]')
  })

  test('keeps amounts, dates and counts', () => {
    const line = 'rows 100000 aumFen 12345678 2026-11-20 week 2026-W48'
    expect(redactText(line)).toBe(line)
  })
})

describe('chosen paths', () => {
  test('allow writing exactly the chosen file and showing its folder', () => {
    const chosen = createChosenPaths()
    expect(chosen.mayWrite('/out/a.pdf')).toBe(false)
    chosen.addFile('/out/a.pdf')
    expect([chosen.mayWrite('/out/./a.pdf'), chosen.mayWrite('/out/b.pdf')]).toEqual([true, false])
    expect([chosen.mayShow('/out/b.pdf'), chosen.mayShow('/out/../etc/x'), chosen.mayShow('/outer')]).toEqual(
      [true, false, false],
    )
  })
})

test('the printed foot cannot be broken by a title', () => {
  expect(printFooter('<b>&"', '')).toContain('&lt;b&gt;&amp;&quot;')
})

describe('the database key', () => {
  const wrapping = (secret: string): KeyStore => ({
    isEncryptionAvailable: () => true,
    encryptString: (text) => Buffer.from(`${secret}:${text}`),
    decryptString: (bytes) => {
      const [owner, text = ''] = bytes.toString().split(':')
      if (owner !== secret) throw new Error('another account')
      return text
    },
  })
  const folder = (): { key: string; db: string } => {
    const dir = mkdtempSync(join(tmpdir(), 'panhuo-key-'))
    return { key: join(dir, 'sub', 'key.bin'), db: join(dir, 'panhuo.db') }
  }

  test('is made once, 256 bits, and found again', () => {
    const { key, db } = folder()
    const first = databaseKey(key, db, wrapping('me'))
    expect(first.keyHex).toMatch(/^[0-9a-f]{64}$/)
    expect(databaseKey(key, db, wrapping('me'))).toEqual(first)
    expect(databaseKey(folder().key, db, wrapping('me')).keyHex).not.toBe(first.keyHex)
  })

  test('of another account is refused and left as it is', () => {
    const { key, db } = folder()
    databaseKey(key, db, wrapping('me'))
    const before = readFileSync(key)
    expect(databaseKey(key, db, wrapping('you'))).toMatchObject({ state: 'unreadable', keyHex: null })
    expect(readFileSync(key)).toEqual(before)
  })

  test('is not made without a real keystore', () => {
    const { key, db } = folder()
    const basic = { ...wrapping('me'), getSelectedStorageBackend: () => 'basic_text' }
    expect(databaseKey(key, db, basic).state).toBe('plain-warning')
    expect(existsSync(key)).toBe(false)
  })

  test('is not made for a database that began without one', () => {
    const { key, db } = folder()
    writeFileSync(db, 'SQLite format 3')
    expect(databaseKey(key, db, wrapping('me'))).toEqual({ state: 'plain-warning', keyHex: null })
    expect(existsSync(key)).toBe(false)
  })
})
