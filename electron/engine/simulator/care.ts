/**
 * What the staff do: contacts each working day, hand-overs now and then, adoption of customers without an
 * owner. Each member of staff has a diligence, a hit rate and a random stream of their own.
 */
import { dateOf, type DayFacts } from './calendar.ts'
import type { CustomerState, World } from './customer-state.ts'
import type { ContactChannel, ContactOutcome, StaffMember } from './model.ts'
import { Random } from './random.ts'

export interface Caller {
  readonly member: StaffMember
  readonly random: Random
  readonly perDay: number
  readonly answerRate: number
  readonly replyRate: number
  /** Customers this person may contact, with running sums of the odds. */
  reach: readonly CustomerState[]
  sums: number[]
}

const channels: readonly ContactChannel[] = ['面访', '电话', '短信', '企微', '微信']

const notesByOutcome: Readonly<Record<ContactOutcome, readonly string[]>> = {
  接通: [
    '聊了到期资金的打算',
    '介绍了在售存款，客户考虑中',
    '客户询问利率',
    '确认近况，约下周再联系',
    '客户关心手机银行转账限额',
  ],
  未接: ['', '', '晚间再拨'],
  婉拒: ['客户表示近期不考虑', '客户在忙，不便多谈'],
  勿扰: ['客户要求不再联系'],
  已到访: ['来网点办理转存', '厅堂面谈，了解家庭情况', '参加沙龙后面谈'],
  空号: ['号码已停用'],
  已发送: ['节日问候', '到期提醒', '活动邀请'],
  已回复: ['客户回复感谢', '客户询问活动时间'],
}

/** Everybody who contacts customers: the RMs, and the lobby managers with walk-ins. */
export function buildCallers(world: World, seed: string, roster: readonly StaffMember[]): Caller[] {
  const { contact } = world.parameters
  return roster
    .filter(({ role }) => role === 'rm' || role === 'lobby')
    .map((member) => {
      const random = new Random(`${seed}|caller|${member.no}`)
      const own = random.between(contact.perDay[0], contact.perDay[1])
      return {
        member,
        random,
        perDay: member.role === 'rm' ? own : contact.lobbyPerDay,
        answerRate: random.between(contact.answerRate[0], contact.answerRate[1]),
        replyRate: random.between(contact.replyRate[0], contact.replyRate[1]),
        reach: [],
        sums: [],
      }
    })
}

/** Sets anew whom each caller may contact; once a week is often enough. */
export function refreshReach(callers: readonly Caller[], customers: readonly CustomerState[]): void {
  const willing = customers.filter((customer) => customer.closedOn === null && !customer.dnc)
  const byRm = Map.groupBy(willing, (customer) => customer.rmNo)
  for (const caller of callers) {
    const rm = caller.member.role === 'rm'
    caller.reach = rm
      ? (byRm.get(caller.member.no) ?? []).filter((customer) => customer.traits.attention > 0)
      : willing.filter((customer) => !customer.asleep)
    let sum = 0
    caller.sums = caller.reach.map((customer) => (sum += rm ? customer.traits.attention : 1))
  }
}

function choose(caller: Caller): CustomerState | undefined {
  const { sums } = caller
  const aim = caller.random.next() * (sums.at(-1) ?? 0)
  let low = 0
  let high = sums.length - 1
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sums[middle] ?? 0) > aim) high = middle
    else low = middle + 1
  }
  return caller.reach[low]
}

function drawOutcome(world: World, caller: Caller, customer: CustomerState, channel: ContactChannel) {
  const { contact } = world.parameters
  const { random } = caller
  const seconds = (median: number) => Math.max(3, Math.round(random.logNormal(median, contact.secondsSigma)))
  const silent = (outcome: ContactOutcome) => ({ outcome, seconds: null })
  if (channel === '面访') return silent('已到访')
  if (channel !== '电话') return silent(random.chance(caller.replyRate) ? '已回复' : '已发送')
  if (customer.traits.deadPhone) return silent('空号')
  if (!random.chance(caller.answerRate)) return silent('未接')
  if (random.chance(contact.doNotCallShare)) return { outcome: '勿扰' as const, seconds: seconds(18) }
  if (random.chance(contact.declinedShare)) return { outcome: '婉拒' as const, seconds: seconds(40) }
  return { outcome: '接通' as const, seconds: seconds(contact.secondsMedian) }
}

function makeContact(world: World, caller: Caller, day: number): void {
  const { random, member } = caller
  const customer = choose(caller)
  if (!customer || customer.closedOn !== null || customer.dnc) return
  const lobby = member.role === 'lobby'
  let channel = lobby
    ? '面访'
    : (channels[random.weighted(world.parameters.contact.channelWeights)] ?? '电话')
  if (channel === '企微' && !customer.wecom) channel = '短信'
  if ((channel === '电话' || channel === '短信') && customer.traits.person.phone === null) return
  const { outcome, seconds } = drawOutcome(world, caller, customer, channel)
  const effective =
    outcome === '已到访' ||
    outcome === '已回复' ||
    ((outcome === '接通' || outcome === '婉拒') && (seconds ?? 0) >= 60)
  customer.lastContact = day
  customer.contactDays.push(day)
  if (effective) customer.lastEffectiveContact = day
  if (outcome === '勿扰') customer.dnc = true
  if (effective && !customer.wecom && random.chance(0.08)) customer.wecom = true
  if (
    outcome === '已到访' &&
    customer.riskExpiry !== null &&
    customer.riskExpiry <= day &&
    random.chance(0.7)
  )
    customer.riskExpiry = day + world.parameters.risk.validDays
  world.log.contacts.push({
    person: customer.traits.person,
    date: dateOf(day),
    channel,
    outcome,
    seconds,
    notes: random.pick(notesByOutcome[outcome]),
    staffNo: member.no,
  })
}

/** A working day of everybody who is not on leave. */
export function workDay(world: World, callers: readonly Caller[], today: DayFacts): void {
  if (!today.working) return
  for (const caller of callers) {
    if (caller.member.leave.some(({ from, to }) => from <= today.date && today.date <= to)) continue
    const count = caller.random.poisson(caller.perDay)
    for (let made = 0; made < count && caller.reach.length > 0; made++) makeContact(world, caller, today.day)
  }
}

/** Part of one RM's customers goes to a colleague. */
export function handOver(
  world: World,
  random: Random,
  rmNos: readonly string[],
  customers: readonly CustomerState[],
  day: number,
): void {
  if (rmNos.length < 2) return
  const from = random.pick(rmNos)
  const to = random.pick(rmNos.filter((no) => no !== from))
  const [least, most] = world.parameters.ownership.handoverShare
  const share = random.between(least, most)
  for (const customer of customers) {
    if (customer.rmNo !== from || customer.closedOn !== null || !random.chance(share)) continue
    customer.rmNo = to
    customer.handedOverOn = day
    world.log.handedOver.push({ customerNo: customer.traits.person.customerNo, from, to })
  }
}

/** Some of the customers without an owner get one. */
export function adopt(
  world: World,
  random: Random,
  rmNos: readonly string[],
  customers: readonly CustomerState[],
): void {
  for (const customer of customers) {
    if (customer.rmNo !== null || customer.closedOn !== null) continue
    if (!random.chance(world.parameters.ownership.weeklyAdoptionRate)) continue
    customer.rmNo = random.pick(rmNos)
    world.log.adopted.push(customer.traits.person.customerNo)
  }
}
