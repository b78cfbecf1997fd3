/**
 * `npm run dist`: installers for this system. `npm run dist -- --dir` builds only the unpacked application,
 * around the Electron that `npm start` would use, so that it works where release downloads are closed.
 */
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { build } from './build.ts'
import { electronRuntime, REPO_ROOT, runtimeMessage } from './electron-runtime.ts'

const words = process.argv.slice(2)
try {
  build()
  const extra = words.includes('--dir') ? await localElectron() : []
  const cli = join(REPO_ROOT, 'node_modules', 'electron-builder', 'cli.js')
  const args = [cli, '--config', 'electron.builder.yml', '--publish', 'never', ...words, ...extra]
  const result = spawnSync(process.execPath, args, { cwd: REPO_ROOT, stdio: 'inherit' })
  process.exitCode = result.status ?? 1
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}

async function localElectron(): Promise<string[]> {
  const runtime = await electronRuntime()
  console.error(runtimeMessage(runtime))
  return [`-c.electronDist=${dirname(runtime.path)}`, `-c.electronVersion=${runtime.version}`]
}
