/** 表头: which sheets are read, where their header stands, what they are about, in which unit and of which day. */
import { Alert, DatePicker, Select, Switch } from 'antd'
import dayjs from 'dayjs'
import { extractKinds } from '../../../shared/domain/fields.ts'
import type { InspectedFile, InspectedSheet } from '../../../shared/contract/imports.ts'
import { kindLabel } from '../../../shared/domain/labels.ts'
import { t } from '../../i18n/index.ts'
import { decide, decisionOf, restartLayout, type SheetId } from './decisions.ts'
import { decisionsOf, useImportFlow } from './import-flow.ts'

const stateWords = { extract: '✓', skipped: '○', refused: '▲' } as const

interface HeadTableProps {
  readonly sheet: InspectedSheet
  readonly id: SheetId
  readonly onDecided: () => void
}

/** One sheet's head: a click on a row makes it the header. */
function HeadTable({ sheet, id, onDecided }: HeadTableProps) {
  const flow = useImportFlow()
  const header = decisionOf(decisionsOf(flow), id)?.headerRow ?? sheet.layout?.headerRow ?? null
  const ignored = new Map(sheet.layout?.ignored.map(({ row, reason }) => [row, reason]))
  const width = Math.max(0, ...sheet.head.map(({ cells }) => cells.length))
  return (
    <div
      className="head-table"
      role="region"
      aria-label={t('imports.headLabel', { sheet: sheet.name })}
      tabIndex={0}
    >
      <table>
        <tbody>
          {sheet.head.map(({ row, cells }) => (
            <tr
              key={row}
              className={row === header ? 'head-row' : ignored.has(row) ? 'head-ignored' : undefined}
            >
              <th scope="row">
                <button
                  type="button"
                  aria-pressed={row === header}
                  title={t('imports.headerPick')}
                  onClick={() => {
                    flow.decide(restartLayout(decisionsOf(flow), id, { headerRow: row }))
                    onDecided()
                  }}
                >
                  {row}
                </button>
              </th>
              {Array.from({ length: width }, (_, at) => (
                <td key={at}>{cells[at] ?? ''}</td>
              ))}
              <td className="muted">{row === header ? t('imports.headerHere') : (ignored.get(row) ?? '')}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface SheetSetupProps {
  readonly file: InspectedFile
  readonly sheet: InspectedSheet
  readonly onDecided: () => void
}

function SheetSetup({ file, sheet, onDecided }: SheetSetupProps) {
  const flow = useImportFlow()
  const id = { path: file.path, sheet: sheet.name }
  const decision = decisionOf(decisionsOf(flow), id)
  const change = (next: Parameters<typeof decide>[2]) => {
    flow.decide(decide(decisionsOf(flow), id, next))
    onDecided()
  }
  const read = decision?.include ?? sheet.state !== 'skipped'
  return (
    <section className={`sheet-setup sheet-${sheet.state}`} aria-label={sheet.name}>
      <header>
        <Switch
          size="small"
          checked={read}
          aria-label={t('imports.sheetInclude', { sheet: sheet.name })}
          onChange={(include) => change({ include })}
        />
        <b>
          {stateWords[sheet.state]} {sheet.name}
        </b>
        <span className="muted">{sheet.reason ?? ''}</span>
      </header>
      {read && (
        <>
          {sheet.refusal && <Alert type="warning" showIcon title={sheet.refusal.message} />}
          <div className="sheet-choices">
            <label>
              {t('imports.askKind')}
              <Select
                aria-label={t('imports.askKind')}
                style={{ width: 128 }}
                allowClear
                placeholder={sheet.layout ? kindLabel(sheet.layout.kind) : t('imports.optionsAuto')}
                value={decision?.kind ?? null}
                options={extractKinds.map((kind) => ({ value: kind, label: kindLabel(kind) }))}
                onChange={(kind) => {
                  flow.decide(restartLayout(decisionsOf(flow), id, { kind: kind ?? undefined }))
                  onDecided()
                }}
              />
            </label>
            <label>
              {t('imports.askUnits')}
              <Select
                aria-label={t('imports.askUnits')}
                style={{ width: 100 }}
                allowClear
                placeholder={
                  sheet.layout?.units.unit === 'wan' ? t('imports.unitsWan') : t('imports.unitsYuan')
                }
                value={decision?.units ?? null}
                options={[
                  { value: 'yuan' as const, label: t('imports.unitsYuan') },
                  { value: 'wan' as const, label: t('imports.unitsWan') },
                ]}
                onChange={(units) => change({ units: units ?? undefined })}
              />
            </label>
            <label>
              {t('imports.askAsOf')}
              <DatePicker
                aria-label={t('imports.askAsOf')}
                placeholder={sheet.layout?.asOf ?? sheet.layout?.dates.join('、') ?? t('imports.askAsOf')}
                value={decision?.asOf ? dayjs(decision.asOf) : null}
                onChange={(date) => change({ asOf: date ? date.format('YYYY-MM-DD') : undefined })}
              />
            </label>
            {sheet.layout && (
              <span className="muted">
                {t('imports.sheetFacts', { row: sheet.layout.headerRow, hidden: sheet.layout.hiddenRows })}
              </span>
            )}
          </div>
          <HeadTable sheet={sheet} id={id} onDecided={onDecided} />
        </>
      )}
    </section>
  )
}

interface SetupPageProps {
  readonly files: readonly InspectedFile[]
  /** Something was decided that changes how the sheets are understood. */
  readonly onDecided: () => void
}

export function SetupPage({ files, onDecided }: SetupPageProps) {
  return (
    <div className="setup-page">
      <p className="muted">{t('imports.setupHint')}</p>
      {files.map((file) => (
        <article key={file.path} className="setup-file">
          <h2>
            {file.fileName}{' '}
            <span className="muted">
              {[file.format === 'delimited' ? t('imports.formatText') : file.format, file.encoding]
                .filter((each) => each !== null)
                .join(' · ')}
              {file.alreadyImported ? ` · ${t('imports.setupAlready')}` : ''}
            </span>
          </h2>
          {file.refusal && <Alert type="error" showIcon title={file.refusal.message} />}
          {file.sheets.map((sheet) => (
            <SheetSetup key={sheet.name} file={file} sheet={sheet} onDecided={onDecided} />
          ))}
        </article>
      ))}
    </div>
  )
}
