/** What every handler is made with. */
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import type { Previews } from './previews.ts'

/** The clock is an argument so that tests and replays decide what time it is. */
export interface Clock {
  /** Local time of the branch, ISO with seconds: '2026-11-20T17:05:00'. */
  now(): string
}

export interface HandlerContext {
  /** Sees the last committed state, also while a job is writing. */
  readonly read: ReadDb
  readonly write: WriteDb
  readonly clock: Clock
  readonly encrypted: boolean
  readonly previews: Previews
}

export function today(clock: Clock): IsoDate {
  return clock.now().slice(0, 10)
}
