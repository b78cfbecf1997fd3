/** Stored weekly plans. A plan made anew replaces the one before, which stays for undo and later comparison. */
import type { IsoDate, IsoWeek } from '../../../../shared/domain/dates.ts'
import type { OmissionReason, PlanItem, WeekPlan } from '../../../../shared/domain/plan.ts'
import type { ReadDb, WriteDb } from '../types.ts'

export interface PlanHead {
  readonly planId: number
  readonly week: IsoWeek
  readonly asOf: IsoDate
  readonly madeAt: string
  readonly playbookVersion: number
  readonly items: number
}

const headSelect = `SELECT plan_id AS planId, week, as_of AS asOf, made_at AS madeAt,
  playbook_version AS playbookVersion,
  (SELECT count(*) FROM plan_item i WHERE i.plan_id = plan.plan_id) AS items FROM plan WHERE state = 'active'`

/** Plans in force, latest week first. */
export function listPlans(db: ReadDb): PlanHead[] {
  return db.prepare(`${headSelect} ORDER BY week DESC`).all() as PlanHead[]
}

export function findPlan(db: ReadDb, week: IsoWeek): PlanHead | null {
  return (db.prepare(`${headSelect} AND week = ?`).get(week) as PlanHead | undefined) ?? null
}

/** Stores a plan as the one in force for its week; lines are numbered per RM in day and slot order. */
export function storePlan(
  db: WriteDb,
  plan: WeekPlan,
  made: { at: string; playbookVersion: number },
): number {
  db.prepare(`UPDATE plan SET state = 'replaced' WHERE week = ? AND state = 'active'`).run(plan.week)
  const planId = Number(
    db
      .prepare(
        `INSERT INTO plan (week, state, as_of, made_at, playbook_version, load_json) VALUES (?, 'active', ?, ?, ?, ?)`,
      )
      .run(plan.week, plan.asOf, made.at, made.playbookVersion, JSON.stringify(plan.load)).lastInsertRowid,
  )
  const insertItem = db.prepare(
    `INSERT INTO plan_item (plan_id, line_no, customer_no, rm_no, day, slot, minutes, reason_kind, score, json)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const lineNos = new Map<string, number>()
  const order = (i: PlanItem) => `${i.rm}|${i.date}|${i.slot}|${i.customerNo}`
  for (const item of [...plan.items].sort((a, b) => (order(a) < order(b) ? -1 : 1))) {
    const lineNo = (lineNos.get(item.rm) ?? 0) + 1
    lineNos.set(item.rm, lineNo)
    insertItem.run(
      planId,
      lineNo,
      item.customerNo,
      item.rm,
      item.date,
      item.slot,
      item.minutes,
      item.reasonKind,
      item.score,
      JSON.stringify(item),
    )
  }
  const insertOmission = db.prepare(
    'INSERT INTO plan_omission (plan_id, customer_no, reason, detail, adopt_rank) VALUES (?, ?, ?, ?, ?)',
  )
  const ranks = new Map(plan.toAdopt.map((customerNo, rank) => [customerNo, rank]))
  for (const o of plan.omissions)
    insertOmission.run(planId, o.customerNo, o.reason, o.detail, ranks.get(o.customerNo) ?? null)
  return planId
}

export interface StoredItem {
  readonly itemId: number
  readonly lineNo: number
  readonly item: PlanItem
}

export function readItems(db: ReadDb, planId: number): StoredItem[] {
  const rows = db
    .prepare(
      'SELECT item_id AS itemId, line_no AS lineNo, json FROM plan_item WHERE plan_id = ? ORDER BY rm_no, line_no',
    )
    .all(planId) as { itemId: number; lineNo: number; json: string }[]
  return rows.map(({ json, ...row }) => ({ ...row, item: JSON.parse(json) as PlanItem }))
}

export function readLoad(db: ReadDb, planId: number): WeekPlan['load'] {
  return JSON.parse(db.prepare('SELECT load_json FROM plan WHERE plan_id = ?').pluck().get(planId) as string)
}

/** How many customers were left out, by reason. */
export function countOmissions(db: ReadDb, planId: number): Record<string, number> {
  const rows = db
    .prepare(
      'SELECT reason, count(*) AS n FROM plan_omission WHERE plan_id = ? GROUP BY reason ORDER BY n DESC',
    )
    .all(planId) as { reason: string; n: number }[]
  return Object.fromEntries(rows.map((r) => [r.reason, r.n]))
}

export interface OmissionRow {
  readonly customerNo: string
  readonly name: string | null
  readonly rmName: string | null
  readonly detail: string
}

const omissionFrom = `FROM plan_omission o JOIN plan USING (plan_id)
  LEFT JOIN customer c USING (customer_no)
  LEFT JOIN dataset d ON d.kind = 'customers' AND d.state = 'active' AND d.as_of = plan.as_of
  LEFT JOIN snapshot s ON s.dataset_id = d.dataset_id AND s.customer_no = o.customer_no
  LEFT JOIN classification k ON k.as_of = plan.as_of AND k.customer_no = o.customer_no`

/** Customers left out for a reason, most valuable first. */
export function readOmissions(
  db: ReadDb,
  planId: number,
  reason: OmissionReason,
  page: { offset: number; limit: number },
): { total: number; rows: OmissionRow[] } {
  const total = db
    .prepare('SELECT count(*) FROM plan_omission WHERE plan_id = ? AND reason = ?')
    .pluck()
    .get(planId, reason) as number
  const rows = db
    .prepare(
      `SELECT o.customer_no AS customerNo, c.name, k.rm_name AS rmName, o.detail ${omissionFrom}
       WHERE o.plan_id = ? AND o.reason = ? ORDER BY s.aum_fen DESC NULLS LAST, o.customer_no LIMIT ? OFFSET ?`,
    )
    .all(planId, reason, page.limit, page.offset) as OmissionRow[]
  return { total, rows }
}

/** Unowned 中/高 customers for the branch head to hand out. */
export function readToAdopt(
  db: ReadDb,
  planId: number,
): { customerNo: string; name: string | null; tier: string | null; aumFen: number | null }[] {
  return db
    .prepare(
      `SELECT o.customer_no AS customerNo, c.name, k.tier, s.aum_fen AS aumFen ${omissionFrom}
       WHERE o.plan_id = ? AND o.adopt_rank IS NOT NULL ORDER BY o.adopt_rank`,
    )
    .all(planId) as ReturnType<typeof readToAdopt>
}
