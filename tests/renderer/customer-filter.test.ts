/** A filter survives its trip through the address, and each chip takes away exactly its own condition. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { chipsOf } from '../../renderer/screens/customers/filter-chips.ts'
import { customersLink, filterOf } from '../../renderer/screens/customers/link.ts'
import { customerFilter, findings, type CustomerFilter } from '../../shared/contract/customers.ts'
import { warningRules } from '../../shared/domain/classification.ts'
import { assetClasses } from '../../shared/domain/fields.ts'
import { dormancyKeys, tierKeys, warningColours } from '../../shared/playbook/schema.ts'
import {
  communityKinds,
  hnwLayers,
  manGroups,
  manLetters,
  specialGroups,
  stageKeys,
} from '../../shared/playbook/segmentation.ts'

const some = <T>(values: readonly T[]) => fc.subarray([...values], { minLength: 1 })

const filters: fc.Arbitrary<CustomerFilter> = fc.record(
  {
    search: fc.string({ minLength: 1, maxLength: 60, unit: 'grapheme' }).filter((s) => s.length <= 60),
    tiers: some([...tierKeys, 'unknown' as const]),
    dormancy: some([...dormancyKeys, 'unknown' as const]),
    rms: some(['', '80231', '张&伟=%#']),
    aumFall: some(warningColours),
    warnings: some(warningRules),
    near: some(['1w', '5w', '50w', '600w']),
    change: fc.constantFrom('new' as const, 'tierUp' as const, 'tierDown' as const, 'rmChanged' as const),
    finding: fc.constantFrom(...findings),
    contactable: fc.constant(true),
    manGroups: some([...manGroups, 'unknown' as const]),
    manUnknown: some(manLetters),
    priorityPool: fc.boolean(),
    specialGroups: some(specialGroups),
    specialGroupsUnknown: some(specialGroups),
    stages: some([...stageKeys, 'unknown' as const]),
    substantiveLoss: fc.boolean(),
    hnwLayers: some(hnwLayers),
    gapClasses: some(assetClasses),
    neverHeld: some(assetClasses),
    community: fc.record({ kind: fc.constantFrom(...communityKinds), key: fc.string({ maxLength: 40 }) }),
    aumFromFen: fc.nat(),
    aumToFen: fc.nat(),
  },
  { requiredKeys: [] },
)

const paramsOf = (link: string) => new URLSearchParams(link.split('?')[1] ?? '')

test('any filter comes back from its address as it went in', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      expect(filterOf(paramsOf(customersLink(filter, '622101')))).toEqual(customerFilter.parse(filter))
    }),
  )
})

test('removing every chip one after the other leaves no filter, and no condition is without a chip', () => {
  fc.assert(
    fc.property(filters, (filter) => {
      const chips = chipsOf(filter, (rm) => rm)
      expect(chips.map((chip) => chip.key).sort()).toEqual(Object.keys(filter).sort())
      const rest = chips.reduce<CustomerFilter>((left, chip) => {
        const found = chipsOf(left, (rm) => rm).find((c) => c.key === chip.key)
        return found ? found.without : left
      }, filter)
      expect(rest).toEqual({})
      for (const chip of chips) expect(Object.keys(chip.without)).toHaveLength(chips.length - 1)
    }),
  )
})

test('an address that is no filter shows everybody instead of failing', () => {
  expect(filterOf(new URLSearchParams({ filter: '{"tiers":["gold"]}' }))).toEqual({})
  expect(filterOf(new URLSearchParams({ filter: 'not json' }))).toEqual({})
})
