/**
 * Maturing holdings: past due with the money still in the list, within a week, within a month. The contact must come before the
 * date, so the latest day is the last working day before it. Days are counted from the data date.
 */
import type { CustomerInput } from '../../../../../shared/domain/classification.ts'
import type { Holding } from '../../../../../shared/domain/customer.ts'
import { daysBetween } from '../../../../../shared/domain/dates.ts'
import type { WorkCalendar } from '../../../../../shared/domain/plan.ts'
import type { Playbook } from '../../../../../shared/playbook/schema.ts'
import { workdayBefore } from '../../calendar/calendar.ts'
import type { MaturityReason, ReasonContext } from '../plan-reason.ts'
import { latestFor } from './asset-reasons.ts'

interface Dated {
  readonly holding: Holding
  readonly date: string
  readonly days: number
}

function datedHoldings(input: CustomerInput, asOf: string): readonly Dated[] {
  return input.holdings
    .flatMap((holding) =>
      holding.maturityDate !== null && holding.amountFen > 0
        ? [{ holding, date: holding.maturityDate, days: daysBetween(asOf, holding.maturityDate) }]
        : [],
    )
    .sort(
      (a, b) =>
        a.days - b.days ||
        b.holding.amountFen - a.holding.amountFen ||
        compareText(a.holding.productName, b.holding.productName),
    )
}

function compareText(a: string | null, b: string | null): number {
  const [x, y] = [a ?? '', b ?? '']
  return x < y ? -1 : x > y ? 1 : 0
}

/** At most one reason per band: past due, soon, ahead; in that order. */
export function maturityReasons(
  input: CustomerInput,
  context: ReasonContext,
  calendar: WorkCalendar,
  playbook: Playbook,
): readonly MaturityReason[] {
  const { pastDays, orangeDays } = playbook.warnings.maturity
  const ahead = playbook.planning.maturityAheadDays
  const dated = datedHoldings(input, context.asOf)
  const bands = [
    {
      kind: 'maturityPast' as const,
      colour: 'red' as const,
      in: dated.filter((d) => d.days < 0 && d.days >= -pastDays).reverse(),
      range: [-pastDays, 0],
    },
    {
      kind: 'maturitySoon' as const,
      colour: 'orange' as const,
      in: dated.filter((d) => d.days >= 0 && d.days <= orangeDays),
      range: [0, orangeDays + 1],
    },
    {
      kind: 'maturityAhead' as const,
      colour: 'yellow' as const,
      in: dated.filter((d) => d.days > orangeDays && d.days <= ahead),
      range: [orangeDays + 1, ahead + 1],
    },
  ]
  return bands.flatMap(({ kind, colour, in: found, range }) => {
    const first = found[0]
    if (!first) return []
    const totalFen = found.reduce((sum, d) => sum + d.holding.amountFen, 0)
    const latestDate =
      kind === 'maturityPast'
        ? latestFor(kind, context, calendar, playbook)
        : workdayBefore(first.date, calendar)
    const rule = `maturity.${colour}`
    return [
      {
        kind,
        colour,
        latestDate,
        stakeFen: totalFen,
        extra: null,
        holding: first.holding,
        date: first.date,
        days: first.days,
        count: found.length,
        totalFen,
        evidence: found.flatMap(({ holding, date, days }) => [
          {
            rule,
            field: 'daysToMaturity',
            value: days,
            op: 'range' as const,
            threshold: range,
            evidence: {
              product: holding.productName ?? holding.productClass,
              amountFen: holding.amountFen,
              maturityDate: date,
            },
          },
          { rule, field: 'holdingAmountFen', value: holding.amountFen, op: '>' as const, threshold: 0 },
        ]),
      },
    ]
  })
}
