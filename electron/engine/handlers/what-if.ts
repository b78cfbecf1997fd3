/** The latest snapshot judged twice, with the playbook in force and with the one being edited. */
import type { OutputOf } from '../../../shared/contract/contract.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { startWhatIf } from '../core/segmentation/what-if.ts'
import { activeDataset, snapshotDates, type Dataset } from '../db/repo/datasets.ts'
import { customerRanges } from '../db/repo/facts.ts'
import { playbookVersionAt } from '../db/repo/playbook-at.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers, JobControl } from '../dispatch.ts'
import { contextOf, customersAtOnce, observeContext } from './analysis-context.ts'
import type { HandlerContext } from './context.ts'
import { loadInputs, segmentInputs } from './customer-inputs.ts'
import { judge } from './derive.ts'

const namesKept = 50

/** Judges customers of a snapshot with one playbook, as deriving would. */
function judgeWith(db: ReadDb, dataset: Dataset, playbook: Playbook) {
  const stored = observeContext(db, dataset, playbook)
  const context = contextOf(db, dataset.asOf, stored)
  const columns = new Set(stored.columns)
  return (range: Parameters<typeof loadInputs>[3]) =>
    segmentInputs(db, dataset.asOf, loadInputs(db, dataset.asOf, playbook, range), range).map((input) => ({
      facts: input.facts,
      judged: judge(input, context, columns, playbook),
    }))
}

async function whatIf(
  db: ReadDb,
  edited: Playbook,
  control: JobControl,
): Promise<OutputOf<'playbook.whatIf'>> {
  const asOf = snapshotDates(db).at(-1)
  const dataset = asOf === undefined ? null : activeDataset(db, 'customers', asOf)
  const compared = startWhatIf(namesKept)
  let done = 0
  if (dataset) {
    const { playbook } = readPlaybook(db, playbookVersionAt(db, dataset.asOf))
    const [now, then] = [judgeWith(db, dataset, playbook), judgeWith(db, dataset, edited)]
    for (const range of customerRanges(db, [dataset], customersAtOnce)) {
      await control.checkpoint({ phase: 'deriving', label: '试算', done, total: dataset.rowCount })
      const after = then(range)
      for (const [nth, { facts, judged }] of now(range).entries()) {
        const other = after[nth]
        if (other) compared.add(facts, judged, other.judged)
        done++
      }
    }
  }
  const dimensions = compared.result().map(({ dimension, moved, moves }) => ({
    dimension,
    moved,
    moves: moves.map((move) => ({ ...move })),
  }))
  return { asOf: dataset?.asOf ?? null, customers: done, dimensions }
}

export function whatIfHandlers({ read }: HandlerContext): Pick<Handlers, 'playbook.whatIf'> {
  return { 'playbook.whatIf': ({ playbook }, control) => whatIf(read, playbook, control) }
}
