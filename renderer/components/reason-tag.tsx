/** A tag that can be asked why: hover, focus, click or `?` opens the sentences behind it. */
import { Popover } from 'antd'
import { useState, type KeyboardEvent, type ReactNode } from 'react'
import { t } from '../i18n/index.ts'

export interface ReasonTagProps {
  readonly label: string
  readonly sentences: readonly string[]
  readonly tone?: 'plain' | 'yellow' | 'orange' | 'red'
  readonly children?: ReactNode
}

export function ReasonTag({ label, sentences, tone = 'plain', children }: ReasonTagProps) {
  const [open, setOpen] = useState(false)
  function onKeyDown(event: KeyboardEvent) {
    if (event.key === '?') {
      event.preventDefault()
      event.stopPropagation()
      setOpen(true)
    }
    if (event.key === 'Escape' && open) {
      event.stopPropagation()
      setOpen(false)
    }
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      placement="bottom"
      trigger={['hover', 'focus', 'click']}
      title={t('common.whyOf', { what: label })}
      content={
        <ul className="reason-list">
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      }
    >
      <button
        type="button"
        className={`reason-tag reason-${tone}`}
        aria-label={`${label}，${t('common.why')}`}
        onKeyDown={onKeyDown}
      >
        {children ?? label}
        <span className="reason-mark" aria-hidden="true">
          ?
        </span>
      </button>
    </Popover>
  )
}
