import { useRouteError } from 'react-router'
import { toApiError } from '../api/client.ts'
import { ErrorNotice } from '../components/error-notice.tsx'
import { t } from '../i18n/index.ts'

/** In place of a screen that threw; the frame around it stays usable. */
export function ScreenCrash() {
  const error = toApiError(useRouteError())
  return (
    <div className="screen-crash">
      <ErrorNotice error={error} title={t('error.screen')} onRetry={() => window.location.reload()} />
    </div>
  )
}
