/** `npm run dev`: electron-vite's development server with the same Electron as `npm start`. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { electronRuntime, REPO_ROOT, runtimeMessage } from './electron-runtime.ts'
import { electronArgs, electronEnv, missingDisplayMessage } from './launch.ts'

const noDisplay = missingDisplayMessage(process.platform, process.env, 'npm run dev')
if (noDisplay !== null) {
  console.error(noDisplay)
  process.exit(1)
}
const runtime = await electronRuntime()
console.error(runtimeMessage(runtime))
const cli = join(REPO_ROOT, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js')
const rootFlag = electronArgs().includes('--no-sandbox') ? ['--noSandbox'] : []
const child = spawn(process.execPath, [cli, 'dev', '--watch', ...rootFlag], {
  cwd: REPO_ROOT,
  stdio: 'inherit',
  env: {
    ...electronEnv(runtime),
    ELECTRON_EXEC_PATH: runtime.path,
  },
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => child.kill(signal))
child.on('close', (code) => process.exit(code ?? 1))
