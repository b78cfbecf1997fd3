/**
 * The weekly contact plan of a branch: find who has a reason, score, put on days and hours within everybody's
 * capacity, and write each line. A pure function of its input; the order of the customers given does not matter.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { PlanInput, PlanItem, WeekPlan } from '../../../../shared/domain/plan.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { datesOfWeek, workdaysOfWeek } from '../calendar/calendar.ts'
import { allocate } from './allocate.ts'
import type { ContactOption, Placement, Request } from './allocate.ts'
import { findCandidates, isForAdoption } from './candidates.ts'
import type { Candidate, Omission, Staffing } from './candidates.ts'
import { capacityOf } from './capacity.ts'
import type { DayCapacity } from './capacity.ts'
import { composeLine, nineBoxWords } from './compose.ts'
import { minutesOf, priorityOf, scoreParts, sumParts } from './score.ts'
import { clockTime, slotGroupOf, windowsOf } from './slots.ts'

function staffingOf(input: PlanInput, capacity: readonly DayCapacity[]): Staffing {
  const days = new Map<string, IsoDate[]>()
  for (const { rm, date, minutes } of capacity) if (minutes > 0) days.set(rm, [...(days.get(rm) ?? []), date])
  return {
    rms: new Map(input.rms.map((rm) => [rm.rmNo, rm])),
    daysOf: (rmNo) => days.get(rmNo) ?? [],
  }
}

/** 企微 where no telephone answers; a meeting (else a call) for the playbook's tiers and reasons; else a call. */
function optionsFor(candidate: Candidate, playbook: Playbook): readonly ContactOption[] {
  const option = (method: ContactOption['method']) => ({ method, minutes: minutesOf(method, playbook) })
  if (!candidate.reach.phone) return [option('wecom')]
  const { tiers, reasons } = playbook.planning.meeting
  const tier = candidate.result.tier.result
  const worthIt = tier !== null && tiers.includes(tier) && reasons.includes(candidate.reasons[0].kind)
  return worthIt ? [option('meeting'), option('call')] : [option('call')]
}

/** The earliest deadline of all reasons, never before the RM is there again: what is late is done first. */
function latestOf(candidate: Candidate, staffing: Staffing): IsoDate | null {
  const dates = candidate.reasons.map((reason) => reason.latestDate).filter((date) => date !== null)
  const earliest = dates.sort()[0]
  const firstDay = staffing.daysOf(candidate.rm.rmNo)[0]
  if (earliest === undefined || firstDay === undefined) return null
  return earliest < firstDay ? firstDay : earliest
}

function requestOf(
  candidate: Candidate,
  staffing: Staffing,
  weekStart: IsoDate,
  playbook: Playbook,
): Request {
  return {
    key: candidate.input.facts.customerNo,
    rm: candidate.rm.rmNo,
    priority: priorityOf(candidate, weekStart, playbook),
    tieBreak: candidate.reasons[0].stakeFen,
    latest: latestOf(candidate, staffing),
    options: optionsFor(candidate, playbook),
    windows: windowsOf(slotGroupOf(candidate.input.facts, playbook), playbook),
  }
}

/** The omission of a candidate for whom no place was left, compared with the last one taken by the same RM. */
function capacityOmission(request: Request, candidate: Candidate, lowestTaken: number | undefined): Omission {
  const head = `优先分 ${request.priority}`
  const detail =
    lowestTaken === undefined || request.priority > lowestTaken
      ? `${head}，适合该客户的时段已排满，请考虑改派`
      : `${head}，${candidate.rm.name} 本周最后排入者 ${lowestTaken} 分，已排满`
  return { customerNo: request.key, reason: 'capacity', detail }
}

