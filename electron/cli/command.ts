/** What a subcommand of the command line is, and the exit codes it may end with. */
import type { ParseArgsOptionsConfig } from 'node:util'

export const exitCodes = { ok: 0, usage: 2, refused: 3, database: 4 } as const

/** Wrong words on the command line; ends with `exitCodes.usage`. */
export class UsageError extends Error {}

export interface Invocation {
  readonly positionals: readonly string[]
  readonly values: Readonly<Record<string, string | boolean | undefined>>
  /** Text option, or undefined. */
  text(name: string): string | undefined
  /** Text option that must be given. */
  required(name: string): string
  /** Whole number option. */
  integer(name: string, fallback: number): number
}

/** A finished command: one JSON document, and the same for people. */
export interface Outcome {
  readonly json: unknown
  readonly text: string
}

export interface Command {
  readonly summary: string
  readonly usage: string
  readonly options: ParseArgsOptionsConfig
  run(invocation: Invocation): Promise<Outcome>
}

export const databaseOptions = {
  db: { type: 'string' },
  'key-file': { type: 'string' },
} as const satisfies ParseArgsOptionsConfig
