/**
 * Routes the shell answers itself, as the window sees them. The shell parses every input by its own schemas;
 * a type test (`tests/renderer/shell-contract.test.ts`) keeps the two in step.
 */

export interface FileFilter {
  name: string
  extensions: string[]
}

interface Printable {
  html: string
  /** At the foot of every page, left. */
  title?: string | undefined
  /** At the foot of every page, middle. */
  footer?: string | undefined
  landscape?: boolean | undefined
}

type Nothing = Record<string, never>
interface Done {
  done: true
}

export interface ShellInfo {
  productVersion: string
  electron: string
  chrome: string
  node: string
  platform: string
  packaged: boolean
  /** How the database key is kept: by the system, in plain text, or unreadable for this account. */
  keyState: 'wrapped' | 'plain-warning' | 'unreadable'
  engineHost: 'utility' | 'node'
  enginePid: number | null
  engine: { state: 'starting' | 'ready' | 'dead' | 'failed'; message: string | null }
  dbPath: string
  backupDir: string
  logFile: string
}

export interface ShellContract {
  'shell.openFiles': {
    input: { title?: string | undefined; filters?: FileFilter[] | undefined; multiple?: boolean | undefined }
    output: { paths: string[] }
  }
  'shell.openFolder': { input: { title?: string | undefined }; output: { path: string | null } }
  'shell.saveFile': {
    input: { defaultName: string; filters?: FileFilter[] | undefined }
    output: { path: string | null }
  }
  'shell.info': { input: Nothing; output: ShellInfo }
  'shell.printPlanPdf': { input: Printable; output: { pdf: Uint8Array<ArrayBuffer> } }
  'shell.savePdf': {
    input: { path: string; pdf: Uint8Array<ArrayBuffer> } | (Printable & { path: string })
    output: { path: string }
  }
  'shell.print': {
    input: { html: string; landscape?: boolean | undefined }
    output: { printed: boolean; reason: string | null }
  }
  'shell.showItem': { input: { path: string }; output: Done }
  'shell.restartEngine': { input: Nothing; output: Done }
  'shell.quit': { input: Nothing; output: Done }
}
export type ShellRouteName = keyof ShellContract
export type ShellInputOf<R extends ShellRouteName> = ShellContract[R]['input']
export type ShellOutputOf<R extends ShellRouteName> = ShellContract[R]['output']
