/** Figures of the segment rules at a date, and a person's answers standing above them. */
import type { OutputOf } from '../../../shared/contract/contract.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { columnLabel, manLetterLabel } from '../../../shared/domain/labels.ts'
import { Refusal } from '../../../shared/domain/refusal.ts'
import { assetClasses } from '../../../shared/domain/fields.ts'
import type { Columns } from '../../../shared/domain/segments.ts'
import type { Playbook } from '../../../shared/playbook/schema.ts'
import { communityKinds } from '../../../shared/playbook/segmentation.ts'
import type { ClassTotals } from '../core/segmentation/class-totals.ts'
import { columnsLacking } from '../core/segmentation/man-columns.ts'
import { readAnalysis } from '../db/repo/classifications.ts'
import { communityFigures, communityRms } from '../db/repo/community-figures.ts'
import { snapshotAt, snapshotDates, type Dataset } from '../db/repo/datasets.ts'
import { readManAnswers, saveManAnswer } from '../db/repo/hand-answers.ts'
import {
  groupFiguresOf,
  layerFiguresOf,
  letterFiguresOf,
  manFiguresOf,
  stageFiguresOf,
  substantiveLossOf,
  type Figure,
} from '../db/repo/segment-figures.ts'
import { readPlaybook } from '../db/repo/settings.ts'
import { runCommand } from '../db/undo-log.ts'
import type { ReadDb } from '../db/types.ts'
import type { Handlers } from '../dispatch.ts'
import type { AnalysisBody } from './analysis-context.ts'
import { today, type HandlerContext } from './context.ts'
import { classesOf } from './customer-classes.ts'
import { following } from './follow-changes.ts'

type Communities = NonNullable<OutputOf<'segmentation.communities'>>
type SegmentationRoute = Extract<keyof Handlers, `segmentation.${string}`>

interface Derived {
  readonly classes: ClassTotals
  readonly dataset: Dataset
  readonly playbook: Playbook
  readonly columns: Columns
}

/** The stored results of a date, or of the latest one, with the playbook they were made with. */
function derivedAt(db: ReadDb, wanted: IsoDate | undefined): Derived | null {
  const dataset = snapshotAt(db, wanted)
  const stored = dataset && readAnalysis<AnalysisBody>(db, dataset.asOf)
  if (!dataset || !stored) return null
  const { playbook } = readPlaybook(db, stored.playbookVersion)
  const { classes } = stored.body
  return { dataset, playbook, classes, columns: new Set(stored.body.context.columns) }
}

const sumOf = (figures: readonly Figure[]): Figure => ({
  customers: figures.reduce((sum, { customers }) => sum + customers, 0),
  aumFen: figures.reduce((sum, { aumFen }) => sum + aumFen, 0),
})

function manOf(db: ReadDb, { dataset, playbook, columns }: Derived): OutputOf<'segmentation.man'> {
  const { asOf } = dataset
  const groups = manFiguresOf(db, dataset).map((each) => ({
    ...each,
    coefficient: each.group === 'unknown' ? null : playbook.man.coefficients[each.group],
  }))
  const byHand = [...readManAnswers(db, asOf).values()].flat()
  return {
    asOf,
    ...sumOf(groups),
    groups: groups.sort((a, b) => (a.coefficient ?? Infinity) - (b.coefficient ?? Infinity) || 0),
    priorityUpTo: playbook.man.priorityUpTo,
    priority: sumOf(groups.map(({ priority }) => priority)),
    letters: letterFiguresOf(db, dataset).map((figure) => ({
      ...figure,
      questions: [...playbook.man.questions[figure.letter]],
      lacking: columnsLacking(figure.letter, columns).map((column) => ({
        column,
        label: columnLabel(column),
      })),
      byHand: byHand.filter(({ letter }) => letter === figure.letter).length,
    })),
  }
}

