import { describe, expect, it } from 'vitest'
import fc from 'fast-check'
import { read } from 'xlsx'
import { encodeBiff8 } from '../../../electron/engine/simulator/biff8.ts'
import type { Grid, GridCell } from '../../../electron/engine/simulator/grid.ts'

function sheetOf(grid: Grid) {
  const book = read(encodeBiff8(grid), { dense: true, cellNF: true })
  expect(book.SheetNames).toEqual([grid.sheetName])
  return book.Sheets[grid.sheetName]
}

const grid = (rows: readonly (readonly GridCell[])[], formats: readonly (string | null)[]): Grid => ({
  sheetName: '明细',
  rows,
  formats,
  merges: [],
})

describe('the .xls writer', () => {
  it('returns texts and numbers as written, whatever they are', () => {
    const cell = fc.oneof(
      fc.constant(null),
      fc.string({ minLength: 1, maxLength: 60 }).filter((text) => !text.includes('\0')),
      fc.constantFrom('006200000007', '𠮷䶮', '客户，"号"', '119900199911202943'),
      fc.double({ noNaN: true, noDefaultInfinity: true }).map((value) => value + 0),
    )
    const rows = fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(rows, (lines) => {
        const sheet = sheetOf(grid(lines, [null, null, null]))
        lines.forEach((line, row) =>
          line.forEach((value, column) => expect(sheet?.['!data']?.[row]?.[column]?.v ?? null).toBe(value)),
        )
      }),
      { numRuns: 60 },
    )
  })

  it('carries more strings than one record holds', () => {
    const rows = Array.from({ length: 5000 }, (_, index) => [`客户${index}`, index])
    const sheet = sheetOf(grid(rows, [null, null]))
    expect(sheet?.['!ref']).toBe('A1:B5000')
    expect(sheet?.['!data']?.[4999]?.[0]?.v).toBe('客户4999')
  })

  it('keeps number formats and merged cells', () => {
    const sheet = sheetOf({
      ...grid(
        [
          ['标题', null, null],
          ['x', 46346, 1234.5],
        ],
        [null, 'yyyy/m/d', '#,##0.00'],
      ),
      merges: [{ top: 0, left: 0, bottom: 0, right: 2 }],
    })
    expect(sheet?.['!data']?.[1]?.[1]).toMatchObject({ t: 'n', v: 46346, w: '2026/11/20' })
    expect(sheet?.['!data']?.[1]?.[2]).toMatchObject({ v: 1234.5, w: '1,234.50' })
    expect(sheet?.['!merges']).toEqual([{ s: { r: 0, c: 0 }, e: { r: 0, c: 2 } }])
  })

  it('refuses more rows than the format holds', () => {
    const rows = Array.from({ length: 65_537 }, () => [1])
    expect(() => encodeBiff8(grid(rows, [null]))).toThrow(RangeError)
  })
})
