import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect } from 'react'
import { t } from '../i18n/index.ts'
import { nextStep } from './error-notice.tsx'
import { useNotices, type Notice } from './notices.ts'

const shownMs = 6000

function NoticeLine({ notice }: { notice: Notice }) {
  const dismiss = useNotices((s) => s.dismiss)
  useEffect(() => {
    if (notice.kind === 'error') return undefined
    const timer = setTimeout(() => dismiss(notice.id), shownMs)
    return () => clearTimeout(timer)
  }, [notice, dismiss])
  return (
    <div className={`notice notice-${notice.kind}`} role={notice.kind === 'error' ? 'alert' : 'status'}>
      <span className="notice-text">
        {notice.text}
        {notice.code && <span className="muted"> {nextStep(notice.code)}</span>}
      </span>
      {notice.action && (
        <Button
          size="small"
          type="link"
          onClick={() => {
            notice.action?.run()
            dismiss(notice.id)
          }}
        >
          {notice.action.label}
        </Button>
      )}
      <Button
        size="small"
        type="text"
        icon={<CloseOutlined />}
        aria-label={t('frame.dismiss')}
        onClick={() => dismiss(notice.id)}
      />
    </div>
  )
}

/** Where notices appear; one per window. */
export function NoticeArea() {
  const notices = useNotices((s) => s.notices)
  return (
    <div className="notice-area" role="region" aria-label={t('frame.notices')}>
      {notices.map((notice) => (
        <NoticeLine key={notice.id} notice={notice} />
      ))}
    </div>
  )
}
