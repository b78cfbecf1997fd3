/** Which Electron is taken, in which order, and that altered bytes are never unpacked. */
import { createHash } from 'node:crypto'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { FALLBACK_INTEGRITY, requireIntegrity } from '../../scripts/electron-fallback.ts'
import {
  carriesNewNode,
  chooseElectron,
  noRuntimeMessage,
  runtimeMessage,
} from '../../scripts/electron-runtime.ts'
import type { ElectronRuntime, ElectronSource, RuntimeSteps } from '../../scripts/electron-runtime.ts'
import { missingDisplayMessage } from '../../scripts/launch.ts'

const runtime = (source: ElectronSource, version = '45.4.1'): ElectronRuntime => ({
  path: '/e',
  version,
  source,
})

/** A machine where nothing is there except what is said. */
function machine(has: Partial<RuntimeSteps>): RuntimeSteps {
  return {
    overrideDir: undefined,
    installed: () => null,
    download: async () => null,
    hasFallback: false,
    fallback: async () => runtime('registry', '33.2.1'),
    describe: () => runtime('override'),
    ...has,
  }
}

describe('the order', () => {
  const all: Partial<RuntimeSteps> = {
    overrideDir: '/mine',
    installed: () => runtime('installed'),
    download: async () => runtime('downloaded'),
    hasFallback: true,
  }
  const sourceOf = async (has: Partial<RuntimeSteps>): Promise<ElectronSource> =>
    (await chooseElectron(machine(has))).source

  test('is override, installed, downloaded, registry', async () => {
    expect(await sourceOf(all)).toBe('override')
    expect(await sourceOf({ ...all, overrideDir: undefined })).toBe('installed')
    expect(await sourceOf({ ...all, overrideDir: undefined, installed: () => null })).toBe('downloaded')
    expect(await sourceOf({ hasFallback: true })).toBe('registry')
  })

  test('does not download what is installed', async () => {
    const download = async (): Promise<never> => {
      throw new Error('downloaded needlessly')
    }
    expect(await sourceOf({ installed: () => runtime('installed'), download })).toBe('installed')
  })

  test('ends in a sentence naming both variables where nothing works', async () => {
    await expect(chooseElectron(machine({}))).rejects.toThrow(noRuntimeMessage())
    expect(noRuntimeMessage()).toMatch(/ELECTRON_OVERRIDE_DIST_PATH[^]*ELECTRON_MIRROR/)
  })
})

test('the message names version, source and path', () => {
  expect(runtimeMessage(runtime('registry', '33.2.1'))).toMatch(/33\.2\.1.*仅供开发与测试.*\/e/)
})

test('an Electron before 35 has too old a Node for the engine', () => {
  expect(
    ['33.2.1', '34.9.9', '35.0.0', '45.4.1'].map((v) => carriesNewNode(runtime('installed', v))),
  ).toEqual([false, false, true, true])
})

describe('integrity', () => {
  const file = join(mkdtempSync(join(tmpdir(), 'panhuo-integrity-')), 'a.tgz')

  test('accepts the pinned bytes and refuses one changed bit', async () => {
    const bytes = Buffer.alloc(200_000, 'panhuo')
    const pinned = `sha512-${createHash('sha512').update(bytes).digest('base64')}`
    writeFileSync(file, bytes)
    await expect(requireIntegrity(file, pinned)).resolves.toBeUndefined()
    bytes[123_456] = (bytes[123_456] ?? 0) ^ 1
    writeFileSync(file, bytes)
    await expect(requireIntegrity(file, pinned)).rejects.toThrow('integrity mismatch')
  })

  test('refuses an empty download', async () => {
    writeFileSync(file, '')
    await expect(requireIntegrity(file, FALLBACK_INTEGRITY)).rejects.toThrow('integrity mismatch')
  })
})

test('a Linux machine without a screen is told what to run', () => {
  expect(missingDisplayMessage('linux', {}, 'npm start')).toContain('xvfb-run -a npm start')
  expect(missingDisplayMessage('linux', { DISPLAY: ':1' }, 'npm start')).toBeNull()
  expect(missingDisplayMessage('linux', { WAYLAND_DISPLAY: 'w' }, 'npm start')).toBeNull()
  expect(missingDisplayMessage('win32', {}, 'npm start')).toBeNull()
})
