import { describe, expect, test } from 'vitest'
import type { CustomerFacet, CustomerFilter } from '../../shared/contract/customers.ts'
import { customerFacets } from '../../shared/contract/customers.ts'
import { dump, testEngine, type TestEngine } from '../helpers/test-engine.ts'
import { expected, week1Files, week2Files } from '../helpers/samples.ts'

const oneWeek = async () => {
  const branch = testEngine()
  await branch.import(week1Files)
  return branch
}
const twoWeeks = async () => {
  const branch = await oneWeek()
  await branch.import(week2Files)
  return branch
}

const page = ({ call }: TestEngine, filter: CustomerFilter, limit = 1000) =>
  call('customers.page', { filter, sort: [{ field: 'aumFen', dir: 'desc' }], offset: 0, limit })
const rowOf = async (branch: TestEngine, customerNo: string) => {
  const { rows } = await page(branch, { search: customerNo })
  return rows.find((row) => row.customerNo === customerNo)!
}
const rms = async ({ call }: TestEngine) => (await call('settings.rms', {})).rms

describe('giving customers to an RM', () => {
  test('everybody without an RM can be given to one at once, and taken back', async () => {
    const branch = await twoWeeks()
    const before = dump(branch.engine)
    const unowned = await page(branch, { rms: [''] })
    expect(unowned.total).toBeGreaterThan(10)
    const [rm] = (await rms(branch)).filter(({ customers }) => customers > 0)
    const answer = await branch.call('customers.allot', { of: { filter: { rms: [''] } }, rmNo: rm!.rmNo })
    expect(answer).toEqual({ selected: unowned.total, changed: unowned.total })
    expect((await page(branch, { rms: [''] })).total).toBe(0)
    expect((await page(branch, { rms: [rm!.rmNo] })).total).toBe(rm!.customers + unowned.total)
    expect((await rms(branch)).find((each) => each.rmNo === rm!.rmNo)?.customers).toBe(
      rm!.customers + unowned.total,
    )
    const first = unowned.rows[0]!
    expect(await rowOf(branch, first.customerNo)).toMatchObject({ rmNo: rm!.rmNo, rmName: rm!.name })
    const detail = await branch.call('customers.detail', { customerNo: first.customerNo })
    expect(detail.facts).toContainEqual({ field: 'rmNo', value: rm!.rmNo })
    await branch.call('history.undo', {})
    expect(dump(branch.engine)).toEqual(before)
  })

  test('who was given away is a customer who changed RM', async () => {
    const branch = await twoWeeks()
    const changed = (await page(branch, { change: 'rmChanged' })).total
    const [from, to] = (await rms(branch)).filter(({ customers }) => customers > 0)
    const [customer] = (await page(branch, { rms: [from!.rmNo] })).rows
    await branch.call('customers.allot', { of: { customerNos: [customer!.customerNo] }, rmNo: to!.rmNo })
    const after = await page(branch, { change: 'rmChanged' })
    expect(after.total).toBe(changed + 1)
    expect(after.rows.map((row) => row.customerNo)).toContain(customer!.customerNo)
  })

  test('the plan names whom the branch gave the customer to', async () => {
    const branch = await twoWeeks()
    const plan = await branch.call('plans.generate', { week: '2026-W48' })
    const customerNos = plan.toAdopt.map(({ customerNo }) => customerNo)
    expect(customerNos.length).toBeGreaterThan(10)
    const [rm] = (await rms(branch)).filter(({ customers }) => customers > 0)
    await branch.call('customers.allot', { of: { customerNos }, rmNo: rm!.rmNo })
    const again = await branch.call('plans.generate', { week: '2026-W48' })
    expect(again.toAdopt).toEqual([])
    const theirs = again.lines.filter((line) => customerNos.includes(line.customerNo))
    expect(theirs.length).toBeGreaterThan(0)
    expect(new Set(theirs.map((line) => line.rm))).toEqual(new Set([rm!.rmNo]))
  })

  test('holds while later extracts name the RM they named then, and gives way when they name another', async () => {
    const sure = await twoWeeks()
    const moved = (await page(sure, { change: 'rmChanged' })).rows.find((row) => row.rmNo !== null)!
    const stayed = (await page(sure, { rms: [''] })).rows.find((row) => row.aumDeltaFen !== null)!
    const branch = await oneWeek()
    const known = await rms(branch)
    const other = known.find(({ rmNo, customers }) => customers > 0 && rmNo !== moved.rmNo)!
    await branch.call('customers.allot', {
      of: { customerNos: [moved.customerNo, stayed.customerNo] },
      rmNo: other.rmNo,
    })
    expect(await rowOf(branch, stayed.customerNo)).toMatchObject({ rmNo: other.rmNo })
    await branch.import(week2Files)
    expect(await rowOf(branch, stayed.customerNo)).toMatchObject({ rmNo: other.rmNo })
    expect(await rowOf(branch, moved.customerNo)).toMatchObject({ rmNo: moved.rmNo })
  })

  test('the customer’s page names a person as where the RM comes from, and the file again when given back', async () => {
    const branch = await twoWeeks()
    const [from, to] = (await rms(branch)).filter(({ customers }) => customers > 0)
    const [customer] = (await page(branch, { rms: [from!.rmNo] })).rows
    const { customerNo } = customer!
    const origins = async () => {
      const full = await branch.call('customers.full', { customerNo })
      return full.origins.filter(({ field }) => field === 'rmNo' || field === 'rmName')
    }
    const before = await origins()
    expect(before.map(({ origin }) => origin.kind)).toEqual(['extract', 'extract'])
    await branch.call('customers.allot', { of: { customerNos: [customerNo] }, rmNo: to!.rmNo })
    const hand = { kind: 'hand', setAt: '2026-11-21T09:30:00', setBy: expect.any(String) as string }
    expect(await origins()).toEqual([
      { field: 'rmNo', from: null, origin: hand },
      { field: 'rmName', from: null, origin: hand },
    ])
    await branch.call('customers.allot', { of: { customerNos: [customerNo] }, rmNo: null })
    expect(await origins()).toEqual(before)
  })

  test('given back, the extract counts again', async () => {
    const branch = await twoWeeks()
    const [from, to] = (await rms(branch)).filter(({ customers }) => customers > 0)
    const [customer] = (await page(branch, { rms: [from!.rmNo] })).rows
    const of = { customerNos: [customer!.customerNo] }
    await branch.call('customers.allot', { of, rmNo: to!.rmNo })
    expect(await branch.call('customers.allot', { of, rmNo: null })).toEqual({ selected: 1, changed: 1 })
    expect(await rowOf(branch, customer!.customerNo)).toMatchObject({ rmNo: from!.rmNo })
    expect(await branch.call('customers.allot', { of, rmNo: null })).toEqual({ selected: 1, changed: 0 })
  })

  test.each([
    ['nobody of that number', { rmNo: 'nobody' }, 'RM_UNKNOWN', /没有分配任何客户/],
    ['one who left', { rmNo: 'GONE' }, 'RM_LEFT', /离岗/],
  ])('is refused for %s and changes nothing', async (_what, { rmNo }, code, message) => {
    const branch = await twoWeeks()
    await branch.call('settings.saveRm', {
      rmNo: 'GONE',
      name: '已走',
      role: 'rm',
      leftOn: '2026-11-01',
      dailyMinutes: null,
    })
    const before = dump(branch.engine)
    await expect(branch.call('customers.allot', { of: { filter: {} }, rmNo })).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
    expect(dump(branch.engine)).toEqual(before)
  })

  test('a number that is not in the data is named, and nobody is given away', async () => {
    const branch = await twoWeeks()
    const [rm] = await rms(branch)
    await expect(
      branch.call('customers.allot', { of: { customerNos: ['x-1'] }, rmNo: rm!.rmNo }),
    ).rejects.toMatchObject({ code: 'CUSTOMER_UNKNOWN', message: expect.stringContaining('x-1') as string })
  })
})

