import { describe, expect, it } from 'vitest'
import { headerKey, wordKey } from '../../../electron/engine/core/importing/cell-text.ts'
import { readHeader } from '../../../electron/engine/core/importing/header-match.ts'
import { extractKinds, fieldsByKind } from '../../../shared/domain/fields.ts'
import { headerAliases } from '../../../shared/playbook/aliases.ts'
import * as words from '../../../shared/playbook/cell-words.ts'

describe('alias table', () => {
  it.each(extractKinds)('every field of %s can be named by a header', (kind) => {
    const named = Object.keys(headerAliases[kind])
    expect(fieldsByKind[kind].map(({ name }) => name).filter((name) => !named.includes(name))).toEqual([])
  })

  it.each(extractKinds)(
    'aliases of %s are spelled as headers are looked up, and each names one field',
    (kind) => {
      const owners = new Map<string, string>()
      const faults: string[] = []
      for (const [field, names] of Object.entries(headerAliases[kind])) {
        for (const name of names ?? []) {
          if (headerKey(name) !== name) faults.push(`${name} is looked up as ${headerKey(name)}`)
          const owner = owners.get(name)
          if (owner) faults.push(`${name} names ${owner} and ${field}`)
          owners.set(name, field)
          if (readHeader(name, kind).field !== field) faults.push(`${name} is not read as ${field}`)
        }
      }
      expect(faults).toEqual([])
    },
  )

  it('coded words are spelled as cells are looked up', () => {
    const coded = [
      words.genderWords,
      words.riskWords,
      words.channelWords,
      words.outcomeWords,
      words.directionWords,
    ].flatMap((table) => Object.keys(table))
    const all = [...coded, ...words.flagYes, ...words.flagNo, ...words.openTermWords]
    expect(all.filter((word) => wordKey(word) !== word)).toEqual([])
    expect(words.flagYes.filter((word) => words.flagNo.includes(word))).toEqual([])
  })
})
