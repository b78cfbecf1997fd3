/** A figure is the middle of the rounds' own ratios, and counts for nothing once anything it rests on lost a cell. */
import { expect, test } from 'vitest'
import { figures, lineOf, type Figure, type FigureLine } from '../../bench/figures.ts'
import type { Outcome } from '../../bench/outcome.ts'

const took = (...times: number[]): Outcome[] =>
  times.map((ms) => ({ ms, peakMb: 100, rows: 1, cells: 1, problem: null, parts: { stored: ms / 2 } }))

function line(name: string, outcomes: Record<string, Outcome[]>): FigureLine {
  const figure = figures.find((f): f is Figure => f.figure === name)
  if (!figure) throw new Error(name)
  return lineOf(figure, new Map(Object.entries(outcomes)))
}

test('ratios are taken within a round, so a slow round changes nothing', () => {
  const read = line('read.shared', {
    'read.shared': took(150, 1500, 160),
    'scan.shared': took(100, 1000, 100),
  })
  expect(read).toMatchObject({
    ratio: 1.5,
    spread: [1.5, 1.6],
    ok: true,
    aimMet: true,
    invalid: null,
    rounds: 3,
  })
})

test('a floor is the sum of its parts, and what is faster is divided the other way', () => {
  const outcomes = {
    'scan.shared': took(100),
    sqlite: took(200),
    'import.shared': took(600),
    sheetjs: took(2400),
  }
  expect(line('import.shared', outcomes)).toMatchObject({ ratio: 2, ok: false })
  expect(line('import.shared.stored', outcomes)).toMatchObject({ ratio: 1, ok: true, aimMet: true })
  expect(line('import.shared.faster', outcomes)).toMatchObject({ ratio: 4, ok: false })
})

test('lost cells on either side make a figure invalid', () => {
  const lost = took(100).map((outcome) => ({ ...outcome, problem: '1 rows instead of 2' }))
  const good = took(100)
  for (const outcomes of [
    { 'read.shared': lost, 'scan.shared': good },
    { 'read.shared': good, 'scan.shared': lost },
  ])
    expect(line('read.shared', outcomes)).toMatchObject({
      ok: null,
      invalid: expect.stringContaining('instead of'),
    })
  expect(line('read.shared', {}).invalid).not.toBeNull()
})
