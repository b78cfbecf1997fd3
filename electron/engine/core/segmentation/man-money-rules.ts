/** Rule: MAN, money. Average assets, what there once was, payroll, a large inflow, or a loan in good order. */
import type { Column, Columns, SegmentInput } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { wordIn } from './customer-columns.ts'
import { inflow, movedFen } from './moved-money.ts'
import { measureOf } from './tier.ts'
import type { YesRule } from './yes-rules.ts'

/** Either says what a customer is measured by. */
export const measureColumns: readonly Column[] = ['aumMonthAvgFen', 'aumFen']

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
          everyoneHas: 'aumMonthAvgFen',
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
