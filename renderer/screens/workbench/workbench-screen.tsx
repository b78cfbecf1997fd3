/** 工作台: one look tells what happened to the branch's assets this week and what to do first. */
import { Button } from 'antd'
import { useNavigate } from 'react-router'
import type { Overview } from '../../../shared/contract/overview.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { signedMoneyText } from '../../components/money.ts'
import { ReasonTag } from '../../components/reason-tag.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { AssetBridge } from './asset-bridge.tsx'
import { DormancyAndNear } from './dormancy-and-near.tsx'
import { PlanLine } from './plan-line.tsx'
import { signedCount } from './signed-count.ts'
import { TierTable } from './tier-table.tsx'
import { TodoList } from './todo-list.tsx'
import { Trend } from './trend.tsx'
import './workbench.css'

function versus(overview: Overview): string {
  const { analysis, before } = overview
  if (!before) return t('workbench.firstWeek')
  return t('workbench.versus', {
    date: before.asOf,
    customers: signedCount(analysis.customers - before.customers),
    aum: signedMoneyText(analysis.aumFen - before.aumFen),
  })
}

function statusLine({ analysis }: Overview): string {
  const { yellow, orange, red } = analysis.aumFallWarnings
  return t('workbench.status', {
    version: analysis.playbookVersion,
    customers: t('common.households', { n: analysis.customers }),
    warnings: yellow + orange + red,
  })
}

function Glance({ overview }: { readonly overview: Overview }) {
  return (
    <div className="workbench">
      <section className="card wb-bridge" aria-labelledby="wb-bridge">
        <h2 id="wb-bridge">
          {t('workbench.bridge')}
          {overview.bridge.length > 0 && <small className="muted"> {t('workbench.bridge.axis')}</small>}
          {overview.bridge.length > 0 && overview.needsHistory.length > 0 && (
            <span className="card-aside">
              <ReasonTag
                label={t('workbench.needsHistory.tag', { n: overview.needsHistory.length })}
                sentences={overview.needsHistory}
              />
            </span>
          )}
        </h2>
        {overview.bridge.length > 0 ? (
          <AssetBridge bridge={overview.bridge} />
        ) : (
          <NeedsHistory sentences={overview.needsHistory} />
        )}
      </section>
      <section className="card wb-todo" aria-labelledby="wb-todo">
        <h2 id="wb-todo">{t('workbench.todo')}</h2>
        <TodoList todo={overview.todo} />
      </section>
      <section className="card wb-tiers" aria-labelledby="wb-tiers">
        <h2 id="wb-tiers">{t('workbench.tiers')}</h2>
        <TierTable tiers={overview.tiers} />
      </section>
      <DormancyAndNear analysis={overview.analysis} before={overview.before} />
      <section className="card wb-trend" aria-labelledby="wb-trend">
        <h2 id="wb-trend">{t('workbench.trend')}</h2>
        <Trend trend={overview.trend} />
        <PlanLine plan={overview.plan} />
      </section>
    </div>
  )
}

function NeedsHistory({ sentences }: { readonly sentences: readonly string[] }) {
  return (
    <div className="wb-first-week">
      <p>{t('workbench.firstWeek')}</p>
      <p className="muted">{t('workbench.needsHistory')}</p>
      <ul>
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </div>
  )
}

export function WorkbenchScreen() {
  const navigate = useNavigate()
  const date = useDataDate()
  const { data, error, refetch } = useRouteQuery('overview.get', date.input, { keepPrevious: true })
  const planned = Boolean(data?.plan && data.plan.week === date.status?.planWeek)
  return (
    <Screen
      title={t('workbench.title')}
      purpose={data && versus(data)}
      primary={
        data && (
          <Button type={planned ? 'default' : 'primary'} onClick={() => void navigate('/plans')}>
            {t(planned ? 'workbench.viewPlan' : 'workbench.makePlan')}
          </Button>
        )
      }
      status={data && statusLine(data)}
    >
      {error && <ErrorNotice error={error} onRetry={() => void refetch()} />}
      {data && <Glance overview={data} />}
      {data === null && (
        <EmptyState
          title={t('workbench.empty.title')}
          hint={t('workbench.empty.hint')}
          action={
            <Button type="primary" onClick={() => void navigate('/imports')}>
              {t('workbench.import')}
            </Button>
          }
        />
      )}
    </Screen>
  )
}
