/** Schemas several routes share. */
import { z } from 'zod'
import { isIsoDate } from '../domain/dates.ts'
import { dormancyKeys, tierKeys, warningColours } from '../playbook/schema.ts'

export const isoDate = z.string().refine(isIsoDate, '日期须为 YYYY-MM-DD')
export const isoWeek = z.string().regex(/^\d{4}-W\d{2}$/, '周次须形如 2026-W48')
export const fen = z.int()
export const tier = z.enum(tierKeys)
export const dormancy = z.enum(dormancyKeys)
export const colour = z.enum(warningColours)
export const none = z.object({})
export const done = z.object({ done: z.literal(true) })

export const reason = z.object({
  rule: z.string(),
  field: z.string(),
  value: z.union([z.string(), z.number(), z.boolean(), z.null()]),
  op: z.enum(['>=', '<', '<=', '>', '=', 'in', 'unknown', 'range']),
  threshold: z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(z.number().nullable())]),
  /** What the value was taken from, for the sentence only. */
  evidence: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
})

export const colourCounts = z.object({ yellow: z.int(), orange: z.int(), red: z.int() })
