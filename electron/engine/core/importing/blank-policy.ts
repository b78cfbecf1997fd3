/** Which facts of a customer list an empty cell leaves as they were. */
import { isKeepable } from '../../../../shared/playbook/keepable.ts'
import type { BlankChoice } from './layout-memory.ts'

/**
 * Fields kept in a dataset, sorted: the playbook's, as this file's decisions change them. Facts of their week are
 * never kept, whatever is asked.
 */
export function keptFields(keepWhenBlank: readonly string[], choices: readonly BlankChoice[] = []): string[] {
  const kept = new Set(keepWhenBlank.filter(isKeepable))
  for (const { field, policy } of choices) {
    if (!isKeepable(field)) continue
    if (policy === 'keep') kept.add(field)
    else kept.delete(field)
  }
  return [...kept].sort()
}
