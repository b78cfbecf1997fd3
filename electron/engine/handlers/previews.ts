/**
 * Previews waiting for a yes. A preview is the import itself in an open transaction, so what it shows is what a
 * commit does, and committing costs nothing more. Whatever else wants to write first lets that transaction go;
 * the preview is still good then, and a commit reads the same files once more.
 */
import { randomUUID } from 'node:crypto'
import type { ImportPreview } from '../../../shared/contract/imports.ts'
import type { WriteDb } from '../db/types.ts'
import type { ReadOptions } from './read-batch.ts'
import type { StoredBatch } from './store-batch.ts'

export interface Preview {
  readonly paths: readonly string[]
  readonly options: ReadOptions
  /** Content of the files looked at, by path; a commit must find the same. */
  readonly contents: ReadonlyMap<string, string>
  readonly confirmations: ImportPreview['confirmations']
  /** What lies in the open transaction. */
  readonly stored: StoredBatch
}

export interface Previews {
  /** Keeps a preview whose transaction is open on the writing connection. Returns its token. */
  hold(preview: Preview): string
  find(token: string): { readonly preview: Preview; readonly held: boolean } | null
  /** The transaction of `token` was committed or the preview is not wanted any more. */
  forget(token: string): void
  /** Rolls back the open transaction, if there is one. */
  release(): void
}

/** Previews a window looked at but has not confirmed; the oldest is dropped when there are more. */
const kept = 3

export function createPreviews(write: WriteDb): Previews {
  const previews = new Map<string, Preview>()
  let held: string | null = null
  function release(): void {
    if (held !== null && write.inTransaction) write.exec('ROLLBACK')
    held = null
  }
  return {
    hold(preview) {
      const token = randomUUID()
      previews.set(token, preview)
      for (const old of [...previews.keys()].slice(0, -kept)) previews.delete(old)
      held = token
      return token
    },
    find(token) {
      const preview = previews.get(token)
      return preview ? { preview, held: held === token } : null
    },
    forget(token) {
      previews.delete(token)
      if (held === token) held = null
    },
    release,
  }
}
