/**
 * What the two grids share: how a column of ours becomes one of AG Grid's, the ledger theme, and copying
 * the selected rows as tab-separated text (Community has no clipboard of its own). Together with
 * `data-grid` and `infinite-grid` this is the only importer of ag-grid.
 */
import { AG_GRID_LOCALE_CN } from '@ag-grid-community/locale'
import {
  AllCommunityModule,
  ModuleRegistry,
  themeQuartz,
  type CellClassParams,
  type ColDef,
  type GridApi,
  type ICellRendererParams,
  type ITooltipParams,
  type RowSelectionOptions,
  type ValueFormatterParams,
  type ValueGetterParams,
  type ValueSetterParams,
} from 'ag-grid-community'
import type { ClipboardEvent, ReactNode } from 'react'
import { t } from '../i18n/index.ts'
import { notify } from './notices.ts'

ModuleRegistry.registerModules([AllCommunityModule])

export interface GridColumn<Row> {
  readonly key: string
  readonly header: string
  readonly width?: number
  /** Share of the width left over; needs a `minWidth` to stay readable. */
  readonly flex?: number
  readonly minWidth?: number
  /** Right-aligned, aligned digits. */
  readonly numeric?: boolean
  /** What is sorted by, null = unknown. */
  readonly value: (row: Row) => string | number | boolean | null
  /** What is shown and copied; the value itself when left out. */
  readonly text?: (row: Row) => string
  /** Richer than text, for tags; copying still uses `text`. */
  readonly render?: (row: Row) => ReactNode
  readonly tooltip?: (row: Row) => string | null
  readonly sortable?: boolean
  readonly hidden?: boolean
  readonly pinned?: boolean
  /** The cell can be typed over; called with the new text. */
  readonly edit?: (row: Row, text: string) => void
  /** Class of a cell by what it holds. */
  readonly className?: (row: Row) => string
}

export const gridLocale = AG_GRID_LOCALE_CN

export const gridTheme = themeQuartz.withParams({
  accentColor: '#0f5c63',
  backgroundColor: '#ffffff',
  borderColor: '#e3e8ea',
  borderRadius: 4,
  wrapperBorderRadius: 4,
  cellHorizontalPadding: 8,
  chromeBackgroundColor: '#f4f6f6',
  columnBorder: false,
  fontFamily: 'inherit',
  fontSize: 13,
  foregroundColor: '#1d2427',
  headerFontSize: 12,
  headerFontWeight: 600,
  headerHeight: 30,
  headerTextColor: '#55606a',
  iconSize: 12,
  rowHeight: 28,
  rowHoverColor: '#eef2f3',
  selectedRowBackgroundColor: '#e3eff0',
  spacing: 4,
  wrapperBorder: { color: '#cfd6d9' },
})

/** Text of a cell as shown. */
export function cellText<Row>(column: GridColumn<Row>, row: Row): string {
  if (column.text) return column.text(row)
  const value = column.value(row)
  return value === null ? t('common.none') : String(value)
}

/** Our columns as AG Grid's. Rows still loading (infinite model) show an empty cell. */
export function toColDefs<Row>(columns: readonly GridColumn<Row>[], sortable: boolean): ColDef<Row>[] {
  return columns.map((column) => ({
    colId: column.key,
    headerName: column.header,
    valueGetter: ({ data }: ValueGetterParams<Row>) => (data ? column.value(data) : null),
    valueFormatter: ({ data }: ValueFormatterParams<Row>) => (data ? cellText(column, data) : ''),
    sortable: sortable && column.sortable !== false,
    hide: column.hidden ?? false,
    ...(column.pinned ? { pinned: 'left' as const } : {}),
    comparator: compare,
    ...editing(column),
    ...(column.className
      ? { cellClass: ({ data }: CellClassParams<Row>) => (data ? (column.className?.(data) ?? '') : '') }
      : {}),
    ...(column.numeric
      ? { cellClass: 'ag-right-aligned-cell grid-num', headerClass: 'ag-right-aligned-header' }
      : {}),
    ...(column.width === undefined ? {} : { width: column.width }),
    ...(column.flex === undefined ? {} : { flex: column.flex }),
    ...(column.minWidth === undefined ? {} : { minWidth: column.minWidth }),
    ...renderer(column),
    ...tooltip(column),
  }))
}

