/**
 * 变化: what this batch would change, in sentences whose numbers open the list behind them, and the checks
 * that make it safe to say yes. Nothing has been written when this page shows.
 */
import { Checkbox, Tabs } from 'antd'
import { useMemo, useState } from 'react'
import { changeKinds, type ChangeKind, type ChangeLine } from '../../../shared/contract/imports.ts'
import type { FileReport, ImportPreview } from '../../../shared/contract/imports.ts'
import { kindLabel } from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { DataGrid, type GridColumn } from '../../components/data-grid.tsx'
import { signedMoneyText, signedWanText } from '../../components/money.ts'
import { t } from '../../i18n/index.ts'
import { Drift } from './columns-page.tsx'
import { controlTotal, FileDetails } from './file-details.tsx'
import { fileNameOf, useImportFlow, type ImportOptions } from './import-flow.ts'
import { ReadingOptions } from './reading-options.tsx'

type PreviewWeek = ImportPreview['weeks'][number]

interface ChangesPageProps {
  readonly preview: ImportPreview
  /** Reads the same files again with what the person has said. */
  readonly onReread: (options: ImportOptions) => void
}

const lineColumns: readonly GridColumn<ChangeLine>[] = [
  { key: 'no', header: t('imports.listNo'), width: 140, value: (l) => l.customerNo },
  { key: 'name', header: t('imports.listName'), width: 100, value: (l) => l.name },
  { key: 'rm', header: t('imports.listRm'), width: 120, value: (l) => l.rmName },
  { key: 'before', header: t('imports.listBefore'), flex: 1, minWidth: 110, value: (l) => l.before },
  { key: 'after', header: t('imports.listAfter'), flex: 1, minWidth: 110, value: (l) => l.after },
  {
    key: 'delta',
    header: t('imports.listDelta'),
    width: 140,
    numeric: true,
    value: (l) => l.deltaFen,
    text: (l) => signedWanText(l.deltaFen),
  },
]

function countOf(week: PreviewWeek, kind: ChangeKind): number {
  if (kind === 'biggestIn' || kind === 'biggestOut') return week.lists[kind].length
  return week.changes[kind]
}

function Summary({ week }: { readonly week: PreviewWeek }) {
  const hasCustomers = week.files.some((file) => file.kind === 'customers')
  if (!hasCustomers) return <p>{t('imports.noCustomers')}</p>
  if (week.comparedWith === null)
    return (
      <>
        <h2>{t('imports.firstWeek')}</h2>
        <p>{t('imports.firstWeekSentence', { n: week.customers, aum: formatMoney(week.aumFen) })}</p>
      </>
    )
  const before = week.customers - week.changes.new + week.changes.vanished
  return (
    <>
      <h2>{t('imports.compared', { date: week.comparedWith })}</h2>
      <p>
        {t('imports.comparedSentence', {
          before,
          after: week.customers,
          aumBefore: week.aumBeforeFen === null ? t('common.unknown') : formatMoney(week.aumBeforeFen),
          aumAfter: formatMoney(week.aumFen),
          delta:
            week.aumBeforeFen === null
              ? t('common.unknown')
              : signedMoneyText(week.aumFen - week.aumBeforeFen),
        })}{' '}
        <span className="muted">
          {t('imports.changed', { n: week.changes.changed, m: week.changes.unchanged })}
        </span>
      </p>
    </>
  )
}

function Changes({ week }: { readonly week: PreviewWeek }) {
  const [chosen, setChosen] = useState<ChangeKind | null>(null)
  const first = changeKinds.find((kind) => week.lists[kind].length > 0) ?? 'new'
  const kind = chosen ?? first
  const lines = week.lists[kind]
  const capped = kind !== 'biggestIn' && kind !== 'biggestOut' && lines.length < countOf(week, kind)
  return (
    <div className="change-lists">
      <ul className="change-kinds" aria-label={t('imports.changesList')}>
        {changeKinds.map((each) => {
          const count = countOf(week, each)
          const top = each === 'biggestIn' || each === 'biggestOut'
          return (
            <li key={each}>
              <button
                type="button"
                aria-current={each === kind}
                disabled={count === 0}
                onClick={() => setChosen(each)}
              >
                <span>{t(`imports.change_${each}`)}</span>
                <b className="num">
                  {top ? t('imports.changeTop', { n: count }) : t('common.households', { n: count })}
                </b>
              </button>
            </li>
          )
        })}
      </ul>
      <div className="change-grid">
        <DataGrid
          label={t(`imports.change_${kind}`)}
          rows={lines}
          columns={lineColumns}
          rowKey={(line) => line.customerNo}
          emptyText={t('imports.changeEmpty')}
        />
        {capped && <p className="muted">{t('imports.changeCapped', { n: lines.length })}</p>}
      </div>
    </div>
  )
}

