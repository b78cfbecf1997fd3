/**
 * Rows → facts, one row at a time so that the caller can report progress or stop in between. Every row ends as
 * accepted, rejected with a reason, or ignored with a reason; their counts add up to the rows pushed.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { FactValue } from '../../../../shared/domain/fields.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import { correctRow } from './corrections.ts'
import { fileRefusal } from './file-refusal.ts'
import { fieldDef } from './header-match.ts'
import type { Column, IgnoredRow, LayoutResult } from './layout-types.ts'
import { canBeMasked, cellReader } from './parse-cell.ts'
import type { CellReader } from './parse-cell.ts'
import { isMasked, parseStaff } from './parse-text.ts'
import type { StaffCell } from './parse-text.ts'
import { unreadable } from './parsed.ts'
import { rejectionMessage } from './rejection.ts'
import type { RejectCode } from './rejection.ts'
import { addRow, factNames, orientMovement, putStaff, putValue } from './row-facts.ts'
import type { Facts } from './row-facts.ts'
import { rowClassifier } from './row-kind.ts'
import type {
  AcceptedRow,
  FirstRow,
  ParseResult,
  RejectedRow,
  RowOutcome,
  RowParser,
  RowParserOptions,
} from './row-types.ts'
import { displayText, isBlank } from './sheet.ts'
import type { RawRow, RawValue } from './sheet.ts'
import { totalsKeeper } from './totals.ts'

export type {
  AcceptedRow,
  FirstRow,
  ParseResult,
  RejectedRow,
  RowOutcome,
  RowParser,
  RowParserOptions,
} from './row-types.ts'

interface Plan {
  readonly column: Column
  readonly field: string
  /** null for staff cells, which fill two facts. */
  readonly read: CellReader | null
  readonly required: boolean
  readonly masks: boolean
}

interface ReadCells {
  readonly masked: string[]
  readonly unread: [Plan, RawValue][]
  readonly empty: string[]
  asOf: IsoDate | null
}

