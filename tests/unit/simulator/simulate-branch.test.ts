import { beforeAll, describe, expect, it } from 'vitest'
import { addDays, daysBetween, weekday } from '../../../shared/domain/dates.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { BranchHistory, CustomerRow } from '../../../electron/engine/simulator/model.ts'
import { simulatorDefaults } from '../../../electron/engine/simulator/parameters.ts'
import { simulateBranch, type SimulationOptions } from '../../../electron/engine/simulator/simulate-branch.ts'

const base: SimulationOptions = { customers: 1500, weeks: 10, seed: 'tests', lastDate: '2026-11-20' }

/** Rows by customer for each week. */
function rowsByWeek(history: BranchHistory): ReadonlyMap<string, CustomerRow>[] {
  return history.weeks.map(
    ({ customers }) => new Map(customers.map((row) => [row.person.customerNo, row] as const)),
  )
}

describe('a simulated branch', () => {
  let history: BranchHistory
  let rows: ReadonlyMap<string, CustomerRow>[]
  beforeAll(() => {
    history = simulateBranch(base)
    rows = rowsByWeek(history)
  })

  it('is the same for the same seed and another for another', () => {
    expect(JSON.stringify(simulateBranch(base))).toBe(JSON.stringify(history))
    expect(JSON.stringify(simulateBranch({ ...base, seed: 'other' }))).not.toBe(JSON.stringify(history))
  })

  it('has one week after another up to the last date, the first with the customers asked for', () => {
    expect(history.weeks.map(({ asOf }) => asOf)).toEqual(
      Array.from({ length: 10 }, (_, index) => addDays('2026-11-20', (index - 9) * 7)),
    )
    expect(history.weeks.every(({ asOf }) => weekday(asOf) === 5)).toBe(true)
    expect(history.weeks[0]?.customers.length).toBe(1500)
  })

  it('keeps AUM equal to the sum of its classes, in non-negative integer fen', () => {
    const wrong = history.weeks
      .flatMap(({ customers }) => customers)
      .filter(
        ({ balances, aum }) =>
          !balances.every((balance) => Number.isSafeInteger(balance) && balance >= 0) ||
          balances.reduce((sum, balance) => sum + balance, 0) !== aum,
      )
    expect(wrong).toEqual([])
  })

  it('starts with tier shares near those asked for', () => {
    const lines = simulatorDefaults.assets.tierLinesFen.slice(1, 5)
    const counts = [0, 0, 0, 0, 0]
    for (const row of history.weeks[0]?.customers ?? []) {
      const tier = lines.filter((line) => row.aumMonthAvg >= line).length
      counts[tier] = (counts[tier] ?? 0) + 1
    }
    const shares = counts.map((count) => count / 1500)
    simulatorDefaults.assets.tierShares.forEach((share, tier) => {
      expect(shares[tier]).toBeGreaterThan(share - (tier === 4 ? 0.012 : 0.04))
      expect(shares[tier]).toBeLessThan(share + (tier === 4 ? 0.012 : 0.04))
    })
  })

  it('tells one story from week to week', () => {
    const later = (one: string | null, other: string | null) => (one ?? '') > (other ?? '')
    const wrong = rows.flatMap((now, week) =>
      [...now].filter(([customerNo, row]) => {
        const asOf = history.weeks[week]?.asOf ?? ''
        const { openDate } = row.person
        const before = rows[week - 1]?.get(customerNo)
        return (
          openDate > asOf ||
          row.aumPeak < row.aum ||
          later(row.lastTxnDate, asOf) ||
          (row.lastTxnDate !== null && openDate > row.lastTxnDate) ||
          (before !== undefined &&
            (row.person !== before.person ||
              row.aumPeak < before.aumPeak ||
              later(before.lastTxnDate, row.lastTxnDate) ||
              later(before.lastContactDate, row.lastContactDate)))
        )
      }),
    )
    expect(wrong).toEqual([])
  })

  it('opens and closes accounts, and nobody comes back', () => {
    const gone = new Set<string>()
    let opened = 0
    for (let week = 1; week < rows.length; week++) {
      const now = rows[week] ?? new Map<string, CustomerRow>()
      const before = rows[week - 1] ?? new Map<string, CustomerRow>()
      const truth = history.weeks[week]?.truth
      const vanished = [...before.keys()].filter((customerNo) => !now.has(customerNo))
      const fresh = [...now.keys()].filter((customerNo) => !before.has(customerNo))
      expect(new Set(vanished)).toEqual(new Set(truth?.closed))
      expect(new Set(fresh)).toEqual(new Set(truth?.opened))
      for (const customerNo of fresh) {
        expect(gone.has(customerNo)).toBe(false)
        expect(
          daysBetween(now.get(customerNo)?.person.openDate ?? '', history.weeks[week]?.asOf ?? ''),
        ).toBeLessThan(7)
      }
      vanished.forEach((customerNo) => gone.add(customerNo))
      opened += fresh.length
    }
    expect(gone.size).toBeGreaterThan(10)
    expect(opened).toBeGreaterThan(10)
  })

  it('lets leavers slide away: money goes down over weeks and shows as transfers to the same name', () => {
    const leavers = new Set(history.weeks.flatMap(({ truth }) => truth.leaving))
    const transfers = new Set(
      history.weeks.flatMap(({ movements }) =>
        movements
          .filter(({ direction, counterparty }) => direction === '转出' && counterparty === '他行同名')
          .map(({ person }) => person.customerNo),
      ),
    )
    let halved = 0
    let seen = 0
    for (const customerNo of leavers) {
      const path = rows.flatMap((week) => week.get(customerNo)?.aum ?? [])
      if ((path.at(-1) ?? 0) <= Math.max(...path) / 2) halved += 1
      if (transfers.has(customerNo)) seen += 1
    }
    expect(leavers.size).toBeGreaterThan(15)
    expect(halved).toBeGreaterThan(leavers.size * 0.25)
    expect(seen).toBeGreaterThan(0)
  })

  it('keeps sleepers asleep until they wake', () => {
    let asleepThroughout = 0
    for (let week = 1; week < rows.length; week++) {
      const before = new Set(history.weeks[week - 1]?.truth.asleep)
      const woke = new Set(history.weeks[week]?.truth.wokeUp)
      for (const customerNo of history.weeks[week]?.truth.asleep ?? []) {
        if (!before.has(customerNo) || woke.has(customerNo)) continue
        asleepThroughout += 1
        expect(rows[week]?.get(customerNo)?.lastTxnDate).toBe(rows[week - 1]?.get(customerNo)?.lastTxnDate)
      }
    }
    expect(asleepThroughout).toBeGreaterThan(1000)
    const last = history.weeks.at(-1)
    const days = (last?.customers ?? []).map(({ lastTxnDate }) =>
      lastTxnDate === null ? null : daysBetween(lastTxnDate, last?.asOf ?? ''),
    )
    for (const [least, most] of [
      [90, 180],
      [180, 365],
      [365, 2000],
    ] as const)
      expect(days.filter((count) => count !== null && count >= least && count < most).length).toBeGreaterThan(
        10,
      )
    expect(days.filter((count) => count === null).length).toBeGreaterThan(0)
    expect(history.weeks.flatMap(({ truth }) => truth.wokeUp).length).toBeGreaterThan(5)
  })

  it('hands customers over and changes the owner exactly as noted', () => {
    let noted = 0
    for (let week = 1; week < rows.length; week++) {
      const { handedOver = [], adopted = [] } = history.weeks[week]?.truth ?? {}
      const changed = [...(rows[week] ?? [])].filter(([customerNo, row]) => {
        const before = rows[week - 1]?.get(customerNo)
        return before !== undefined && before.rmNo !== row.rmNo
      })
      const told = new Set([...handedOver.map(({ customerNo }) => customerNo), ...adopted])
      expect(changed.every(([customerNo]) => told.has(customerNo))).toBe(true)
      for (const { customerNo, to } of handedOver) {
        const row = rows[week]?.get(customerNo)
        if (row) expect(row.rmNo).toBe(to)
      }
      noted += handedOver.length
    }
    expect(noted).toBeGreaterThan(20)
    const unowned = (history.weeks[0]?.customers ?? []).filter(({ rmNo }) => rmNo === null).length / 1500
    expect(unowned).toBeGreaterThan(0.1)
    expect(unowned).toBeLessThan(0.22)
  })

  it('has maturities ahead that are part of the class balances', () => {
    const last = history.weeks.at(-1)
    const soon = (last?.holdings ?? []).filter(({ maturityDate }) => {
      const days = daysBetween(last?.asOf ?? '', maturityDate)
      return days > 0 && days <= 30
    })
    expect(soon.length).toBeGreaterThan(20)
    const ahead = new Map<string, number>()
    for (const { person, maturityDate, amount } of last?.holdings ?? []) {
      if (maturityDate <= (last?.asOf ?? '')) continue
      ahead.set(person.customerNo, (ahead.get(person.customerNo) ?? 0) + amount)
    }
    for (const [customerNo, amount] of ahead) {
      const row = rows.at(-1)?.get(customerNo)
      expect(amount).toBeLessThanOrEqual((row?.aum ?? 0) - (row?.balances[0] ?? 0))
    }
  })

  it('counts in the snapshot exactly the contacts of the log', () => {
    const log = history.weeks.flatMap(({ contacts }) => contacts)
    for (const { asOf, customers } of history.weeks) {
      const counts = new Map<string, number>()
      const latest = new Map<string, string>()
      for (const { person, date } of log) {
        if (date > asOf || date <= addDays(asOf, -90)) continue
        counts.set(person.customerNo, (counts.get(person.customerNo) ?? 0) + 1)
        if (date > (latest.get(person.customerNo) ?? '')) latest.set(person.customerNo, date)
      }
      for (const row of customers) {
        expect(row.contactCount).toBe(counts.get(row.person.customerNo) ?? 0)
        const date = latest.get(row.person.customerNo)
        if (date !== undefined) expect(row.lastContactDate).toBe(date)
      }
    }
    const never = history.weeks.at(-1)?.customers.filter(({ lastContactDate }) => lastContactDate === null)
    expect(never?.length).toBeGreaterThan(150)
  })

  it('has staff who answer for their rates, work on working days and rest on leave', () => {
    const contacts = history.weeks.flatMap((week) => week.contacts)
    const calls = contacts.filter(({ channel }) => channel === '电话')
    const answered = calls.filter(({ outcome }) => outcome === '接通')
    expect(answered.length / calls.length).toBeGreaterThan(0.25)
    expect(answered.length / calls.length).toBeLessThan(0.65)
    expect(answered.every(({ seconds }) => (seconds ?? 0) > 0)).toBe(true)
    expect(contacts.every(({ date }) => weekday(date) <= 5)).toBe(true)
    const leaves = history.roster.flatMap(({ no, leave }) => leave.map((period) => ({ no, ...period })))
    expect(leaves.length).toBeGreaterThan(0)
    for (const { no, from, to } of leaves)
      expect(contacts.some(({ staffNo, date }) => staffNo === no && date >= from && date <= to)).toBe(false)
  })

  it('stops some salaries and lets the flag follow later', () => {
    const stopped = history.weeks.flatMap(({ truth }) => truth.payrollStopped)
    expect(stopped.length).toBeGreaterThan(0)
    const last = history.weeks.at(-1)
    const overdue = (last?.customers ?? []).filter(
      ({ payroll, payrollDate }) =>
        payroll && payrollDate !== null && daysBetween(payrollDate, last?.asOf ?? '') > 45,
    )
    expect(overdue.length).toBeGreaterThan(0)
    expect((last?.customers ?? []).some(({ payroll, payrollDate }) => !payroll && payrollDate !== null)).toBe(
      true,
    )
  })

  it('lists large movements of the week only', () => {
    for (const { asOf, movements } of history.weeks) {
      expect(movements.every(({ amount }) => amount >= 10_000_000)).toBe(true)
      expect(movements.every(({ date }) => date <= asOf && date > addDays(asOf, -7))).toBe(true)
    }
  })
})

