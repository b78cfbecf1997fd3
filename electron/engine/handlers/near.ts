/** 临界: who is just below a tier line or just above the own one, and what to say to them. */
import type { OutputOf, ParsedInputOf } from '../../../shared/contract/contract.ts'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import { nearAsk } from '../core/segmentation/near-arithmetic.ts'
import { readAnalysis } from '../db/repo/classifications.ts'
import { snapshotAt } from '../db/repo/datasets.ts'
import { nearCustomers, nearFigures, nearRms, type NearCustomer } from '../db/repo/near-customers.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { HandlerContext } from './context.ts'

type Page = NonNullable<OutputOf<'near.page'>>
const nobody = { customers: 0, gapFen: 0 }

/** The customer with the sum; `lineFen` is null for a line the playbook of the date does not have. */
function withAsk(
  { aumMonthAvgFen, ...row }: NearCustomer,
  asOf: string,
  lineFen: number | null,
): Page['rows'][number] {
  const ask = lineFen === null ? null : nearAsk(lineFen, { asOf, aumFen: row.aumFen, aumMonthAvgFen })
  return {
    ...row,
    amountFen: ask?.result?.amountFen ?? null,
    days: ask?.result?.days ?? null,
    sentence: ask?.reasons.map(reasonSentence).join('；') ?? '',
  }
}

function pageOf(db: ReadDb, wanted: ParsedInputOf<'near.page'>): OutputOf<'near.page'> {
  const dataset = snapshotAt(db, wanted.asOf)
  if (!dataset) return null
  const { playbook } = readPlaybook(db, readAnalysis(db, dataset.asOf)?.playbookVersion)
  const figures = nearFigures(db, dataset)
  const figure = (key: string, edge: 'rising' | 'falling') => {
    const { customers, gapFen } = figures.find((each) => each.key === key && each.edge === edge) ?? nobody
    return { customers, gapFen }
  }
  const lineOf = new Map(playbook.nearThreshold.lines.map(({ key, lineFen }) => [key, lineFen]))
  const { total, rows } = nearCustomers(db, dataset, wanted)
  return {
    asOf: dataset.asOf,
    lines: [...lineOf]
      .map(([key, lineFen]) => ({
        key,
        lineFen,
        rising: figure(key, 'rising'),
        falling: figure(key, 'falling'),
      }))
      .sort((a, b) => a.lineFen - b.lineFen),
    rms: nearRms(db, dataset),
    total,
    rows: rows.map((row) => withAsk(row, dataset.asOf, lineOf.get(row.key) ?? null)),
  }
}

export function nearHandlers({ read }: HandlerContext): Pick<Handlers, 'near.page'> {
  return { 'near.page': (wanted) => pageOf(read, wanted) }
}
