/** This week at a glance: figures, the asset bridge, and what to do first. */
import type { Analysis, Overview, Status } from '../../../shared/contract/overview.ts'
import { addDays, isoWeekOf, mondayOf, type IsoDate, type IsoWeek } from '../../../shared/domain/dates.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { tierKeys } from '../../../shared/playbook/schema.ts'
import { calendarWarning } from '../core/calendar/calendar.ts'
import { readGridPage } from '../db/repo/customer-grid.ts'
import { activeDataset, activeDatasets, snapshotDates } from '../db/repo/datasets.ts'
import { findPlan, listPlans, readLoad } from '../db/repo/plans.ts'
import { readCalendar, readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import { today, type Clock, type HandlerContext } from './context.ts'
import { analysisOf } from './derive.ts'
import { branchNames } from './settings.ts'

/** The week the next plan is for: the one after the data date, or the current one if that is later. */
export function nextPlanWeek(latest: IsoDate, now: IsoDate): IsoWeek {
  const after = addDays(mondayOf(latest), 7)
  return isoWeekOf(after > mondayOf(now) ? after : now)
}

/** Chinese, when the week lies in a year whose published working days are not in the table. */
export function weekWarning(db: ReadDb, week: IsoWeek | null): string | null {
  return week === null ? null : calendarWarning(week, readCalendar(db))
}

function statusOf(db: ReadDb, clock: Clock, encrypted: boolean): Status {
  const dates = activeDatasets(db, 'customers').map((d) => ({
    asOf: d.asOf,
    customers: d.rowCount,
    aumFen: d.aumFen ?? 0,
  }))
  const latest = dates.at(-1)?.asOf ?? null
  const planWeek = latest === null ? null : nextPlanWeek(latest, today(clock))
  return {
    branchName: branchNames(db).branchName,
    latest,
    dates,
    playbookVersion: readPlaybook(db).version,
    encrypted,
    calendarWarning: weekWarning(db, planWeek),
    planWeek,
  }
}

/** Where last week's money went: parts that sum exactly to this week's. */
function bridgeOf(db: ReadDb, asOf: IsoDate, previous: IsoDate | null): Overview['bridge'] {
  const now = activeDataset(db, 'customers', asOf)
  const before = previous === null ? null : activeDataset(db, 'customers', previous)
  if (!now || !before) return []
  const flows = db
    .prepare(
      `SELECT coalesce(sum(max(d, 0)), 0) AS inflow, coalesce(sum(min(d, 0)), 0) AS outflow,
         coalesce(sum(d > 0), 0) AS ups, coalesce(sum(d < 0), 0) AS downs
       FROM (SELECT coalesce(s.aum_fen, 0) - coalesce(b.aum_fen, 0) AS d FROM snapshot s
             JOIN snapshot b ON b.dataset_id = ? AND b.customer_no = s.customer_no WHERE s.dataset_id = ?)`,
    )
    .get(before.datasetId, now.datasetId) as { inflow: number; outflow: number; ups: number; downs: number }
  const missingFrom = db.prepare(
    `SELECT count(*) AS customers, coalesce(sum(s.aum_fen), 0) AS fen FROM snapshot s
     WHERE s.dataset_id = ? AND s.customer_no NOT IN (SELECT customer_no FROM snapshot WHERE dataset_id = ?)`,
  )
  const added = missingFrom.get(now.datasetId, before.datasetId) as { customers: number; fen: number }
  const vanished = missingFrom.get(before.datasetId, now.datasetId) as { customers: number; fen: number }
  return [
    { key: 'before', fen: before.aumFen ?? 0, customers: before.rowCount },
    { key: 'inflow', fen: flows.inflow, customers: flows.ups },
    { key: 'new', fen: added.fen, customers: added.customers },
    { key: 'outflow', fen: flows.outflow, customers: flows.downs },
    { key: 'vanished', fen: -vanished.fen, customers: vanished.customers },
    { key: 'now', fen: now.aumFen ?? 0, customers: now.rowCount },
  ]
}

function tiersOf(db: ReadDb, asOf: IsoDate, before: Analysis | null): Overview['tiers'] {
  const dataset = activeDataset(db, 'customers', asOf)
  const rows = db
    .prepare(
      `SELECT coalesce(k.tier, 'unknown') AS tier, count(*) AS customers, coalesce(sum(s.aum_fen), 0) AS aumFen
       FROM classification k JOIN snapshot s ON s.dataset_id = ? AND s.customer_no = k.customer_no
       WHERE k.as_of = ? GROUP BY 1`,
    )
    .all(dataset?.datasetId ?? 0, asOf) as { tier: string; customers: number; aumFen: number }[]
  return [...tierKeys, 'unknown'].map((tier) => ({
    ...(rows.find((r) => r.tier === tier) ?? { tier, customers: 0, aumFen: 0 }),
    customersBefore: before?.tiers[tier] ?? null,
  }))
}

type Todo = Overview['todo'][number]

interface TodoRule {
  readonly key: string
  readonly colour: Todo['colour']
  readonly filter: Todo['filter']
  readonly sentence: (count: number, aum: string) => string
}

/** The lines of “先做这几件”, most urgent first; each counts customers of the snapshot by its own filter. */
const todoRules: readonly TodoRule[] = [
  {
    key: 'suddenFall',
    colour: 'red',
    filter: { warnings: ['suddenFall'] },
    sentence: (n, aum) => `${n} 户资产比上周骤降，现余 ${aum}，今天先打电话问清去向`,
  },
  {
    key: 'maturity',
    colour: 'orange',
    filter: { warnings: ['maturity'] },
    sentence: (n, aum) => `${n} 户有产品快到期或已过期未承接，名下共 ${aum}`,
  },
  {
    key: 'aumFall',
    colour: 'orange',
    filter: { aumFall: ['yellow', 'orange', 'red'] },
    sentence: (n, aum) => `${n} 户资产较上周明显下降，现余 ${aum}`,
  },
  {
    key: 'payrollStopped',
    colour: 'orange',
    filter: { warnings: ['payrollStopped'] },
    sentence: (n, aum) => `${n} 户代发已经停了，名下 ${aum}，问问是否换了单位`,
  },
  {
    key: 'unowned',
    colour: null,
    filter: { rms: [''], tiers: ['mid', 'high', 'private'] },
    sentence: (n, aum) => `${n} 户中端以上客户没有管户经理，名下 ${aum}，请尽快认养`,
  },
  {
    key: 'peakFarAbove',
    colour: null,
    filter: { finding: 'peakFarAbove' },
    sentence: (n, aum) => `${n} 户历史最高资产远高于今天，现余 ${aum}，是最值得唤回的一批`,
  },
  {
    key: 'nearThreshold',
    colour: null,
    filter: { near: ['1w', '5w', '50w', '600w'] },
    sentence: (n, aum) => `${n} 户离上一层分层线只差一点，名下 ${aum}`,
  },
  {
    key: 'riskExpiry',
    colour: null,
    filter: { finding: 'riskExpiry' },
    sentence: (n, aum) => `${n} 户风险测评快到期，名下 ${aum}，联系时一并续做`,
  },
]

const todoLimit = 7

function todoOf(db: ReadDb, asOf: IsoDate): Todo[] {
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return []
  const lines = todoRules.map(({ key, colour, sentence, ...rule }) => {
    const filter = { ...rule.filter, contactable: true }
    const page = readGridPage(db, dataset, { filter, sort: [], offset: 0, limit: 1 })
    const text = sentence(page.total, formatMoney(page.totalAumFen))
    return { key, colour, count: page.total, aumFen: page.totalAumFen, sentence: text, filter }
  })
  return lines.filter((l) => l.count > 0).slice(0, todoLimit)
}

function planOf(db: ReadDb, week: IsoWeek): Overview['plan'] {
  const plan = findPlan(db, week)
  if (!plan) return null
  const load = readLoad(db, plan.planId)
  return {
    week,
    items: plan.items,
    rms: new Set(load.filter((l) => l.minutes > 0).map((l) => l.rm)).size,
    minutes: load.reduce((sum, l) => sum + l.minutes, 0),
  }
}

/** Everything the first screen shows for a date; null before the first import. */
export function overviewOf(db: ReadDb, clock: Clock, wanted?: IsoDate): Overview | null {
  const asOf = wanted ?? snapshotDates(db).at(-1)
  const stored = asOf === undefined ? null : analysisOf(db, asOf)
  if (asOf === undefined || !stored) return null
  const { analysis, comparedWith } = stored
  const before = comparedWith === null ? null : (analysisOf(db, comparedWith)?.analysis ?? null)
  const trend = activeDatasets(db, 'customers').filter((d) => d.asOf <= asOf)
  return {
    analysis,
    before,
    tiers: tiersOf(db, asOf, before),
    bridge: bridgeOf(db, asOf, comparedWith),
    todo: todoOf(db, asOf),
    needsHistory: [...stored.needsHistory],
    trend: trend.slice(-56).map((d) => ({ asOf: d.asOf, customers: d.rowCount, aumFen: d.aumFen ?? 0 })),
    plan: planOf(db, nextPlanWeek(asOf, wanted ?? today(clock))) ?? planOf(db, listPlans(db)[0]?.week ?? ''),
  }
}

export function overviewHandlers({
  read,
  clock,
  encrypted,
}: HandlerContext): Pick<Handlers, 'app.status' | 'overview.get'> {
  return {
    'app.status': () => statusOf(read, clock, encrypted),
    'overview.get': ({ asOf }) => overviewOf(read, clock, asOf),
  }
}