function itemOf(
  candidate: Candidate,
  request: Request,
  placement: Placement,
  input: PlanInput,
  weekStart: IsoDate,
  playbook: Playbook,
): PlanItem {
  const { startMinute, option, date } = placement
  const parts = scoreParts(candidate, option.method, weekStart, playbook)
  const { late } = placement
  const at = { date, startMinute, ...option, latest: request.latest, late }
  const [first, ...others] = candidate.reasons
  return {
    customerNo: request.key,
    name: candidate.input.facts.name,
    rm: request.rm,
    date,
    slot: clockTime(startMinute),
    slotTo: clockTime(startMinute + option.minutes),
    minutes: option.minutes,
    method: option.method,
    reasonKind: first.kind,
    otherReasons: others.map((reason) => reason.kind),
    latestDate: late ? date : request.latest,
    ...composeLine(candidate, at, input, playbook),
    score: sumParts(parts),
    parts,
    evidence: candidate.reasons.flatMap((reason) => reason.evidence),
    tier: candidate.result.tier.result,
    nineBox: nineBoxWords(candidate.result, playbook),
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** Unowned customers of the middle and top rows, most valuable first. */
function adoptionList(input: PlanInput, omissions: readonly Omission[]): readonly string[] {
  const unowned = new Set(omissions.filter((o) => o.reason === 'unowned').map((o) => o.customerNo))
  const value = (c: PlanInput['customers'][number]) => c.input.facts.aumFen ?? c.result.measureFen ?? 0
  return input.customers
    .filter((c) => unowned.has(c.input.facts.customerNo) && isForAdoption(c.result))
    .sort((a, b) => value(b) - value(a) || compare(a.input.facts.customerNo, b.input.facts.customerNo))
    .map((c) => c.input.facts.customerNo)
}

/**
 * Makes the plan of a week. Items come by RM, date and start (so an RM's items are in the order of the printed
 * sheet); omissions by customer number. Every customer of the input is in exactly one of the two.
 * Throws a refusal when `week` is no ISO week.
 */
export function planWeek(input: PlanInput, playbook: Playbook): WeekPlan {
  const days = workdaysOfWeek(input.week, input.calendar)
  const weekStart = datesOfWeek(input.week)[0] ?? input.asOf
  const capacity = capacityOf(input.rms, input.absences, days, playbook)
  const staffing = staffingOf(input, capacity)
  const context = { asOf: input.asOf, days }
  const found = findCandidates(input.customers, staffing, context, input.calendar, playbook)
  const candidates = new Map(found.candidates.map((c) => [c.input.facts.customerNo, c]))
  const requests = new Map(
    found.candidates.map((c) => [c.input.facts.customerNo, requestOf(c, staffing, weekStart, playbook)]),
  )
  const { placed, unplaced } = allocate([...requests.values()], capacity, playbook.planning.slotStepMinutes)

  const items: PlanItem[] = []
  // Messages are short and fill what calls leave over: they are no measure for who got a call.
  const queue = (rm: string, options: readonly ContactOption[]) => `${rm} ${options.at(-1)?.method ?? ''}`
  const lowest = new Map<string, number>()
  const load = new Map<string, number>()
  for (const placement of placed) {
    const [candidate, request] = [candidates.get(placement.key), requests.get(placement.key)]
    if (!candidate || !request) continue
    items.push(itemOf(candidate, request, placement, input, weekStart, playbook))
    const line = queue(request.rm, request.options)
    lowest.set(line, Math.min(lowest.get(line) ?? Infinity, request.priority))
    const key = `${request.rm} ${placement.date}`
    load.set(key, (load.get(key) ?? 0) + placement.option.minutes)
  }
  const full = unplaced.flatMap((key) => {
    const [candidate, request] = [candidates.get(key), requests.get(key)]
    if (!candidate || !request) return []
    return [capacityOmission(request, candidate, lowest.get(queue(request.rm, request.options)))]
  })
  const omissions = [...found.omissions, ...full].sort((a, b) => compare(a.customerNo, b.customerNo))
  return {
    week: input.week,
    asOf: input.asOf,
    items: items.sort((a, b) => compare(a.rm, b.rm) || compare(a.date, b.date) || compare(a.slot, b.slot)),
    omissions,
    toAdopt: adoptionList(input, omissions),
    load: capacity.map(({ rm, date, minutes }) => ({
      rm,
      date,
      minutes: load.get(`${rm} ${date}`) ?? 0,
      capacity: minutes,
    })),
  }
}
