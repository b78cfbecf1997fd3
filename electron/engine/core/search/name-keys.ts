/**
 * Search keys of a Chinese name: full pinyin and initials, with the surname's own reading (单 is shàn, 曾 is
 * zēng) beside the ordinary one, so that either way of typing finds the person.
 */
import { pinyin } from 'pinyin-pro'

export interface NameKeys {
  /** Space-separated readings without tones, e.g. "zengxiaoming cengxiaoming". */
  readonly pinyin: string
  readonly initials: string
}

const cache = new Map<string, NameKeys>()

function keysOf(name: string): NameKeys {
  const options = { toneType: 'none', type: 'array', v: true, nonZh: 'consecutive' } as const
  const readings = [
    pinyin(name, { ...options, surname: 'head' }),
    pinyin(name, { ...options, surname: 'off' }),
  ]
  const join = (parts: (reading: string[]) => string) =>
    [...new Set(readings.map((r) => parts(r).toLowerCase().replace(/\s+/g, '')))].join(' ')
  return { pinyin: join((r) => r.join('')), initials: join((r) => r.map((s) => [...s][0] ?? '').join('')) }
}

/** Keys of a name; empty for an unknown name. Weekly extracts repeat their names, hence the small cache. */
export function nameKeys(name: string): NameKeys {
  if (name === '') return { pinyin: '', initials: '' }
  const known = cache.get(name)
  if (known) return known
  if (cache.size > 50_000) cache.clear()
  const keys = keysOf(name)
  cache.set(name, keys)
  return keys
}
