/**
 * What the shell and the engine say to each other, whichever process hosts the engine. The shell reads no
 * route and no payload; it carries frames and pairs answers with questions by `id`.
 */
import { z } from 'zod'
import type { Envelope } from '../../shared/contract/route.ts'

/** The engine's first message from the shell: all it needs to open its database. */
export type EngineInit = {
  dbPath: string
  /** 64 hex digits, or null for an unencrypted database. */
  keyHex: string | null
  backupDir: string
  /** The system account's name, printed on exports; null when the system does not tell. */
  exportUser: string | null
  productVersion: string
}

export type FrameToEngine =
  { init: EngineInit } | { id: string; route: string; input: unknown } | { id: string; cancel: true }

export const frameFromEngine = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ fatal: z.object({ code: z.string(), message: z.string() }) }),
  z.object({ id: z.string(), ok: z.literal(true), data: z.unknown() }),
  z.object({
    id: z.string(),
    ok: z.literal(false),
    code: z.string(),
    message: z.string(),
    details: z.unknown().optional(),
  }),
  z.object({ event: z.string(), data: z.unknown() }),
])

export type FrameFromEngine = z.output<typeof frameFromEngine>
export type EngineAnswer = Envelope<unknown>

/** `dead`: a restart is on its way. `failed`: it stays down until someone asks for a restart. */
export type EngineState = 'starting' | 'ready' | 'dead' | 'failed'
export type EngineStatus = { state: EngineState; message: string | null }
