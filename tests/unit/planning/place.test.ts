/** Hand-worked examples of capacity, days and hours, and of what each line may say. */
import { describe, expect, it } from 'vitest'
import { planWeek } from '../../../electron/engine/core/planning/plan-week.ts'
import { amountStillNeeded, monthEnd } from '../../../electron/engine/core/planning/threshold-arithmetic.ts'
import {
  marketingWord,
  quotable,
  refusedWords,
} from '../../../electron/engine/core/planning/texts/refused-words.ts'
import type { PlanInput, PlanItem } from '../../../shared/domain/plan.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import { contact, customer, factsOf, holding, numbered, planInput, wan, warning, weekDays } from './sample.ts'
import type { Sample } from './sample.ts'

const overdue = (no: string, facts: object = {}) =>
  customer({ facts: { customerNo: no, ...facts }, result: { daysSinceContact: 75 } })
const past = { holdings: [holding({ maturityDate: '2026-11-15' })] }

function plan(customers: readonly Sample[], changes: Partial<PlanInput> = {}) {
  return planWeek(planInput(customers, changes), defaultPlaybook)
}
function first(sample: Sample, changes: Partial<PlanInput> = {}): PlanItem {
  const item = plan([sample], changes).items[0]
  if (!item) throw new Error('not planned')
  return item
}
const onDay = (items: readonly PlanItem[], date: string) => items.filter((i) => i.date === date)

describe('capacity', () => {
  it('plans at most twelve calls a day and says of the rest that the week is full', () => {
    const made = plan(numbered(70, (no) => overdue(no)))
    expect(made.items).toHaveLength(60)
    for (const date of weekDays) expect(onDay(made.items, date)).toHaveLength(12)
    expect(made.omissions.map((o) => o.reason)).toEqual(Array.from({ length: 10 }, () => 'capacity'))
    expect(made.load[0]).toEqual({ rm: '80231', date: '2026-11-23', minutes: 72, capacity: 144 })
  })

  it('takes the higher score first', () => {
    const made = plan([
      ...numbered(60, (no) => overdue(no)),
      customer({ facts: { customerNo: 'red' }, input: past }),
    ])
    expect(made.items.map((i) => i.customerNo)).toContain('red')
    expect(made.omissions).toHaveLength(1)
    expect(made.omissions[0]?.detail).toMatch(/优先分 \d+，张伟 本周最后排入者 \d+ 分/)
  })

  it('two meetings leave 54 minutes of 144: nine calls', () => {
    const rich = numbered(3, (no) =>
      customer({ facts: { customerNo: no, aumFen: wan(80), aumMonthAvgFen: wan(80) }, input: past }),
    )
    const calls = numbered(30, (no) => overdue(`9${no}`))
    const monday = { from: '2026-11-24', to: '2026-11-27', minutes: null, reason: '培训' }
    const made = plan([...rich, ...calls], { absences: [{ rmNo: '80231', ...monday }] })
    expect(made.items.filter((i) => i.method === 'meeting')).toHaveLength(2)
    expect(made.items.filter((i) => i.method === 'call')).toHaveLength(9)
    expect(made.load.map((l) => [l.minutes, l.capacity])).toEqual([
      [144, 144],
      [0, 0],
      [0, 0],
      [0, 0],
      [0, 0],
    ])
  })

  it('an event takes its minutes, a shorter day scales, a make-up Saturday works', () => {
    const event = { rmNo: '80231', from: '2026-11-23', to: '2026-11-23', minutes: 100, reason: '沙龙' }
    expect(plan([], { absences: [event] }).load.map((l) => l.capacity)).toEqual([44, 144, 144, 144, 144])
    const half = { rmNo: '80231', name: '张伟', role: 'rm' as const, leftOn: null, dailyMinutes: 90 }
    expect(plan([], { rms: [half] }).load[0]?.capacity).toBe(72)
    expect(plan([], { week: '2026-W41' }).load.map((l) => l.date)).toEqual([
      '2026-10-08',
      '2026-10-09',
      '2026-10-10',
    ])
  })

  it('urgent ones come on the first days, before those who can wait', () => {
    const made = plan([
      ...numbered(40, (no) => overdue(no)),
      ...numbered(14, (no) => customer({ facts: { customerNo: `7${no}` }, input: past })),
    ])
    const urgent = made.items.filter((i) => i.reasonKind === 'maturityPast')
    expect(urgent).toHaveLength(14)
    for (const item of urgent) expect(item.date <= '2026-11-24').toBe(true)
  })

  it('whom the days before the deadline cannot hold is done as soon as possible, and the line says so', () => {
    const made = plan(numbered(30, (no) => customer({ facts: { customerNo: no }, input: past })))
    expect(made.items).toHaveLength(30)
    const late = made.items.filter((i) => i.date > '2026-11-24')
    expect(late).toHaveLength(6)
    for (const item of late) {
      expect(item.latestDate).toBe(item.date)
      expect(item.when).toContain('原定最迟 11-24')
    }
  })

  it('plans 3000 customers of 5 RMs in under a second', () => {
    const rms = ['1', '2', '3', '4', '5'].map((rmNo) => ({
      rmNo,
      name: `经理${rmNo}`,
      role: 'rm' as const,
      leftOn: null,
      dailyMinutes: null,
    }))
    const customers = numbered(3000, (no, i) => overdue(no, { rmNo: String((i % 5) + 1) }))
    const started = performance.now()
    const made = plan(customers, { rms })
    expect(performance.now() - started).toBeLessThan(1000)
    expect(made.items).toHaveLength(300)
  })
})

