/** A planned week as the printed sheets get it, made by the real planner from sample customers. */
import { planWeek } from '../../../electron/engine/core/planning/plan-week.ts'
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import type { PlanInput } from '../../../shared/domain/plan.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import { planInput, zhang } from '../planning/sample.ts'
import type { Sample } from '../planning/sample.ts'

export const wang = { ...zhang, rmNo: '80257', name: '王芳' }

export function viewOf(customers: readonly Sample[], changes: Partial<PlanInput> = {}): WeekPlanView {
  return viewOfInput(planInput(customers, { rms: [zhang, wang], ...changes }))
}

export function viewOfInput(input: PlanInput): WeekPlanView {
  const plan = planWeek(input, defaultPlaybook)
  const rmName = (rm: string) => input.rms.find((r) => r.rmNo === rm)?.name ?? rm
  const numbers = new Map<string, number>()
  const omitted: Record<string, number> = {}
  for (const { reason } of plan.omissions) omitted[reason] = (omitted[reason] ?? 0) + 1
  return {
    week: plan.week,
    asOf: plan.asOf,
    madeAt: '2026-11-20T17:00:00',
    playbookVersion: 1,
    items: plan.items.length,
    lines: plan.items.map((item, itemId) => {
      const lineNo = (numbers.get(item.rm) ?? 0) + 1
      numbers.set(item.rm, lineNo)
      return {
        ...item,
        itemId,
        lineNo,
        rmName: rmName(item.rm),
        otherReasons: [...item.otherReasons],
        parts: item.parts.map((p) => ({ ...p })),
        evidence: item.evidence.map((r) => ({ ...r, threshold: r.threshold as string })),
      }
    }),
    omitted,
    toAdopt: plan.toAdopt.map((no) => {
      const found = input.customers.find((c) => c.input.facts.customerNo === no)
      return {
        customerNo: no,
        name: found?.input.facts.name ?? null,
        tier: found?.result.tier.result ?? null,
        aumFen: found?.input.facts.aumFen ?? null,
      }
    }),
    load: plan.load.map((l) => ({ ...l, rmName: rmName(l.rm) })),
    calendarWarning: null,
  }
}
