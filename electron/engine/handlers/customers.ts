/** The grid's pages and one customer's facts with reasons. */
import { maskIdNo, maskPhone } from '../../../shared/domain/masking.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import type { CustomerFacts } from '../../../shared/domain/customer.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import type { Explained } from '../../../shared/domain/reasons.ts'
import type { CustomerDetail } from '../../../shared/contract/customers.ts'
import { isEffectiveContact } from '../core/contacts/effective-contact.ts'
import { countFacet } from '../db/repo/customer-facets.ts'
import { readGridPage } from '../db/repo/customer-grid.ts'
import { activeDataset, activeDatasets, snapshotAt } from '../db/repo/datasets.ts'
import { logExport } from '../db/repo/export-log.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import { runCommand } from '../db/undo-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'
import { classifiedAt } from './derive.ts'
import { exportCustomers } from './export-customers.ts'
import { branchNames } from './settings.ts'

const hiddenFacts = new Set(['customerNo', 'asOf', 'name', 'told'])

function displayFacts(facts: CustomerFacts): CustomerDetail['facts'] {
  const masked: Record<string, string | null> = { phone: maskPhone(facts.phone), idNo: maskIdNo(facts.idNo) }
  return Object.entries(facts)
    .filter(([field]) => !hiddenFacts.has(field))
    .map(([field, value]) => ({ field, value: field in masked ? (masked[field] ?? null) : value }))
}

function trendOf(db: ReadDb, customerNo: string): CustomerDetail['trend'] {
  return db
    .prepare(
      `SELECT d.as_of AS asOf, s.aum_fen AS aumFen, s.aum_month_avg_fen AS aumMonthAvgFen
       FROM snapshot s JOIN dataset d USING (dataset_id)
       WHERE s.customer_no = ? AND d.state = 'active' ORDER BY d.as_of DESC LIMIT 60`,
    )
    .all(customerNo)
    .reverse() as CustomerDetail['trend']
}

function sourceOf(db: ReadDb, asOf: IsoDate, customerNo: string): CustomerDetail['source'] {
  const dataset = activeDataset(db, 'customers', asOf)
  if (!dataset) return null
  return (
    (db
      .prepare(
        `SELECT f.file_name AS fileName, s.row_no AS row FROM snapshot s JOIN import_file f USING (file_id)
         WHERE s.dataset_id = ? AND s.customer_no = ?`,
      )
      .get(dataset.datasetId, customerNo) as CustomerDetail['source'] | undefined) ?? null
  )
}

const sentences = <T>({ result, reasons }: Explained<T>, show: (result: T) => string | null) => ({
  result: show(result),
  sentences: reasons.map(reasonSentence),
  reasons: reasons.map((r) => ({
    ...r,
    threshold: Array.isArray(r.threshold) ? [...(r.threshold as (number | null)[])] : (r.threshold as string),
  })),
})

/** How many contacts a customer's detail lists. */
export const contactsShown = 50

/** The last date a customer was in a snapshot, at or before `asOf` when given. */
export function lastSeen(db: ReadDb, customerNo: string, asOf: IsoDate | undefined): IsoDate {
  const seen = activeDatasets(db, 'customers').findLast(
    (d) =>
      (asOf === undefined || d.asOf <= asOf) &&
      db
        .prepare('SELECT 1 FROM snapshot WHERE dataset_id = ? AND customer_no = ?')
        .get(d.datasetId, customerNo),
  )
  if (!seen)
    throw new Refusal(
      'CUSTOMER_UNKNOWN',
      `没有客户号为 ${customerNo} 的客户。请核对客户号，或先导入包含他的清单。`,
    )
  return seen.asOf
}

