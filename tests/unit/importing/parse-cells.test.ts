import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  birthDateFromIdNo,
  genderFromIdNo,
  isValidIdNo,
} from '../../../electron/engine/core/importing/id-number.ts'
import {
  parseChannel,
  parseCount,
  parseDirection,
  parseFlag,
  parseGender,
  parseOutcome,
  parseRate,
  parseRiskLevel,
  parseSeconds,
  parseTerm,
} from '../../../electron/engine/core/importing/parse-coded.ts'
import { parseMoney } from '../../../electron/engine/core/importing/parse-money.ts'
import {
  isMasked,
  parseIdNo,
  parseKey,
  parseName,
  parsePhone,
  parseRestriction,
  parseStaff,
  parseText,
} from '../../../electron/engine/core/importing/parse-text.ts'
import { unreadable } from '../../../electron/engine/core/importing/parsed.ts'
import type { RawValue } from '../../../electron/engine/core/importing/sheet.ts'
import { formatYuan } from '../../../shared/domain/money.ts'

const error: RawValue = { error: '#N/A' }

describe('money', () => {
  it.each<[RawValue, 'yuan' | 'wan', number | null]>([
    [9.828765000000001, 'wan', 9_828_765],
    [211095.13802, 'wan', 211_095_138_020],
    [0, 'yuan', 0],
    ['1,234.50', 'yuan', 123_450],
    ['１，２３４．５０', 'yuan', 123_450],
    ['¥ 1,234.5 元', 'yuan', 123_450],
    ['(12.5)', 'wan', -12_500_000],
    ['（12.5）', 'yuan', -1250],
    ['-12.5', 'yuan', -1250],
    ['－12.5', 'yuan', -1250],
    ['12.5-', 'yuan', -1250],
    ['3.5万', 'yuan', 3_500_000],
    ['1.2亿元', 'yuan', 12_000_000_000],
    ['500元', 'wan', 50_000],
    ['.5', 'yuan', 50],
    ['2e-06', 'wan', 2],
    ['="88.10"', 'yuan', 8810],
    ["'88.10\t", 'yuan', 8810],
    ['-', 'yuan', null],
    ['—', 'yuan', null],
    ['', 'yuan', null],
    ['　', 'yuan', null],
    ['NULL', 'yuan', null],
    [null, 'yuan', null],
  ])('%j in %s is %s fen', (raw, unit, fen) => {
    expect(parseMoney(raw, unit)).toBe(fen)
  })

  it.each<[RawValue]>([
    ['#N/A'],
    [error],
    ['abc'],
    ['1.23E+11'],
    ['12,34'],
    ['1.2.3'],
    [true],
    [{ date: '2026-11-20' }],
    [1e300],
    ['.'],
    ['是'],
    ['--5'],
  ])('%j is nothing to guess at', (raw) => {
    expect(parseMoney(raw, 'yuan')).toBe(unreadable)
  })

  const fen = fc.integer({ min: -9e14, max: 9e14 })
  it('reads back every amount it is shown as, grouped, bracketed or full width', () => {
    fc.assert(
      fc.property(fen, (amount) => {
        const text = formatYuan(amount)
        const wide = text.replace(/[!-~]/g, (c) => String.fromCharCode(c.charCodeAt(0) + 0xfee0))
        expect(parseMoney(text, 'yuan')).toBe(amount)
        expect(parseMoney(wide, 'yuan')).toBe(amount)
        if (amount < 0) expect(parseMoney(`(${formatYuan(-amount)})`, 'yuan')).toBe(amount)
      }),
    )
  })

  it('reads back amounts kept as 万元 numbers', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e13, max: 1e13 }), (amount) => {
        expect(parseMoney(amount / 1e6, 'wan')).toBe(amount)
        expect(parseMoney(String(amount / 100), 'yuan')).toBe(amount)
      }),
    )
  })
})

