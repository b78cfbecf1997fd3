/**
 * Which customers of a snapshot a filter lets through, as SQL. Names of conditions come from the contract's closed
 * lists and are translated here; no text from a caller ever becomes SQL.
 */
import type { CustomerFilter } from '../../../../shared/contract/customers.ts'
import { tierKeys } from '../../../../shared/playbook/schema.ts'
import type { ReadDb } from '../types.ts'
import type { Dataset } from './datasets.ts'
import { classBits, groupBits } from './group-bits.ts'
import { communityText } from './stored-segments.ts'

/** A tier's place in the pyramid, from below. */
export const tierRank = (column: string) =>
  `CASE ${column} ${tierKeys.map((tier, i) => `WHEN '${tier}' THEN ${i}`).join(' ')} END`

/** Customers with their results, facts and names, before any condition. */
export const fromCustomers = `FROM classification k
  JOIN snapshot s ON s.dataset_id = @datasetId AND s.customer_no = k.customer_no
  JOIN profile p ON p.profile_id = s.profile_id
  JOIN customer c ON c.customer_no = k.customer_no`

interface Where {
  readonly clauses: string[]
  readonly params: Record<string, string | number>
}

function addIn(
  where: Where,
  column: string,
  name: string,
  values: readonly string[] | undefined,
  unknown: string,
) {
  if (!values || values.length === 0) return
  const known = values.filter((v) => v !== unknown)
  const marks = known.map((value, i) => {
    where.params[`${name}${i}`] = value
    return `@${name}${i}`
  })
  const parts = [
    ...(marks.length > 0 ? [`${column} IN (${marks.join(', ')})`] : []),
    ...(known.length < values.length ? [`${column} IS NULL`] : []),
  ]
  where.clauses.push(`(${parts.join(' OR ')})`)
}

const likeText = (text: string) => text.replace(/[\\%_]/g, (sign) => `\\${sign}`)

/** Name or pinyin anywhere, any part of the customer number, last four of phone or id. */
function addSearch(where: Where, search: string | undefined): void {
  const text = search?.trim().toLowerCase().replace(/\s+/g, '') ?? ''
  if (text === '') return
  where.params['any'] = `%${likeText(text)}%`
  where.params['head'] = `${likeText(text)}%`
  where.params['laterHead'] = `% ${likeText(text)}%`
  where.params['tail'] = text.toUpperCase()
  const parts = [`c.name LIKE @any ESCAPE '\\'`, `k.customer_no LIKE @any ESCAPE '\\'`]
  if (/^[a-z]+$/.test(text))
    parts.push(
      ...['pinyin', 'initials'].flatMap((key) => [
        `c.${key} LIKE @head ESCAPE '\\'`,
        `c.${key} LIKE @laterHead ESCAPE '\\'`,
      ]),
    )
  if (/^[0-9]{3}[0-9x]$/.test(text)) parts.push('c.phone_tail = @tail', 'c.id_tail = @tail')
  where.clauses.push(`(${parts.join(' OR ')})`)
}

/** What changed against the snapshot before, as conditions. */
export const changeClauses: Readonly<Record<NonNullable<CustomerFilter['change']>, string>> = {
  new: 'k.is_new = 1',
  rmChanged: 'k.rm_changed = 1',
  tierUp: `${tierRank('k.tier')} > ${tierRank('k.tier_before')}`,
  tierDown: `${tierRank('k.tier')} < ${tierRank('k.tier_before')}`,
}

/** Results of the segment rules. */
function addSegments(where: Where, filter: CustomerFilter): void {
  addIn(where, `k.nine_box_row || '.' || k.familiarity`, 'cell', filter.cells, '\0')
  addIn(where, 'k.man_group', 'man', filter.manGroups, 'unknown')
  addIn(where, 'k.stage', 'stage', filter.stages, 'unknown')
  addIn(where, 'k.hnw_layer', 'layer', filter.hnwLayers, '\0')
  const open = (filter.manUnknown ?? []).map((letter) => `k.man_${letter} = 'unknown'`)
  if (open.length > 0) where.clauses.push(`(${open.join(' OR ')})`)
  if (filter.priorityPool !== undefined)
    where.clauses.push(`k.priority_pool = ${Number(filter.priorityPool)}`)
  if (filter.substantiveLoss !== undefined)
    where.clauses.push(`k.substantive_loss IS ${Number(filter.substantiveLoss)}`)
  const among = (column: string, groups: CustomerFilter['specialGroups']) => {
    if (groups && groups.length > 0) where.clauses.push(`k.${column} & ${groupBits(groups)} <> 0`)
  }
  among('groups_in', filter.specialGroups)
  among('groups_unknown', filter.specialGroupsUnknown)
  const inClasses = (column: string, assets: CustomerFilter['gapClasses']) => {
    if (assets && assets.length > 0) where.clauses.push(`k.${column} & ${classBits(assets)} <> 0`)
  }
  inClasses('gap_classes', filter.gapClasses)
  inClasses('never_classes', filter.neverHeld)
  if (filter.community) {
    where.clauses.push('(k.community_work = @community OR k.community_home = @community)')
    where.params['community'] = communityText(filter.community)
  }
}

