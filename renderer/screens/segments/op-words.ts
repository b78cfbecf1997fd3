/** Operations in the words the builder offers them in. */
import type { SegmentField } from '../../../shared/domain/segment-fields.ts'
import type { SegmentOp } from '../../../shared/domain/segment-rule.ts'
import { t, type PlainKey } from '../../i18n/index.ts'

const words: Readonly<Record<Exclude<SegmentOp, 'none'>, PlainKey>> = {
  gte: 'segments.op.gte',
  gt: 'segments.op.gt',
  lte: 'segments.op.lte',
  lt: 'segments.op.lt',
  eq: 'segments.op.eq',
  between: 'segments.op.between',
  withinLast: 'segments.op.withinLast',
  withinNext: 'segments.op.withinNext',
  onOrBefore: 'segments.op.onOrBefore',
  onOrAfter: 'segments.op.onOrAfter',
  before: 'segments.op.before',
  after: 'segments.op.after',
  on: 'segments.op.on',
  is: 'segments.op.is',
  in: 'segments.op.in',
  notIn: 'segments.op.notIn',
  contains: 'segments.op.contains',
  notContains: 'segments.op.notContains',
  startsWith: 'segments.op.startsWith',
  hasAny: 'segments.op.hasAny',
  hasAll: 'segments.op.hasAll',
  hasNone: 'segments.op.hasNone',
  anniversary: 'segments.op.anniversary',
  known: 'segments.op.known',
  unknown: 'segments.op.unknown',
}

export const opWord = (field: SegmentField, op: SegmentOp): string =>
  op === 'none' ? (field.none ?? '') : t(words[op])
