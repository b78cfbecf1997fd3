/** A refused batch: what happened, that nothing was changed, and the field that answers the question if there is one. */
import { Button } from 'antd'
import type { ApiError } from '../../api/client.ts'
import { ErrorNotice } from '../../components/error-notice.tsx'
import { t } from '../../i18n/index.ts'
import { fileNameOf, type ImportOptions, type ImportView } from './import-flow.ts'
import { optionsAskedBy, ReadingOptions } from './reading-options.tsx'

function fileOf(details: unknown): string | null {
  if (details === null || typeof details !== 'object' || !('file' in details)) return null
  return typeof details.file === 'string' ? fileNameOf(details.file) : null
}

interface RefusalNoticeProps {
  readonly error: ApiError
  readonly options: ImportOptions
  /** The step of the wizard in which this can be answered. */
  readonly step: ImportView | null
  readonly onStep: (step: ImportView) => void
  readonly onAgain: (options: ImportOptions) => void
  readonly onOtherFiles: () => void
}

export function RefusalNotice(props: RefusalNoticeProps) {
  const { error, options, step, onStep, onAgain, onOtherFiles } = props
  const fields = optionsAskedBy(error.code)
  const file = fileOf(error.details)
  return (
    <div className="refusal">
      <ErrorNotice error={error} title={t('imports.refusedTitle')} />
      <div className="refusal-answer">
        {file && !error.message.includes(file) && (
          <span className="muted">{t('imports.refusedFile', { file })}</span>
        )}
        {fields.length > 0 ? (
          <ReadingOptions key={error.code} fields={fields} value={options} onApply={onAgain} />
        ) : (
          <Button onClick={() => onAgain(options)}>{t('common.retry')}</Button>
        )}
        {step && (
          <Button onClick={() => onStep(step)}>
            {step === 'check' ? t('imports.toCheck') : t('imports.toSetup')}
          </Button>
        )}
        <Button onClick={onOtherFiles}>{t('imports.otherFiles')}</Button>
      </div>
    </div>
  )
}
