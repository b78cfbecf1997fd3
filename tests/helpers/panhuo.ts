/** The command line as a process of its own, as a person or another program would run it. */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

const root = join(import.meta.dirname, '..', '..')

export interface Ran {
  readonly code: number | null
  readonly stdout: string
  readonly stderr: string
  json<T>(): T
}

/** Runs `panhuo` with a fixed clock and no Electron. */
export function panhuo(...args: string[]): Ran {
  const result = spawnSync(process.execPath, [join(root, 'electron', 'cli', 'index.ts'), ...args], {
    cwd: root,
    encoding: 'utf8',
    env: { ...process.env, PANHUO_NOW: '2026-11-21T09:30:00', PANHUO_PRINTER: '' },
    maxBuffer: 256 * 1024 * 1024,
  })
  return {
    code: result.status,
    stdout: result.stdout,
    stderr: result.stderr,
    json<T>() {
      return JSON.parse(result.stdout) as T
    },
  }
}
