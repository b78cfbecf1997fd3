/** Where the results of the segment rules are read in SQL; aliases as in `segment-source.ts`. */
import { assetClasses } from '../../../../shared/domain/fields.ts'
import type { SegmentFieldKey } from '../../../../shared/domain/segment-fields.ts'
import { specialGroups } from '../../../../shared/playbook/segmentation.ts'
import { classBit, groupBit } from './group-bits.ts'
import { coded, plain, type Read } from './segment-read.ts'

/** A letter is stored as unknown where nothing tells. */
const letter = (column: string) => plain(`nullif(k.${column}, 'unknown')`)

const groupSql = (code: string): string => {
  const group = specialGroups.find((each) => each === code)
  if (!group) return 'NULL'
  const bit = groupBit(group)
  return `CASE WHEN k.groups_in & ${bit} THEN 1 WHEN k.groups_unknown & ${bit} THEN NULL
    WHEN k.groups_in IS NOT NULL THEN 0 END`
}

const classSql =
  (column: string) =>
  (code: string): string => {
    const asset = assetClasses.find((each) => each === code)
    if (!asset) return 'NULL'
    const bit = classBit(asset)
    return `CASE WHEN k.${column} & ${bit} THEN 1 WHEN k.unknown_classes & ${bit} THEN NULL
      WHEN k.${column} IS NOT NULL THEN 0 END`
  }

/** What names communities of a kind; a market street stands in either. */
const namedBy: Readonly<Record<string, readonly string[]>> = {
  employer: ['employer'],
  school: ['employer'],
  compound: ['address'],
  street: ['employer', 'address'],
}

/** Of who has no employer or address on record it is unknown whether he belongs. */
const communitySource: Read = ({ kept }) =>
  coded((code, mark) => {
    const facts = namedBy[code.slice(0, Math.max(0, code.indexOf(':')))]
    if (!facts) return 'NULL'
    const told = facts.map((fact) => `${kept(fact)} IS NOT NULL`).join(' AND ')
    return `CASE WHEN k.community_work = ${mark} OR k.community_home = ${mark} THEN 1 WHEN ${told} THEN 0 END`
  })

export const groupingSources: Partial<Record<SegmentFieldKey, Read>> = {
  manGroup: plain('k.man_group'),
  manMoney: letter('man_money'),
  manAuthority: letter('man_authority'),
  manNeed: letter('man_need'),
  manBest: plain('k.man_best'),
  manWorst: plain('k.man_worst'),
  priorityPool: plain('k.priority_pool'),
  specialGroup: () => coded(groupSql),
  stage: plain('k.stage'),
  // Who holds products is known to be no account-only customer.
  substantiveLoss: plain(
    `CASE WHEN k.substantive_loss IS NOT NULL THEN k.substantive_loss WHEN k.stage <> 'account_only' THEN 0 END`,
  ),
  hnwLayer: plain('k.hnw_layer', 'k.measure_fen IS NOT NULL'),
  gapClass: () => coded(classSql('gap_classes')),
  neverHeld: () => coded(classSql('never_classes')),
  community: communitySource,
}
