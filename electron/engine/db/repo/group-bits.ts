/**
 * Special groups and asset classes as bits of one number, so that several of a customer and those of which nothing can
 * be told cost no rows. The bits follow the order of the lists: changing it needs the results to be derived anew.
 */
import { assetClasses, type AssetClass } from '../../../../shared/domain/fields.ts'
import { specialGroups, type SpecialGroup } from '../../../../shared/playbook/segmentation.ts'

/** The bit of a group. */
export const groupBit = (group: SpecialGroup): number => 2 ** specialGroups.indexOf(group)

/** All bits of the given groups. */
export const groupBits = (groups: readonly SpecialGroup[]): number =>
  groups.reduce((bits, group) => bits | groupBit(group), 0)

/** The bit of an asset class. */
export const classBit = (asset: AssetClass): number => 2 ** assetClasses.indexOf(asset)

/** All bits of the given asset classes. */
export const classBits = (assets: readonly AssetClass[]): number =>
  assets.reduce((bits, asset) => bits | classBit(asset), 0)
