/** Hand-worked examples: who is planned for what, by when, and who is left out for which reason. */
import { describe, expect, it } from 'vitest'
import { planWeek } from '../../../electron/engine/core/planning/plan-week.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { OmissionReason, PlanItem } from '../../../shared/domain/plan.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import type { PlanReasonKind } from '../../../shared/playbook/schema.ts'
import { contact, customer, factsOf, holding, planInput, wan, warning } from './sample.ts'
import type { Sample } from './sample.ts'

function only(sample: Sample): PlanItem {
  const plan = planWeek(planInput([sample]), defaultPlaybook)
  const item = plan.items[0]
  if (!item) throw new Error(`not planned: ${JSON.stringify(plan.omissions)}`)
  return item
}

function omission(sample: Sample): { reason: OmissionReason; detail: string } | undefined {
  return planWeek(planInput([sample]), defaultPlaybook).omissions[0]
}

const before = (aum: number) => factsOf({ asOf: '2026-11-13', aumFen: wan(aum), aumMonthAvgFen: wan(aum) })

describe('each reason on its own', () => {
  const cases: readonly {
    kind: PlanReasonKind
    sample: Sample
    latest: string | null
    says: readonly string[]
    expects: readonly string[]
  }[] = [
    {
      kind: 'suddenFall',
      sample: customer({
        facts: { aumFen: wan(12.1) },
        input: {
          previous: before(35.2),
          movements: [
            {
              customerNo: '006200000001',
              txnDate: '2026-11-18',
              amountFen: wan(20),
              direction: 'out',
              counterparty: '他行同名',
            },
          ],
        },
        result: { warnings: [warning('suddenFall', 'red'), warning('aumFall', 'red')] },
      }),
      latest: '2026-11-24',
      says: ['由 35.2 万降到 12.1 万', '少了 23.1 万', '−66%', '11-18 转出 20 万（他行同名）'],
      expects: ['12-04', '23.1 万', '11.55 万'],
    },
    {
      kind: 'fall',
      sample: customer({
        input: { lastMonth: before(16) },
        result: { warnings: [warning('monthAverageFall', 'orange')] },
      }),
      latest: '2026-11-25',
      says: ['月日均由 16 万降到 12 万', '−25%'],
      expects: ['4 万', '2 万'],
    },
    {
      kind: 'maturityPast',
      sample: customer({ input: { holdings: [holding({ maturityDate: '2026-11-15' })] } }),
      latest: '2026-11-24',
      says: ['「定期存款50号」20 万已于 2026-11-15 到期', '过 5 天'],
      expects: ['20 万'],
    },
    {
      kind: 'maturitySoon',
      sample: customer({
        input: {
          holdings: [
            holding(),
            holding({ maturityDate: '2026-11-27', amountFen: wan(5), productName: '安盈' }),
          ],
        },
      }),
      latest: '2026-11-25',
      says: ['「定期存款50号」20 万等 2 笔共 25 万', '2026-11-26 到期', '6 天'],
      expects: ['25 万'],
    },
    {
      kind: 'maturityAhead',
      sample: customer({ input: { holdings: [holding({ maturityDate: '2026-12-14' })] } }),
      latest: '2026-12-11',
      says: ['将于 2026-12-14 到期', '还有 24 天'],
      expects: ['20 万'],
    },
    {
      kind: 'payrollStopped',
      sample: customer({
        facts: { payroll: true, payrollDate: '2026-09-10', payrollAmountFen: wan(0.85) },
        result: { warnings: [warning('payrollStopped', 'orange')] },
      }),
      latest: '2026-11-27',
      says: ['2026-09-10', '71 天', '8,500 元'],
      expects: ['8,500 元'],
    },
    {
      kind: 'tierDown',
      sample: customer({
        facts: { aumFen: wan(48), aumMonthAvgFen: wan(48) },
        input: { previous: before(52) },
        result: { warnings: [warning('tierDown', 'orange')] },
      }),
      latest: '2026-11-27',
      says: ['由高端降到中端', '48 万', '离 50 万线差 2 万'],
      expects: ['补回 2 万'],
    },
    {
      kind: 'handover',
      sample: customer({
        input: { rmChangedOn: '2026-11-18', previous: { ...before(12), rmNo: '80257', rmName: '王芳' } },
        result: { daysSinceContact: 40 },
      }),
      latest: '2026-11-25',
      says: ['2026-11-18 起由王芳改由张伟管户', '12 万'],
      expects: ['12 万'],
    },
    {
      kind: 'nearThreshold',
      sample: customer({
        facts: { aumFen: wan(4.68), aumMonthAvgFen: wan(4.68) },
        result: {
          near: { key: '5w', lineFen: wan(5), edge: 'rising', gapFen: wan(0.32), reasons: [] },
        },
      }),
      latest: null,
      says: ['月日均 4.68 万', '离 5 万线差 3,200 元', '94%'],
      expects: ['3,200 元'],
    },
    {
      kind: 'sleeper',
      sample: customer({
        facts: { lastTxnDate: '2026-05-01' },
        result: { dormancy: { result: 'medium', reasons: [] }, daysDormant: 203, sleeperValueFen: wan(32) },
      }),
      latest: null,
      says: ['203 天没有主动动账', '2026-05-01', '中睡', '最高价值 32 万'],
      expects: ['32 万'],
    },
    {
      kind: 'overdue',
      sample: customer({ result: { daysSinceContact: 75 } }),
      latest: null,
      says: ['75 天未有效联系', '中端每 45 天一次', '12 万'],
      expects: ['60 秒', '12 万'],
    },
    {
      kind: 'peakFarAbove',
      sample: customer({ facts: { aumPeakFen: wan(80) } }),
      latest: null,
      says: ['历史最高 80 万，现在 12 万，只剩 15%'],
      expects: ['68 万'],
    },
    {
      kind: 'riskExpiry',
      sample: customer({ facts: { riskExpiry: '2026-12-05', wealthFen: wan(6) } }),
      latest: null,
      says: ['2026-12-05 到期，还有 15 天', 'R2', '6 万'],
      expects: ['6 万'],
    },
    {
      kind: 'promised',
      sample: customer({
        input: { contacts: [contact({ nextDate: '2026-11-25', notes: '想了解国债发行日' })] },
      }),
      latest: '2026-11-25',
      says: ['2026-11-10 联系时约好 2026-11-25 回话', '想了解国债发行日'],
      expects: ['11-25'],
    },
    {
      kind: 'classesFewer',
      sample: customer({
        input: { previous: { ...before(12), wealthFen: wan(1), fundFen: wan(1) } },
        result: { warnings: [warning('classesFewer', 'orange')] },
      }),
      latest: '2026-11-27',
      says: ['由 4 类减到 2 类', '少了理财、基金'],
      expects: ['12 万'],
    },
    {
      kind: 'newCustomer',
      sample: customer({ facts: { openDate: '2026-11-05' } }),
      latest: null,
      says: ['2026-11-05 新开户', '15 天', '12 万'],
      expects: ['11-05'],
    },
    {
      kind: 'birthday',
      sample: customer({ facts: { birthDate: '1964-11-25' } }),
      latest: '2026-11-25',
      says: ['2026-11-25 生日', '满 62 岁'],
      expects: ['11-25'],
    },
    {
      kind: 'noLogin',
      sample: customer({ result: { warnings: [warning('noLogin', 'yellow')] } }),
      latest: null,
      says: ['2026-11 与上月都没有登录手机银行', '12 万'],
      expects: ['12 万'],
    },
  ]

  it.each(cases)('$kind', ({ kind, sample, latest, says, expects }) => {
    const item = only(sample)
    expect(item.reasonKind).toBe(kind)
    expect(item.latestDate).toBe(latest)
    for (const words of says) expect(item.why).toContain(words)
    for (const words of expects) expect(item.expected).toContain(words)
    if (latest !== null) expect(item.date <= latest).toBe(true)
  })

  it('covers every kind there is', () => {
    expect(new Set(cases.map((c) => c.kind)).size).toBe(cases.length)
    expect(Object.keys(defaultPlaybook.planning.weights.urgency).sort()).toEqual(
      cases.map((c) => c.kind).sort(),
    )
  })

  it('rests on evidence that holds when evaluated again, and can be read aloud', () => {
    for (const { sample, kind } of cases) {
      const item = only(sample)
      if (!['nearThreshold'].includes(kind)) expect(item.evidence.length).toBeGreaterThan(0)
      for (const reason of item.evidence) {
        expect({ reason, holds: reevaluate(reason) }).toEqual({ reason, holds: true })
        expect(reasonSentence(reason)).not.toMatch(/undefined|NaN|[a-z]{4,}/)
      }
    }
  })

  it('says something else for every kind', () => {
    for (const field of ['why', 'what', 'expected'] as const)
      expect(new Set(cases.map(({ sample }) => only(sample)[field])).size).toBe(cases.length)
  })
})

