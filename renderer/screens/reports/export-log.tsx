/** Everything that left the product: exports, prints and shown identifiers, newest first. */
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { t } from '../../i18n/index.ts'
import { localTime } from '../imports/local-time.ts'

type LogEntry = OutputOf<'reports.log'>['entries'][number]

const kinds: Readonly<Record<string, string>> = {
  'report.weekly': t('reports.weekly'),
  'report.plan': t('reports.plan'),
  'report.segments': t('reports.segments'),
  'customers.list': t('reports.kind_list'),
  'print.plan': t('reports.kind_print'),
  reveal: t('reports.kind_reveal'),
}

function kindText(kind: string): string {
  return kinds[kind] ?? (kind.startsWith('reveal') ? t('reports.kind_reveal') : kind)
}

const columns: readonly GridColumn<LogEntry>[] = [
  { key: 'at', header: t('reports.logAt'), width: 140, value: (e) => e.at, text: (e) => localTime(e.at) },
  { key: 'kind', header: t('reports.logKind'), width: 120, value: (e) => kindText(e.kind) },
  { key: 'scope', header: t('reports.logScope'), width: 180, value: (e) => e.scope, tooltip: (e) => e.scope },
  {
    key: 'purpose',
    header: t('reports.logPurpose'),
    flex: 1,
    minWidth: 140,
    value: (e) => e.purpose,
    tooltip: (e) => e.purpose,
  },
  {
    key: 'rows',
    header: t('reports.logRows'),
    width: 84,
    numeric: true,
    value: (e) => e.rows,
    text: (e) => e.rows.toLocaleString('zh-CN'),
  },
  {
    key: 'masked',
    header: t('reports.logMasked'),
    width: 96,
    value: (e) => e.masked,
    text: (e) => (e.masked ? t('reports.logMaskedYes') : t('reports.logMaskedNo')),
  },
  {
    key: 'target',
    header: t('reports.logTarget'),
    flex: 1.4,
    minWidth: 200,
    value: (e) => e.target,
    tooltip: (e) => e.target,
  },
]

export function ExportLog({ entries }: { readonly entries: readonly LogEntry[] }) {
  return (
    <DataGrid
      label={t('reports.log')}
      rows={entries}
      columns={columns}
      rowKey={(e) => `${e.at}|${e.kind}|${e.scope}|${e.target}`}
      emptyText={t('reports.logEmpty')}
    />
  )
}
