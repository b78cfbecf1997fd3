/** The nine-box and the pyramid of tiers at a date, and who moved between two dates. */
import type { OutputOf } from '../../../shared/contract/contract.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { cellKeys, type PlaceKey } from '../../../shared/domain/places.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { familiarityKeys, nineBoxRows, tierKeys } from '../../../shared/playbook/schema.ts'
import { readAnalysis } from '../db/repo/classifications.ts'
import { activeDataset, snapshotDates, type Dataset } from '../db/repo/datasets.ts'
import {
  movesBetween,
  moversBetween,
  placeFigures,
  type PlaceFigure,
  type TwoDates,
} from '../db/repo/nine-box.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { AnalysisBody } from './analysis-context.ts'
import type { HandlerContext } from './context.ts'

type NineBoxRoute = Extract<keyof Handlers, `nineBox.${string}`>

const nothing = { customers: 0, aumFen: 0 }

/** Looks places up, now and before. */
function figuresOf(now: readonly PlaceFigure[], earlier: readonly PlaceFigure[] | null) {
  const at = (figures: readonly PlaceFigure[], place: PlaceKey) => {
    const { customers, aumFen } = figures.find((each) => each.place === place) ?? nothing
    return { customers, aumFen }
  }
  return (place: PlaceKey) => ({ ...at(now, place), before: earlier && at(earlier, place) })
}

/** @throws Refusal NO_SNAPSHOT */
function snapshotAt(db: ReadDb, asOf: IsoDate): Dataset {
  const dataset = activeDataset(db, 'customers', asOf)
  if (dataset) return dataset
  throw new Refusal('NO_SNAPSHOT', `没有 ${asOf} 的客户清单。请选择有数据的日期。`)
}

/** Contacts of the branch's own log stand behind the familiarity of a date. */
const hasLog = (db: ReadDb, asOf: IsoDate): boolean =>
  readAnalysis<AnalysisBody>(db, asOf)?.body.context.hasContactLog ?? false

function pageOf(
  db: ReadDb,
  wanted: { asOf?: IsoDate | undefined; comparedWith?: IsoDate | undefined },
): OutputOf<'nineBox.page'> {
  const dates = snapshotDates(db)
  const asOf = wanted.asOf ?? dates.at(-1)
  const dataset = asOf === undefined ? null : activeDataset(db, 'customers', asOf)
  if (!dataset) return null
  const comparedWith = wanted.comparedWith ?? dates.findLast((date) => date < dataset.asOf) ?? null
  const earlier = comparedWith === null ? null : snapshotAt(db, comparedWith)
  const { playbook } = readPlaybook(db, readAnalysis(db, dataset.asOf)?.playbookVersion)
  const cells = placeFigures(db, dataset, 'cell')
  const inCell = figuresOf(cells, earlier && placeFigures(db, earlier, 'cell'))
  const inTier = figuresOf(placeFigures(db, dataset, 'tier'), earlier && placeFigures(db, earlier, 'tier'))
  return {
    asOf: dataset.asOf,
    comparedWith,
    familiarityDiffers: comparedWith !== null && hasLog(db, dataset.asOf) !== hasLog(db, comparedWith),
    dates: dates.toReversed(),
    customers: cells.reduce((sum, { customers }) => sum + customers, 0),
    aumFen: cells.reduce((sum, { aumFen }) => sum + aumFen, 0),
    cells: nineBoxRows.flatMap((row) =>
      familiarityKeys.map((column) => ({
        row,
        column,
        ...inCell(`${row}.${column}`),
        ...playbook.nineBox.cells[row][column],
      })),
    ),
    unknown: inCell('unknown'),
    tiers: [...tierKeys.toReversed(), 'unknown' as const].map((tier) => ({ tier, ...inTier(tier) })),
  }
}

function datesOf(db: ReadDb, { from, to, by }: { from: IsoDate; to: IsoDate; by: TwoDates['by'] }): TwoDates {
  if (from >= to) throw new Refusal('DATES_REVERSED', '前一期须早于后一期。请重新选择两期数据。')
  return { from: snapshotAt(db, from), to: snapshotAt(db, to), by }
}

export function nineBoxHandlers({ read }: HandlerContext): Pick<Handlers, NineBoxRoute> {
  return {
    'nineBox.page': (wanted) => pageOf(read, wanted),
    'nineBox.moves': (pair) => ({
      places: [...(pair.by === 'cell' ? cellKeys : tierKeys), 'unknown'],
      moves: movesBetween(read, datesOf(read, pair)),
    }),
    'nineBox.movers': ({ fromPlace, toPlace, limit, ...pair }) =>
      moversBetween(read, datesOf(read, pair), { from: fromPlace, to: toPlace }, limit),
  }
}
