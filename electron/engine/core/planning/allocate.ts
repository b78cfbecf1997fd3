/**
 * Puts candidates on days and clock times within the capacity of their RM: a deterministic greedy plan.
 *
 * 1. Choose: by priority; each takes the latest possible day before its deadline, so that early days stay open for
 *    tighter ones; candidates without a deadline take the emptiest day.
 * 2. Arrange: the chosen anew, each by the way it was given, tight deadlines first and early, the rest spread evenly. Where the
 *    tighter arrangement loses somebody or makes more of them late, the first one stands.
 * 3. Fill: whoever was left out takes what is still free.
 *
 * The interface holds no customer: an exact solver can take its place.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { ContactMethod } from '../../../../shared/domain/plan.ts'
import type { DayCapacity } from './capacity.ts'
import type { Window } from './slots.ts'

/** One way to make the contact; a request lists its ways best first. */
export interface ContactOption {
  readonly method: ContactMethod
  readonly minutes: number
}

export interface Request {
  readonly key: string
  readonly rm: string
  readonly priority: number
  /** Decides between equal priorities, higher first; then the key. */
  readonly tieBreak: number
  readonly latest: IsoDate | null
  readonly options: readonly ContactOption[]
  readonly windows: readonly Window[]
}

export interface Placement {
  readonly key: string
  readonly date: IsoDate
  readonly startMinute: number
  readonly option: ContactOption
  /** Placed after its deadline because the days before were full: late is better than not at all. */
  readonly late: boolean
}

export interface Allocation {
  readonly placed: readonly Placement[]
  readonly unplaced: readonly string[]
}

interface Day {
  readonly capacity: DayCapacity
  used: number
  calls: number
  meetings: number
  /** Busy intervals in order of time. */
  busy: Window[]
}

type Order = 'latestFirst' | 'earliestFirst'

const openDay = (capacity: DayCapacity): Day => ({ capacity, used: 0, calls: 0, meetings: 0, busy: [] })

/** Orders requests: higher priority, then higher tie-break, then key. */
export function byPriority(a: Request, b: Request): number {
  return b.priority - a.priority || b.tieBreak - a.tieBreak || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0)
}

const byDeadline = (a: Request, b: Request): number => {
  const [x, y] = [a.latest ?? '~', b.latest ?? '~']
  return x < y ? -1 : x > y ? 1 : byPriority(a, b)
}

/** First start on the grid in the windows at which `minutes` are free, null when there is none. */
function freeStart(day: Day, windows: readonly Window[], minutes: number, step: number): number | null {
  for (const [from, to] of windows) {
    let at = Math.ceil(from / step) * step
    for (const [busyFrom, busyTo] of day.busy) {
      if (busyTo <= at) continue
      if (busyFrom >= at + minutes) break
      at = Math.ceil(busyTo / step) * step
    }
    if (at + minutes <= to) return at
  }
  return null
}

function fits(day: Day, option: ContactOption): boolean {
  const { capacity } = day
  if (day.used + option.minutes > capacity.minutes) return false
  if (option.method === 'call') return day.calls < capacity.calls
  return option.method === 'meeting' ? day.meetings < capacity.meetings : true
}

function take(day: Day, startMinute: number, option: ContactOption): void {
  day.used += option.minutes
  if (option.method === 'call') day.calls += 1
  if (option.method === 'meeting') day.meetings += 1
  const end = startMinute + option.minutes
  const at = day.busy.findIndex(([from]) => from >= end)
  day.busy.splice(at < 0 ? day.busy.length : at, 0, [startMinute, end])
}

const fullness = (day: Day): number => day.used / day.capacity.minutes

/** The days to try: those in time, then (only if none of them has room) the ones after the deadline. */
function dayGroups(days: readonly Day[], request: Request, order: Order): readonly (readonly Day[])[] {
  const { latest } = request
  const lastDay = days.at(-1)?.capacity.date
  if (latest === null || lastDay === undefined || latest >= lastDay)
    return [
      [...days].sort((a, b) => fullness(a) - fullness(b) || (a.capacity.date < b.capacity.date ? -1 : 1)),
      [],
    ]
  const inTime = days.filter((day) => day.capacity.date <= latest)
  const after = days.filter((day) => day.capacity.date > latest)
  return [order === 'earliestFirst' ? inTime : inTime.reverse(), after]
}

function place(days: readonly Day[], request: Request, order: Order, step: number): Placement | null {
  for (const [group, candidates] of dayGroups(days, request, order).entries())
    for (const option of request.options)
      for (const day of candidates) {
        if (!fits(day, option)) continue
        const startMinute = freeStart(day, request.windows, option.minutes, step)
        if (startMinute === null) continue
        take(day, startMinute, option)
        return { key: request.key, date: day.capacity.date, startMinute, option, late: group > 0 }
      }
  return null
}

const lateOnes = (placements: ReadonlyMap<string, Placement>): number =>
  [...placements.values()].filter((p) => p.late).length

function allocateOne(
  requests: readonly Request[],
  capacity: readonly DayCapacity[],
  step: number,
): Allocation {
  const usable = capacity.filter((c) => c.minutes > 0).sort((a, b) => (a.date < b.date ? -1 : 1))
  const ordered = [...requests].sort(byPriority)
  let days = usable.map(openDay)
  const chosen = new Map<string, Placement>()
  for (const request of ordered) {
    const placement = place(days, request, 'latestFirst', step)
    if (placement) chosen.set(request.key, placement)
  }
  const anew = usable.map(openDay)
  const arranged = new Map<string, Placement>()
  const taken = ordered.filter((r) => chosen.has(r.key)).sort(byDeadline)
  for (const request of taken) {
    const kept = chosen.get(request.key)
    const options = kept ? [kept.option] : request.options
    const placement = place(anew, { ...request, options }, 'earliestFirst', step)
    if (placement) arranged.set(request.key, placement)
  }
  const keeps = arranged.size === chosen.size && lateOnes(arranged) <= lateOnes(chosen)
  if (keeps) days = anew
  const placed = keeps ? arranged : chosen
  const unplaced: string[] = []
  for (const request of ordered) {
    if (placed.has(request.key)) continue
    const placement = place(days, request, 'earliestFirst', step)
    if (placement) placed.set(request.key, placement)
    else unplaced.push(request.key)
  }
  return { placed: [...placed.values()], unplaced }
}

/** Each request at most once, each RM on its own; starts lie on a grid of `stepMinutes`. */
export function allocate(
  requests: readonly Request[],
  capacity: readonly DayCapacity[],
  stepMinutes: number,
): Allocation {
  const rms = [...new Set(requests.map((r) => r.rm))].sort()
  const parts = rms.map((rm) =>
    allocateOne(
      requests.filter((r) => r.rm === rm),
      capacity.filter((c) => c.rm === rm),
      stepMinutes,
    ),
  )
  return { placed: parts.flatMap((p) => p.placed), unplaced: parts.flatMap((p) => p.unplaced) }
}
