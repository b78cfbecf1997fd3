/** One place written in many ways is one community, and two places are two. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { collectCommunities } from '../../../electron/engine/core/segmentation/communities.ts'
import {
  addressCommunity,
  communitiesOf,
  employerCommunity,
} from '../../../electron/engine/core/segmentation/community-keys.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { someFacts, wan } from '../../helpers/some-facts.ts'

const words = playbook.communities

describe('an employer', () => {
  it.each([
    ['青禾精密制造有限公司', 'employer', '青禾精密制造'],
    ['青禾精密制造（有限）公司', 'employer', '青禾精密制造'],
    ['青禾精密制造股份有限公司', 'employer', '青禾精密制造'],
    [' 青禾 精密制造有限责任公司 财务部', 'employer', '青禾精密制造'],
    ['青禾精密制造集团有限公司澜溪分公司', 'employer', '青禾精密制造'],
    ['青禾(澜溪)物流有限公司', 'employer', '青禾澜溪物流'],
    ['云岫建设集团', 'employer', '云岫建设'],
    ['澜溪区供水公司', 'employer', '澜溪区供水'],
    ['澜溪人民医院', 'employer', '澜溪人民医院'],
    ['澜溪人民医院（退休）', 'employer', '澜溪人民医院'],
    ['澜溪第三实验小学', 'school', '澜溪第三实验小学'],
    ['澜溪第三实验小学教务处', 'school', '澜溪第三实验小学'],
    ['澜溪大学附属中学', 'school', '澜溪大学附属中学'],
    ['学院路小吃店', 'employer', '学院路小吃店'],
    ['云栖农贸市场阿珍水果店', 'street', '云栖农贸市场'],
    ['云栖农贸市场', 'street', '云栖农贸市场'],
  ])('%s: %s %s', (employer, kind, key) => {
    expect(employerCommunity(employer, words)).toEqual({ kind, key })
  })

  it.each(['', '无', '退休', ' 自由职业 ', '个体户', '（退休）', '-', '厂'])('"%s" is none', (employer) => {
    expect(employerCommunity(employer, words)).toBeNull()
  })

  it('keeps different companies apart', () => {
    const keys = ['青禾物流有限公司', '青禾纺织有限公司', '青禾建设集团'].map(
      (each) => employerCommunity(each, words)?.key,
    )
    expect(new Set(keys).size).toBe(3)
  })
})

describe('an address', () => {
  it.each([
    '云栖花园12幢801室',
    '云栖花园',
    '云栖花园小区3号楼2单元501',
    '澜溪市青禾区桂庭路88号云栖花园3号楼2单元501室',
    '浙江省澜溪市青禾区云栖花园三号楼',
    '桂庭路88弄云栖花园5-3-201',
    '桂庭路云栖花园A座1203',
    '云栖花园二期9栋',
    '云栖花园东区2幢',
    '青禾街道云栖花园 12 幢',
    '云栖花园１２幢',
  ])('%s is 云栖花园', (address) => {
    expect(addressCommunity(address, words)).toEqual({ kind: 'compound', key: '云栖花园' })
  })

  it.each([
    ['澜溪里小区7幢201室', 'compound', '澜溪里'],
    ['澜溪小区7幢', 'compound', '澜溪小区'],
    ['石榴湾府8幢902室', 'compound', '石榴湾府'],
    ['阳光城市花园3幢', 'compound', '阳光城市花园'],
    ['望江亭新村2组', 'compound', '望江亭新村'],
    ['第二中学家属院3号楼', 'compound', '第二中学家属院'],
    ['青禾县临泽镇下河村5组', 'compound', '下河村'],
    ['青禾区桂庭路云栖建材城B12号', 'street', '云栖建材城'],
    ['云栖商业街12号', 'street', '云栖商业街'],
  ])('%s: %s %s', (address, kind, key) => {
    expect(addressCommunity(address, words)).toEqual({ kind, key })
  })

  it.each(['', '中山路8号', '12幢801室', '花园', '澜溪市青禾区', '301'])(
    '"%s" is no community',
    (address) => {
      expect(addressCommunity(address, words)).toBeNull()
    },
  )

  it('has the same key whatever the building and room', () => {
    const names = ['云栖花园', '桂庭雅苑', '松月公馆', '鹤鸣家园', '石榴湾华庭', '临泽新村', '梧桐里府']
    fc.assert(
      fc.property(
        fc.constantFrom(...names),
        fc.integer({ min: 1, max: 99 }),
        fc.integer({ min: 101, max: 3999 }),
        fc.constantFrom('', '桂庭路88号', '澜溪市青禾区', '青禾区鹤鸣街道'),
        fc.constantFrom('幢', '栋', '号楼', '#', '-'),
        (name, building, room, before, unit) => {
          const address = `${before}${name}${building}${unit}${room}室`
          expect(addressCommunity(address, words)).toEqual(addressCommunity(name, words))
          expect(addressCommunity(name, words)?.key).toBe(name)
        },
      ),
    )
  })
})

describe('a customer', () => {
  it('belongs to the communities of work and home, with the words they were read from', () => {
    const { result, reasons } = communitiesOf(
      someFacts({ employer: '青禾物流有限公司', address: '云栖花园3幢' }),
      playbook,
    )
    expect(result).toEqual([
      { kind: 'employer', key: '青禾物流' },
      { kind: 'compound', key: '云栖花园' },
    ])
    expect(reasons.map(reasonSentence)).toEqual(['工作单位“青禾物流有限公司”', '地址“云栖花园3幢”'])
  })

  it('belongs to a street once, however often it is named', () => {
    const facts = someFacts({ employer: '云栖农贸市场水果店', address: '云栖农贸市场12号' })
    expect(communitiesOf(facts, playbook).result).toEqual([{ kind: 'street', key: '云栖农贸市场' }])
  })

  it('without employer and address is unknown', () => {
    expect(communitiesOf(someFacts(), playbook).reasons.map(({ op }) => op)).toEqual(['unknown', 'unknown'])
  })
})

describe('the communities of a branch', () => {
  const people = (count: number, known: Partial<CustomerFacts>, from = 0) =>
    Array.from({ length: count }, (_, i) => someFacts({ customerNo: `C${from + i}`, ...known }))

  function communities(facts: readonly CustomerFacts[], familiar: readonly string[] = []) {
    const collector = collectCommunities(playbook)
    for (const each of facts)
      collector.add(each, familiar.includes(each.customerNo) ? 'familiar' : 'stranger')
    return collector.result()
  }

  it('start at the playbook’s size', () => {
    const employer = '青禾物流有限公司'
    expect(communities(people(4, { employer }))).toEqual([])
    const [five] = communities(people(5, { employer }))
    expect(five?.result.size).toBe(5)
    expect(five?.reasons.map(reasonSentence)).toEqual(['“青禾物流”有 5 位客户，达到 5 位'])
    expect(five?.reasons.every(reevaluate)).toBe(true)
  })

  it('sum up assets, payroll and familiar faces; unknown is counted apart', () => {
    const employer = '青禾物流'
    const facts = [
      ...people(2, { employer, aumFen: wan(3), payroll: true }),
      ...people(1, { employer, aumFen: wan(9), payroll: false, owner: true }, 2),
      ...people(2, { employer: '青禾物流有限公司', merchant: true }, 3),
    ]
    expect(communities(facts, ['C0', 'C2'])[0]?.result).toEqual({
      kind: 'employer',
      key: '青禾物流',
      customerNos: ['C0', 'C1', 'C2', 'C3', 'C4'],
      size: 5,
      aumFen: wan(15),
      aumUnknown: 2,
      payroll: 2,
      payrollShare: 2 / 3,
      merchants: 2,
      owners: 1,
      familiar: ['C2', 'C0'],
    })
  })

  it('do not depend on the order in which customers come', () => {
    const facts = [
      ...people(6, { employer: '青禾物流', address: '云栖花园3幢' }),
      ...people(7, { employer: '第二中学', address: '云栖花园小区' }, 6),
    ]
    const forward = communities(facts, ['C3'])
    expect(communities(facts.toReversed(), ['C3'])).toEqual(forward)
    expect(forward.map(({ result }) => [result.kind, result.key, result.size])).toEqual([
      ['employer', '青禾物流', 6],
      ['compound', '云栖花园', 13],
      ['school', '第二中学', 7],
    ])
  })
})
