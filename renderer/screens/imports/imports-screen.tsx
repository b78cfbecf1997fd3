/**
 * The import screen: drop → (read by itself) → changes → confirm → done. The details of what was read are
 * one step back, and come first only when something was rejected or a control total is off.
 */
import { Button, Steps } from 'antd'
import { useState } from 'react'
import { cancelCall } from '../../api/client.ts'
import { useJobs } from '../../api/jobs.ts'
import { useCommand } from '../../api/use-command.ts'
import { useJob } from '../../api/use-job.ts'
import { notify } from '../../components/notices.ts'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { ChangesPage } from './changes-page.tsx'
import { DropZone } from './drop-zone.tsx'
import { FileDetails } from './file-details.tsx'
import { fileNameOf, useImportFlow, type ImportOptions } from './import-flow.ts'
import { ImportHistory } from './import-history.tsx'
import { ImportResult } from './import-result.tsx'
import { allOptions, ReadingOptions } from './reading-options.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import './imports.css'

/** A running import job, whichever visit to this screen started it. */
function useRunningImport() {
  return useJobs(
    (s) => s.jobs.find((j) => j.route === 'imports.preview' || j.route === 'imports.commit') ?? null,
  )
}

export function ImportsScreen() {
  const flow = useImportFlow()
  const reading = useJob('imports.preview')
  const storing = useJob('imports.commit')
  const discard = useCommand('imports.discard')
  const running = useRunningImport()
  const [correcting, setCorrecting] = useState(false)
  const busy = reading.running || storing.running || running !== null
  const { preview, committed } = flow

  async function read(paths: readonly string[], options: ImportOptions) {
    storing.clearError()
    setCorrecting(false)
    if (preview) void discard.run({ token: preview.token })
    flow.choose(paths, options)
    const made = await reading.run({ paths: [...paths], options })
    if (made) useImportFlow.getState().previewed(made)
  }

  async function commit() {
    if (!preview) return
    const done = await storing.run({ token: preview.token, confirmed: [...flow.confirmed] })
    if (done) useImportFlow.getState().commit(done)
  }

  async function giveUp() {
    if (preview) await discard.run({ token: preview.token })
    storing.clearError()
    flow.reset()
    notify(t('imports.discarded'))
  }

  function otherFiles() {
    reading.clearError()
    storing.clearError()
    flow.reset()
  }

  const unanswered = preview?.confirmations.some(({ code }) => !flow.confirmed.includes(code)) ?? false
  const step = committed ? 3 : preview ? (flow.view === 'review' ? 1 : 2) : 0
  const files = preview?.weeks.flatMap((week) => week.files.map((file) => ({ asOf: week.asOf, file }))) ?? []
  const error = reading.error ?? storing.error

  return (
    <Screen
      title={t('imports.title')}
      purpose={preview ? flow.paths.map(fileNameOf).join('、') : t('imports.purpose')}
      primary={
        preview && (
          <>
            <Button disabled={busy} onClick={() => void giveUp()}>
              {t('imports.discard')}
            </Button>
            {flow.view === 'review' ? (
              <Button type="primary" onClick={() => flow.show('changes')}>
                {t('imports.toChanges')}
              </Button>
            ) : (
              <Button
                type="primary"
                autoFocus
                loading={storing.running}
                disabled={unanswered || preview.weeks.length === 0 || busy}
                title={unanswered ? t('imports.commitBlocked') : undefined}
                onClick={() => void commit()}
              >
                {t('imports.commit')}
              </Button>
            )}
          </>
        )
      }
    >
      <div className="imports">
        <Steps
          className="import-steps"
          size="small"
          current={step}
          aria-label={t('imports.steps')}
          {...(preview && !busy
            ? {
                onChange: (to: number) => (to === 1 ? flow.show('review') : to === 2 && flow.show('changes')),
              }
            : {})}
          items={[
            { title: t('imports.stepChoose'), disabled: true },
            { title: t('imports.stepReview'), disabled: !preview },
            { title: t('imports.stepChanges'), disabled: !preview },
            { title: t('imports.stepDone'), disabled: true },
          ]}
        />
        {error && (
          <RefusalNotice
            error={error}
            options={flow.options}
            onAgain={(options) => void read(flow.paths, { ...flow.options, ...options })}
            onOtherFiles={otherFiles}
          />
        )}
        {running && (
          <div className="import-running">
            <ProgressBar job={running} onCancel={() => cancelCall(running.id)} />
            <span className="muted">
              {running.route === 'imports.commit' ? t('imports.storingHint') : t('imports.readingHint')}
            </span>
          </div>
        )}
        {preview && flow.view === 'review' && (
          <>
            <div className="import-correct">
              {correcting ? (
                <ReadingOptions
                  fields={allOptions}
                  value={flow.options}
                  onApply={(options) => void read(flow.paths, options)}
                />
              ) : (
                <Button size="small" onClick={() => setCorrecting(true)}>
                  {t('imports.optionsChange')}
                </Button>
              )}
            </div>
            <FileDetails key={preview.token} files={files} />
          </>
        )}
        {preview && flow.view === 'changes' && (
          <ChangesPage
            key={preview.token}
            preview={preview}
            onReread={(options) => void read(flow.paths, options)}
          />
        )}
        {!preview && (
          <div className="import-start">
            {committed ? (
              <ImportResult committed={committed} />
            ) : (
              <DropZone disabled={busy} onFiles={(paths) => void read(paths, {})} />
            )}
            <ImportHistory />
          </div>
        )}
      </div>
    </Screen>
  )
}
