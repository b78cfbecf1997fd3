/**
 * What a person decided about the sheets of a batch, as plain data: every change makes a new list, so that taking it
 * back is putting the old list there again. The files themselves are never changed.
 */
import type { SheetDecision } from '../../../shared/contract/imports.ts'

export type Decisions = readonly SheetDecision[]

/** A sheet by its file and name. */
export interface SheetId {
  readonly path: string
  readonly sheet: string
}

const isOf = (id: SheetId) => (decision: SheetDecision) =>
  decision.path === id.path && decision.sheet === id.sheet

export function decisionOf(decisions: Decisions, id: SheetId): SheetDecision | null {
  return decisions.find(isOf(id)) ?? null
}

/** The decisions with one sheet's changed. A value of undefined takes that decision back. */
export function decide(
  decisions: Decisions,
  { path, sheet }: SheetId,
  change: { readonly [K in keyof SheetDecision]?: SheetDecision[K] | undefined },
): SheetDecision[] {
  const merged = { ...decisionOf(decisions, { path, sheet }), ...change, path, sheet }
  const kept = Object.fromEntries(Object.entries(merged).filter(([, value]) => value !== undefined))
  return [
    ...decisions.filter((decision) => !isOf({ path, sheet })(decision)),
    kept as unknown as SheetDecision,
  ]
}

/** Another header row or kind: what was said about columns was about other columns. */
export function restartLayout(
  decisions: Decisions,
  id: SheetId,
  change: { readonly headerRow?: number; readonly kind?: SheetDecision['kind'] | undefined },
): SheetDecision[] {
  return decide(decisions, id, { ...change, columns: undefined, substitutions: undefined, blanks: undefined })
}

/** Reads a column as a field, null leaves it out. */
export function mapColumn(
  decisions: Decisions,
  id: SheetId,
  index: number,
  field: string | null,
): SheetDecision[] {
  const others = (decisionOf(decisions, id)?.columns ?? []).filter(
    (column) => column.index !== index && (field === null || column.field !== field),
  )
  return decide(decisions, id, { columns: [...others, { index, field }] })
}

/** What an empty cell of a field means. */
export function setBlankPolicy(
  decisions: Decisions,
  id: SheetId,
  field: string,
  policy: 'keep' | 'clear',
): SheetDecision[] {
  const others = (decisionOf(decisions, id)?.blanks ?? []).filter((blank) => blank.field !== field)
  return decide(decisions, id, { blanks: [...others, { field, policy }] })
}

export function fixCell(
  decisions: Decisions,
  id: SheetId,
  row: number,
  index: number,
  to: string,
): SheetDecision[] {
  const others = (decisionOf(decisions, id)?.cells ?? []).filter(
    (cell) => cell.row !== row || cell.index !== index,
  )
  return decide(decisions, id, { cells: [...others, { row, index, to }] })
}

/**
 * Every cell of the column that says `from` is read as `to`: those that say so in the file, and those that earlier
 * corrections made say so.
 */
export function fixAllLike(
  decisions: Decisions,
  id: SheetId,
  index: number,
  from: string,
  to: string,
): SheetDecision[] {
  const decision = decisionOf(decisions, id)
  const redirect = <T extends { readonly index: number; readonly to: string }>(each: T): T =>
    each.index === index && each.to.trim() === from ? { ...each, to } : each
  const others = (decision?.substitutions ?? []).filter((rule) => rule.index !== index || rule.from !== from)
  return decide(decisions, id, {
    substitutions: [...others.map(redirect), { index, from, to }],
    ...(decision?.cells ? { cells: decision.cells.map(redirect) } : {}),
  })
}

export function dropRows(decisions: Decisions, id: SheetId, rows: readonly number[]): SheetDecision[] {
  const dropped = new Set([...(decisionOf(decisions, id)?.dropRows ?? []), ...rows])
  return decide(decisions, id, { dropRows: [...dropped].sort((a, b) => a - b) })
}

/** The text a cell is read as after all corrections. */
export function correctedText(
  decision: SheetDecision | null,
  row: number,
  index: number,
  text: string,
): string {
  const cell = decision?.cells?.findLast((each) => each.row === row && each.index === index)
  if (cell) return cell.to
  const rule = decision?.substitutions?.findLast((each) => each.index === index && each.from === text.trim())
  return rule ? rule.to : text
}
