/**
 * Long work: `const job = useJob('imports.preview')`, then `await job.run({ … })`. Progress also shows in
 * the frame. A refusal is kept in `error` for the screen to show beside what it concerns; `run` answers
 * undefined. A cancelled job is no error.
 */
import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import type { InputOf, OutputOf } from '../../shared/contract/contract.ts'
import type { Progress } from '../../shared/contract/route.ts'
import { t } from '../i18n/index.ts'
import { notify } from '../components/notices.ts'
import { call, cancelCall, onEvent, toApiError, type ApiError } from './client.ts'
import { useJobs, type RunningJob } from './jobs.ts'
import type { RoutesOfKind } from './use-query.ts'

export interface Job<I, O> {
  run(input: I): Promise<O | undefined>
  cancel(): void
  readonly running: boolean
  readonly progress: Progress | null
  /** The whole entry, for `ProgressBar`. */
  readonly job: RunningJob | null
  readonly error: ApiError | null
  clearError(): void
}

export function useJob<R extends RoutesOfKind<'job'>>(route: R): Job<InputOf<R>, OutputOf<R>> {
  const client = useQueryClient()
  const [id, setId] = useState<string | null>(null)
  const [running, setRunning] = useState(false)
  const [error, setError] = useState<ApiError | null>(null)
  const current = useRef<string | null>(null)
  const job = useJobs((s) => s.jobs.find((j) => j.id === id) ?? null)

  async function run(input: InputOf<R>): Promise<OutputOf<R> | undefined> {
    const { start, report, end } = useJobs.getState()
    setError(null)
    setRunning(true)
    const off = onEvent('progress', ({ id: of, ...progress }) => {
      if (of === current.current) report(of, progress)
    })
    try {
      const answer = await call(route, input, (given) => {
        current.current = given
        setId(given)
        start(given, route)
      })
      await client.invalidateQueries()
      return answer
    } catch (thrown) {
      const failure = toApiError(thrown)
      if (failure.code === 'CANCELLED') notify(t('error.cancelled'))
      else setError(failure)
      return undefined
    } finally {
      off()
      if (current.current) end(current.current)
      current.current = null
      setRunning(false)
    }
  }

  return {
    run,
    cancel: () => current.current && cancelCall(current.current),
    running,
    progress: job?.progress ?? null,
    job,
    error,
    clearError: () => setError(null),
  }
}
