/** What can be done with a batch at each step; every action reads, only `commit` writes. */
import { useJobs } from '../../api/jobs.ts'
import { useCommand } from '../../api/use-command.ts'
import { useJob } from '../../api/use-job.ts'
import { notify } from '../../components/notices.ts'
import { t } from '../../i18n/index.ts'
import {
  hasProblems,
  needsReview,
  useImportFlow,
  type ImportOptions,
  type ImportView,
} from './import-flow.ts'

const importRoutes = ['imports.preview', 'imports.commit', 'imports.inspect', 'imports.check', 'imports.undo']

/** A running import job, whichever visit to this screen started it. */
function useRunningImport() {
  return useJobs((s) => s.jobs.find((job) => importRoutes.includes(job.route)) ?? null)
}

export function useImportActions() {
  const flow = useImportFlow()
  const reading = useJob('imports.preview')
  const inspecting = useJob('imports.inspect')
  const checking = useJob('imports.check')
  const storing = useJob('imports.commit')
  const discard = useCommand('imports.discard')
  const running = useRunningImport()
  const jobs = [reading, inspecting, checking, storing]
  const clearErrors = () => {
    for (const job of jobs) job.clearError()
  }

  /** The batch as decided so far, in the shape every reading route takes. */
  function batch() {
    const { paths, options } = useImportFlow.getState()
    return { paths: [...paths], options }
  }

  async function inspect() {
    const answer = await inspecting.run(batch())
    if (answer) useImportFlow.getState().inspectedAs(answer.files)
  }

  async function check() {
    const answer = await checking.run(batch())
    if (answer) useImportFlow.getState().checkedAs(answer.files)
  }

  /** @param asked the changes were asked for: rows left as they are do not lead back to the rows */
  async function preview(asked: boolean) {
    const { preview: old, options, reread } = useImportFlow.getState()
    clearErrors()
    if (old) await discard.run({ token: old.token })
    reread(options)
    const made = await reading.run(batch())
    if (!made) return
    useImportFlow.getState().previewed(made)
    if (asked) useImportFlow.getState().show('changes')
    else if (needsReview(made)) await check()
  }

  return {
    running,
    busy: running !== null || jobs.some((job) => job.running),
    storing: storing.running,
    error: reading.error ?? storing.error ?? inspecting.error ?? checking.error,
    inspect,

    /** Reads the rows once more with everything decided since, and the preview with them. */
    async recheck() {
      await preview(false)
      await check()
      flow.show('check')
    },

    async read(paths: readonly string[], options: ImportOptions) {
      const old = useImportFlow.getState().preview
      clearErrors()
      if (old) await discard.run({ token: old.token })
      flow.choose(paths, options)
      await preview(false)
    },

    async again(options: ImportOptions) {
      useImportFlow.setState({ options })
      await preview(false)
    },

    /** Goes to a step, asking the engine for what it shows. */
    async open(view: ImportView) {
      clearErrors()
      const { preview: known, dirty, inspected, view: from } = useImportFlow.getState()
      if (view === 'changes') {
        if (dirty || !known) await preview(from === 'check')
        else flow.show('changes')
        return
      }
      flow.show(view)
      if (view === 'check') {
        if (!known || dirty || hasProblems(known)) await check()
      } else if (!inspected || dirty) await inspect()
    },

    async commit() {
      const { preview: made, confirmed } = useImportFlow.getState()
      if (!made) return
      const done = await storing.run({ token: made.token, confirmed: [...confirmed] })
      if (done) useImportFlow.getState().commit(done)
    },

    async giveUp() {
      const made = useImportFlow.getState().preview
      if (made) await discard.run({ token: made.token })
      clearErrors()
      flow.reset()
      notify(t('imports.discarded'))
    },

    otherFiles() {
      clearErrors()
      flow.reset()
    },
  }
}
