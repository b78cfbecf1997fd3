/**
 * The import screen: drop → (read by itself) → changes → confirm → done. The steps between — header, columns, rows to
 * mend — come up by themselves only when something is wrong, and can always be gone back to; nothing is lost.
 */
import { Button, Steps, Tabs } from 'antd'
import { useState } from 'react'
import { cancelCall } from '../../api/client.ts'
import { ProgressBar } from '../../components/progress-bar.tsx'
import { Screen } from '../../components/screen.tsx'
import { t } from '../../i18n/index.ts'
import { ChangesPage } from './changes-page.tsx'
import { ColumnsPage } from './columns-page.tsx'
import { DropZone } from './drop-zone.tsx'
import { FileDetails } from './file-details.tsx'
import { fileNameOf, importViews, stepFor, useImportFlow } from './import-flow.ts'
import { ImportHistory } from './import-history.tsx'
import { ImportResult } from './import-result.tsx'
import { ProblemsPage } from './problems-page.tsx'
import { allOptions, ReadingOptions } from './reading-options.tsx'
import { RefusalNotice } from './refusal-notice.tsx'
import { SetupPage } from './setup-page.tsx'
import { useImportActions } from './use-import-actions.ts'
import { useWizardKeys } from './use-wizard-keys.ts'
import './imports.css'

type Actions = ReturnType<typeof useImportActions>

/** The batch is on its way and there is something to show besides the start page. */
function useOnTheWay(): boolean {
  const { paths, preview, view, committed } = useImportFlow()
  return committed === null && paths.length > 0 && (preview !== null || view !== 'changes')
}

function PrimaryAction({ actions }: { readonly actions: Actions }) {
  const { preview, view, confirmed, dirty } = useImportFlow()
  // With something decided but not yet checked, checking it is what comes next.
  const recheck = view === 'check' && dirty
  if (view !== 'changes')
    return (
      <>
        {recheck && (
          <Button disabled={actions.busy} onClick={() => void actions.open('changes')}>
            {t('imports.toChanges')}
          </Button>
        )}
        <Button
          type="primary"
          disabled={actions.busy}
          title={dirty ? t('imports.dirty') : undefined}
          onClick={() =>
            void (recheck ? actions.recheck() : actions.open(view === 'setup' ? 'columns' : 'changes'))
          }
        >
          {recheck ? t('imports.recheck') : view === 'check' ? t('imports.toChanges') : t('imports.next')}
        </Button>
      </>
    )
  const unanswered = preview?.confirmations.some(({ code }) => !confirmed.includes(code)) ?? false
  return (
    <Button
      type="primary"
      autoFocus
      loading={actions.storing}
      disabled={!preview || unanswered || preview.weeks.length === 0 || actions.busy}
      title={unanswered ? t('imports.commitBlocked') : undefined}
      onClick={() => void actions.commit()}
    >
      {t('imports.commit')}
    </Button>
  )
}

/** 检查: the rows to mend, and what was made of each file. */
function CheckPage({ actions }: { readonly actions: Actions }) {
  const { preview, checked, options } = useImportFlow()
  const [correcting, setCorrecting] = useState(false)
  const files = preview?.weeks.flatMap((week) => week.files.map((file) => ({ asOf: week.asOf, file }))) ?? []
  const details = preview && (
    <div className="check-details">
      <div className="import-correct">
        {correcting ? (
          <ReadingOptions fields={allOptions} value={options} onApply={(next) => void actions.again(next)} />
        ) : (
          <Button size="small" onClick={() => setCorrecting(true)}>
            {t('imports.optionsChange')}
          </Button>
        )}
      </div>
      <FileDetails key={preview.token} files={files} />
    </div>
  )
  const toMend = checked?.some(({ problems, refusal }) => problems.length > 0 || refusal !== null) ?? false
  if (!toMend) return details
  const problems = <ProblemsPage sheets={checked ?? []} />
  if (!details) return problems
  return (
    <Tabs
      className="fill-tabs"
      size="small"
      items={[
        { key: 'problems', label: t('imports.tabProblems'), children: problems },
        { key: 'details', label: t('imports.tabDetails'), children: details },
      ]}
    />
  )
}

export function ImportsScreen() {
  const flow = useImportFlow()
  const actions = useImportActions()
  const onTheWay = useOnTheWay()
  const { preview, committed, view } = flow
  const { busy, error, running } = actions
  const chosen = committed === null && flow.paths.length > 0
  useWizardKeys(onTheWay && !busy, {
    onUndo: flow.undo,
    onRedo: flow.redo,
    onBack: () => {
      const before = importViews[importViews.indexOf(view) - 1]
      if (before) void actions.open(before)
    },
  })
  const step = committed ? 5 : onTheWay ? importViews.indexOf(view) + 1 : 0
  const stepTitles = [
    t('imports.stepSetup'),
    t('imports.stepColumns'),
    t('imports.stepCheck'),
    t('imports.stepChanges'),
  ]
  return (
    <Screen
      title={t('imports.title')}
      purpose={onTheWay ? flow.paths.map(fileNameOf).join('、') : t('imports.purpose')}
      primary={
        onTheWay && (
          <>
            <Button disabled={busy} onClick={() => void actions.giveUp()}>
              {t('imports.discard')}
            </Button>
            <PrimaryAction actions={actions} />
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
          {...(chosen && !busy
            ? {
                onChange: (to: number) => {
                  const target = importViews[to - 1]
                  if (target) void actions.open(target)
                },
              }
            : {})}
          items={[
            { title: t('imports.stepChoose'), disabled: true },
            ...stepTitles.map((title) => ({ title, disabled: !chosen })),
            { title: t('imports.stepDone'), disabled: true },
          ]}
        />
        {error && (
          <RefusalNotice
            error={error}
            options={flow.options}
            step={stepFor(error.code)}
            onStep={(to) => void actions.open(to)}
            onAgain={(options) => void actions.again({ ...flow.options, ...options })}
            onOtherFiles={actions.otherFiles}
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
        {onTheWay && view === 'setup' && flow.inspected && (
          <SetupPage files={flow.inspected} onDecided={() => void actions.inspect()} />
        )}
        {onTheWay && view === 'columns' && flow.inspected && (
          <ColumnsPage files={flow.inspected} onDecided={() => void actions.inspect()} />
        )}
        {onTheWay && view === 'check' && <CheckPage actions={actions} />}
        {preview && view === 'changes' && (
          <ChangesPage
            key={preview.token}
            preview={preview}
            onReread={(options) => void actions.again(options)}
          />
        )}
        {!onTheWay && (
          <div className="import-start">
            {committed ? (
              <ImportResult committed={committed} />
            ) : (
              <DropZone disabled={busy} onFiles={(paths) => void actions.read(paths, {})} />
            )}
            <ImportHistory />
          </div>
        )}
      </div>
    </Screen>
  )
}
