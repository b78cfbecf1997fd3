/** What is decided about a batch: plain data, changed without touching what was there. */
import { afterEach, describe, expect, test } from 'vitest'
import {
  correctedText,
  decide,
  decisionOf,
  dropRows,
  fixAllLike,
  fixCell,
  mapColumn,
  setBlankPolicy,
} from '../../renderer/screens/imports/decisions.ts'
import { decisionsOf, stepFor, useImportFlow } from '../../renderer/screens/imports/import-flow.ts'

const id = { path: '/a/客户清单.xlsx', sheet: '一' }
const other = { path: '/a/客户清单.xlsx', sheet: '二' }

describe('decisions', () => {
  test('belong to one sheet and leave the others alone', () => {
    const first = decide([], other, { include: false })
    const both = decide(first, id, { kind: 'customers' })
    expect(first).toHaveLength(1)
    expect(decisionOf(both, id)).toEqual({ ...id, kind: 'customers' })
    expect(decisionOf(both, other)).toEqual({ ...other, include: false })
    expect(decisionOf(decide(both, id, { kind: undefined }), id)).toEqual(id)
  })

  test('a field stands for one column, a column for one field', () => {
    const one = mapColumn(mapColumn([], id, 2, 'aum'), id, 5, 'aum')
    expect(decisionOf(one, id)?.columns).toEqual([{ index: 5, field: 'aum' }])
    expect(decisionOf(mapColumn(one, id, 5, null), id)?.columns).toEqual([{ index: 5, field: null }])
  })

  test('the last word on a cell, a text, a field or a row counts once', () => {
    const cells = fixCell(fixCell([], id, 3, 2, '1'), id, 3, 2, '2')
    expect(decisionOf(cells, id)?.cells).toEqual([{ row: 3, index: 2, to: '2' }])
    const rules = fixAllLike(fixAllLike([], id, 2, '待核', '0'), id, 2, '待核', '')
    expect(decisionOf(rules, id)?.substitutions).toEqual([{ index: 2, from: '待核', to: '' }])
    const blanks = setBlankPolicy(setBlankPolicy([], id, 'phone', 'keep'), id, 'phone', 'clear')
    expect(decisionOf(blanks, id)?.blanks).toEqual([{ field: 'phone', policy: 'clear' }])
    expect(decisionOf(dropRows(dropRows([], id, [9, 4]), id, [4]), id)?.dropRows).toEqual([4, 9])
  })

  test('a cell set right by hand outranks the rule for its column', () => {
    const decision = decisionOf(fixCell(fixAllLike([], id, 2, '待核', '0'), id, 7, 2, '12'), id)
    expect([6, 7].map((row) => correctedText(decision, row, 2, ' 待核 '))).toEqual(['0', '12'])
    expect(correctedText(decision, 6, 3, '待核')).toBe('待核')
  })
})

describe('the flow', () => {
  afterEach(() => useImportFlow.getState().reset())

  test('takes decisions back and does them again, and knows that the preview is behind', () => {
    const flow = () => useImportFlow.getState()
    flow().choose(['/a'], {})
    flow().decide(dropRows([], id, [4]))
    flow().decide(dropRows(decisionsOf(flow()), id, [5]))
    expect(flow().dirty).toBe(true)
    flow().undo()
    expect(decisionOf(decisionsOf(flow()), id)?.dropRows).toEqual([4])
    flow().redo()
    expect(decisionOf(decisionsOf(flow()), id)?.dropRows).toEqual([4, 5])
    flow().undo()
    flow().undo()
    expect(decisionsOf(flow())).toEqual([])
    flow().undo()
    expect(flow().past).toEqual([])
  })

  test('knows in which step a refusal is answered', () => {
    expect(['NO_HEADER', 'AS_OF_CONFLICT', 'TOO_MANY_REJECTS', 'ZIP_BOMB'].map(stepFor)).toEqual([
      'setup',
      'setup',
      'check',
      null,
    ])
  })
})