describe('hours and ways', () => {
  it.each([
    [{ payroll: true, age: 30 }, '17:00'],
    [{ age: 66, birthDate: null }, '09:00'],
    [{ merchant: true, age: 66 }, '14:00'],
    [{ occupation: '退休教师', age: null }, '09:00'],
  ] as const)('%j starts at %s', (facts, slot) => {
    expect(first(overdue('1', facts)).slot).toBe(slot)
  })

  it('meets high tiers for the playbook’s reasons, calls for others, writes where no telephone answers', () => {
    const high = { aumFen: wan(80), aumMonthAvgFen: wan(80) }
    const met = first(customer({ facts: high, input: past }))
    expect(met).toMatchObject({ method: 'meeting', minutes: 45, slot: '09:00', slotTo: '09:45' })
    expect(met.how).toContain('周一 09:00 还是周二 09:00 方便')
    expect(first(customer({ input: past })).method).toBe('call')
    expect(first(overdue('1', high)).method).toBe('call')
    const written = first(overdue('1', { phone: null, wecom: true }))
    expect(written).toMatchObject({ method: 'wecom', minutes: 2 })
    expect(written.how).toContain('企微：')
    expect(written.how.split('\n')[0]).not.toMatch(/万|元/)
    const dead = customer({
      facts: { wecom: true },
      input: { ...past, contacts: [contact({ outcome: 'dead_number', seconds: null })] },
    })
    expect(first(dead)).toMatchObject({ method: 'wecom' })
    expect(first(dead).where).toContain('空号')
  })
})

