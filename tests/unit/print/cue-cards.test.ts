/** Cue cards: the script of a reason said once, for anybody, and rows that keep what is one customer's own. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cueCards, nextStepDay, shelfOf } from '../../../electron/engine/io/print/cue-cards.ts'
import { cardTopics, opened, rowTopic } from '../../../electron/engine/io/print/topic-forms.ts'
import type { PlanReasonKind } from '../../../shared/playbook/schema.ts'
import { branchOf } from '../planning/random-branch.ts'
import { customer, holding, numbered, wan } from '../planning/sample.ts'
import { viewOf, viewOfInput } from './sample-view.ts'

const manyWeeks = { numRuns: 400, seed: 20261120 }
/** Kinds whose topic quotes what is only this customer's: it stays in the row in full. */
const ownTopic: readonly PlanReasonKind[] = ['promised', 'tierDown', 'classesFewer']

describe('topics', () => {
  const shelf = ['「国债」R1·1095 天·100 元起', '「月月享」R2·30 天·1 万起']

  it.each([
    [
      '核实 12.94 万变动是否本人办理、用在哪里、多久用完；先听后问\n持有：国债 2 万、保险 1 万',
      '核实变动；持有 国债 2 万、保险 1 万',
    ],
    ['问候，核对资料，请客户自选一项告知：方便接听的时间、加企微', '问：接听时间、加企微'],
    [
      '提醒 11-24 到期 4.92 万，核对到账账户，登记续作还是用款\n说明 4.92 万到期后怎样衔接、不留空档',
      '提醒到期',
    ],
    ['说明现在离 1 万线差 528 元，问清本月资金进出；不劝存', '说明差额；不劝存'],
    ['可谈：存款、国债等 R1 类', '可谈 R1 类'],
    ['可谈：存款、国债，R2 及以下的产品', '可谈 R2 及以下'],
    ['在售可谈：「月月享」R2·30 天·1 万起、「国债」R1·1095 天·100 元起', '可谈 产品2、产品1'],
    ['在售可谈：「别的」R1·7 天', '可谈 「别的」R1·7 天'],
    [
      '兑现 11-10 的约定（当时记录：带材料），先报进展，再问还有没有别的事',
      '兑现 11-10 的约定（当时记录：带材料），先报进展，再问还有没有别的事',
    ],
  ])('%s', (what, row) => {
    expect(rowTopic(what, shelf)).toBe(row)
  })

  it('opens amounts, dates and days', () => {
    expect(opened('提醒 11-24 到期 4.92 万，核对；130 天未用，第 2 次')).toBe(
      '提醒〔日期〕到期〔金额〕，核对；〔天数〕未用，第 2 次',
    )
  })

  it('leaves nothing behind: what the row shortens is on the card, in any week', () => {
    const seen = new Set<PlanReasonKind>()
    fc.assert(
      fc.property(branchOf(60), (input) => {
        for (const line of viewOfInput(input).lines) {
          seen.add(line.reasonKind)
          const service = line.what.split('\n')[0] ?? ''
          if (ownTopic.includes(line.reasonKind)) expect(rowTopic(line.what, [])).toContain(service)
          else expect(cardTopics(service)).toHaveLength(1)
          expect(rowTopic(line.what, [])).not.toMatch(/\$\d/)
        }
      }),
      manyWeeks,
    )
    // A branch this small plans few customers: enough kinds must have come by for this to mean anything.
    expect(seen.size).toBeGreaterThan(7)
  })
})

describe('cards', () => {
  const maturing = numbered(6, (no, i) =>
    customer({
      facts: {
        customerNo: no,
        name: `钱${'一二三四五六'[i] ?? ''}`,
        gender: i % 2 === 0 ? 'male' : 'female',
        consent: i < 3,
      },
      input: {
        holdings: [holding({ maturityDate: i < 4 ? '2026-12-10' : '2026-11-15', amountFen: wan(i + 1) })],
      },
    }),
  )
  const product = {
    productCode: 'P1',
    productName: '月月享',
    productClass: '理财',
    productRisk: 1,
    termDays: 30,
    rate: null,
    minAmountFen: null,
    saleUntil: null,
  }
  const { lines } = viewOf(maturing, { products: [product] })
  const cards = cueCards(lines)

  it('gives the opening, a card for each kind, most customers first, and the products named', () => {
    expect(cards.map((c) => c.title)).toEqual([
      '开场（每户先说）',
      '近期到期 4 户',
      '到期未续 2 户',
      '可谈的在售产品',
    ])
    expect(cards[0]?.lines).toEqual([
      '核对：“请问是〔客户姓名〕本人吗？”（停顿）“我是客户经理张伟。”',
      '电话：“〔来意〕，现在方便吗？”',
    ])
    expect(cards[3]?.lines).toEqual(['产品1：「月月享」R1·30 天'])
    expect(shelfOf(lines)).toEqual(['「月月享」R1·30 天'])
  })

  it('says purpose, topic, objection with answer, next step and goal once, in this order', () => {
    const card = cards[1]
    expect(card?.lines).toEqual([
      '来意：“您有一笔产品近期到期，提前跟您说一声，也听听您的安排”',
      '谈什么：预告〔日期〕到期〔金额〕，问清近期有没有大额用款',
      '同意营销的再谈：按用款计划提前排〔金额〕的去处',
      '若说“还早呢”：“是还早，今天只报个日子。到期前一周我再提醒您一次，可以吗？”',
      '下一步：“我把〔日期〕这个日子记下，到期前一周再给您电话。”',
      '预期：问到〔金额〕的到期意向（续作/用款/转出）并登记',
    ])
    expect(lines.map((l) => nextStepDay(l.how))).toContain('12-10')
  })

  it('names no customer and no date or amount of one, in any week', () => {
    fc.assert(
      fc.property(branchOf(60), (input) => {
        const view = viewOfInput(input)
        const text = cueCards(view.lines)
          .filter((c) => c.title !== '可谈的在售产品')
          .flatMap((c) => c.lines)
          .join('\n')
        for (const { name } of view.lines) if (name !== null) expect(text).not.toContain(name)
        expect(text).not.toMatch(/\d{2}-\d{2}|\d ?[万亿]|周[一-五] \d/)
      }),
      manyWeeks,
    )
  })

  it('has no card for a week without lines', () => {
    expect(cueCards([])).toEqual([])
  })
})
