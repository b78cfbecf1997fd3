/**
 * Which columns the data of a date have: facts known of at least one customer of the snapshot, and the lists around
 * it. A column nobody has anything in leaves answers unknown, an empty cell in one that others fill may mean "none".
 */
import type { CustomerFacts, Holding } from '../../../../shared/domain/customer.ts'
import { addDays } from '../../../../shared/domain/dates.ts'
import type { Column } from '../../../../shared/domain/segments.ts'
import type { ReadDb } from '../types.ts'
import { activeDataset, latestDataset, snapshotDates, type Dataset } from './datasets.ts'
import { knownFacts } from './facts.ts'

export interface ColumnQuestions {
  /** Large movements count up to this age. */
  readonly movementDays: number
  readonly isLoan: (holding: Pick<Holding, 'productClass' | 'productName'>) => boolean
}

const ofSnapshot = (alias: string) =>
  `EXISTS (SELECT 1 FROM snapshot s WHERE s.dataset_id = @datasetId AND s.customer_no = ${alias}.customer_no)`

/** Products on the list of holdings, each once. */
function listedProducts(db: ReadDb, { datasetId, asOf }: Dataset) {
  const holdings = latestDataset(db, 'holdings', asOf)
  if (!holdings) return []
  return db
    .prepare(
      `SELECT DISTINCT product_class AS productClass, product_name AS productName FROM holding h
       WHERE h.dataset_id = @holdingsId AND ${ofSnapshot('h')}`,
    )
    .all({ datasetId, holdingsId: holdings.datasetId }) as Pick<Holding, 'productClass' | 'productName'>[]
}

function hasMovements(db: ReadDb, { datasetId, asOf }: Dataset, days: number): boolean {
  return (
    db
      .prepare(
        `SELECT 1 FROM movement m JOIN dataset d USING (dataset_id)
         WHERE d.state = 'active' AND d.as_of <= @asOf AND m.txn_date > @from AND m.txn_date <= @asOf
           AND ${ofSnapshot('m')} LIMIT 1`,
      )
      .get({ datasetId, asOf, from: addDays(asOf, -days) }) !== undefined
  )
}

function hasContactNotes(db: ReadDb, { datasetId, asOf }: Dataset): boolean {
  const notes = db
    .prepare(
      `SELECT k.notes FROM contact k LEFT JOIN dataset d USING (dataset_id)
       WHERE k.notes IS NOT NULL AND k.contact_date <= @asOf
         AND (k.dataset_id IS NULL OR (d.state = 'active' AND d.as_of <= @asOf)) AND ${ofSnapshot('k')}`,
    )
    .pluck()
    .iterate({ datasetId, asOf }) as IterableIterator<string>
  for (const note of notes) if (note.trim() !== '') return true
  return false
}

function hasHistory(db: ReadDb, { datasetId, asOf }: Dataset): boolean {
  const date = snapshotDates(db).findLast((each) => each < asOf)
  const previous = date === undefined ? null : activeDataset(db, 'customers', date)
  if (!previous) return false
  return (
    db
      .prepare(
        `SELECT 1 FROM snapshot s JOIN snapshot b ON b.dataset_id = ? AND b.customer_no = s.customer_no
         WHERE s.dataset_id = ? LIMIT 1`,
      )
      .get(previous.datasetId, datasetId) !== undefined
  )
}

/** The columns of a date, in the order of their names; `seen` are facts already met in some of its customers. */
export function columnsOf(
  db: ReadDb,
  dataset: Dataset,
  { movementDays, isLoan }: ColumnQuestions,
  seen: ReadonlySet<keyof CustomerFacts>,
): Column[] {
  const products = listedProducts(db, dataset)
  const columns: Column[] = [
    ...knownFacts(db, dataset, seen),
    ...(products.length > 0 ? (['holdings'] as const) : []),
    ...(products.some(isLoan) ? (['loanEnd'] as const) : []),
    ...(hasMovements(db, dataset, movementDays) ? (['movements'] as const) : []),
    ...(hasContactNotes(db, dataset) ? (['contactNotes'] as const) : []),
    ...(hasHistory(db, dataset) ? (['history'] as const) : []),
  ]
  return columns.sort()
}
