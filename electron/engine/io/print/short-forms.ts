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
    legend: '✕ Rn 及以上＝超出风险承受',
  },
  {
    pattern: /^尚未做风险测评：.*不得介绍 (R\d) 以上产品$/,
    short: '✕ $1 以上（先测评）',
    legend: '先测评＝未做风评',
  },
  {
    pattern: /^风险测评\S* .*已过期：.*不得介绍 (R\d) 以上产品$/,
    short: '✕ $1 以上（先续风评）',
    legend: '先续风评＝风评过期',
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
    legend: '✕ 营销＝未同意营销，只做服务联系',
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

/** How often customers of a tier are contacted: the same for all of the tier. */
const rhythm = /（([^（）\s]+每 \d+ 天一次)）/
const firstTalk = /；(陌生，本周须首次沟通)/

const evidenceForms: readonly (readonly [RegExp, string])[] = [
  [/^管理资产由 ?(.+?) ?降到 ?(.+?)，少了 ?/, 'AUM $1→$2，少 '],
  [/^月日均由 ?(.+?) ?降到 ?(.+?)，少了 ?/, '月日均 $1→$2，少 '],
  [/ ?已于 (\S+) 到期（过 (\d+) 天）未见续作/, ' $1 到期（过 $2 天）'],
  [/，活期现有 /, '，活期 '],
  [/ ?将于 (\S+) 到期，还有 (\d+) 天/, ' $1 到期（$2 天后）'],
  [/ ?于 (\S+) 到期，距数据日 (\d+) 天/, ' $1 到期（$2 天后）'],
  [rhythm, ''],
  [/^没有有效联系记录/, '从未有效联系'],
  [firstTalk, ''],
  [/最近一次代发 (\S+)，至数据日已 (\d+) 天/, '最近代发 $1（$2 天）'],
  [/。另：/, '；另 '],
  [/。$/, ''],
]

const sinceDay = /，自 (\d{2}-\d{2})）/

/** The evidence in fewer words, every figure kept; the sheet's year and the day in the column's head left out. */
export function shortWhy(why: string, year: string, since: string | null): string {
  const dated = withoutYear(why, year)
  const undated = sinceDay.exec(dated)?.[1] === since ? dated.replace(sinceDay, '）') : dated
  return evidenceForms.reduce((text, [pattern, short]) => text.replace(pattern, short), undated)
}

/** The day most changes are counted from, 'MM-DD'; null where nothing changed. */
export const commonSince = (whys: readonly string[]): string | null => commonDay(whys, sinceDay)

/** What the row leaves out of the evidence because it holds for everybody alike, for the card. */
export function cardEvidence(why: string): readonly string[] {
  return [rhythm, firstTalk].flatMap((pattern) => pattern.exec(why)?.[1] ?? [])
}

const due = /^(\d{2}-\d{2}) 前\s*/

/** The day most texts name at that place, the earlier of equals; null when none does. */
function commonDay(texts: readonly string[], place: RegExp): string | null {
  const counts = new Map<string, number>()
  for (const text of texts) {
    const day = place.exec(text)?.[1]
    if (day !== undefined) counts.set(day, (counts.get(day) ?? 0) + 1)
  }
  return [...counts].sort(([a, n], [b, m]) => m - n || (a < b ? -1 : 1))[0]?.[0] ?? null
}

/** The day by which most of these lines should come true, 'MM-DD'; null when none names one. */
export const commonDue = (expected: readonly string[]): string | null => commonDay(expected, due)

/** What is expected for everybody with the reason, and what of it stays in the row. */
const expectedForms: readonly (readonly [RegExp, string])[] = [
  [/^有效联系一次（\d+ 秒以上），补录.+?，记下 (.+?) ?的主要用途$/, '有效联系，补录所问，记 $1用途'],
  [/^有效联系一次（\d+ 秒以上），补录.+?，(问清资产情况)$/, '有效联系，补录所问，$1'],
  [/^(写明 .+?) ?的去向；不属正常用款的，争取回流 (.+?) ?以上$/, '$1去向；争回 $2'],
  [/^(.+?)有明确去向（续作\/留用\/转出），逐笔记下金额$/, '$1有明确去向'],
  [/^(.+?) ?已落实安排，留存多少逐笔记下$/, '$1落实安排'],
  [/^(问到 .+?的到期意向)（续作\/用款\/转出）并登记$/, '$1'],
  [/^接通一次、核准预留信息，写明不用的原因和现在主要用的银行（.+）$/, '接通，核准预留信息，写明原因'],
  [/^(测评更新)，新有效期录入；.+$/, '$1，录入新有效期'],
  [/^写明 .+? ?差额的去向和离开原因，判断能否挽回$/, '写明差额去向，判断能否挽回'],
  [/^记下断发原因和新单位；能恢复的，确认日期(（每月约 .+）)$/, '断发原因、新单位$1'],
]

const withoutEnd = (expected: string) => expected.replace(due, '').replace(/。$/, '')

/** What is expected without the day that stands in the column's head; another day stays. */
export function shortExpected(expected: string, common: string | null): string {
  const day = due.exec(expected)?.[1]
  const goal = withoutEnd(expected)
  const form = expectedForms.find(([pattern]) => pattern.test(goal))
  const short = form ? goal.replace(form[0], form[1]) : goal
  return day === undefined || day === common ? short : `${day} 前${short}`
}

/** The full sentence, without its day, where the row shortens it; null where the row says it all. */
export function cardExpected(expected: string): string | null {
  const goal = withoutEnd(expected)
  return expectedForms.some(([pattern]) => pattern.test(goal))
    ? goal.replace(/补录.+?，(?=记下|问清)/, '补录所问，')
    : null
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
