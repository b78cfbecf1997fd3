/** The shelf of documents one can take away, and the log of what was taken. */
import { Button, Select } from 'antd'
import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { IsoWeek } from '../../../shared/domain/dates.ts'
import { useDataDate } from '../../app/data-date.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { weekSpan } from '../plans/plan-model.ts'
import { ExportLog } from './export-log.tsx'
import { ReportCard } from './report-card.tsx'
import './reports.css'

export function ReportsScreen() {
  const navigate = useNavigate()
  const { asOf, status } = useDataDate()
  const plans = useRouteQuery('plans.list', {})
  const log = useRouteQuery('reports.log', {})
  const [chosen, setChosen] = useState<IsoWeek | null>(null)
  const weeks = plans.data?.plans ?? []
  const week = weeks.some((plan) => plan.week === chosen) ? chosen : (weeks[0]?.week ?? null)
  const error = plans.error ?? log.error
  const entries = log.data?.entries ?? []
  const dated = (
    <span>
      {t('reports.asOf')} <b className="num">{asOf}</b>
    </span>
  )

  return (
    <Screen
      title={t('reports.title')}
      purpose={t('reports.purpose')}
      status={t('reports.status', { n: entries.length })}
    >
      {error && <ErrorNotice error={error} onRetry={() => void log.refetch()} />}
      {status !== undefined && asOf === null && (
        <EmptyState
          title={t('reports.noDataTitle')}
          hint={t('reports.noDataHint')}
          action={
            <Button type="primary" onClick={() => void navigate('/imports')}>
              {t('reports.noDataAction')}
            </Button>
          }
        />
      )}
      {asOf !== null && (
        <div className="reports">
          <ul className="report-shelf" aria-label={t('reports.shelf')}>
            <ReportCard kind="weekly" stamp={asOf} scope={{ asOf }} choice={dated} enabled maskable />
            <ReportCard
              kind="plan"
              stamp={week ?? ''}
              scope={week === null ? {} : { week }}
              enabled={week !== null}
              maskable={false}
              choice={
                week === null ? (
                  <span className="muted">
                    {t('reports.noPlan')}{' '}
                    <Button size="small" type="link" onClick={() => void navigate('/plans')}>
                      {t('reports.toPlans')}
                    </Button>
                  </span>
                ) : (
                  <Select
                    aria-label={t('reports.week')}
                    style={{ width: 208 }}
                    value={week}
                    options={weeks.map((plan) => ({
                      value: plan.week,
                      label: t('plans.weekOption', { week: plan.week, span: weekSpan(plan.week) }),
                    }))}
                    onChange={setChosen}
                  />
                )
              }
            />
            <ReportCard kind="segments" stamp={asOf} scope={{ asOf }} choice={dated} enabled maskable />
          </ul>
          <section className="export-log">
            <h2>
              {t('reports.log')} <span className="muted">{t('reports.logHint')}</span>
            </h2>
            <div className="export-log-grid">
              <ExportLog entries={entries} />
            </div>
          </section>
        </div>
      )}
    </Screen>
  )
}
