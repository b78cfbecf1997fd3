/**
 * Where an import stands. Kept outside the screen, so that reading a large batch goes on while one looks at
 * another screen and everything decided is still there when one comes back.
 *
 * A batch passes through: chosen → (set up, columns, checked where needed) → previewed (nothing written) →
 * committed. Nothing but `imports.commit` changes data; every way back is safe and loses nothing.
 */
import { create } from 'zustand'
import type { InputOf, OutputOf } from '../../../shared/contract/contract.ts'
import type { CheckedSheet, ImportPreview, InspectedFile } from '../../../shared/contract/imports.ts'
import type { Decisions } from './decisions.ts'

export type ImportOptions = InputOf<'imports.preview'>['options']
export type CommittedImport = OutputOf<'imports.commit'>
export const importViews = ['setup', 'columns', 'check', 'changes'] as const
export type ImportView = (typeof importViews)[number]

interface ImportFlow {
  readonly paths: readonly string[]
  readonly options: ImportOptions
  readonly preview: ImportPreview | null
  /** The answers of inspecting and checking, as of the decisions they were asked with. */
  readonly inspected: readonly InspectedFile[] | null
  readonly checked: readonly CheckedSheet[] | null
  readonly view: ImportView
  /** Something was decided that the preview does not know yet. */
  readonly dirty: boolean
  readonly past: readonly Decisions[]
  readonly future: readonly Decisions[]
  /** Codes of the confirmations answered with yes. */
  readonly confirmed: readonly string[]
  readonly committed: CommittedImport | null
  /** A new batch. */
  choose(paths: readonly string[], options: ImportOptions): void
  /** The same batch read with other options: the preview of before holds no more. */
  reread(options: ImportOptions): void
  previewed(preview: ImportPreview): void
  inspectedAs(files: readonly InspectedFile[]): void
  checkedAs(files: readonly CheckedSheet[]): void
  show(view: ImportView): void
  decide(decisions: Decisions): void
  undo(): void
  redo(): void
  answer(code: string, yes: boolean): void
  commit(committed: CommittedImport): void
  reset(): void
}

const empty = {
  paths: [],
  options: {},
  preview: null,
  inspected: null,
  checked: null,
  dirty: false,
  past: [],
  future: [],
  confirmed: [],
  committed: null,
} as const

export const decisionsOf = ({ options }: Pick<ImportFlow, 'options'>): Decisions => options.decisions ?? []

export const useImportFlow = create<ImportFlow>((set) => ({
  ...empty,
  view: 'changes',
  choose: (paths, options) => set({ ...empty, view: 'changes', paths, options }),
  reread: (options) => set({ options, preview: null }),
  previewed: (preview) =>
    set({ preview, confirmed: [], dirty: false, view: needsReview(preview) ? 'check' : 'changes' }),
  inspectedAs: (inspected) => set({ inspected }),
  checkedAs: (checked) => set({ checked }),
  show: (view) => set({ view }),
  decide: (decisions) =>
    set((s) => ({
      options: { ...s.options, decisions: [...decisions] },
      past: [...s.past, decisionsOf(s)],
      future: [],
      dirty: true,
    })),
  undo: () =>
    set((s) => {
      const before = s.past.at(-1)
      if (!before) return s
      return {
        options: { ...s.options, decisions: [...before] },
        past: s.past.slice(0, -1),
        future: [decisionsOf(s), ...s.future],
        dirty: true,
      }
    }),
  redo: () =>
    set((s) => {
      const [next, ...future] = s.future
      if (!next) return s
      return {
        options: { ...s.options, decisions: [...next] },
        past: [...s.past, decisionsOf(s)],
        future,
        dirty: true,
      }
    }),
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

/** True when there is anything to mend: rejected rows or cells that cannot be read. */
export function hasProblems(preview: ImportPreview): boolean {
  return preview.weeks.some((week) =>
    week.files.some((file) => file.rowsRejected > 0 || file.unreadable.length > 0 || file.corrected > 0),
  )
}

/** Refusals that the set-up steps answer, and those that the rows to mend answer. */
const layoutCodes =
  /^(?:NO_HEADER|NO_KEY_COLUMN|MISSING_COLUMN|UNIT_UNSUPPORTED|AS_OF_|NO_ROWS|KEY_COLUMN_DAMAGED)/
const rowCodes = /^(?:TOO_MANY_REJECTS|KEY_COLUMN_DAMAGED)/

/** The step in which a refusal can be answered, null when the file itself must be mended. */
export function stepFor(code: string): ImportView | null {
  if (rowCodes.test(code)) return 'check'
  return layoutCodes.test(code) ? 'setup' : null
}

/** The options the person has set, without those left to the program. */
export function givenOptions(options: ImportOptions): ImportOptions {
  return Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined))
}

/** 'C:\\数据\\客户清单_20261120.xlsx' → '客户清单_20261120.xlsx'. */
export function fileNameOf(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path
}
