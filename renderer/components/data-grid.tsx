/** A grid over rows already in the window. For lists of more than a few thousand use `InfiniteGrid`. */
import type { GetRowIdParams } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useCallback, useMemo, useRef } from 'react'
import { cspNonce } from '../api/csp.ts'
import {
  copyRows,
  gridLocale,
  gridTheme,
  rowSelection,
  sortingOrder,
  toColDefs,
  type GridColumn,
} from './grid-base.ts'

export type { GridColumn } from './grid-base.ts'

export interface DataGridProps<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly GridColumn<Row>[]
  readonly rowKey: (row: Row) => string
  /** What a screen reader calls the grid. */
  readonly label: string
  readonly emptyText?: string
  /** Enter or double click. */
  readonly onOpen?: (row: Row) => void
  readonly onSelect?: (rows: Row[]) => void
  /** Grow with the rows instead of filling the parent's height. */
  readonly autoHeight?: boolean
}

export function DataGrid<Row>(props: DataGridProps<Row>) {
  const { rows, columns, rowKey, label, emptyText, onOpen, onSelect, autoHeight } = props
  const grid = useRef<AgGridReact<Row>>(null)
  const columnDefs = useMemo(() => toColDefs(columns, true), [columns])
  const rowData = useMemo(() => [...rows], [rows])
  const getRowId = useCallback(({ data }: GetRowIdParams<Row>) => rowKey(data), [rowKey])
  return (
    <div
      className={autoHeight ? undefined : 'grid-host'}
      role="region"
      aria-label={label}
      onCopy={(event) => copyRows(event, grid.current?.api, columns)}
    >
      <AgGridReact<Row>
        ref={grid}
        theme={gridTheme}
        localeText={gridLocale}
        {...(cspNonce ? { styleNonce: cspNonce } : {})}
        rowData={rowData}
        columnDefs={columnDefs}
        getRowId={getRowId}
        domLayout={autoHeight ? 'autoHeight' : 'normal'}
        rowSelection={rowSelection}
        sortingOrder={sortingOrder}
        animateRows={false}
        suppressCellFocus={false}
        tooltipShowDelay={300}
        overlayNoRowsTemplate={`<span class="grid-empty">${emptyText ?? ''}</span>`}
        onRowDoubleClicked={({ data }) => data !== undefined && onOpen?.(data)}
        onCellKeyDown={({ data, event }) => {
          if (event instanceof KeyboardEvent && event.key === 'Enter' && data !== undefined) onOpen?.(data)
        }}
        onSelectionChanged={({ api }) => onSelect?.(api.getSelectedRows())}
      />
    </div>
  )
}
