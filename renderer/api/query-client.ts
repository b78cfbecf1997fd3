/**
 * The cache of answers. The engine is in the same machine, so calls never wait for a network, are never
 * repeated on their own, and stay fresh until the engine says something changed.
 */
import { QueryClient } from '@tanstack/react-query'
import { onEvent } from './client.ts'

export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        networkMode: 'always',
        retry: false,
        staleTime: Infinity,
        refetchOnWindowFocus: false,
        refetchOnReconnect: false,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  })
}

/** Refetches whatever is on screen when facts changed or the engine came back; returns the stop function. */
export function keepFresh(client: QueryClient): () => void {
  const offChanged = onEvent('changed', () => void client.invalidateQueries())
  const offEngine = onEvent('engine', (status) => {
    if (status.state === 'ready') void client.invalidateQueries()
  })
  return () => {
    offChanged()
    offEngine()
  }
}
