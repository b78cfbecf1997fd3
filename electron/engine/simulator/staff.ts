/**
 * The branch's staff and their targets.
 */
import type { Fen } from '../../../shared/domain/money.ts'
import { dateOf } from './calendar.ts'
import type { LeavePeriod, StaffMember, StaffRole, TargetRow } from './model.ts'
import type { SimulatorParameters } from './parameters.ts'
import { makeName } from './people.ts'
import type { Random } from './random.ts'

const daysPerQuarter = 91

function drawLeave(
  random: Random,
  staff: SimulatorParameters['staff'],
  startDay: number,
  endDay: number,
): LeavePeriod[] {
  const leave: LeavePeriod[] = []
  for (let quarter = startDay; quarter <= endDay; quarter += daysPerQuarter) {
    if (!random.chance(staff.leaveChance)) continue
    const from = quarter + random.int(0, daysPerQuarter - staff.leaveDays[1])
    leave.push({
      from: dateOf(from),
      to: dateOf(from + random.int(staff.leaveDays[0], staff.leaveDays[1]) - 1),
    })
  }
  return leave
}

/** One head, the RMs, lobby managers and tellers; no name and no 工号 twice. */
export function buildRoster(
  random: Random,
  parameters: SimulatorParameters,
  rms: number,
  startDay: number,
  endDay: number,
): StaffMember[] {
  const roles: StaffRole[] = [
    'head',
    ...Array<StaffRole>(rms).fill('rm'),
    ...Array<StaffRole>(rms >= 4 ? 2 : 1).fill('lobby'),
    ...Array<StaffRole>(3).fill('teller'),
  ]
  const names = new Set<string>()
  let no = 80_200 + random.int(0, 60)
  return roles.map((role) => {
    no += random.int(3, 17)
    let name = ''
    while (name === '' || names.has(name))
      name = makeName(random, random.chance(0.45) ? '男' : '女', parameters.people)
    names.add(name)
    return {
      no: String(no),
      name,
      role,
      leave: role === 'rm' ? drawLeave(random, parameters.staff, startDay, endDay) : [],
    }
  })
}

/** Rounded to 10,000 yuan, at least that. */
const rounded = (amount: number): Fen => Math.max(1, Math.round(amount / 1_000_000)) * 1_000_000

/** Targets of one quarter for each RM and, as their sum, for the branch. */
export function buildTargets(
  random: Random,
  roster: readonly StaffMember[],
  period: string,
  assets: ReadonlyMap<string, Fen>,
): TargetRow[] {
  const metrics = [
    { metric: 'AUM净增', share: 0.03 },
    { metric: '储蓄存款净增', share: 0.015 },
    { metric: '他行资金引入', share: 0.02 },
  ]
  return metrics.flatMap(({ metric, share }) => {
    const rows = roster
      .filter(({ role }) => role === 'rm')
      .map(({ no }) => ({
        staffNo: no,
        period,
        metric,
        amount: rounded((assets.get(no) ?? 0) * share * random.between(0.8, 1.3)),
      }))
    const total = rows.reduce((sum, { amount }) => sum + amount, 0)
    return [{ staffNo: null, period, metric, amount: total }, ...rows]
  })
}
