import type { Envelope } from '../../shared/contract/route.ts'

/** `window.panhuo` as the page sees it. */
export type PanhuoBridge = {
  /** Asks a route; the promise always resolves. `onId` receives the request's id, for `cancel`. */
  invoke: (route: string, input: unknown, onId?: (id: string) => void) => Promise<Envelope<unknown>>
  cancel: (id: string) => void
  /** Listens to 'progress', 'changed' and 'engine' events; returns the function that stops listening. */
  on: (event: string, listen: (data: unknown) => void) => () => void
  /** Paths of files dropped on the page. */
  pathsOf: (files: File[]) => string[]
}