function groupsOf(db: ReadDb, { dataset, playbook }: Derived): OutputOf<'segmentation.groups'> {
  const stages = stageFiguresOf(db, dataset)
  const inLayer = layerFiguresOf(db, dataset)
  return {
    asOf: dataset.asOf,
    ...sumOf(stages),
    groups: groupFiguresOf(db, dataset),
    stages: stages.map((each) => ({
      ...each,
      care: each.stage === 'unknown' ? null : playbook.stages.care[each.stage],
    })),
    substantiveLoss: substantiveLossOf(db, dataset),
    layers: playbook.hnw.layers.map((layer) => ({ ...layer, ...inLayer(layer.layer) })),
  }
}

function crossSellingOf({ dataset, playbook, classes }: Derived): OutputOf<'segmentation.crossSelling'> {
  const sum = (of: 'amountFen' | 'modelFen') =>
    assetClasses.reduce((total, asset) => total + classes[asset][of], 0)
  const [amounts, models] = [sum('amountFen'), sum('modelFen')]
  return {
    asOf: dataset.asOf,
    minGapFen: playbook.crossSelling.minGapFen,
    classes: assetClasses.map((assetClass) => ({
      assetClass,
      ...classes[assetClass],
      share: amounts > 0 ? classes[assetClass].amountFen / amounts : null,
      modelShare: models > 0 ? classes[assetClass].modelFen / models : null,
    })),
  }
}

const rmsShown = 3

function communitiesOf(
  db: ReadDb,
  { dataset, playbook }: Derived,
  wanted: Parameters<Handlers['segmentation.communities']>[0],
): Communities {
  const { minSize } = playbook.communities
  const search = wanted.search?.trim() ?? ''
  const found = communityFigures(db, dataset, { minSize, kinds: wanted.kinds ?? communityKinds }).filter(
    ({ key }) => key.includes(search),
  )
  const page = found.slice(wanted.offset, wanted.offset + wanted.limit)
  const rms = communityRms(
    db,
    dataset,
    page.map(({ text }) => text),
    playbook.familiarity.windowDays,
  )
  return {
    asOf: dataset.asOf,
    minSize,
    total: found.length,
    communities: page.map(({ text, payrollKnown, ...figures }) => ({
      ...figures,
      payrollShare: payrollKnown === 0 ? null : figures.payroll / payrollKnown,
      rms: (rms.get(text) ?? []).slice(0, rmsShown),
    })),
  }
}

const said = { yes: '有', no: '没有', unknown: '未知' } as const

export function segmentationHandlers({
  read,
  write,
  clock,
}: HandlerContext): Pick<Handlers, SegmentationRoute> {
  const at = <T>(asOf: IsoDate | undefined, figures: (derived: Derived) => T): T | null => {
    const derived = derivedAt(read, asOf)
    return derived && figures(derived)
  }
  return {
    'segmentation.man': ({ asOf }) => at(asOf, (derived) => manOf(read, derived)),
    'segmentation.groups': ({ asOf }) => at(asOf, (derived) => groupsOf(read, derived)),
    'segmentation.crossSelling': ({ asOf }) => at(asOf, crossSellingOf),
    'segmentation.communities': (wanted) =>
      at(wanted.asOf, (derived) => communitiesOf(read, derived, wanted)),
    'segmentation.customer': ({ customerNo, asOf }) =>
      at(asOf, ({ dataset }) => {
        const classes = classesOf(read, dataset.asOf, customerNo)
        return classes && { asOf: dataset.asOf, classes }
      }),
    'segmentation.overrideMan': ({ customerNo, letter, answer, note }) => {
      const fromDate = snapshotDates(write).at(-1)
      if (
        fromDate === undefined ||
        write.prepare('SELECT 1 FROM customer WHERE customer_no = ?').get(customerNo) === undefined
      )
        throw new Refusal(
          'CUSTOMER_UNKNOWN',
          `没有客户号为 ${customerNo} 的客户，判断没有保存。请核对客户号。`,
        )
      const what = answer === null ? '按规则判断' : said[answer]
      const label = `${customerNo} 的${manLetterLabel(letter)}改为：${what}`
      return following(write, () =>
        runCommand(write, { route: 'segmentation.overrideMan', label, at: clock.now() }, () => {
          saveManAnswer(write, { customerNo, letter, fromDate, answer, note, setOn: today(clock) })
          return { done: true as const }
        }),
      )
    },
  }
}
