/** Says so when the data engine is not there; reading what is on screen stays possible. */
import { Alert, Button } from 'antd'
import { useEffect, useState } from 'react'
import type { BridgeEvents } from '../api/bridge.ts'
import { onEvent, shellCall, toApiError } from '../api/client.ts'
import { notifyError } from '../components/notices.ts'
import { t } from '../i18n/index.ts'

type Status = BridgeEvents['engine']

function sentence(status: Status): string {
  if (status.state === 'failed') return t('frame.engine.failed', { message: status.message ?? '' })
  return status.state === 'dead' ? t('frame.engine.dead') : t('frame.engine.starting')
}

export function EngineBanner() {
  const [status, setStatus] = useState<Status>({ state: 'ready', message: null })
  useEffect(() => {
    let heard = false
    const off = onEvent('engine', (next) => {
      heard = true
      setStatus(next)
    })
    // What happened before the page listened is asked for; tests and tools without a shell have no answer.
    shellCall('shell.info', {}).then(
      (info) => heard || setStatus(info.engine),
      () => undefined,
    )
    return off
  }, [])
  if (status.state === 'ready') return null
  const failed = status.state === 'failed'
  return (
    <Alert
      banner
      type={failed ? 'error' : 'warning'}
      title={sentence(status)}
      action={
        failed && (
          <Button
            size="small"
            onClick={() =>
              void shellCall('shell.restartEngine', {}).catch((error: unknown) =>
                notifyError(toApiError(error)),
              )
            }
          >
            {t('frame.engine.restart')}
          </Button>
        )
      }
    />
  )
}
