/** A playbook stored before the segments existed is completed; what the branch has set itself stays. */
import { describe, expect, it } from 'vitest'
import { completePlaybook } from '../../../shared/playbook/complete.ts'
import { defaultPlaybook } from '../../../shared/playbook/defaults.ts'
import { playbookSchema } from '../../../shared/playbook/schema.ts'

const sections = ['man', 'groups', 'stages', 'hnw', 'crossSelling', 'communities'] as const

describe('the segments’ sections', () => {
  it('are valid as shipped', () => {
    expect(playbookSchema.parse(defaultPlaybook)).toEqual(defaultPlaybook)
  })

  it.each(sections)('take the shipped %s where an older playbook has none', (section) => {
    const { [section]: _, ...older } = defaultPlaybook
    expect(completePlaybook(older)[section]).toEqual(defaultPlaybook[section])
  })

  it('keep what the branch has set', () => {
    const stored = {
      ...defaultPlaybook,
      man: { coefficients: { MAN: 2 }, questions: { need: ['最近有什么打算？'] } },
      communities: { minSize: 12 },
    }
    const { man, communities } = completePlaybook(stored)
    expect(man.coefficients).toEqual({ ...defaultPlaybook.man.coefficients, MAN: 2 })
    expect(man.questions.need).toEqual(['最近有什么打算？'])
    expect([communities.minSize, communities.schoolWords]).toEqual([
      12,
      defaultPlaybook.communities.schoolWords,
    ])
  })

  it('refuse what makes no sense', () => {
    const refused = (changed: object) => !playbookSchema.safeParse({ ...defaultPlaybook, ...changed }).success
    const { man, groups } = defaultPlaybook
    expect(refused({ man: { ...man, questions: { ...man.questions, need: [] } } })).toBe(true)
    expect(refused({ groups: { ...groups, youngAge: { from: 36, to: 35 } } })).toBe(true)
    expect(refused({ communities: { ...defaultPlaybook.communities, minSize: 1 } })).toBe(true)
  })
})