function whereOf(dataset: Dataset, filter: CustomerFilter): Where {
  const where: Where = {
    clauses: ['k.as_of = @asOf'],
    params: { asOf: dataset.asOf, datasetId: dataset.datasetId },
  }
  addSearch(where, filter.search)
  addIn(where, 'k.tier', 'tier', filter.tiers, 'unknown')
  addIn(where, 'k.dormancy', 'dormancy', filter.dormancy, 'unknown')
  addIn(where, 'k.rm_no', 'rm', filter.rms, '')
  addIn(where, 'k.aum_fall', 'fall', filter.aumFall, '\0')
  if (filter.near && filter.near.length > 0) {
    addIn(where, 'k.near_key', 'near', filter.near, '\0')
    where.clauses.push(`k.near_edge = 'rising'`)
  }
  if (filter.warnings && filter.warnings.length > 0) {
    const marks = filter.warnings.map((rule, i) => {
      where.params[`warning${i}`] = rule
      return `@warning${i}`
    })
    where.clauses.push(
      `EXISTS (SELECT 1 FROM warning w WHERE w.as_of = k.as_of AND w.customer_no = k.customer_no
         AND w.rule IN (${marks.join(', ')}))`,
    )
  }
  if (filter.change) {
    where.clauses.push(changeClauses[filter.change])
  }
  if (filter.finding) {
    where.clauses.push(
      `EXISTS (SELECT 1 FROM finding f WHERE f.as_of = k.as_of AND f.customer_no = k.customer_no
         AND f.finding = @finding)`,
    )
    where.params['finding'] = filter.finding
  }
  if (filter.tags && filter.tags.length > 0) {
    where.clauses.push(
      `EXISTS (SELECT 1 FROM tag t WHERE t.customer_no = k.customer_no
         AND t.tag IN (SELECT value FROM json_each(@tags)))`,
    )
    where.params['tags'] = JSON.stringify(filter.tags)
  }
  addSegments(where, filter)
  if (filter.contactable) where.clauses.push('k.excluded IS NULL')
  if (filter.aumFromFen !== undefined) {
    where.clauses.push('s.aum_fen >= @aumFrom')
    where.params['aumFrom'] = filter.aumFromFen
  }
  if (filter.aumToFen !== undefined) {
    where.clauses.push('s.aum_fen < @aumTo')
    where.params['aumTo'] = filter.aumToFen
  }
  return where
}

/** A statement that yields the numbers of the only customers to show. */
export interface GridSelection {
  readonly sql: string
  readonly params: Readonly<Record<string, string | number>>
}

/** The condition of a filter on `fromCustomers`, narrowed to a selection when given. */
export function filtered(
  dataset: Dataset,
  filter: CustomerFilter,
  within?: GridSelection,
): { readonly where: string; readonly params: Readonly<Record<string, string | number>> } {
  const { clauses, params } = whereOf(dataset, filter)
  if (within) clauses.push(`k.customer_no IN (${within.sql})`)
  return { where: `WHERE ${clauses.join(' AND ')}`, params: { ...params, ...within?.params } }
}

/** Numbers of all customers a filter lets through, in their order. */
export function filteredNumbers(db: ReadDb, dataset: Dataset, filter: CustomerFilter): string[] {
  const { where, params } = filtered(dataset, filter)
  return db
    .prepare(`SELECT k.customer_no ${fromCustomers} ${where} ORDER BY k.customer_no`)
    .pluck()
    .all(params) as string[]
}
