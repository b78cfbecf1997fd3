/**
 * Who may be planned and who is left out, each with one reason. The first that applies, in this order:
 *   deceased · dnc · restricted · staff   nobody may call, whatever else is true
 *   coolingOff                            declined within the cooling-off days
 *   unowned · rmUnavailable               nobody is there to make the call
 *   noReason (already spoken to)          answered this week, or the attempts of a week are used up
 *   batchOnly · adoptionRound · noReason  nothing a person should call for
 *   noPhone                               neither telephone nor 企微
 * `capacity` is decided later, by the allocation. Every customer is exactly one of candidate and omission.
 */
import type { Classification, CustomerInput } from '../../../../shared/domain/classification.ts'
import { addDays, daysBetween } from '../../../../shared/domain/dates.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { formatMoney } from '../../../../shared/domain/money.ts'
import type { OmissionReason, Rm, WorkCalendar } from '../../../../shared/domain/plan.ts'
import type { PlanReasonKind } from '../../../../shared/playbook/schema.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { isEffectiveContact } from '../contacts/effective-contact.ts'
import type { PlanReason, ReasonContext } from './plan-reason.ts'
import { reachabilityOf } from './reachability.ts'
import type { Reachability } from './reachability.ts'
import { isAsleep } from './reasons/account-reasons.ts'
import { findReasons } from './reasons/find-reasons.ts'

export interface Candidate {
  readonly input: CustomerInput
  readonly result: Classification
  readonly rm: Rm
  /** Strongest first, never empty. */
  readonly reasons: readonly [PlanReason, ...PlanReason[]]
  readonly reach: Reachability
}

export interface Omission {
  readonly customerNo: string
  readonly reason: OmissionReason
  readonly detail: string
}

/** The RMs of the roster with the days of the week they are there (possibly none). */
export interface Staffing {
  readonly rms: ReadonlyMap<string, Rm>
  /** Days with any minutes for planned contact. */
  readonly daysOf: (rmNo: string) => readonly IsoDate[]
}

/** Reasons too weak to bring a low-tier stranger without a signal to a person. */
const softKinds: ReadonlySet<PlanReasonKind> = new Set(['overdue', 'riskExpiry', 'noLogin'])

const excludedDetail = {
  deceased: '客户已故，不再联系',
  staff: '本行员工，不做营销',
  restricted: '账户受限（冻结/止付等），不外呼',
  dnc: '客户要求勿扰，不再联系',
} as const

/** Signals that promote 低×陌生 to a person: was worth much, payroll, money came in, loan, custody, merchant. */
export function hasHumanSignal(input: CustomerInput, asOf: IsoDate, playbook: Playbook): boolean {
  const { facts } = input
  const weekAgo = addDays(asOf, -7)
  const inflow = input.movements
    .filter((m) => m.direction === 'in' && m.txnDate > weekAgo && m.txnDate <= asOf)
    .reduce((sum, m) => sum + m.amountFen, 0)
  return (
    (facts.aumPeakFen ?? 0) >= playbook.lowStrangerSignals.peakFen ||
    inflow >= playbook.lowStrangerSignals.weekInflowFen ||
    facts.payroll === true ||
    facts.custody === true ||
    facts.merchant === true ||
    (facts.loanFen ?? 0) > 0
  )
}

function coolingDetail(input: CustomerInput, asOf: IsoDate, playbook: Playbook): string | null {
  const days = playbook.contact.coolingOffDays
  const declined = input.contacts
    .filter(
      (c) => c.outcome === 'declined' && c.contactDate <= asOf && daysBetween(c.contactDate, asOf) <= days,
    )
    .map((c) => c.contactDate)
    .sort()
    .at(-1)
  if (declined === undefined) return null
  return `${declined} 婉拒，冷静期到 ${addDays(declined, days)}，之后换渠道再联系`
}

function spokenThisWeek(input: CustomerInput, context: ReasonContext, playbook: Playbook): string | null {
  const from = context.days[0]
  if (from === undefined) return null
  const recent = input.contacts.filter((c) => c.contactDate >= from)
  const answered = recent.find((c) => isEffectiveContact(c, playbook))
  if (answered) return `本周 ${answered.contactDate} 已有有效联系，一周只联系一次`
  const attempts = recent.filter((c) => c.channel === 'phone').length
  if (attempts < playbook.contact.maxAttemptsPerWeek) return null
  return `本周已拨打 ${attempts} 次未成，达到上限 ${playbook.contact.maxAttemptsPerWeek} 次`
}

