import fc from 'fast-check'
import { expect, test } from 'vitest'
import { pastedNumbers } from '../../../electron/engine/core/segmentation/pasted-numbers.ts'

test('numbers come out of what people paste, leading zeros kept, damaged ones as they are', () => {
  const pasted = '006200000001\r\n\'006200000002\t６２００\n\n 6.2E+15，A01；A01、"7"'
  expect(pastedNumbers(pasted)).toEqual({
    numbers: ['006200000001', '006200000002', '6200', '6.2E+15', 'A01', '7'],
    duplicates: ['A01'],
  })
  expect(pastedNumbers(' \n,，')).toEqual({ numbers: [], duplicates: [] })
})

test('any separators give the same numbers, each once', () => {
  const number = fc.stringMatching(/^[0-9]{1,14}$/)
  const separator = fc.stringMatching(/^[\n\t ,;，；、]{1,3}$/)
  fc.assert(
    fc.property(fc.array(number, { maxLength: 20 }), separator, (numbers, by) => {
      const { numbers: read, duplicates } = pastedNumbers(numbers.join(by))
      expect(read).toEqual([...new Set(numbers)])
      expect(duplicates).toEqual([...new Set(numbers.filter((n, i) => numbers.indexOf(n) !== i))])
    }),
  )
})
