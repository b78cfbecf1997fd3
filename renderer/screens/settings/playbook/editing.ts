/** The playbook being read or edited, handed to the many small fields on the page. */
import { createContext, useContext } from 'react'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { Path } from './draft.ts'

export interface PlaybookEditing {
  readonly draft: Playbook
  readonly editing: boolean
  readonly issues: ReadonlyMap<string, string>
  set(path: Path, value: unknown): void
}

export const PlaybookContext = createContext<PlaybookEditing | null>(null)

/** The editing state around a field; fields only exist inside the playbook page. */
export function usePlaybookEditing(): PlaybookEditing {
  const editing = useContext(PlaybookContext)
  if (!editing) throw new Error('a playbook field outside the playbook page')
  return editing
}
