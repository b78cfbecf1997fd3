/** Thirteen months of one customer, and what changed since last week and last month. */
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import { addDays, monthStart, type IsoDate } from '../../../shared/domain/dates.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'
import type { SaidRow } from '../db/repo/customer-past.ts'

const monthsShown = 13

const fenOf = (row: SaidRow | undefined, key: string): number | null => {
  const value = row?.facts[key]
  return typeof value === 'number' ? value : null
}

/** First days of the months up to the one of a date, oldest first. */
function monthsUpTo(asOf: IsoDate): IsoDate[] {
  const months = [monthStart(asOf)]
  while (months.length < monthsShown) months.unshift(monthStart(addDays(months[0] ?? asOf, -1)))
  return months
}

/** Each month by the customer's last row in it; a month without one stays unknown, not zero. */
export function monthsOf(rows: readonly SaidRow[], asOf: IsoDate): CustomerFull['months'] {
  return monthsUpTo(asOf).map((start) => {
    const month = start.slice(0, 7)
    const row = rows.find((each) => each.asOf.slice(0, 7) === month)
    return {
      month,
      asOf: row?.asOf ?? null,
      aumFen: fenOf(row, 'aumFen'),
      aumMonthAvgFen: fenOf(row, 'aumMonthAvgFen'),
      classes: Object.fromEntries(
        assetClasses.map((each) => [each, fenOf(row, `${each}Fen`)]),
      ) as CustomerFull['months'][number]['classes'],
    }
  })
}

/** Change against the customer's row of an earlier date; null when that snapshot does not have him. */
export function changeSince(rows: readonly SaidRow[], since: IsoDate | null): CustomerFull['sinceLastWeek'] {
  const before = rows.find((row) => row.asOf === since)
  if (!before) return null
  const delta = (key: string) => {
    const [now, then] = [fenOf(rows[0], key), fenOf(before, key)]
    return now === null || then === null ? null : now - then
  }
  return { since: before.asOf, aumFen: delta('aumFen'), aumMonthAvgFen: delta('aumMonthAvgFen') }
}
