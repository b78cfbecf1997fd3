/**
 * Rule: MAN, authority. Of age with an account of one's own, a business, or something bought before; a minor, a
 * student, somebody who asks the family or whose account is restricted does not decide.
 */
import type { SegmentInput } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { excludedOf } from '../dormancy/excluded.ts'
import { ageOf, anyBoughtColumn, lastBought, notesOf, wordIn } from './customer-columns.ts'
import type { YesClause, YesRule } from './yes-rules.ts'

/** A word that was noted, as a comparison: true with the word found. */
function noted(field: string, word: string | null): YesClause {
  return { field, value: word ?? false, op: '=', threshold: word ?? true }
}

const boughtRule = ({ facts, history }: SegmentInput): YesRule => {
  const bought = lastBought(facts, history)
  return {
    rule: 'man.authority.bought',
    columns: [anyBoughtColumn],
    clauses: [
      {
        field: 'boughtClass',
        value: bought?.asset ?? false,
        op: '=',
        threshold: bought?.asset ?? true,
        evidence: { heldOn: bought?.heldOn ?? null },
      },
    ],
  }
}

/** Rule: authority, yes. Of age with an account of one's own, a business, or something bought before. */
export function authorityRules(input: SegmentInput, playbook: Playbook): readonly YesRule[] {
  const { facts } = input
  const { from, to } = playbook.man.authority.age
  return [
    {
      rule: 'man.authority.age',
      columns: [['age', 'birthDate']],
      clauses: [
        { field: 'age', value: ageOf(facts), op: 'range', threshold: [from, to + 1], everyoneHas: 'age' },
      ],
    },
    {
      rule: 'man.authority.owner',
      columns: [['owner']],
      clauses: [{ field: 'owner', value: facts.owner, op: '=', threshold: true }],
    },
    {
      rule: 'man.authority.merchant',
      columns: [['merchant']],
      clauses: [{ field: 'merchant', value: facts.merchant, op: '=', threshold: true }],
    },
    boughtRule(input),
  ]
}

/** Rule: authority above the age at which it is taken for granted: something bought, or a note, decides. */
export function seniorAuthorityRules(input: SegmentInput, playbook: Playbook): readonly YesRule[] {
  const { facts, contacts } = input
  const word = wordIn([facts.remark, ...notesOf(contacts, facts.asOf)], playbook.man.authority.decidesWords)
  return [
    boughtRule(input),
    { rule: 'man.authority.decides', columns: [], clauses: [noted('decidesNote', word)] },
  ]
}

/** Rule: authority, no; any of these stands above every yes-rule. */
export function noAuthorityRules(input: SegmentInput, playbook: Playbook): readonly YesRule[] {
  const { facts, contacts } = input
  const { age, studentWords, asksFamilyWords } = playbook.man.authority
  const asks = wordIn([facts.remark, ...notesOf(contacts, facts.asOf)], asksFamilyWords)
  const restricted = excludedOf({ ...facts, deceased: null, dnc: null, staff: null }) === 'restricted'
  return [
    {
      rule: 'man.authority.minor',
      columns: [],
      clauses: [{ field: 'age', value: ageOf(facts), op: '<', threshold: age.from }],
    },
    {
      rule: 'man.authority.student',
      columns: [],
      clauses: [noted('studentWord', wordIn([facts.occupation], studentWords))],
    },
    { rule: 'man.authority.asksFamily', columns: [], clauses: [noted('asksFamilyNote', asks)] },
    {
      rule: 'man.authority.restricted',
      columns: [],
      clauses: [noted('restriction', restricted ? facts.restriction : null)],
    },
  ]
}