describe('tags', () => {
  test('are put on all that a filter lets through, filtered by, and taken off again', async () => {
    const branch = await twoWeeks()
    const filter: CustomerFilter = { tiers: ['high'] }
    const { total } = await page(branch, filter)
    const answer = await branch.call('customers.tag', { of: { filter }, tag: ' 重阳活动 ', on: true })
    expect(answer).toEqual({ selected: total, changed: total })
    expect(await branch.call('customers.tags', {})).toEqual({ tags: [{ tag: '重阳活动', customers: total }] })
    const tagged = await page(branch, { tags: ['重阳活动'] })
    expect(tagged.total).toBe(total)
    expect(tagged.rows[0]?.tags).toBe('重阳活动')
    const two = tagged.rows.slice(0, 2).map((row) => row.customerNo)
    const off = { of: { customerNos: two }, tag: '重阳活动', on: false }
    expect(await branch.call('customers.tag', off)).toEqual({ selected: 2, changed: 2 })
    expect(await branch.call('customers.tag', off)).toEqual({ selected: 2, changed: 0 })
    expect((await page(branch, { tags: ['重阳活动'] })).total).toBe(total - 2)
    await branch.call('history.undo', {})
    expect((await page(branch, { tags: ['重阳活动'] })).total).toBe(total)
  })
})