describe('the calendar of a simulated branch', () => {
  it('makes averages equal to the balance on the first day of their period', () => {
    const may = simulateBranch({ customers: 200, weeks: 1, seed: 'may', lastDate: '2026-05-01' })
    for (const row of may.weeks[0]?.customers ?? []) expect(row.aumMonthAvg).toBe(row.aum)
    const year = simulateBranch({ customers: 200, weeks: 1, seed: 'year', lastDate: '2027-01-01' })
    for (const row of year.weeks[0]?.customers ?? [])
      expect([row.aumMonthAvg, row.aumQuarterAvg, row.aumYearAvg]).toEqual([row.aum, row.aum, row.aum])
  })

  it('brings guests for the quarter end, and they leave', () => {
    const { weeks } = simulateBranch({ customers: 3000, weeks: 4, seed: 'guests', lastDate: '2026-10-16' })
    const guests = new Set(weeks[1]?.truth.quarterEndGuests)
    expect(weeks[1]?.asOf).toBe('2026-10-02')
    expect(guests.size).toBeGreaterThan(8)
    expect(weeks[3]?.truth.quarterEndGuests).toEqual([])
    const assets = (week: number) =>
      (weeks[week]?.customers ?? [])
        .filter(({ person }) => guests.has(person.customerNo))
        .reduce((sum, { aum }) => sum + aum, 0)
    expect(assets(1)).toBeGreaterThan(assets(0) * 1.1)
    expect(assets(3)).toBeLessThan(assets(1) * 0.92)
  })

  it('brings targets of the new quarter', () => {
    const { weeks } = simulateBranch({ customers: 100, weeks: 3, seed: 'q', lastDate: '2026-10-09' })
    expect(weeks.map(({ targets }) => targets[0]?.period)).toEqual(['2026Q3', '2026Q4', '2026Q4'])
    const first = weeks[0]?.targets.filter(({ metric }) => metric === 'AUM净增') ?? []
    const branch = first.find(({ staffNo }) => staffNo === null)
    const parts = first.filter(({ staffNo }) => staffNo !== null)
    expect(branch?.amount).toBe(parts.reduce((sum, { amount }) => sum + amount, 0))
  })
})

