/**
 * Finds the header row below whatever title, unit and date rows an extract begins with: the row whose cells
 * name the most fields. A header may take two rows, a group name above its columns ("AUM" over "余额|月日均").
 */
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import { extractKinds } from '../../../../shared/domain/fields.ts'
import { importDefaults } from '../../../../shared/playbook/import-limits.ts'
import type { HeaderAlias } from '../../../../shared/playbook/aliases.ts'
import { readHeader } from './header-match.ts'
import type { RememberedColumns } from './header-match.ts'
import { displayText, isBlank } from './sheet.ts'
import type { RawRow, Sheet } from './sheet.ts'

/** Per column the texts to try, most specific first; empty for a column without header. */
export type HeaderTexts = readonly (readonly string[])[]

/** One spelling per column, or two where a group name may belong to it. */
export interface HeaderCandidate {
  /** Zero-based row of the (lower) header row. */
  readonly row: number
  readonly groupRow: number | null
  readonly texts: HeaderTexts
  readonly score: number
}

/** Header text as shown to people: one line, single spaces. */
export function headerText(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Row cells with every merged range filled by its first cell. */
export function filledRow(sheet: Sheet, at: number): string[] {
  const row = sheet.rows[at] ?? []
  const texts = Array.from(row, (value) => (isBlank(value) ? '' : displayText(value)))
  for (const range of sheet.merges) {
    if (at < range.top || at > range.bottom || range.right - range.left > 1_000) continue
    const text = displayText(sheet.rows[range.top]?.[range.left])
    for (let column = range.left; column <= range.right; column++) texts[column] ||= text
  }
  return Array.from(texts, (text) => text ?? '')
}

function isTextRow(row: RawRow): boolean {
  const cells = row.filter((value) => !isBlank(value))
  return (
    cells.length >= 2 && cells.every((value) => typeof value === 'string' && !/^\d{6,}$/.test(value.trim()))
  )
}

function single(sheet: Sheet, row: number): HeaderTexts {
  return (sheet.rows[row] ?? []).map((value) => (isBlank(value) ? [] : [headerText(displayText(value))]))
}

/** Texts of a two-row header; null when the lower row holds data. */
function paired(sheet: Sheet, row: number): HeaderTexts | null {
  const lowerRow = sheet.rows[row + 1] ?? []
  if (!isTextRow(lowerRow)) return null
  const upper = filledRow(sheet, row)
  const width = Math.max(upper.length, lowerRow.length)
  let group = ''
  return Array.from({ length: width }, (_, column) => {
    const own = headerText(upper[column] ?? '')
    const lower = headerText(displayText(lowerRow[column]))
    if (own !== '') group = own
    if (lower === '') return own === '' ? [] : [own]
    return group === '' ? [lower] : [`${group}${lower}`, lower]
  })
}

/** Number of distinct fields a candidate names for one kind. */
function scoreFor(
  texts: HeaderTexts,
  kind: ExtractKind,
  remembered: RememberedColumns | undefined,
  aliases: readonly HeaderAlias[] | undefined,
): number {
  const fields = new Set<string>()
  for (const options of texts) {
    for (const text of options) {
      const { field } = readHeader(text, kind, remembered, aliases)
      if (field === null) continue
      fields.add(field)
      break
    }
  }
  return fields.size
}

/** More fields win; between equals the plain header row wins over the pair that ends in it. */
function better(score: number, row: number, two: boolean, best: HeaderCandidate | null): boolean {
  if (best === null || score > best.score) return true
  return score === best.score && !two && best.groupRow !== null && best.row === row
}

/** Every row, and pair of rows, near the top that could be a header by its look. */
export function* headerCandidates(
  sheet: Sheet,
): Generator<{ readonly row: number; readonly texts: HeaderTexts }> {
  const last = Math.min(sheet.rows.length, importDefaults.headerSearchRows)
  for (let at = 0; at < last; at++) {
    const filled = (sheet.rows[at] ?? []).filter((value) => !isBlank(value))
    if (filled.length === 0 || filled.filter((value) => typeof value === 'string').length * 2 < filled.length)
      continue
    if (filled.length >= 2) yield { row: at, texts: single(sheet, at) }
    const pair = paired(sheet, at)
    if (pair) yield { row: at + 1, texts: pair }
  }
}

/** The best header candidate, or null when no row names two fields. */
export function findHeader(
  sheet: Sheet,
  kind: ExtractKind | undefined,
  remembered: RememberedColumns | undefined,
  aliases?: readonly HeaderAlias[],
): HeaderCandidate | null {
  const kinds = kind ? [kind] : extractKinds
  let best: HeaderCandidate | null = null
  const last = Math.min(sheet.rows.length, importDefaults.headerSearchRows)
  for (let row = 0; row < last; row++) {
    if (best && best.score >= 4 && row > best.row + 2) break
    const cells = (sheet.rows[row] ?? []).filter((value) => typeof value === 'string' && value.trim() !== '')
    if (cells.length === 0) continue
    for (const two of [false, true]) {
      const texts = two ? paired(sheet, row) : single(sheet, row)
      if (texts === null) continue
      const score = Math.max(...kinds.map((each) => scoreFor(texts, each, remembered, aliases)))
      if (score >= 2 && better(score, row, two, best)) {
        best = { row: two ? row + 1 : row, groupRow: two ? row : null, texts, score }
      }
    }
  }
  return best && (single(sheet, best.row).some((texts) => texts.length > 0) ? best : null)
}

/** The header a person pointed at; null when that row is empty. */
export function headerAt(sheet: Sheet, row: number): HeaderCandidate | null {
  const plain = single(sheet, row)
  if (!plain.some((texts) => texts.length > 0)) return null
  return { row, groupRow: null, texts: plain, score: 0 }
}
