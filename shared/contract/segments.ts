/** Segments a branch defines itself: counted while they are built, saved by version, paged, and laid over each other. */
import { z } from 'zod'
import { command, query } from './route.ts'
import { done, fen, isoDate } from './common.ts'
import { customerColumns, customerFilter, customerRow } from './customers.ts'
import { segmentDraft, segmentRule } from '../domain/segment-rule.ts'

const segmentId = z.int().min(1)
const name = z.string().trim().min(1, '请给客群起个名字').max(40, '客群名最多 40 个字')
const note = z.string().trim().max(200)

const head = z.object({
  segmentId,
  kind: z.enum(['rule', 'list']),
  name: z.string(),
  note: z.string(),
  version: z.int(),
  savedAt: z.string(),
  /** Null for a list. */
  rule: segmentDraft.nullable(),
  /** The rule, or what the list is, as one Chinese sentence. */
  sentence: z.string(),
  /** Numbers on a list; 0 for a rule. */
  listed: z.int(),
})

const size = z.object({ total: z.int(), unknown: z.int(), aumFen: fen })

/** Counts of one condition or group; `removes` is the "this clause removes 312". */
const nodeCount = z.object({
  path: z.array(z.int()),
  kind: z.enum(['clause', 'group']),
  sentence: z.string(),
  /** Customers for whom this alone holds; of whom it cannot be said. */
  matches: z.int(),
  unknown: z.int(),
  /** Customers who would belong without it and surely do not with it. */
  removes: z.int(),
  /** Customers who would belong without it and of whom it cannot be said with it. */
  unsettles: z.int(),
  /** Customers who belong because of it. */
  adds: z.int(),
})

const missing = z.object({ field: z.string(), label: z.string(), message: z.string() })

/** Numbers as pasted text, or as selected. */
const numbers = z.union([z.string().max(4_000_000), z.array(z.string().max(40)).max(200_000)])

const listReport = z.object({
  /** Different numbers given. */
  given: z.int(),
  /** Of these, customers ever seen: the list. */
  found: z.int(),
  /** Of these, customers in the latest snapshot. */
  present: z.int(),
  /** The first hundred numbers of nobody, and of those given more than once. */
  unknown: z.object({ count: z.int(), first: z.array(z.string()) }),
  duplicates: z.object({ count: z.int(), first: z.array(z.string()) }),
})

/** A saved segment, in a past version if given, or a rule that is not saved. */
const subject = z.union([
  z.strictObject({ segmentId, version: z.int().optional() }),
  z.strictObject({ rule: segmentDraft }),
])

const option = z.object({ code: z.string(), label: z.string(), customers: z.int() })

export const segmentRoutes = {
  /** All segments in use; `counted` also counts each at the date. */
  'segments.list': query(
    z.object({ asOf: isoDate.optional(), counted: z.boolean().optional() }),
    z.object({
      asOf: isoDate.nullable(),
      segments: z.array(head.extend({ size: size.nullable(), absent: z.int().nullable() })),
    }),
  ),
  'segments.versions': query(z.object({ segmentId }), z.object({ versions: z.array(head) })),
  /** What the builder offers: fields without any data at the date, and the codes the data hold. */
  'segments.fields': query(
    z.object({ asOf: isoDate.optional() }),
    z.object({
      asOf: isoDate.nullable(),
      missing: z.array(z.string()),
      options: z.record(z.string(), z.array(option)),
    }),
  ),
  'segments.preview': query(
    z.object({ asOf: isoDate.optional(), rule: segmentDraft }),
    z.object({
      asOf: isoDate.nullable(),
      customers: z.int(),
      total: z.int(),
      unknown: z.int(),
      clauses: z.array(nodeCount),
      missingFields: z.array(missing),
      /** Chinese, when working days of a year without a published calendar were counted. */
      calendarWarning: z.string().nullable(),
      sentence: z.string(),
    }),
  ),
  'segments.page': query(
    z.object({
      asOf: isoDate.optional(),
      of: subject,
      /** 'unknown' shows those of whom it cannot be said. */
      membership: z.enum(['yes', 'unknown']).optional(),
      filter: customerFilter.optional(),
      offset: z.int().min(0),
      limit: z.int().min(1).max(1000),
      sort: z.array(z.object({ field: z.enum(customerColumns), dir: z.enum(['asc', 'desc']) })).max(4),
    }),
    z.object({ asOf: isoDate.nullable(), total: z.int(), totalAumFen: fen, rows: z.array(customerRow) }),
  ),
  'segments.overlap': query(
    z.object({ asOf: isoDate.optional(), a: segmentId, b: segmentId }),
    z.object({
      asOf: isoDate.nullable(),
      a: z.int(),
      b: z.int(),
      both: z.int(),
      /** Customers of whom it cannot be said whether they are in both. */
      unknown: z.int(),
      bothAumFen: fen,
    }),
  ),
  'segments.checkList': query(z.object({ numbers }), listReport),
  /** A new version of a segment, or a new segment when `segmentId` is null. */
  'segments.save': command(
    z.object({ segmentId: segmentId.nullable(), name, note, rule: segmentRule }),
    z.object({ segmentId, version: z.int() }),
  ),
  'segments.saveList': command(
    z.object({ segmentId: segmentId.nullable(), name, note, numbers }),
    listReport.extend({ segmentId, version: z.int() }),
  ),
  /** Name and note alone; the version stays. */
  'segments.rename': command(z.object({ segmentId, name, note }), done),
  'segments.remove': command(z.object({ segmentId }), done),
}
