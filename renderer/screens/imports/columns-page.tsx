/** 列: what every column is read as and why, what changed against last time, and what an empty cell means. */
import { Select, Tabs } from 'antd'
import { useMemo } from 'react'
import type { InspectedFile, InspectedSheet, LayoutDrift } from '../../../shared/contract/imports.ts'
import { fieldsByKind, type FieldDef } from '../../../shared/domain/fields.ts'
import { factLabel } from '../../../shared/domain/labels.ts'
import { isKeepable } from '../../../shared/playbook/keepable.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { t } from '../../i18n/index.ts'
import { decisionOf, mapColumn, setBlankPolicy, type SheetId } from './decisions.ts'
import { decisionsOf, useImportFlow } from './import-flow.ts'

type Column = NonNullable<InspectedSheet['layout']>['columns'][number]

const leftOut = ''

function driftText({ kind, before, now, field }: LayoutDrift): string {
  if (kind === 'renamed') return t('imports.driftRenamed', { before: before ?? '', now: now ?? '' })
  if (kind === 'missing') return t('imports.driftMissing', { before: before ?? '' })
  return t(field === null ? 'imports.driftNewUnused' : 'imports.driftNew', { now: now ?? '' })
}

/** What changed in the columns since the extract before; nothing when nothing did. */
export function Drift({ drift }: { readonly drift: readonly LayoutDrift[] }) {
  if (drift.length === 0) return null
  return (
    <p className="import-warn">
      ◆ {t('imports.driftHead')}
      {drift.map(driftText).join('；')}。
    </p>
  )
}

interface SheetColumnsProps {
  readonly id: SheetId
  readonly sheet: InspectedSheet
  readonly onDecided: () => void
}

function SheetColumns({ id, sheet, onDecided }: SheetColumnsProps) {
  const flow = useImportFlow()
  const layout = sheet.layout
  const decision = decisionOf(decisionsOf(flow), id)
  const options = useMemo(
    () => [
      { value: leftOut, label: t('imports.columnUnused') },
      { value: 'asOf', label: t('imports.askAsOf') },
      ...((layout ? fieldsByKind[layout.kind] : []) as readonly FieldDef[]).map(({ name }) => ({
        value: name as string,
        label: factLabel(name),
      })),
    ],
    [layout],
  )
  if (!layout) return <p className="import-warn">{sheet.refusal?.message ?? sheet.reason}</p>
  const fieldOf = (column: Column) =>
    decision?.columns?.find(({ index }) => index === column.index)?.field ?? column.field
  const policyOf = (field: string) => decision?.blanks?.find((blank) => blank.field === field)?.policy ?? null
  const columns: readonly GridColumn<Column>[] = [
    { key: 'header', header: t('imports.columnHeader'), width: 170, value: (c) => c.header },
    {
      key: 'field',
      header: t('imports.columnField'),
      width: 190,
      value: (c) => {
        const field = fieldOf(c)
        return field === null ? t('imports.columnUnused') : factLabel(field)
      },
      render: (c) => (
        <Select
          size="small"
          variant="borderless"
          className="column-field"
          showSearch={{ optionFilterProp: 'label' }}
          aria-label={t('imports.columnFieldOf', { header: c.header })}
          value={fieldOf(c) ?? leftOut}
          options={options}
          onChange={(field: string) => {
            flow.decide(mapColumn(decisionsOf(flow), id, c.index, field === leftOut ? null : field))
            onDecided()
          }}
        />
      ),
    },
    {
      key: 'samples',
      header: t('imports.columnSamples'),
      flex: 1,
      minWidth: 180,
      value: (c) => c.samples.join('、'),
      tooltip: (c) => c.samples.join('、'),
    },
    {
      key: 'blank',
      header: t('imports.columnBlank'),
      width: 150,
      value: (c) => policyOf(fieldOf(c) ?? '') ?? '',
      render: (c) => {
        const field = fieldOf(c)
        if (layout.kind !== 'customers' || field === null || !isKeepable(field)) return null
        return (
          <Select
            size="small"
            variant="borderless"
            className="column-field"
            aria-label={t('imports.columnBlankOf', { header: c.header })}
            value={policyOf(field) ?? 'usual'}
            options={[
              { value: 'usual' as const, label: t('imports.blankUsual') },
              { value: 'keep' as const, label: t('imports.blankKeep') },
              { value: 'clear' as const, label: t('imports.blankClear') },
            ]}
            onChange={(policy) => {
              if (policy === 'keep' || policy === 'clear')
                flow.decide(setBlankPolicy(decisionsOf(flow), id, field, policy))
            }}
          />
        )
      },
    },
    {
      key: 'reason',
      header: t('imports.columnReason'),
      flex: 1,
      minWidth: 200,
      value: (c) =>
        [
          c.reason,
          c.remembered ? t('imports.columnRemembered') : '',
          c.unit === 'wan' ? t('imports.unitsWan') : '',
          c.hidden ? t('imports.columnHidden') : '',
        ]
          .filter((each) => each !== '')
          .join(' · '),
      tooltip: (c) => c.reason,
    },
  ]
  return (
    <div className="sheet-columns">
      {sheet.refusal && <p className="import-warn">▲ {sheet.refusal.message}</p>}
      <Drift drift={layout.drift} />
      <div className="import-pane-grid">
        <DataGrid
          label={t('imports.columnsOf', { sheet: sheet.name })}
          rows={layout.columns}
          columns={columns}
          rowKey={(c) => String(c.index)}
        />
      </div>
    </div>
  )
}

interface ColumnsPageProps {
  readonly files: readonly InspectedFile[]
  /** A column was decided: what is missing and why a column is read as it is may be different now. */
  readonly onDecided: () => void
}

export function ColumnsPage({ files, onDecided }: ColumnsPageProps) {
  const sheets = files.flatMap((file) =>
    file.sheets.filter(({ state }) => state !== 'skipped').map((sheet) => ({ file, sheet })),
  )
  if (sheets.length === 0) return <p className="muted">{t('imports.columnsNone')}</p>
  return (
    <div className="columns-page">
      <p className="muted">{t('imports.columnsHint')}</p>
      <Tabs
        className="fill-tabs"
        size="small"
        items={sheets.map(({ file, sheet }) => ({
          key: `${file.path}|${sheet.name}`,
          label: `${file.fileName} · ${sheet.name}`,
          children: (
            <SheetColumns id={{ path: file.path, sheet: sheet.name }} sheet={sheet} onDecided={onDecided} />
          ),
        }))}
      />
    </div>
  )
}
