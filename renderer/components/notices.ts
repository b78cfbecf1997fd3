/**
 * Short notices at the foot of the window: something was done, or was refused. Errors stay until
 * dismissed, or until the screen they happened on is left.
 */
import { create } from 'zustand'
import type { ApiError } from '../api/client.ts'

export interface Notice {
  readonly id: number
  readonly kind: 'done' | 'error'
  readonly text: string
  readonly code: string | null
  /** A follow-up such as 撤销. */
  readonly action: { readonly label: string; run(): void } | null
}

interface NoticesState {
  readonly notices: readonly Notice[]
  readonly next: number
  add(notice: Omit<Notice, 'id'>): void
  dismiss(id: number): void
  dismissErrors(): void
}

export const useNotices = create<NoticesState>((set) => ({
  notices: [],
  next: 1,
  add: (notice) =>
    set((s) => ({ notices: [...s.notices.slice(-3), { ...notice, id: s.next }], next: s.next + 1 })),
  dismiss: (id) => set((s) => ({ notices: s.notices.filter((n) => n.id !== id) })),
  dismissErrors: () => set((s) => ({ notices: s.notices.filter((n) => n.kind !== 'error') })),
}))

/** Says that something was done. */
export function notify(text: string, action: Notice['action'] = null): void {
  useNotices.getState().add({ kind: 'done', text, code: null, action })
}

/** Says why something was not done. */
export function notifyError(error: ApiError): void {
  useNotices.getState().add({ kind: 'error', text: error.message, code: error.code, action: null })
}
