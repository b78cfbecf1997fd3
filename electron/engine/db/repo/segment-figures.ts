/** Counts over the stored results of the segment rules, for one snapshot. */
import {
  manGroups,
  manLetters,
  specialGroups,
  stageKeys,
  type HnwLayer,
  type ManGroup,
  type ManLetter,
  type SpecialGroup,
  type Stage,
} from '../../../../shared/playbook/segmentation.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'
import { groupBit } from './group-bits.ts'

export interface Figure {
  readonly customers: number
  /** Sum of the known AUM, in fen. */
  readonly aumFen: number
}

const from = `FROM classification k JOIN snapshot s ON s.dataset_id = @datasetId AND s.customer_no = k.customer_no
  WHERE k.as_of = @asOf`

const paramsOf = ({ datasetId, asOf }: Dataset) => ({ datasetId, asOf })

/** Customers and AUM where a condition holds. */
const figureSql = (name: string, condition: string) =>
  `count(*) FILTER (WHERE ${condition}) AS "${name}Customers",
   coalesce(sum(s.aum_fen) FILTER (WHERE ${condition}), 0) AS "${name}Aum"`

const figureIn = (row: Readonly<Record<string, number>>, name: string): Figure => ({
  customers: row[`${name}Customers`] ?? 0,
  aumFen: row[`${name}Aum`] ?? 0,
})

export interface ManFigure extends Figure {
  readonly group: ManGroup | 'unknown'
  readonly priority: Figure
}

/** All eight groups and `unknown`. */
export function manFiguresOf(db: ReadDb, dataset: Dataset): ManFigure[] {
  const rows = db
    .prepare(
      `SELECT coalesce(k.man_group, 'unknown') AS "group", ${figureSql('all', '1')},
         ${figureSql('pool', 'k.priority_pool = 1')} ${from} GROUP BY 1`,
    )
    .all(paramsOf(dataset)) as (Record<string, number> & { group: ManFigure['group'] })[]
  return [...manGroups, 'unknown' as const].map((group) => {
    const row = rows.find((each) => each.group === group) ?? {}
    return { group, ...figureIn(row, 'all'), priority: figureIn(row, 'pool') }
  })
}

export interface LetterFigure {
  readonly letter: ManLetter
  readonly yes: number
  readonly no: number
  readonly unknown: Figure
}

export function letterFiguresOf(db: ReadDb, dataset: Dataset): LetterFigure[] {
  const columns = manLetters.flatMap((letter) =>
    (['yes', 'no', 'unknown'] as const).map((said) =>
      figureSql(`${letter}.${said}`, `k.man_${letter} = '${said}'`),
    ),
  )
  const row = db.prepare(`SELECT ${columns.join(', ')} ${from}`).get(paramsOf(dataset)) as Record<
    string,
    number
  >
  return manLetters.map((letter) => ({
    letter,
    yes: figureIn(row, `${letter}.yes`).customers,
    no: figureIn(row, `${letter}.no`).customers,
    unknown: figureIn(row, `${letter}.unknown`),
  }))
}

export interface GroupFigure extends Figure {
  readonly group: SpecialGroup
  readonly unknown: number
}

export function groupFiguresOf(db: ReadDb, dataset: Dataset): GroupFigure[] {
  const columns = specialGroups.flatMap((group) => [
    figureSql(`${group}.in`, `k.groups_in & ${groupBit(group)}`),
    figureSql(`${group}.open`, `k.groups_unknown & ${groupBit(group)}`),
  ])
  const row = db.prepare(`SELECT ${columns.join(', ')} ${from}`).get(paramsOf(dataset)) as Record<
    string,
    number
  >
  return specialGroups.map((group) => ({
    group,
    ...figureIn(row, `${group}.in`),
    unknown: figureIn(row, `${group}.open`).customers,
  }))
}

function figuresBy(db: ReadDb, dataset: Dataset, column: string): Map<string, Figure> {
  const rows = db
    .prepare(`SELECT coalesce(${column}, 'unknown') AS code, ${figureSql('all', '1')} ${from} GROUP BY 1`)
    .all(paramsOf(dataset)) as (Record<string, number> & { code: string })[]
  return new Map(rows.map((row) => [row.code, figureIn(row, 'all')]))
}

const nobody: Figure = { customers: 0, aumFen: 0 }

export function stageFiguresOf(
  db: ReadDb,
  dataset: Dataset,
): (Figure & { readonly stage: Stage | 'unknown' })[] {
  const found = figuresBy(db, dataset, 'k.stage')
  return [...stageKeys, 'unknown' as const].map((stage) => ({ stage, ...(found.get(stage) ?? nobody) }))
}

/** Account-only customers who in truth are lost already. */
export function substantiveLossOf(db: ReadDb, dataset: Dataset): Figure {
  return figuresBy(db, dataset, 'CAST(k.substantive_loss AS TEXT)').get('1') ?? nobody
}

export function layerFiguresOf(db: ReadDb, dataset: Dataset): (layer: HnwLayer) => Figure {
  const found = figuresBy(db, dataset, 'k.hnw_layer')
  return (layer) => found.get(layer) ?? nobody
}
