/**
 * `npm test`: formatting, lint, types, arrows, dead code, then every suite, the real Electron included, and
 * one plain last line "N passed, N failed". On Debian a missing virtual screen is installed first; where that
 * cannot be done, CI fails and a developer's machine is told what was left out.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { REPO_ROOT } from './electron-runtime.ts'
import { missingDisplayMessage } from './launch.ts'

const inCi = process.env['CI'] === 'true'
const report = join(REPO_ROOT, 'artifacts', 'vitest.json')

function run(command: string, args: readonly string[]): number {
  const result = spawnSync(command, args, {
    cwd: REPO_ROOT,
    stdio: 'inherit',
    shell: process.platform === 'win32',
  })
  if (result.error) console.error(result.error.message)
  return result.status ?? 1
}

function hasXvfb(): boolean {
  return spawnSync('xvfb-run', ['--help'], { stdio: 'ignore' }).error === undefined
}

/** True when Electron can open a window here, on a real screen or a virtual one. */
function ensureScreen(): { wrap: readonly string[] } | null {
  if (missingDisplayMessage(process.platform, process.env, 'npm test') === null) return { wrap: [] }
  if (existsSync('/usr/bin/apt-get')) run('bash', ['scripts/system-packages.sh'])
  return hasXvfb() ? { wrap: ['xvfb-run', '-a', '-s', '-screen 0 1920x1080x24'] } : null
}

interface Results {
  readonly numPassedTests: number
  readonly numFailedTests: number
  readonly numPendingTests: number
  readonly numTodoTests: number
  readonly numFailedTestSuites: number
}

function readResults(): Results | null {
  return existsSync(report) ? (JSON.parse(readFileSync(report, 'utf8')) as Results) : null
}

function finish(passed: number, failed: number): never {
  console.log(`${passed} passed, ${failed} failed`)
  process.exit(failed === 0 ? 0 : 1)
}

if (run('npm', ['run', '-s', 'check:static']) !== 0) finish(0, 1)

const screen = ensureScreen()
if (screen === null) {
  console.error(missingDisplayMessage(process.platform, process.env, 'npm test'))
  if (inCi) finish(0, 1)
  console.error('Without a screen the tests in real Electron are left out.')
}
mkdirSync(join(REPO_ROOT, 'artifacts'), { recursive: true })
rmSync(report, { force: true })
const projects = ['fast', 'renderer', ...(screen === null ? [] : ['electron'])].flatMap((name) => [
  '--project',
  name,
])
const [command = 'vitest', ...args] = [
  ...(screen?.wrap ?? []),
  'vitest',
  'run',
  ...projects,
  '--reporter=default',
  '--reporter=json',
  `--outputFile.json=${report}`,
]
const status = run(command, args)
const results = readResults()
if (results === null) finish(0, 1)
const skipped = results.numPendingTests + results.numTodoTests
if (skipped > 0 && inCi) console.error(`${skipped} tests were skipped; in CI that is a failure.`)
const failed = results.numFailedTests + (inCi ? skipped : 0)
// A suite that could not even be loaded has no failed test of its own.
finish(results.numPassedTests, failed === 0 && (status !== 0 || results.numPassedTests === 0) ? 1 : failed)
