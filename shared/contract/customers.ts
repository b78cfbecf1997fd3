/** The customer grid, paged from SQL, and one customer's facts with reasons. */
import { z } from 'zod'
import { command, job, query } from './route.ts'
import { colour, dormancy, fen, isoDate, reason, tier } from './common.ts'
import { assetClasses } from '../domain/fields.ts'
import { cellKeys } from '../domain/places.ts'
import { familiarityKeys } from '../playbook/schema.ts'
import {
  communityKinds,
  hnwLayers,
  manGroups,
  manLetters,
  specialGroups,
  stageKeys,
} from '../playbook/segmentation.ts'

export const customerColumns = [
  'customerNo',
  'name',
  'rmName',
  'tier',
  'aumFen',
  'aumMonthAvgFen',
  'aumDeltaFen',
  'aumPeakFen',
  'dormancy',
  'daysDormant',
  'warning',
  'near',
  'gapFen',
  'lastTxnDate',
  'daysSinceContact',
  'age',
  'phone',
  'riskRating',
  'riskExpiry',
  'nearestMaturity',
  'tags',
] as const
export type CustomerColumn = (typeof customerColumns)[number]

/** Conditions with numbers of the playbook behind them. */
export const findings = ['peakFarAbove', 'riskExpiry'] as const
export type Finding = (typeof findings)[number]

export const customerFilter = z.object({
  /** Name, pinyin or initials, any part of the customer number, last four of phone or id. */
  search: z.string().max(60).optional(),
  tiers: z.array(z.union([tier, z.literal('unknown')])).optional(),
  dormancy: z.array(z.union([dormancy, z.literal('unknown')])).optional(),
  /** Staff numbers; '' = nobody manages the customer. */
  rms: z.array(z.string()).optional(),
  /** Worst colour of the AUM-fall rule. */
  aumFall: z.array(colour).optional(),
  /** Any warning of one of these rules. */
  warnings: z.array(z.string()).optional(),
  /** Keys of playbook lines the customer is just below. */
  near: z.array(z.string()).optional(),
  change: z.enum(['new', 'tierUp', 'tierDown', 'rmChanged']).optional(),
  finding: z.enum(findings).optional(),
  /** Cells of the nine-box, 'row.column'. */
  cells: z.array(z.enum(cellKeys)).optional(),
  manGroups: z.array(z.enum([...manGroups, 'unknown'])).optional(),
  /** One of these MAN letters cannot be answered. */
  manUnknown: z.array(z.enum(manLetters)).optional(),
  priorityPool: z.boolean().optional(),
  /** In any of these special groups. */
  specialGroups: z.array(z.enum(specialGroups)).optional(),
  /** Of one of these special groups it cannot be told whether the customer is in it. */
  specialGroupsUnknown: z.array(z.enum(specialGroups)).optional(),
  stages: z.array(z.enum([...stageKeys, 'unknown'])).optional(),
  /** Account only and hardly used. */
  substantiveLoss: z.boolean().optional(),
  hnwLayers: z.array(z.enum(hnwLayers)).optional(),
  /** Short of the model allocation in one of these classes. */
  gapClasses: z.array(z.enum(assetClasses)).optional(),
  /** Never held one of these classes. */
  neverHeld: z.array(z.enum(assetClasses)).optional(),
  /** With any of these tags. */
  tags: z.array(z.string()).optional(),
  community: z.object({ kind: z.enum(communityKinds), key: z.string().max(200) }).optional(),
  /** Only customers a contact plan may name (no DNC, restricted, staff, deceased). */
  contactable: z.boolean().optional(),
  aumFromFen: fen.optional(),
  aumToFen: fen.optional(),
})
export type CustomerFilter = z.infer<typeof customerFilter>

/** Conditions whose values are offered with how many customers each would leave. */
export const customerFacets = [
  'tiers',
  'dormancy',
  'rms',
  'aumFall',
  'warnings',
  'near',
  'change',
  'tags',
] as const satisfies readonly (keyof CustomerFilter)[]
export type CustomerFacet = (typeof customerFacets)[number]

export const customerRow = z.object({
  customerNo: z.string(),
  name: z.string().nullable(),
  rmName: z.string().nullable(),
  rmNo: z.string().nullable(),
  tier: tier.nullable(),
  aumFen: fen.nullable(),
  aumMonthAvgFen: fen.nullable(),
  /** Against the previous snapshot; null when there is none. */
  aumDeltaFen: fen.nullable(),
  aumPeakFen: fen.nullable(),
  dormancy: dormancy.nullable(),
  daysDormant: z.int().nullable(),
  /** Worst warning colour of all rules, and how many rules fired. */
  warning: colour.nullable(),
  warningCount: z.int(),
  near: z.string().nullable(),
  gapFen: fen.nullable(),
  lastTxnDate: isoDate.nullable(),
  daysSinceContact: z.int().nullable(),
  age: z.int().nullable(),
  /** Masked: 138****1234. */
  phone: z.string().nullable(),
  riskRating: z.int().nullable(),
  riskExpiry: isoDate.nullable(),
  nearestMaturity: isoDate.nullable(),
  /** Joined by 、; null without any. */
  tags: z.string().nullable(),
})
export type CustomerRow = z.infer<typeof customerRow>