describe('edges of the rules', () => {
  it('a month average without fall of the day is a fall of the average, a rising edge only is near', () => {
    const falling = { key: '5w', lineFen: wan(5), edge: 'falling' as const, gapFen: wan(0.1), reasons: [] }
    expect(omission(customer({ result: { near: falling } }))?.reason).toBe('noReason')
  })

  it('overdue starts the day after the rhythm', () => {
    expect(omission(customer({ result: { daysSinceContact: 45 } }))?.reason).toBe('noReason')
    expect(only(customer({ result: { daysSinceContact: 46 } })).reasonKind).toBe('overdue')
  })

  it('never contacted counts as overdue from the middle tier up, lower ones wait for the adoption round', () => {
    const never = { result: { daysSinceContact: null } }
    expect(only(customer(never)).why).toContain('没有有效联系记录')
    const low = customer({ ...never, facts: { aumFen: wan(2), aumMonthAvgFen: wan(2) } })
    expect(omission(low)?.reason).toBe('adoptionRound')
  })

  it('a stranger of the upper rows is due now and by the end of the week', () => {
    const stranger = (days: number) =>
      customer({ familiarity: 'stranger', result: { daysSinceContact: days } })
    expect(only(stranger(20))).toMatchObject({ reasonKind: 'overdue', latestDate: '2026-11-27' })
    expect(omission(stranger(10))?.reason).toBe('noReason')
  })

  it('a sleeper below the value line is left to batch messages, on the line a person calls', () => {
    const sleeper = (value: number) =>
      customer({
        result: { dormancy: { result: 'deep', reasons: [] }, sleeperValueFen: wan(value), daysDormant: 400 },
      })
    expect(only(sleeper(5)).reasonKind).toBe('sleeper')
    expect(omission(sleeper(4.99))).toMatchObject({ reason: 'batchOnly' })
    expect(omission(sleeper(4.99))?.detail).toContain('5 万')
  })

  it('a low-tier stranger needs a signal before a person calls for silence alone', () => {
    const low = (facts: object) =>
      customer({
        facts: { aumFen: wan(2), aumMonthAvgFen: wan(2), aumPeakFen: wan(3), ...facts },
        familiarity: 'stranger',
        result: { daysSinceContact: 200 },
      })
    expect(omission(low({}))?.reason).toBe('batchOnly')
    expect(only(low({ payroll: true })).reasonKind).toBe('overdue')
    expect(only(low({ loanFen: wan(10) })).reasonKind).toBe('overdue')
  })

  it('a peak counts from 20 万 and under half of it', () => {
    expect(only(customer({ facts: { aumPeakFen: wan(24.01) } })).reasonKind).toBe('peakFarAbove')
    expect(omission(customer({ facts: { aumPeakFen: wan(24) } }))?.reason).toBe('noReason')
    const small = customer({ facts: { aumPeakFen: wan(19.99), aumFen: wan(6), aumMonthAvgFen: wan(6) } })
    expect(omission(small)?.reason).toBe('noReason')
  })

  it('an expired risk test is a reason only while graded products are held', () => {
    expect(omission(customer({ facts: { riskExpiry: '2026-08-01' } }))?.reason).toBe('noReason')
    expect(only(customer({ facts: { riskExpiry: '2026-08-01', fundFen: wan(1) } })).reasonKind).toBe(
      'riskExpiry',
    )
    expect(omission(customer({ facts: { riskExpiry: '2026-12-21' } }))?.reason).toBe('noReason')
  })

  it('a hand-over is settled by a contact since, and late ones are done on the first day', () => {
    const handed = (days: number | null, on: string) =>
      customer({ input: { rmChangedOn: on }, result: { daysSinceContact: days } })
    expect(omission(handed(2, '2026-11-18'))?.reason).toBe('noReason')
    expect(only(handed(40, '2026-10-20'))).toMatchObject({ date: '2026-11-23', latestDate: '2026-11-23' })
  })

  it('the strongest reason leads, the others are listed and briefly told', () => {
    const item = only(
      customer({
        facts: { aumPeakFen: wan(80) },
        input: { holdings: [holding({ maturityDate: '2026-11-15' })] },
        result: { daysSinceContact: 75 },
      }),
    )
    expect(item.reasonKind).toBe('maturityPast')
    expect(item.otherReasons).toEqual(['overdue', 'peakFarAbove'])
    expect(item.why).toContain('另：75 天未有效联系、历史最高 80 万')
  })
})

