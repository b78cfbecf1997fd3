/**
 * `node scripts/print-html.ts IN.html OUT.pdf [IN OUT …]`: printed pages without opening the product. Uses an
 * Electron that is already on this machine and never downloads one; on Linux without a screen it needs
 * xvfb-run. Exit codes: 0 printed, 2 usage, 3 no Electron or no screen (reason on stderr), 1 printing failed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureBuilt } from './build.ts'
import { presentElectron, REPO_ROOT } from './electron-runtime.ts'
import type { ElectronRuntime } from './electron-runtime.ts'
import { electronArgs, electronEnv, missingDisplayMessage } from './launch.ts'

/** Prints every pair with this Electron. @throws Error with what Electron said when a page is not printed */
function print(
  runtime: ElectronRuntime,
  jobs: readonly { html: string; out: string }[],
  prefix: readonly string[],
): void {
  for (const job of jobs) {
    const files = ['--print-html', resolve(job.html), '--out', resolve(job.out)]
    const words = [
      ...prefix,
      runtime.path,
      join(REPO_ROOT, 'out', 'main', 'index.cjs'),
      ...electronArgs(),
      ...files,
    ]
    const [command = '', ...args] = words
    const result = spawnSync(command, args, { encoding: 'utf8', env: electronEnv(runtime), timeout: 120_000 })
    if (result.status !== 0 || !existsSync(job.out)) {
      throw new Error(result.error?.message ?? `${job.html}: ${result.stderr.trim().slice(-500)}`)
    }
  }
}

function main(words: readonly string[]): number {
  if (words.length === 0 || words.length % 2 !== 0) {
    console.error('用法：node scripts/print-html.ts IN.html OUT.pdf [IN.html OUT.pdf …]')
    return 2
  }
  const runtime = presentElectron()
  const noDisplay = missingDisplayMessage(process.platform, process.env, 'npm run …')
  const canVirtual = noDisplay !== null && spawnSync('xvfb-run', ['--help']).error === undefined
  if (!runtime || (noDisplay !== null && !canVirtual)) {
    console.error(runtime ? noDisplay : '本机没有 Electron，未打印。请先运行一次 npm start。')
    return 3
  }
  const jobs = words.flatMap((html, at) => (at % 2 === 0 ? [{ html, out: words[at + 1] ?? '' }] : []))
  ensureBuilt()
  try {
    print(runtime, jobs, noDisplay === null ? [] : ['xvfb-run', '-a'])
    return 0
  } catch (error) {
    console.error(error instanceof Error ? error.message : error)
    return 1
  }
}

process.exitCode = main(process.argv.slice(2))
