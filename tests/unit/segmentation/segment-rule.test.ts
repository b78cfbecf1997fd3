import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { segmentField, segmentFields } from '../../../shared/domain/segment-fields.ts'
import {
  clausesOf,
  maxClauses,
  opsOf,
  segmentDraft,
  segmentRule,
  type SegmentNode,
  type SegmentRule,
} from '../../../shared/domain/segment-rule.ts'
import { segmentSentence } from '../../../shared/domain/segment-sentence.ts'
import { all, any, clause, none } from '../../helpers/segment-rules.ts'

const problemsOf = (rule: unknown): string => {
  const parsed = segmentRule.safeParse(rule)
  return parsed.success ? '' : parsed.error.issues.map((issue) => issue.message).join('；')
}

describe('what a rule may say', () => {
  test('a rule over every type is taken as it is', () => {
    const rule = all(
      clause('aumMonthAvg', 'gte', 5_000_000),
      any(clause('dormancy', 'in', ['medium', 'deep']), clause('lastTxnDate', 'unknown', null)),
      none(clause('staff', 'is', true), clause('excluded', 'in', ['dnc'])),
      clause('nearestMaturity', 'withinNext', { unit: 'workday', n: 5 }),
      clause('lastContactDate', 'onOrBefore', { unit: 'day', n: 30, direction: 'past' }),
      clause('openDate', 'between', ['2020-01-01', '2020-12-31']),
      clause('warnings', 'hasAny', ['aumFall']),
      clause('age', 'between', [18, 35]),
    )
    expect(segmentRule.parse(rule)).toEqual(rule)
  })

  test.each([
    ['a field that is not on the list', clause('customer_no', 'in', ['1']), '没有“customer_no”'],
    ['SQL for a field', clause('1=1) OR (1', 'gte', 1), '没有“1=1) OR (1”'],
    ['a name every object has', clause('constructor', 'known', null), '没有“constructor”'],
    ['an operation of another type', clause('aum', 'contains', '1'), '不能用“contains”'],
    ['SQL for an operation', clause('aum', '>= 0 OR 1=1 --', 1), '不能用'],
    ['a code the field does not have', clause('tier', 'in', ["mid' OR '1'='1"]), '没有这个选项'],
    ['half a fen', clause('aum', 'gte', 0.5), ''],
    ['a range the wrong way round', clause('aum', 'between', [5, 1]), '起始值不能大于截止值'],
    ['a day that does not exist', clause('openDate', 'before', '2026-02-30'), ''],
    ['an empty choice', clause('tier', 'in', []), '请至少选择一项'],
    ['a text of blanks', clause('employer', 'contains', '  '), '请填写内容'],
    ['a value for a question without one', clause('aum', 'known', 5), ''],
    ['"none" of a field where nothing can tell', clause('aum', 'none', null), '不能用'],
    ['the content of an identifier', clause('phone', 'contains', '138'), '不能用'],
    ['an empty group inside', all(), '请给分组加上条件'],
  ])('refuses %s', (_what, node, message) => {
    const rule = all(clause('payroll', 'is', true), node)
    expect(segmentRule.safeParse(rule).success).toBe(false)
    expect(problemsOf(rule)).toContain(message)
  })

  test('an empty rule can be looked at but not saved', () => {
    expect(segmentDraft.safeParse(all()).success).toBe(true)
    expect(problemsOf(all())).toContain('请至少添加一个条件')
  })

  test('a rule has at most so many conditions and levels, and depth cannot break the parser', () => {
    const one = clause('payroll', 'is', true)
    const groups = (sizes: number[]) => all(...sizes.map((n) => any(...Array.from({ length: n }, () => one))))
    expect(segmentRule.safeParse(groups([15, 15])).success).toBe(true)
    expect(problemsOf(groups([15, 16]))).toContain(`最多 ${maxClauses} 个条件`)
    let deep: SegmentNode = one
    for (let level = 0; level < 20_000; level += 1) deep = all(deep)
    expect(segmentRule.safeParse(deep).success).toBe(false)
  })

  test('every field offers something to ask, and is found by its key alone', () => {
    for (const field of segmentFields) {
      expect(segmentField(field.key)).toBe(field)
      expect(opsOf(field).length).toBeGreaterThan(0)
      expect(field.label).toMatch(/[一-鿿A-Z]/)
    }
    expect(new Set(segmentFields.map((f) => f.label)).size).toBe(segmentFields.length)
    expect(segmentField('__proto__')).toBeUndefined()
  })
})

describe('the sentence', () => {
  test.each<[SegmentRule, string]>([
    [all(), '全部客户'],
    [all(clause('aumMonthAvg', 'gte', 5_000_000)), '月日均不少于 5 万的客户'],
    [all(clause('aum', 'lt', 123_456_789)), 'AUM小于 1,234,567.89 元的客户'],
    [
      all(
        clause('aumMonthAvg', 'gte', 5_000_000),
        any(clause('dormancy', 'in', ['medium', 'deep']), clause('lastTxnDate', 'unknown', null)),
      ),
      '月日均不少于 5 万，且（睡眠程度是“中睡”或“深睡”，或最近动账日未知）的客户',
    ],
    [
      all(clause('payroll', 'is', true), none(clause('staff', 'is', true), clause('wecom', 'is', true))),
      '代发：是，且以下一项都不符合（本行员工：是；企业微信：是）的客户',
    ],
    [
      any(clause('nearestMaturity', 'withinNext', { unit: 'workday', n: 5 }), clause('rm', 'none', null)),
      '最近到期在未来 5 个工作日内，或无人管户的客户',
    ],
    [
      all(clause('lastContactDate', 'onOrBefore', { unit: 'day', n: 30, direction: 'past' })),
      '清单里的最近联系日期不晚于数据日前 30 天的客户',
    ],
    [all(clause('birthDate', 'anniversary', { unit: 'day', n: 7 })), '未来 7 天内逢出生日期的客户'],
    [all(clause('assetClass', 'hasAll', ['fund', 'wealth'])), '持有类别同时有“基金”和“理财”的客户'],
    [all(clause('near', 'in', ['5w'])), '临界提升线是“5 万”的客户'],
    [all(none(clause('age', 'between', [18, 35]))), '不符合（年龄在 18 岁至 35 岁之间）的客户'],
  ])('says %#', (rule, sentence) => {
    expect(segmentRule.safeParse(rule).success || rule.items.length === 0).toBe(true)
    expect(segmentSentence(rule)).toBe(sentence)
  })

  test('two rules that differ in an amount never read the same', () => {
    fc.assert(
      fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 1, max: 99 }), (fen, more) => {
        const say = (value: number) => segmentSentence(all(clause('aum', 'gte', value)))
        expect(say(fen)).not.toBe(say(fen + more))
      }),
    )
  })

  test('names every field the rule asks for', () => {
    const rule = all(
      any(clause('payroll', 'is', false), none(clause('loan', 'gt', 0))),
      clause('tier', 'known', null),
    )
    for (const { clause: each } of clausesOf(rule))
      expect(segmentSentence(rule)).toContain(segmentField(each.field)?.label)
  })
})
