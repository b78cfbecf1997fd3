/** Building a rule: its sentence, its counts, its conditions, and the customers it holds. */
import { RedoOutlined, UndoOutlined } from '@ant-design/icons'
import { Alert, Button, Segmented } from 'antd'
import { useEffect, useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { clausesOf } from '../../../shared/domain/segment-rule.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from '../settings/undo-notice.ts'
import { draftOf, emptyDraft } from './draft.ts'
import { MemberGrid } from './member-grid.tsx'
import { RuleTree } from './rule-tree.tsx'
import { useDraft } from './use-draft.ts'
import { usePreview } from './use-preview.ts'
import { SegmentName } from './segment-name.tsx'

export type SegmentHead = OutputOf<'segments.versions'>['versions'][number]

/** A rule to begin with that is not what is saved: an older version, or the end of a funnel. */
export type Start = Pick<SegmentHead, 'name' | 'rule'>

export interface RuleEditorProps {
  /** Null for a new one. */
  readonly saved: SegmentHead | null
  /** An older version taken up again: its rule is what is edited, saving makes a new version. */
  readonly restored?: Start | null
  readonly onDirty: (dirty: boolean) => void
  readonly onSaved: (segmentId: number, version: number) => void
  readonly onVersions: () => void
}

const noCodes: OutputOf<'segments.fields'>['options'] = {}

function Counts({ shown }: { readonly shown: ReturnType<typeof usePreview> }) {
  const { preview, current, leftOut } = shown
  if (!preview) return <span className="muted">{t('common.loading')}</span>
  return (
    <div className="segment-counts" role="status" aria-label={t('segments.counts')} aria-busy={!current}>
      <strong className={current ? 'num' : 'num muted'}>{t('segments.total', { n: preview.total })}</strong>
      <span className="muted num">{t('segments.ofAll', { n: preview.customers })}</span>
      {preview.unknown > 0 && <span className="num">{t('segments.unknown', { n: preview.unknown })}</span>}
      {leftOut > 0 && <span className="segment-problem">{t('segments.leftOut', { n: leftOut })}</span>}
      {!current && <span className="muted">{t('segments.counting')}</span>}
    </div>
  )
}

export function RuleEditor({ saved, restored, onDirty, onSaved, onVersions }: RuleEditorProps) {
  const history = useDraft(() => {
    const rule = restored?.rule ?? saved?.rule
    return rule ? draftOf(rule) : emptyDraft()
  })
  const [name, setName] = useState(saved?.name ?? restored?.name ?? '')
  const [note, setNote] = useState(saved?.note ?? '')
  const [membership, setMembership] = useState<'yes' | 'unknown'>('yes')
  const { asOf, input } = useDataDate()
  const { data: fields } = useRouteQuery('segments.fields', input)
  const shown = usePreview(history.draft)
  const save = useCommand('segments.save')
  const empty = useMemo(() => JSON.stringify({ kind: 'group', match: 'all', items: [] }), [])
  const base = saved?.rule ? JSON.stringify(saved.rule) : empty
  const isDirty =
    shown.latest !== base || shown.leftOut > 0 || name !== (saved?.name ?? '') || note !== (saved?.note ?? '')
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  const of = useMemo(() => ({ rule: shown.rule }), [shown.rule])
  const clauses = clausesOf(shown.rule).length
  const blocked = clauses === 0 || shown.leftOut > 0 || !shown.current || name.trim() === ''

  async function store(segmentId: number | null) {
    const done = await save.run({ segmentId, name, note, rule: shown.rule })
    if (!done) return
    onDirty(false)
    notifyUndoable(t('segments.savedAs', { name, version: done.version }))
    onSaved(done.segmentId, done.version)
  }

  return (
    <div className="segment-editor">
      <SegmentName name={name} onName={setName} note={note} onNote={setNote}>
        <Button
          icon={<UndoOutlined />}
          aria-label={t('segments.undo')}
          title={t('segments.undo')}
          disabled={!history.canUndo}
          onClick={history.undo}
        />
        <Button
          icon={<RedoOutlined />}
          aria-label={t('segments.redo')}
          title={t('segments.redo')}
          disabled={!history.canRedo}
          onClick={history.redo}
        />
        {saved && <Button onClick={onVersions}>{t('segments.versions', { n: saved.version })}</Button>}
        {saved && (
          <Button disabled={blocked || name === saved.name} onClick={() => void store(null)}>
            {t('segments.saveAs')}
          </Button>
        )}
        <Button
          type="primary"
          loading={save.running}
          disabled={blocked || !isDirty}
          onClick={() => void store(saved?.segmentId ?? null)}
        >
          {t('common.save')}
        </Button>
      </SegmentName>
      <p className="segment-sentence">{shown.preview?.sentence ?? ''}</p>
      <div className="segment-tree">
        <RuleTree
          draft={history.draft}
          change={history.change}
          counts={shown.counts}
          options={fields?.options ?? noCodes}
          missing={fields?.missing ?? []}
          asOf={asOf}
          clauses={clauses + shown.leftOut}
        />
        {shown.error && <ErrorNotice error={shown.error} />}
        {shown.preview?.missingFields.map(({ field, message }) => (
          <Alert key={field} type="warning" showIcon title={message} />
        ))}
        {shown.preview?.calendarWarning && (
          <Alert type="info" showIcon title={shown.preview.calendarWarning} />
        )}
      </div>
      <div className="segment-members-head">
        <Counts shown={shown} />
        <span className="segment-gap" />
        <Segmented
          aria-label={t('segments.membership')}
          value={membership}
          options={[
            { value: 'yes', label: t('segments.members') },
            { value: 'unknown', label: t('segments.unknownMembers') },
          ]}
          onChange={setMembership}
        />
      </div>
      <div className="segment-members">
        <MemberGrid of={of} membership={membership} />
      </div>
    </div>
  )
}
