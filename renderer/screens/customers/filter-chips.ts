/** The active conditions of a filter as chips: each with its words and the filter without it. */
import type { CustomerFilter } from '../../../shared/contract/customers.ts'
import {
  colourLabel,
  dormancyLabel,
  lineLabel,
  tierLabel,
  unknownLabel,
  warningRuleLabel,
} from '../../../shared/domain/labels.ts'
import { formatMoney } from '../../../shared/domain/money.ts'
import { t } from '../../i18n/index.ts'
import { segmentTitles, segmentWords } from './segment-chips.ts'

export interface FilterChip {
  readonly key: keyof CustomerFilter
  readonly label: string
  readonly without: CustomerFilter
}

/** Words of a value of each condition; `rmName` knows the names behind staff numbers. */
function wordsOf(filter: CustomerFilter, rmName: (rmNo: string) => string) {
  const list = <T>(values: readonly T[] | undefined, label: (value: T) => string) =>
    values && values.length > 0 ? values.map(label).join('、') : null
  const words: Record<keyof CustomerFilter, string | null> = {
    search: filter.search ? `“${filter.search}”` : null,
    tiers: list(filter.tiers, tierLabel),
    dormancy: list(filter.dormancy, dormancyLabel),
    rms: list(filter.rms, (rm) => (rm === '' ? t('customers.unowned') : rmName(rm))),
    aumFall: list(filter.aumFall, colourLabel),
    warnings: list(filter.warnings, warningRuleLabel),
    near: list(filter.near, lineLabel),
    change: filter.change ? t(`customers.change.${filter.change}`) : null,
    finding: filter.finding ? t(`customers.finding.${filter.finding}`) : null,
    tags: list(filter.tags, (tag) => tag),
    contactable: filter.contactable ? t('customers.contactable') : null,
    aumFromFen:
      filter.aumFromFen === undefined
        ? null
        : t('customers.filter.aumFrom', { amount: formatMoney(filter.aumFromFen) }),
    aumToFen:
      filter.aumToFen === undefined
        ? null
        : t('customers.filter.aumTo', { amount: formatMoney(filter.aumToFen) }),
    ...segmentWords(filter),
  }
  return words
}

const titles: Readonly<Record<keyof CustomerFilter, string>> = {
  search: t('customers.filter.search'),
  tiers: t('customers.filter.tiers'),
  dormancy: t('customers.filter.dormancy'),
  rms: t('customers.filter.rms'),
  aumFall: t('customers.filter.aumFall'),
  warnings: t('customers.filter.warnings'),
  near: t('customers.filter.near'),
  change: t('customers.filter.change'),
  tags: t('customers.filter.tags'),
  finding: '',
  contactable: '',
  aumFromFen: t('customers.filter.aum'),
  aumToFen: t('customers.filter.aum'),
  ...segmentTitles,
}

const order = Object.keys(titles) as (keyof CustomerFilter)[]

/** Chips in a fixed order, so that they do not jump while one filters. */
export function chipsOf(filter: CustomerFilter, rmName: (rmNo: string) => string): FilterChip[] {
  const words = wordsOf(filter, rmName)
  return order.flatMap((key) => {
    const text = words[key]
    if (text === null) return []
    const { [key]: _gone, ...without } = filter
    const title = titles[key] || (text === unknownLabel ? key : '')
    return [{ key, label: title ? `${title}：${text}` : text, without }]
  })
}