describe('options and parameters', () => {
  it('refuses a last date that is no Friday, and senseless numbers', () => {
    for (const wrong of [
      { lastDate: '2026-11-19' },
      { lastDate: '2026-02-30' },
      { customers: 0 },
      { weeks: 1.5 },
      { rms: 0 },
    ])
      expect(() => simulateBranch({ ...base, ...wrong })).toThrow(Refusal)
  })

  it('obeys changed parameters and the number of RMs', () => {
    const { roster, weeks } = simulateBranch({
      ...base,
      customers: 300,
      weeks: 3,
      rms: 6,
      params: {
        ownership: { unownedShares: [0, 0, 0, 0, 0], newCustomerOwnedShare: 1 },
        leaving: { weeklyRate: 0, alreadyLeavingShare: 0 },
      },
    })
    expect(roster.filter(({ role }) => role === 'rm').length).toBe(6)
    expect(weeks.flatMap(({ customers }) => customers).filter(({ rmNo }) => rmNo === null)).toEqual([])
    expect(weeks.flatMap(({ truth }) => truth.leaving)).toEqual([])
  })

  it('leaves the lives alone that a changed parameter does not touch', () => {
    const small = { ...base, customers: 400, weeks: 4 }
    const one = simulateBranch(small)
    const other = simulateBranch({ ...small, params: { contact: { answerRate: [0.9, 0.95] } } })
    // The model begins with July; whoever was met since may have been moved by it.
    const met = new Set(
      [one, other].flatMap(({ weeks }) =>
        weeks.flatMap(({ customers }) =>
          customers
            .filter(({ lastContactDate }) => (lastContactDate ?? '') >= '2026-07-01')
            .map(({ person }) => person.customerNo),
        ),
      ),
    )
    const alone = (history: BranchHistory) =>
      history.weeks.map(({ customers }) => customers.filter(({ person }) => !met.has(person.customerNo)))
    expect(alone(one)[3]?.length).toBeGreaterThan(80)
    expect(alone(other)).toEqual(alone(one))
    expect(other.weeks[3]?.customers).not.toEqual(one.weeks[3]?.customers)
  })

  it('works for one customer and one RM', () => {
    const tiny = simulateBranch({ customers: 1, weeks: 2, seed: 'one', lastDate: '2026-11-20', rms: 1 })
    expect(tiny.weeks[0]?.customers.length).toBe(1)
  })
})
