/** One customer in full, and what people keep of him by hand. */
import type { CustomerFull } from '../../../shared/contract/customer-full.ts'
import { addDays, isIsoDate, type IsoDate } from '../../../shared/domain/dates.ts'
import {
  filledFields,
  inverseRelation,
  keptFields,
  keptFieldType,
  walletShare,
  type FamilyRelation,
  type KeptField,
} from '../../../shared/domain/hand-kept.ts'
import { factLabel } from '../../../shared/domain/labels.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { whyEffective } from '../core/contacts/why-effective.ts'
import { readLinks, saidRows, warningsSince } from '../db/repo/customer-past.ts'
import { rmByHand } from '../db/repo/customer-rm.ts'
import { snapshotAt, snapshotDates } from '../db/repo/datasets.ts'
import { readKept, saveKept, type Kept } from '../db/repo/hand-kept.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb, WriteDb } from '../db/types.ts'
import { runCommand } from '../db/undo-log.ts'
import type { Handlers } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { classesFrom } from './customer-classes.ts'
import { predecessors } from './customer-inputs.ts'
import { changeSince, monthsOf } from './customer-months.ts'
import { contactsShown, lastSeen } from './customers.ts'
import { segmentedAt } from './derive.ts'
import { originsOf } from './fact-origins.ts'
import { following } from './follow-changes.ts'
import { branchNames } from './settings.ts'

function keptOf(kept: readonly Kept[], origins: CustomerFull['origins']): CustomerFull['kept'] {
  const known = new Map(kept.map((each) => [each.field, each]))
  return keptFields.map((field) => {
    const found = known.get(field)
    const fills = filledFields.some((each) => each === field)
    return {
      field,
      value: found?.value ?? null,
      setAt: found?.setAt ?? null,
      setBy: found?.setBy ?? null,
      inUse:
        found !== undefined &&
        (!fills || origins.some((each) => each.field === field && each.origin.kind === 'hand')),
    }
  })
}

function dncByHand(db: ReadDb, customerNo: string): { setAt: string; setBy: string } | null {
  const row = db
    .prepare('SELECT dnc_at AS setAt FROM customer_hand WHERE customer_no = ? AND dnc IS NOT NULL')
    .get(customerNo) as { setAt: string | null } | undefined
  return row ? { setAt: row.setAt ?? '', setBy: '' } : null
}

/** Everything of one customer beyond `customers.detail`, at the same date. */
export function customerFull(db: ReadDb, customerNo: string, wanted?: IsoDate): CustomerFull {
  const asOf = lastSeen(db, customerNo, wanted)
  const [found] = segmentedAt(db, asOf, customerNo)
  if (!found) throw new Refusal('CUSTOMER_UNKNOWN', `没有客户号为 ${customerNo} 的客户。`)
  const { input, playbook } = found
  const rows = saidRows(db, customerNo, asOf)
  const kept = readKept(db, asOf, customerNo)
  const dataset = snapshotAt(db, asOf)
  const origins = originsOf(input.facts, rows, kept, {
    dnc: dncByHand(db, customerNo),
    rm: dataset && rmByHand(db, dataset, customerNo),
  })
  const { previous, lastMonth } = predecessors(db, asOf)
  // As beside the contacts of `customers.detail`: what counts is judged by today's playbook.
  const inForce = readPlaybook(db).playbook
  const contribution = rows[0]?.facts['contributionFen']
  const elsewhere = kept.find((each) => each.field === 'assetsElsewhere')
  return {
    customerNo,
    asOf,
    origins,
    months: monthsOf(rows, asOf),
    sinceLastWeek: changeSince(rows, previous),
    sinceLastMonth: changeSince(rows, lastMonth),
    contributionFen: typeof contribution === 'number' ? contribution : null,
    walletShare: walletShare(input.facts.aumFen, elsewhere ? Number(elsewhere.value) : null),
    warningsSince: warningsSince(db, customerNo, asOf),
    contactWhys: input.contacts.slice(0, contactsShown).map((contact) => whyEffective(contact, inForce)),
    maturityNearUntil: addDays(asOf, playbook.warnings.maturity.yellowDays),
    classes: classesFrom(found),
    kept: keptOf(kept, origins),
    links: readLinks(db, customerNo, asOf).map(({ fromOther, relation, ...link }) => ({
      ...link,
      relation: fromOther ? inverseRelation(relation as FamilyRelation) : (relation as FamilyRelation),
    })),
  }
}

