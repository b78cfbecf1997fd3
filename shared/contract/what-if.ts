/** Who would move if the playbook were changed: nothing is written. */
import { z } from 'zod'
import { readingJob } from './route.ts'
import { fen, isoDate } from './common.ts'
import { playbookSchema } from '../playbook/schema.ts'

/** What is compared; each customer has one value of each. */
export const whatIfDimensions = ['tier', 'cell', 'dormancy', 'warning', 'near', 'man', 'stage'] as const
export type WhatIfDimension = (typeof whatIfDimensions)[number]

export const whatIfRoutes = {
  /** Over the latest snapshot; `asOf` null when there is none. */
  'playbook.whatIf': readingJob(
    z.object({ playbook: playbookSchema }),
    z.object({
      asOf: isoDate.nullable(),
      customers: z.int(),
      dimensions: z.array(
        z.object({
          dimension: z.enum(whatIfDimensions),
          /** Customers whose value would be another. */
          moved: z.int(),
          /** Most customers first. Values are the codes of the rules, 'unknown' and 'none' included. */
          moves: z.array(
            z.object({
              from: z.string(),
              to: z.string(),
              customers: z.int(),
              aumFen: fen,
              /** The first of them, largest AUM first. */
              names: z.array(
                z.object({
                  customerNo: z.string(),
                  name: z.string().nullable(),
                  rmName: z.string().nullable(),
                  aumFen: fen.nullable(),
                }),
              ),
            }),
          ),
        }),
      ),
    }),
  ),
}
