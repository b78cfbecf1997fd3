/** One document of the shelf: what is in it, for which date or week, and the export. */
import { FileExcelOutlined } from '@ant-design/icons'
import { Button, Checkbox, Form, Input } from 'antd'
import { useState, type ReactNode } from 'react'
import type { InputOf } from '../../../shared/contract/contract.ts'
import type { ReportKind } from '../../../shared/contract/reports.ts'
import { chooseWorkbook, notifyWritten, sizeText } from '../../api/export-file.ts'
import { useJob } from '../../api/use-job.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { t } from '../../i18n/index.ts'

interface ReportCardProps {
  readonly kind: ReportKind
  /** Part of the proposed file name: the data date or the week. */
  readonly stamp: string
  /** The data date or week the document is about. */
  readonly scope: Pick<InputOf<'reports.export'>, 'asOf' | 'week'>
  /** A choice of date or week, or why there is none. */
  readonly choice: ReactNode
  readonly enabled: boolean
  /** The plan has no telephone numbers, so there is nothing to unmask. */
  readonly maskable: boolean
}

export function ReportCard({ kind, stamp, scope, choice, enabled, maskable }: ReportCardProps) {
  const job = useJob('reports.export')
  const [unmasked, setUnmasked] = useState(false)
  const [purpose, setPurpose] = useState('')
  const name = t(`reports.${kind}`)
  const purposeMissing = unmasked && purpose.trim() === ''

  async function exportIt() {
    const path = await chooseWorkbook(t(`reports.file_${kind}`, { date: stamp }))
    if (path === null) return
    const written = await job.run({
      kind,
      path,
      ...scope,
      ...(unmasked ? { unmasked, purpose: purpose.trim() } : {}),
    })
    if (!written) return
    const rows = written.sheets.reduce((sum, sheet) => sum + sheet.rows, 0)
    const size = sizeText(written.bytes)
    notifyWritten(t('reports.done', { name, sheets: written.sheets.length, rows, size }), written.path)
  }

  return (
    <li className="report-card" aria-label={name}>
      <FileExcelOutlined className="report-icon" aria-hidden="true" />
      <div className="report-what">
        <h2>{name}</h2>
        <p className="muted">{t(`reports.${kind}About`)}</p>
        {job.error && <ErrorNotice error={job.error} onClose={job.clearError} />}
        {job.job && <ProgressBar job={job.job} onCancel={job.cancel} />}
      </div>
      <div className="report-choice">{choice}</div>
      <div className="report-mask">
        {maskable && (
          <>
            <Checkbox checked={unmasked} onChange={(event) => setUnmasked(event.target.checked)}>
              {t('reports.unmask')}
            </Checkbox>
            {unmasked && (
              <Form.Item
                {...(purposeMissing
                  ? { validateStatus: 'error' as const, help: t('reports.purposeMissing') }
                  : { help: t('reports.unmaskHint') })}
              >
                <Input
                  aria-label={t('reports.purposeLabel')}
                  placeholder={t('reports.purposePlaceholder')}
                  maxLength={100}
                  value={purpose}
                  onChange={(event) => setPurpose(event.target.value)}
                />
              </Form.Item>
            )}
          </>
        )}
      </div>
      <Button
        {...(kind === 'weekly' ? { type: 'primary' as const } : {})}
        aria-label={`${t('reports.export')} ${name}`}
        disabled={!enabled || purposeMissing}
        loading={job.running}
        onClick={() => void exportIt()}
      >
        {t('reports.export')}
      </Button>
    </li>
  )
}
