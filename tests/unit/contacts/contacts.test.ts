/** What counts as having spoken with a customer, and when that last happened. */
import { describe, expect, it } from 'vitest'
import type { Contact } from '../../../shared/domain/customer.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { contactSummary } from '../../../electron/engine/core/contacts/contact-summary.ts'
import { isEffectiveContact } from '../../../electron/engine/core/contacts/effective-contact.ts'
import { lastContactOf } from '../../../electron/engine/core/contacts/last-contact.ts'
import { dataDate, someContact, someFacts } from '../../helpers/some-facts.ts'

describe('an effective contact', () => {
  it.each([
    ['phone', 'answered', 60, true],
    ['phone', 'answered', 59, false],
    ['phone', 'answered', null, false],
    ['phone', 'declined', 60, true],
    ['phone', 'visited', 90, true],
    ['phone', 'missed', 300, false],
    ['phone', 'dead_number', 300, false],
    ['phone', 'do_not_contact', 300, false],
    ['phone', null, 300, false],
    ['visit', 'visited', null, true],
    ['visit', 'answered', 0, true],
    ['visit', null, null, true],
    ['visit', 'missed', 600, false],
    ['sms', 'replied', null, true],
    ['wecom', 'replied', null, true],
    ['wecom', 'sent', null, false],
    ['wecom', 'answered', 90, false],
    [null, 'answered', 90, false],
    [null, 'replied', null, true],
    [null, null, null, false],
  ] as const)('%s, %s, %s s: %s', (channel, outcome, seconds, expected) => {
    expect(isEffectiveContact(someContact({ channel, outcome, seconds }), playbook)).toBe(expected)
  })
})

const reply = (contactDate: string): Contact =>
  someContact({ contactDate, channel: 'sms', outcome: 'replied' })
const missed = (contactDate: string): Contact =>
  someContact({ contactDate, channel: 'phone', outcome: 'missed', seconds: 80 })

describe('the log', () => {
  it('is read up to the data date, in any order', () => {
    const log = [reply('2026-10-01'), missed('2026-11-18'), reply('2026-11-21'), reply('2026-11-01')]
    expect(contactSummary(log, dataDate, playbook)).toEqual({
      effectiveInWindow: 2,
      recentVisit: false,
      lastContactDate: '2026-11-18',
      lastAnswered: false,
      lastEffectiveDate: '2026-11-01',
      daysSinceEffective: 19,
    })
  })

  it('says nothing when empty', () => {
    expect(contactSummary([], dataDate, playbook)).toMatchObject({
      lastContactDate: null,
      daysSinceEffective: null,
    })
  })
})

describe('the last contact', () => {
  const last = (stated: string | null, log: readonly Contact[]) =>
    lastContactOf(someFacts({ lastContactDate: stated }), log, playbook)

  it('is the later of log and extract; the extract is unconfirmed', () => {
    expect(last('2026-11-10', [reply('2026-11-01')])).toEqual({
      date: '2026-11-10',
      days: 10,
      unconfirmed: true,
    })
    expect(last('2026-10-10', [reply('2026-11-01')])).toMatchObject({
      date: '2026-11-01',
      unconfirmed: false,
    })
    expect(last(null, [missed('2026-11-18')])).toBeNull()
  })

  it('is not an extract date the log knows as a missed call, nor one after the data date', () => {
    expect(last('2026-11-18', [missed('2026-11-18'), reply('2026-11-01')])?.date).toBe('2026-11-01')
    expect(last('2026-11-21', [])).toBeNull()
  })
})
