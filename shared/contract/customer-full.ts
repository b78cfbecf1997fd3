/** One customer in full: where each fact came from, thirteen months, what people keep by hand, who belongs together. */
import { z } from 'zod'
import { command, query } from './route.ts'
import { done, fen, isoDate } from './common.ts'
import { customerClasses } from './segmentation.ts'
import { contactWhys } from '../domain/contact-why.ts'
import { assetClasses } from '../domain/fields.ts'
import { familyRelations, keptFields } from '../domain/hand-kept.ts'

/** The row of a file that said it; `asOf` before the customer's date = kept from that earlier week. */
const cellOrigin = z.object({
  kind: z.literal('extract'),
  fileName: z.string(),
  sheet: z.string(),
  row: z.int(),
  asOf: isoDate,
  /** The current extract's cell is blank or masked, this earlier value stands. */
  kept: z.boolean(),
})
const handOrigin = z.object({ kind: z.literal('hand'), setAt: z.string(), setBy: z.string() })

const change = z.object({ since: isoDate, aumFen: fen.nullable(), aumMonthAvgFen: fen.nullable() }).nullable()

const full = z.object({
  customerNo: z.string(),
  asOf: isoDate,
  /** Of every known fact of `customers.detail`; `from` names the fact it was worked out from. */
  origins: z.array(
    z.object({
      field: z.string(),
      from: z.string().nullable(),
      origin: z.discriminatedUnion('kind', [cellOrigin, handOrigin]),
    }),
  ),
  /** Thirteen months, oldest first, each by its last snapshot; null where the month has none or the cell is blank. */
  months: z.array(
    z.object({
      month: z.string(),
      asOf: isoDate.nullable(),
      aumFen: fen.nullable(),
      aumMonthAvgFen: fen.nullable(),
      classes: z.record(z.enum(assetClasses), fen.nullable()),
    }),
  ),
  sinceLastWeek: change,
  sinceLastMonth: change,
  contributionFen: fen.nullable(),
  /** Ours / (ours + assets elsewhere kept by hand); null unless both are known. */
  walletShare: z.number().nullable(),
  /** Each warning's first date in an unbroken run up to now. */
  warningsSince: z.array(z.object({ rule: z.string(), since: isoDate })),
  /** Same order as the contacts of `customers.detail`. */
  contactWhys: z.array(z.enum(contactWhys)),
  /** Maturities up to and with this date are near. */
  maturityNearUntil: isoDate,
  classes: customerClasses,
  /** One entry per field; null = nobody knows. `inUse` is false when an extract's own value stands above. */
  kept: z.array(
    z.object({
      field: z.enum(keptFields),
      value: z.string().nullable(),
      setAt: z.string().nullable(),
      setBy: z.string().nullable(),
      inUse: z.boolean(),
    }),
  ),
  links: z.array(
    z.object({
      customerNo: z.string(),
      name: z.string().nullable(),
      /** What the other one is to this customer. */
      relation: z.enum(familyRelations),
      aumFen: fen.nullable(),
    }),
  ),
})
export type CustomerFull = z.infer<typeof full>

export const customerFullRoutes = {
  'customers.full': query(z.object({ customerNo: z.string(), asOf: isoDate.optional() }), full),
  /** A value from the latest data date on; null takes it away. Dates are ISO, amounts fen as digits. */
  'customers.keep': command(
    z.object({
      customerNo: z.string(),
      field: z.enum(keptFields),
      value: z.string().trim().min(1).max(200).nullable(),
    }),
    done,
  ),
  'customers.link': command(
    z.object({
      customerNo: z.string(),
      otherNo: z.string().trim().min(1),
      relation: z.enum(familyRelations),
    }),
    done,
  ),
  'customers.unlink': command(z.object({ customerNo: z.string(), otherNo: z.string() }), done),
}
