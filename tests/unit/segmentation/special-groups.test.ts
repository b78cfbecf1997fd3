/** Special groups at their lines, with every column there and with the one that matters missing. */
import { describe, expect, it } from 'vitest'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { addDays } from '../../../shared/domain/dates.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { Column, SegmentInput } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import type { SpecialGroup } from '../../../shared/playbook/segmentation.ts'
import { classifyGroups } from '../../../electron/engine/core/segmentation/special-groups.ts'
import { dataDate, someContact } from '../../helpers/some-facts.ts'
import { everyColumn, someSegmentInput } from './random-segments.ts'

type Around = Partial<Omit<SegmentInput, 'facts'>>
const groupsOf = (facts: Partial<CustomerFacts>, around: Around = {}, columns = everyColumn) =>
  classifyGroups(someSegmentInput(facts, around), columns, playbook)
const answer = (
  group: SpecialGroup,
  facts: Partial<CustomerFacts>,
  around: Around = {},
  columns = everyColumn,
) => {
  const { groups, unknown } = groupsOf(facts, around, columns).result
  if (groups.includes(group)) return 'yes'
  return unknown.some((each) => each.group === group) ? 'unknown' : 'no'
}
const daysAgo = (days: number) => addDays(dataDate, -days)

describe('a group', () => {
  it.each<readonly [SpecialGroup, Partial<CustomerFacts>, string]>([
    ['payroll', { payroll: true }, 'yes'],
    ['payroll', { payroll: false, payrollDate: daysAgo(3) }, 'no'],
    ['payroll', { payrollDate: daysAgo(45) }, 'yes'],
    ['payroll', { payrollDate: daysAgo(46) }, 'no'],
    ['payrollStopped', { payrollDate: daysAgo(45) }, 'no'],
    ['payrollStopped', { payrollDate: daysAgo(46) }, 'yes'],
    ['payrollStopped', { payroll: false, payrollDate: daysAgo(46) }, 'no'],
    ['payrollStopped', {}, 'no'],
    ['merchant', { merchant: true }, 'yes'],
    ['merchant', { merchant: false }, 'no'],
    ['merchant', { merchant: null }, 'no'],
    ['owner', { owner: true }, 'yes'],
    ['owner', { owner: false, occupation: '个体户' }, 'yes'],
    ['owner', { occupation: '教师' }, 'no'],
    ['senior', { age: 59 }, 'no'],
    ['senior', { age: 60 }, 'yes'],
    ['senior', { age: null }, 'unknown'],
    ['senior', { birthDate: '1966-11-20' }, 'yes'],
    ['senior', { birthDate: '1966-11-21' }, 'no'],
    ['seniorCare', { age: 64 }, 'no'],
    ['seniorCare', { age: 65 }, 'yes'],
    ['women', { gender: 'female', age: 24 }, 'no'],
    ['women', { gender: 'female', age: 25 }, 'yes'],
    ['women', { gender: 'female', age: 60 }, 'yes'],
    ['women', { gender: 'female', age: 61 }, 'no'],
    ['women', { gender: 'male', age: 40 }, 'no'],
    ['women', { gender: 'male', age: null }, 'no'],
    ['women', { gender: null, age: 40 }, 'unknown'],
    ['women', { gender: 'female', age: null }, 'unknown'],
    ['young', { age: 17 }, 'no'],
    ['young', { age: 18 }, 'yes'],
    ['young', { age: 35 }, 'yes'],
    ['young', { age: 36 }, 'no'],
    ['loan', { loanFen: 1 }, 'yes'],
    ['loan', { loanFen: 0 }, 'no'],
    ['loan', { loanFen: null }, 'no'],
    ['card', { creditCard: true }, 'yes'],
    ['custody', { custody: true }, 'yes'],
    ['parent', { remark: '周末要接送孩子' }, 'yes'],
    ['parent', { remark: '无孩子' }, 'no'],
    ['car', { remark: '刚买车' }, 'yes'],
    ['farmer', { occupation: '果农' }, 'yes'],
    ['farmer', { address: '临泽行政村二组' }, 'yes'],
    ['farmer', { address: '澜溪新村3幢' }, 'no'],
    ['fundLoss', { remark: '抱怨基金亏损' }, 'yes'],
    ['newCustomer', { openDate: daysAgo(30) }, 'yes'],
    ['newCustomer', { openDate: daysAgo(31) }, 'no'],
    ['newCustomer', { openDate: dataDate }, 'yes'],
    ['newCustomer', { openDate: addDays(dataDate, 1) }, 'no'],
    ['newCustomer', {}, 'unknown'],
  ])('%s %j: %s', (group, facts, expected) => {
    expect(answer(group, facts)).toBe(expected)
  })

  it.each<readonly [SpecialGroup, Column, Partial<CustomerFacts>]>([
    ['payroll', 'payroll', {}],
    ['payrollStopped', 'payrollDate', {}],
    ['merchant', 'merchant', {}],
    ['owner', 'owner', { occupation: '教师' }],
    ['parent', 'children', { remark: '爱喝茶' }],
    ['car', 'car', {}],
    ['fundLoss', 'fundResult', {}],
    ['loan', 'loanFen', {}],
    ['card', 'creditCard', {}],
    ['custody', 'custody', {}],
    ['newCustomer', 'openDate', {}],
    ['farmer', 'address', {}],
    ['staff', 'staff', {}],
  ])('%s is unknown without %s, and names it', (group, column, facts) => {
    const columns = new Set([...everyColumn].filter((each) => each !== column))
    expect(groupsOf(facts, {}, columns).result.unknown).toContainEqual({ group, missing: [column] })
  })

  it('needs age or birth date, either will do', () => {
    const only = (...columns: Column[]) => new Set(columns)
    expect(answer('senior', { age: 40 }, {}, only('age'))).toBe('no')
    expect(answer('senior', { birthDate: '1980-01-01' }, {}, only('birthDate'))).toBe('no')
    expect(answer('senior', {}, {}, only('gender'))).toBe('unknown')
  })

  it('is joined by notes and tags as well', () => {
    expect(answer('parent', {}, { contacts: [someContact({ notes: '问小升初的事' })] })).toBe('yes')
    expect(answer('parent', {}, { tags: ['亲子'] })).toBe('yes')
    expect(answer('car', {}, { tags: ['车主'] })).toBe('yes')
  })
})

describe('a customer', () => {
  it('is in several groups at once, each with its reason', () => {
    const { result, reasons } = groupsOf({
      payroll: true,
      merchant: true,
      age: 66,
      gender: 'male',
      openDate: '2020-01-01',
    })
    expect(result).toEqual({
      groups: ['payroll', 'merchant', 'senior', 'seniorCare'],
      unknown: [],
      staff: false,
    })
    expect(reasons.map(reasonSentence)).toEqual([
      '是代发',
      '是收单商户',
      '年龄 66 岁，满 60 岁',
      '年龄 66 岁，满 65 岁',
    ])
  })

  it('of the staff is in no marketing group', () => {
    const { result, reasons } = groupsOf({ staff: true, payroll: true, age: 30 })
    expect(result).toEqual({ groups: ['staff'], unknown: [], staff: true })
    expect(reasons.map(reasonSentence)).toEqual(['是本行员工'])
  })
})
