/** Words of the conditions that rest on the segment rules: MAN, special groups, stages, wealth layers, communities. */
import type { CustomerFilter } from '../../../shared/contract/customers.ts'
import {
  communityKindLabel,
  factLabel,
  hnwLayerLabel,
  manGroupLabel,
  manLetterLabel,
  placeLabel,
  specialGroupLabel,
  stageLabel,
} from '../../../shared/domain/labels.ts'
import { t } from '../../i18n/index.ts'

export const segmentTitles = {
  cells: t('customers.filter.cells'),
  manGroups: t('customers.filter.manGroups'),
  manUnknown: t('customers.filter.manUnknown'),
  priorityPool: t('customers.filter.priorityPool'),
  specialGroups: t('customers.filter.specialGroups'),
  specialGroupsUnknown: t('customers.filter.specialGroupsUnknown'),
  stages: t('customers.filter.stages'),
  substantiveLoss: t('customers.filter.substantiveLoss'),
  hnwLayers: t('customers.filter.hnwLayers'),
  gapClasses: t('customers.filter.gapClasses'),
  neverHeld: t('customers.filter.neverHeld'),
  community: t('customers.filter.community'),
} as const satisfies Partial<Record<keyof CustomerFilter, string>>

type SegmentKey = keyof typeof segmentTitles

const list = <T>(values: readonly T[] | undefined, label: (value: T) => string) =>
  values && values.length > 0 ? values.map(label).join('、') : null

const yesNo = (value: boolean | undefined) =>
  value === undefined ? null : t(value ? 'customers.filter.yes' : 'customers.filter.no')

export const segmentWords = (filter: CustomerFilter): Record<SegmentKey, string | null> => ({
  cells: list(filter.cells, placeLabel),
  manGroups: list(filter.manGroups, manGroupLabel),
  manUnknown: list(filter.manUnknown, manLetterLabel),
  priorityPool: yesNo(filter.priorityPool),
  specialGroups: list(filter.specialGroups, specialGroupLabel),
  specialGroupsUnknown: list(filter.specialGroupsUnknown, specialGroupLabel),
  stages: list(filter.stages, stageLabel),
  substantiveLoss: yesNo(filter.substantiveLoss),
  hnwLayers: list(filter.hnwLayers, hnwLayerLabel),
  gapClasses: list(filter.gapClasses, factLabel),
  neverHeld: list(filter.neverHeld, factLabel),
  community: filter.community ? `${communityKindLabel(filter.community.kind)} ${filter.community.key}` : null,
})
