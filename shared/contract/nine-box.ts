/** The nine groups and the five tiers as objects: who stands where, what has changed, who moved from where to where. */
import { z } from 'zod'
import { query } from './route.ts'
import { fen, isoDate, tier } from './common.ts'
import { movedBy, outside, placeKeys } from '../domain/places.ts'
import { familiarityKeys, nineBoxRows } from '../playbook/schema.ts'

const figure = { customers: z.int(), aumFen: fen }
/** The same at the date compared with; null when there is none. */
const before = z.object(figure).nullable()

const place = z.enum(placeKeys)
const placeOrOutside = z.enum([...placeKeys, outside])

const pair = z.object({ from: isoDate, to: isoDate, by: z.enum(movedBy) })

export const nineBoxRoutes = {
  /** Null when there is no snapshot. Cells and `unknown` together, and tiers together, are all customers. */
  'nineBox.page': query(
    z.object({ asOf: isoDate.optional(), comparedWith: isoDate.optional() }),
    z
      .object({
        asOf: isoDate,
        comparedWith: isoDate.nullable(),
        /**
         * Familiarity rests on a contact log at one of the two dates and on the extract's own counts at the other:
         * moves between columns then say little.
         */
        familiarityDiffers: z.boolean(),
        /** Snapshot dates, newest first. */
        dates: z.array(isoDate),
        ...figure,
        cells: z.array(
          z.object({
            row: z.enum(nineBoxRows),
            column: z.enum(familiarityKeys),
            ...figure,
            before,
            title: z.string(),
            aim: z.string(),
            strategy: z.string(),
          }),
        ),
        /** Tier or familiarity cannot be told. */
        unknown: z.object({ ...figure, before }),
        /** From the top, then `unknown`. */
        tiers: z.array(z.object({ tier: z.union([tier, z.literal('unknown')]), ...figure, before })),
      })
      .nullable(),
  ),
  /** Everybody of two snapshots, by where they stood and where they stand. */
  'nineBox.moves': query(
    pair,
    z.object({
      places: z.array(place),
      moves: z.array(
        z.object({
          from: placeOrOutside,
          to: placeOrOutside,
          customers: z.int(),
          /** At the later date; at the earlier one for those who are gone. */
          aumFen: fen,
        }),
      ),
    }),
  ),
  /** The names behind one figure of `nineBox.moves`, largest AUM first. */
  'nineBox.movers': query(
    pair.extend({ fromPlace: placeOrOutside, toPlace: placeOrOutside, limit: z.int().min(1).max(1000) }),
    z.object({
      total: z.int(),
      customers: z.array(
        z.object({
          customerNo: z.string(),
          name: z.string().nullable(),
          rmName: z.string().nullable(),
          aumBeforeFen: fen.nullable(),
          aumFen: fen.nullable(),
        }),
      ),
    }),
  ),
}
