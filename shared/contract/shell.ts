/**
 * The routes the shell answers itself: what needs a window, a dialog, a printer or the machine. No customer
 * fact passes through here except a finished document on its way to paper.
 */
import { z } from 'zod'

const fileFilters = z
  .array(
    z.object({
      name: z.string().max(80),
      extensions: z.array(z.string().regex(/^[A-Za-z0-9*]{1,8}$/)).min(1),
    }),
  )
  .max(8)
const html = z
  .string()
  .min(1)
  .max(64 * 1024 * 1024)
const pdfBytes = z.instanceof(Uint8Array)
const path = z.string().min(1).max(4096)
const nothing = z.object({})
const done = z.object({ done: z.literal(true) })

/** A printable document: complete HTML with inline styles; scripts in it never run. */
const printable = z.object({
  html,
  /** Printed at the foot of every page on the left, e.g. "第48周 客户联系计划". */
  title: z.string().max(120).default(''),
  /** Printed at the foot in the middle, e.g. the print date and who printed it. */
  footer: z.string().max(200).default(''),
  landscape: z.boolean().default(true),
})

export const engineStatusSchema = z.object({
  state: z.enum(['starting', 'ready', 'dead', 'failed']),
  message: z.string().nullable(),
})

export const shellRoutes = {
  /** Native open dialog; an empty list when the user cancels. */
  'shell.openFiles': {
    input: z.object({
      title: z.string().max(80).optional(),
      filters: fileFilters.optional(),
      multiple: z.boolean().default(true),
    }),
    output: z.object({ paths: z.array(z.string()) }),
  },
  /** Native folder dialog, e.g. for backups; null when the user cancels. */
  'shell.openFolder': {
    input: z.object({ title: z.string().max(80).optional() }),
    output: z.object({ path: z.string().nullable() }),
  },
  /** Native save dialog; null when the user cancels. The chosen path may then be written or shown. */
  'shell.saveFile': {
    input: z.object({ defaultName: z.string().min(1).max(200), filters: fileFilters.optional() }),
    output: z.object({ path: z.string().nullable() }),
  },
  'shell.info': {
    input: nothing,
    output: z.object({
      productVersion: z.string(),
      electron: z.string(),
      chrome: z.string(),
      node: z.string(),
      platform: z.string(),
      packaged: z.boolean(),
      keyState: z.enum(['wrapped', 'plain-warning', 'unreadable']),
      engineHost: z.enum(['utility', 'node']),
      enginePid: z.int().nullable(),
      engine: engineStatusSchema,
      dbPath: z.string(),
      backupDir: z.string(),
      logFile: z.string(),
    }),
  },
  /** The bytes that will be printed, for the preview and for saving. A4. */
  'shell.printPlanPdf': { input: printable, output: z.object({ pdf: pdfBytes }) },
  /** Writes a PDF to a path the user chose in `shell.saveFile`. */
  'shell.savePdf': {
    input: z.union([z.object({ path, pdf: pdfBytes }), printable.extend({ path })]),
    output: z.object({ path: z.string() }),
  },
  /** The system print dialog. `printed` is false when the user cancels or no printer exists. */
  'shell.print': {
    input: printable,
    output: z.object({ printed: z.boolean(), reason: z.string().nullable() }),
  },
  /** Shows a file in the system's file manager; only inside folders chosen in this session. */
  'shell.showItem': { input: z.object({ path }), output: done },
  'shell.restartEngine': { input: nothing, output: done },
  'shell.quit': { input: nothing, output: done },
} as const

export type ShellRoutes = typeof shellRoutes
export type ShellRouteName = keyof ShellRoutes
export type ShellInputOf<R extends ShellRouteName> = z.input<ShellRoutes[R]['input']>
export type ShellParsedInputOf<R extends ShellRouteName> = z.output<ShellRoutes[R]['input']>
export type ShellOutputOf<R extends ShellRouteName> = z.output<ShellRoutes[R]['output']>
export type ShellHandlers = {
  [R in ShellRouteName]: (input: ShellParsedInputOf<R>) => ShellOutputOf<R> | Promise<ShellOutputOf<R>>
}
export type Printable = z.output<typeof printable>

export function isShellRoute(name: string): name is ShellRouteName {
  return Object.hasOwn(shellRoutes, name)
}