describe('identifiers', () => {
  it.each<[RawValue, string | null]>([
    ['006200003017', '006200003017'],
    ["'006200003017\t", '006200003017'],
    ['="006200003017"', '006200003017'],
    ['００６２０００', '0062000'],
    [6200003017, '6200003017'],
    [999_999_999_999_999, '999999999999999'],
    ['6200003017.0', '6200003017'],
    ['622202001234567890', '622202001234567890'],
    ['', null],
    ['-', null],
  ])('key %j is %j', (raw, key) => {
    expect(parseKey(raw)).toBe(key)
  })

  it.each<[RawValue]>([
    [622202001234567900],
    [12.5],
    [-5],
    ['6.2E+17'],
    ['1.2e18'],
    [error],
    ['#REF!'],
    ['6222****1234'],
    [{ date: '2026-11-20' }],
  ])('key %j is damaged', (raw) => {
    expect(parseKey(raw)).toBe(unreadable)
  })

  it('identity numbers keep their X and refuse what a number cell lost', () => {
    expect(parseIdNo('11010519491231002x')).toBe('11010519491231002X')
    expect(parseIdNo('110105********002X')).toBe('110105********002X')
    expect(parseIdNo(110105199001011234)).toBe(unreadable)
    expect(parseIdNo('1.10105E+17')).toBe(unreadable)
  })

  it.each<[RawValue, string | null]>([
    [13800138000, '13800138000'],
    ['138-0013-8000', '13800138000'],
    ['+86 138 0013 8000', '13800138000'],
    ['138****1234', '138****1234'],
    ['0571-88888888', '0571-88888888'],
    ['无', null],
    ['00000000000', null],
  ])('phone %j is %j', (raw, phone) => {
    expect(parsePhone(raw)).toBe(phone)
  })

  it('check characters, birth date and gender of identity numbers', () => {
    expect(isValidIdNo('11010519491231002X')).toBe(true)
    expect(isValidIdNo('110105194912310021')).toBe(false)
    expect(isValidIdNo('11010519490231002X')).toBe(false)
    expect(birthDateFromIdNo('11010519491231002X')).toBe('1949-12-31')
    expect(genderFromIdNo('11010519491231002X')).toBe('female')
    expect(birthDateFromIdNo('110105********002X')).toBeNull()
    expect(genderFromIdNo(null)).toBeNull()
  })

  it('any single wrong digit of an identity number is caught', () => {
    const good = '11010519491231002X'
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 16 }), fc.integer({ min: 1, max: 9 }), (at, shift) => {
        const digit = (Number(good[at]) + shift) % 10
        expect(isValidIdNo(good.slice(0, at) + digit + good.slice(at + 1))).toBe(false)
      }),
    )
  })
})

describe('texts', () => {
  it('names lose padding between characters, not between words', () => {
    expect(parseName('张　伟')).toBe('张伟')
    expect(parseName('John  Smith')).toBe('John  Smith')
    expect(parseName('沈䶮')).toBe('沈䶮')
  })
  it('words that say nothing are unknown, error values unreadable', () => {
    for (const raw of ['', ' ', '-', '—', '无', 'NULL', '未知']) expect(parseText(raw)).toBeNull()
    expect(parseText('#N/A')).toBe(unreadable)
    expect(parseText(error)).toBe(unreadable)
    expect(parseText(5)).toBe('5')
  })
  it('a free account is not a restricted one', () => {
    expect(parseRestriction('正常')).toBeNull()
    expect(parseRestriction('司法冻结')).toBe('司法冻结')
    expect(parseRestriction(true)).toBe('是')
  })
  it('hidden values are recognised', () => {
    expect(['张*', '138****1234', '张＊'].map(isMasked)).toEqual([true, true, true])
    expect(isMasked('张三')).toBe(false)
  })

  it.each([
    ['张伟/80231', '张伟', '80231'],
    ['80231 张伟', '张伟', '80231'],
    ['张伟(80231)', '张伟', '80231'],
    ['张伟（工号：A80231）', '张伟', 'A80231'],
    ['张　伟', '张伟', null],
    ['80231', null, '80231'],
    ['欧阳娜娜-80231', '欧阳娜娜', '80231'],
  ])('staff cell %s', (raw, name, no) => {
    expect(parseStaff(raw)).toEqual({ name, no })
  })
  it('an empty staff cell says nobody is known', () => {
    expect(parseStaff('')).toBeNull()
    expect(parseStaff('-')).toBeNull()
    expect(parseStaff('/')).toBeNull()
  })
})

