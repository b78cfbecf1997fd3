/**
 * A grid over rows that stay in the engine: blocks of 200 are fetched as one scrolls, sorting and
 * filtering happen in SQL, and at most 20 blocks stay in the window.
 */
import type { GetRowIdParams, GridApi, IDatasource, SortModelItem } from 'ag-grid-community'
import { AgGridReact } from 'ag-grid-react'
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
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

const blockSize = 200
const blocksKept = 20

export interface PageRequest {
  readonly offset: number
  readonly limit: number
  readonly sort: readonly { readonly key: string; readonly dir: 'asc' | 'desc' }[]
}

/** Columns in order and what they are sorted by, laid out at once. */
export interface GridLayout {
  readonly order: readonly string[]
  readonly sort: readonly { readonly key: string; readonly dir: 'asc' | 'desc' }[]
}

export interface InfiniteGridProps<Row> {
  readonly columns: readonly GridColumn<Row>[]
  readonly rowKey: (row: Row) => string
  readonly label: string
  /** Fetches a block. A new function (memoise it!) starts from the top; see also `version`. */
  readonly load: (request: PageRequest) => Promise<{ rows: Row[]; total: number }>
  /** Change it when the facts changed: the blocks on screen are fetched again, the place is kept. */
  readonly version?: number
  readonly initialSort?: { readonly key: string; readonly dir: 'asc' | 'desc' }
  readonly emptyText?: string
  /** Keys of the columns shown; all when left out. */
  readonly shown?: ReadonlySet<string>
  /** A new layout is taken over once; afterwards the person arranges the grid again. */
  readonly layout?: GridLayout | null
  /** Everybody is chosen, also those not on screen. */
  readonly allSelected?: boolean
  /** Change it to forget the rows chosen. */
  readonly cleared?: number
  /** Ctrl+A. */
  readonly onSelectAll?: () => void
  readonly onOpen?: (row: Row) => void
  readonly onSelect?: (rows: Row[]) => void
  readonly onError?: (error: unknown) => void
  /** Arrow keys moved to another row. */
  readonly onFocusRow?: (row: Row) => void
  /** Which columns are shown and in which order, at first and after every change. */
  readonly onColumns?: (keys: string[]) => void
}

function dataSource<Row>(
  load: InfiniteGridProps<Row>['load'],
  api: GridApi<Row>,
  onError: (error: unknown) => void,
): IDatasource {
  const sortOf = (model: SortModelItem[]) => model.map(({ colId, sort }) => ({ key: colId, dir: sort }))
  return {
    getRows: ({ startRow, endRow, sortModel, successCallback, failCallback }) => {
      load({ offset: startRow, limit: endRow - startRow, sort: sortOf(sortModel) }).then(
        ({ rows, total }) => {
          if (api.isDestroyed()) return
          successCallback(rows, total)
          if (total === 0) api.showNoRowsOverlay()
          else api.hideOverlay()
        },
        (error: unknown) => {
          if (!api.isDestroyed()) failCallback()
          onError(error)
        },
      )
    },
  }
}

function lay<Row>(api: GridApi<Row>, { order, sort }: GridLayout): void {
  const sorted = new Map(sort.map(({ key, dir }, sortIndex) => [key, { sort: dir, sortIndex }]))
  api.applyColumnState({
    state: order.map((colId) => ({ colId, hide: false, ...sorted.get(colId) })),
    defaultState: { sort: null },
    applyOrder: true,
  })
}

const isSelectAll = (event: KeyboardEvent) =>
  (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey && event.key.toLowerCase() === 'a'

const shownKeys = (api: GridApi) => api.getAllDisplayedColumns().map((column) => column.getColId())

export function InfiniteGrid<Row>(props: InfiniteGridProps<Row>) {
  const { columns, rowKey, label, load, version, initialSort, emptyText, shown, layout, cleared } = props
  const [api, setApi] = useState<GridApi<Row> | null>(null)
  const latest = useRef(props)
  useEffect(() => {
    latest.current = props
  })
  const columnDefs = useMemo(
    () =>
      toColDefs(columns, true).map((def) => ({
        ...def,
        ...(initialSort && initialSort.key === def.colId ? { initialSort: initialSort.dir } : {}),
        ...(shown ? { hide: !shown.has(def.colId ?? '') } : {}),
      })),
    [columns, initialSort, shown],
  )
  useEffect(() => {
    if (api)
      api.setGridOption(
        'datasource',
        dataSource(load, api, (e) => latest.current.onError?.(e)),
      )
  }, [api, load])
  const shownVersion = useRef(version)
  useEffect(() => {
    if (shownVersion.current === version) return
    shownVersion.current = version
    if (api && !api.isDestroyed()) api.refreshInfiniteCache()
  }, [api, version])
  useEffect(() => {
    if (api && layout) lay(api, layout)
  }, [api, layout])
  useEffect(() => {
    if (api && cleared) api.deselectAll()
  }, [api, cleared])
  const getRowId = useCallback(({ data }: GetRowIdParams<Row>) => rowKey(data), [rowKey])
  return (
    <div
      className={props.allSelected ? 'grid-host grid-all-selected' : 'grid-host'}
      role="region"
      aria-label={label}
      onKeyDown={(event) => {
        if (!props.onSelectAll || !isSelectAll(event.nativeEvent)) return
        event.preventDefault()
        props.onSelectAll()
      }}
      onCopy={(event) => copyRows(event, api ?? undefined, columns)}
    >
      <AgGridReact<Row>
        onGridReady={(event) => {
          setApi(event.api)
          latest.current.onColumns?.(shownKeys(event.api))
        }}
        theme={gridTheme}
        localeText={gridLocale}
        {...(cspNonce ? { styleNonce: cspNonce } : {})}
        rowModelType="infinite"
        cacheBlockSize={blockSize}
        maxBlocksInCache={blocksKept}
        infiniteInitialRowCount={1}
        columnDefs={columnDefs}
        maintainColumnOrder
        getRowId={getRowId}
        rowSelection={rowSelection}
        sortingOrder={sortingOrder}
        animateRows={false}
        tooltipShowDelay={300}
        overlayNoRowsTemplate={`<span class="grid-empty">${emptyText ?? ''}</span>`}
        onRowDoubleClicked={({ data }) => data !== undefined && latest.current.onOpen?.(data)}
        onCellKeyDown={({ data, event }) => {
          if (event instanceof KeyboardEvent && event.key === 'Enter' && data !== undefined)
            latest.current.onOpen?.(data)
        }}
        onCellFocused={({ rowIndex, api }) => {
          const row = rowIndex === null ? undefined : api.getDisplayedRowAtIndex(rowIndex)?.data
          if (row !== undefined) latest.current.onFocusRow?.(row)
        }}
        onDisplayedColumnsChanged={({ api }) => latest.current.onColumns?.(shownKeys(api))}
        onSelectionChanged={({ api }) => latest.current.onSelect?.(api.getSelectedRows())}
      />
    </div>
  )
}
