import { omissionLabel } from '../../../shared/domain/labels.ts'
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { databaseOptions, type Command } from '../command.ts'
import { withEngine } from '../open-engine.ts'

/** The plan in the shape other programs read. */
export function planJson(plan: WeekPlanView) {
  return {
    week: plan.week,
    items: plan.lines.map((l) => ({
      customerNo: l.customerNo,
      rm: l.rm,
      date: l.date,
      slot: l.slot,
      minutes: l.minutes,
      method: l.method,
      who: l.who,
      why: l.why,
      what: l.what,
      forbidden: l.forbidden,
      when: l.when,
      where: l.where,
      how: l.how,
      expected: l.expected,
      score: l.score,
      parts: l.parts,
    })),
    omitted: plan.omitted,
    toAdopt: plan.toAdopt,
    load: plan.load,
    calendarWarning: plan.calendarWarning,
  }
}

export function describePlan(plan: WeekPlanView): string {
  const rms = new Map<string, { name: string; items: number; minutes: number }>()
  for (const line of plan.lines) {
    const rm = rms.get(line.rm) ?? { name: line.rmName, items: 0, minutes: 0 }
    rms.set(line.rm, { ...rm, items: rm.items + 1, minutes: rm.minutes + line.minutes })
  }
  return [
    `${plan.week} 周计划（数据日期 ${plan.asOf}）共 ${plan.lines.length} 项`,
    ...[...rms].map(([rm, r]) => `  ${r.name} ${rm}：${r.items} 项，${r.minutes} 分钟`),
    `未列入：${Object.entries(plan.omitted)
      .map(([reason, n]) => `${omissionLabel(reason)} ${n}`)
      .join(' · ')}`,
    `待认养 ${plan.toAdopt.length} 户`,
    ...(plan.calendarWarning === null ? [] : [plan.calendarWarning]),
  ].join('\n')
}

export const planCommand: Command = {
  summary: '生成一周的联系计划',
  usage: 'plan --db PATH [--week 2026-W48]',
  options: { ...databaseOptions, week: { type: 'string' } },
  async run(invocation) {
    const plan = await withEngine(invocation, async ({ call }) => {
      const week = invocation.text('week') ?? (await call('app.status', {})).planWeek
      if (week === null) throw new Refusal('NO_DATA', '还没有客户数据，排不出计划。请先导入本周数据。')
      return call('plans.generate', { week })
    })
    return { json: planJson(plan), text: describePlan(plan) }
  },
}
