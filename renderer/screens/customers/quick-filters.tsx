/** One small menu per condition; what is chosen shows as chips below, so the menus stay narrow. */
import { Select } from 'antd'
import { useState, type ReactNode } from 'react'
import type { CustomerFacet, CustomerFilter } from '../../../shared/contract/customers.ts'
import { warningRules } from '../../../shared/domain/classification.ts'
import {
  colourLabel,
  dormancyLabel,
  lineLabel,
  tierLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import { dormancyKeys, tierKeys, warningColours } from '../../../shared/playbook/schema.ts'
import type { IsoDate } from '../../../shared/domain/dates.ts'
import { useRouteQuery } from '../../api/use-query.ts'
import { t } from '../../i18n/index.ts'

interface Option<T> {
  readonly value: T
  readonly label: string
}

interface MenuProps<T extends string> {
  /** Whose values are counted while the menu is open. */
  readonly facet: CustomerFacet
  readonly list: FacetList
  readonly label: string
  readonly options: readonly Option<T>[]
  readonly value: readonly T[]
  readonly onChange: (value: T[]) => void
  readonly search?: boolean
}

function Menu<T extends string>(props: MenuProps<T>) {
  const { label, options, value, onChange, search = false, facet, list } = props
  const counts = useCounts(facet, list)
  return (
    <Select<T[]>
      {...counts}
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

/** The list the counts are of. */
interface FacetList {
  readonly filter: CustomerFilter
  readonly asOf: IsoDate | null
}

/** What makes a menu show, while it is open, how many customers each value alone would leave. */
function useCounts(facet: CustomerFacet, { filter, asOf }: FacetList) {
  const [open, setOpen] = useState(false)
  const input = { filter, facet, ...(asOf === null ? {} : { asOf }) }
  const { data } = useRouteQuery('customers.facet', input, { enabled: open, keepPrevious: true })
  const counts = data && new Map(data.values.map(({ value, customers }) => [value, customers]))
  return {
    onOpenChange: setOpen,
    optionRender: ({ label, value }: { label?: ReactNode; value?: string | number | null }) => (
      <span className="facet">
        <span>{label}</span>
        <span className="facet-count">{counts && (counts.get(String(value)) ?? 0).toLocaleString()}</span>
      </span>
    ),
  }
}

function TagMenu({ list, value, onChange }: Pick<MenuProps<string>, 'list' | 'value' | 'onChange'>) {
  const { data } = useRouteQuery('customers.tags', {})
  const options = (data?.tags ?? []).map(({ tag }) => ({ value: tag, label: tag }))
  if (options.length === 0 && value.length === 0) return null
  return (
    <Menu
      facet="tags"
      list={list}
      label={t('customers.filter.tags')}
      options={options}
      value={value}
      onChange={onChange}
      search
    />
  )
}

export interface QuickFiltersProps {
  readonly asOf: IsoDate | null
  readonly filter: CustomerFilter
  readonly onFilter: (filter: CustomerFilter) => void
  readonly rms: readonly Option<string>[]
  /** Keys of the playbook's tier lines. */
  readonly lines: readonly string[]
}

export function QuickFilters({ filter, onFilter, rms, lines, asOf }: QuickFiltersProps) {
  const list = { filter, asOf }
  const changeCounts = useCounts('change', list)
  const set = (change: Partial<CustomerFilter>) => onFilter({ ...filter, ...change })
  return (
    <>
      <Menu
        facet="tiers"
        list={list}
        label={t('customers.filter.tiers')}
        options={tierOptions}
        value={filter.tiers ?? []}
        onChange={(tiers) => set({ tiers })}
      />
      <Menu
        facet="dormancy"
        list={list}
        label={t('customers.filter.dormancy')}
        options={dormancyOptions}
        value={filter.dormancy ?? []}
        onChange={(dormancy) => set({ dormancy })}
      />
      <Menu
        facet="rms"
        list={list}
        label={t('customers.filter.rms')}
        options={[{ value: '', label: t('customers.unowned') }, ...rms]}
        value={filter.rms ?? []}
        onChange={(chosen) => set({ rms: chosen })}
        search
      />
      <Menu<string>
        facet="warnings"
        list={list}
        label={t('customers.filter.warnings')}
        options={warningOptions}
        value={filter.warnings ?? []}
        onChange={(warnings) => set({ warnings })}
      />
      <Menu
        facet="aumFall"
        list={list}
        label={t('customers.filter.aumFall')}
        options={fallOptions}
        value={filter.aumFall ?? []}
        onChange={(aumFall) => set({ aumFall })}
      />
      <Menu
        facet="near"
        list={list}
        label={t('customers.filter.near')}
        options={lines.map((key) => ({ value: key, label: lineLabel(key) }))}
        value={filter.near ?? []}
        onChange={(near) => set({ near })}
      />
      <Select
        {...changeCounts}
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
      <TagMenu list={list} value={filter.tags ?? []} onChange={(tags) => set({ tags })} />
    </>
  )
}