/** Everything known of one customer at a date, with every classification's reasons. */
export function customerDetail(db: ReadDb, customerNo: string, wanted?: IsoDate): CustomerDetail {
  const asOf = lastSeen(db, customerNo, wanted)
  const [classified] = classifiedAt(db, asOf, customerNo)
  if (!classified) throw new Refusal('CUSTOMER_UNKNOWN', `没有客户号为 ${customerNo} 的客户。`)
  const { input, result } = classified
  const { playbook } = readPlaybook(db)
  const column = result.familiarity.result.level
  const cell = result.nineBoxRow && column ? playbook.nineBox.cells[result.nineBoxRow][column] : null
  return {
    customerNo,
    asOf,
    name: input.facts.name,
    facts: displayFacts(input.facts),
    source: sourceOf(db, asOf, customerNo),
    tier: sentences(result.tier, (t) => t),
    dormancy: sentences(result.dormancy, (d) => d),
    familiarity: sentences(result.familiarity, (f) => f.level),
    nineBox: { row: result.nineBoxRow, column, title: cell?.title ?? '', strategy: cell?.strategy ?? '' },
    near: result.near
      ? {
          key: result.near.key,
          edge: result.near.edge,
          gapFen: result.near.gapFen,
          sentences: result.near.reasons.map(reasonSentence),
        }
      : null,
    warnings: result.warnings.map((w) => ({
      rule: w.rule,
      colour: w.colour,
      sentences: w.reasons.map(reasonSentence),
    })),
    excluded: result.excluded,
    trend: trendOf(db, customerNo),
    holdings: input.holdings.map(({ productName, productClass, productRisk, amountFen, maturityDate }) => ({
      productName,
      productClass,
      productRisk,
      amountFen,
      maturityDate,
    })),
    movements: input.movements.map(({ txnDate, amountFen, direction, counterparty }) => ({
      txnDate,
      amountFen,
      direction,
      counterparty,
    })),
    contacts: input.contacts.slice(0, contactsShown).map((c) => ({
      contactDate: c.contactDate,
      channel: c.channel,
      outcome: c.outcome,
      seconds: c.seconds,
      notes: c.notes,
      rmName: c.rmName,
      effective: isEffectiveContact(c, playbook),
    })),
    notes: db
      .prepare('SELECT note_id AS noteId, at, text FROM note WHERE customer_no = ? ORDER BY note_id DESC')
      .all(customerNo) as CustomerDetail['notes'],
  }
}

export function customerHandlers(
  context: HandlerContext,
): Pick<
  Handlers,
  | 'customers.page'
  | 'customers.facet'
  | 'customers.export'
  | 'customers.detail'
  | 'customers.reveal'
  | 'customers.addNote'
> {
  const { read, write, clock } = context
  return {
    'customers.export': (request, control) => exportCustomers(context, request, control),
    'customers.page': ({ asOf, filter, sort, offset, limit }) => {
      const dataset = snapshotAt(read, asOf)
      if (!dataset) return { asOf: null, total: 0, totalAumFen: 0, rows: [] }
      return {
        asOf: dataset.asOf,
        ...readGridPage(read, dataset, { filter, sort, offset, limit }),
      }
    },
    'customers.facet': ({ asOf, filter, facet }) => {
      const dataset = snapshotAt(read, asOf)
      return { values: dataset ? countFacet(read, dataset, filter, facet) : [] }
    },
    'customers.detail': ({ customerNo, asOf }) => customerDetail(read, customerNo, asOf),
    'customers.reveal': ({ customerNo, field, purpose }) => {
      const column = field === 'phone' ? 'phone' : 'id_no'
      const value = write
        .prepare(`SELECT ${column} FROM customer WHERE customer_no = ?`)
        .pluck()
        .get(customerNo) as string | null | undefined
      if (value === undefined) throw new Refusal('CUSTOMER_UNKNOWN', `没有客户号为 ${customerNo} 的客户。`)
      logExport(write, {
        at: clock.now(),
        userName: branchNames(write).userName,
        kind: `reveal.${field}`,
        scope: customerNo,
        purpose,
        rows: 1,
        masked: false,
        target: '屏幕',
      })
      return { value }
    },
    'customers.addNote': ({ customerNo, text }) =>
      runCommand(
        write,
        { route: 'customers.addNote', label: `给 ${customerNo} 加备注`, at: clock.now() },
        () => {
          if (write.prepare('SELECT 1 FROM customer WHERE customer_no = ?').get(customerNo) === undefined)
            throw new Refusal('CUSTOMER_UNKNOWN', `没有客户号为 ${customerNo} 的客户。`)
          const { lastInsertRowid } = write
            .prepare('INSERT INTO note (customer_no, at, text) VALUES (?, ?, ?)')
            .run(customerNo, clock.now(), text)
          return { noteId: Number(lastInsertRowid) }
        },
      ),
  }
}
