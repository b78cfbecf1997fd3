/** A thin bar for long work: what is being done, how fast, how long still, and a way to stop it. */
import { Button, Progress } from 'antd'
import type { RunningJob } from '../api/jobs.ts'
import { t } from '../i18n/index.ts'

function duration(seconds: number): string {
  return seconds < 90
    ? t('progress.seconds', { n: Math.max(1, Math.round(seconds)) })
    : t('progress.minutes', { n: Math.round(seconds / 60) })
}

export function ProgressBar({ job, onCancel }: { readonly job: RunningJob; readonly onCancel?: () => void }) {
  const { progress } = job
  const label = progress?.label || (progress ? t(`progress.phase.${progress.phase}`) : t('common.loading'))
  const seconds = (job.reportedAt - job.phaseStartedAt) / 1000
  const rate = progress && seconds > 0.5 ? progress.done / seconds : null
  const left = rate && progress?.total ? (progress.total - progress.done) / rate : null
  const percent = progress?.total ? Math.min(100, Math.floor((100 * progress.done) / progress.total)) : 0
  return (
    <div className="progress-bar" role="group" aria-label={label}>
      <span className="progress-label">{label}</span>
      <Progress percent={percent} size="small" showInfo={false} aria-label={label} />
      <span className="num muted">
        {progress &&
          (progress.total
            ? t('progress.count', { done: progress.done, total: progress.total })
            : t('progress.countOnly', { done: progress.done }))}
        {rate !== null && ` · ${t('progress.rate', { n: Math.round(rate) })}`}
        {left !== null && left > 1 && ` · ${t('progress.eta', { time: duration(left) })}`}
      </span>
      {onCancel && (
        <Button size="small" onClick={onCancel}>
          {t('common.cancel')}
        </Button>
      )}
    </div>
  )
}
