/**
 * Which Electron runs the app. Order: ELECTRON_OVERRIDE_DIST_PATH, the installed or downloadable Electron of
 * package.json, then (Linux x64 only) the Electron carried by the npm registry. A failed download is
 * remembered for a week per machine and mirror, so a closed network costs its waiting time once.
 *
 * `node scripts/electron-runtime.ts` prints the choice; `--json` prints { path, version, source } on stdout.
 */
import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { fallbackElectron, fallbackHome, FALLBACK_VERSION } from './electron-fallback.ts'

export type ElectronSource = 'override' | 'installed' | 'downloaded' | 'registry'
export type ElectronRuntime = { path: string; version: string; source: ElectronSource }

/** What the choice depends on; the real ones come from `machineSteps`, tests bring their own. */
export type RuntimeSteps = {
  overrideDir: string | undefined
  installed: () => ElectronRuntime | null
  download: () => Promise<ElectronRuntime | null>
  hasFallback: boolean
  fallback: () => Promise<ElectronRuntime>
  describe: (dir: string) => ElectronRuntime
}

export const REPO_ROOT = resolve(import.meta.dirname, '..')
const CACHE_DIR = join(REPO_ROOT, '.cache')
const FAILURE_FILE = join(CACHE_DIR, 'electron-download-failed.json')
const ELECTRON_DIR = join(REPO_ROOT, 'node_modules', 'electron')
const PROBE_MS = 5_000
const CLOSED_LIMIT_MS = 20_000
const OPEN_LIMIT_MS = 10 * 60_000
const RETRY_AFTER_MS = 7 * 24 * 3_600_000

/** Tries the steps in order. @throws Error with the sentence to show when none gives an Electron */
export async function chooseElectron(steps: RuntimeSteps): Promise<ElectronRuntime> {
  if (steps.overrideDir) return steps.describe(steps.overrideDir)
  const own = steps.installed() ?? (await steps.download())
  if (own) return own
  if (!steps.hasFallback) throw new Error(noRuntimeMessage())
  return steps.fallback()
}

/** One line saying which Electron runs and why. */
export function runtimeMessage(runtime: ElectronRuntime): string {
  const why: Record<ElectronSource, string> = {
    override: '来自 ELECTRON_OVERRIDE_DIST_PATH',
    installed: '已安装的正式版本',
    downloaded: '刚下载的正式版本',
    registry: 'npm 源自带的旧版本，仅供开发与测试（正式版本下载不可用）',
  }
  return `Electron ${runtime.version}（${why[runtime.source]}）：${runtime.path}`
}

/** What to do on a machine where neither the download nor the fallback is possible. */
export function noRuntimeMessage(): string {
  return (
    '无法取得 Electron。请设置 ELECTRON_OVERRIDE_DIST_PATH 指向已解压的 Electron 目录，' +
    '或设置 ELECTRON_MIRROR（例如内网镜像）后重试。\n' +
    'No Electron: set ELECTRON_OVERRIDE_DIST_PATH to an unpacked Electron, or ELECTRON_MIRROR to a reachable mirror.'
  )
}

/** The Node inside Electron 35 and later is new enough for the SQLite addon (Node-API 10). */
export function carriesNewNode(runtime: ElectronRuntime): boolean {
  return Number.parseInt(runtime.version, 10) >= 35
}

/** The Electron of this machine. @param say receives one-line progress texts (stderr by default) */
export function electronRuntime(say: (line: string) => void = console.error): Promise<ElectronRuntime> {
  return chooseElectron(machineSteps(say))
}

/** The Electron that is already on this machine, or null; never downloads. */
export function presentElectron(): ElectronRuntime | null {
  const overrideDir = process.env['ELECTRON_OVERRIDE_DIST_PATH']
  if (overrideDir) return describeOverride(overrideDir)
  const fallback = join(fallbackHome(CACHE_DIR), 'electron')
  const own = installedElectron('installed')
  return (
    own ?? (existsSync(fallback) ? { path: fallback, version: FALLBACK_VERSION, source: 'registry' } : null)
  )
}

