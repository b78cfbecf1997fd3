/** Segments that are kept: versions, names, pasted lists, one laid over another. */
import { describe, expect, test } from 'vitest'
import type { SegmentRule } from '../../shared/domain/segment-rule.ts'
import { expected, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { all, clause } from '../helpers/segment-rules.ts'
import { testEngine } from '../helpers/test-engine.ts'
import { sampleBranch } from '../helpers/sample-branch.ts'

const { call } = sampleBranch()

const page = (rule: SegmentRule) =>
  call('segments.page', { of: { rule }, membership: 'yes', sort: [], offset: 0, limit: 1000 })

describe('saved segments', () => {
  async function branch() {
    const t = testEngine()
    await t.import(week1Files)
    await t.import(week2Files)
    return t
  }
  const sleepers = all(clause('dormancy', 'in', ['deep']))
  const rich = all(clause('aum', 'gte', 50_000_000))

  test('every save is a version; undo and redo take them back and bring them again', async () => {
    const t = await branch()
    const one = await t.call('segments.save', { segmentId: null, name: ' 深睡 ', note: '', rule: sleepers })
    expect(one.version).toBe(1)
    const two = await t.call('segments.save', { ...one, name: '深睡大户', note: '每月看一次', rule: rich })
    expect(two).toEqual({ segmentId: one.segmentId, version: 2 })
    const list = async () => (await t.call('segments.list', { counted: true })).segments
    expect(await list()).toMatchObject([
      { name: '深睡大户', note: '每月看一次', version: 2, rule: rich, sentence: 'AUM不少于 50 万的客户' },
    ])
    const { versions } = await t.call('segments.versions', { segmentId: one.segmentId })
    expect(versions.map((v) => v.rule)).toEqual([rich, sleepers])
    const old = await t.call('segments.page', {
      of: { segmentId: one.segmentId, version: 1 },
      sort: [],
      offset: 0,
      limit: 1,
    })
    expect(old.total).toBe(expected.week2.dormancy['deep'])

    await t.call('segments.remove', { segmentId: one.segmentId })
    expect(await list()).toEqual([])
    await t.call('history.undo', {})
    expect(await list()).toMatchObject([{ version: 2 }])
    await t.call('history.undo', {})
    expect(await list()).toMatchObject([
      { name: '深睡', version: 1, rule: sleepers, size: { total: expected.week2.dormancy['deep'] } },
    ])
    await t.call('history.undo', {})
    expect(await list()).toEqual([])
    await t.call('history.redo', {})
    await t.call('history.redo', {})
    expect(await list()).toMatchObject([{ name: '深睡大户', version: 2 }])
  })

  test('names are unique among segments in use, and a kind stays what it is', async () => {
    const t = await branch()
    const { segmentId } = await t.call('segments.save', { segmentId: null, name: '甲', note: '', rule: rich })
    const save = (id: number | null, name: string) =>
      t.call('segments.save', { segmentId: id, name, note: '', rule: sleepers })
    await expect(save(null, '甲')).rejects.toMatchObject({ code: 'SEGMENT_NAME' })
    await expect(save(99, '乙')).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' })
    const numbers = (await page(rich)).rows.map((r) => r.customerNo)
    await expect(
      t.call('segments.saveList', { segmentId, name: '甲', note: '', numbers }),
    ).rejects.toMatchObject({ code: 'SEGMENT_KIND' })
    expect((await t.call('segments.versions', { segmentId })).versions).toHaveLength(1)
    await t.call('segments.remove', { segmentId })
    expect((await save(null, '甲')).segmentId).not.toBe(segmentId)
    await expect(t.call('segments.remove', { segmentId })).rejects.toMatchObject({ code: 'SEGMENT_UNKNOWN' })
  })

  test('a new name or note makes no version; a taken one is refused; undo returns the old ones', async () => {
    const t = await branch()
    const numbers = (await page(rich)).rows.map((r) => r.customerNo)
    const { segmentId } = await t.call('segments.saveList', {
      segmentId: null,
      name: '甲',
      note: '',
      numbers,
    })
    await t.call('segments.save', { segmentId: null, name: '乙', note: '', rule: sleepers })
    const named = async () =>
      (await t.call('segments.list', {})).segments.find((segment) => segment.segmentId === segmentId)
    await t.call('segments.rename', { segmentId, name: '沙龙', note: '十二月' })
    const renamed = { name: '沙龙', note: '十二月', version: 1, listed: numbers.length }
    expect(await named()).toMatchObject(renamed)
    await expect(t.call('segments.rename', { segmentId, name: '乙', note: '' })).rejects.toMatchObject({
      code: 'SEGMENT_NAME',
    })
    await expect(t.call('segments.rename', { segmentId: 99, name: '丙', note: '' })).rejects.toMatchObject({
      code: 'SEGMENT_UNKNOWN',
    })
    expect(await named()).toMatchObject(renamed)
    await t.call('history.undo', {})
    expect(await named()).toMatchObject({ name: '甲', note: '', version: 1 })
    await t.call('history.redo', {})
    expect(await named()).toMatchObject(renamed)
  })

  test('a pasted list says which numbers nobody has and which came twice, and comes back after undo', async () => {
    const t = await branch()
    const [a, b, c] = (await page(rich)).rows.map((r) => r.customerNo)
    const numbers = `${a}\n${b}，${a}\t'${c}\n6.2E+15 000`
    const report = {
      given: 5,
      found: 3,
      present: 3,
      unknown: { count: 2, first: ['6.2E+15', '000'] },
      duplicates: { count: 1, first: [a] },
    }
    expect(await t.call('segments.checkList', { numbers })).toEqual(report)
    const saved = await t.call('segments.saveList', { segmentId: null, name: '沙龙名单', note: '', numbers })
    expect(saved).toEqual({ ...report, segmentId: saved.segmentId, version: 1 })
    const members = async () =>
      (
        await t.call('segments.page', {
          of: { segmentId: saved.segmentId },
          sort: [],
          offset: 0,
          limit: 10,
        })
      ).rows.map((r) => r.customerNo)
    expect(await members()).toEqual([a, b, c].sort())
    await t.call('segments.saveList', {
      segmentId: saved.segmentId,
      name: '沙龙名单',
      note: '',
      numbers: [b!],
    })
    expect(await members()).toEqual([b])
    await t.call('history.undo', {})
    expect(await members()).toEqual([a, b, c].sort())
    await t.call('history.redo', {})
    expect(await members()).toEqual([b])
    await expect(
      t.call('segments.saveList', { segmentId: null, name: '空', note: '', numbers: '1 2 3' }),
    ).rejects.toMatchObject({ code: 'LIST_EMPTY' })
  })

  test('a list tells how many of its customers are not in the snapshot', async () => {
    const t = await branch()
    const everybody = t.engine.context.read
      .prepare('SELECT customer_no FROM customer')
      .pluck()
      .all() as string[]
    await t.call('segments.saveList', { segmentId: null, name: '全部', note: '', numbers: everybody })
    const [list] = (await t.call('segments.list', { counted: true })).segments
    expect(list).toMatchObject({
      listed: everybody.length,
      size: { total: expected.week2.customers, unknown: 0, aumFen: expected.week2.aumFen },
      absent: expected.changes.vanished,
    })
  })

  test('overlap counts both segments, those in both, and those of whom it cannot be said', async () => {
    const t = await branch()
    const save = async (name: string, rule: SegmentRule) =>
      (await t.call('segments.save', { segmentId: null, name, note: '', rule })).segmentId
    const [a, b] = [await save('深睡', sleepers), await save('大户', rich)]
    const count = async (rule: SegmentRule) => t.call('segments.preview', { rule })
    const together = await count(all(sleepers, rich))
    const both = await t.call('segments.page', {
      of: { rule: all(sleepers, rich) },
      sort: [],
      offset: 0,
      limit: 1,
    })
    expect(await t.call('segments.overlap', { a, b })).toEqual({
      asOf: week2,
      a: (await count(sleepers)).total,
      b: (await count(rich)).total,
      both: together.total,
      unknown: together.unknown,
      bothAumFen: both.totalAumFen,
    })
  })
})
