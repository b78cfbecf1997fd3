/** Where the data lies, whether it is locked, and which weeks it holds. */
import { Alert } from 'antd'
import { useQuery } from '@tanstack/react-query'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { shellCall, type ApiError } from '../../api/client.ts'
import type { ShellOutputOf } from '../../../shared/contract/shell.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { wanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'

type StoredDate = OutputOf<'app.status'>['dates'][number]

const columns: readonly GridColumn<StoredDate>[] = [
  { key: 'asOf', header: t('settings.dataAsOf'), width: 130, value: (d) => d.asOf },
  {
    key: 'customers',
    header: t('settings.dataCustomersCol'),
    width: 130,
    numeric: true,
    value: (d) => d.customers,
    text: (d) => d.customers.toLocaleString('zh-CN'),
  },
  {
    key: 'aum',
    header: t('settings.dataAumCol'),
    width: 150,
    numeric: true,
    value: (d) => d.aumFen,
    text: (d) => wanText(d.aumFen),
  },
]

function useShellInfo() {
  return useQuery<ShellOutputOf<'shell.info'>, ApiError>({
    queryKey: ['shell.info'],
    queryFn: () => shellCall('shell.info', {}),
  })
}

export function DataTab() {
  const status = useRouteQuery('app.status', {})
  const info = useShellInfo()
  if (status.error) return <ErrorNotice error={status.error} onRetry={() => void status.refetch()} />
  if (!status.data) return null
  const { encrypted, dates } = status.data
  const facts: readonly (readonly [string, string])[] = [
    ...(info.data
      ? ([
          [t('settings.dataDatabase'), info.data.dbPath],
          [t('settings.dataBackups'), info.data.backupDir],
          [t('settings.dataLog'), info.data.logFile],
          [t('settings.dataVersion'), info.data.productVersion],
        ] as const)
      : []),
    [t('settings.dataPlaybook'), t('settings.playbookVersion', { version: status.data.playbookVersion })],
  ]
  return (
    <div className="settings-data">
      {encrypted ? (
        <Alert
          type="success"
          showIcon
          title={t('settings.dataEncrypted')}
          description={t('settings.dataEncryptedHelp')}
        />
      ) : (
        <Alert
          type="warning"
          showIcon
          title={t('settings.dataPlainTitle')}
          description={t('settings.dataPlainBody')}
        />
      )}
      <dl className="settings-facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className="muted">{t('settings.dataLocal')}</p>
      <h2>{t('settings.dataDates')}</h2>
      <div className="settings-grid settings-dates">
        <DataGrid
          label={t('settings.dataDates')}
          rows={dates}
          columns={columns}
          rowKey={(d) => d.asOf}
          emptyText={t('settings.dataNone')}
        />
      </div>
    </div>
  )
}
