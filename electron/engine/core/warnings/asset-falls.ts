/**
 * Rules: money leaving. Each compares two known amounts and stays silent when either is unknown. Lines are
 * inclusive: a fall of exactly the share is a warning.
 */
import type { CustomerInput, Warning } from '../../../../shared/domain/classification.ts'
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import { warningColours, type Playbook } from '../../../../shared/playbook/schema.ts'
import { shareIn } from '../segmentation/exact-share.ts'
import { warn, type Clause } from './warning.ts'

interface Fall {
  readonly fen: Fen
  readonly share: number
  readonly baseFen: Fen
  readonly evidence: NonNullable<Clause['evidence']>
}

/** The fall of an amount between two snapshots; null when unknown, from nothing, or no fall. */
function fallOf(
  before: CustomerFacts | null,
  now: CustomerFacts,
  field: 'aumFen' | 'aumMonthAvgFen',
): Fall | null {
  const [previousFen, nowFen] = [before?.[field] ?? null, now[field]]
  if (!before || previousFen === null || nowFen === null || previousFen <= 0 || nowFen >= previousFen)
    return null
  const fen = previousFen - nowFen
  return {
    fen,
    share: shareIn(fen, previousFen),
    baseFen: previousFen,
    evidence: { previousFen, nowFen, previousAsOf: before.asOf, fallFen: fen },
  }
}

const shareClause = (fall: Fall, field: string, share: number): Clause => ({
  field,
  value: fall.share,
  op: '>=',
  threshold: share,
  evidence: fall.evidence,
})
const amountClause = (fall: Fall, fen: Fen): Clause => ({
  field: 'aumFallFen',
  value: fall.fen,
  op: '>=',
  threshold: fen,
  evidence: fall.evidence,
})
const baseClause = (fall: Fall, field: string, fen: Fen): Clause => ({
  field,
  value: fall.baseFen,
  op: '>=',
  threshold: fen,
  evidence: fall.evidence,
})

/** Rule: point-in-time AUM against the previous snapshot, worst colour reached. */
export function aumFallWarning({ facts, previous }: CustomerInput, playbook: Playbook): Warning | null {
  const fall = fallOf(previous, facts, 'aumFen')
  if (!fall) return null
  const { steps, baseFen, fallFen } = playbook.warnings.fall
  const worstFirst = [...steps].sort(
    (a, b) => warningColours.indexOf(b.colour) - warningColours.indexOf(a.colour),
  )
  for (const { colour, share } of worstFirst) {
    const warning = warn('aumFall', colour, [
      shareClause(fall, 'aumFallShare', share),
      amountClause(fall, fallFen),
      baseClause(fall, 'previousAumFen', baseFen),
    ])
    if (warning) return warning
  }
  return null
}

/** Rule: a sudden fall since the last snapshot, by amount or by share (red). */
export function suddenFallWarning({ facts, previous }: CustomerInput, playbook: Playbook): Warning | null {
  const fall = fallOf(previous, facts, 'aumFen')
  if (!fall) return null
  const { fallFen, share, baseFen } = playbook.warnings.suddenFall
  const base = baseClause(fall, 'previousAumFen', baseFen)
  return (
    warn('suddenFall', 'red', [amountClause(fall, fallFen), base]) ??
    warn('suddenFall', 'red', [shareClause(fall, 'aumFallShare', share), base])
  )
}

/** Rule: month average against the last snapshot of the previous calendar month (orange). */
export function monthAverageFallWarning(
  { facts, lastMonth }: CustomerInput,
  playbook: Playbook,
): Warning | null {
  const fall = fallOf(lastMonth, facts, 'aumMonthAvgFen')
  if (!fall) return null
  const { monthAverageFallShare, monthAverageFallBaseFen } = playbook.warnings
  return warn('monthAverageFall', 'orange', [
    shareClause(fall, 'monthAverageFallShare', monthAverageFallShare),
    baseClause(fall, 'previousMonthAvgFen', monthAverageFallBaseFen),
  ])
}
