/** 客群: the branch's own segments at the left, the one being built or looked at beside them. */
import { DeleteOutlined } from '@ant-design/icons'
import { Button } from 'antd'
import { useCallback, useEffect, useRef, useState } from 'react'
import { useBlocker, useNavigate } from 'react-router'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useDataDate } from '../../app/data-date.ts'
import { useConfirm } from '../../components/confirm.ts'
import { EmptyState } from '../../components/empty-state.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from '../settings/undo-notice.ts'
import { FunnelView } from './funnel-view.tsx'
import { ListEditor } from './list-editor.tsx'
import { OverlapDialog } from './overlap-dialog.tsx'
import { RuleEditor, type Start } from './rule-editor.tsx'
import { VersionsDialog } from './versions-dialog.tsx'
import './segments.css'

type Listed = OutputOf<'segments.list'>['segments'][number]
type Shown = {
  readonly kind: 'rule' | 'list' | 'funnel'
  readonly segmentId: number | null
  readonly version: number
}

const newRule: Shown = { kind: 'rule', segmentId: null, version: 0 }

function ListRow({
  segment,
  chosen,
  onOpen,
  onRemove,
}: {
  readonly segment: Listed
  readonly chosen: boolean
  readonly onOpen: () => void
  readonly onRemove: () => void
}) {
  const { name, kind, version, size, note, absent, sentence } = segment
  return (
    <li className={chosen ? 'segment-row segment-row-on' : 'segment-row'}>
      <button type="button" title={sentence} aria-current={chosen} onClick={onOpen}>
        <span className="segment-row-name">{name}</span>
        <span className="muted">
          {t(kind === 'rule' ? 'segments.kind.rule' : 'segments.kind.list')} ·{' '}
          {t('segments.v', { n: version })}
        </span>
        {size && (
          <span className="num">
            {t('common.households', { n: size.total })} · {formatMoney(size.aumFen)}
            {size.unknown > 0 && ` · ${t('segments.unknownHere', { n: size.unknown })}`}
          </span>
        )}
        {absent !== null && absent > 0 && (
          <span className="muted">{t('segments.absent', { n: absent })}</span>
        )}
        {note && <span className="muted segment-row-note">{note}</span>}
      </button>
      <Button
        size="small"
        type="text"
        icon={<DeleteOutlined />}
        aria-label={t('segments.delete', { name })}
        title={t('segments.delete', { name })}
        onClick={onRemove}
      />
    </li>
  )
}

/** Asks before unsaved changes are left, in the screen and out of it. */
function useLeaving() {
  const confirm = useConfirm()
  const [isDirty, setDirty] = useState(false)
  const blocker = useBlocker(isDirty)
  const ask = useRef(() => Promise.resolve(true))
  const latest = useRef(blocker)
  useEffect(() => {
    latest.current = blocker
    ask.current = () =>
      confirm({
        title: t('segments.leave'),
        text: t('segments.leaveText'),
        yes: t('segments.leaveYes'),
        danger: true,
      })
  })
  // By the state and not the blocker, which is another one at every render: the question is asked once.
  const isBlocked = blocker.state === 'blocked'
  useEffect(() => {
    if (!isBlocked) return
    void ask.current().then((yes) => {
      if (yes) latest.current.proceed?.()
      else latest.current.reset?.()
    })
  }, [isBlocked])
  return { setDirty, mayLeave: async () => !isDirty || (await ask.current()) }
}

function Segments() {
  const { input } = useDataDate()
  const { data } = useRouteQuery('segments.list', { ...input, counted: true }, { keepPrevious: true })
  const [shown, setShown] = useState<Shown>(newRule)
  const [restored, setRestored] = useState<Start | null>(null)
  const [round, setRound] = useState(0)
  const [dialog, setDialog] = useState<'versions' | 'overlap' | null>(null)
  const { setDirty, mayLeave } = useLeaving()
  const remove = useCommand('segments.remove')
  const segments = data?.segments ?? []
  const saved = segments.find(({ segmentId }) => segmentId === shown.segmentId) ?? null

  const show = useCallback((next: Shown, from: Start | null = null) => {
    setShown(next)
    setRestored(from)
    setRound((r) => r + 1)
  }, [])
  async function open(next: Shown) {
    if (await mayLeave()) {
      setDirty(false)
      show(next)
    }
  }
  async function takeOut(segment: Listed) {
    if (!(await remove.run({ segmentId: segment.segmentId }))) return
    notifyUndoable(t('segments.removed', { name: segment.name }))
    if (segment.segmentId === shown.segmentId) {
      setDirty(false)
      show(newRule)
    }
  }
  const props = {
    saved,
    onDirty: setDirty,
    onSaved: (segmentId: number, version: number) => show({ ...shown, segmentId, version }),
    onVersions: () => setDialog('versions'),
  }
  // A segment just saved is shown as soon as the list knows its new version.
  const ready = shown.segmentId === null || (saved !== null && saved.version >= shown.version)
  const key = `${shown.kind} ${shown.segmentId} ${saved?.version} ${round}`
  return (
    <Screen
      title={t('segments.title')}
      purpose={t('segments.purpose')}
      status={t('segments.status', { n: segments.length })}
    >
      <div className="segments">
        <aside className="segment-list" aria-label={t('segments.list')}>
          <div className="segment-list-tools">
            <Button size="small" onClick={() => void open(newRule)}>
              {t('segments.newRule')}
            </Button>
            <Button size="small" onClick={() => void open({ ...newRule, kind: 'list' })}>
              {t('segments.newList')}
            </Button>
            <Button size="small" onClick={() => void open({ ...newRule, kind: 'funnel' })}>
              {t('segments.funnel')}
            </Button>
            <Button size="small" disabled={segments.length < 2} onClick={() => setDialog('overlap')}>
              {t('segments.overlap')}
            </Button>
          </div>
          {segments.length === 0 && <p className="muted">{t('segments.none')}</p>}
          <ul>
            {segments.map((segment) => (
              <ListRow
                key={segment.segmentId}
                segment={segment}
                chosen={segment.segmentId === shown.segmentId}
                onOpen={() =>
                  void open({ kind: segment.kind, segmentId: segment.segmentId, version: segment.version })
                }
                onRemove={() => void takeOut(segment)}
              />
            ))}
          </ul>
        </aside>
        {!ready && <p className="muted">{t('common.loading')}</p>}
        {ready && shown.kind === 'rule' && <RuleEditor key={key} {...props} restored={restored} />}
        {shown.kind === 'funnel' && <FunnelView onList={(name, rule) => show(newRule, { name, rule })} />}
        {ready && shown.kind === 'list' && <ListEditor key={key} {...props} />}
      </div>
      {dialog === 'versions' && saved && (
        <VersionsDialog
          segmentId={saved.segmentId}
          onClose={() => setDialog(null)}
          onRestore={(head) => {
            setDialog(null)
            show(shown, head)
          }}
        />
      )}
      {dialog === 'overlap' && <OverlapDialog segments={segments} onClose={() => setDialog(null)} />}
    </Screen>
  )
}

export function SegmentsScreen() {
  const navigate = useNavigate()
  const { status } = useDataDate()
  if (status && status.latest === null)
    return (
      <Screen title={t('segments.title')}>
        <EmptyState
          title={t('segments.empty.title')}
          hint={t('segments.empty.hint')}
          action={
            <Button type="primary" onClick={() => void navigate('/imports')}>
              {t('workbench.import')}
            </Button>
          }
        />
      </Screen>
    )
  return <Segments />
}
