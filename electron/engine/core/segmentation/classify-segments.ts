/** Everything the segment rules say of one customer, put together from the rule of each idea. */
import type { Classification } from '../../../../shared/domain/classification.ts'
import type { Explained } from '../../../../shared/domain/reasons.ts'
import type {
  Columns,
  CommunityKey,
  CrossSellingResult,
  ManResult,
  SegmentInput,
  SpecialGroupsResult,
  StageResult,
} from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import type { HnwLayer } from '../../../../shared/playbook/segmentation.ts'
import { communitiesOf } from './community-keys.ts'
import { crossSelling } from './cross-selling.ts'
import { classifyHnwLayer } from './hnw-layer.ts'
import { classifyStage } from './lifecycle-stage.ts'
import { classifyMan } from './man.ts'
import { classifyGroups } from './special-groups.ts'

export interface SegmentResults {
  readonly customerNo: string
  readonly man: Explained<ManResult>
  readonly groups: Explained<SpecialGroupsResult>
  readonly stage: Explained<StageResult>
  readonly hnw: Explained<HnwLayer | null>
  readonly crossSelling: Explained<CrossSellingResult | null>
  readonly communities: Explained<readonly CommunityKey[]>
}

/** Pure; `classification` is what `classify` says of the same customer. */
export function classifySegments(
  input: SegmentInput,
  classification: Pick<Classification, 'warnings' | 'familiarity'>,
  columns: Columns,
  playbook: Playbook,
): SegmentResults {
  const { facts } = input
  const { warnings, familiarity } = classification
  return {
    customerNo: facts.customerNo,
    man: classifyMan(input, columns, playbook),
    groups: classifyGroups(input, columns, playbook),
    stage: classifyStage(input, { warnings, familiarity: familiarity.result }, columns, playbook),
    hnw: classifyHnwLayer(facts, playbook),
    crossSelling: crossSelling(facts, input.history, columns, playbook),
    communities: communitiesOf(facts, playbook),
  }
}