/** What is typed goes to the owner of the rows, who gives new ones: the grid itself changes nothing. */
function editing<Row>({ edit }: GridColumn<Row>): Partial<ColDef<Row>> {
  if (!edit) return {}
  return {
    editable: true,
    cellEditor: 'agTextCellEditor',
    valueSetter: ({ data, newValue }: ValueSetterParams<Row>) => {
      edit(data, newValue === null || newValue === undefined ? '' : String(newValue))
      return false
    },
  }
}

function renderer<Row>({ render }: GridColumn<Row>): Partial<ColDef<Row>> {
  if (!render) return {}
  return { cellRenderer: ({ data }: ICellRendererParams<Row>) => (data ? render(data) : null) }
}

function tooltip<Row>({ tooltip: textOf }: GridColumn<Row>): Partial<ColDef<Row>> {
  if (!textOf) return {}
  return { tooltipValueGetter: ({ data }: ITooltipParams<Row>) => (data ? textOf(data) : null) }
}

/** One object for all renders: a new one each time would make the grid start over. */
export const rowSelection: RowSelectionOptions = {
  mode: 'multiRow',
  checkboxes: false,
  headerCheckbox: false,
  enableClickSelection: true,
}

/** Figures are looked at from the top first. */
export const sortingOrder: ('asc' | 'desc' | null)[] = ['desc', 'asc', null]

type CellValue = string | number | boolean | null

const collator = new Intl.Collator('zh-CN', { numeric: true })

/** Order of two cells; the unknown come last whichever way one sorts. */
export function compare(a: CellValue, b: CellValue, _a?: unknown, _b?: unknown, descending = false): number {
  if (a === null || b === null) return a === b ? 0 : (a === null) === descending ? -1 : 1
  if (typeof a === 'string' && typeof b === 'string') return collator.compare(a, b)
  return Number(a) - Number(b)
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }
const escapeHtml = (text: string) => text.replace(/[&<>]/g, (sign) => escapes[sign] ?? sign)

/** The same rows for spreadsheets, which would take the leading zeros off a customer number given as plain text. */
function htmlTable<Row>(
  header: readonly string[],
  body: readonly (readonly string[])[],
  columns: readonly GridColumn<Row>[],
): string {
  const asText = ` style="mso-number-format:'\\@'"`
  const cell = (text: string, i: number) => `<td${columns[i]?.numeric ? '' : asText}>${escapeHtml(text)}</td>`
  const lines = [header.map((text) => `<th>${escapeHtml(text)}</th>`), ...body.map((line) => line.map(cell))]
  return `<table>${lines.map((line) => `<tr>${line.join('')}</tr>`).join('')}</table>`
}

/** Puts the selected rows (or the focused one) on the clipboard, headers first, columns as displayed. */
export function copyRows<Row>(
  event: ClipboardEvent,
  api: GridApi<Row> | undefined,
  columns: readonly GridColumn<Row>[],
): void {
  if (!api || window.getSelection()?.toString()) return
  const focused = api.getFocusedCell()
  const focusedRow = focused ? api.getDisplayedRowAtIndex(focused.rowIndex)?.data : undefined
  const selected = api.getSelectedNodes().toSorted((a, b) => (a.rowIndex ?? 0) - (b.rowIndex ?? 0))
  const rows = selected.map((node) => node.data).filter((row) => row !== undefined)
  if (rows.length === 0 && focusedRow) rows.push(focusedRow)
  if (rows.length === 0) return
  const shown = api
    .getAllDisplayedColumns()
    .map((column) => columns.find((c) => c.key === column.getColId()))
    .filter((column) => column !== undefined)
  const clean = (text: string) => text.replace(/[\t\r\n]+/g, ' ')
  const header = shown.map((column) => clean(column.header))
  const body = rows.map((row) => shown.map((column) => clean(cellText(column, row))))
  const text = [header, ...body].map((line) => line.join('\t')).join('\r\n')
  event.clipboardData.setData('text/plain', text)
  event.clipboardData.setData('text/html', htmlTable(header, body, shown))
  event.preventDefault()
  notify(t('common.copied', { n: rows.length }))
}
