/**
 * What would take a customer off a list: for each warning and for dormancy the nearest change that ends it, found
 * from the same comparisons the rule makes. An amount is the least that suffices; an event counts when it happens on
 * the named day or later.
 */
import type { Classification, CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import { addDays, daysBetween } from '../../../../shared/domain/dates.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type { OffListStep } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { shareOf } from './exact-share.ts'
import { measureOf, tierOf, tierRank } from './tier.ts'

type Found = readonly [OffListStep, Reason]
type Finder = (input: CustomerInput, warning: Warning, playbook: Playbook) => Found | null

/** An amount that must come back above `aboveFen`: one fen more is the least that ends the warning. */
function amountBack(
  list: OffListStep['list'],
  step: OffListStep['step'],
  field: 'aumFen' | 'aumMonthAvgFen',
  nowFen: Fen | null,
  aboveFen: Fen,
): Found | null {
  if (nowFen === null) return null
  return [
    { list, step, amountFen: aboveFen + 1, count: 1, from: null },
    { rule: `offList.${list}`, field, value: nowFen, op: '<=', threshold: aboveFen },
  ]
}

const aumFall: Finder = ({ facts, previous }, _, playbook) => {
  const before = previous?.aumFen ?? null
  if (before === null) return null
  const { steps, fallFen } = playbook.warnings.fall
  const leastShare = Math.min(...steps.map(({ share }) => share))
  const leastFall = Math.max(shareOf(before, leastShare), fallFen)
  return amountBack('aumFall', 'aumBack', 'aumFen', facts.aumFen, before - leastFall)
}

const suddenFall: Finder = ({ facts, previous }, _, playbook) => {
  const before = previous?.aumFen ?? null
  if (before === null) return null
  const { fallFen, share } = playbook.warnings.suddenFall
  return amountBack(
    'suddenFall',
    'aumBack',
    'aumFen',
    facts.aumFen,
    before - Math.min(shareOf(before, share), fallFen),
  )
}

const monthAverageFall: Finder = ({ facts, lastMonth }, _, playbook) => {
  const before = lastMonth?.aumMonthAvgFen ?? null
  if (before === null) return null
  const leastFall = shareOf(before, playbook.warnings.monthAverageFallShare)
  return amountBack(
    'monthAverageFall',
    'averageBack',
    'aumMonthAvgFen',
    facts.aumMonthAvgFen,
    before - leastFall,
  )
}

const tierDown: Finder = ({ facts, previous }, _, playbook) => {
  const from = previous && tierOf(previous, playbook)
  const measure = measureOf(facts)
  const lineFen = from ? playbook.tiers[tierRank(from)]?.loFen : undefined
  if (!from || !measure || lineFen === undefined) return null
  return [
    { list: 'tierDown', step: 'tierBack', amountFen: lineFen, count: 1, from: null },
    {
      rule: 'offList.tierDown',
      field: measure.field,
      value: measure.fen,
      op: '<',
      threshold: lineFen,
      evidence: { tier: from },
    },
  ]
}

/** Every holding the maturity rule looks at has to be settled: while one is left, so is the warning. */
const maturity: Finder = ({ facts, holdings }, _, playbook) => {
  const { yellowDays, pastDays } = playbook.warnings.maturity
  const due = holdings.filter(({ maturityDate, amountFen }) => {
    const days = maturityDate === null ? null : daysBetween(facts.asOf, maturityDate)
    return days !== null && days >= -pastDays && days <= yellowDays && amountFen > 0
  })
  const amountFen = due.reduce((sum, holding) => sum + holding.amountFen, 0)
  return [
    { list: 'maturity', step: 'settleMaturity', amountFen, count: due.length, from: facts.asOf },
    {
      rule: 'offList.maturity',
      field: 'dueHoldings',
      value: due.length,
      op: '>',
      threshold: 0,
      evidence: { amountFen },
    },
  ]
}

/** A finder for what has to happen once, on `from` or later; the comparison is the warning's own. */
const once =
  (step: OffListStep['step'], fromOf: (input: CustomerInput, playbook: Playbook) => string): Finder =>
  (input, { rule, reasons: [why] }, playbook) =>
    why
      ? [
          { list: rule, step, amountFen: null, count: 1, from: fromOf(input, playbook) },
          { ...why, rule: `offList.${rule}` },
        ]
      : null

const classesFewer: Finder = (_, { reasons }, playbook) => {
  const { yellowAt, orangeAt } = playbook.warnings.classesFewer
  const fewer = reasons.find(({ field }) => field === 'classCount')
  const [now, before] = [fewer?.value, fewer?.threshold]
  if (typeof now !== 'number' || typeof before !== 'number') return null
  const enough = Math.min(before, Math.max(yellowAt, orangeAt) + 1)
  return [
    { list: 'classesFewer', step: 'holdClasses', amountFen: null, count: enough - now, from: null },
    { rule: 'offList.classesFewer', field: 'classCount', value: now, op: '<', threshold: enough },
  ]
}

const finders: Readonly<Record<Warning['rule'], Finder>> = {
  aumFall,
  suddenFall,
  monthAverageFall,
  tierDown,
  maturity,
  payrollStopped: once('payrollAgain', ({ facts }, { warnings }) =>
    addDays(facts.asOf, -warnings.payrollStoppedDays),
  ),
  noLogin: once('loginOnce', ({ facts }) => `${facts.asOf.slice(0, 7)}-01`),
  contactOverdue: once('contactOnce', ({ facts }, playbook) => {
    const tier = tierOf(facts, playbook)
    const rhythm = playbook.tiers.find((line) => line.tier === tier)?.rhythmDays ?? 0
    return addDays(facts.asOf, 1 - Math.ceil(rhythm * playbook.warnings.contactOverdueFactor))
  }),
  classesFewer,
  handover: once('contactOnce', ({ facts, rmChangedOn }) => rmChangedOn ?? facts.asOf),
}

function awake(
  { facts }: CustomerInput,
  dormancy: Classification['dormancy'],
  playbook: Playbook,
): Found | null {
  const why = dormancy.reasons[0]
  if (!why || dormancy.result === null || dormancy.result === 'active') return null
  const { lightDays } = playbook.dormancy
  return [
    {
      list: 'dormancy',
      step: 'transactOnce',
      amountFen: null,
      count: 1,
      from: addDays(facts.asOf, 1 - lightDays),
    },
    { ...why, rule: 'offList.dormancy', op: '>=', threshold: lightDays },
  ]
}

/** One step per warning fired, and one for a sleeper; the reasons stand in the same order. */
export function offList(
  input: CustomerInput,
  { warnings, dormancy }: Pick<Classification, 'warnings' | 'dormancy'>,
  playbook: Playbook,
): Explained<readonly OffListStep[]> {
  const found = [
    ...warnings.map((warning) => finders[warning.rule](input, warning, playbook)),
    awake(input, dormancy, playbook),
  ].filter((each) => each !== null)
  return { result: found.map(([step]) => step), reasons: found.map(([, reason]) => reason) }
}
