/** A fixed list: customer numbers pasted as they come, checked before they are saved. */
import { Button, Input } from 'antd'
import { useDeferredValue, useEffect, useMemo, useState } from 'react'
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { useCommand } from '../../api/use-command.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { t } from '../../i18n/index.ts'
import { notifyUndoable } from '../settings/undo-notice.ts'
import { MemberGrid } from './member-grid.tsx'
import type { RuleEditorProps } from './rule-editor.tsx'
import { SegmentName } from './segment-name.tsx'

type Report = OutputOf<'segments.checkList'>

const shownNumbers = 12

function Numbers({ label, of }: { readonly label: string; readonly of: Report['unknown'] }) {
  if (of.count === 0) return null
  const more = of.count > shownNumbers ? '…' : ''
  return (
    <p className="segment-problem">
      {label}
      <span className="num">{of.first.slice(0, shownNumbers).join('、') + more}</span>
    </p>
  )
}

function CheckReport({ report }: { readonly report: Report }) {
  const { given, found, present, unknown, duplicates } = report
  return (
    <div role="status" aria-label={t('segments.check')}>
      <p className="num">{t('segments.checked', { given, found, present })}</p>
      <Numbers label={t('segments.checkUnknown', { n: unknown.count })} of={unknown} />
      <Numbers label={t('segments.checkDuplicates', { n: duplicates.count })} of={duplicates} />
    </div>
  )
}

export function ListEditor({ saved, onDirty, onSaved, onVersions }: RuleEditorProps) {
  const [name, setName] = useState(saved?.name ?? '')
  const [note, setNote] = useState(saved?.note ?? '')
  const [text, setText] = useState('')
  const asked = useDeferredValue(text)
  const { data: report } = useRouteQuery(
    'segments.checkList',
    { numbers: asked },
    { enabled: asked.trim() !== '', keepPrevious: true },
  )
  const save = useCommand('segments.saveList')
  const rename = useCommand('segments.rename')
  /** Without new numbers the list stays as it is and only its name and note are saved. */
  const renames = saved !== null && text.trim() === ''
  const renamed = name !== (saved?.name ?? '') || note !== (saved?.note ?? '')
  const isDirty = text !== '' || renamed
  useEffect(() => onDirty(isDirty), [isDirty, onDirty])
  const of = useMemo(() => (saved ? { segmentId: saved.segmentId, version: saved.version } : null), [saved])
  async function storeNames(segmentId: number, version: number) {
    if (!(await rename.run({ segmentId, name, note }))) return
    onDirty(false)
    notifyUndoable(t('segments.renamed', { name }))
    onSaved(segmentId, version)
  }
  async function store() {
    if (renames) return storeNames(saved.segmentId, saved.version)
    const done = await save.run({ segmentId: saved?.segmentId ?? null, name, note, numbers: text })
    if (!done) return
    onDirty(false)
    setText('')
    notifyUndoable(t('segments.savedAs', { name, version: done.version }))
    onSaved(done.segmentId, done.version)
  }
  return (
    <div className="segment-editor">
      <SegmentName name={name} onName={setName} note={note} onNote={setNote}>
        {saved && <Button onClick={onVersions}>{t('segments.versions', { n: saved.version })}</Button>}
        <Button
          type="primary"
          loading={save.running || rename.running}
          disabled={name.trim() === '' || (renames ? !renamed : text.trim() === '' || report?.found === 0)}
          onClick={() => void store()}
        >
          {t('common.save')}
        </Button>
      </SegmentName>
      {saved && <p className="segment-sentence">{saved.sentence}</p>}
      <Input.TextArea
        aria-label={t('segments.numbers')}
        placeholder={saved ? t('segments.numbersAnew') : t('segments.numbersHint')}
        autoSize={{ minRows: saved ? 2 : 6, maxRows: 8 }}
        value={text}
        onChange={({ target }) => setText(target.value)}
      />
      {text.trim() !== '' && report && <CheckReport report={report} />}
      <div className="segment-members">{of && <MemberGrid of={of} membership="yes" />}</div>
    </div>
  )
}
