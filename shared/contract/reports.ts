/** Excel reports and the log of everything that left the product. */
import { z } from 'zod'
import { job, query } from './route.ts'
import { isoDate, isoWeek, none } from './common.ts'

export const reportKinds = ['weekly', 'plan', 'segments'] as const
export type ReportKind = (typeof reportKinds)[number]

export const reportRoutes = {
  'reports.export': job(
    z.object({
      kind: z.enum(reportKinds),
      path: z.string().min(1),
      asOf: isoDate.optional(),
      week: isoWeek.optional(),
      /** Personal identifiers are masked unless this is true. */
      unmasked: z.boolean().optional(),
      purpose: z.string().max(100).optional(),
    }),
    z.object({
      path: z.string(),
      bytes: z.int(),
      sheets: z.array(z.object({ name: z.string(), rows: z.int() })),
    }),
  ),
  'reports.log': query(
    none,
    z.object({
      entries: z.array(
        z.object({
          at: z.string(),
          kind: z.string(),
          scope: z.string(),
          purpose: z.string(),
          rows: z.int(),
          masked: z.boolean(),
          target: z.string(),
        }),
      ),
    }),
  ),
}