const percent = (share: number) => Math.round(share * 100)

/** What else is worth a look before saying yes: columns and empty cells against last time, corrections. */
function FileNotes({ file }: { readonly file: FileReport }) {
  const notes = [
    ...(file.corrected > 0 ? [t('imports.corrected', { n: file.corrected })] : []),
    ...(file.dropped > 0 ? [t('imports.droppedRows', { n: file.dropped })] : []),
    ...file.blankDrift.map(({ column, before, now }) =>
      t('imports.blankDrift', { column, before: percent(before), now: percent(now) }),
    ),
    ...file.blanksKept.map(({ column, count }) => t('imports.blanksKept', { column, n: count })),
  ]
  return (
    <>
      {notes.length > 0 && <span className="muted"> · {notes.join('；')}</span>}
      <Drift drift={file.drift} />
    </>
  )
}

function FileChecks({ week }: { readonly week: PreviewWeek }) {
  return (
    <ul className="import-checks" aria-label={t('imports.checks')}>
      {week.files.map((file) => {
        const total = controlTotal(file)
        return (
          <li key={`${file.path}|${file.kind}`}>
            {t('imports.checkRows', {
              file: fileNameOf(file.path),
              kind: kindLabel(file.kind),
              read: file.rowsRead,
              accepted: file.rowsAccepted,
            })}
            {file.rowsRejected > 0 && (
              <b className="import-bad">{t('imports.checkRejected', { n: file.rowsRejected })}</b>
            )}
            {' · '}
            <span className={total.ok === false ? 'import-bad' : total.ok ? 'import-good' : 'muted'}>
              {total.text}
            </span>
            <FileNotes file={file} />
          </li>
        )
      })}
    </ul>
  )
}

function Week({ week }: { readonly week: PreviewWeek }) {
  return (
    <div className="change-week">
      <div className="change-head">
        <div className="change-summary">
          <Summary week={week} />
          {week.replaces.length > 0 && (
            <p className="import-warn">
              ◆ {t('imports.replaces', { kinds: week.replaces.map(kindLabel).join('、') })}
            </p>
          )}
        </div>
        {week.comparedWith !== null && <FileChecks week={week} />}
      </div>
      {week.comparedWith !== null ? (
        <Changes week={week} />
      ) : (
        <FileDetails files={week.files.map((file) => ({ asOf: week.asOf, file }))} />
      )}
    </div>
  )
}

function Confirmations({ preview, onReread }: ChangesPageProps) {
  const { confirmed, answer, options } = useImportFlow()
  if (preview.confirmations.length === 0) return null
  return (
    <fieldset className="import-confirm">
      <legend>{t('imports.confirmHead')}</legend>
      {preview.confirmations.map(({ code, message }) => (
        <div key={code} className="import-question">
          <Checkbox
            checked={confirmed.includes(code)}
            onChange={(event) => answer(code, event.target.checked)}
          >
            {message}
          </Checkbox>
          {code === 'scaleJump' && <ReadingOptions fields={['units']} value={options} onApply={onReread} />}
        </div>
      ))}
    </fieldset>
  )
}

export function ChangesPage({ preview, onReread }: ChangesPageProps) {
  const weeks = useMemo(() => preview.weeks.toReversed(), [preview])
  const [newest] = weeks
  return (
    <div className="changes-page">
      <Confirmations preview={preview} onReread={onReread} />
      {preview.alreadyImported.length > 0 && (
        <p className="import-warn">
          {t('imports.already', { files: preview.alreadyImported.map(fileNameOf).join('、') })}
        </p>
      )}
      {weeks.length === 1 && newest ? (
        <Week week={newest} />
      ) : weeks.length > 1 ? (
        <Tabs
          className="fill-tabs"
          size="small"
          items={weeks.map((week) => ({
            key: week.asOf,
            label: t('imports.weekOf', { date: week.asOf }),
            children: <Week week={week} />,
          }))}
        />
      ) : (
        <p>{t('imports.allAlready')}</p>
      )}
    </div>
  )
}
