/** Work on many customers at once, and how somebody likes to see the grid. */
import { z } from 'zod'
import { command, query } from './route.ts'
import { done, isoDate, none } from './common.ts'
import { customerColumns, customerFilter } from './customers.ts'

/** Customers of a snapshot (the latest when left out): these, or all that a filter lets through. */
const customerSelection = z.object({
  asOf: isoDate.optional(),
  of: z.union([
    z.strictObject({ customerNos: z.array(z.string().max(40)).min(1).max(10_000) }),
    z.strictObject({ filter: customerFilter }),
  ]),
})
export type CustomerSelection = z.infer<typeof customerSelection>

const outcome = z.object({
  /** Customers selected. */
  selected: z.int(),
  /** Of these, customers something changed for. */
  changed: z.int(),
})

const tag = z.string().trim().min(1, '请写标签').max(20, '标签最多 20 个字')

const gridView = z.object({
  columns: z.array(z.enum(customerColumns)).min(1),
  sort: z.array(z.object({ field: z.enum(customerColumns), dir: z.enum(['asc', 'desc']) })).max(4),
  filter: customerFilter,
})
export type GridView = z.infer<typeof gridView>

export const customerWorkRoutes = {
  /** Gives customers to an RM from the data date on, or (null) back to whom the extract names. */
  'customers.allot': command(customerSelection.extend({ rmNo: z.string().min(1).nullable() }), outcome),
  'customers.tag': command(customerSelection.extend({ tag, on: z.boolean() }), outcome),
  /** Adds customers to a fixed list as a new version of it, or to a new list. */
  'customers.addToList': command(
    customerSelection.extend({
      list: z.union([
        z.strictObject({ segmentId: z.int().min(1) }),
        z.strictObject({ name: z.string().trim().min(1, '请给名单起个名字').max(40, '名单名最多 40 个字') }),
      ]),
    }),
    outcome.extend({ segmentId: z.int(), name: z.string(), listed: z.int() }),
  ),
  /** Tags in use, most customers first. */
  'customers.tags': query(
    none,
    z.object({ tags: z.array(z.object({ tag: z.string(), customers: z.int() })) }),
  ),
  'gridViews.list': query(
    none,
    z.object({
      views: z.array(z.object({ viewId: z.int(), name: z.string(), isDefault: z.boolean(), view: gridView })),
    }),
  ),
  /** Saves a view under a name; one of that name is replaced. */
  'gridViews.save': command(
    z.object({
      name: z.string().trim().min(1, '请给视图起个名字').max(20, '视图名最多 20 个字'),
      view: gridView,
      isDefault: z.boolean(),
    }),
    z.object({ viewId: z.int() }),
  ),
  /** Opens the grid with this view from now on; null opens it plain. */
  'gridViews.setDefault': command(z.object({ viewId: z.int().nullable() }), done),
  'gridViews.remove': command(z.object({ viewId: z.int() }), done),
}
