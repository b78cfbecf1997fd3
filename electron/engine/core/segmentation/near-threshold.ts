/**
 * Rule: near the threshold (临界). Rising: the measure lies in [share × line, line) of a tier line. Falling:
 * within the playbook's share above the line of the customer's own tier. Invitation lines are a list of their
 * own: an invitation is no tier.
 */
import type { NearThreshold } from '../../../../shared/domain/classification.ts'
import type { Fen } from '../../../../shared/domain/money.ts'
import type { Reason } from '../../../../shared/domain/reasons.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { shareOf } from './exact-share.ts'
import { allHold } from './reason.ts'
import type { Measure } from './tier.ts'

const fenPerWan = 1_000_000

const wanKey = (lineFen: Fen) => `${lineFen / fenPerWan}w`

function rising(
  rule: string,
  key: string,
  lineFen: Fen,
  share: number,
  measure: Measure,
): NearThreshold | null {
  const gapFen = lineFen - measure.fen
  const reason: Reason = {
    rule: `${rule}.${key}`,
    field: measure.field,
    value: measure.fen,
    op: 'range',
    threshold: [shareOf(lineFen, share), lineFen],
    evidence: { lineFen, gapFen, share },
  }
  const reasons = allHold([reason])
  return reasons && { key, lineFen, edge: 'rising', gapFen, reasons }
}

function fallingEdge(measure: Measure, playbook: Playbook): NearThreshold | null {
  const { lines, fallingShare } = playbook.nearThreshold
  const lineFen = playbook.tiers.findLast((tier) => tier.loFen > 0 && measure.fen >= tier.loFen)?.loFen
  if (lineFen === undefined) return null
  const key = lines.find((line) => line.lineFen === lineFen)?.key ?? wanKey(lineFen)
  const gapFen = measure.fen - lineFen
  const reasons = allHold([
    {
      rule: `near.falling.${key}`,
      field: measure.field,
      value: measure.fen,
      op: 'range',
      threshold: [lineFen, lineFen + shareOf(lineFen, fallingShare)],
      evidence: { lineFen, gapFen, share: fallingShare },
    },
  ])
  return reasons && { key, lineFen, edge: 'falling', gapFen, reasons }
}

/** The nearest tier line above within reach, else the own line just below; null when neither or unknown. */
export function nearThreshold(measure: Measure | null, playbook: Playbook): NearThreshold | null {
  if (!measure) return null
  const ahead = [...playbook.nearThreshold.lines].sort((a, b) => a.lineFen - b.lineFen)
  for (const { key, lineFen, share } of ahead) {
    const near = rising('near.rising', key, lineFen, share, measure)
    if (near) return near
  }
  return fallingEdge(measure, playbook)
}

/** The nearest invitation line the customer is just below; never counted with the tier lines. */
export function invitationLine(measure: Measure | null, playbook: Playbook): NearThreshold | null {
  if (!measure) return null
  const { invitationLinesFen, invitation } = playbook.nearThreshold
  for (const lineFen of [...invitationLinesFen].sort((a, b) => a - b)) {
    const share = lineFen <= invitation.lowUpToFen ? invitation.lowShare : invitation.share
    const near = rising('near.invitation', wanKey(lineFen), lineFen, share, measure)
    if (near) return near
  }
  return null
}
