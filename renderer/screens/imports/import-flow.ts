/**
 * Where an import stands. Kept outside the screen, so that reading a large batch goes on while one looks at
 * another screen and the preview is still there when one comes back.
 *
 * A batch passes through: chosen → previewed (nothing written) → committed. Nothing but `imports.commit`
 * changes data; every way back is safe.
 */
import { create } from 'zustand'
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts'
import type { ImportPreview } from '../../../shared/contract/imports.ts'

export type ImportOptions = InputOf<'imports.preview'>['options']
export type CommittedImport = OutputOf<'imports.commit'>
export type ImportView = 'review' | 'changes'

interface ImportFlow {
  readonly paths: readonly string[]
  readonly options: ImportOptions
  readonly preview: ImportPreview | null
  readonly view: ImportView
  /** Codes of the confirmations answered with yes. */
  readonly confirmed: readonly string[]
  readonly committed: CommittedImport | null
  choose(paths: readonly string[], options: ImportOptions): void
  previewed(preview: ImportPreview): void
  show(view: ImportView): void
  answer(code: string, yes: boolean): void
  commit(committed: CommittedImport): void
  reset(): void
}

const empty = { paths: [], options: {}, preview: null, confirmed: [], committed: null }

export const useImportFlow = create<ImportFlow>((set) => ({
  ...empty,
  view: 'changes',
  choose: (paths, options) => set({ ...empty, paths, options }),
  previewed: (preview) => set({ preview, confirmed: [], view: needsReview(preview) ? 'review' : 'changes' }),
  show: (view) => set({ view }),
  answer: (code, yes) =>
    set((s) => ({ confirmed: yes ? [...s.confirmed, code] : s.confirmed.filter((c) => c !== code) })),
  commit: (committed) => set({ ...empty, committed }),
  reset: () => set(empty),
}))

/** True when rows were rejected or a control total is off: then the details come before the changes. */
export function needsReview(preview: ImportPreview): boolean {
  return preview.weeks.some((week) =>
    week.files.some((file) => file.rowsRejected > 0 || file.controlTotal.matches === false),
  )
}

/** The options the person has set, without those left to the program. */
export function givenOptions(options: ImportOptions): ImportOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** 'C:\\数据\\客户清单_20261120.xlsx' → '客户清单_20261120.xlsx'. */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
