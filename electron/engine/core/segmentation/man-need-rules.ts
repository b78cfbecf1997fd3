/**
 * Rule: MAN, need. Money about to move or lying idle, a line in reach, something given up, a single product, a loan
 * near its end, a question unanswered.
 */
import type { Movement } from '../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Columns, SegmentInput } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { anyBoughtColumn, classesHeld, isLoan, lastGone, wordIn } from './customer-columns.ts'
import { shareIn } from './exact-share.ts'
import { measureColumns } from './man-money-rules.ts'
import { inflow, movedFen } from './moved-money.ts'
import { invitationLine, nearThreshold } from './near-threshold.ts'
import { measureOf } from './tier.ts'
import type { YesClause, YesRule } from './yes-rules.ts'

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
    everyoneHas: 'aumMonthAvgFen',
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
      clauses: [
        dueWithin(
          nextDue(input, (holding) => !isLoan(holding, playbook)),
          lines.maturityDays,
        ),
      ],
    },
    {
      rule: 'man.need.idle',
      columns: [['demandFen'], ['aumFen']],
      clauses: [
        { field: 'demandFen', value: demandFen, op: '>=', threshold: lines.demandFen },
        {
          field: 'demandShare',
          value:
            demandFen !== null && demandFen >= 0 && aumFen !== null && aumFen > 0
              ? shareIn(demandFen, aumFen)
              : null,
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
