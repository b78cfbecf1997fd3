/** The line above a segment being edited: its name, a note, and what can be done with it. */
import { Input } from 'antd'
import type { ReactNode } from 'react'
import { t } from '../../i18n/index.ts'

interface SegmentNameProps {
  readonly name: string
  readonly onName: (name: string) => void
  readonly note: string
  readonly onNote: (note: string) => void
  readonly children: ReactNode
}

export function SegmentName({ name, onName, note, onNote, children }: SegmentNameProps) {
  return (
    <div className="segment-head">
      <Input
        className="segment-name"
        aria-label={t('segments.name')}
        placeholder={t('segments.name')}
        maxLength={40}
        value={name}
        onChange={({ target }) => onName(target.value)}
      />
      <Input
        className="segment-note"
        aria-label={t('segments.note')}
        placeholder={t('segments.note')}
        maxLength={200}
        value={note}
        onChange={({ target }) => onNote(target.value)}
      />
      {children}
    </div>
  )
}
