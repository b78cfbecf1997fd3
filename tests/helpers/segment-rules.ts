/** Segment rules written short. */
import type {
  ClauseValue,
  SegmentClause,
  SegmentGroup,
  SegmentNode,
} from '../../shared/domain/segment-rule.ts'

export const clause = (field: string, op: string, value: ClauseValue): SegmentClause => ({
  kind: 'clause',
  field,
  op,
  value,
})
export const all = (...items: SegmentNode[]): SegmentGroup => ({ kind: 'group', match: 'all', items })
export const any = (...items: SegmentNode[]): SegmentGroup => ({ kind: 'group', match: 'any', items })
export const none = (...items: SegmentNode[]): SegmentGroup => ({ kind: 'group', match: 'none', items })
