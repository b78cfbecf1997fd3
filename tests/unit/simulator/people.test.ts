import { describe, expect, it } from 'vitest'
import { ageOn } from '../../../shared/domain/dates.ts'
import { simulateBranch } from '../../../electron/engine/simulator/simulate-branch.ts'
import { unassignedRegion } from '../../../electron/engine/simulator/people.ts'

const { weeks, roster } = simulateBranch({
  customers: 4000,
  weeks: 1,
  seed: 'people',
  lastDate: '2026-11-20',
})
const people = (weeks[0]?.customers ?? []).map(({ person }) => person)

/** ISO 7064 MOD 11-2 the other way round: the sum over all 18 places is 1 modulo 11. */
function checksumHolds(idNo: string): boolean {
  let sum = 0
  for (let place = 0; place < 18; place++) {
    const value = idNo[place] === 'X' ? 10 : Number(idNo[place])
    sum += value * (2 ** (17 - place) % 11)
  }
  return sum % 11 === 1
}

describe('invented people', () => {
  it('carry identity numbers with a true checksum, an unassigned region and their own birth and gender', () => {
    for (const { idNo, birthDate, gender } of people) {
      expect(idNo).toMatch(/^\d{17}[\dX]$/)
      expect(checksumHolds(idNo)).toBe(true)
      expect(idNo.startsWith(unassignedRegion)).toBe(true)
      expect(idNo.slice(6, 14)).toBe(birthDate.replaceAll('-', ''))
      expect(Number(idNo[16]) % 2 === 1 ? '男' : '女').toBe(gender)
    }
    expect(new Set(people.map(({ idNo }) => idNo)).size).toBe(people.length)
  })

  it('have phones of a range never given out, and numbers of their own', () => {
    const phones = people.flatMap(({ phone }) => phone ?? [])
    expect(phones.every((phone) => /^1990000\d{4}$/.test(phone))).toBe(true)
    expect(new Set(phones).size).toBe(phones.length)
    expect(phones.length).toBeLessThan(people.length)
    expect(people.every(({ customerNo }) => /^0062\d{8}$/.test(customerNo))).toBe(true)
    expect(new Set(people.map(({ customerNo }) => customerNo)).size).toBe(people.length)
  })

  it('have rare characters, compound surnames and surnames with another reading among them', () => {
    const names = people.map(({ name }) => name)
    const some = (pattern: RegExp) => names.filter((name) => pattern.test(name)).length
    expect(some(/䶮|喆|犇/u)).toBeGreaterThan(5)
    expect(some(/𠮷/u)).toBeGreaterThan(0)
    expect(some(/^(欧阳|司马|令狐)/u)).toBeGreaterThan(10)
    expect(some(/^[单曾仇解区查]/u)).toBeGreaterThan(10)
    expect(names.every((name) => [...name].length >= 2 && [...name].length <= 4)).toBe(true)
  })

  it('opened their accounts within a plausible life', () => {
    const ages = people.map(({ birthDate }) => ageOn(birthDate, '2026-11-20'))
    expect(Math.min(...ages)).toBeLessThan(18)
    expect(Math.max(...ages)).toBeLessThan(95)
    expect(ages.filter((age) => age >= 60).length / ages.length).toBeGreaterThan(0.08)
    expect(people.filter(({ birthDate, openDate }) => openDate <= birthDate)).toEqual([])
    const early = people.filter(
      ({ birthDate, openDate }) => ageOn(birthDate, '2026-11-20') >= 19 && ageOn(birthDate, openDate) < 16,
    )
    expect(early).toEqual([])
  })

  it('cluster at employers and compounds', () => {
    const sizes = (keys: readonly (string | null)[]) =>
      [
        ...Map.groupBy(
          keys.filter((key) => key !== null),
          (key) => key,
        ).values(),
      ]
        .map(({ length }) => length)
        .sort((one, other) => other - one)
    expect(sizes(people.map(({ employer }) => employer))[0]).toBeGreaterThan(100)
    expect(sizes(people.map(({ address }) => address.replace(/\d.*/, '')))[0]).toBeGreaterThan(100)
  })

  it('meet staff with names and numbers of their own', () => {
    expect(new Set(roster.map(({ name }) => name)).size).toBe(roster.length)
    expect(new Set(roster.map(({ no }) => no)).size).toBe(roster.length)
    expect(new Set(roster.map(({ role }) => role))).toEqual(new Set(['head', 'rm', 'lobby', 'teller']))
  })
})
