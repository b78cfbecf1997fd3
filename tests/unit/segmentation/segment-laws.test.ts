/** Laws of the segments for any customer: evidence holds, unknown only without data, answers agree with each other. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reasonSentence } from '../../../shared/domain/reason-sentence.ts'
import type { Explained, Reason } from '../../../shared/domain/reasons.ts'
import type { SegmentInput } from '../../../shared/domain/segments.ts'
import { defaultPlaybook as playbook } from '../../../shared/playbook/defaults.ts'
import { manGroups, manLetters } from '../../../shared/playbook/segmentation.ts'
import { classify } from '../../../electron/engine/core/segmentation/classify.ts'
import { communitiesOf } from '../../../electron/engine/core/segmentation/community-keys.ts'
import { crossSelling } from '../../../electron/engine/core/segmentation/cross-selling.ts'
import { classifyHnwLayer } from '../../../electron/engine/core/segmentation/hnw-layer.ts'
import { classifyStage } from '../../../electron/engine/core/segmentation/lifecycle-stage.ts'
import { classifyMan } from '../../../electron/engine/core/segmentation/man.ts'
import { nearView } from '../../../electron/engine/core/segmentation/near-arithmetic.ts'
import { offList } from '../../../electron/engine/core/segmentation/off-list.ts'
import { reevaluate } from '../../../electron/engine/core/segmentation/reason.ts'
import { classifyGroups } from '../../../electron/engine/core/segmentation/special-groups.ts'
import { randomContext } from '../../helpers/random-customers.ts'
import { everyColumn, randomSegmentInput, withRandomColumns } from './random-segments.ts'

const customerAndColumns = randomSegmentInput.chain((input) =>
  fc.tuple(fc.constant(input), withRandomColumns(input)),
)

/** Anything a person would stumble over; field names show as four small letters in a row. */
const notSaid = /undefined|null|NaN|\[object|不限|[a-z]{4}/

function proven({ reasons }: Explained<unknown>): void {
  expect(reasons.length).toBeGreaterThan(0)
  allTrue(reasons)
}

function allTrue(reasons: readonly Reason[]): void {
  for (const reason of JSON.parse(JSON.stringify(reasons)) as Reason[]) {
    expect({ reason, holds: reevaluate(reason) }).toMatchObject({ holds: true })
    const sentence = reasonSentence(reason)
    expect(sentence).not.toMatch(notSaid)
    if (reason.op !== 'unknown') expect(sentence).not.toMatch(/未知/)
  }
}

describe('any customer', () => {
  it('has reasons that hold when asked again and a sentence for each', () => {
    fc.assert(
      fc.property(customerAndColumns, randomContext, ([input, columns], context) => {
        const { facts } = input
        const result = classify(input, context, playbook)
        const stage = { warnings: result.warnings, familiarity: result.familiarity.result }
        proven(classifyMan(input, columns, playbook))
        proven(classifyStage(input, stage, columns, playbook))
        proven(classifyHnwLayer(facts, playbook))
        allTrue(classifyGroups(input, columns, playbook).reasons)
        allTrue(crossSelling(facts, input.history, columns, playbook).reasons)
        allTrue(communitiesOf(facts, playbook).reasons)
        allTrue(nearView(facts, playbook).reasons)
        const off = offList(input, result, playbook)
        allTrue(off.reasons)
        expect(off.reasons).toHaveLength(off.result.length)
      }),
    )
  })

  it('has the group of the letters, and the range and questions of those left open', () => {
    fc.assert(
      fc.property(customerAndColumns, ([input, columns]) => {
        const { result } = classifyMan(input, columns, playbook)
        const open = manLetters.filter((letter) => result.letters[letter] === 'unknown')
        expect(result.group === 'unknown').toBe(open.length > 0)
        if (result.group !== 'unknown') {
          const letters = manLetters.map((letter) => result.letters[letter] === 'yes')
          expect([...result.group].map((char) => char === char.toUpperCase())).toEqual(letters)
          expect([result.best, result.worst]).toEqual(Array(2).fill(playbook.man.coefficients[result.group]))
        }
        expect(result.best).toBeLessThanOrEqual(result.worst)
        expect(result.priorityPool).toBe(result.best <= 3)
        expect(result.questions.map(({ letter }) => letter)).toEqual(open)
        expect(result.questions.every(({ texts }) => texts.length > 0)).toBe(true)
      }),
    )
  })

  it('keeps every yes when columns are added, and answers every letter but age and assets when all are there', () => {
    fc.assert(
      fc.property(customerAndColumns, ([input, columns]) => {
        const some = classifyMan(input, columns, playbook).result.letters
        const all = classifyMan(input, everyColumn, playbook).result.letters
        for (const letter of manLetters) {
          if (some[letter] === 'yes') expect(all[letter]).toBe('yes')
          if (all[letter] === 'unknown')
            expect(
              letter === 'authority'
                ? (ageOrNull(input) ?? 71) > 70
                : input.facts.aumFen === null && input.facts.aumMonthAvgFen === null,
            ).toBe(true)
        }
      }),
    )
  })

  it('is in no group and off no group list at once, and as staff in none but staff', () => {
    fc.assert(
      fc.property(customerAndColumns, ([input, columns]) => {
        const { result } = classifyGroups(input, columns, playbook)
        const unknown = result.unknown.map(({ group }) => group)
        expect(result.groups.filter((group) => unknown.includes(group))).toEqual([])
        for (const { missing } of result.unknown) expect(missing.length).toBeGreaterThan(0)
        expect(result.staff).toBe(input.facts.staff === true)
        if (result.staff) expect(result).toEqual({ groups: ['staff'], unknown: [], staff: true })
      }),
    )
  })

  it('of whom and of whose branch nothing is known is in no group and has no letter', () => {
    fc.assert(
      fc.property(randomSegmentInput, (input) => {
        const nothing = Object.fromEntries(Object.keys(input.facts).map((key) => [key, null]))
        const { customerNo, asOf } = input.facts
        const blank: SegmentInput = {
          ...input,
          facts: { ...(nothing as unknown as SegmentInput['facts']), customerNo, asOf },
          contacts: [],
          holdings: [],
          movements: [],
          history: { since: null, lastHeld: {} },
          tags: [],
          openNeeds: 0,
          manOverrides: [],
        }
        const man = classifyMan(blank, new Set(), playbook).result
        expect(man.letters).toEqual({ money: 'unknown', authority: 'unknown', need: 'unknown' })
        expect([man.best, man.worst]).toEqual([1, 6])
        expect(man.group).toBe('unknown')
        const groups = classifyGroups(blank, new Set(), playbook).result
        expect(groups.groups).toEqual([])
        expect(groups.unknown).toHaveLength(17)
        expect(crossSelling(blank.facts, blank.history, new Set(), playbook).result).toBeNull()
        expect(communitiesOf(blank.facts, playbook).result).toEqual([])
      }),
      { numRuns: 5 },
    )
  })
})

const ageOrNull = ({ facts }: SegmentInput) =>
  facts.birthDate === null
    ? facts.age
    : Number(facts.asOf.slice(0, 4)) -
      Number(facts.birthDate.slice(0, 4)) -
      (facts.asOf.slice(5) < facts.birthDate.slice(5) ? 1 : 0)

describe('the playbook', () => {
  it('has a coefficient for each of the eight groups', () => {
    expect(Object.keys(playbook.man.coefficients).sort()).toEqual([...manGroups].sort())
  })
})