const explained = z.object({
  result: z.string().nullable(),
  sentences: z.array(z.string()),
  reasons: z.array(reason),
})

const customerDetail = z.object({
  customerNo: z.string(),
  asOf: isoDate,
  /** Label keys and display values; personal identifiers masked. */
  name: z.string().nullable(),
  facts: z.array(
    z.object({ field: z.string(), value: z.union([z.string(), z.number(), z.boolean(), z.null()]) }),
  ),
  source: z.object({ fileName: z.string(), row: z.int() }).nullable(),
  tier: explained,
  dormancy: explained,
  familiarity: explained,
  nineBox: z.object({
    row: z.string().nullable(),
    column: z.enum(familiarityKeys).nullable(),
    title: z.string(),
    strategy: z.string(),
  }),
  near: z
    .object({
      key: z.string(),
      edge: z.enum(['rising', 'falling']),
      gapFen: fen,
      sentences: z.array(z.string()),
    })
    .nullable(),
  warnings: z.array(z.object({ rule: z.string(), colour, sentences: z.array(z.string()) })),
  excluded: z.string().nullable(),
  trend: z.array(z.object({ asOf: isoDate, aumFen: fen.nullable(), aumMonthAvgFen: fen.nullable() })),
  holdings: z.array(
    z.object({
      productName: z.string().nullable(),
      productClass: z.string().nullable(),
      productRisk: z.int().nullable(),
      amountFen: fen,
      maturityDate: isoDate.nullable(),
    }),
  ),
  movements: z.array(
    z.object({
      txnDate: isoDate,
      amountFen: fen,
      direction: z.enum(['in', 'out']).nullable(),
      counterparty: z.string().nullable(),
    }),
  ),
  contacts: z.array(
    z.object({
      contactDate: isoDate,
      channel: z.string().nullable(),
      outcome: z.string().nullable(),
      seconds: z.int().nullable(),
      notes: z.string().nullable(),
      rmName: z.string().nullable(),
      effective: z.boolean(),
    }),
  ),
  notes: z.array(z.object({ noteId: z.int(), at: z.string(), text: z.string() })),
})
export type CustomerDetail = z.infer<typeof customerDetail>

/** Which customers of a data date (the latest when left out), in which order. */
const customerList = z.object({
  asOf: isoDate.optional(),
  sort: z.array(z.object({ field: z.enum(customerColumns), dir: z.enum(['asc', 'desc']) })).max(4),
  filter: customerFilter,
})

export const customerRoutes = {
  'customers.page': query(
    customerList.extend({ offset: z.int().min(0), limit: z.int().min(1).max(1000) }),
    z.object({ asOf: isoDate.nullable(), total: z.int(), totalAumFen: fen, rows: z.array(customerRow) }),
  ),
  /** The whole list as a workbook, under the columns given and in their order; identifiers masked, logged. */
  'customers.export': job(
    customerList.extend({
      columns: z
        .array(z.enum(customerColumns))
        .min(1)
        .refine((columns) => new Set(columns).size === columns.length),
      path: z.string().min(1),
    }),
    z.object({ path: z.string(), bytes: z.int(), rows: z.int() }),
  ),
  /** Values of a condition with the customers each would leave; those nobody has are left out. */
  'customers.facet': query(
    z.object({ asOf: isoDate.optional(), filter: customerFilter, facet: z.enum(customerFacets) }),
    z.object({ values: z.array(z.object({ value: z.string(), customers: z.int() })) }),
  ),
  'customers.detail': query(z.object({ customerNo: z.string(), asOf: isoDate.optional() }), customerDetail),
  /** Shows one masked identifier; who, when, which and why is logged. */
  'customers.reveal': command(
    z.object({
      customerNo: z.string(),
      field: z.enum(['phone', 'idNo']),
      purpose: z.string().min(1).max(100),
    }),
    z.object({ value: z.string().nullable() }),
  ),
  'customers.addNote': command(
    z.object({ customerNo: z.string(), text: z.string().trim().min(1).max(500) }),
    z.object({ noteId: z.int() }),
  ),
}
