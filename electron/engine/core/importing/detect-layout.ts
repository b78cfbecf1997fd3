/**
 * Sheet → layout: header row, columns with reasons, extract kind, units, data date, and the rows above the data
 * with the reason each is left out. Pure; whatever a person must mend is thrown as a `Refusal`.
 */
import { extractKinds } from '../../../../shared/domain/fields.ts'
import type { ExtractKind } from '../../../../shared/domain/fields.ts'
import type { MoneyUnit } from '../../../../shared/domain/money.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import { headerAliases } from '../../../../shared/playbook/aliases.ts'
import type { ColumnField } from '../../../../shared/playbook/aliases.ts'
import { draftColumns, settleByShape, unmapped } from './columns.ts'
import type { DraftColumn } from './columns.ts'
import { decideColumns } from './column-detail.ts'
import { dateInFileName, dateInTitle, datesInColumn, decideDataDate } from './data-date.ts'
import { decideKind, kindNames, missingFields, nearestKind } from './extract-kind.ts'
import type { FieldsByKind } from './extract-kind.ts'
import { unitInText } from './header-match.ts'
import { findHeader, headerAt } from './header-row.ts'
import type { HeaderCandidate } from './header-row.ts'
import { fingerprintOf } from './layout-memory.ts'
import type { DataDate, IgnoredRow, LayoutContext, LayoutResult } from './layout-types.ts'
import { displayText, isBlank } from './sheet.ts'
import type { RawRow, RawValue, Sheet } from './sheet.ts'

/**
 * Understands one sheet. Throws `Refusal` NO_HEADER, NO_KEY_COLUMN, MISSING_COLUMN, UNIT_UNSUPPORTED or
 * AS_OF_CONFLICT, each naming file and sheet, what was seen and what to do.
 */
export function detectLayout(sheet: Sheet, context: LayoutContext): LayoutResult {
  const header =
    context.headerRow === undefined
      ? findHeader(sheet, context.kind, context.remembered, context.aliases)
      : headerAt(sheet, context.headerRow - 1)
  if (!header) throw noHeader(sheet, context)
  const kind = kindOf(sheet, header, context)
  const unitRow = unitsBelow(sheet.rows[header.row + 1])
  const firstData = header.row + (unitRow ? 2 : 1)
  const data = sheet.rows.slice(firstData)
  const named = draftColumns(header.texts, kind, context.remembered, context.aliases)
  const drafts = decide(settleByShape(named, kind, data), context.decided)
  const missing = missingFields(kind, fieldSet(drafts))
  const refusal = missing.length > 0 ? missingColumns(sheet, context, kind, missing, drafts) : null
  if (refusal && !context.inspectOnly) throw refusal

  const above = sheet.rows.slice(0, header.groupRow ?? header.row)
  const { columns, units } = decideColumns({ sheet, context, kind, drafts, data, above, header, unitRow })
  const asOfColumn = columns.find(({ field }) => field === 'asOf')
  const date1904 = context.date1904 ?? false
  const asOf = decideDataDate({
    given: context.asOf ?? null,
    title: dateInTitle(above, date1904),
    column: asOfColumn ? datesInColumn(valuesOf(data, asOfColumn.index, context), date1904) : [],
    fileName: dateInFileName(context.fileName),
  })
  if (asOf.conflict && !context.inspectOnly) throw dateConflict(sheet, context, asOf)
  const contactCount = drafts.find(({ reading }) => reading.field === 'contactCount')
  return {
    fileName: context.fileName,
    sheetName: sheet.name,
    kind,
    headerRow: header.row + 1,
    groupRow: header.groupRow === null ? null : header.groupRow + 1,
    firstDataRow: firstData + 1,
    columns,
    ignored: rowsAbove(above, header, unitRow !== null),
    units,
    asOf,
    contactWindowDays: contactCount?.reading.windowDays ?? null,
    hiddenRows: sheet.hiddenRows.filter((row) => row > firstData).length,
    date1904,
    fingerprint: fingerprintOf(header.texts),
    ...(refusal ? { refusal: { code: refusal.code, message: refusal.message } } : {}),
  }
}

/** Cells of a column, those of later rows included. */
function* valuesOf(data: readonly RawRow[], index: number, context: LayoutContext): Iterable<RawValue> {
  for (const row of data) yield row[index] ?? null
  yield* context.late?.get(index)?.values ?? []
}

/** A person's word on a column outranks every guess; a field taken by hand leaves no second column for it. */
function decide(drafts: readonly DraftColumn[], decided: LayoutContext['decided']): DraftColumn[] {
  if (!decided || decided.size === 0) return [...drafts]
  const taken = new Set([...decided.values()].filter((field) => field !== null))
  return drafts.map((draft) => {
    const field = decided.get(draft.index)
    if (field === undefined)
      return draft.reading.field !== null && taken.has(draft.reading.field)
        ? unmapped(draft, { code: 'duplicate_field', detail: '同一内容已由您指定为另一列' })
        : draft
    const detail = field === null ? '由您指定不导入' : '由您指定'
    return { ...draft, reading: { ...draft.reading, field, reason: { code: 'decided', detail } } }
  })
}

