/**
 * Who manages a customer: the RM of the extract, unless the branch gave the customer to somebody. An allotment holds
 * from its data date on while the extract still names the RM it named then, so head office has the last word.
 * Without a staff number an RM is known by name.
 */
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import { Refusal } from '../../../../shared/domain/refusal.ts'
import type { ReadDb, WriteDb } from '../types.ts'
import type { Dataset } from './datasets.ts'
import { readRoster } from './settings.ts'

const ofExtract = { no: 'coalesce(p.rm_no, p.rm_name)', name: 'coalesce(p.rm_name, p.rm_no)' }

/** True when the branch allotted anybody by a date. */
function anyAllotted(db: ReadDb, asOf: IsoDate): boolean {
  return db.prepare('SELECT 1 FROM customer_rm WHERE from_date <= ? LIMIT 1').get(asOf) !== undefined
}

/** SQL of a column of the allotment that holds at a date for snapshot `s` with profile `p`; null without one. */
const allotted = (column: string, asOf: IsoDate) =>
  `(SELECT CASE WHEN a.extract_rm = coalesce(${ofExtract.no}, '') AND a.rm_no IS NOT NULL THEN a.${column} END
    FROM customer_rm a
    WHERE a.customer_no = s.customer_no AND a.from_date <= '${asOf}' ORDER BY a.from_date DESC LIMIT 1)`

/** SQL of the managing RM of snapshot `s` with profile `p`. It costs nothing where nobody was allotted. */
export function managingRm(db: ReadDb, asOf: IsoDate): { readonly no: string; readonly name: string } {
  if (!anyAllotted(db, asOf)) return ofExtract
  return {
    no: `coalesce(${allotted('rm_no', asOf)}, ${ofExtract.no})`,
    name: `coalesce(${allotted('rm_name', asOf)}, ${ofExtract.name})`,
  }
}

/** When and by whom the RM of a customer was set by hand; null where the extract's counts. */
export function rmByHand(
  db: ReadDb,
  { datasetId, asOf }: Dataset,
  customerNo: string,
): { readonly setAt: string; readonly setBy: string } | null {
  const row = db
    .prepare(
      `SELECT ${allotted('set_at', asOf)} AS setAt, ${allotted('set_by', asOf)} AS setBy
       FROM snapshot s JOIN profile p USING (profile_id) WHERE s.dataset_id = ? AND s.customer_no = ?`,
    )
    .get(datasetId, customerNo) as { setAt: string | null; setBy: string | null } | undefined
  return row && row.setAt !== null ? { setAt: row.setAt, setBy: row.setBy ?? '' } : null
}

/** True when anybody of the snapshot is known to be managed by somebody. */
export function namesRms(db: ReadDb, { datasetId, asOf }: Dataset): boolean {
  return (
    db
      .prepare(
        `SELECT 1 FROM snapshot s JOIN profile p USING (profile_id)
         WHERE s.dataset_id = ? AND ${managingRm(db, asOf).no} IS NOT NULL LIMIT 1`,
      )
      .get(datasetId) !== undefined
  )
}

interface Allotment {
  readonly customerNos: readonly string[]
  /** Staff number; null ends what the branch allotted before. */
  readonly rmNo: string | null
  readonly setAt: string
  readonly setBy: string
}

function nameOfRm(db: ReadDb, asOf: IsoDate, rmNo: string): string {
  const rm = readRoster(db, asOf).find((each) => each.rmNo === rmNo)
  if (!rm)
    throw new Refusal('RM_UNKNOWN', `没有工号为 ${rmNo} 的客户经理，没有分配任何客户。请先在设置里添加。`)
  if (rm.leftOn !== null && rm.leftOn <= asOf)
    throw new Refusal(
      'RM_LEFT',
      `${rm.name} 已于 ${rm.leftOn} 离岗，没有分配任何客户。请选择在岗的客户经理。`,
    )
  return rm.name
}

/**
 * Gives customers of a snapshot to an RM, or back to whom the extract names.
 * @returns how many are now managed by somebody else than before
 * @throws Refusal RM_UNKNOWN, RM_LEFT
 */
export function allotCustomers(db: WriteDb, { datasetId, asOf }: Dataset, allotment: Allotment): number {
  const { customerNos, rmNo, setAt, setBy } = allotment
  const rmName = rmNo === null ? null : nameOfRm(db, asOf, rmNo)
  const now = db.prepare(
    `SELECT ${managingRm(db, asOf).no} AS rmNo, ${ofExtract.no} AS extractRm
     FROM snapshot s JOIN profile p USING (profile_id) WHERE s.dataset_id = ? AND s.customer_no = ?`,
  )
  const store = db.prepare(
    `INSERT INTO customer_rm (customer_no, from_date, rm_no, rm_name, extract_rm, set_at, set_by)
     VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET rm_no = excluded.rm_no, rm_name = excluded.rm_name,
       extract_rm = excluded.extract_rm, set_at = excluded.set_at, set_by = excluded.set_by`,
  )
  let changed = 0
  for (const customerNo of customerNos) {
    const found = now.get(datasetId, customerNo) as
      { rmNo: string | null; extractRm: string | null } | undefined
    if (!found || found.rmNo === (rmNo ?? found.extractRm)) continue
    store.run(customerNo, asOf, rmNo, rmName, found.extractRm ?? '', setAt, setBy)
    changed++
  }
  return changed
}
