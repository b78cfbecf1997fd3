/** What the builder offers: fields by group, those without data marked, and the codes the data hold. */
import type { OutputOf } from '../../../shared/contract/contract.ts'
import { segmentFieldGroups, segmentFields } from '../../../shared/domain/segment-fields.ts'
import { t } from '../../i18n/index.ts'

export type CodeOptions = OutputOf<'segments.fields'>['options']

export function fieldOptions(missing: readonly string[]) {
  return segmentFieldGroups.map((group) => ({
    label: group,
    options: segmentFields
      .filter((field) => field.group === group)
      .map(({ key, label }) => ({
        value: key,
        label: missing.includes(key) ? t('segments.fieldMissing', { label }) : label,
      })),
  }))
}
