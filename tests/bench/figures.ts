/**
 * What is claimed, and against what. Times are compared as ratios within one round of one run, because machines
 * differ and ratios hardly do. A figure counts only when every piece of work it rests on delivered exactly the
 * rows and cells the file was made with.
 */
import type { Outcome } from './outcome.ts'
import { median, type Outcomes } from './measure.ts'

/** One piece of work's figure in one round. */
interface Term {
  readonly job: string
  readonly of: (outcome: Outcome) => number
}

const time = (job: string): Term => ({ job, of: ({ ms }) => ms })
const memory = (job: string): Term => ({ job, of: ({ peakMb }) => peakMb })
const part = (job: string, name: string): Term => ({ job, of: ({ parts }) => parts?.[name] ?? NaN })

export interface Figure {
  readonly figure: string
  readonly unit: 'ms' | 'MB'
  readonly measured: Term
  /** Sum the measured is divided by, with its name. */
  readonly against?: { readonly name: string; readonly sum: readonly Term[] }
  /** Divide the other way round: how many times faster. */
  readonly faster?: boolean
  /** What must be kept and what is aimed at: of the ratio where there is one, else of the value. */
  readonly target?: number
  readonly aim?: number
}

const floor = (strings: string) => ({
  name: `scan.${strings} + sqlite`,
  sum: [time(`scan.${strings}`), time('sqlite')],
})
const limit = (strings: string) => ({ name: `scan.${strings}`, sum: [time(`scan.${strings}`)] })

export const figures: readonly Figure[] = [
  ...['shared', 'inline'].flatMap((strings): Figure[] => [
    { figure: `scan.${strings}`, unit: 'ms', measured: time(`scan.${strings}`) },
    {
      figure: `read.${strings}`,
      unit: 'ms',
      measured: time(`read.${strings}`),
      against: limit(strings),
      target: 2,
      aim: 1.5,
    },
    { figure: `read.${strings}.memory`, unit: 'MB', measured: memory(`read.${strings}`), target: 250 },
    {
      figure: `import.${strings}.stored`,
      unit: 'ms',
      measured: part(`import.${strings}`, 'stored'),
      against: floor(strings),
      target: 1.5,
      aim: 1,
    },
    {
      figure: `import.${strings}`,
      unit: 'ms',
      measured: time(`import.${strings}`),
      against: floor(strings),
      target: 1.5,
      aim: 1,
    },
    { figure: `import.${strings}.memory`, unit: 'MB', measured: memory(`import.${strings}`), target: 250 },
  ]),
  { figure: 'sqlite', unit: 'ms', measured: time('sqlite') },
  {
    figure: 'import.shared.faster',
    unit: 'ms',
    measured: time('import.shared'),
    against: { name: 'sheetjs', sum: [time('sheetjs')] },
    faster: true,
    target: 5,
    aim: 8,
  },
  {
    figure: 'import.gbk',
    unit: 'ms',
    measured: time('import.gbk'),
    against: { name: 'import.shared', sum: [time('import.shared')] },
    target: 1,
  },
  { figure: 'import.gbk.memory', unit: 'MB', measured: memory('import.gbk'), target: 250 },
  { figure: 'window.worst', unit: 'ms', measured: part('window', 'worst'), target: 100 },
  { figure: 'window.p99', unit: 'ms', measured: part('window', 'p99'), target: 100, aim: 50 },
]

/** A million rows, where the general library delivers nothing. */
export const millionFigures: readonly Figure[] = [
  { figure: 'million.scan', unit: 'ms', measured: time('million.scan') },
  {
    figure: 'million.read',
    unit: 'ms',
    measured: time('million.read'),
    against: { name: 'million.scan', sum: [time('million.scan')] },
    target: 2,
    aim: 1.5,
  },
  { figure: 'million.import', unit: 'ms', measured: time('million.import') },
  { figure: 'million.import.memory', unit: 'MB', measured: memory('million.import'), target: 500, aim: 250 },
  {
    figure: 'million.import.flat',
    unit: 'MB',
    measured: memory('million.import'),
    against: { name: 'import.shared.memory', sum: [memory('import.shared')] },
    aim: 1.2,
  },
]

/** One line of the bench's output and of its history. */
export interface FigureLine {
  readonly figure: string
  readonly unit: 'ms' | 'MB'
  /** Of what was measured, in `unit`. */
  readonly median: number
  readonly against: string | null
  readonly againstMedian: number | null
  readonly ratio: number | null
  /** Lowest and highest ratio of a round, or value where there is no ratio. */
  readonly spread: readonly [number, number]
  readonly target: number | null
  readonly aim: number | null
  /** Within the target; null when there is none. */
  readonly ok: boolean | null
  readonly aimMet: boolean | null
  /** Why the figure does not count, null when it does. */
  readonly invalid: string | null
  readonly rounds: number
  readonly means?: string
  /** Medians of the further figures of the same work. */
  readonly parts?: Readonly<Record<string, number>>
}

const rounded = (value: number, digits = 2) => Number(value.toFixed(digits))

function partsOf(outcomes: readonly Outcome[]): Record<string, number> {
  const names = Object.keys(outcomes.find(({ parts }) => parts !== undefined)?.parts ?? {})
  const values = (name: string) => outcomes.map(({ parts }) => parts?.[name] ?? NaN)
  return Object.fromEntries(names.map((name) => [name, rounded(median(values(name)), 0)]))
}

/** The figure's line from what the rounds brought. */
export function lineOf(figure: Figure, outcomes: Outcomes): FigureLine {
  const { measured, against, faster, target, aim, unit } = figure
  const terms = [measured, ...(against?.sum ?? [])]
  const used = terms.flatMap(({ job }) => outcomes.get(job) ?? [])
  const problem = terms
    .flatMap(({ job }) =>
      (outcomes.get(job) ?? []).flatMap(({ problem: said }) => (said === null ? [] : `${job}: ${said}`)),
    )
    .at(0)
  const series = ({ job, of }: Term) => (outcomes.get(job) ?? []).map(of)
  const values = series(measured)
  const sums = against
    ? values.map((_, round) => against.sum.reduce((sum, term) => sum + (series(term)[round] ?? NaN), 0))
    : null
  const compared = sums
    ? values.map((value, round) => (faster ? (sums[round] ?? NaN) / value : value / (sums[round] ?? NaN)))
    : values
  const result = median(compared)
  const invalid = problem ?? (Number.isFinite(result) ? null : 'nothing was measured')
  const within = (bound: number | undefined) =>
    bound === undefined || invalid !== null ? null : faster ? result >= bound : result <= bound
  const means = used.find((outcome) => outcome.means !== undefined)?.means
  return {
    figure: figure.figure,
    unit,
    median: rounded(median(values), 0),
    against: against?.name ?? null,
    againstMedian: sums ? rounded(median(sums), 0) : null,
    ratio: sums ? rounded(result) : null,
    spread: [rounded(Math.min(...compared)), rounded(Math.max(...compared))],
    target: target ?? null,
    aim: aim ?? null,
    ok: within(target),
    aimMet: within(aim),
    invalid,
    rounds: values.length,
    ...(means === undefined ? {} : { means }),
    ...(figure.figure === measured.job && measured.job.includes('import')
      ? { parts: partsOf(outcomes.get(measured.job) ?? []) }
      : {}),
  }
}
