/** Jobs under way, so that the frame can show their progress on every screen. */
import { create } from 'zustand'
import type { Progress } from '../../shared/contract/route.ts'

export interface RunningJob {
  readonly id: string
  readonly route: string
  /** Null until the first report. */
  readonly progress: Progress | null
  /** `performance.now()` when the present phase began. */
  readonly phaseStartedAt: number
  /** `performance.now()` of the last report. */
  readonly reportedAt: number
}

interface JobsState {
  readonly jobs: readonly RunningJob[]
  start(id: string, route: string): void
  report(id: string, progress: Progress): void
  end(id: string): void
}

export const useJobs = create<JobsState>((set) => ({
  jobs: [],
  start: (id, route) =>
    set((s) => {
      const now = performance.now()
      return { jobs: [...s.jobs, { id, route, progress: null, phaseStartedAt: now, reportedAt: now }] }
    }),
  report: (id, progress) =>
    set((s) => ({
      jobs: s.jobs.map((job) => {
        if (job.id !== id) return job
        const samePhase = job.progress?.phase === progress.phase && job.progress.label === progress.label
        const now = performance.now()
        return { ...job, progress, phaseStartedAt: samePhase ? job.phaseStartedAt : now, reportedAt: now }
      }),
    })),
  end: (id) => set((s) => ({ jobs: s.jobs.filter((job) => job.id !== id) })),
}))
