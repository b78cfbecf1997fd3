/** How an Electron is started on this repository: arguments, environment, and what it needs from the machine. */
import { existsSync, realpathSync } from 'node:fs'
import { join } from 'node:path'
import { carriesNewNode, REPO_ROOT } from './electron-runtime.ts'
import type { ElectronRuntime } from './electron-runtime.ts'

/** Arguments before the app's own: root may not use Chromium's sandbox on Linux. */
export function electronArgs(): string[] {
  return process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : []
}

/** Environment for the app. An Electron with an old Node runs the engine under the repository's Node instead. */
export function electronEnv(runtime: ElectronRuntime): Record<string, string> {
  const env: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) if (value !== undefined) env[name] = value
  // Set by editors built on Electron: would turn ours into a plain Node.
  delete env['ELECTRON_RUN_AS_NODE']
  if (!env['PANHUO_ENGINE_NODE'] && !carriesNewNode(runtime)) env['PANHUO_ENGINE_NODE'] = repositoryNode()
  return env
}

/** The Node that the `node` package brought, else the one running this script. */
export function repositoryNode(): string {
  const link = join(REPO_ROOT, 'node_modules', '.bin', 'node')
  return existsSync(link) ? realpathSync(link) : process.execPath
}

/** The sentence for a Linux machine without a screen, or null where a window can open. */
export function missingDisplayMessage(
  platform: string,
  env: Readonly<Record<string, string | undefined>>,
  command: string,
): string | null {
  if (platform !== 'linux' || env['DISPLAY'] || env['WAYLAND_DISPLAY']) return null
  return (
    `没有图形界面（未设置 DISPLAY 或 WAYLAND_DISPLAY）。请在桌面环境中运行，或使用虚拟屏幕：xvfb-run -a ${command}\n` +
    `No display (DISPLAY / WAYLAND_DISPLAY not set). Run inside a desktop session, or: xvfb-run -a ${command}\n` +
    'Debian / Ubuntu: apt-get install xvfb xauth libgtk-3-0 libnss3 libasound2 libgbm1 fonts-noto-cjk'
  )
}
