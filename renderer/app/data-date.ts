/**
 * Which week the window looks at. The newest snapshot unless a past one was chosen; the choice is not
 * kept between starts, because a manager who opens the program on Monday wants this week.
 */
import { create } from 'zustand'
import type { OutputOf } from '../../shared/contract/contract.ts'
import type { IsoDate } from '../../shared/domain/dates.ts'
import { useRouteQuery } from '../api/use-query.ts'

interface ChosenDate {
  readonly chosen: IsoDate | null
  choose(date: IsoDate | null): void
}

export const useChosenDate = create<ChosenDate>((set) => ({
  chosen: null,
  choose: (date) => set({ chosen: date }),
}))

export interface DataDate {
  /** What the screens show; null while nothing is imported. */
  readonly asOf: IsoDate | null
  readonly latest: IsoDate | null
  readonly isHistory: boolean
  /** For route inputs: empty for the newest snapshot. */
  readonly input: { asOf?: IsoDate }
  readonly status: OutputOf<'app.status'> | undefined
  choose(date: IsoDate | null): void
}

/** The data date on view, and the state of the branch's data. */
export function useDataDate(): DataDate {
  const { chosen, choose } = useChosenDate()
  const { data: status } = useRouteQuery('app.status', {})
  const latest = status?.latest ?? null
  const known = chosen !== null && status?.dates.some((d) => d.asOf === chosen)
  const isHistory = Boolean(known && chosen !== latest)
  return {
    asOf: isHistory ? chosen : latest,
    latest,
    isHistory,
    input: isHistory && chosen ? { asOf: chosen } : {},
    status,
    choose: (date) => choose(date === latest ? null : date),
  }
}
