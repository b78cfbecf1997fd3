/** What was imported when, and taking any import back. */
import { Button } from 'antd'
import { useState } from 'react'
import type { FlaggedWork, ImportEntry } from '../../../shared/contract/imports.ts'
import { kindLabel } from '../../../shared/domain/labels.ts'
import { useJob } from '../../api/use-job.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { useConfirm } from '../../components/confirm.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { notify } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'
import { localTime } from './local-time.ts'
import { useImportFlow } from './import-flow.ts'
import { SaveRejects } from './save-rejects.tsx'
import { ImportReportDialog } from './import-report-dialog.tsx'

const stateText = {
  active: t('imports.historyActive'),
  undone: t('imports.historyUndone'),
  replaced: t('imports.historyReplaced'),
} as const

function rowsOf(entry: ImportEntry): number {
  return entry.files.reduce((sum, file) => sum + file.rows, 0)
}

interface EntryProps {
  readonly entry: ImportEntry
  /** Data dates of other imports that come after this one's and stay. */
  readonly later: readonly string[]
  readonly onOpen: () => void
  readonly onUndone: (flagged: FlaggedWork) => void
}

function Entry({ entry, later, onOpen, onUndone }: EntryProps) {
  const confirm = useConfirm()
  const undo = useJob('imports.undo')
  const reset = useImportFlow((s) => s.reset)

  async function takeBack() {
    const dates = entry.asOf.join('、')
    const sure = await confirm({
      title: t('imports.undoTitle', { dates }),
      text: [
        t('imports.undoText', {
          files: entry.files.map((file) => file.fileName).join('、'),
          rows: rowsOf(entry),
        }),
        later.length > 0 ? t('imports.undoLater', { dates: later.join('、') }) : '',
      ].join(''),
      yes: t('imports.undoYes'),
      danger: true,
    })
    if (!sure) return
    const done = await undo.run({ importId: entry.importId })
    if (!done) return
    reset()
    notify(t('imports.undone', { dates: done.asOf.join('、') }))
    onUndone(done.flagged)
  }

  return (
    <li className={`history-entry history-${entry.state}`}>
      <div className="history-head">
        <b className="num">{entry.asOf.join('、')}</b>
        <span className="muted num">{localTime(entry.importedAt)}</span>
        <span className={entry.state === 'active' ? 'import-good' : 'muted'}>{stateText[entry.state]}</span>
      </div>
      <ul className="history-files">
        {entry.files.map((file) => (
          <li key={`${file.fileName}|${file.kind}|${file.asOf}`} title={file.fileName}>
            {kindLabel(file.kind)} <span className="num">{t('imports.historyRows', { n: file.rows })}</span>
          </li>
        ))}
        {entry.rejected > 0 && (
          <li className="import-bad">{t('imports.historyRejected', { n: entry.rejected })}</li>
        )}
      </ul>
      <div className="history-actions">
        <Button size="small" type="link" onClick={onOpen}>
          {t('imports.reportOpen')}
        </Button>
        {entry.rejected > 0 && entry.state === 'active' && (
          <SaveRejects importId={entry.importId} asOf={entry.asOf.join('、')} />
        )}
        {entry.undoable && (
          <Button size="small" danger loading={undo.running} onClick={() => void takeBack()}>
            {t('imports.undo')}
          </Button>
        )}
      </div>
    </li>
  )
}

function laterThan(entry: ImportEntry, all: readonly ImportEntry[]): string[] {
  const from = [...entry.asOf].sort().at(-1) ?? ''
  const dates = all.filter(({ state }) => state === 'active').flatMap(({ asOf }) => asOf)
  return [...new Set(dates)].filter((date) => date > from).sort()
}

/** Work kept by hand that lost what it rested on. */
function Flagged({ flagged }: { readonly flagged: FlaggedWork }) {
  const { customers, contacts, notes, plans } = flagged
  if (customers.length === 0 && plans.length === 0) return null
  const counts = { customers: customers.length, contacts, notes }
  return (
    <p className="import-warn" role="status">
      ◆{' '}
      {plans.length > 0
        ? t('imports.flagged', { ...counts, plans: plans.join('、') })
        : t('imports.flaggedNoPlans', counts)}
    </p>
  )
}

export function ImportHistory() {
  const history = useRouteQuery('imports.history', {})
  const [open, setOpen] = useState<number | null>(null)
  const [flagged, setFlagged] = useState<FlaggedWork | null>(null)
  return (
    <aside className="import-history" aria-label={t('imports.history')}>
      <h2>{t('imports.history')}</h2>
      {history.error && <ErrorNotice error={history.error} onRetry={() => void history.refetch()} />}
      {history.data?.imports.length === 0 && <p className="muted">{t('imports.historyEmpty')}</p>}
      <ul className="history-list">
        {history.data?.imports.map((entry) => (
          <Entry
            key={entry.importId}
            entry={entry}
            later={laterThan(entry, history.data?.imports ?? [])}
            onOpen={() => setOpen(entry.importId)}
            onUndone={setFlagged}
          />
        ))}
      </ul>
      {flagged && <Flagged flagged={flagged} />}
      {open !== null && <ImportReportDialog importId={open} onClose={() => setOpen(null)} />}
    </aside>
  )
}
