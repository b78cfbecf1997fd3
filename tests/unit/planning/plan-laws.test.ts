/** What holds for every plan, whatever the branch looks like. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planWeek } from '../../../electron/engine/core/planning/plan-week.ts'
import { isWorkday } from '../../../electron/engine/core/calendar/calendar.ts'
import { minuteOfDay } from '../../../electron/engine/core/planning/slots.ts'
import { marketingWord, refusedWords } from '../../../electron/engine/core/planning/texts/refused-words.ts'
import { daysBetween } from '../../../shared/domain/dates.ts'
import type { PlanInput, PlanItem, WeekPlan } from '../../../shared/domain/plan.ts'
import { branchOf, playbook } from './random-branch.ts'

const branches = branchOf(60)
const settings = { numRuns: 60 }
const rules = playbook.planning

function groupBy(items: readonly PlanItem[]): ReadonlyMap<string, readonly PlanItem[]> {
  const groups = new Map<string, PlanItem[]>()
  for (const item of items) {
    const key = `${item.rm} ${item.date}`
    groups.set(key, [...(groups.get(key) ?? []), item])
  }
  return groups
}

function check(law: (plan: WeekPlan, input: PlanInput) => void): void {
  fc.assert(
    fc.property(branches, (input) => {
      law(planWeek(input, playbook), input)
    }),
    settings,
  )
}

describe('laws of a week plan', () => {
  it('items and omissions are a partition of the customers', () => {
    check((plan, input) => {
      const all = [...plan.items.map((i) => i.customerNo), ...plan.omissions.map((o) => o.customerNo)].sort()
      expect(all).toEqual(input.customers.map((c) => c.input.facts.customerNo).sort())
      for (const omission of plan.omissions) expect(omission.detail).not.toBe('')
    })
  })

  it('the parts sum exactly to the score, in any order', () => {
    check((plan) => {
      for (const item of plan.items) {
        expect(item.parts.map((p) => p.points).reduce((a, b) => a + b, 0)).toBe(item.score)
        expect(item.parts.map((p) => p.points).reduceRight((a, b) => a + b, 0)).toBe(item.score)
        expect(item.parts.map((p) => p.name)).toEqual([
          'value',
          'urgency',
          'reachability',
          'effort',
          'season',
        ])
        for (const part of item.parts) expect(part.reason).not.toBe('')
      }
    })
  })

  it('never exceeds minutes, calls and meetings of an RM and day, nor plans on leave or a day off', () => {
    check((plan, input) => {
      for (const [key, items] of groupBy(plan.items)) {
        const [rm = '', date = ''] = key.split(' ')
        const person = input.rms.find((r) => r.rmNo === rm)
        const away = input.absences.filter((a) => a.rmNo === rm && a.from <= date && date <= a.to)
        const events = away.reduce((sum, a) => sum + (a.minutes ?? 0), 0)
        const base = ((person?.dailyMinutes ?? rules.dayMinutes) * rules.plannedMinutes) / rules.dayMinutes
        expect(items.reduce((sum, i) => sum + i.minutes, 0)).toBeLessThanOrEqual(Math.max(0, base - events))
        expect(items.filter((i) => i.method === 'call').length).toBeLessThanOrEqual(rules.maxCalls)
        expect(items.filter((i) => i.method === 'meeting').length).toBeLessThanOrEqual(rules.maxMeetings)
        expect(away.some((a) => a.minutes === null)).toBe(false)
        expect(isWorkday(date, input.calendar)).toBe(true)
        expect(!person?.leftOn || date < person.leftOn).toBe(true)
      }
    })
  })

  it('keeps to the hours of contact, out of the pause, without overlap for an RM', () => {
    const { hours } = rules
    check((plan) => {
      for (const items of groupBy(plan.items).values()) {
        let busyUntil = minuteOfDay(hours.from)
        for (const item of items) {
          const [from, to] = [minuteOfDay(item.slot), minuteOfDay(item.slotTo)]
          expect(to - from).toBe(item.minutes)
          expect(from).toBeGreaterThanOrEqual(busyUntil)
          expect(to).toBeLessThanOrEqual(minuteOfDay(hours.to))
          expect(to <= minuteOfDay(hours.pauseFrom) || from >= minuteOfDay(hours.pauseTo)).toBe(true)
          busyUntil = to
        }
      }
    })
  })

  it('never calls whom nobody may call: excluded, declined lately, unowned, without a way to reach them', () => {
    check((plan, input) => {
      const planned = new Map(plan.items.map((i) => [i.customerNo, i]))
      for (const { input: one, result } of input.customers) {
        const item = planned.get(one.facts.customerNo)
        if (!item) continue
        expect(result.excluded).toBeNull()
        expect(item.rm).toBe(one.facts.rmNo)
        const declined = one.contacts.filter((c) => c.outcome === 'declined' && c.contactDate <= input.asOf)
        for (const c of declined)
          expect(daysBetween(c.contactDate, input.asOf)).toBeGreaterThan(playbook.contact.coolingOffDays)
        if (item.method !== 'wecom') expect((one.facts.phone ?? '').length).toBeGreaterThan(3)
        else expect(one.facts.wecom).toBe(true)
      }
    })
  })

  it('respects the latest date it states', () => {
    check((plan) => {
      for (const item of plan.items)
        expect(item.latestDate === null || item.date <= item.latestDate).toBe(true)
    })
  })

  it('is the same plan whatever the order of customers, RMs, absences, products and holdings', () => {
    fc.assert(
      fc.property(branches, fc.infiniteStream(fc.nat()), (input, noise) => {
        const shuffle = <T>(list: readonly T[]): readonly T[] =>
          list
            .map((value) => ({ value, at: noise.next().value as number }))
            .sort((a, b) => a.at - b.at)
            .map(({ value }) => value)
        const other = {
          ...input,
          rms: shuffle(input.rms),
          absences: shuffle(input.absences),
          products: shuffle(input.products),
          customers: shuffle(input.customers).map((c) => ({
            ...c,
            input: { ...c.input, holdings: shuffle(c.input.holdings) },
          })),
        }
        expect(planWeek(other, playbook)).toEqual(planWeek(input, playbook))
      }),
      settings,
    )
  })

  it('answers all six questions, in words that may be said to this customer', () => {
    check((plan, input) => {
      const byNo = new Map(input.customers.map((c) => [c.input.facts.customerNo, c.input.facts]))
      for (const item of plan.items) {
        const facts = byNo.get(item.customerNo)
        const texts = [item.who, item.why, item.what, item.when, item.where, item.how, item.expected]
        for (const text of texts) {
          expect(text.trim()).not.toBe('')
          expect(text).not.toMatch(/undefined|null|NaN|Infinity/)
          expect(refusedWords(text)).toEqual([])
          if (facts?.consent !== true) expect(marketingWord(text)).toBeNull()
          if ((facts?.phone ?? '').length > 6) expect(text).not.toContain(facts?.phone)
        }
        expect(refusedWords(item.forbidden)).toEqual([])
        expect(item.why).toMatch(/\d/)
        expect(item.expected).toMatch(/\d\d-\d\d/)
        if (facts?.consent !== true) expect(item.forbidden).toContain('只做服务联系')
      }
    })
  })

  it('leaves a candidate out for capacity only when no call fits any more on any day of that RM', () => {
    check((plan, input) => {
      const full = plan.omissions.filter((o) => o.reason === 'capacity').map((o) => o.customerNo)
      for (const no of full) {
        const facts = input.customers.find((c) => c.input.facts.customerNo === no)?.input.facts
        if (!facts?.phone || facts.age === null || facts.merchant === true || facts.payroll === true) continue
        if (facts.age >= rules.retiredAge || facts.occupation?.includes('退休') === true) continue
        for (const day of plan.load.filter((l) => l.rm === facts.rmNo)) {
          const items = plan.items.filter((i) => i.rm === day.rm && i.date === day.date)
          const calls = items.filter((i) => i.method === 'call').length
          expect(
            calls === rules.maxCalls ||
              day.minutes + rules.messageMinutes > day.capacity ||
              day.minutes + rules.callMinutes > day.capacity,
          ).toBe(true)
        }
      }
    })
  })
})
