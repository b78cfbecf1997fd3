/**
 * Special groups as bits of one number, so that several of a customer and those of which nothing can be told cost no
 * rows. The bits follow the order of the groups: changing that order needs the results to be derived anew.
 */
import { specialGroups, type SpecialGroup } from '../../../../shared/playbook/segmentation.ts'

/** The bit of a group. */
export const groupBit = (group: SpecialGroup): number => 2 ** specialGroups.indexOf(group)

/** All bits of the given groups. */
export const groupBits = (groups: readonly SpecialGroup[]): number =>
  groups.reduce((bits, group) => bits | groupBit(group), 0)
