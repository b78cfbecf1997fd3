/**
 * `npm start`: builds what is stale, finds an Electron and opens the product: on the made-up branch when
 * `npm run demo` has made one, else on this account's own data.
 */
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ensureBuilt } from './build.ts'
import { electronRuntime, REPO_ROOT, runtimeMessage } from './electron-runtime.ts'
import { electronArgs, electronEnv, missingDisplayMessage } from './launch.ts'

async function start(): Promise<number> {
  const noDisplay = missingDisplayMessage(process.platform, process.env, 'npm start')
  if (noDisplay !== null) {
    console.error(noDisplay)
    return 1
  }
  const runtime = await electronRuntime()
  ensureBuilt()
  console.error(runtimeMessage(runtime))
  const args = [REPO_ROOT, ...electronArgs(), ...process.argv.slice(2)]
  const env = electronEnv(runtime)
  const demo = join(REPO_ROOT, 'demo')
  if (!env['PANHUO_USER_DATA'] && existsSync(join(demo, 'panhuo.db'))) {
    env['PANHUO_USER_DATA'] = demo
    console.error(`打开演示网点 ${demo}（设 PANHUO_USER_DATA 可换别的文件夹）`)
  }
  const child = spawn(runtime.path, args, { stdio: 'inherit', env })
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => resolve(code ?? 1))
  })
}

try {
  process.exitCode = await start()
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
