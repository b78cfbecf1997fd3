/** 漏斗: a purpose as sieves in order, with those left, those fallen out and those of whom it cannot be said at each. */
import { Button, Segmented, Select } from 'antd'
import { useState } from 'react'
import type { SegmentRule } from '../../../shared/domain/segment-rule.ts'
import {
  funnelKeys,
  funnelRule,
  funnelSteps,
  type FunnelKey,
  type FunnelStep,
} from '../../../shared/playbook/funnels.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'

function StepRow({ steps, at }: { readonly steps: readonly FunnelStep[]; readonly at: number }) {
  const { input } = useDataDate()
  const { data, error } = useRouteQuery('segments.preview', { ...input, rule: funnelRule(steps, at + 1) })
  const step = steps[at]
  const here = data?.clauses.find(({ path }) => path.length === 1 && path[0] === at)
  if (!step) return null
  return (
    <tr aria-label={step.title}>
      <td>{at + 1}</td>
      <td>
        <strong>{step.title}</strong>
        <div className="muted">{step.why}</div>
        {data?.missingFields.map(({ field, message }) => (
          <div key={field} className="segment-problem">
            {message}
          </div>
        ))}
        {error && <ErrorNotice error={error} />}
      </td>
      <td className="num">{data ? data.total.toLocaleString('zh-CN') : '…'}</td>
      <td className="num">{here ? here.removes.toLocaleString('zh-CN') : '…'}</td>
      <td className="num">{data ? data.unknown.toLocaleString('zh-CN') : '…'}</td>
    </tr>
  )
}

export function FunnelView({ onList }: { readonly onList: (name: string, rule: SegmentRule) => void }) {
  const [key, setKey] = useState<FunnelKey>('sellProduct')
  const [risk, setRisk] = useState<number | null>(null)
  const playbook = useRouteQuery('settings.playbook', {})
  if (playbook.error) return <ErrorNotice error={playbook.error} onRetry={() => void playbook.refetch()} />
  if (!playbook.data) return null
  const steps = funnelSteps(key, risk, playbook.data.playbook)
  return (
    <div className="segment-editor">
      <div className="segment-head">
        <Segmented<FunnelKey>
          aria-label={t('segments.funnel.purpose')}
          value={key}
          options={funnelKeys.map((each) => ({ value: each, label: t(`segments.funnel.${each}`) }))}
          onChange={setKey}
        />
        {key === 'sellProduct' && (
          <Select<number | null>
            className="segment-name"
            aria-label={t('segments.funnel.risk')}
            value={risk ?? 0}
            options={[0, 1, 2, 3, 4, 5].map((level) => ({
              value: level,
              label: level === 0 ? t('segments.funnel.anyRisk') : t('segments.funnel.riskLevel', { level }),
            }))}
            onChange={(level) => setRisk(level === 0 ? null : level)}
          />
        )}
        <span className="segment-gap" />
        <Button
          type="primary"
          onClick={() => onList(t(`segments.funnel.${key}`), funnelRule(steps, steps.length))}
        >
          {t('segments.funnel.toList')}
        </Button>
      </div>
      <table className="segment-funnel" aria-label={t('segments.funnel')}>
        <thead>
          <tr>
            <th />
            <th>{t('segments.funnel.step')}</th>
            <th>{t('segments.funnel.left')}</th>
            <th>{t('segments.funnel.out')}</th>
            <th>{t('segments.funnel.unknown')}</th>
          </tr>
        </thead>
        <tbody>
          {steps.map((step, at) => (
            <StepRow key={step.title} steps={steps} at={at} />
          ))}
        </tbody>
      </table>
      <p className="muted">{t('segments.funnel.hint')}</p>
    </div>
  )
}