function withoutReason(
  input: CustomerInput,
  result: Classification,
  playbook: Playbook,
): { reason: OmissionReason; detail: string } {
  if (isAsleep(result)) {
    const value = result.sleeperValueFen
    const line = formatMoney(playbook.planning.sleeperMinValueFen)
    const worth = value === null ? '价值未知' : `最高价值 ${formatMoney(value)}`
    return { reason: 'batchOnly', detail: `睡眠客户${worth}，不足 ${line}，由短信批量触达` }
  }
  const everContacted =
    result.daysSinceContact !== null || input.facts.lastContactDate !== null || input.contacts.length > 0
  if (!everContacted) return { reason: 'adoptionRound', detail: '从未联系过且无其他理由，进入认养轮次' }
  const days = result.daysSinceContact
  const detail =
    days === null ? '无预警、到期等理由' : `无预警、到期等理由，${days} 天前有过有效联系，未超节奏`
  return { reason: 'noReason', detail }
}

/** Splits the customers of one week; `asOf` and days come with the context. */
export function findCandidates(
  customers: readonly { readonly input: CustomerInput; readonly result: Classification }[],
  staffing: Staffing,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): { readonly candidates: readonly Candidate[]; readonly omissions: readonly Omission[] } {
  const candidates: Candidate[] = []
  const omissions: Omission[] = []
  for (const { input, result } of customers) {
    const found = judge(input, result, staffing, context, calendar, playbook)
    if ('rm' in found) candidates.push(found)
    else omissions.push({ customerNo: input.facts.customerNo, ...found })
  }
  return { candidates, omissions }
}

function judge(
  input: CustomerInput,
  result: Classification,
  staffing: Staffing,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): Candidate | Omit<Omission, 'customerNo'> {
  const { facts } = input
  if (result.excluded) return { reason: result.excluded, detail: excludedDetail[result.excluded] }
  const cooling = coolingDetail(input, context.asOf, playbook)
  if (cooling) return { reason: 'coolingOff', detail: cooling }
  if (facts.rmNo === null) return { reason: 'unowned', detail: unownedDetail(result) }
  const rm = staffing.rms.get(facts.rmNo)
  if (!rm)
    return { reason: 'rmUnavailable', detail: `管户 ${facts.rmName ?? ''}${facts.rmNo} 不在人员名单中` }
  if (staffing.daysOf(rm.rmNo).length === 0)
    return { reason: 'rmUnavailable', detail: `${rm.name} 本周没有可用的工作时间（离岗、休假或全为假日）` }
  const spoken = spokenThisWeek(input, context, playbook)
  if (spoken) return { reason: 'noReason', detail: spoken }
  const [first, ...others] = findReasons(input, result, context, calendar, playbook)
  if (!first) return withoutReason(input, result, playbook)
  if (batchOnlyStranger([first, ...others], input, result, context.asOf, playbook))
    return { reason: 'batchOnly', detail: '低×陌生且没有转人工的信号，由短信批量触达与厅堂识别' }
  const reach = reachabilityOf(input, playbook)
  if (!reach.phone && !reach.wecom)
    return {
      reason: 'noPhone',
      detail: reach.deadNumber
        ? `电话（尾号 ${reach.phoneTail ?? ''}）为空号，也没有企微，请厅堂补录`
        : '没有可用电话，也没有企微，请厅堂补录',
    }
  return { input, result, rm, reasons: [first, ...others], reach }
}

function unownedDetail(result: Classification): string {
  return isForAdoption(result) ? '无人管户的中高端客户，列入负责人待认养名单' : '无人管户，等待认养分配'
}

/** Unowned customers of the middle and top rows are handed out by the branch head. */
export function isForAdoption(result: Classification): boolean {
  return result.nineBoxRow === 'middle' || result.nineBoxRow === 'top'
}

function batchOnlyStranger(
  reasons: readonly PlanReason[],
  input: CustomerInput,
  result: Classification,
  asOf: IsoDate,
  playbook: Playbook,
): boolean {
  return (
    result.nineBoxRow === 'low' &&
    result.familiarity.result.level === 'stranger' &&
    reasons.every((reason) => softKinds.has(reason.kind)) &&
    !hasHumanSignal(input, asOf, playbook)
  )
}