describe('adding to a list', () => {
  test('makes a list, then adds those who are not on it yet', async () => {
    const branch = await twoWeeks()
    const high = await page(branch, { tiers: ['high'] })
    const made = await branch.call('customers.addToList', {
      of: { filter: { tiers: ['high'] } },
      list: { name: '答谢会' },
    })
    expect(made).toMatchObject({ changed: high.total, listed: high.total, name: '答谢会' })
    const mid = await page(branch, { tiers: ['mid'] }, 3)
    const customerNos = [...mid.rows.map((row) => row.customerNo), high.rows[0]!.customerNo]
    const more = await branch.call('customers.addToList', {
      of: { customerNos },
      list: { segmentId: made.segmentId },
    })
    expect(more).toMatchObject({ selected: 4, changed: 3, listed: high.total + 3 })
    const { segments } = await branch.call('segments.list', { counted: true })
    expect(segments.find((s) => s.name === '答谢会')?.size?.total).toBe(high.total + 3)
    await branch.call('history.undo', {})
    const back = await branch.call('segments.list', {})
    expect(back.segments.find((s) => s.name === '答谢会')).toMatchObject({ version: 1, listed: high.total })
  })

  test('refuses a segment that has a rule', async () => {
    const branch = await twoWeeks()
    const { segmentId } = await branch.call('segments.save', {
      segmentId: null,
      name: '中端',
      note: '',
      rule: {
        kind: 'group',
        match: 'all',
        items: [{ kind: 'clause', field: 'tier', op: 'in', value: ['mid'] }],
      },
    })
    await expect(
      branch.call('customers.addToList', { of: { filter: {} }, list: { segmentId } }),
    ).rejects.toMatchObject({ code: 'SEGMENT_KIND' })
  })
})

describe('values offered with counts', () => {
  const single: Readonly<Record<CustomerFacet, (value: string) => CustomerFilter>> = {
    tiers: (value) => ({ tiers: [value as never] }),
    dormancy: (value) => ({ dormancy: [value as never] }),
    rms: (value) => ({ rms: [value] }),
    aumFall: (value) => ({ aumFall: [value as never] }),
    warnings: (value) => ({ warnings: [value] }),
    near: (value) => ({ near: [value] }),
    change: (value) => ({ change: value as never }),
    tags: (value) => ({ tags: [value] }),
  }

  test('each count is what choosing the value alone leaves, the other conditions holding', async () => {
    const branch = await twoWeeks()
    await branch.call('customers.tag', { of: { filter: { tiers: ['high'] } }, tag: '甲', on: true })
    const others: CustomerFilter = { aumFromFen: 1_000_000 }
    for (const facet of customerFacets) {
      // What is chosen of the condition itself does not narrow its own counts.
      const open = ['rms', 'warnings', 'near', 'tags'].includes(facet)
      const filter = { ...others, ...(open ? single[facet]('nobody has it') : {}) }
      const { values } = await branch.call('customers.facet', { filter, facet })
      expect(values.length, facet).toBeGreaterThan(0)
      for (const { value, customers } of values)
        expect(customers, `${facet} ${value}`).toBe(
          (await page(branch, { ...others, ...single[facet](value) }, 1)).total,
        )
    }
  })

  test('tiers, dormancy and RMs are partitions of the branch', async () => {
    const branch = await twoWeeks()
    for (const facet of ['tiers', 'dormancy', 'rms'] as const) {
      const { values } = await branch.call('customers.facet', { filter: {}, facet })
      expect(values.reduce((sum, { customers }) => sum + customers, 0)).toBe(expected.week2.customers)
    }
  })
})

describe('saved views', () => {
  const view = {
    columns: ['name', 'tier', 'aumFen'] as const,
    sort: [{ field: 'aumFen', dir: 'desc' }] as const,
    filter: { tiers: ['high'] } as CustomerFilter,
  }
  const input = (name: string, isDefault = false) => ({
    name,
    isDefault,
    view: { columns: [...view.columns], sort: [...view.sort], filter: view.filter },
  })

  test('are saved, replaced under their name, and removed with a way back', async () => {
    const { call } = testEngine()
    const { viewId } = await call('gridViews.save', input('高端'))
    await call('gridViews.save', { ...input('高端'), view: { ...input('').view, filter: {} } })
    expect(await call('gridViews.list', {})).toEqual({
      views: [{ viewId, name: '高端', isDefault: false, view: { ...input('').view, filter: {} } }],
    })
    await call('gridViews.remove', { viewId })
    expect((await call('gridViews.list', {})).views).toEqual([])
    await call('history.undo', {})
    expect((await call('gridViews.list', {})).views.map(({ name }) => name)).toEqual(['高端'])
    await expect(call('gridViews.remove', { viewId: 99 })).rejects.toMatchObject({ code: 'VIEW_UNKNOWN' })
  })

  test('one at most is what the grid opens with', async () => {
    const { call } = testEngine()
    const defaults = async () =>
      (await call('gridViews.list', {})).views.filter((v) => v.isDefault).map((v) => v.name)
    await call('gridViews.save', input('甲', true))
    const { viewId } = await call('gridViews.save', input('乙', true))
    expect(await defaults()).toEqual(['乙'])
    await call('gridViews.setDefault', { viewId: null })
    expect(await defaults()).toEqual([])
    await call('gridViews.setDefault', { viewId })
    expect(await defaults()).toEqual(['乙'])
    await expect(call('gridViews.setDefault', { viewId: 99 })).rejects.toMatchObject({ code: 'VIEW_UNKNOWN' })
    expect(await defaults()).toEqual(['乙'])
  })
})
