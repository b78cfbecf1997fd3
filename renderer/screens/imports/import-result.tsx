/** 完成: what is stored now, and the next step of the Monday: making the plan. */
import { CheckCircleFilled } from '@ant-design/icons'
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import { formatMoney } from '../../../shared/domain/money.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { notify } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'
import { weekSpan } from '../plans/plan-model.ts'
import { SaveRejects } from './save-rejects.tsx'
import { useImportFlow, type CommittedImport } from './import-flow.ts'

interface WeekLineProps {
  readonly week: CommittedImport['weeks'][number]
  readonly importId: number | undefined
}

function WeekLine({ week, importId }: WeekLineProps) {
  const rows = week.files.reduce((sum, file) => sum + file.rowsAccepted, 0)
  const rejected = week.files.reduce((sum, file) => sum + file.rowsRejected, 0)
  return (
    <li>
      {t('imports.doneWeek', { date: week.asOf, rows, aum: formatMoney(week.aumFen) })}{' '}
      {week.comparedWith !== null &&
        t('imports.doneChanges', {
          new: week.changes.new,
          vanished: week.changes.vanished,
          up: week.changes.tierUp,
          down: week.changes.tierDown,
        })}{' '}
      {rejected > 0 && (
        <>
          <b className="import-bad">{t('imports.doneRejected', { n: rejected })}</b>{' '}
          {importId !== undefined && <SaveRejects importId={importId} asOf={week.asOf} />}
        </>
      )}
    </li>
  )
}

export function ImportResult({ committed }: { readonly committed: CommittedImport }) {
  const navigate = useNavigate()
  const reset = useImportFlow((s) => s.reset)
  const status = useRouteQuery('app.status', {})
  const generate = useCommand('plans.generate')
  const week = status.data?.planWeek ?? null

  async function plan() {
    if (week === null) return
    const made = await generate.run({ week })
    if (!made) return
    notify(t('plans.generated', { week, n: made.lines.length }))
    reset()
    void navigate(`/plans?week=${week}`)
  }

  return (
    <section className="import-result" aria-label={t('imports.doneTitle')}>
      <h2>
        <CheckCircleFilled className="import-good" aria-hidden="true" /> {t('imports.doneTitle')}
      </h2>
      <ul>
        {committed.weeks.map((each, nth) => (
          <WeekLine key={each.asOf} week={each} importId={committed.importIds[nth]} />
        ))}
      </ul>
      {week !== null && <p className="muted">{t('imports.donePlanHint', { week, span: weekSpan(week) })}</p>}
      <div className="import-actions">
        <Button
          type="primary"
          size="large"
          autoFocus
          disabled={week === null}
          loading={generate.running}
          onClick={() => void plan()}
        >
          {t('imports.donePlan')}
        </Button>
        <Button
          size="large"
          onClick={() => {
            reset()
            void navigate('/')
          }}
        >
          {t('imports.doneWorkbench')}
        </Button>
        <Button size="large" type="text" onClick={reset}>
          {t('imports.doneMore')}
        </Button>
      </div>
      <p className="muted">{t('imports.doneUndo')}</p>
    </section>
  )
}
