/** Shorter words for paper: what is shortened, that figures survive, and that the unforeseen stays whole. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cardEvidence,
  cardExpected,
  clipped,
  commonDue,
  commonSince,
  shortExpected,
  shortForbidden,
  shortWhy,
  withoutYear,
} from '../../../electron/engine/io/print/short-forms.ts'
import { branchOf } from '../planning/random-branch.ts'
import { viewOfInput } from './sample-view.ts'

const words = (forbidden: string) => shortForbidden(forbidden).map(({ text }) => text)

describe('what may not be talked about', () => {
  it.each([
    ['风险承受 R3：不得介绍 R4 及以上', ['✕ R4 及以上']],
    ['营销同意未知：只做服务联系', ['✕ 营销']],
    ['营销同意为否：只做服务联系', ['✕ 营销']],
    ['风险测评 2026-10-29 已过期：先重测，此前不得介绍 R1 以上产品', ['✕ R1 以上（先续风评）']],
    ['尚未做风险测评：先测评，此前不得介绍 R1 以上产品', ['✕ R1 以上（先测评）']],
    ['测评有效期未知，谈产品前先核实', ['先核实测评期']],
    ['68 岁：R3 及以上须二次确认', ['R3 及以上二次确认']],
    ['睡眠账户只告知，不问密码、不发链接、不引导划款', ['只告知']],
    ['', []],
    ['风险承受 R1：不得介绍 R2 及以上；营销同意为否：只做服务联系', ['✕ R2 及以上', '✕ 营销']],
  ])('%s', (forbidden, short) => {
    expect(words(forbidden)).toEqual(short)
  })

  it('prints a sentence nobody foresaw in full', () => {
    expect(shortForbidden('监管冻结：一律不谈产品；营销同意为否：只做服务联系')).toEqual([
      { text: '✕ 监管冻结：一律不谈产品', legend: null },
      { text: '✕ 营销', legend: '✕ 营销＝未同意营销，只做服务联系' },
    ])
  })
})

describe('evidence', () => {
  it.each([
    [
      '管理资产由 586.71 万降到 573.77 万，少了 12.94 万（−2%，自 11-13）。另：235 天未有效联系、离 600 万差 46.08 万。',
      'AUM 586.71 万→573.77 万，少 12.94 万（−2%）；另 235 天未有效联系、离 600 万差 46.08 万',
    ],
    ['月日均由 3 万降到 2 万，少了 1 万（−33%，自 10-31）。', '月日均 3 万→2 万，少 1 万（−33%，自 10-31）'],
    [
      '「理财68号」1,713.04 万已于 2026-11-04 到期（过 16 天）未见续作，活期现有 9,802 元。',
      '「理财68号」1,713.04 万 11-04 到期（过 16 天），活期 9,802 元',
    ],
    [
      '283 天未有效联系（高端每 30 天一次）；陌生，本周须首次沟通；现有 365.79 万。',
      '283 天未有效联系；现有 365.79 万',
    ],
    ['账户被人反映有误。', '账户被人反映有误'],
  ])('%s', (why, short) => {
    expect(shortWhy(why, '2026', '11-13')).toBe(short)
  })

  it('leaves to the card what holds for the whole tier', () => {
    expect(cardEvidence('3 天未有效联系（高端每 30 天一次）；陌生，本周须首次沟通；现有 1 万。')).toEqual([
      '高端每 30 天一次',
      '陌生，本周须首次沟通',
    ])
    expect(cardEvidence('「理财」1 万于 2026-11-24 到期，距数据日 4 天。')).toEqual([])
  })

  it('drops only the year of the sheet', () => {
    expect(withoutYear('2026-11-24 与 2025-11-24，户号 2026-11-245', '2026')).toBe(
      '11-24 与 2025-11-24，户号 2026-11-245',
    )
  })

  it('finds the day most changes are counted from', () => {
    expect(commonSince(['（−2%，自 11-13）', '（−3%，自 10-31）', '（−9%，自 11-13）', '无'])).toBe('11-13')
    expect(commonSince(['无'])).toBeNull()
  })
})

describe('what is expected', () => {
  const goal = '12-04 前写明 7 万的去向；不属正常用款的，争取回流 3.5 万以上。'

  it('leaves the common day to the head and keeps another', () => {
    expect(commonDue([goal, '12-04 前 1 万已落实安排，留存多少逐笔记下。', '11-25 前送达祝福。'])).toBe(
      '12-04',
    )
    expect(shortExpected(goal, '12-04')).toBe('写明 7 万去向；争回 3.5 万')
    expect(shortExpected('11-25 前送达祝福，12-04 前补录近况一条。', '12-04')).toBe(
      '11-25 前送达祝福，12-04 前补录近况一条',
    )
    expect(commonDue([])).toBeNull()
  })

  it('gives the card the full sentence where the row shortens it, and only there', () => {
    expect(cardExpected(goal)).toBe('写明 7 万的去向；不属正常用款的，争取回流 3.5 万以上')
    expect(cardExpected('12-04 前办结。')).toBeNull()
  })
})

describe('any week', () => {
  it('every prohibition is known, no amount of the evidence is lost', () => {
    const amounts = (text: string) => text.match(/[\d,.]+ [万亿元]/g) ?? []
    fc.assert(
      fc.property(branchOf(60), (input) => {
        for (const line of viewOfInput(input).lines) {
          for (const { legend } of shortForbidden(line.forbidden)) expect(legend).not.toBeNull()
          expect(amounts(shortWhy(line.why, '2026', null))).toEqual(amounts(line.why))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('clips on one line, never through a character', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary', maxLength: 60 }),
        fc.integer({ min: 1, max: 40 }),
        (text, length) => {
          const short = clipped(text, length)
          const line = text.replace(/\s+/g, ' ').trim()
          expect(short.length).toBeLessThanOrEqual(length)
          expect(short).not.toMatch(/[\n\r\t]/)
          expect(short.isWellFormed()).toBe(true)
          expect(short === line || line.startsWith(short.slice(0, -1))).toBe(true)
        },
      ),
    )
  })
})
