/** A panel at the right, 420 px, beside what it belongs to; Esc closes it and gives the focus back. */
import { CloseOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useEffect, useRef, type ReactNode } from 'react'
import { useEscape } from '../app/shortcuts.ts'
import { t } from '../i18n/index.ts'

export interface SidePanelProps {
  readonly title: ReactNode
  /** What a screen reader calls the panel. */
  readonly label: string
  readonly onClose: () => void
  /** Enter while the panel itself has the focus. */
  readonly onEnter?: () => void
  readonly children: ReactNode
}

export function SidePanel({ title, label, onClose, onEnter, children }: SidePanelProps) {
  const panel = useRef<HTMLElement>(null)
  useEffect(() => {
    const before = document.activeElement
    panel.current?.focus({ preventScroll: true })
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true })
    }
  }, [])
  useEscape(true, onClose)
  const enter = useRef(onEnter)
  useEffect(() => {
    enter.current = onEnter
  })
  useEffect(() => {
    const element = panel.current
    const onKey = (event: KeyboardEvent) => {
      if (event.key === 'Enter' && event.target === element && !event.repeat) enter.current?.()
    }
    element?.addEventListener('keydown', onKey)
    return () => element?.removeEventListener('keydown', onKey)
  }, [])
  return (
    <aside className="side-panel" aria-label={label} ref={panel} tabIndex={-1}>
      <header className="side-panel-head">
        <h2>{title}</h2>
        <Button
          type="text"
          icon={<CloseOutlined />}
          aria-label={t('common.close')}
          title={`${t('common.close')}（Esc）`}
          onClick={onClose}
        />
      </header>
      <div className="side-panel-body">{children}</div>
    </aside>
  )
}
