/** The yes-rules and no-rules of the three letters: money, authority, need. What the columns say, nothing else. */
import { daysBetween } from '../../../../shared/domain/dates.ts'
import type { Column, SegmentInput, Columns } from '../../../../shared/domain/segments.ts'
import type { Movement } from '../../../../shared/domain/customer.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { excludedOf } from '../dormancy/excluded.ts'
import {
  ageOf,
  anyBoughtColumn,
  classesHeld,
  isLoan,
  lastBought,
  lastGone,
  notesOf,
  wordIn,
} from './customer-columns.ts'
import { shareIn } from './exact-share.ts'
import { invitationLine, nearThreshold } from './near-threshold.ts'
import { measureOf } from './tier.ts'
import type { YesClause, YesRule } from './yes-rules.ts'

const measureColumns: readonly Column[] = ['aumMonthAvgFen', 'aumFen']

/** Sum of the movements that pass, dated at most `days` before the data date; null when the list is missing. */
function movedFen(
  { facts, movements }: SegmentInput,
  columns: Columns,
  days: number,
  passes: (movement: Movement) => boolean,
): Fen | null {
  if (!columns.has('movements')) return null
  return movements
    .filter(({ txnDate }) => txnDate <= facts.asOf && daysBetween(txnDate, facts.asOf) <= days)
    .filter(passes)
    .reduce((sum, { amountFen }) => sum + amountFen, 0)
}

const inflow = ({ direction }: Movement) => direction === 'in'

/** A word that was noted, as a comparison: true with the word found. */
function noted(field: string, word: string | null): YesClause {
  return { field, value: word ?? false, op: '=', threshold: word ?? true }
}

