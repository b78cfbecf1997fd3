/**
 * Which communities a customer's employer and address name. Pure text: the same place written in several ways gets
 * one key.
 *
 * Employer: half width, no spaces; a closing bracket is dropped, others lose only their signs. A market shop belongs
 * to its street, a school is cut behind the word that makes it one (with office and department), a company loses its
 * legal form and what follows it. Words that say "no employer" name none.
 * Address: province, city, district, town and "road + number" in front are dropped where a compound remains; house,
 * building, unit and room are dropped behind. What ends like a compound or a market street is one.
 */
import type { CustomerFacts } from '../../../../shared/domain/customer.ts'
import type { Explained, Reason } from '../../../../shared/domain/reasons.ts'
import type { CommunityKey } from '../../../../shared/domain/segments.ts'
import type { Playbook } from '../../../../shared/playbook/schema.ts'
import { unknownReason } from './reason.ts'

type Words = Playbook['communities']

const shortestName = 2

const plain = (text: string) => text.normalize('NFKC').replace(/\s+/g, '')

const longestFirst = (words: readonly string[]) => [...words].sort((a, b) => b.length - a.length)

/** Cut behind the last of the words that has a name of its own before it; null when there is none. */
function throughWord(text: string, words: readonly string[], notBefore = ''): string | null {
  let end = -1
  for (const word of words)
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      const behind = text[at + word.length]
      const another = behind !== undefined && notBefore.includes(behind)
      if (at >= shortestName && !another) end = Math.max(end, at + word.length)
    }
  return end < 0 ? null : text.slice(0, end)
}

/** What may follow a school's word when it is part of another name: 学院路, 大学城, 中学苑. */
const afterSchoolWord = '路街道巷城苑府店里'

function streetKey(text: string, words: Words): CommunityKey | null {
  const key = throughWord(withoutPlace(text, words.streetEndings), words.streetEndings)
  return key === null ? null : { kind: 'street', key }
}

/** The community an employer's name stands for, null when it names none. */
export function employerCommunity(employer: string, words: Words): CommunityKey | null {
  const name = plain(employer)
    .replace(/[(（\[【][^)）\]】]*[)）\]】]$/, '')
    .replace(/[()（）[\]【】·•.,，。、;:'"“”\-—_/\\]/g, '')
  if (name.length < shortestName || words.notEmployers.includes(name)) return null
  const street = streetKey(name, words)
  if (street) return street
  const school = throughWord(name, words.schoolWords, afterSchoolWord)
  if (school) return { kind: 'school', key: school }
  const form = Math.min(
    ...words.companyForms.map((each) => name.indexOf(each)).filter((at) => at >= shortestName),
  )
  let key = Number.isFinite(form) ? name.slice(0, form) : name
  for (const ending of longestFirst(words.companyEndings))
    if (key.endsWith(ending) && key.length - ending.length >= shortestName) key = key.slice(0, -ending.length)
  return { kind: 'employer', key }
}

/** Places in front of a compound's name, each taken off only where a name with its ending remains. */
const placesBefore: readonly RegExp[] = [
  /^[^省区]{2,6}(?:省|自治区)/,
  /^[^市州盟]{2,8}(?:市|州|盟)/,
  /^[^区县旗]{1,6}(?:(?<![小社园])区|县|旗)/,
  /^[^镇乡街]{1,8}(?:镇|乡|街道)/,
  /^.{1,10}?(?:路|大道|大街|街|巷|胡同|道|弄)(?:\d+(?:弄|号院|号)?|(?=.{4}))/,
]

function withoutPlace(text: string, endings: readonly string[]): string {
  let name = text
  for (const place of placesBefore) {
    const rest = name.replace(place, '')
    if (rest !== name && named(rest, endings)) name = rest
  }
  return name
}

/** House, building, unit, room, and phases and quarters of a compound, with everything behind them. */
const unitTail =
  /(?:\d|[a-z](?:座|栋|幢|区|\d)|[一二三四五六七八九十]+(?:号楼|单元|栋|幢|期|区|座|组|层)|[东南西北中](?:区|苑区)).*$/i

const withoutUnit = (text: string) => text.replace(unitTail, '').replace(/[()\-—_#·,，.。]+$/, '')

const endingOf = (name: string, endings: readonly string[]) =>
  longestFirst(endings).find((ending) => name.endsWith(ending) && name.length - ending.length >= shortestName)

/** Whether the text, without its unit, is a name with one of the endings and something before it. */
const named = (text: string, endings: readonly string[]) => throughWord(withoutUnit(text), endings) !== null

const genericEnding = '小区'

/** The compound, or the market street, an address lies in; null when it names neither. */
export function addressCommunity(address: string, words: Words): CommunityKey | null {
  const text = plain(address)
  const street = streetKey(text, words)
  if (street) return street
  const name = withoutUnit(withoutPlace(text, words.compoundEndings))
  const key = throughWord(name, words.compoundEndings)
  if (key === null) return null
  // 云栖花园小区 is 云栖花园.
  const shorter = key.endsWith(genericEnding) ? key.slice(0, -genericEnding.length) : key
  return { kind: 'compound', key: endingOf(shorter, words.compoundEndings) ? shorter : key }
}

/** The communities of a customer, at most one per kind; the reasons quote what the extract says. */
export function communitiesOf(facts: CustomerFacts, playbook: Playbook): Explained<readonly CommunityKey[]> {
  const { employer, address } = facts
  if (employer === null && address === null)
    return {
      result: [],
      reasons: [unknownReason('community', 'employer'), unknownReason('community', 'address')],
    }
  const words = playbook.communities
  const found = [
    { field: 'employer', text: employer, community: employer && employerCommunity(employer, words) },
    { field: 'address', text: address, community: address && addressCommunity(address, words) },
  ]
  const result: CommunityKey[] = []
  const reasons: Reason[] = []
  for (const { field, text, community } of found) {
    if (!community || result.some(({ kind }) => kind === community.kind)) continue
    result.push(community)
    reasons.push({
      rule: `community.${community.kind}`,
      field,
      value: community.key,
      op: '=',
      threshold: community.key,
      evidence: { text },
    })
  }
  return { result, reasons }
}
