/**
 * Words no produced text may contain: promises of return or safety, pressure, links, codes, requests to move
 * money. The check runs over every text of a plan, and over product names and notes before they are quoted.
 */
const refused: readonly RegExp[] = [
  /保本/,
  /保息/,
  /保收益/,
  /保证/,
  /稳赚|稳赢|包赚|必赚|必涨|只赚不赔/,
  /高收益|高回报|超高利/,
  /零风险|无风险|没有风险|绝对安全|万无一失/,
  /刚性兑付|兜底/,
  /预期收益率/,
  /收益翻倍|翻倍/,
  /内部消息|内部额度/,
  /最后机会|错过不再|仅此一次/,
  /https?:|www\./i,
  /验证码|动态码/,
  /转账到|转到.{0,6}账户|打款到/,
]

/** The refused words found in a text, in the order of the list; empty when it may be said. */
export function refusedWords(text: string): readonly string[] {
  return refused.flatMap((pattern) => pattern.exec(text)?.[0] ?? [])
}

/** Words that make a sentence marketing: not for customers without consent. */
const marketing = /推荐|推介|优惠|礼品|达标礼|促销|沙龙|在售|新品|认购|申购|起购|业绩比较基准|权益升级|抢购/

/** The first marketing word of a text, null when it is service contact only. */
export function marketingWord(text: string): string | null {
  return marketing.exec(text)?.[0] ?? null
}

/** Text from an extract if it may be quoted, else null. */
export function quotable(text: string | null): string | null {
  const trimmed = text?.replace(/\s+/g, ' ').trim() ?? ''
  return trimmed === '' || refusedWords(trimmed).length > 0 ? null : trimmed
}
