/** Making, reading and printing the weekly contact plan. */
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { IsoWeek } from '../../../shared/domain/dates.ts'
import { mondayOfWeek } from '../../../shared/domain/dates.ts'
import type { WeekPlanView } from '../../../shared/contract/plans.ts'
import { planWeek } from '../core/planning/plan-week.ts'
import { renderPlanSheets } from '../io/print/plan-sheet.ts'
import { snapshotDates } from '../db/repo/datasets.ts'
import { logExport } from '../db/repo/export-log.ts'
import { readProducts } from '../db/repo/facts.ts'
import {
  countOmissions,
  findPlan,
  listPlans,
  readItems,
  readLoad,
  readOmissions,
  readToAdopt,
  storePlan,
  type PlanHead,
} from '../db/repo/plans.ts'
import { readAbsences, readCalendar, readPlaybook, readRoster } from '../db/repo/settings.ts'
import { runCommand } from '../db/undo-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { Clock, HandlerContext } from './context.ts'
import { classifiedAt } from './derive.ts'
import { weekWarning } from './overview.ts'
import { branchNames } from './settings.ts'

function planView(db: ReadDb, plan: PlanHead): WeekPlanView {
  const names = new Map(readRoster(db, plan.asOf).map((r) => [r.rmNo, r.name]))
  const rmName = (rm: string) => names.get(rm) ?? rm
  return {
    week: plan.week,
    asOf: plan.asOf,
    madeAt: plan.madeAt,
    playbookVersion: plan.playbookVersion,
    items: plan.items,
    lines: readItems(db, plan.planId).map(({ itemId, lineNo, item }) => ({
      ...item,
      itemId,
      lineNo,
      rmName: rmName(item.rm),
      otherReasons: [...item.otherReasons],
      parts: item.parts.map((p) => ({ ...p })),
      evidence: item.evidence.map((r) => ({ ...r, threshold: r.threshold as string })),
    })),
    omitted: countOmissions(db, plan.planId),
    toAdopt: readToAdopt(db, plan.planId),
    load: readLoad(db, plan.planId).map((l) => ({ ...l, rmName: rmName(l.rm) })),
    calendarWarning: weekWarning(db, plan.week),
  }
}

/** The plan in force for a week, null when none was made. */
export function planViewOf(db: ReadDb, week: IsoWeek): WeekPlanView | null {
  const plan = findPlan(db, week)
  return plan ? planView(db, plan) : null
}

function existingPlan(db: ReadDb, week: IsoWeek): PlanHead {
  const plan = findPlan(db, week)
  if (!plan) throw new Refusal('NO_PLAN', `${week} 还没有计划。请先在“计划”里生成。`)
  return plan
}

/** Makes the plan of a week from the latest snapshot and stores it as the one in force. */
export function generatePlan({ write, clock }: HandlerContext, week: IsoWeek): WeekPlanView {
  if (mondayOfWeek(week) === null)
    throw new Refusal('WEEK_UNKNOWN', `没有 ${week} 这一周。请写成 2026-W48 这样。`)
  const asOf = snapshotDates(write).at(-1)
  if (asOf === undefined) throw new Refusal('NO_DATA', '还没有客户数据，排不出计划。请先导入本周数据。')
  const { version, playbook } = readPlaybook(write)
  const plan = planWeek(
    {
      week,
      asOf,
      customers: classifiedAt(write, asOf),
      rms: readRoster(write, asOf),
      absences: readAbsences(write),
      calendar: readCalendar(write),
      products: readProducts(write, asOf),
    },
    playbook,
  )
  runCommand(write, { route: 'plans.generate', label: `生成 ${week} 周计划`, at: clock.now() }, () =>
    storePlan(write, plan, { at: clock.now(), playbookVersion: version }),
  )
  return planView(write, existingPlan(write, week))
}

export interface PlanSheets {
  readonly html: string
  readonly title: string
  readonly footer: string
  readonly sheets: number
}

interface SheetScope {
  readonly week: IsoWeek
  readonly rm?: string | undefined
}

function linesOf(view: WeekPlanView, { rm }: SheetScope): WeekPlanView['lines'] {
  return view.lines.filter((l) => rm === undefined || l.rm === rm)
}

/** The printed sheets of all RMs with lines, or of one. */
export function planSheets(db: ReadDb, clock: Clock, scope: SheetScope): PlanSheets {
  const view = planView(db, existingPlan(db, scope.week))
  const { branchName, userName } = branchNames(db)
  const lines = linesOf(view, scope)
  const printed = renderPlanSheets({
    branchName,
    plan: { ...view, lines },
    printedAt: clock.now().replace('T', ' ').slice(0, 16),
    printedBy: userName,
    withSummary: scope.rm === undefined,
  })
  return { ...printed, sheets: new Set(lines.map((l) => l.rm)).size }
}

function logPrint({ write, clock }: HandlerContext, request: SheetScope & { target: string }): void {
  const view = planView(write, existingPlan(write, request.week))
  logExport(write, {
    at: clock.now(),
    userName: branchNames(write).userName,
    kind: 'print.plan',
    scope: `${request.week} ${request.rm ?? '全部客户经理'}`,
    purpose: '周计划',
    rows: linesOf(view, request).length,
    masked: true,
    target: request.target,
  })
}

export function planHandlers(
  context: HandlerContext,
): Pick<Handlers, Extract<keyof Handlers, `plans.${string}`>> {
  const { read } = context
  return {
    'plans.list': () => ({ plans: listPlans(read).map(({ planId: _, ...head }) => head) }),
    'plans.get': ({ week }) => planViewOf(read, week),
    'plans.generate': ({ week }) => generatePlan(context, week),
    'plans.omissions': ({ week, reason, offset, limit }) =>
      readOmissions(read, existingPlan(read, week).planId, reason, { offset, limit }),
    'plans.sheets': (scope) => planSheets(read, context.clock, scope),
    'plans.logPrint': (request) => {
      logPrint(context, request)
      return { done: true as const }
    },
  }
}
