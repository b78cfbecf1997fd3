/** The file's own total row against the sum of what was accepted: the cheapest proof that nothing was lost. */
import type { FactRow } from '../../../../shared/domain/fields.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { LayoutResult } from './layout-types.ts'
import { parseMoney } from './parse-money.ts'
import type { RawRow } from './sheet.ts'

export interface ControlTotal {
  /** Fen of the last total row; null when the file has none for this column. */
  readonly found: Fen | null
  readonly computed: Fen
  /** null when there is nothing to compare with. */
  readonly matches: boolean | null
}

/** Fields a total row is expected for, the first mapped one being the file's control total. */
const mainFields = ['aum', 'amount', 'targetAmount', 'aumMonthAvg']

export interface TotalsKeeper {
  add(facts: FactRow): void
  found(row: RawRow): void
  main(): ControlTotal
  all(): (ControlTotal & { field: string; column: string })[]
}

/** Sums every money column and remembers what the last total row says about it. */
export function totalsKeeper(layout: LayoutResult): TotalsKeeper {
  const columns = layout.columns.filter(({ type, field }) => type === 'money' && field !== null)
  const sums = new Map<string, Fen>(columns.map(({ field }) => [String(field), 0]))
  const said = new Map<string, Fen>()

  function compare(field: string): ControlTotal {
    const found = said.get(field) ?? null
    const computed = sums.get(field) ?? 0
    return { found, computed, matches: found === null ? null : found === computed }
  }

  return {
    add(facts) {
      for (const [field, sum] of sums) {
        const value = facts[field]
        if (typeof value === 'number') sums.set(field, sum + value)
      }
    },
    found(row) {
      for (const { index, field, unit } of columns) {
        const value = parseMoney(row[index] ?? null, unit ?? 'yuan')
        if (typeof value === 'number') said.set(String(field), value)
      }
    },
    main() {
      const fields = [...sums.keys()]
      const field = mainFields.find((name) => fields.includes(name)) ?? fields.find((name) => said.has(name))
      return field === undefined ? { found: null, computed: 0, matches: null } : compare(field)
    },
    all() {
      return columns
        .filter(({ field }) => said.has(String(field)))
        .map(({ field, header }) => ({ field: String(field), column: header, ...compare(String(field)) }))
    },
  }
}
