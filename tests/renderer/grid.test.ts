/** Sorting a column: the unknown are never the smallest nor the largest, they are last. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compare } from '../../renderer/components/grid-base.ts'

const cells = fc.array(fc.option(fc.integer(), { nil: null }), { minLength: 1 })

/** Sorts the way the grid does: a descending sort turns the comparator's answer around. */
function sorted(values: readonly (number | null)[], descending: boolean): (number | null)[] {
  const sign = descending ? -1 : 1
  return values.toSorted((a, b) => sign * compare(a, b, undefined, undefined, descending))
}

test('known values come in order, unknown ones last, whichever way one sorts', () => {
  fc.assert(
    fc.property(cells, fc.boolean(), (values, descending) => {
      const known = values.filter((v) => v !== null).toSorted((a, b) => (descending ? b - a : a - b))
      const unknown = values.filter((v) => v === null)
      expect(sorted(values, descending)).toEqual([...known, ...unknown])
    }),
  )
})

test('Chinese is sorted by pinyin and numbers inside text by size', () => {
  expect(['张伟', '白桂', '陈超'].toSorted(compare)).toEqual(['白桂', '陈超', '张伟'])
  expect(['第10号', '第9号'].toSorted(compare)).toEqual(['第9号', '第10号'])
})
