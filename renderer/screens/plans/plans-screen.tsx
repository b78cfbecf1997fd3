/**
 * The weekly plan: pick a week, make the plan, read it per customer manager, see who was left out and why,
 * and put it on paper.
 */
import { Alert, Button, Segmented, Spin } from 'antd'
import { useMemo, useState } from 'react'
import { useNavigate, useSearchParams } from 'react-router'
import type { PlanLine, WeekPlanView } from '../../../shared/contract/plans.ts'
import { mondayOfWeek, type IsoWeek } from '../../../shared/domain/dates.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from '../settings/undo-notice.ts'
import { AdoptList } from './adopt-list.tsx'
import { LeftOut } from './left-out.tsx'
import { LinePanel } from './line-panel.tsx'
import { PlanGrid } from './plan-grid.tsx'
import { rmLoads, weekSpan } from './plan-model.ts'
import { PrintPreview } from './print-preview.tsx'
import { RmStrip } from './rm-strip.tsx'
import { WeekPicker } from './week-picker.tsx'
import './plans.css'

type View = 'lines' | 'omitted' | 'adopt'

function Warnings({ plan, latest }: { readonly plan: WeekPlanView; readonly latest: string | null }) {
  const outdated = latest !== null && plan.asOf !== latest
  return (
    <>
      {plan.calendarWarning !== null && <Alert type="warning" showIcon banner title={plan.calendarWarning} />}
      {outdated && (
        <Alert type="info" showIcon banner title={t('plans.outdated', { asOf: plan.asOf, latest })} />
      )}
    </>
  )
}

function PlanBody({ plan, latest }: { readonly plan: WeekPlanView; readonly latest: string | null }) {
  const [view, setView] = useState<View>('lines')
  const loads = useMemo(() => rmLoads(plan), [plan])
  const [rm, setRm] = useState<string | null>(() => loads.find((load) => load.items > 0)?.rm ?? null)
  const [selected, setSelected] = useState<PlanLine | null>(null)
  const [open, setOpen] = useState(false)
  const known = loads.some((load) => load.rm === rm) ? rm : null
  const lines = useMemo(
    () => (known === null ? plan.lines : plan.lines.filter((line) => line.rm === known)),
    [plan, known],
  )
  const shown = open ? (lines.find((line) => line.itemId === selected?.itemId) ?? null) : null
  const omitted = Object.values(plan.omitted).reduce((sum, n) => sum + n, 0)
  return (
    <div className="plan">
      <Warnings plan={plan} latest={latest} />
      <Segmented<View>
        aria-label={t('plans.views')}
        className="plan-views"
        value={view}
        onChange={setView}
        options={[
          { value: 'lines', label: t('plans.viewLines', { n: plan.lines.length }) },
          { value: 'omitted', label: t('plans.viewOmitted', { n: omitted }) },
          { value: 'adopt', label: t('plans.viewAdopt', { n: plan.toAdopt.length }) },
        ]}
      />
      {view === 'lines' && (
        <div className="plan-lines">
          <RmStrip loads={loads} chosen={known} onChoose={setRm} />
          <div className="plan-grid">
            <PlanGrid
              lines={lines}
              everyone={known === null}
              narrow={shown !== null}
              onSelect={setSelected}
              onOpen={(line) => {
                setSelected(line)
                setOpen(true)
              }}
            />
          </div>
          {shown && <LinePanel line={shown} onClose={() => setOpen(false)} />}
        </div>
      )}
      {view === 'omitted' && <LeftOut plan={plan} />}
      {view === 'adopt' && <AdoptList rows={plan.toAdopt} />}
    </div>
  )
}

export function PlansScreen() {
  const navigate = useNavigate()
  const [params, setParams] = useSearchParams()
  const status = useRouteQuery('app.status', {})
  const plans = useRouteQuery('plans.list', {})
  const asked = params.get('week')
  const wanted = asked !== null && mondayOfWeek(asked) !== null ? asked : null
  const week: IsoWeek | null = wanted ?? status.data?.planWeek ?? plans.data?.plans[0]?.week ?? null
  const plan = useRouteQuery('plans.get', { week: week ?? '' }, { enabled: week !== null })
  const generate = useCommand('plans.generate')
  const [printing, setPrinting] = useState(false)
  const made = plan.data ?? null

  async function make() {
    if (week === null) return
    const before = made !== null
    const done = await generate.run({ week })
    if (!done) return
    const text = { week, n: done.lines.length }
    notifyUndoable(before ? t('plans.regenerated', text) : t('plans.generated', text))
  }

  const error = status.error ?? plans.error ?? plan.error
  const noData = status.data !== undefined && status.data.latest === null && week === null
  const purpose =
    week === null
      ? undefined
      : made
        ? t('plans.purpose', {
            week,
            span: weekSpan(week),
            asOf: made.asOf,
            items: made.lines.length,
            version: made.playbookVersion,
          })
        : t('plans.purposeNone', { week, span: weekSpan(week) })

  return (
    <Screen
      title={t('plans.title')}
      purpose={purpose}
      primary={
        week !== null && (
          <>
            <WeekPicker
              week={week}
              planWeek={status.data?.planWeek ?? null}
              planned={plans.data?.plans ?? []}
              onWeek={(to) => setParams({ week: to })}
            />
            {made && (
              <>
                <Button loading={generate.running} onClick={() => void make()}>
                  {t('plans.regenerate')}
                </Button>
                <Button type="primary" autoFocus onClick={() => setPrinting(true)}>
                  {t('plans.preview')}
                </Button>
              </>
            )}
          </>
        )
      }
      status={
        made &&
        t('plans.statusLines', {
          n: made.lines.length,
          minutes: made.lines.reduce((sum, line) => sum + line.minutes, 0),
          rms: new Set(made.lines.map((line) => line.rm)).size,
        })
      }
    >
      {error && <ErrorNotice error={error} onRetry={() => void plan.refetch()} />}
      {noData && (
        <EmptyState
          title={t('plans.noDataTitle')}
          hint={t('plans.noDataHint')}
          action={
            <Button type="primary" onClick={() => void navigate('/imports')}>
              {t('plans.noDataAction')}
            </Button>
          }
        />
      )}
      {week !== null && plan.isPending && !error && <Spin className="plan-wait" />}
      {week !== null && plan.data === null && (
        <EmptyState
          title={t('plans.emptyTitle', { week })}
          hint={t('plans.emptyHint')}
          action={
            <Button type="primary" autoFocus loading={generate.running} onClick={() => void make()}>
              {t('plans.generate')}
            </Button>
          }
        />
      )}
      {made && <PlanBody key={made.week} plan={made} latest={status.data?.latest ?? null} />}
      {made && printing && (
        <PrintPreview week={made.week} loads={rmLoads(made)} rm={null} onClose={() => setPrinting(false)} />
      )}
    </Screen>
  )
}
