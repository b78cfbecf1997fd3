import { copyFileSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../shared/contract/overview.ts'
import { expected, week1, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { dump, testEngine } from '../helpers/test-engine.ts'

function figures(analysis: Analysis) {
  const { unknown: unknownTier, ...tiers } = analysis.tiers
  return {
    customers: analysis.customers,
    aumFen: analysis.aumFen,
    tiers,
    unknownTier,
    dormancy: analysis.dormancy,
    aumFallWarnings: analysis.aumFallWarnings,
    nearThreshold: analysis.nearThreshold,
  }
}

const figuresExpected = ({
  customers,
  aumFen,
  tiers,
  dormancy,
  aumFallWarnings,
  nearThreshold,
}: typeof expected.week1) => ({
  customers,
  aumFen,
  tiers,
  unknownTier: 0,
  dormancy,
  aumFallWarnings,
  nearThreshold,
})

describe('the sample weeks', () => {
  test('week 1 has no predecessor; its figures are the expected ones', async () => {
    const { call, import: importFiles } = testEngine()
    const { weeks } = await importFiles(week1Files)
    expect(weeks).toHaveLength(1)
    expect(weeks[0]).toMatchObject({
      asOf: week1,
      comparedWith: null,
      aumFen: expected.week1.aumFen,
      changes: { new: 0, vanished: 0, changed: 0, unchanged: 0, tierUp: 0, tierDown: 0, rmChanged: 0 },
    })
    expect(weeks[0]?.files[0]).toMatchObject({
      kind: 'customers',
      headerRow: 3,
      units: 'wan',
      rowsAccepted: 3000,
      rowsRejected: 0,
      controlTotal: { found: expected.week1.aumFen, computed: expected.week1.aumFen, matches: true },
    })
    const overview = await call('overview.get', {})
    expect(figures(overview!.analysis)).toEqual(figuresExpected(expected.week1))
    expect(overview!.bridge).toEqual([])
    expect(overview!.needsHistory.length).toBeGreaterThan(0)
  })

  test('week 2 compares with week 1; all four files land, all figures are the expected ones', async () => {
    const { call, import: importFiles, engine } = testEngine()
    await importFiles(week1Files)
    const { weeks } = await importFiles(week2Files)
    const [week] = weeks
    expect(week).toMatchObject({ asOf: week2, comparedWith: week1, aumFen: expected.week2.aumFen })
    expect(week?.changes).toMatchObject({
      new: expected.changes.new,
      vanished: expected.changes.vanished,
      tierUp: expected.week2.tierUp,
      tierDown: expected.week2.tierDown,
      rmChanged: expected.changes.rmChanged,
    })
    expect(week!.changes.changed + week!.changes.unchanged + week!.changes.new).toBe(expected.week2.customers)
    const accepted = Object.fromEntries(week!.files.map((f) => [f.kind, f.rowsAccepted]))
    expect(accepted).toEqual({
      customers: expected.week2.customers,
      holdings: expected.changes.holdings,
      movements: expected.changes.movements,
      contacts: expected.changes.contacts,
    })
    const overview = await call('overview.get', {})
    expect(figures(overview!.analysis)).toEqual(figuresExpected(expected.week2))
    const payroll = engine.context.read
      .prepare(
        `SELECT sum(p.payroll) FROM snapshot s JOIN profile p USING (profile_id) JOIN dataset d USING (dataset_id)
         WHERE d.as_of = ?`,
      )
      .pluck()
    expect(payroll.get(week1)).toBe(expected.week1.payroll)
    expect(payroll.get(week2)).toBe(expected.week2.payroll)
  })

  test('the asset bridge adds up to the fen and the partitions to the customers', async () => {
    const { call, import: importFiles } = testEngine()
    await importFiles([...week1Files, ...week2Files])
    const overview = (await call('overview.get', {}))!
    const parts = Object.fromEntries(overview.bridge.map((b) => [b.key, b.fen])) as Record<string, number>
    expect(parts['before']! + parts['inflow']! + parts['new']! + parts['outflow']! + parts['vanished']!).toBe(
      parts['now'],
    )
    expect(parts['before']).toBe(expected.week1.aumFen)
    expect(parts['now']).toBe(expected.week2.aumFen)
    const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
    for (const partition of ['tiers', 'dormancy', 'familiarity', 'nineBox'] as const)
      expect(sum(overview.analysis[partition])).toBe(expected.week2.customers)
  })

  test('both weeks in one call equal two calls, and the past week stays reproducible', async () => {
    const together = testEngine()
    await together.import([...week2Files, ...week1Files])
    const apart = testEngine()
    await apart.import(week1Files)
    await apart.import(week2Files)
    const past = await apart.call('overview.get', { asOf: week1 })
    expect(past).toEqual(await together.call('overview.get', { asOf: week1 }))
    expect(figures(past!.analysis)).toEqual(figuresExpected(expected.week1))
    expect(await apart.call('overview.get', {})).toEqual(await together.call('overview.get', {}))
  })
})

describe('all or nothing', () => {
  test('a preview writes nothing and shows what the commit then stores', async () => {
    const { call, engine, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const before = dump(engine)
    const preview = await call('imports.preview', { paths: week2Files, options: {} })
    expect(dump(engine)).toEqual(before)
    expect(preview.weeks[0]?.lists.new).toHaveLength(expected.changes.new)
    expect(preview.weeks[0]?.lists.rmChanged).toHaveLength(expected.changes.rmChanged)
    const stored = await call('imports.commit', { token: preview.token, confirmed: [] })
    expect(stored.weeks[0]?.changes).toEqual(preview.weeks[0]?.changes)
  })

  test('undo of an import is identity, and importing again equals the first time', async () => {
    const { call, engine, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const before = dump(engine)
    await importFiles(week2Files)
    const after = await call('overview.get', {})
    expect(await call('imports.undo', {})).toMatchObject({ asOf: [week2] })
    expect(dump(engine)).toEqual(before)
    await importFiles(week2Files)
    expect(await call('overview.get', {})).toEqual(after)
  })

  test('a batch with one bad file stores none of it', async () => {
    const { call, engine, dir, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const before = dump(engine)
    const bad = join(dir, '坏文件_20261120.xlsx')
    writeFileSync(bad, readFileSync(week2Files[0]!).subarray(0, 50_000))
    await expect(call('imports.preview', { paths: [...week2Files, bad], options: {} })).rejects.toMatchObject(
      {
        code: 'TRUNCATED_ZIP',
      },
    )
    expect(dump(engine)).toEqual(before)
  })

  test('cancelling in the middle of storing leaves the last committed week', async () => {
    const { call, engine, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const before = dump(engine)
    const cancelledAt = (phase: string) => {
      const abort = new AbortController()
      const onProgress = (p: { phase: string }) => {
        if (p.phase === phase) abort.abort()
      }
      return { signal: abort.signal, onProgress }
    }
    for (const phase of ['reading', 'storing', 'deriving']) {
      const looking = call('imports.preview', { paths: week2Files, options: {} }, cancelledAt(phase))
      await expect(looking).rejects.toMatchObject({ code: 'CANCELLED' })
      expect(dump(engine)).toEqual(before)
    }
    const preview = await call('imports.preview', { paths: week2Files, options: {} })
    const token = preview.token
    await expect(
      call('imports.commit', { token, confirmed: [] }, cancelledAt('writing')),
    ).rejects.toMatchObject({ code: 'CANCELLED' })
    expect(dump(engine)).toEqual(before)
    await call('imports.commit', { token: preview.token, confirmed: [] })
    expect((await call('app.status', {})).latest).toBe(week2)
  })
})

describe('the same data again', () => {
  test('the same file, under another name too, changes nothing', async () => {
    const { call, engine, dir, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const before = dump(engine)
    const copy = join(dir, '另一个名字.xlsx')
    copyFileSync(week1Files[0]!, copy)
    const preview = await call('imports.preview', { paths: [...week1Files, copy], options: {} })
    expect(preview.alreadyImported).toEqual([...week1Files, copy])
    expect(preview.weeks).toEqual([])
    await expect(call('imports.commit', { token: preview.token, confirmed: [] })).rejects.toMatchObject({
      code: 'NOTHING_NEW',
    })
    expect(dump(engine)).toEqual(before)
  })

  test('the same date again asks first, replaces, and undo brings the first one back', async () => {
    const { call, engine, dir, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const before = dump(engine)
    const smaller = join(dir, '客户清单_20261113.csv')
    writeFileSync(
      smaller,
      '客户号,客户姓名,AUM余额\n006200000000,董宇怡,100.00\n006200000007,姚思辉,200.00\n',
    )
    const preview = await call('imports.preview', { paths: [smaller], options: {} })
    expect(preview.confirmations.map((c) => c.code)).toContain('replace')
    await expect(call('imports.commit', { token: preview.token, confirmed: [] })).rejects.toMatchObject({
      code: 'CONFIRMATION_NEEDED',
    })
    expect(dump(engine)).toEqual(before)
    await call('imports.commit', {
      token: preview.token,
      confirmed: preview.confirmations.map((c) => c.code),
    })
    expect((await call('app.status', {})).dates).toEqual([{ asOf: week1, customers: 2, aumFen: 30000 }])
    await call('imports.undo', {})
    expect(dump(engine)).toEqual(before)
  })

  test('a file with a fraction of the customers, or in the wrong unit, is questioned', async () => {
    const { call, dir, import: importFiles } = testEngine()
    await importFiles(week1Files)
    const part = join(dir, '客户清单_20261120.csv')
    writeFileSync(part, '客户号,客户姓名,AUM余额\n006200000000,董宇怡,12000\n')
    const few = await call('imports.preview', { paths: [part], options: {} })
    expect(few.confirmations.map((c) => c.code)).toEqual(['vanished'])
    writeFileSync(part, '客户号,客户姓名,AUM余额\n006200000000,董宇怡,1.2\n')
    const small = await call('imports.preview', { paths: [part], options: {} })
    expect(small.confirmations.map((c) => c.code)).toEqual(['vanished', 'scaleJump'])
  })
})
