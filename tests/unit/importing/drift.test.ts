import { describe, expect, it } from 'vitest'
import { detectLayout } from '../../../electron/engine/core/importing/detect-layout.ts'
import {
  blankDrift,
  closestLayout,
  layoutDrift,
  textLikeness,
} from '../../../electron/engine/core/importing/drift.ts'
import { layoutRecord } from '../../../electron/engine/core/importing/layout-memory.ts'
import type { LayoutContext } from '../../../electron/engine/core/importing/layout-types.ts'
import { sheetOf } from '../../helpers/make-workbook.ts'

const layoutOf = (header: readonly string[], context: Partial<LayoutContext> = {}) =>
  detectLayout(sheetOf([header, header.map((_, at) => (at === 0 ? '006200000007' : null))]), {
    fileName: 'a.xlsx',
    ...context,
  })
const recordOf = (header: readonly string[]) => layoutRecord(layoutOf(header), null, null)
const drift = (before: readonly string[], now: readonly string[], context: Partial<LayoutContext> = {}) =>
  layoutDrift(recordOf(before).headers, layoutOf(now, context))

const usual = ['客户号', '姓名', 'AUM余额', '手机号码', '开户日期']

describe('layout drift', () => {
  it('is nothing for the same columns, moved about or not, and without an extract before', () => {
    expect(drift(usual, usual)).toEqual([])
    expect(drift(usual, ['手机号码', '客户号', '开户日期', 'AUM余额', '姓名'])).toEqual([])
    expect(layoutDrift(null, layoutOf(usual))).toEqual([])
  })
  it('a fact that has no column any more is missing', () => {
    expect(drift(usual, usual.slice(0, 4))).toEqual([
      { kind: 'missing', field: 'openDate', before: '开户日期', now: null },
    ])
  })
  it('a header never seen is new, whether it is understood or not', () => {
    expect(drift(usual, [...usual, '职业', '星座'])).toEqual([
      { kind: 'new', field: 'occupation', before: null, now: '职业' },
      { kind: 'new', field: null, before: null, now: '星座' },
    ])
  })
  it('a fact under another name is renamed', () => {
    expect(drift(usual, ['客户编号', '姓名', 'AUM余额', '手机号码', '开户日期'])).toEqual([
      { kind: 'renamed', field: 'customerNo', before: '客户号', now: '客户编号' },
    ])
  })
  it('a header nobody knows, alike and in the place of a vanished one, is that column renamed', () => {
    expect(drift(usual, ['客户号', '姓名', '客户当前AUM余额数', '手机号码', '开户日期'])).toEqual([
      { kind: 'renamed', field: 'aum', before: 'AUM余额', now: '客户当前AUM余额数' },
    ])
    expect(drift(usual, ['客户号', '姓名', '星座', '手机号码', '开户日期'])).toEqual([
      { kind: 'missing', field: 'aum', before: 'AUM余额', now: null },
      { kind: 'new', field: null, before: null, now: '星座' },
    ])
  })
  it('a column left out by hand is no drift', () => {
    expect(drift(usual, usual, { decided: new Map([[4, null]]) })).toEqual([])
    expect(drift(usual, usual, { remembered: { 开户日期: null } })).toEqual([])
  })
  it('of several files of a date the most similar one is compared with', () => {
    const records = [recordOf(['客户号', '性别', '职业']), recordOf(usual)]
    expect(closestLayout(records, layoutOf([...usual, '职业']))).toBe(records[1])
    expect(closestLayout([], layoutOf(usual))).toBeNull()
  })
  it('likeness counts common characters in order', () => {
    expect(textLikeness('aum余额', 'aum余额')).toBe(1)
    expect(textLikeness('余额', '额余')).toBe(0.5)
    expect(textLikeness('星座', 'aum余额')).toBe(0)
    expect(textLikeness('', '')).toBe(0)
  })
})

describe('blank drift', () => {
  it('points out columns whose share of empty cells moved by the threshold, largest move first', () => {
    const before = { name: 0, phone: 10, remark: 90, address: 50 }
    const now = { name: 10, phone: 100, remark: 180, employer: 200 }
    expect(blankDrift(before, 100, now, 200, 0.1)).toEqual([{ field: 'phone', before: 0.1, now: 0.5 }])
    expect(blankDrift(before, 100, { name: 200, phone: 160, remark: 0 }, 200, 0.1)).toEqual([
      { field: 'name', before: 0, now: 1 },
      { field: 'remark', before: 0.9, now: 0 },
      { field: 'phone', before: 0.1, now: 0.8 },
    ])
  })
  it('needs rows on both sides', () => {
    expect(blankDrift({ name: 0 }, 0, { name: 5 }, 10, 0.1)).toEqual([])
    expect(blankDrift({ name: 0 }, 10, { name: 0 }, 10, 0)).toEqual([])
  })
})