describe('coded values', () => {
  const table = <T>(parse: (raw: RawValue) => T, cases: readonly (readonly [RawValue, T])[]) => {
    expect(cases.map(([raw]) => [raw, parse(raw)])).toEqual(cases)
  }

  it('flags', () => {
    table(parseFlag, [
      ['是', true],
      ['否', false],
      [1, true],
      [0, false],
      ['1', true],
      ['Ｙ', true],
      ['N', false],
      ['√', true],
      ['×', false],
      ['有', true],
      ['无', false],
      ['已签约', true],
      ['未簽約', false],
      [true, true],
      ['TRUE', true],
      ['', null],
      [null, null],
      ['—', null],
      ['也许', unreadable],
      [2, unreadable],
      [error, unreadable],
    ])
  })
  it('gender, direction, channel, outcome', () => {
    table(parseGender, [
      ['男', 'male'],
      ['女性', 'female'],
      ['M', 'male'],
      [2, 'female'],
      ['0', unreadable],
      ['', null],
    ])
    table(parseDirection, [
      ['转入', 'in'],
      ['轉出', 'out'],
      ['借', 'out'],
      ['贷方', 'in'],
      ['C', 'in'],
      ['-', 'out'],
      ['+', 'in'],
      ['', null],
    ])
    table(parseChannel, [
      ['面访', 'visit'],
      ['电话', 'phone'],
      ['短信', 'sms'],
      ['企业微信', 'wecom'],
      ['企微', 'wecom'],
      ['微信', 'wechat'],
      ['其他', 'other'],
      ['飞鸽', unreadable],
    ])
    table(parseOutcome, [
      ['接通', 'answered'],
      ['未接', 'missed'],
      ['婉拒', 'declined'],
      ['拒绝', 'declined'],
      ['勿扰', 'do_not_contact'],
      ['已到访', 'visited'],
      ['空号', 'dead_number'],
      ['已发送', 'sent'],
      ['已回复', 'replied'],
      ['', null],
    ])
  })
  it('risk grades', () => {
    table(parseRiskLevel, [
      ['C1', 1],
      ['c5', 5],
      ['R3', 3],
      ['PR2', 2],
      [4, 4],
      ['C3-平衡型', 3],
      ['平衡型(C3)', 3],
      ['R2级', 2],
      ['保守型', 1],
      ['稳健型', 2],
      ['平衡型', 3],
      ['进取型', 4],
      ['激进型', 5],
      ['穩健型', 2],
      ['中低风险', 2],
      ['', null],
      ['未评估', null],
      ['C6', unreadable],
      [12, unreadable],
      ['金卡', unreadable],
    ])
  })
  it('counts', () => {
    table(parseCount, [
      [3, 3],
      ['12次', 12],
      ['1,024', 1024],
      ['3.0', 3],
      ['', null],
      [3.5, unreadable],
      [-1, unreadable],
      ['很多', unreadable],
    ])
  })
  it('call lengths', () => {
    table(parseSeconds, [
      [318, 318],
      ['318秒', 318],
      ['5分18秒', 318],
      ['00:05:18', 318],
      ['5:18', 318],
      ['1小时', 3600],
      ['', null],
      ['长', unreadable],
    ])
    expect(parseSeconds(1.5, 60)).toBe(90)
    expect(parseSeconds(318 / 86_400)).toBe(318)
  })
  it('rates', () => {
    expect(parseRate('3.5%', false)).toBe(0.035)
    expect(parseRate(0.035, false)).toBe(0.035)
    expect(parseRate(3.5, true)).toBe(0.035)
    expect(parseRate('2.80%-3.20%', false)).toBe(0.028)
    expect(parseRate('2.8-3.2%', false)).toBe(0.028)
    expect(parseRate('面议', false)).toBe(unreadable)
  })
  it('terms', () => {
    expect(
      ['90天', '3个月', '1年', '6M', '三年', '半年', '2周', '364D'].map((text) => parseTerm(text, 1)),
    ).toEqual([90, 90, 365, 180, 1095, 182, 14, 364])
    expect(parseTerm(6, 30)).toBe(180)
    expect(parseTerm('T+0', 1)).toBeNull()
    expect(parseTerm('很久', 1)).toBe(unreadable)
  })
})
