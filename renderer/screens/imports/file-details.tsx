/**
 * 核对: what the program made of each file, every decision with its reason. The file list is at the left, the
 * chosen file's facts, columns, ignored, rejected and unreadable cells at the right.
 */
import { Tabs } from 'antd'
import { useState } from 'react'
import type { FileReport } from '../../../shared/contract/imports.ts'
import { factLabel, kindLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { t } from '../../i18n/index.ts'
import { fileNameOf } from './import-flow.ts'

export interface DatedFile {
  readonly asOf: IsoDate
  readonly file: FileReport
}

type Part<K extends 'rejects' | 'ignored' | 'columns' | 'unreadable'> = FileReport[K][number]

const columnColumns: readonly GridColumn<Part<'columns'>>[] = [
  { key: 'header', header: t('imports.columnHeader'), width: 200, value: (c) => c.header },
  {
    key: 'field',
    header: t('imports.columnField'),
    width: 160,
    value: (c) => (c.field === null ? t('imports.columnUnused') : factLabel(c.field)),
  },
  { key: 'reason', header: t('imports.columnReason'), flex: 1, minWidth: 240, value: (c) => c.reason },
]
const ignoredColumns: readonly GridColumn<Part<'ignored'>>[] = [
  { key: 'row', header: t('imports.rowNo'), width: 90, numeric: true, value: (r) => r.row },
  { key: 'reason', header: t('imports.ignoredReason'), flex: 1, minWidth: 300, value: (r) => r.reason },
]
const rejectColumns: readonly GridColumn<Part<'rejects'>>[] = [
  { key: 'row', header: t('imports.rowNo'), width: 90, numeric: true, value: (r) => r.row },
  { key: 'column', header: t('imports.rejectColumn'), width: 150, value: (r) => r.column },
  { key: 'value', header: t('imports.rejectValue'), width: 200, value: (r) => r.value },
  {
    key: 'message',
    header: t('imports.rejectMessage'),
    flex: 1,
    minWidth: 280,
    value: (r) => r.message,
    tooltip: (r) => r.message,
  },
]
const unreadableColumns: readonly GridColumn<Part<'unreadable'>>[] = [
  { key: 'column', header: t('imports.unreadableColumn'), width: 200, value: (u) => u.column },
  {
    key: 'count',
    header: t('imports.unreadableCount'),
    width: 90,
    numeric: true,
    value: (u) => u.count,
    text: (u) => u.count.toLocaleString('zh-CN'),
  },
  {
    key: 'examples',
    header: t('imports.unreadableExamples'),
    flex: 1,
    minWidth: 240,
    value: (u) => u.examples.join('、'),
  },
]

/** The file's total row against our own sum, as a sentence; `ok` null when there is nothing to compare. */
export function controlTotal(file: FileReport): { text: string; ok: boolean | null } {
  const { found, computed, matches } = file.controlTotal
  if (matches === null || found === null)
    return {
      text:
        computed === null || computed === 0
          ? t('imports.totalNothing')
          : t('imports.totalNone', { computed: formatMoney(computed) }),
      ok: null,
    }
  if (matches) return { text: t('imports.totalMatches', { found: formatMoney(found) }), ok: true }
  return {
    text: t('imports.totalDiffers', {
      found: formatMoney(found),
      computed: formatMoney(computed ?? 0),
      difference: formatMoney(found - (computed ?? 0)),
    }),
    ok: false,
  }
}

function fileState(file: FileReport): { text: string; bad: boolean } {
  if (file.controlTotal.matches === false) return { text: t('imports.fileTotalWrong'), bad: true }
  if (file.rowsRejected > 0) return { text: t('imports.fileRejected', { n: file.rowsRejected }), bad: true }
  return { text: t('imports.fileOk'), bad: false }
}

function Facts({ asOf, file }: DatedFile) {
  const facts: readonly (readonly [string, string])[] = [
    [t('imports.factAsOf'), asOf],
    [t('imports.factKind'), kindLabel(file.kind)],
    [t('imports.factSheet'), file.sheet || t('common.none')],
    [t('imports.factHeader'), t('imports.factHeaderRow', { n: file.headerRow })],
    [t('imports.factUnits'), file.units === 'wan' ? t('imports.unitsWan') : t('imports.unitsYuan')],
    ...(file.encoding ? [[t('imports.factEncoding'), file.encoding] as const] : []),
    [t('imports.factRead'), t('common.rows', { n: file.rowsRead })],
    [t('imports.factAccepted'), t('common.rows', { n: file.rowsAccepted })],
    [t('imports.factRejected'), t('common.rows', { n: file.rowsRejected })],
  ]
  const total = controlTotal(file)
  return (
    <>
      <dl className="import-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className="num">{value}</dd>
          </div>
        ))}
      </dl>
      <p className={total.ok === false ? 'import-bad' : total.ok ? 'import-good' : 'muted'}>{total.text}</p>
    </>
  )
}

