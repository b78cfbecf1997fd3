/** How the results of the segment rules are written into a row of `classification`. */
import type { CommunityKey } from '../../../../shared/domain/segments.ts'
import type { SegmentResults } from '../../core/segmentation/classify-segments.ts'
import { classBits, groupBits } from './group-bits.ts'

interface WithSegments {
  readonly segments: SegmentResults
}

/** A community as one text; kinds hold no colon. */
export const communityText = ({ kind, key }: CommunityKey): string => `${kind}:${key}`

/** The community that the named fact says a customer belongs to. */
function communityFrom({ communities }: SegmentResults, fact: 'employer' | 'address'): string | null {
  const at = communities.reasons.findIndex(({ field, op }) => field === fact && op === '=')
  const found = communities.result[at]
  return found ? communityText(found) : null
}

const orNull = (answer: boolean | null): number | null => (answer === null ? null : Number(answer))

export const storedSegments: Readonly<Record<string, (row: WithSegments) => string | number | null>> = {
  man_group: ({ segments: { man } }) => (man.result.group === 'unknown' ? null : man.result.group),
  man_money: ({ segments: { man } }) => man.result.letters.money,
  man_authority: ({ segments: { man } }) => man.result.letters.authority,
  man_need: ({ segments: { man } }) => man.result.letters.need,
  man_best: ({ segments: { man } }) => man.result.best,
  man_worst: ({ segments: { man } }) => man.result.worst,
  priority_pool: ({ segments: { man } }) => Number(man.result.priorityPool),
  groups_in: ({ segments: { groups } }) => groupBits(groups.result.groups),
  groups_unknown: ({ segments: { groups } }) => groupBits(groups.result.unknown.map(({ group }) => group)),
  gap_classes: ({ segments: { crossSelling: c } }) => c.result && classBits(c.result.gaps),
  never_classes: ({ segments: { crossSelling: c } }) => c.result && classBits(c.result.neverHeld),
  unknown_classes: ({ segments: { crossSelling: c } }) => c.result && classBits(c.result.unknown),
  stage: ({ segments: { stage } }) => stage.result.stage,
  substantive_loss: ({ segments: { stage } }) => orNull(stage.result.substantiveLoss),
  hnw_layer: ({ segments: { hnw } }) => hnw.result,
  community_work: ({ segments }) => communityFrom(segments, 'employer'),
  community_home: ({ segments }) => communityFrom(segments, 'address'),
}
