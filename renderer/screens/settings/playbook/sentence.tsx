/**
 * A rule as one readable sentence with its values in place: the text comes from the catalogue with names in
 * braces, and each name is given a value of the playbook or a plain word.
 */
import { Fragment, type ReactNode } from 'react'
import { settings } from '../../../i18n/zh-cn/settings.ts'
import type { FieldKind, Path } from './draft.ts'
import { PlaybookField } from './field.tsx'

/** A value of the playbook inside a sentence. */
export interface Slot {
  readonly path: Path
  readonly kind: FieldKind
  readonly label: string
}

/** A slot in one line. */
export const slot = (path: Path, kind: FieldKind, label: string): Slot => ({ path, kind, label })

type Texts = typeof settings
type NamesIn<S extends string> = S extends `${string}{${infer P}}${infer Rest}` ? P | NamesIn<Rest> : never

interface SentenceProps<K extends keyof Texts> {
  readonly of: K
  readonly slots: Readonly<Record<NamesIn<Texts[K]>, Slot | string | readonly Slot[]>>
}

function filled(slot: Slot | string | readonly Slot[] | undefined): ReactNode {
  if (slot === undefined || typeof slot === 'string') return slot
  if ('path' in slot) return <PlaybookField {...slot} />
  return slot.map((each, i) => (
    <Fragment key={each.label}>
      {i > 0 && '、'}
      <PlaybookField {...each} />
    </Fragment>
  ))
}

export function Sentence<K extends keyof Texts>({ of, slots }: SentenceProps<K>) {
  const values: Readonly<Record<string, Slot | string | readonly Slot[]>> = slots
  return (
    <div className="playbook-sentence">
      {settings[of].split(/\{(\w+)\}/).map((piece, i) => (
        <Fragment key={i}>{i % 2 === 1 ? filled(values[piece]) : piece}</Fragment>
      ))}
    </div>
  )
}
