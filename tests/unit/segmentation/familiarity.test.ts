/** Familiarity needs both halves: how often we spoke, and what we know. */
import { describe, expect, it } from 'vitest'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import type { BranchContext } from '../../../shared/domain/classification.ts'
import type { Contact, CustomerFacts } from '../../../shared/domain/customer.ts'
import {
  classifyFamiliarity,
  unobtainableItems,
} from '../../../electron/engine/core/segmentation/familiarity.ts'
import { informationItems } from '../../../electron/engine/core/segmentation/information.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { someContact, someContext, someFacts, someInput } from '../../helpers/some-facts.ts'

const known: Partial<CustomerFacts> = {
  phone: '13800001234',
  birthDate: '1980-01-01',
  occupation: '教师',
  riskRating: 3,
  riskExpiry: '2026-11-20',
  wecom: true,
}
const byConversation = ['family', 'assetsElsewhere', 'interests', 'preferredTime', 'sourceOfFunds']
const context: BranchContext = { ...someContext, unobtainable: byConversation }
const call = (contactDate: string): Contact =>
  someContact({ contactDate, channel: 'phone', outcome: 'declined', seconds: 120 })

function familiarity(contacts: readonly Contact[], facts: Partial<CustomerFacts>, around = context) {
  return classifyFamiliarity(someInput(facts, { contacts }), around, playbook)
}

describe('frequency', () => {
  const points = (contacts: readonly Contact[], around = context, facts: Partial<CustomerFacts> = {}) =>
    familiarity(contacts, facts, around).result.frequencyPoints

  it('counts effective contacts in the window, three being as good as more', () => {
    const days = ['2026-11-19', '2026-11-10', '2026-10-01', '2026-09-01']
    expect([0, 1, 2, 3, 4].map((n) => points(days.slice(0, n).map(call)))).toEqual([0, 15, 30, 40, 40])
    expect(points([call('2026-08-22')])).toBe(15)
    expect(points([call('2026-08-21')])).toBe(0)
  })

  it('adds the bonus for a meeting in half a year or a last contact that was answered', () => {
    expect(points([someContact({ channel: 'visit', contactDate: '2026-05-24', outcome: null })])).toBe(10)
    expect(points([someContact({ channel: 'visit', contactDate: '2026-05-23', outcome: null })])).toBe(0)
    const reply = someContact({ channel: 'wecom', outcome: 'replied', contactDate: '2026-11-01' })
    expect(points([reply])).toBe(25)
    expect(points([call('2026-11-02'), reply])).toBe(30)
  })

  it('falls back to the extract count only where the branch has no log, and says so', () => {
    const none = { ...context, hasContactLog: false }
    const fallen = familiarity([], { contactCount: 2 }, none).result
    expect([fallen.frequencyPoints, fallen.unconfirmed]).toEqual([30, true])
    expect(points([], context, { contactCount: 2 })).toBe(0)
    expect(familiarity([], { ...known }, none).result).toMatchObject({ level: null, frequencyPoints: null })
  })
})

describe('information', () => {
  const points = (facts: Partial<CustomerFacts>, unobtainable = byConversation) =>
    familiarity([], facts, { ...context, unobtainable }).result.informationPoints

  it('is the share known of what can be obtained', () => {
    expect(points(known)).toBe(50)
    expect(points(known, [])).toBe(25)
    expect(points({})).toBe(0)
    expect(points({ phone: '138****1234' })).toBe(0)
    expect(points({ ...known, riskExpiry: '2026-11-19' })).toBe(40)
    expect(points({ ...known, wecom: false })).toBe(40)
    expect(points({ ...known, occupation: null, employer: '第一中学' })).toBe(50)
  })

  it('leaves out what nobody in the branch has on record, but not what one customer has', () => {
    const facts = [someFacts({ phone: '13800001234' }), someFacts({ wecom: false }), someFacts()]
    expect(unobtainableItems(facts.map((f) => ({ facts: f })))).toEqual(
      informationItems.filter((item) => item !== 'phone' && item !== 'wecom'),
    )
    expect(unobtainableItems([])).toEqual(informationItems)
  })

  it('gives no level when nothing can be obtained at all', () => {
    const all = { ...context, unobtainable: informationItems }
    expect(familiarity([call('2026-11-19')], known, all).result.level).toBeNull()
  })
})

describe('level', () => {
  const two = [call('2026-11-19'), call('2026-11-10')]
  const one = [call('2026-11-19')]
  const answered = [someContact({ channel: 'phone', outcome: 'answered', seconds: 5 })]
  it.each([
    ['often and well known', two, known, 'familiar'],
    ['often, little known', two, { phone: '13800001234', wecom: true }, 'acquainted'],
    ['often, nothing known', two, {}, 'stranger'],
    ['seldom, well known', one, known, 'acquainted'],
    ['never, well known', [], known, 'stranger'],
    ['only the bonus, well known', answered, known, 'acquainted'],
    ['only the bonus, little known', answered, { phone: '13800001234' }, 'stranger'],
  ] as const)('%s', (_, contacts, facts, level) => {
    const { result, reasons } = familiarity(contacts, facts)
    expect(result.level).toBe(level)
    expect(reasons.every(reevaluate)).toBe(true)
  })
})
