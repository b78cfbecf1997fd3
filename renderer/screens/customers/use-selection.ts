/** Which customers the next step is for: the rows chosen, or all the filter lets through. */
import { useState } from 'react'
import type { CustomerSelection } from '../../../shared/contract/customer-work.ts'
import type { CustomerFilter, CustomerRow } from '../../../shared/contract/customers.ts'

type Chosen = { readonly kind: 'rows'; readonly customerNos: readonly string[] } | { readonly kind: 'all' }

const nobody: Chosen = { kind: 'rows', customerNos: [] }

export interface Selection {
  /** How many are chosen. */
  readonly count: number
  readonly all: boolean
  readonly of: CustomerSelection['of']
  /** Grows when the grid is to forget its rows. */
  readonly cleared: number
  noteRows(rows: readonly CustomerRow[]): void
  takeAll(): void
  clear(): void
}

/** The rows belong to one filter; with another filter the choice is empty again. */
export function useSelection(filter: CustomerFilter, total: number): Selection {
  const [chosen, setChosen] = useState<Chosen>(nobody)
  const [cleared, setCleared] = useState(0)
  const [of, setOf] = useState(filter)
  const clear = () => {
    setChosen(nobody)
    setCleared((n) => n + 1)
  }
  if (of !== filter) {
    setOf(filter)
    clear()
  }
  return {
    count: chosen.kind === 'all' ? total : chosen.customerNos.length,
    all: chosen.kind === 'all',
    of: chosen.kind === 'all' ? { filter } : { customerNos: [...chosen.customerNos] },
    cleared,
    noteRows: (rows) => setChosen({ kind: 'rows', customerNos: rows.map((row) => row.customerNo) }),
    takeAll: () => setChosen({ kind: 'all' }),
    clear,
  }
}