function mustExist(db: WriteDb, customerNo: string): void {
  if (db.prepare('SELECT 1 FROM customer WHERE customer_no = ?').get(customerNo) === undefined)
    throw new Refusal('CUSTOMER_UNKNOWN', `没有客户号为 ${customerNo} 的客户，什么都没有保存。请核对客户号。`)
}

/** @throws Refusal KEPT_VALUE when the value is not of the field's kind. */
function checkValue(field: KeptField, value: string | null): void {
  const type = keptFieldType(field)
  if (value === null || type === 'text') return
  if (type === 'date' ? isIsoDate(value) : /^\d{1,15}$/.test(value)) return
  const how = type === 'date' ? '日期请写成 2026-01-31 的样子' : '金额请写成不小于 0 的数'
  throw new Refusal('KEPT_VALUE', `${factLabel(field)}没有保存：${how}。`)
}

type Routes = 'customers.full' | 'customers.keep' | 'customers.link' | 'customers.unlink'

export function customerFullHandlers({ read, write, clock }: HandlerContext): Pick<Handlers, Routes> {
  const run = (route: string, label: string, change: () => void) =>
    runCommand(write, { route, label, at: clock.now() }, () => {
      change()
      return { done: true as const }
    })
  return {
    'customers.full': ({ customerNo, asOf }) => customerFull(read, customerNo, asOf),
    'customers.keep': ({ customerNo, field, value }) => {
      mustExist(write, customerNo)
      checkValue(field, value)
      const fromDate = snapshotDates(write).at(-1)
      if (fromDate === undefined)
        throw new Refusal('NO_DATA', '还没有导入客户清单，什么都没有保存。请先导入。')
      const label =
        value === null
          ? `清除 ${customerNo} 的${factLabel(field)}`
          : `记下 ${customerNo} 的${factLabel(field)}`
      const setBy = branchNames(write).userName
      return following(write, () =>
        run('customers.keep', label, () =>
          saveKept(write, { customerNo, field, value, fromDate, setAt: clock.now(), setBy }),
        ),
      )
    },
    'customers.link': ({ customerNo, otherNo, relation }) => {
      mustExist(write, customerNo)
      mustExist(write, otherNo)
      if (customerNo === otherNo)
        throw new Refusal('LINK_SELF', '不能把客户和自己关联，什么都没有保存。请填另一位客户的客户号。')
      return run('customers.link', `关联 ${customerNo} 和 ${otherNo}`, () => {
        write
          .prepare('DELETE FROM family_link WHERE customer_no = ? AND other_no = ?')
          .run(otherNo, customerNo)
        write
          .prepare(
            `INSERT INTO family_link (customer_no, other_no, relation, at) VALUES (?, ?, ?, ?)
             ON CONFLICT DO UPDATE SET relation = excluded.relation, at = excluded.at`,
          )
          .run(customerNo, otherNo, relation, clock.now())
      })
    },
    'customers.unlink': ({ customerNo, otherNo }) =>
      run('customers.unlink', `取消 ${customerNo} 和 ${otherNo} 的关联`, () => {
        write
          .prepare(
            `DELETE FROM family_link WHERE (customer_no = @customerNo AND other_no = @otherNo)
               OR (customer_no = @otherNo AND other_no = @customerNo)`,
          )
          .run({ customerNo, otherNo })
      }),
  }
}
