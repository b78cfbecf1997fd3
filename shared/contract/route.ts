/**
 * Building blocks of the contract between the window, the engine and the command line.
 *
 * A route is a `query` (reads), a `command` (writes, logged, undoable) or a `job` (long, reports progress,
 * can be cancelled). A job that writes nothing to the branch's data is a `readingJob`: it leaves an import preview held
 * open as it is. Preload types, client hooks and the engine's dispatch all derive from the one map in
 * `contract.ts`, so a wrong name does not compile and every input is parsed where it arrives.
 */
import type { z } from 'zod'

export type RouteKind = 'query' | 'command' | 'job'

export const query = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'query', input, output }) as const
export const command = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'command', input, output }) as const
export const job = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'job', input, output }) as const
export const readingJob = <I extends z.ZodType, O extends z.ZodType>(input: I, output: O) =>
  ({ kind: 'job', readsOnly: true, input, output }) as const

/** How every answer crosses a process boundary. `message` is Chinese and fit to be shown. */
export type Envelope<T> =
  | { readonly ok: true; readonly data: T }
  | { readonly ok: false; readonly code: string; readonly message: string; readonly details?: unknown }

/** Progress of a job; `done`/`total` in units of `phase` (total null while unknown). */
export interface Progress {
  readonly phase: 'reading' | 'checking' | 'storing' | 'deriving' | 'planning' | 'writing'
  readonly label: string
  readonly done: number
  readonly total: number | null
}