/** Starts reading the rows of a sheet by its layout. */
export function createRowParser(layout: LayoutResult, options: RowParserOptions = {}): RowParser {
  const plans = layout.columns.flatMap((column) => plan(layout, column))
  const keyPlan = plans.find(({ column }) => column.type === 'key') ?? null
  const valuePlans = plans.filter((each) => each !== keyPlan)
  const severalDates = layout.asOf.date === null && layout.asOf.dates.length > 1
  const asOfPlan = severalDates ? (plans.find(({ column }) => column.type === 'asOf') ?? null) : null
  const summing = options.duplicates === 'sum' && layout.kind === 'customers'
  const classify = rowClassifier(layout)
  const totals = totalsKeeper(layout)
  const rejects: RejectedRow[] = []
  const ignored: IgnoredRow[] = []
  const accepted: AcceptedRow[] = []
  const firstRows = new Map<string, number>()
  const summedRows = new Map<string, AcceptedRow>()
  const blanks: Record<string, number> = Object.fromEntries(plans.map(({ field }) => [field, 0]))
  const damaged = new Map<string, { column: string; count: number; examples: Set<string> }>()
  const shape: Facts = Object.fromEntries(
    plans.flatMap(({ column }) => factNames(column)).map((name) => [name, null]),
  )
  const counts = { read: 0, accepted: 0, summed: 0, damagedKeys: 0, keyedRows: 0, corrected: 0, dropped: 0 }
  const { corrections } = options
  let current: RawRow = []

  function reject(
    row: number,
    code: RejectCode,
    column: Column | null,
    value: string,
    first?: FirstRow,
  ): 'rejected' {
    const name = column?.header ?? null
    const message = rejectionMessage(row, code, name, value, first)
    rejects.push({ row, column: name, index: column?.index ?? null, code, value, message, cells: current })
    return 'rejected'
  }

  function ignore(row: number, reason: IgnoredRow['reason']): 'ignored' {
    ignored.push({ row, reason })
    return 'ignored'
  }

  /** The key of a row, or what became of a row without one. */
  function keyOf(row: number, cells: RawRow, key: Plan): { key: string } | RowOutcome {
    const raw = cells[key.column.index] ?? null
    const value = key.read?.(raw) ?? null
    if (typeof value === 'string') {
      counts.keyedRows++
      return { key: value }
    }
    if (value === unreadable) {
      counts.damagedKeys++
      counts.keyedRows++
      return reject(row, 'KEY_DAMAGED', key.column, displayText(raw))
    }
    const known = valuePlans.filter(({ column }) => !isBlank(cells[column.index])).length
    return known >= 2 ? reject(row, 'KEY_EMPTY', key.column, '') : ignore(row, 'no_key')
  }

  /** Reads the cells beside the key; a cell that costs the row its place ends it. */
  function readCells(row: number, cells: RawRow, facts: Facts): ReadCells | RowOutcome {
    const result: ReadCells = { masked: [], unread: [], empty: [], asOf: null }
    let missing: Plan | null = null
    for (const each of valuePlans) {
      const { column } = each
      const raw = cells[column.index] ?? null
      const value = each.read === null ? parseStaff(raw) : each.read(raw)
      if (value === null) {
        result.empty.push(each.field)
        if (each.required) missing ??= each
      } else if (value === unreadable) {
        if (column.type === 'money') return reject(row, 'MONEY_UNREADABLE', column, displayText(raw))
        if (each.required) return reject(row, 'REQUIRED_UNREADABLE', column, displayText(raw))
        result.unread.push([each, raw])
      } else if (each.masks && typeof value === 'string' && isMasked(value)) result.masked.push(each.field)
      const known = value === unreadable ? null : value
      if (each.read === null) putStaff(facts, each.field, known as StaffCell | null)
      else putValue(facts, column, known as FactValue)
      if (column.type === 'asOf') result.asOf = known as string | null
    }
    // In a file of several dates a row must say its own.
    if (asOfPlan && result.asOf === null) missing ??= asOfPlan
    if (!missing) return result
    if (!keyPlan && valuePlans.length - result.empty.length < 2) return ignore(row, 'no_key')
    return reject(row, 'REQUIRED_EMPTY', missing.column, '')
  }

  function push(row: number, sheetCells: RawRow): RowOutcome {
    counts.read++
    let cells = sheetCells
    if (corrections) {
      if (corrections.dropRows.has(row)) {
        counts.dropped++
        return ignore(row, 'dropped')
      }
      const corrected = correctRow(row, sheetCells, corrections)
      cells = corrected.cells
      counts.corrected += corrected.changed
    }
    current = cells
    const reason = classify(cells)
    if (reason) {
      if (reason === 'total') totals.found(cells)
      return ignore(row, reason)
    }
    // Every row starts from one shape, which is what makes writing its fields cheap.
    const facts: Facts = { ...shape }
    const key = keyPlan ? keyOf(row, cells, keyPlan) : null
    if (typeof key === 'string') return key
    if (key) facts['customerNo'] = key.key
    const read = readCells(row, cells, facts)
    if (typeof read === 'string') return read
    const { masked, asOf } = read
    if (layout.kind === 'movements') orientMovement(facts)
    if (key && layout.kind === 'customers') {
      // Rows of one customer for several data dates are no duplicates of each other.
      const identity = asOf === null || layout.asOf.date !== null ? key.key : `${key.key}|${asOf}`
      const at = options.onAccepted ? undefined : firstRows.get(identity)
      if (at !== undefined && !summing) {
        const first = { row: at, fileName: null }
        return reject(row, 'KEY_DUPLICATE', keyPlan?.column ?? null, key.key, first)
      }
      const earlier = summedRows.get(identity)
      if (earlier) {
        summedRows.set(identity, addRow(earlier, facts, masked, layout.kind))
        totals.add(facts)
        counts.summed++
        return 'summed'
      }
      if (!options.onAccepted) firstRows.set(identity, row)
      if (summing) summedRows.set(identity, { row, facts, masked, asOf })
    }
    const first = summing ? null : deliver({ row, facts, masked, asOf })
    if (first) return reject(row, 'KEY_DUPLICATE', keyPlan?.column ?? null, key ? key.key : '', first)
    note(row, read)
    totals.add(facts)
    counts.accepted++
    return 'accepted'
  }

  function note(row: number, read: ReadCells): void {
    for (const field of read.empty) blanks[field] = (blanks[field] ?? 0) + 1
    for (const [{ field, column }, raw] of read.unread) {
      options.onUnread?.({ row, column, value: raw, cells: current })
      const entry = damaged.get(field) ?? { column: column.header, count: 0, examples: new Set<string>() }
      entry.count++
      if (entry.examples.size < 3) entry.examples.add(displayText(raw).slice(0, 40))
      damaged.set(field, entry)
    }
  }

  function deliver(row: AcceptedRow): FirstRow | null {
    if (options.onAccepted) return options.onAccepted(row)
    accepted.push(row)
    return null
  }

  /** Rows of one customer come together only at the end; one may still meet another file's row. */
  function deliverSummed(): void {
    for (const row of summedRows.values()) {
      const first = deliver(row)
      if (!first) continue
      current = []
      counts.accepted--
      reject(row.row, 'KEY_DUPLICATE', keyPlan?.column ?? null, String(row.facts['customerNo']), first)
    }
  }

  function finishAnyway(): ReturnType<RowParser['finishAnyway']> {
    deliverSummed()
    const refusal = fileRefusal({
      layout,
      keyHeader: keyPlan?.column.header ?? null,
      rejects,
      damagedKeys: counts.damagedKeys,
      keyedRows: counts.keyedRows,
      acceptedCount: counts.accepted + counts.summed,
      limit: options.maxRejectsPercent ?? importDefaults.maxRejectsPercent,
    })
    const result: ParseResult = {
      accepted,
      rejects,
      ignored,
      unreadable: [...damaged].map(([field, each]) => ({ ...each, field, examples: [...each.examples] })),
      blanks,
      controlTotal: totals.main(),
      controlTotals: totals.all(),
      damagedKeys: counts.damagedKeys,
      contactWindowDays: layout.contactWindowDays,
      counts: {
        read: counts.read,
        accepted: counts.accepted,
        summed: counts.summed,
        rejected: rejects.length,
        ignored: ignored.length,
        corrected: counts.corrected,
        dropped: counts.dropped,
      },
    }
    return { result, refusal }
  }

  function finish(): ParseResult {
    const { result, refusal } = finishAnyway()
    if (refusal) throw refusal
    return result
  }

  return { push, finish, finishAnyway }
}

/** Reads all rows of a sheet below its header. */
export function parseRows(
  layout: LayoutResult,
  sheet: { readonly rows: readonly RawRow[] },
  options: RowParserOptions = {},
): ParseResult {
  const parser = createRowParser(layout, options)
  for (let at = layout.firstDataRow - 1; at < sheet.rows.length; at++)
    parser.push(at + 1, sheet.rows[at] ?? [])
  return parser.finish()
}

function plan(layout: LayoutResult, column: Column): Plan[] {
  if (column.field === null || column.type === null) return []
  const required = fieldDef(layout.kind, column.field)?.required ?? false
  const read = cellReader(column, layout.date1904)
  return [{ column, field: column.field, read, required, masks: canBeMasked(column) }]
}
