/** This week at a glance. */
import { z } from 'zod'
import { query } from './route.ts'
import { colour, colourCounts, fen, isoDate, isoWeek, none } from './common.ts'
import { customerFilter } from './customers.ts'

const counts = z.record(z.string(), z.int())

/** The figures of one snapshot date, the same in the window, the report and the command line. */
export const analysis = z.object({
  asOf: isoDate,
  playbookVersion: z.int(),
  customers: z.int(),
  aumFen: fen,
  tiers: counts,
  familiarity: counts,
  nineBox: counts,
  dormancy: counts,
  aumFallWarnings: colourCounts,
  warnings: z.record(z.string(), colourCounts),
  nearThreshold: counts,
  /** The eight groups and `unknown`; sums to the customers, as do the stages. */
  man: counts,
  stages: counts,
  /** Customers in each special group; one may be in several. */
  groups: counts,
})
export type Analysis = z.infer<typeof analysis>

export const bridgeKeys = ['before', 'inflow', 'new', 'outflow', 'vanished', 'now'] as const

const overview = z.object({
  analysis,
  before: analysis.nullable(),
  tiers: z.array(
    z.object({ tier: z.string(), customers: z.int(), aumFen: fen, customersBefore: z.int().nullable() }),
  ),
  /** Parts sum exactly: before + inflow + new + outflow + vanished = now (last two negative). Empty without a predecessor. */
  bridge: z.array(z.object({ key: z.enum(bridgeKeys), fen, customers: z.int() })),
  /** At most seven things to do first, most urgent first. */
  todo: z.array(
    z.object({
      key: z.string(),
      colour: colour.nullable(),
      count: z.int(),
      aumFen: fen,
      /** One sentence with the evidence. */
      sentence: z.string(),
      filter: customerFilter,
    }),
  ),
  /** Figures that need history the branch does not have yet, as sentences. */
  needsHistory: z.array(z.string()),
  trend: z.array(z.object({ asOf: isoDate, customers: z.int(), aumFen: fen })),
  plan: z.object({ week: isoWeek, items: z.int(), rms: z.int(), minutes: z.int() }).nullable(),
})
export type Overview = z.infer<typeof overview>

const status = z.object({
  branchName: z.string(),
  latest: isoDate.nullable(),
  dates: z.array(z.object({ asOf: isoDate, customers: z.int(), aumFen: fen })),
  playbookVersion: z.int(),
  encrypted: z.boolean(),
  /** Chinese, when the coming weeks lie in a year whose State Council calendar is not in the table. */
  calendarWarning: z.string().nullable(),
  /** Week the next plan would be for: the one after the data date, or the current one if later. */
  planWeek: isoWeek.nullable(),
})
export type Status = z.infer<typeof status>

export const overviewRoutes = {
  'app.status': query(none, status),
  'overview.get': query(z.object({ asOf: isoDate.optional() }), overview.nullable()),
}