function machineSteps(say: (line: string) => void): RuntimeSteps {
  return {
    overrideDir: process.env['ELECTRON_OVERRIDE_DIST_PATH'],
    installed: () => installedElectron('installed'),
    download: () => downloadElectron(say),
    hasFallback: process.platform === 'linux' && process.arch === 'x64',
    fallback: async () => ({
      path: await fallbackElectron(CACHE_DIR, say),
      version: FALLBACK_VERSION,
      source: 'registry',
    }),
    describe: describeOverride,
  }
}

function describeOverride(dir: string): ElectronRuntime {
  const path = join(dir, executableName())
  if (!existsSync(path)) {
    throw new Error(`ELECTRON_OVERRIDE_DIST_PATH 中没有 Electron / no Electron at ${path}`)
  }
  return { path, version: distVersion(dir) ?? wantedVersion(), source: 'override' }
}

function installedElectron(source: ElectronSource): ElectronRuntime | null {
  const dist = join(ELECTRON_DIR, 'dist')
  const path = join(dist, executableName())
  const version = distVersion(dist)
  return version === wantedVersion() && existsSync(path) ? { path, version, source } : null
}

/**
 * Runs the installer of the electron package. Whether the download host answers at all decides how long the
 * installer may take; a host that drops packets silently must not hold up a start for minutes.
 */
async function downloadElectron(say: (line: string) => void): Promise<ElectronRuntime | null> {
  const version = wantedVersion()
  const base = process.env['ELECTRON_MIRROR'] ?? 'https://github.com/electron/electron/releases/download/'
  if (await failedLately(version, base)) return null
  say(`正在下载 Electron ${version}（${base}）…`)
  const limit = (await answers(base)) ? OPEN_LIMIT_MS : CLOSED_LIMIT_MS
  await runInstaller(limit)
  const own = installedElectron('downloaded')
  if (own) {
    await rm(FAILURE_FILE, { force: true })
    return own
  }
  await mkdir(CACHE_DIR, { recursive: true })
  await writeFile(FAILURE_FILE, JSON.stringify({ version, base, at: Date.now() }))
  say(`Electron ${version} 下载失败，7 天内不再尝试（删除 ${FAILURE_FILE} 可立即重试）`)
  return null
}

async function failedLately(version: string, base: string): Promise<boolean> {
  try {
    const note: unknown = JSON.parse(await readFile(FAILURE_FILE, 'utf8'))
    if (typeof note !== 'object' || note === null || !('at' in note) || typeof note.at !== 'number')
      return false
    const same = 'version' in note && note.version === version && 'base' in note && note.base === base
    return same && Date.now() - note.at < RETRY_AFTER_MS
  } catch {
    return false
  }
}

async function answers(url: string): Promise<boolean> {
  // Behind a proxy only the installer knows how to get out, so it gets the long limit.
  if (process.env['HTTPS_PROXY'] ?? process.env['https_proxy']) return true
  try {
    const { status } = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_MS) })
    return status < 500
  } catch {
    return false
  }
}

function runInstaller(limitMs: number): Promise<void> {
  return new Promise((done) => {
    const child = spawn(process.execPath, [join(ELECTRON_DIR, 'install.js')], {
      stdio: 'ignore',
      timeout: limitMs,
    })
    child.on('error', () => done())
    child.on('close', () => done())
  })
}

function wantedVersion(): string {
  const manifest: unknown = JSON.parse(readFileSync(join(ELECTRON_DIR, 'package.json'), 'utf8'))
  if (typeof manifest !== 'object' || manifest === null || !('version' in manifest)) return ''
  return String(manifest.version)
}

function distVersion(dist: string): string | null {
  try {
    return readFileSync(join(dist, 'version'), 'utf8').trim().replace(/^v/, '')
  } catch {
    return null
  }
}

function executableName(): string {
  if (process.platform === 'win32') return 'electron.exe'
  return process.platform === 'darwin' ? 'Electron.app/Contents/MacOS/Electron' : 'electron'
}

if (import.meta.main) {
  try {
    const runtime = await electronRuntime()
    console.error(runtimeMessage(runtime))
    if (process.argv.includes('--json')) console.log(JSON.stringify(runtime))
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    process.exit(1)
  }
}
