/** Customers just below a tier line, or just above their own, with the sum that can be said aloud. */
import { z } from 'zod'
import { query } from './route.ts'
import { fen, isoDate } from './common.ts'

export const nearEdge = z.enum(['rising', 'falling'])
const figure = z.object({ customers: z.int(), /** Sum of the gaps. */ gapFen: fen })

export const nearRoutes = {
  /** Null when there is no snapshot. Without `key` or `edge` all lines, or both edges. */
  'near.page': query(
    z.object({
      asOf: isoDate.optional(),
      key: z.string().optional(),
      edge: nearEdge.optional(),
      /** Staff numbers; '' = nobody manages the customer. */
      rm: z.string().optional(),
      limit: z.int().min(1).max(2000),
    }),
    z
      .object({
        asOf: isoDate,
        /** The tier lines from below, whatever is asked for. */
        lines: z.array(z.object({ key: z.string(), lineFen: fen, rising: figure, falling: figure })),
        rms: z.array(z.object({ rmNo: z.string(), rmName: z.string().nullable(), customers: z.int() })),
        total: z.int(),
        /** Smallest gap first. */
        rows: z.array(
          z.object({
            customerNo: z.string(),
            name: z.string().nullable(),
            rmName: z.string().nullable(),
            key: z.string(),
            edge: nearEdge,
            /** What the line is measured by: the month average, or the balance where there is none. */
            measureFen: fen,
            aumFen: fen.nullable(),
            /** Rising: missing to the line; falling: above it. */
            gapFen: fen,
            /** To keep in addition until the month's end, in whole yuan; null when it cannot be told. */
            amountFen: fen.nullable(),
            days: z.int().nullable(),
            sentence: z.string(),
          }),
        ),
      })
      .nullable(),
  ),
}