describe('left out, in the order of precedence', () => {
  const urgent = { holdings: [holding({ maturityDate: '2026-11-15' })] }
  const cases: readonly (readonly [OmissionReason, Sample, string])[] = [
    [
      'deceased',
      customer({ input: urgent, result: { excluded: 'deceased' }, facts: { rmNo: null } }),
      '已故',
    ],
    ['dnc', customer({ input: urgent, result: { excluded: 'dnc' } }), '勿扰'],
    ['restricted', customer({ input: urgent, result: { excluded: 'restricted' } }), '受限'],
    ['staff', customer({ input: urgent, result: { excluded: 'staff' } }), '员工'],
    [
      'coolingOff',
      customer({
        input: { ...urgent, contacts: [contact({ outcome: 'declined', contactDate: '2026-10-21' })] },
        facts: { rmNo: null },
      }),
      '2026-10-21 婉拒，冷静期到 2026-11-20',
    ],
    ['unowned', customer({ input: urgent, facts: { rmNo: null } }), '待认养'],
    ['rmUnavailable', customer({ input: urgent, facts: { rmNo: '99999' } }), '99999'],
    [
      'noReason',
      customer({ input: { ...urgent, contacts: [contact({ contactDate: '2026-11-23' })] } }),
      '2026-11-23 已有有效联系',
    ],
    ['noPhone', customer({ input: urgent, facts: { phone: null } }), '没有可用电话'],
    [
      'noPhone',
      customer({ input: { ...urgent, contacts: [contact({ outcome: 'dead_number', seconds: 0 })] } }),
      '空号',
    ],
  ]

  it.each(cases)('%s', (reason, sample, words) => {
    const found = omission(sample)
    expect(found?.reason).toBe(reason)
    expect(found?.detail).toContain(words)
  })

  it('a refusal older than the cooling-off days no longer holds', () => {
    const old = contact({ outcome: 'declined', contactDate: '2026-10-20' })
    expect(only(customer({ input: { ...urgent, contacts: [old] } })).reasonKind).toBe('maturityPast')
  })

  it('an RM who has left, or is away all week, plans nothing', () => {
    const sample = customer({ input: urgent })
    const zhang = {
      rmNo: '80231',
      name: '张伟',
      role: 'rm' as const,
      leftOn: '2026-11-20',
      dailyMinutes: null,
    }
    const left = planWeek(planInput([sample], { rms: [zhang] }), defaultPlaybook)
    expect(left.omissions[0]?.reason).toBe('rmUnavailable')
    expect(left.load).toEqual([])
    const away = planWeek(
      planInput([sample], {
        absences: [{ rmNo: '80231', from: '2026-11-23', to: '2026-11-27', minutes: null, reason: '年假' }],
      }),
      defaultPlaybook,
    )
    expect(away.omissions[0]?.reason).toBe('rmUnavailable')
    expect(away.load.map((l) => l.capacity)).toEqual([0, 0, 0, 0, 0])
  })

  it('hands out unowned customers of the upper rows, most valuable first', () => {
    const unowned = (no: string, aum: number) =>
      customer({ facts: { customerNo: no, rmNo: null, aumFen: wan(aum), aumMonthAvgFen: wan(aum) } })
    const plan = planWeek(planInput([unowned('1', 8), unowned('2', 700), unowned('3', 2)]), defaultPlaybook)
    expect(plan.toAdopt).toEqual(['2', '1'])
    expect(plan.omissions.map((o) => o.reason)).toEqual(['unowned', 'unowned', 'unowned'])
  })

  it('makes a plan in the first week, without any earlier snapshot', () => {
    const plan = planWeek(planInput([customer({ result: { daysSinceContact: null } })]), defaultPlaybook)
    expect(plan.items).toHaveLength(1)
  })
})
