/** Many customers at once: given to an RM, tagged, put on a list; and the saved views of their grid. */
import type { CustomerSelection } from '../../../shared/contract/customer-work.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { filteredNumbers } from '../db/repo/customer-filter.ts'
import { allotCustomers } from '../db/repo/customer-rm.ts'
import { snapshotAt, type Dataset } from '../db/repo/datasets.ts'
import { listViews, removeView, saveView, setDefaultView } from '../db/repo/grid-views.ts'
import { membersOf, readSegment, saveSegment } from '../db/repo/segments.ts'
import { tagCustomers, tagsInUse } from '../db/repo/tags.ts'
import { runCommand } from '../db/undo-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { following } from './follow-changes.ts'
import { branchNames } from './settings.ts'

interface Selected {
  readonly dataset: Dataset
  readonly customerNos: readonly string[]
}

/**
 * The customers of a selection, as they are in force now.
 * @throws Refusal NO_DATA, CUSTOMER_UNKNOWN, NOTHING_SELECTED
 */
function selected(db: ReadDb, { asOf, of }: CustomerSelection): Selected {
  const dataset = snapshotAt(db, asOf)
  if (!dataset) throw new Refusal('NO_DATA', '还没有客户数据，没有任何改动。请先导入本周数据。')
  if ('filter' in of) {
    const customerNos = filteredNumbers(db, dataset, of.filter)
    if (customerNos.length === 0)
      throw new Refusal('NOTHING_SELECTED', '没有符合筛选的客户，没有任何改动。请去掉一个条件再试。')
    return { dataset, customerNos }
  }
  const customerNos = [...new Set(of.customerNos)]
  const stranger = db
    .prepare(
      `SELECT value FROM json_each(?) WHERE NOT EXISTS (
         SELECT 1 FROM snapshot WHERE dataset_id = ? AND customer_no = value) LIMIT 1`,
    )
    .pluck()
    .get(JSON.stringify(customerNos), dataset.datasetId) as string | undefined
  if (stranger !== undefined)
    throw new Refusal(
      'CUSTOMER_UNKNOWN',
      `${dataset.asOf} 的数据里没有客户号为 ${stranger} 的客户，没有任何改动。请刷新列表后重新选择。`,
    )
  return { dataset, customerNos }
}

function viewMustExist(found: boolean): void {
  if (!found) throw new Refusal('VIEW_UNKNOWN', '这个视图已经不在了。请刷新后再试。')
}

type WorkRoute = 'customers.allot' | 'customers.tag' | 'customers.addToList' | 'customers.tags'
type ViewRoute = Extract<keyof Handlers, `gridViews.${string}`>

export function customerWorkHandlers(context: HandlerContext): Pick<Handlers, WorkRoute | ViewRoute> {
  const { read, write, clock } = context
  const command = <T>(route: string, label: string, change: () => T): T =>
    runCommand(write, { route, label, at: clock.now() }, change)
  return {
    'customers.allot': ({ rmNo, ...selection }) => {
      const { dataset, customerNos } = selected(write, selection)
      const whom = rmNo === null ? '按清单恢复管户' : `分配给 ${rmNo}`
      const changed = following(write, () =>
        command('customers.allot', `把 ${customerNos.length} 户${whom}`, () =>
          allotCustomers(write, dataset, {
            customerNos,
            rmNo,
            setAt: clock.now(),
            setBy: branchNames(write).userName,
          }),
        ),
      )
      return { selected: customerNos.length, changed }
    },
    'customers.tag': ({ tag, on, ...selection }) => {
      const { customerNos } = selected(write, selection)
      const label = on
        ? `给 ${customerNos.length} 户加标签“${tag}”`
        : `去掉 ${customerNos.length} 户的标签“${tag}”`
      const changed = following(write, () =>
        command('customers.tag', label, () => tagCustomers(write, { customerNos, tag, on, at: clock.now() })),
      )
      return { selected: customerNos.length, changed }
    },
    'customers.addToList': ({ list, ...selection }) => {
      const { customerNos } = selected(write, selection)
      const before = 'segmentId' in list ? readSegment(write, list.segmentId) : null
      if (before && before.kind !== 'list')
        throw new Refusal(
          'SEGMENT_KIND',
          `“${before.name}”是条件客群，不能手工加客户。请选择固定名单，或新建一个。`,
        )
      const already = before ? membersOf(write, before.versionId) : []
      const members = [...new Set([...already, ...customerNos])]
      const changed = members.length - already.length
      const name = before?.name ?? ('name' in list ? list.name : '')
      if (before && changed === 0)
        return {
          selected: customerNos.length,
          changed,
          segmentId: before.segmentId,
          name,
          listed: already.length,
        }
      const { segmentId } = command('customers.addToList', `把 ${changed} 户加入名单“${name}”`, () =>
        saveSegment(write, {
          segmentId: before?.segmentId ?? null,
          kind: 'list',
          name,
          note: before?.note ?? '',
          savedAt: clock.now(),
          rule: null,
          sentence: `${members.length} 个客户的固定名单`,
          members,
        }),
      )
      return { selected: customerNos.length, changed, segmentId, name, listed: members.length }
    },
    'customers.tags': () => ({ tags: tagsInUse(read) }),
    'gridViews.list': () => ({ views: listViews(read) }),
    'gridViews.save': ({ name, view, isDefault }) =>
      command('gridViews.save', `保存视图“${name}”`, () => ({
        viewId: saveView(write, { name, view, isDefault }),
      })),
    'gridViews.setDefault': ({ viewId }) =>
      command('gridViews.setDefault', '更改默认视图', () => {
        viewMustExist(setDefaultView(write, viewId))
        return { done: true as const }
      }),
    'gridViews.remove': ({ viewId }) =>
      command('gridViews.remove', '删除视图', () => {
        viewMustExist(removeView(write, viewId))
        return { done: true as const }
      }),
  }
}
