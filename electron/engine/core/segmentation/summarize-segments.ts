/**
 * How many customers of a snapshot are in each MAN group, stage and special group. MAN groups and stages each sum to
 * the customers; a customer may be in several special groups.
 */
import {
  manGroups,
  specialGroups,
  stageKeys,
  type ManGroup,
  type SpecialGroup,
  type Stage,
} from '../../../../shared/playbook/segmentation.ts'
import type { SegmentResults } from './classify-segments.ts'

export interface SegmentSummary {
  readonly man: Record<ManGroup | 'unknown', number>
  readonly stages: Record<Stage | 'unknown', number>
  readonly groups: Record<SpecialGroup, number>
}

const zeros = <K extends string>(keys: readonly K[]) =>
  Object.fromEntries(keys.map((key) => [key, 0])) as Record<K, number>

/** Counts customers into the figures of their snapshot, one by one. */
export interface SegmentSumming {
  add(results: SegmentResults): void
  result(): SegmentSummary
}

export function startSegmentSummary(): SegmentSumming {
  const summary = {
    man: zeros([...manGroups, 'unknown']),
    stages: zeros([...stageKeys, 'unknown']),
    groups: zeros(specialGroups),
  }
  return {
    add({ man, stage, groups }) {
      summary.man[man.result.group] += 1
      summary.stages[stage.result.stage ?? 'unknown'] += 1
      for (const group of groups.result.groups) summary.groups[group] += 1
    },
    result: () => summary,
  }
}
