/** The people who contact customers, their capacity, and when they are away. */
import { Button } from 'antd'
import { useMemo, useState } from 'react'
import { useRouteQuery } from '../../api/use-query.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'
import { Absences } from './absences.tsx'
import { RmDialog } from './rm-dialog.tsx'
import { roleText, type RosterEntry } from './roster.ts'

function columnsOf(plannedMinutes: number | null): GridColumn<RosterEntry>[] {
  return [
    { key: 'rmNo', header: t('settings.rmNo'), width: 96, value: (r) => r.rmNo },
    { key: 'name', header: t('settings.rmName'), width: 96, value: (r) => r.name },
    { key: 'role', header: t('settings.rmRole'), width: 96, value: (r) => roleText[r.role] },
    {
      key: 'customers',
      header: t('settings.rmCustomers'),
      width: 104,
      numeric: true,
      value: (r) => r.customers,
      text: (r) => r.customers.toLocaleString('zh-CN'),
    },
    {
      key: 'minutes',
      header: t('settings.rmMinutes'),
      width: 112,
      numeric: true,
      value: (r) => r.dailyMinutes,
      text: (r) =>
        r.dailyMinutes !== null
          ? String(r.dailyMinutes)
          : plannedMinutes === null
            ? t('common.none')
            : t('settings.rmMinutesDefault', { n: plannedMinutes }),
    },
    {
      key: 'leftOn',
      header: t('settings.rmLeftOn'),
      width: 112,
      value: (r) => r.leftOn,
      text: (r) => r.leftOn ?? t('settings.rmInService'),
    },
    {
      key: 'source',
      header: t('settings.rmSource'),
      flex: 1,
      minWidth: 88,
      value: (r) => (r.fromExtract ? t('settings.rmFromExtract') : t('settings.rmByHand')),
    },
  ]
}

export function RmsTab() {
  const roster = useRouteQuery('settings.rms', {})
  const playbook = useRouteQuery('settings.playbook', {})
  const [selected, setSelected] = useState<string | null>(null)
  const [editing, setEditing] = useState<RosterEntry | 'new' | null>(null)
  const minutes = playbook.data?.playbook.planning.plannedMinutes ?? null
  const columns = useMemo(() => columnsOf(minutes), [minutes])
  const rms = roster.data?.rms ?? []
  const chosen = rms.find((rm) => rm.rmNo === selected) ?? null

  if (roster.error) return <ErrorNotice error={roster.error} onRetry={() => void roster.refetch()} />
  return (
    <div className="settings-rms">
      <section>
        <div className="settings-tools">
          <span className="muted">{t('settings.rmsIntro')}</span>
          <Button disabled={chosen === null} onClick={() => setEditing(chosen)}>
            {t('settings.edit')}
          </Button>
          <Button onClick={() => setEditing('new')}>{t('settings.rmAdd')}</Button>
        </div>
        <div className="settings-grid">
          <DataGrid
            label={t('settings.tabRms')}
            rows={rms}
            columns={columns}
            rowKey={(r) => r.rmNo}
            emptyText={t('settings.rmEmpty')}
            onOpen={setEditing}
            onSelect={(rows) => setSelected(rows[0]?.rmNo ?? null)}
          />
        </div>
      </section>
      <Absences rms={rms} absences={roster.data?.absences ?? []} />
      {editing !== null && (
        <RmDialog
          rm={editing === 'new' ? null : editing}
          taken={rms.map((rm) => rm.rmNo)}
          plannedMinutes={minutes}
          onClose={() => setEditing(null)}
        />
      )}
    </div>
  )
}
