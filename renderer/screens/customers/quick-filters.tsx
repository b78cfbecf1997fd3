/** One small menu per condition; what is chosen shows as chips below, so the menus stay narrow. */
import { Select } from 'antd'
import type { CustomerFilter } from '../../../shared/contract/customers.ts'
import { warningRules } from '../../../shared/domain/classification.ts'
import {
  colourLabel,
  dormancyLabel,
  lineLabel,
  tierLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import { dormancyKeys, tierKeys, warningColours } from '../../../shared/playbook/schema.ts'
import { t } from '../../i18n/index.ts'

interface Option<T> {
  readonly value: T
  readonly label: string
}

interface MenuProps<T extends string> {
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: readonly T[]
  readonly onChange: (value: T[]) => void
  readonly search?: boolean
}

function Menu<T extends string>({ label, options, value, onChange, search = false }: MenuProps<T>) {
  return (
    <Select<T[]>
      mode="multiple"
      className={value.length > 0 ? 'quick-filter quick-filter-on' : 'quick-filter'}
      aria-label={label}
      placeholder={label}
      value={[...value]}
      onChange={onChange}
      options={[...options]}
      maxTagCount={0}
      maxTagPlaceholder={`${label} ${value.length}`}
      popupMatchSelectWidth={false}
      showSearch={search ? { optionFilterProp: 'label' } : false}
      suffixIcon={null}
    />
  )
}

const tierOptions = [...tierKeys, 'unknown' as const].map((value) => ({ value, label: tierLabel(value) }))
const dormancyOptions = [...dormancyKeys, 'unknown' as const].map((value) => ({
  value,
  label: dormancyLabel(value),
}))
const warningOptions = warningRules.map((value) => ({ value, label: warningRuleLabel(value) }))
const fallOptions = warningColours.map((value) => ({ value, label: colourLabel(value) }))
const changeOptions = (['new', 'tierUp', 'tierDown', 'rmChanged'] as const).map((value) => ({
  value,
  label: t(`customers.change.${value}`),
}))

export interface QuickFiltersProps {
  readonly filter: CustomerFilter
  readonly onFilter: (filter: CustomerFilter) => void
  readonly rms: readonly Option<string>[]
  /** Keys of the playbook's tier lines. */
  readonly lines: readonly string[]
}

export function QuickFilters({ filter, onFilter, rms, lines }: QuickFiltersProps) {
  const set = (change: Partial<CustomerFilter>) => onFilter({ ...filter, ...change })
  return (
    <>
      <Menu
        label={t('customers.filter.tiers')}
        options={tierOptions}
        value={filter.tiers ?? []}
        onChange={(tiers) => set({ tiers })}
      />
      <Menu
        label={t('customers.filter.dormancy')}
        options={dormancyOptions}
        value={filter.dormancy ?? []}
        onChange={(dormancy) => set({ dormancy })}
      />
      <Menu
        label={t('customers.filter.rms')}
        options={[{ value: '', label: t('customers.unowned') }, ...rms]}
        value={filter.rms ?? []}
        onChange={(chosen) => set({ rms: chosen })}
        search
      />
      <Menu<string>
        label={t('customers.filter.warnings')}
        options={warningOptions}
        value={filter.warnings ?? []}
        onChange={(warnings) => set({ warnings })}
      />
      <Menu
        label={t('customers.filter.aumFall')}
        options={fallOptions}
        value={filter.aumFall ?? []}
        onChange={(aumFall) => set({ aumFall })}
      />
      <Menu
        label={t('customers.filter.near')}
        options={lines.map((key) => ({ value: key, label: lineLabel(key) }))}
        value={filter.near ?? []}
        onChange={(near) => set({ near })}
      />
      <Select
        className={filter.change ? 'quick-filter quick-filter-on' : 'quick-filter'}
        aria-label={t('customers.filter.change')}
        placeholder={t('customers.filter.change')}
        value={filter.change ?? null}
        allowClear
        popupMatchSelectWidth={false}
        suffixIcon={null}
        options={changeOptions}
        onChange={(change: CustomerFilter['change'] | null) => set({ change: change ?? undefined })}
      />
    </>
  )
}