function fieldSet(drafts: readonly DraftColumn[]): ReadonlySet<ColumnField> {
  return new Set(drafts.flatMap(({ reading }) => (reading.field === null ? [] : [reading.field])))
}

function kindOf(sheet: Sheet, header: HeaderCandidate, context: LayoutContext): ExtractKind {
  if (context.kind) return context.kind
  const fields = Object.fromEntries(
    extractKinds.map((kind) => [
      kind,
      fieldSet(
        decide(draftColumns(header.texts, kind, context.remembered, context.aliases), context.decided),
      ),
    ]),
  ) as unknown as FieldsByKind
  const kind = decideKind(fields)
  if (kind) return kind
  const nearest = nearestKind(fields)
  if (context.inspectOnly) return nearest
  const missing = missingFields(nearest, fields[nearest])
  const drafts = draftColumns(header.texts, nearest, context.remembered, context.aliases)
  throw missingColumns(sheet, context, nearest, missing, drafts)
}

/** Units of a row right below the header that holds nothing but units ("", "万元", "万元"). */
function unitsBelow(row: RawRow | undefined): ReadonlyMap<number, MoneyUnit> | null {
  const units = new Map<number, MoneyUnit>()
  for (const [index, value] of (row ?? []).entries()) {
    if (isBlank(value)) continue
    const text = displayText(value).trim()
    const unit = typeof value === 'string' && text.length <= 8 ? unitInText(text) : null
    if (unit === 'yuan' || unit === 'wan') units.set(index, unit)
    else if (!/^[([（【]?(?:-|—|%|次|天|日|岁|个|户)[)\]）】]?$/.test(text)) return null
  }
  return units.size > 0 ? units : null
}

function rowsAbove(above: readonly RawRow[], header: HeaderCandidate, unitRow: boolean): IgnoredRow[] {
  const ignored = above.map((row, at): IgnoredRow => {
    const texts = row.filter((value) => !isBlank(value)).map((value) => displayText(value))
    if (texts.length === 0) return { row: at + 1, reason: 'blank' }
    return { row: at + 1, reason: texts.some((text) => unitInText(text) !== null) ? 'unit' : 'title' }
  })
  if (header.groupRow !== null) ignored.push({ row: header.groupRow + 1, reason: 'group_header' })
  if (unitRow) ignored.push({ row: header.row + 2, reason: 'unit' })
  return ignored
}

function where(sheet: Sheet, context: LayoutContext): string {
  return `文件“${context.fileName}”的工作表“${sheet.name}”`
}

function noHeader(sheet: Sheet, context: LayoutContext): Refusal {
  const seen = sheet.rows
    .map((row) => row.filter((value) => !isBlank(value)).map((value) => displayText(value).trim()))
    .filter((texts) => texts.length > 0)
    .slice(0, 3)
    .map((texts) => texts.slice(0, 6).join('、').slice(0, 80))
  const found = seen.length > 0 ? `前几行是：${seen.join('；')}。` : '工作表中没有内容。'
  return new Refusal(
    'NO_HEADER',
    `${where(sheet, context)}里找不到表头行。${found}请确认表头含有“客户号”“客户姓名”“AUM余额”等列名，再重新导入。`,
    { file: context.fileName, sheet: sheet.name, seen },
  )
}

function missingColumns(
  sheet: Sheet,
  context: LayoutContext,
  kind: ExtractKind,
  missing: readonly ColumnField[],
  drafts: readonly DraftColumn[],
): Refusal {
  const headers = drafts.map(({ header }) => header).filter((header) => header !== '')
  const seen = headers.slice(0, 40).join('、')
  const noKey = missing.includes('customerNo')
  const usual = missing.map((field) => `“${(headerAliases[kind][field] ?? [field])[0] ?? field}”`).join('、')
  const what = missing.length > 0 ? `缺少${usual}列` : `除客户号外没有认得的列`
  return new Refusal(
    noKey ? 'NO_KEY_COLUMN' : 'MISSING_COLUMN',
    `${where(sheet, context)}按“${kindNames[kind]}”读取时${what}。看到的列有：${seen}。` +
      `请在表中补上${noKey ? '“客户号”列（也可叫客户编号、核心客户号）' : '该列或改正列名'}，再重新导入。`,
    { file: context.fileName, sheet: sheet.name, kind, missing: [...missing], headers },
  )
}

function dateConflict(sheet: Sheet, context: LayoutContext, asOf: DataDate): Refusal {
  const said = asOf.sources.map(({ detail, date }) => `${detail}为 ${date}`).join('，')
  return new Refusal(
    'AS_OF_CONFLICT',
    `${where(sheet, context)}的数据日期互相矛盾：${said}。请核对后指定数据日期再导入。`,
    { file: context.fileName, sheet: sheet.name, sources: asOf.sources },
  )
}
