/** A refusal or failure beside what it concerns: what happened, what was not changed, what to do next. */
import { Alert, Button } from 'antd'
import type { ApiError } from '../api/client.ts'
import { t } from '../i18n/index.ts'

/** Messages that already say nothing was changed. */
const saysUnchanged = /没有改动|没有任何改动|没有导入任何|没有导出任何|未改动/

/** What the person can do about an error of this code. */
export function nextStep(code: string): string {
  if (code.startsWith('ENGINE')) return t('error.next.engine')
  if (code === 'DB_TROUBLE') return t('error.next.database')
  if (code === 'INTERNAL' || code === 'BAD_ANSWER') return t('error.next.default')
  if (code === 'BAD_INPUT') return t('error.next.input')
  return ''
}

export interface ErrorNoticeProps {
  readonly error: ApiError
  readonly title?: string
  readonly onRetry?: () => void
  readonly onClose?: () => void
}

export function ErrorNotice({ error, title, onRetry, onClose }: ErrorNoticeProps) {
  return (
    <Alert
      type="error"
      role="alert"
      showIcon
      title={title ?? t('error.title')}
      description={
        <>
          {error.message} {!saysUnchanged.test(error.message) && t('error.unchanged')} {nextStep(error.code)}
        </>
      }
      action={
        onRetry && (
          <Button size="small" onClick={onRetry}>
            {t('common.retry')}
          </Button>
        )
      }
      {...(onClose ? { closable: { onClose } } : {})}
    />
  )
}
