/**
 * What one snapshot alone can already say, for the first week when there is nothing to compare with: lists with
 * evidence, largest amount first, and the names of the figures that must wait for history.
 */
import type { Classification, CustomerInput } from '../../../../shared/domain/classification.ts'
import type { IsoDate } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Reason } from '../../../../shared/domain/reasons.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { maturesSoon, peakFarAbove, riskTestExpiring, unowned } from './account-findings.ts'

export interface Finding {
  readonly customerNo: string
  /** The money the finding is about; null when unknown. */
  readonly amountFen: Fen | null
  readonly reasons: readonly Reason[]
}

export interface FirstWeekFindings {
  /** One line per maturing holding. */
  readonly maturities: readonly Finding[]
  /** Amount = how far the peak lies above today. */
  readonly peakFarAbove: readonly Finding[]
  readonly unowned: readonly Finding[]
  readonly riskExpiry: readonly Finding[]
  /** Amount = what is missing to the line; least first. */
  readonly nearThreshold: readonly Finding[]
  /** Figures that need data the branch does not have yet, as Chinese sentences. */
  readonly needsHistory: readonly string[]
}

const largestFirst = (a: Finding, b: Finding) =>
  (b.amountFen ?? -1) - (a.amountFen ?? -1) || (a.customerNo < b.customerNo ? -1 : 1)

/** Which history there is for anybody. */
export interface KnownHistory {
  previous: boolean
  lastMonth: boolean
  contactLog: boolean
  holdings: boolean
}

/** Notes the history of some customers of a snapshot. */
export function noteHistory(
  inputs: readonly CustomerInput[],
  classifications: readonly Classification[],
  known: KnownHistory,
): void {
  known.previous ||= inputs.some((i) => i.previous !== null)
  known.lastMonth ||= inputs.some((i) => i.lastMonth !== null)
  known.holdings ||= inputs.some((i) => i.holdings.length > 0)
  known.contactLog ||= classifications.some(
    ({ familiarity: { result } }) => result.frequencyPoints !== null && !result.unconfirmed,
  )
}

export const noHistory = (): KnownHistory => ({
  previous: false,
  lastMonth: false,
  contactLog: false,
  holdings: false,
})

/** Sentences naming each figure that stays empty, and what would fill it. */
export function figuresNeedingHistory(known: KnownHistory): string[] {
  return [
    ...(known.previous
      ? []
      : [
          '资产下降、资产骤降：要有上一期客户清单才能比较',
          '升层、降层与产品减少：要有上一期客户清单才能比较',
          '新增、消失客户与换客户经理：要有上一期客户清单才能比较',
        ]),
    ...(known.lastMonth ? [] : ['月日均下降、久未登录：要有上个自然月的最后一期客户清单才能判断']),
    ...(known.contactLog ? [] : ['接触频率：没有接触记录，熟悉程度只能按清单里的联系次数估计']),
    ...(known.holdings ? [] : ['产品到期：没有到期明细，看不到哪些产品快到期']),
  ]
}

/**
 * Findings for the snapshot of `asOf`; `classifications[i]` belongs to `inputs[i]`. Customers kept off plans
 * are left out. "Unowned" is empty when the snapshot names no RM at all: then the column is missing (`rmsNamed`
 * tells it where `inputs` are only a part of the snapshot).
 */
export function firstWeekFindings(
  inputs: readonly CustomerInput[],
  classifications: readonly Classification[],
  playbook: Playbook,
  asOf: IsoDate,
  rmsNamed = inputs.some(({ facts }) => facts.rmNo !== null || facts.rmName !== null),
): FirstWeekFindings {
  const found = {
    maturities: [] as Finding[],
    peakFarAbove: [] as Finding[],
    unowned: [] as Finding[],
    riskExpiry: [] as Finding[],
    nearThreshold: [] as Finding[],
  }
  inputs.forEach(({ facts, holdings }, i) => {
    const result = classifications[i]
    if (!result || result.excluded) return
    const { customerNo } = facts
    const list = (kind: keyof typeof found, amountFen: Fen | null, reasons: readonly Reason[] | null) => {
      if (reasons) found[kind].push({ customerNo, amountFen, reasons })
    }
    for (const holding of holdings)
      list('maturities', holding.amountFen, maturesSoon(holding, asOf, playbook))
    list('peakFarAbove', (facts.aumPeakFen ?? 0) - (facts.aumFen ?? 0), peakFarAbove(facts, playbook))
    if (rmsNamed) list('unowned', result.measureFen, unowned(facts, result.nineBoxRow))
    list('riskExpiry', facts.aumFen, riskTestExpiring(facts, playbook))
    if (result.near?.edge === 'rising') list('nearThreshold', result.near.gapFen, result.near.reasons)
  })
  for (const kind of ['maturities', 'peakFarAbove', 'unowned', 'riskExpiry'] as const)
    found[kind].sort(largestFirst)
  found.nearThreshold.sort((a, b) => largestFirst(b, a))
  const known = noHistory()
  noteHistory(inputs, classifications, known)
  return { ...found, needsHistory: figuresNeedingHistory(known) }
}
