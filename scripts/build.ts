/**
 * Builds out/ when it is older than its sources. `ensureBuilt()` is what start, the e2e fixture and dist call;
 * `node scripts/build.ts` builds unconditionally.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { REPO_ROOT } from './electron-runtime.ts'

const SOURCES = [
  'electron',
  'shared',
  'renderer',
  'package.json',
  'package-lock.json',
  'electron.vite.config.ts',
]
const STAMP = join(REPO_ROOT, 'out', '.built')

/** Builds if needed. @throws Error when the build fails */
export function ensureBuilt(): void {
  if (!isStale()) return
  build()
}

export function build(): void {
  const startedAt = new Date()
  rmSync(STAMP, { force: true })
  const cli = join(REPO_ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
  // Diagnostics belong on stderr: stdout may be somebody's JSON.
  const result = spawnSync(process.execPath, [cli, 'build'], { cwd: REPO_ROOT, stdio: ['ignore', 2, 2] })
  if (result.status !== 0) throw new Error('构建失败，详见上方输出 / build failed, see above')
  writeFileSync(STAMP, startedAt.toISOString())
}

function isStale(): boolean {
  if (!existsSync(STAMP)) return true
  const builtAt = Date.parse(readFileSync(STAMP, 'utf8'))
  return SOURCES.some((name) => newest(join(REPO_ROOT, name)) > builtAt)
}

/** Time of the latest change below `path`, in milliseconds. */
function newest(path: string): number {
  const { mtimeMs } = statSync(path)
  if (!statSync(path).isDirectory()) return mtimeMs
  return readdirSync(path).reduce((latest, name) => Math.max(latest, newest(join(path, name))), mtimeMs)
}

if (import.meta.main) build()