function FileTabs({ file }: { readonly file: FileReport }) {
  const [tab, setTab] = useState(file.rowsRejected > 0 ? 'rejects' : 'columns')
  const pane = (content: React.ReactNode) => <div className="import-pane">{content}</div>
  return (
    <Tabs
      className="fill-tabs"
      size="small"
      activeKey={tab}
      onChange={setTab}
      items={[
        {
          key: 'columns',
          label: t('imports.tabColumns', { n: file.columns.length }),
          children: pane(
            <DataGrid
              label={t('imports.tabColumns', { n: file.columns.length })}
              rows={file.columns}
              columns={columnColumns}
              rowKey={(c) => c.header}
            />,
          ),
        },
        {
          key: 'rejects',
          label: t('imports.tabRejects', { n: file.rowsRejected }),
          children: pane(
            <DataGrid
              label={t('imports.tabRejects', { n: file.rowsRejected })}
              rows={file.rejects}
              columns={rejectColumns}
              rowKey={(r) => `${r.row}|${r.column ?? ''}|${r.code}`}
              emptyText={t('imports.noRejects')}
            />,
          ),
        },
        {
          key: 'ignored',
          label: t('imports.tabIgnored', { n: file.ignored.length }),
          children: pane(
            <DataGrid
              label={t('imports.tabIgnored', { n: file.ignored.length })}
              rows={file.ignored}
              columns={ignoredColumns}
              rowKey={(r) => String(r.row)}
              emptyText={t('imports.noIgnored')}
            />,
          ),
        },
        {
          key: 'unreadable',
          label: t('imports.tabUnreadable', { n: file.unreadable.reduce((sum, u) => sum + u.count, 0) }),
          children: pane(
            <>
              <p className="muted">{t('imports.unreadableHint')}</p>
              <div className="import-pane-grid">
                <DataGrid
                  label={t('imports.unreadableHint')}
                  rows={file.unreadable}
                  columns={unreadableColumns}
                  rowKey={(u) => u.column}
                  emptyText={t('imports.noUnreadable')}
                />
              </div>
            </>,
          ),
        },
      ]}
    />
  )
}

/** The files of a batch, one open at a time; opens at the first that needs looking at. */
export function FileDetails({ files }: { readonly files: readonly DatedFile[] }) {
  const firstBad = files.findIndex(({ file }) => fileState(file).bad)
  const [open, setOpen] = useState(Math.max(0, firstBad))
  const shown = files[open]
  return (
    <div className="file-details">
      <ul className="file-list" aria-label={t('imports.files')}>
        {files.map(({ asOf, file }, i) => {
          const state = fileState(file)
          return (
            <li key={`${file.path}|${file.kind}|${asOf}`}>
              <button type="button" aria-current={i === open} onClick={() => setOpen(i)}>
                <b>{fileNameOf(file.path)}</b>
                <span className="muted">
                  {kindLabel(file.kind)} · {t('common.rows', { n: file.rowsRead })}
                </span>
                <span className={state.bad ? 'import-bad' : 'import-good'}>
                  {state.bad ? '▲ ' : '✓ '}
                  {state.text}
                </span>
              </button>
            </li>
          )
        })}
      </ul>
      {shown && (
        <div className="file-open" key={open}>
          <Facts {...shown} />
          <FileTabs file={shown.file} />
        </div>
      )}
    </div>
  )
}
