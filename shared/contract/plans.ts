/** The weekly contact plan. */
import { z } from 'zod'
import { command, query } from './route.ts'
import { done, fen, isoDate, isoWeek, none, reason } from './common.ts'
import { omissionReasons } from '../domain/plan.ts'
import { planReasonKinds } from '../playbook/schema.ts'

export const planLine = z.object({
  itemId: z.int(),
  /** Number on the RM's printed sheet, from 1. */
  lineNo: z.int(),
  customerNo: z.string(),
  name: z.string().nullable(),
  rm: z.string(),
  rmName: z.string(),
  date: isoDate,
  slot: z.string(),
  slotTo: z.string(),
  minutes: z.int(),
  method: z.enum(['call', 'meeting', 'wecom']),
  reasonKind: z.enum(planReasonKinds),
  otherReasons: z.array(z.enum(planReasonKinds)),
  latestDate: isoDate.nullable(),
  who: z.string(),
  why: z.string(),
  what: z.string(),
  forbidden: z.string(),
  when: z.string(),
  where: z.string(),
  how: z.string(),
  expected: z.string(),
  score: z.number(),
  parts: z.array(z.object({ name: z.string(), points: z.number(), reason: z.string() })),
  evidence: z.array(reason),
  tier: z.string().nullable(),
  nineBox: z.string(),
})
export type PlanLine = z.infer<typeof planLine>

const planHead = z.object({
  week: isoWeek,
  asOf: isoDate,
  madeAt: z.string(),
  playbookVersion: z.int(),
  items: z.int(),
})

const weekPlan = planHead.extend({
  lines: z.array(planLine),
  omitted: z.record(z.string(), z.int()),
  toAdopt: z.array(
    z.object({
      customerNo: z.string(),
      name: z.string().nullable(),
      tier: z.string().nullable(),
      aumFen: fen.nullable(),
    }),
  ),
  load: z.array(
    z.object({ rm: z.string(), rmName: z.string(), date: isoDate, minutes: z.int(), capacity: z.int() }),
  ),
  calendarWarning: z.string().nullable(),
})
export type WeekPlanView = z.infer<typeof weekPlan>

export const planRoutes = {
  'plans.list': query(none, z.object({ plans: z.array(planHead) })),
  'plans.get': query(z.object({ week: isoWeek }), weekPlan.nullable()),
  /** Makes (or makes anew) the plan of a week from the latest snapshot. */
  'plans.generate': command(z.object({ week: isoWeek }), weekPlan),
  'plans.omissions': query(
    z.object({
      week: isoWeek,
      reason: z.enum(omissionReasons),
      offset: z.int().min(0),
      limit: z.int().min(1).max(500),
    }),
    z.object({
      total: z.int(),
      rows: z.array(
        z.object({
          customerNo: z.string(),
          name: z.string().nullable(),
          rmName: z.string().nullable(),
          detail: z.string(),
        }),
      ),
    }),
  ),
  /** The printed sheets as one HTML document: every RM's, or one RM's. Looking at them leaves no trace. */
  'plans.sheets': query(
    z.object({ week: isoWeek, rm: z.string().optional() }),
    z.object({ html: z.string(), title: z.string(), footer: z.string(), sheets: z.int() }),
  ),
  /** Said by whoever put the sheets on paper or into a file, for the export log. */
  'plans.logPrint': command(
    z.object({ week: isoWeek, rm: z.string().optional(), target: z.string().max(4096) }),
    done,
  ),
}
