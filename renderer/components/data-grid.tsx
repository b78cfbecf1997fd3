/** A grid over rows already in the window. For lists of more than a few thousand use `InfiniteGrid`. */
import { AgGridReact } from 'ag-grid-react'
import { useMemo, useRef } from 'react'
import { cspNonce } from '../api/csp.ts'
import { ascThenDesc, copyRows, gridLocale, gridTheme, toColDefs, type GridColumn } from './grid-base.ts'

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
        getRowId={({ data }) => rowKey(data)}
        domLayout={autoHeight ? 'autoHeight' : 'normal'}
        rowSelection={{
          mode: 'multiRow',
          checkboxes: false,
          headerCheckbox: false,
          enableClickSelection: true,
        }}
        sortingOrder={ascThenDesc}
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
