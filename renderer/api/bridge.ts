/**
 * The one object the preload script puts on `window`. Everything the screens know of the outside passes
 * through it; the types of routes and answers are added in `client.ts`.
 */
import { z } from 'zod'
import type { Envelope, Progress } from '../../shared/contract/route.ts'

export type EngineState = 'starting' | 'ready' | 'dead' | 'failed'

export interface BridgeEvents {
  progress: Progress & { readonly id: string }
  changed: { readonly topics: readonly string[] }
  engine: { readonly state: EngineState; readonly message: string | null }
}
export type BridgeEvent = keyof BridgeEvents

export interface PanhuoBridge {
  /** `onId` receives the id under which a job reports progress and can be cancelled. */
  invoke(route: string, input: unknown, onId?: (id: string) => void): Promise<Envelope<unknown>>
  cancel(id: string): void
  /** Returns the function that stops listening. */
  on<E extends BridgeEvent>(event: E, listener: (data: BridgeEvents[E]) => void): () => void
  /** Paths of files dropped on the window. */
  pathsOf(files: File[]): string[]
}

declare global {
  interface Window {
    panhuo?: PanhuoBridge
  }
}

export const envelopeSchema = z.union([
  z.object({ ok: z.literal(true), data: z.unknown() }),
  z.object({ ok: z.literal(false), code: z.string(), message: z.string(), details: z.unknown().optional() }),
])
