import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Analysis } from '../../shared/contract/overview.ts'
import type { WeekReport } from '../../shared/contract/imports.ts'
import { panhuo } from '../helpers/panhuo.ts'
import { expected, planWeek, week1, week1Files, week2, week2Files } from '../helpers/samples.ts'
import { tempDir } from '../helpers/temp-dir.ts'

interface PlanJson {
  readonly week: string
  readonly items: readonly (Record<
    'customerNo' | 'rm' | 'date' | 'slot' | 'who' | 'why' | 'what' | 'when' | 'where' | 'how',
    string
  > & {
    readonly score: number
    readonly parts: readonly { readonly points: number }[]
  })[]
  readonly omitted: Record<string, number>
}

/** Every figure that stands in both documents is the same number. */
function expectSharedFigures(actual: Record<string, unknown>, wanted: Record<string, unknown>): number {
  let compared = 0
  for (const [key, value] of Object.entries(wanted)) {
    const other = actual[key]
    if (other === undefined) continue
    if (typeof value === 'object' && value !== null)
      compared += expectSharedFigures(other as Record<string, unknown>, value as Record<string, unknown>)
    else {
      expect.soft(other, key).toBe(value)
      compared += 1
    }
  }
  return compared
}

describe('the weekly job from the command line', () => {
  test('import, analyze, explain, plan and report print the documented shapes with the expected figures', () => {
    const dir = tempDir()
    const db = ['--db', join(dir, 'branch.db')]
    const first = panhuo('import', ...week1Files, ...db, '--json')
    expect(first.stderr).not.toMatch(/Error/)
    expect(first.code).toBe(0)
    expect(first.json<WeekReport>()).toMatchObject({ asOf: week1, comparedWith: null })
    const second = panhuo('import', ...week2Files, ...db, '--json').json<WeekReport>()
    expect(expectSharedFigures(second.changes as unknown as Record<string, unknown>, expected.changes)).toBe(
      3,
    )
    expect(second).toMatchObject({ asOf: week2, comparedWith: week1 })

    for (const [asOf, wanted] of [
      [week1, expected.week1],
      [week2, expected.week2],
    ] as const) {
      const analysis = panhuo('analyze', ...db, '--as-of', asOf, '--json').json<Analysis>()
      const compared = expectSharedFigures(
        analysis as unknown as Record<string, unknown>,
        wanted as unknown as Record<string, unknown>,
      )
      expect(compared).toBeGreaterThanOrEqual(19)
      const sum = (counts: Record<string, number>) => Object.values(counts).reduce((a, b) => a + b, 0)
      for (const partition of [analysis.man, analysis.stages]) {
        expect(sum(partition)).toBe(wanted.customers)
        expect(partition).toHaveProperty('unknown')
      }
      expect(analysis.groups['payroll']).toBe(wanted.payroll)
    }

    const explained = panhuo('explain', '006200011837', ...db, '--json').json<{
      tier: { result: string; sentences: string[] }
      segments: Record<string, { sentences: string[]; reasons: unknown[] }>
    }>()
    expect(Object.keys(explained.segments)).toEqual(
      expect.arrayContaining(['man', 'groups', 'stage', 'hnw', 'crossSelling', 'near', 'offList']),
    )
    for (const { sentences, reasons } of Object.values(explained.segments))
      expect(sentences).toHaveLength(reasons.length)
    expect(explained.tier.result).toBe('mid')
    expect(explained.tier.sentences[0]).toMatch(/40\.26 万/)
    expect(panhuo('explain', 'nobody', ...db).code).toBe(3)

    const plan = panhuo('plan', ...db, '--json').json<PlanJson>()
    expect(plan.week).toBe(planWeek)
    const left = Object.values(plan.omitted).reduce((a, b) => a + b, 0)
    expect(plan.items.length + left).toBe(expected.week2.customers)
    for (const item of plan.items) {
      for (const field of ['who', 'why', 'what', 'when', 'where', 'how'] as const)
        expect(item[field]).not.toBe('')
      expect(item.parts.reduce((sum, p) => sum + p.points, 0)).toBe(item.score)
    }

    const out = join(dir, 'report.xlsx')
    expect(panhuo('report', ...db, '--out', out).code).toBe(0)
    expect(readFileSync(out).subarray(0, 2).toString()).toBe('PK')

    expect(panhuo('undo-import', ...db, '--json').json()).toMatchObject({ asOf: [week2] })
    expect(panhuo('analyze', ...db, '--json').json<Analysis>().asOf).toBe(week1)
  })

  test('weekly does it in one call and says where everything lies', () => {
    const dir = tempDir()
    const db = ['--db', join(dir, 'branch.db')]
    const out = join(dir, 'out')
    const ran = panhuo('weekly', ...week1Files, ...week2Files, ...db, '--out', out, '--json')
    const result = ran.json<{
      report: { path: string }
      sheets: { html: string; pdf: string | null; note: string }
    }>()
    expect(existsSync(result.report.path)).toBe(true)
    expect(readFileSync(result.sheets.html, 'utf8')).toContain('张伟')
    expect(result.sheets.pdf).toBeNull()
    expect(result.sheets.note).toMatch(/HTML/)
  })

  test('a key file locks the database, and only it opens it again', () => {
    const dir = tempDir()
    const key = join(dir, 'key.txt')
    writeFileSync(key, `${'5a'.repeat(32)}\n`)
    const db = ['--db', join(dir, 'branch.db')]
    expect(panhuo('import', ...week1Files, ...db, '--key-file', key).code).toBe(0)
    expect(readFileSync(join(dir, 'branch.db')).includes('SQLite format')).toBe(false)
    const locked = panhuo('analyze', ...db)
    expect(locked.code).toBe(4)
    expect(locked.stderr).toMatch(/--key-file/)
    expect(panhuo('analyze', ...db, '--key-file', key, '--json').json<Analysis>().customers).toBe(3000)
  })

  test('a dry run reports and stores nothing; the same date needs --replace', () => {
    const dir = tempDir()
    const db = ['--db', join(dir, 'branch.db')]
    const dry = panhuo('import', ...week1Files, ...db, '--dry-run', '--json')
    expect(dry.json<WeekReport>().files[0]?.rowsAccepted).toBe(3000)
    expect(panhuo('analyze', ...db).code).toBe(3)
    panhuo('import', ...week1Files, ...db)
    const again = join(dir, '客户清单_20261113.csv')
    writeFileSync(again, '客户号,客户姓名,AUM余额\n006200000000,董宇怡,1.00\n')
    const refused = panhuo('import', again, ...db, '--confirm', 'vanished', '--confirm', 'scaleJump')
    expect(refused.code).toBe(3)
    expect(refused.stderr).toMatch(/--replace/)
    expect(panhuo('analyze', ...db, '--json').json<Analysis>().customers).toBe(3000)
  })
})

describe('wrong usage', () => {
  test.each([
    ['no command', []],
    ['unknown command', ['fly']],
    ['no file', ['import', '--db', '/tmp/none.db']],
    ['no database', ['analyze']],
    ['unknown option', ['analyze', '--db', '/tmp/none.db', '--fast']],
    ['a kind that does not exist', ['import', 'x.csv', '--db', '/tmp/none.db', '--kind', 'people']],
    [
      'a date that does not exist',
      ['import', ...week1Files, '--db', '/tmp/none.db', '--as-of', '2026-02-30'],
    ],
  ])('%s ends with 2', (_name, args) => {
    const ran = panhuo(...args)
    expect(ran.code).toBe(2)
    expect(ran.stderr).not.toBe('')
    expect(existsSync('/tmp/none.db')).toBe(false)
  })

  test('a missing database ends with 4 and is not created', () => {
    const path = join(tempDir(), 'none.db')
    expect(panhuo('analyze', '--db', path).code).toBe(4)
    expect(existsSync(path)).toBe(false)
  })
})
