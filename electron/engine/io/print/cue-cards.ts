/**
 * What to say repeats for every customer with the same reason, so it stands once per RM: a card for the common
 * opening and one for each reason kind of the week. The words are those of the lines themselves, with the
 * customer's name, dates and appointment times replaced by what to put there; no text is made up here.
 */
import type { PlanLine } from '../../../../shared/contract/plans.ts'
import { methodLabel, planReasonLabel } from '../../../../shared/domain/labels.ts'
import { escapeHtml, labelled } from './html-text.ts'
import { cardEvidence, cardExpected } from './short-forms.ts'
import { cardTopics, opened, productMark, shelfProducts } from './topic-forms.ts'

export interface CueCard {
  readonly title: string
  /** Each led by its label: '来意：…', '若说“…”：…', '下一步：…'. */
  readonly lines: readonly string[]
}

const nameSlot = '〔客户姓名〕'
const daySlot = '〔日期〕'
const topicLabels = ['谈什么：', '同意营销的再谈：'] as const
const purposeSlot = '〔来意〕'
const purposeLabel = '来意：'
const nextLabel = '下一步：'
const expectedLabel = '预期：'
const ruleLabel = '规则：'
const openingLabels = ['核对：', '企微：'] as const

const appointment = /周[一二三四五六日] \d{2}:\d{2} 还是周[一二三四五六日] \d{2}:\d{2}/
const appointmentSlot = '〔计划时间〕还是〔下一工作日同一时间〕'
/** How a spoken purpose ends, the same for every reason: now by phone, or a meeting to agree on. */
const closing = /^来意：“(.*?)(，现在方便吗？|。请您来网点当面说，.*方便？)”$/
const monthDay = /(?<![\d-])\d{2}-\d{2}(?![\d-])/g

/** The name as it is addressed, title included, replaced where a greeting puts it. */
function withoutName(text: string, name: string | null): string {
  if (name === null) return text
  for (const before of ['请问是', '“'])
    for (const title of ['先生', '女士', ''])
      if (text.includes(`${before}${name}${title}`))
        return text.replace(`${before}${name}${title}`, () => `${before}${nameSlot}`)
  return text
}

/** The words for anybody with this reason. */
const general = (text: string) => opened(text.replace(appointment, appointmentSlot))

/** The day named in the next step, 'MM-DD'; null where the promise has no day. */
export function nextStepDay(how: string): string | null {
  const next = how.split('\n').find((text) => text.startsWith(nextLabel))
  return next === undefined ? null : (next.match(monthDay)?.[0] ?? null)
}

/** Distinct texts, the most frequent first, then in the order they came. */
function byFrequency<T extends string>(texts: readonly T[]): readonly T[] {
  const counts = new Map<T, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([, n], [, m]) => m - n).map(([text]) => text)
}

const spoken = (line: PlanLine) => line.how.split('\n').filter((text) => text !== '')
const isOpening = (text: string) => openingLabels.some((label) => text.startsWith(label))

/** First words and how a purpose is closed, by the way of contact. */
function openingCard(lines: readonly PlanLine[]): CueCard {
  const greetings = lines.flatMap((line) =>
    spoken(line)
      .filter(isOpening)
      .map((text) => general(withoutName(text, line.name))),
  )
  const closings = lines.flatMap((line) =>
    spoken(line).flatMap((text) => {
      const end = closing.exec(text)?.[2]
      return end === undefined ? [] : [general(`${methodLabel(line.method)}：“${purposeSlot}${end}”`)]
    }),
  )
  return { title: '开场（每户先说）', lines: [...byFrequency(greetings), ...byFrequency(closings)] }
}

function kindCard(kind: PlanLine['reasonKind'], lines: readonly PlanLine[]): CueCard {
  const texts = lines.flatMap(spoken).filter((text) => !isOpening(text))
  const sayings = texts.map((text) => {
    const purpose = closing.exec(text)?.[1]
    return general(purpose === undefined ? text : `${purposeLabel}“${purpose}”`)
  })
  const order = [purposeLabel, ...topicLabels, '', nextLabel, expectedLabel, ruleLabel]
  const rank = (text: string) => {
    const at = order.findIndex((label) => label !== '' && text.startsWith(label))
    return at < 0 ? order.indexOf('') : at
  }
  const topics = lines.flatMap((line) => cardTopics(line.what))
  const rules = byFrequency(lines.flatMap((line) => cardEvidence(line.why)))
  const goals = lines.flatMap((line) => {
    const goal = cardExpected(line.expected)
    return goal === null ? [] : [`${expectedLabel}${opened(goal)}`]
  })
  return {
    title: `${planReasonLabel(kind)} ${lines.length} 户`,
    lines: [
      ...byFrequency(sayings),
      ...byFrequency(topics),
      ...byFrequency(goals),
      ...(rules.length > 0 ? [`${ruleLabel}${rules.join('；')}`] : []),
    ].sort((a, b) => rank(a) - rank(b)),
  }
}

/** Products named on the sheet with their terms; their order gives the numbers used in the rows. */
export function shelfOf(lines: readonly PlanLine[]): readonly string[] {
  return byFrequency(lines.flatMap((line) => shelfProducts(line.what)))
}

/** A card that says nothing new is joined to the one that says it all. */
function merged(cards: readonly CueCard[]): readonly CueCard[] {
  const kept: CueCard[] = []
  for (const card of cards) {
    const at = kept.findIndex((other) => card.lines.every((text) => other.lines.includes(text)))
    const other = kept[at]
    if (other) kept[at] = { ...other, title: `${other.title}、${card.title}` }
    else kept.push(card)
  }
  return kept
}

/** The cards of one RM's week: the opening, each reason kind (most customers first), the products named. */
export function cueCards(lines: readonly PlanLine[]): readonly CueCard[] {
  const kinds = byFrequency(lines.map((line) => line.reasonKind))
  const products = shelfOf(lines).map((product, at) => `${productMark(at + 1)}：${product}`)
  return [
    openingCard(lines),
    ...merged(
      kinds.map((kind) =>
        kindCard(
          kind,
          lines.filter((line) => line.reasonKind === kind),
        ),
      ),
    ),
    { title: '可谈的在售产品', lines: products },
  ].filter((card) => card.lines.length > 0)
}

/** The cards as markup, none ever split over two columns or pages. */
export function cueCardsSection(lines: readonly PlanLine[]): string {
  const cards = cueCards(lines).map(
    (card) =>
      `<div class="card"><b class="title">${escapeHtml(card.title)}</b>${card.lines
        .map((text) => `<p>${labelled(text)}</p>`)
        .join('')}</div>`,
  )
  return cards.length === 0
    ? ''
    : `<div class="cues"><h2>话术提示　按“为什么”的事由找；${daySlot}为“下一步”的日子，不承诺收益、不索要密码</h2><div class="cards">${cards.join('\n')}</div></div>`
}