describe('what may be said', () => {
  const shelf = [
    { productCode: 'A', productName: '安盈 180 天', productClass: '理财', productRisk: 2, termDays: 180 },
    { productCode: 'B', productName: '进取 1 年', productClass: '基金', productRisk: 4, termDays: 365 },
    { productCode: 'C', productName: '稳赚 90 天', productClass: '理财', productRisk: 1, termDays: 90 },
    { productCode: 'D', productName: '旧品', productClass: '理财', productRisk: 1, saleUntil: '2026-11-20' },
    {
      productCode: 'E',
      productName: '大额专享',
      productClass: '理财',
      productRisk: 1,
      minAmountFen: wan(100),
    },
    { productCode: 'F', productName: '无等级', productClass: '理财', productRisk: null },
  ].map((p) => ({ termDays: null, rate: 0.026, minAmountFen: wan(1), saleUntil: '2026-12-31', ...p }))

  it('names who, by tail only, and the products that suit', () => {
    const item = first(customer({ facts: { consent: true }, input: past }), { products: shelf })
    expect(item.who).toBe('王丽 · 中端 · 中×一般·培育 · 尾号 1234')
    expect(item.what).toContain('持有：定期 10 万、活期 2 万')
    expect(item.what).toContain('「安盈 180 天」R2·180 天·业绩比较基准 2.60%·1 万起·12-31 止')
    for (const name of ['进取', '稳赚', '旧品', '大额专享', '无等级']) expect(item.what).not.toContain(name)
    expect(item.forbidden).toBe('风险承受 R2：不得介绍 R3 及以上')
  })

  it('without consent, or with it unknown, stays with service', () => {
    for (const consent of [false, null]) {
      const item = first(customer({ facts: { consent }, input: past }), { products: shelf })
      expect(item.what).not.toContain('安盈')
      expect(marketingWord(item.what + item.how + item.expected)).toBeNull()
      expect(item.forbidden).toContain('只做服务联系')
    }
  })

  it('asks for a new risk test where it is missing or expired on the day of contact', () => {
    const missing = first(customer({ facts: { consent: true, riskRating: null }, input: past }), {
      products: shelf,
    })
    expect(missing.forbidden).toContain('尚未做风险测评：先测评，此前不得介绍 R1 以上产品')
    expect(missing.what).not.toContain('安盈')
    const expiring = customer({ facts: { consent: true, riskExpiry: '2026-11-22' }, input: past })
    expect(first(expiring).forbidden).toContain('2026-11-22 已过期')
  })

  it('wants a second confirmation from 65 with R3 and above, and forbids nothing to a bold, younger one', () => {
    const of = (age: number, riskRating: number) =>
      first(customer({ facts: { consent: true, age, riskRating }, input: past })).forbidden
    expect(of(65, 3)).toContain('65 岁：R3 及以上须二次确认')
    expect(of(64, 3)).not.toContain('二次确认')
    expect(of(65, 2)).not.toContain('二次确认')
    expect(of(40, 5)).toBe('')
  })

  it('only informs the owner of a sleeping account', () => {
    const sleeper = customer({
      facts: { consent: true },
      result: { dormancy: { result: 'deep', reasons: [] }, daysDormant: 400, sleeperValueFen: wan(9) },
    })
    const item = first(sleeper, { products: shelf })
    expect(item.what).toContain('只做告知')
    expect(item.what).not.toContain('安盈')
    expect(item.forbidden).toContain('睡眠账户只告知')
  })

  it('does not quote refused words out of extracts', () => {
    const named = customer({
      input: { holdings: [holding({ productName: '稳赚宝', maturityDate: '2026-11-15' })] },
    })
    expect(first(named).why).toContain('定期存款20 万已于 2026-11-15 到期')
    expect(quotable('收益保证')).toBeNull()
    expect(refusedWords('绝对保本，稳赚不赔，加 http://x.cn')).toEqual(['保本', '稳赚', 'http:'])
    expect(refusedWords('业绩比较基准 2.60%')).toEqual([])
  })

  it('the parts of a score are those of the playbook', () => {
    const item = first(
      customer({
        facts: { wecom: true },
        input: { previous: factsOf({ asOf: '2026-11-13', aumFen: wan(30) }) },
        result: { warnings: [warning('suddenFall', 'red')], daysSinceContact: 75 },
      }),
    )
    // 20 for 中端; 40 + 12 red + 2 for one more reason; 4 for 企微; 6 minutes × -0.2; 5 % of 74 in the 4th quarter
    expect(item.parts.map((p) => p.points)).toEqual([20, 54, 4, -1, 4])
    expect(item.score).toBe(81)
  })
})

describe('the sum said aloud at a threshold', () => {
  it('asks for what makes the month average reach the line', () => {
    // November: 30 days, 20 passed at 4.68 万; spot 4.8 万 for 10 more; kept from the 23rd: 8 days
    const facts = factsOf({ aumFen: wan(4.8), aumMonthAvgFen: wan(4.68) })
    const sum = amountStillNeeded({ lineFen: wan(5) }, facts, '2026-11-20', '2026-11-23')
    // (5×30 − 4.68×20 − 4.8×10) / 8 = (150 − 93.6 − 48) / 8 = 1.05 万
    expect(sum).toEqual({ fen: wan(1.05), days: 8, until: '2026-11-30' })
  })

  it('needs nothing more where the balance already suffices, and speaks of next month on the last day', () => {
    const rich = factsOf({ aumFen: wan(9), aumMonthAvgFen: wan(4.9) })
    expect(amountStillNeeded({ lineFen: wan(5) }, rich, '2026-11-20', '2026-11-23')?.fen).toBe(0)
    const last = factsOf({ aumFen: wan(4), aumMonthAvgFen: wan(4.9) })
    expect(amountStillNeeded({ lineFen: wan(5) }, last, '2026-11-30', '2026-11-30')).toEqual({
      fen: wan(1),
      days: 31,
      until: '2026-12-31',
    })
    expect(
      amountStillNeeded({ lineFen: wan(5) }, factsOf({ aumFen: null }), '2026-11-20', '2026-11-23'),
    ).toBeNull()
  })

  it('knows the ends of months', () => {
    expect(['2026-01-31', '2026-02-01', '2028-02-10', '2026-12-05'].map(monthEnd)).toEqual([
      '2026-01-31',
      '2026-02-28',
      '2028-02-29',
      '2026-12-31',
    ])
  })
})