/** Rule: money. Average assets, what there once was, payroll, a large inflow, or a loan in good order. */
export function moneyRules(input: SegmentInput, columns: Columns, playbook: Playbook): readonly YesRule[] {
  const { facts } = input
  const lines = playbook.man.money
  const measure = measureOf(facts)
  const trouble = wordIn([facts.remark, facts.restriction], lines.loanTroubleWords)
  const largeLoan = facts.loanFen !== null && facts.loanFen >= lines.loanFen
  return [
    {
      rule: 'man.money.average',
      columns: [measureColumns],
      clauses: [
        {
          field: measure?.field ?? 'aumMonthAvgFen',
          value: measure?.fen ?? null,
          op: '>=',
          threshold: lines.averageFen,
          everyoneHas: true,
        },
      ],
    },
    {
      rule: 'man.money.peak',
      columns: [['aumPeakFen']],
      clauses: [{ field: 'aumPeakFen', value: facts.aumPeakFen, op: '>=', threshold: lines.peakFen }],
    },
    {
      rule: 'man.money.payroll',
      // Who is known to be paid elsewhere needs no column with the amount.
      columns: facts.payroll === false ? [] : [['payrollAmountFen']],
      clauses: [
        facts.payroll === false && facts.payrollAmountFen === null
          ? { field: 'payroll', value: false, op: '=', threshold: true }
          : {
              field: 'payrollAmountFen',
              value: facts.payrollAmountFen,
              op: '>=',
              threshold: lines.payrollFen,
            },
      ],
    },
    {
      rule: 'man.money.inflow',
      columns: [['movements']],
      clauses: [
        {
          field: 'inflowFen',
          value: movedFen(input, columns, lines.inflowDays, inflow),
          op: '>=',
          threshold: lines.inflowFen,
          evidence: { days: lines.inflowDays },
        },
      ],
    },
    {
      rule: 'man.money.loan',
      // Whether it is in good order matters only for a loan of that size.
      columns: largeLoan ? [['loanFen'], ['remark', 'restriction']] : [['loanFen']],
      clauses: [
        { field: 'loanFen', value: facts.loanFen, op: '>=', threshold: lines.loanFen },
        {
          field: 'loanTrouble',
          value: columns.has('remark') || columns.has('restriction') ? (trouble ?? false) : null,
          op: '=',
          threshold: false,
        },
      ],
    },
  ]
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
        { field: 'age', value: ageOf(facts), op: 'range', threshold: [from, to + 1], everyoneHas: true },
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

interface Due {
  readonly days: number
  readonly product: string | null
  readonly amountFen: Fen
  readonly maturityDate: string
}

/** The holding due next that passes, today included; null when there is none. */
function nextDue(
  { facts, holdings }: SegmentInput,
  passes: (holding: SegmentInput['holdings'][number]) => boolean,
): Due | null {
  const due = holdings.flatMap((holding) => {
    const { maturityDate, amountFen, productName, productClass } = holding
    if (maturityDate === null || maturityDate < facts.asOf || amountFen <= 0 || !passes(holding)) return []
    const days = daysBetween(facts.asOf, maturityDate)
    return [{ days, product: productName ?? productClass, amountFen, maturityDate }]
  })
  return due.sort((a, b) => a.days - b.days || b.amountFen - a.amountFen)[0] ?? null
}

const dueWithin = (due: Due | null, days: number): YesClause => ({
  field: 'daysToMaturity',
  value: due?.days ?? null,
  op: 'range',
  threshold: [0, days + 1],
  ...(due && {
    evidence: { product: due.product, amountFen: due.amountFen, maturityDate: due.maturityDate },
  }),
})

function nearRule({ facts }: SegmentInput, playbook: Playbook): YesRule {
  const measure = measureOf(facts)
  const tier = nearThreshold(measure, playbook)
  const near = (tier?.edge === 'rising' ? tier : null) ?? invitationLine(measure, playbook)
  const unmeasured: YesClause = {
    field: 'aumMonthAvgFen',
    value: null,
    op: '>=',
    threshold: 0,
    everyoneHas: true,
  }
  const none: YesClause = { field: 'nearLine', value: false, op: '=', threshold: true }
  return {
    rule: 'man.need.near',
    columns: [measureColumns],
    clauses: near?.reasons ?? [measure ? none : unmeasured],
  }
}

/** Rule: need. Money about to move or lying idle, a line in reach, something given up, a question unanswered. */
export function needRules(input: SegmentInput, columns: Columns, playbook: Playbook): readonly YesRule[] {
  const { facts, history, openNeeds } = input
  const lines = playbook.man.need
  const { demandFen, aumFen, loanFen } = facts
  const held = classesHeld(facts)
  const gone = lastGone(facts, history, columns)
  const loan = nextDue(input, (holding) => isLoan(holding, playbook))
  const sameName = ({ direction, counterparty }: Movement) =>
    direction === 'out' && wordIn([counterparty], lines.sameNameWords) !== null
  return [
    {
      rule: 'man.need.maturity',
      columns: [['holdings']],
      clauses: [dueWithin(nextDue(input, (holding) => !isLoan(holding, playbook)), lines.maturityDays)],
    },
    {
      rule: 'man.need.idle',
      columns: [['demandFen'], ['aumFen']],
      clauses: [
        { field: 'demandFen', value: demandFen, op: '>=', threshold: lines.demandFen },
        {
          field: 'demandShare',
          value: demandFen !== null && demandFen >= 0 && aumFen !== null && aumFen > 0 ? shareIn(demandFen, aumFen) : null,
          op: '>=',
          threshold: lines.demandShare,
          evidence: { aumFen },
        },
      ],
    },
    nearRule(input, playbook),
    {
      rule: 'man.need.inflow',
      columns: [['movements']],
      clauses: [
        {
          field: 'inflowFen',
          value: movedFen(input, columns, lines.inflowDays, inflow),
          op: '>=',
          threshold: lines.inflowFen,
          evidence: { days: lines.inflowDays },
        },
      ],
    },
    {
      rule: 'man.need.gone',
      columns: [anyBoughtColumn, ['history']],
      clauses: [
        {
          field: 'daysSinceHeld',
          value: gone && daysBetween(gone.heldOn, facts.asOf),
          op: '<=',
          threshold: lines.classGoneDays,
          evidence: { asset: gone?.asset ?? null, heldOn: gone?.heldOn ?? null },
        },
      ],
    },
    {
      rule: 'man.need.sameName',
      columns: [['movements']],
      clauses: [
        {
          field: 'sameNameOutflowFen',
          value: movedFen(input, columns, lines.outflowDays, sameName),
          op: '>',
          threshold: 0,
          evidence: { days: lines.outflowDays },
        },
      ],
    },
    {
      rule: 'man.need.single',
      columns: [anyBoughtColumn],
      clauses: [
        {
          field: 'classCount',
          value: held && held.length,
          op: '=',
          threshold: lines.singleClasses,
          evidence: { asset: held?.[0] ?? null },
        },
      ],
    },
    {
      rule: 'man.need.loanEnd',
      // Only who has a loan needs its end.
      columns: (loanFen ?? 0) > 0 ? [['loanFen'], ['loanEnd']] : [['loanFen']],
      clauses: [dueWithin(loan, lines.loanEndDays)],
    },
    {
      rule: 'man.need.open',
      columns: [],
      clauses: [{ field: 'openNeeds', value: openNeeds, op: '>=', threshold: 1 }],
    },
  ]
}
