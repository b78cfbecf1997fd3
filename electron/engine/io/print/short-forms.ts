/**
 * Paper is narrower than a screen: the texts of a plan line in fewer words. Only wording that is known is
 * shortened; a sentence nobody foresaw is printed as it stands, because a prohibition left out is worse than a
 * long row. Nothing here escapes: callers do, once, when they build markup.
 */

/** A prohibition in short, and what the short form stands for. */
export interface ShortForm {
  readonly text: string
  /** For the legend; null where the text already says it all. */
  readonly legend: string | null
}

const sentences: readonly {
  readonly pattern: RegExp
  readonly short: string
  readonly legend: string
}[] = [
  {
    pattern: /^风险承受 R\d：不得介绍 (R\d) 及以上$/,
    short: '✕ $1 及以上',
    legend: '✕ Rn 及以上＝超出风险承受，不得介绍',
  },
  {
    pattern: /^尚未做风险测评：.*不得介绍 (R\d) 以上产品$/,
    short: '✕ $1 以上（先测评）',
    legend: '（先测评）＝尚未做风险测评，测评前不得介绍 R1 以上产品',
  },
  {
    pattern: /^风险测评\S* .*已过期：.*不得介绍 (R\d) 以上产品$/,
    short: '✕ $1 以上（先续风评）',
    legend: '（先续风评）＝风险测评已过期，重测前不得介绍 R1 以上产品',
  },
  {
    pattern: /^测评有效期未知，谈产品前先核实$/,
    short: '先核实测评期',
    legend: '先核实测评期＝测评有效期未知，谈产品前先核实',
  },
  {
    pattern: /^\d* ?岁：(R\d) 及以上须二次确认$/,
    short: '$1 及以上二次确认',
    legend: '二次确认＝已到年龄，买前再确认一次',
  },
  {
    pattern: /^营销同意(?:为否|未知)：只做服务联系.*$/,
    short: '✕ 营销',
    legend: '✕ 营销＝营销同意为否或未知，只做服务联系',
  },
  {
    pattern: /^睡眠账户只告知，不问密码、不发链接、不引导划款$/,
    short: '只告知',
    legend: '只告知＝睡眠账户，不问密码、不发链接、不引导划款',
  },
]

/** What may not be talked about, a short form for each sentence, in their order; empty when nothing is forbidden. */
export function shortForbidden(forbidden: string): readonly ShortForm[] {
  return forbidden
    .split('；')
    .filter((sentence) => sentence !== '')
    .map((sentence) => {
      const known = sentences.find(({ pattern }) => pattern.test(sentence))
      return known
        ? { text: sentence.replace(known.pattern, known.short), legend: known.legend }
        : { text: `✕ ${sentence}`, legend: null }
    })
}

const yearOfDate = /(?<!\d)(\d{4})-(\d{2}-\d{2})(?!\d)/g

/** Full dates of the given year without it: '2026-11-24' → '11-24'; dates of other years stay whole. */
export function withoutYear(text: string, year: string): string {
  return text.replace(yearOfDate, (whole, of: string, day: string) => (of === year ? day : whole))
}

const shelfLabel = '在售可谈：'
/** 「name」, its grade, then the terms that stand on the product card. */
const shelfProduct = /(「[^」]*」)(R\d)((?:·[^、「」]*)*)/g

/** Products named in a topic with their terms, as written there: '「…」R1·365 天·50 元起'. */
export function shelfProducts(what: string): readonly string[] {
  return what
    .split('\n')
    .filter((line) => line.startsWith(shelfLabel))
    .flatMap((line) => [...line.matchAll(shelfProduct)].map(([whole]) => whole))
}

/** The topic run together; products by name and grade only, their terms stand once on a card. */
export function shortWhat(what: string): string {
  return what
    .split('\n')
    .map((line) =>
      line.startsWith(shelfLabel) ? line.replace(shelfProduct, '$1$2').replace(shelfLabel, '可谈') : line,
    )
    .join('；')
}

const due = /^(\d{2}-\d{2}) 前\s*/

/** The day by which most of these lines should come true, 'MM-DD'; null when none names one. */
export function commonDue(expected: readonly string[]): string | null {
  const counts = new Map<string, number>()
  for (const text of expected) {
    const day = due.exec(text)?.[1]
    if (day !== undefined) counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
}

/** What is expected without the day that stands in the column's head; another day stays. */
export function shortExpected(expected: string, common: string | null): string {
  return due.exec(expected)?.[1] === common ? expected.replace(due, '') : expected
}

/** At most `length` UTF-16 units on one line, cut between characters and marked with '…'. */
export function clipped(text: string, length: number): string {
  const line = text.replace(/\s+/g, ' ').trim()
  if (line.length <= length) return line
  let kept = ''
  for (const letter of line) {
    if (kept.length + letter.length > length - 1) break
    kept += letter
  }
  return `${kept}…`
}
