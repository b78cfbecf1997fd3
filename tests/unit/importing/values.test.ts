/** Values as extracts really carry them, beyond the plain ones: what each is read as, through columns where it matters. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { headerKey } from '../../../electron/engine/core/importing/cell-text.ts'
import { detectLayout } from '../../../electron/engine/core/importing/detect-layout.ts'
import { readHeader } from '../../../electron/engine/core/importing/header-match.ts'
import { parseDate } from '../../../electron/engine/core/importing/parse-date.ts'
import { parseMoney } from '../../../electron/engine/core/importing/parse-money.ts'
import { parseFlag, parseRiskLevel } from '../../../electron/engine/core/importing/parse-coded.ts'
import {
  isMasked,
  parseIdNo,
  parseKey,
  parseName,
  parsePhone,
  parseText,
} from '../../../electron/engine/core/importing/parse-text.ts'
import { unreadable } from '../../../electron/engine/core/importing/parsed.ts'
import { parseRows } from '../../../electron/engine/core/importing/row-parser.ts'
import { totalKind } from '../../../electron/engine/core/importing/row-kind.ts'
import type { RawRow, RawValue } from '../../../electron/engine/core/importing/sheet.ts'
import { sheetOf } from '../../helpers/make-workbook.ts'

const anyOrder = { date1904: false, order: 'ambiguous' } as const

function parse(rows: readonly RawRow[]) {
  const sheet = sheetOf(rows)
  return parseRows(detectLayout(sheet, { fileName: '清单.xlsx' }), sheet, { maxRejectsPercent: 100 })
}

describe('customer numbers', () => {
  it.each<[RawValue, string | null]>([
    ['006200003017\u200b', '006200003017'],
    ['\u202d006200003017\u202c', '006200003017'],
    ['\ufeff006200003017', '006200003017'],
    ['6,200,003,017', '6200003017'],
    ['000000', null],
    ['无', null],
    ['A01', 'A01'],
  ])('%j is %j', (raw, key) => {
    expect(parseKey(raw)).toBe(key)
  })
  it.each(['张伟', '待补录', '622,202,001,234,567,890'])('%s is none', (raw) => {
    expect(parseKey(raw)).toBe(unreadable)
  })
  const mark = fc.constantFrom(
    '\u200b',
    '\u200e',
    '\u202a',
    '\u202c',
    '\ufeff',
    ' ',
    '\u00a0',
    '\u3000',
    '\t',
  )
  it('are the same customer whatever invisible marks stand around or within', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[1-9]\d{5,11}$/), fc.array(mark), fc.nat(12), (key, marks, at) => {
        const inside = key.slice(0, at) + marks.join('') + key.slice(at)
        expect(parseKey(inside)).toBe(key)
      }),
    )
  })
})

describe('identity numbers and phones', () => {
  it('an identity number that lost its last digits is damaged though it is text', () => {
    expect(parseIdNo('110105194912310000')).toBe(unreadable)
    expect(parseIdNo('11010519491231002x')).toBe('11010519491231002X')
  })
  it.each([
    ['13800138000/0571-88888888', '13800138000'],
    ['0571-88888888、13800138000', '13800138000'],
    ['13800138000 13900139000', '13800138000'],
    ['0571-88888888;0571-77777777', '0571-88888888'],
    ['138 0013 8000', '13800138000'],
    ['0571-88888888/8001', '0571-88888888/8001'],
  ])('of %s the number to call is %s', (raw, phone) => {
    expect(parsePhone(raw)).toBe(phone)
  })
})

describe('masks', () => {
  it.each(['138xxxx1234', '110105XXXXXXXX0021', '张某', '欧阳某某', '张●●', '●伟', '王?', '王□', '王\ufffd'])(
    '%s is not whole',
    (text) => {
      expect(isMasked(text)).toBe(true)
    },
  )
  it.each(['阿卜杜拉•买买提', '古丽●买买提', 'Max', '某某公司', 'X光路8号'])('%s is', (text) => {
    expect(isMasked(text)).toBe(false)
  })
})

describe('money', () => {
  it.each<[string, number | null]>([
    ['人民币1,234元', 123_400],
    ['12.5w', 12_500_000],
    ['3.5萬', 3_500_000],
    ['500圓', 50_000],
    ['1234.50元整', 123_450],
    ['\u200b12.5', 1250],
    ['无', null],
    ['暂缺', null],
    ['不适用', null],
    ['……', null],
  ])('%s is %j fen', (raw, fen) => {
    expect(parseMoney(raw, 'yuan')).toBe(fen)
  })
})

describe('dates', () => {
  it.each<[string, string | null]>([
    ['2026-11-20 星期五', '2026-11-20'],
    ['2026年11月20日（周五）', '2026-11-20'],
    ['2026-11-20 下午 3:20', '2026-11-20'],
    ['2026–11–20', '2026-11-20'],
    ['20-11月-2026', '2026-11-20'],
    ['20-NOV-2026', '2026-11-20'],
    ['5 March 2026', '2026-03-05'],
    ['1900-01-00', null],
    ['1900/1/0', null],
    ['0000-00-00 00:00:00', null],
    ['长期', null],
    ['永久有效', null],
  ])('%s is %j', (raw, date) => {
    expect(parseDate(raw, anyOrder)).toBe(date)
  })
  it.each(['20-11月-26', '2026-11', '31-02月-2026'])('%s says no certain day', (raw) => {
    expect(parseDate(raw, anyOrder)).toBe(unreadable)
  })
  it('a two-digit year of a birth date is of the past', () => {
    const { accepted } = parse([
      ['客户号', 'AUM余额', '出生日期', '最近交易日期'],
      ['006200000007', 1, '25/3/48', '25/3/26'],
    ])
    expect(accepted[0]?.facts).toMatchObject({ birthDate: '1948-03-25', lastTxnDate: '2026-03-25' })
  })
})

describe('words', () => {
  it('flags written as decimals or states', () => {
    expect(['1.0', '0.0', '已激活', '未激活', '无效'].map((text) => parseFlag(text))).toEqual([
      true,
      false,
      true,
      false,
      false,
    ])
  })
  it('正常 is no answer to whether something is held', () => {
    const { accepted, unreadable: unread } = parse([
      ['客户号', 'AUM余额', '手机银行', '是否身故'],
      ['006200000007', 1, '正常', '正常'],
    ])
    expect(accepted[0]?.facts).toMatchObject({ mobileBank: null, deceased: false })
    expect(unread).toMatchObject([{ field: 'mobileBank', count: 1 }])
  })
  it('risk grades in words', () => {
    expect(['三级', '第5级', '3.0', '四級'].map((text) => parseRiskLevel(text))).toEqual([3, 5, 3, 4])
  })
  it('words that say nothing', () => {
    for (const raw of ['<NULL>', '[null]', '空值', '暂缺', '不适用', '\u200b', '――'])
      expect(parseText(raw)).toBeNull()
    expect(parseName('\u200b张伟')).toBe('张伟')
  })
})

describe('headers', () => {
  it.each([
    ['身分證字號', 'idNo'],
    ['聯絡電話', 'phone'],
    ['帳戶狀態', 'restriction'],
    ['最近動帳日', 'lastTxnDate'],
    ['最近聯絡日期', 'lastContactDate'],
    ['理財專員', 'rm'],
    ['登入次數', 'loginCount'],
    ['手机号码1', 'phone'],
    ['客户号\u200b', 'customerNo'],
    ['\ufeff客户号', 'customerNo'],
  ])('%j names %s', (header, field) => {
    expect(readHeader(header, 'customers').field).toBe(field)
  })
  it.each([
    ['总资产/万元', 'wan'],
    ['AUM 万', 'wan'],
    ['AUM(￥)', 'yuan'],
    ['AUM（RMB）', 'yuan'],
    ['AUM：元', 'yuan'],
  ])('%s speaks of the unit %s', (header, unit) => {
    expect(readHeader(header, 'customers')).toMatchObject({ field: 'aum', unit })
  })
  it('dollars stay foreign, and a key is the same twice over', () => {
    expect(readHeader('存款($)', 'customers').unit).toBeNull()
    expect(headerKey(headerKey('＊帳戶 狀態：'))).toBe(headerKey('＊帳戶 狀態：'))
  })
})

describe('rows that are no customers', () => {
  it.each([
    ['合计(万元)', 'total'],
    ['合计：12户', 'total'],
    ['合计共3,000户', 'total'],
    ['汇总', 'total'],
    ['全行汇总', 'total'],
    ['平均值', 'subtotal'],
    ['户均', 'subtotal'],
  ])('%s is a %s', (text, kind) => {
    expect(totalKind(text)).toBe(kind)
  })
  it('are left out for their reason, the total still being compared', () => {
    const result = parse([
      ['客户号', '客户姓名', 'AUM余额'],
      ['006200000007', '张伟', 1],
      ['006200000014', '李娜', 2],
      ['合计：2户', null, 3],
      ['户均', null, 1.5],
      ['※口径：时点', null, null],
      [null, '以下无正文', null],
    ])
    expect(result.ignored.map(({ reason }) => reason)).toEqual(['total', 'subtotal', 'footer', 'footer'])
    expect(result.controlTotal).toMatchObject({ found: 300, computed: 300, matches: true })
    expect(result.rejects).toEqual([])
  })
  it('a name or 无 in the place of the number rejects the row', () => {
    const { rejects } = parse([
      ['客户号', '客户姓名', 'AUM余额'],
      ['张伟', '张伟', 1],
      ['无', '李娜', 2],
      ['006200000007', '王芳', 2],
    ])
    expect(rejects.map(({ row, code }) => [row, code])).toEqual([
      [2, 'KEY_DAMAGED'],
      [3, 'KEY_EMPTY'],
    ])
  })
})
